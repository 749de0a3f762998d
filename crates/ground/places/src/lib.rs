//! Where a procedure lies: its space and the organisations that answer for it, told by its own facts.

use parvis_accounts::model::{Organisation, Space};
use parvis_accounts::service::{organisations, spaces};
use parvis_accounts::{AccountsError, Guarded, Placed};
use parvis_catalog::{Kind, Procedure, Snapshot};
use parvis_db::Db;
use parvis_kernel::{Day, Id, Place, Timestamp, slug};

/// A procedure, what it is today, and where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    pub procedure: Procedure,
    /// Today; of a procedure that has not begun, its first day.
    pub shown: Snapshot,
    pub place: Place,
}

impl Placed for Located {
    fn place(&self) -> Place {
        self.place.clone()
    }
}

/// The spaces and organisations that procedures lie in.
#[derive(Debug, Clone, Default)]
pub struct Ground {
    /// The first one made first: procedures that say nothing belong to it.
    pub spaces: Vec<Space>,
    pub organisations: Vec<Organisation>,
}

impl Ground {
    /// # Errors
    /// The database's own.
    pub fn load(db: &mut Db) -> Result<Self, AccountsError> {
        Ok(Self { spaces: spaces::all(db)?, organisations: organisations::all(db)? })
    }

    /// The space of a procedure on a day; none when its fact names a space that is not here, and then nobody but the
    /// keepers of the platform sees it. A fact that begins later holds before too: a procedure to come is in no
    /// other space until then.
    pub fn space_of(&self, procedure: &Procedure, day: Day) -> Option<&Space> {
        let told = procedure.history(Kind::Space);
        let fact = told.iter().rev().find(|fact| fact.valid_from <= day).or(told.first());
        match fact.map_or("", |fact| fact.value.as_str()) {
            "" => self.spaces.first(),
            slug => self.spaces.iter().find(|space| space.slug == slug),
        }
    }

    /// Where a procedure lies on a day: under the most precise organisation of its space that bears the name of its
    /// department, else of its administration, else of its ministry.
    pub fn place(&self, procedure: &Procedure, day: Day, now: Timestamp) -> Place {
        let mut place = Place { space: None, organisations: Vec::new(), procedure: Some(procedure.id) };
        let Some(space) = self.space_of(procedure, day) else { return place };
        place.space = Some(space.id);
        let bearer = |kind| {
            let name = slug(procedure.value(kind, day, now)?);
            self.organisations.iter().find(|one| one.space == space.id && one.slug == name)
        };
        let found = [Kind::Department, Kind::Administration, Kind::Ministry].into_iter().find_map(bearer);
        place.organisations = found.map(|one| one.line.clone()).unwrap_or_default();
        place
    }

    /// A procedure as it is today, closed until somebody shows the right to see it.
    ///
    /// # Errors
    /// One that has no name on any day.
    pub fn locate(&self, procedure: Procedure, now: Timestamp) -> Result<Guarded<Located>, AccountsError> {
        let today = now.day();
        let begins = || procedure.history(Kind::Name).first().map(|fact| fact.valid_from);
        let day = if procedure.at(today, now).is_some() { today } else { begins().unwrap_or(today) };
        let shown = procedure.at(day, now).ok_or(AccountsError::NotFound)?;
        let place = self.place(&procedure, day, now);
        Ok(Guarded::new(Located { procedure, shown, place }))
    }

    pub fn organisation(&self, id: Id) -> Option<&Organisation> {
        self.organisations.iter().find(|one| one.id == id)
    }
}

/// The procedure of a slug or a number, closed.
///
/// # Errors
/// No such procedure; the database's own.
pub fn find(db: &mut Db, slug: &str, now: Timestamp) -> Result<Guarded<Located>, AccountsError> {
    let procedure = parvis_catalog::by_slug(db, slug)?.ok_or(AccountsError::NotFound)?;
    Ground::load(db)?.locate(procedure, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_accounts::model::{OrganisationKind, Settings, SpaceKind};
    use parvis_catalog::Fact;

    fn id(n: u8) -> Id {
        Id::from_bytes([n; 16])
    }

    fn space(n: u8, slug: &str) -> Space {
        Space {
            id: id(n),
            slug: slug.into(),
            name: slug.into(),
            kind: SpaceKind::State,
            territory: None,
            settings: Settings::default(),
            created_at: Timestamp::default(),
        }
    }

    fn organisation(n: u8, space: u8, slug: &str, above: &[u8]) -> Organisation {
        Organisation {
            id: id(n),
            space: id(space),
            parent: above.first().map(|n| id(*n)),
            kind: OrganisationKind::Administration,
            slug: slug.into(),
            name: slug.into(),
            siret: None,
            closed_at: None,
            line: std::iter::once(n).chain(above.iter().copied()).map(id).collect(),
        }
    }

    fn procedure(facts: &[(Kind, i32, &str)]) -> Procedure {
        let fact = |(kind, day, value): &(Kind, i32, &str)| Fact {
            kind: *kind,
            valid_from: Day::from_number(*day).unwrap(),
            recorded_at: Timestamp::default(),
            value: (*value).to_owned(),
        };
        Procedure {
            id: id(9),
            slug: "p".into(),
            created_at: Timestamp::default(),
            facts: facts.iter().map(fact).collect(),
        }
    }

    #[test]
    fn the_most_precise_organisation_of_its_own_space() {
        let ground = Ground {
            spaces: vec![space(1, "etat"), space(2, "ville")],
            organisations: vec![
                organisation(11, 1, "ministere-des-exemples", &[]),
                organisation(12, 1, "direction-de-l-etat-civil", &[11]),
                organisation(13, 1, "bureau-des-titres", &[12, 11]),
                organisation(21, 2, "ministere-des-exemples", &[]),
            ],
        };
        let ministry = (Kind::Ministry, 20_240_101, "Ministère des exemples");
        let administration = (Kind::Administration, 20_240_101, "Direction de l'état civil");
        let department = (Kind::Department, 20_240_101, "Bureau des titres");
        let unknown = (Kind::Department, 20_240_101, "Nulle part");
        let town = (Kind::Space, 20_240_101, "ville");
        let day = Day::from_number(20_260_101).unwrap();
        for (name, facts, space, line) in [
            ("nothing told", &[][..], Some(1), &[][..]),
            ("ministry", &[ministry], Some(1), &[11]),
            ("administration", &[ministry, administration], Some(1), &[12, 11]),
            ("department", &[ministry, administration, department], Some(1), &[13, 12, 11]),
            ("an unknown department", &[ministry, administration, unknown], Some(1), &[12, 11]),
            ("another space", &[town, ministry, administration], Some(2), &[21]),
            ("a space that is not here", &[(Kind::Space, 20_240_101, "ailleurs"), ministry], None, &[]),
            ("a space told for later", &[(Kind::Space, 20_270_101, "ville"), ministry], Some(2), &[21]),
            ("back in the first space", &[town, (Kind::Space, 20_250_101, ""), ministry], Some(1), &[11]),
        ] {
            let place = ground.place(&procedure(facts), day, Timestamp::default());
            let want = Place {
                space: space.map(id),
                organisations: line.iter().copied().map(id).collect(),
                procedure: Some(id(9)),
            };
            assert_eq!(place, want, "{name}");
        }
    }
}
