//! The life of an edition: draft, publish, recompute, correct.

pub mod review;

use parvis_accounts::AccountsError;
use parvis_accounts::model::Space;
use parvis_accounts::service::{organisations, spaces};
use parvis_catalog::{Catalog, Kind, Procedure};
use parvis_db::Db;
use parvis_journal::{Act, By, act};
#[cfg(feature = "testing")]
use parvis_kernel::Clock;
use parvis_kernel::{FixedClock, Id, Month, Permission, Place, Rng, Scope, Timestamp};
use parvis_measures::Indicators;
use parvis_places::Ground;
use sha2::{Digest, Sha256};

use crate::edition::{
    Canonical, Difference, Edition, Erratum, Header, LOOKBACK_MONTHS, Line, Publication, compute, difference,
    summarise,
};
use crate::error::ObservatoryError;
use crate::store;

/// Computes the edition of `month` from the ledger and the catalogue as known at `known_at`, and stores nothing.
///
/// # Errors
/// When no procedure has a reading, or the database's own.
pub fn preview(
    db: &mut Db,
    slug: &str,
    month: Month,
    known_at: Timestamp,
) -> Result<(Edition, Vec<Line>, Canonical), ObservatoryError> {
    let indicators = Indicators::standard();
    let since = Month::from_index(month.index() - LOOKBACK_MONTHS).unwrap_or(month).first_day();
    let catalog = own_catalog(db, month, known_at)?;
    let readings = parvis_measures::load_up_to(db, since, month.last_day(), known_at)?;
    let lines = compute(&catalog, &readings, indicators, month, known_at);
    if lines.is_empty() {
        return Err(ObservatoryError::Nothing(month.to_string()));
    }
    let header = Header::new(slug, month, lines.len(), indicators);
    let canonical = Canonical::new(&header, &lines)?;
    let edition = Edition {
        slug: slug.to_owned(),
        as_of: month.last_day(),
        known_at,
        checksum: canonical.checksum.clone(),
        summary: summarise(&lines, indicators),
        header,
        publication: None,
    };
    Ok((edition, lines, canonical))
}

/// The procedures of the space that the editions lie in: those of no space, or of that one, in that month.
fn own_catalog(db: &mut Db, month: Month, known_at: Timestamp) -> Result<Catalog, ObservatoryError> {
    let space = spaces::first(db)?.map(|space| space.slug);
    let all = parvis_catalog::all(db)?;
    let is_own = |procedure: &Procedure| {
        let own = procedure.value(Kind::Space, month.last_day(), known_at);
        own.is_none_or(|own| Some(own) == space.as_deref())
    };
    Ok(Catalog::new(all.procedures.into_iter().filter(is_own).collect()))
}

/// Where the editions lie: in the first space, if there is one yet.
pub struct Home {
    pub place: Place,
    pub space: Option<Space>,
    /// The same place, under each of the space's organisations: those who keep one organisation read the editions and
    /// comment on them too.
    reading: Place,
    /// The procedures of the space over each of which the actor holds a right: they read the editions, and comment on
    /// those procedures.
    own: Vec<Id>,
}

/// Where the editions lie, as an actor comes to them.
///
/// # Errors
/// The database's own.
pub fn home(db: &mut Db, by: &By) -> Result<Home, ObservatoryError> {
    let space = spaces::first(db)?;
    let place = space.as_ref().map_or(Place::PLATFORM, |space| Place::space(space.id));
    let organisations = organisations::all(db)?.into_iter().filter(|o| Some(o.space) == place.space);
    let reading = Place { organisations: organisations.map(|o| o.id).collect(), ..place.clone() };
    let own = own_procedures(db, by, space.as_ref())?;
    Ok(Home { place, space, reading, own })
}

/// The procedures of a space that the actor's rights name one by one.
fn own_procedures(db: &mut Db, by: &By, space: Option<&Space>) -> Result<Vec<Id>, ObservatoryError> {
    let named =
        by.actor.rights.iter().filter(|right| right.holds(by.now)).filter_map(|right| match right.scope {
            Scope::Procedure(procedure) => Some(procedure),
            Scope::Platform | Scope::Space(_) | Scope::Organisation(_) => None,
        });
    let named: Vec<Id> = named.collect();
    if named.is_empty() {
        return Ok(named);
    }
    let ground = Ground::load(db)?;
    let mut own = Vec::new();
    for id in named {
        let Some(procedure) = parvis_catalog::by_id(db, id)? else { continue };
        if ground.space_of(&procedure, by.now.day()).map(|one| one.id) == space.map(|one| one.id) {
            own.push(id);
        }
    }
    Ok(own)
}

impl Home {
    /// Refuses an actor without the permission; to one who may not even look, nothing is here.
    ///
    /// # Errors
    /// [`AccountsError::Forbidden`] or [`AccountsError::NotFound`].
    pub fn check(&self, by: &By, permission: Permission) -> Result<(), ObservatoryError> {
        if self.allows(by, permission) {
            Ok(())
        } else if self.allows(by, Permission::EditionRead) {
            Err(AccountsError::Forbidden.into())
        } else {
            Err(AccountsError::NotFound.into())
        }
    }

    /// Whether an actor may do something with the editions.
    pub fn allows(&self, by: &By, permission: Permission) -> bool {
        match permission {
            Permission::EditionRead | Permission::EditionComment => {
                by.actor.may(permission, &self.reading, by.now)
                    || self.own.iter().any(|procedure| self.allows_on(by, permission, *procedure))
            }
            _ => by.actor.may(permission, &self.place, by.now),
        }
    }

    /// Whether an actor may read or comment on one procedure's line.
    pub fn allows_on(&self, by: &By, permission: Permission, procedure: Id) -> bool {
        by.actor.may(permission, &self.reading.clone().of_procedure(procedure), by.now)
    }

    const fn four_eyes(&self) -> bool {
        match &self.space {
            Some(space) => space.settings.four_eyes,
            None => false,
        }
    }
}

/// Computes the edition of `month` and keeps it as a draft, in place of an earlier draft.
///
/// # Errors
/// Without the right; when the edition is published already, or nothing is known of that month.
pub fn draft(
    db: &mut Db,
    slug: &str,
    month: Month,
    by: &By,
    rng: &dyn Rng,
) -> Result<Edition, ObservatoryError> {
    act(db, by, |db| {
        let home = home(db, by)?;
        home.check(by, Permission::EditionDraft)?;
        if store::edition(db, slug)?.is_some_and(|(_, e)| e.publication.is_some()) {
            return Err(ObservatoryError::Published(slug.to_owned()));
        }
        let (edition, _, canonical) = preview(db, slug, month, by.now)?;
        store::save_draft(db, Id::new(&FixedClock(by.now), rng), &edition, &canonical)?;
        let done = Act::new("edition.draft", &home.place, "edition", slug).set("checksum", &edition.checksum);
        Ok((edition, done))
    })
}

/// Publishes a draft: from then on nothing can change it. All in one transaction, the entry in the journal included.
///
/// What is published is what was drafted and reviewed: when the ledger or the catalogue has changed since in a
/// way that would change a line, publication is refused. `signature` is what readers see; the journal knows who.
///
/// # Errors
/// Without the right; no such draft, a draft that is outdated, an empty signature; with four eyes, a draft that nobody
/// else has signed; a comment that is open.
pub fn publish(db: &mut Db, slug: &str, signature: &str, by: &By) -> Result<Edition, ObservatoryError> {
    let signature = signature.trim();
    if signature.is_empty() {
        return Err(ObservatoryError::Empty("the publisher's name"));
    }
    act(db, by, |db| {
        let home = home(db, by)?;
        home.check(by, Permission::EditionPublish)?;
        let (id, mut edition) = find(db, slug)?;
        if edition.publication.is_some() {
            return Err(ObservatoryError::Published(slug.to_owned()));
        }
        check_reviewed(db, &home, &edition, by)?;
        let (now, _, _) = preview(db, slug, edition.month(), by.now)?;
        if now.checksum != edition.checksum {
            return Err(ObservatoryError::DraftOutdated(slug.to_owned()));
        }
        let publication = Publication { at: by.now, by: signature.to_owned() };
        if !store::freeze(db, id, &publication)? {
            return Err(ObservatoryError::DraftOutdated(slug.to_owned()));
        }
        edition.publication = Some(publication);
        let done = Act::new("edition.publish", &home.place, "edition", slug)
            .set("checksum", &edition.checksum)
            .set("signature", signature);
        Ok((edition, done))
    })
}

fn check_reviewed(db: &mut Db, home: &Home, edition: &Edition, by: &By) -> Result<(), ObservatoryError> {
    let open = store::review::comments(db, &edition.slug)?.iter().filter(|c| c.settled_at.is_none()).count();
    let signatures = store::review::signatures(db, &edition.slug)?;
    match review::missing(home.four_eyes(), &signatures, &edition.checksum, by.actor.agent, open) {
        None => Ok(()),
        Some(review::Missing::SecondPerson) => Err(ObservatoryError::NotYet("review-second-person")),
        Some(review::Missing::OpenComment) => Err(ObservatoryError::NotYet("review-open-comment")),
    }
}

/// The draft of that name.
pub(crate) fn draft_of(db: &mut Db, slug: &str) -> Result<Edition, ObservatoryError> {
    let (_, edition) = find(db, slug)?;
    if edition.publication.is_some() {
        Err(ObservatoryError::Published(slug.to_owned()))
    } else {
        Ok(edition)
    }
}

/// Publishes lines made elsewhere as the edition `slug` of `month`: for measurements of large sites, where computing
/// each edition would take longer than what is measured. [`recompute`] tells such an edition from a computed one.
///
/// # Errors
/// An edition of that name, or the database's own.
#[cfg(feature = "testing")]
pub fn publish_given(
    db: &mut Db,
    slug: &str,
    month: Month,
    lines: &[Line],
    clock: &dyn Clock,
    rng: &dyn Rng,
) -> Result<(), ObservatoryError> {
    let indicators = Indicators::standard();
    let header = Header::new(slug, month, lines.len(), indicators);
    let canonical = Canonical::new(&header, lines)?;
    let edition = Edition {
        slug: slug.to_owned(),
        as_of: month.last_day(),
        known_at: clock.now(),
        checksum: canonical.checksum.clone(),
        summary: summarise(lines, indicators),
        header,
        publication: None,
    };
    db.tx(|db| {
        let id = Id::new(clock, rng);
        store::save_draft(db, id, &edition, &canonical)?;
        let publication = Publication { at: clock.now(), by: "measurement".to_owned() };
        store::freeze(db, id, &publication)?;
        Ok(())
    })
}

fn find(db: &mut Db, slug: &str) -> Result<(Id, Edition), ObservatoryError> {
    store::edition(db, slug)?.ok_or_else(|| ObservatoryError::NoEdition(slug.to_owned()))
}

/// What `parvis recompute` found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recomputed {
    /// Procedures compared.
    pub procedures: usize,
    /// The checksum written at publication.
    pub checksum: String,
    /// The checksum of the lines as they are stored now.
    pub stored: String,
    /// The checksum of the lines as computed again from the ledger and the catalogue.
    pub computed: String,
    /// Procedures whose stored and computed lines differ.
    pub different: Vec<String>,
}

impl Recomputed {
    pub fn is_identical(&self) -> bool {
        self.checksum == self.stored && self.checksum == self.computed && self.different.is_empty()
    }
}

/// Computes every figure of an edition again, from the rows behind it, as they were known when it was drafted.
///
/// # Errors
/// No such edition, or the database's own.
pub fn recompute(db: &mut Db, slug: &str) -> Result<Recomputed, ObservatoryError> {
    let (_, edition) = find(db, slug)?;
    let stored = store::line_texts(db, slug)?;
    let header = serde_json::to_string(&edition.header)?;
    let (_, _, computed) = preview(db, slug, edition.month(), edition.known_at)?;
    let stored_checksum = crate::edition::checksum(&header, stored.iter().map(|(_, text)| text.as_str()));
    let mut different: Vec<String> = Vec::new();
    let (mut a, mut b) = (stored.iter().peekable(), computed.lines.iter().peekable());
    loop {
        let slug = match (a.peek(), b.peek()) {
            (None, None) => break,
            (Some(x), Some(y)) if x == y => {
                a.next();
                b.next();
                continue;
            }
            (Some(x), Some(y)) if x.0 == y.0 => {
                b.next();
                a.next().map(|l| l.0.clone())
            }
            (Some(x), Some(y)) if x.0 < y.0 => a.next().map(|l| l.0.clone()),
            (Some(_), None) => a.next().map(|l| l.0.clone()),
            _ => b.next().map(|l| l.0.clone()),
        };
        different.extend(slug);
    }
    Ok(Recomputed {
        procedures: computed.lines.len(),
        checksum: edition.checksum,
        stored: stored_checksum,
        computed: computed.checksum,
        different,
    })
}

/// The changes of an edition against another, or against the one published before it.
///
/// # Errors
/// No such edition, or the database's own.
pub fn diff(
    db: &mut Db,
    slug: &str,
    against: Option<&str>,
) -> Result<(Option<String>, Vec<Difference>), ObservatoryError> {
    let (_, edition) = find(db, slug)?;
    let before = match against {
        Some(other) => Some(find(db, other)?.1.slug),
        None => store::editions(db, false)?.into_iter().find(|e| e.as_of < edition.as_of).map(|e| e.slug),
    };
    let old = before.as_deref().map(|slug| store::lines(db, slug)).transpose()?.unwrap_or_default();
    let new = store::lines(db, slug)?;
    Ok((before, difference(&old, &new, Indicators::standard())))
}

/// What an erratum says, before it is numbered, dated and chained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewErratum {
    pub author: String,
    pub procedure: Option<String>,
    pub indicator: Option<String>,
    pub text_fr: String,
    pub text_en: String,
}

/// Publishes an erratum to a published edition: a new entry, dated and signed; the edition itself stays.
///
/// # Errors
/// Without the right; an edition that is not published, an unknown procedure or indicator, an empty text or
/// signature.
pub fn erratum(db: &mut Db, slug: &str, new: NewErratum, by: &By) -> Result<Erratum, ObservatoryError> {
    for (text, what) in [
        (&new.author, "the signature"),
        (&new.text_fr, "the French text"),
        (&new.text_en, "the English text"),
    ] {
        if text.trim().is_empty() {
            return Err(ObservatoryError::Empty(what));
        }
    }
    act(db, by, |db| {
        let home = home(db, by)?;
        home.check(by, Permission::EditionPublish)?;
        let (id, edition) = find(db, slug)?;
        if edition.publication.is_none() {
            return Err(ObservatoryError::NotPublished(slug.to_owned()));
        }
        if let Some(procedure) = &new.procedure
            && !store::line_texts(db, slug)?.iter().any(|(known, _)| known == procedure)
        {
            return Err(ObservatoryError::NoProcedure(procedure.clone()));
        }
        if let Some(indicator) = &new.indicator
            && Indicators::standard().get(indicator).is_none()
        {
            return Err(ObservatoryError::NoIndicator(indicator.clone()));
        }
        let errata: Vec<Erratum> = store::errata(db)?.into_iter().filter(|e| e.edition == slug).collect();
        let mut erratum = Erratum {
            edition: slug.to_owned(),
            number: errata.last().map_or(1, |last| last.number + 1),
            published_at: by.now,
            author: new.author,
            procedure: new.procedure,
            indicator: new.indicator,
            text_fr: new.text_fr,
            text_en: new.text_en,
            digest: String::new(),
        };
        let before = errata.last().map_or(edition.checksum.as_str(), |last| last.digest.as_str());
        erratum.digest = digest(before, &erratum);
        store::add_erratum(db, id, &erratum)?;
        let done = Act::new("edition.erratum", &home.place, "edition", slug)
            .set("number", erratum.number.to_string())
            .changed("procedure", None, erratum.procedure.clone())
            .changed("indicator", None, erratum.indicator.clone());
        Ok((erratum, done))
    })
}

/// SHA-256 over the link before (the edition's checksum for the first) and the erratum's own words, one a line.
pub fn digest(before: &str, e: &Erratum) -> String {
    let mut hash = Sha256::new();
    let (number, at) = (e.number.to_string(), e.published_at.to_string());
    let optional = |text: &'_ Option<String>| text.clone().unwrap_or_default();
    for part in [
        before,
        &e.edition,
        &number,
        &at,
        &e.author,
        &optional(&e.procedure),
        &optional(&e.indicator),
        &e.text_fr,
        &e.text_en,
    ] {
        hash.update(part.replace('\n', " ").as_bytes());
        hash.update(b"\n");
    }
    crate::edition::hex(&hash.finalize())
}
