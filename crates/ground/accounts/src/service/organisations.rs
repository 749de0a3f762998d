use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{BadNumber, Id, Permission, Place, Siret, slug};

use crate::error::AccountsError;
use crate::guard::{Guarded, Placed, visible};
use crate::means::Means;
use crate::model::{Organisation, OrganisationKind};
use crate::store::organisations;

/// An organisation as it is asked for.
#[derive(Debug, Clone, Default)]
pub struct NewOrganisation {
    pub name: String,
    pub kind: String,
    pub siret: String,
    pub parent: Option<Id>,
}

/// A field that must hold something: trimmed, at most 200 characters.
pub(crate) fn required(field: &'static str, text: &str) -> Result<String, AccountsError> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(AccountsError::invalid(field, "accounts-required")),
        n if n > 200 => Err(AccountsError::invalid(field, "accounts-too-long")),
        _ => Ok(text.to_owned()),
    }
}

fn siret(text: &str) -> Result<Option<Siret>, AccountsError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|bad| match bad {
        BadNumber::Length(_) => AccountsError::invalid("siret", "accounts-siret-length"),
        BadNumber::Key => AccountsError::invalid("siret", "accounts-siret-key"),
    })
}

fn kind(text: &str) -> Result<OrganisationKind, AccountsError> {
    OrganisationKind::parse(text).ok_or(AccountsError::invalid("kind", "accounts-choose"))
}

/// The organisations that the actor may see, in the order of their slugs.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, by: &By) -> Result<Vec<Organisation>, AccountsError> {
    Ok(visible(organisations::all(db)?, by, Permission::CatalogRead))
}

/// All organisations, for the rules of others: where a thing lies.
///
/// # Errors
/// The database's own.
pub fn all(db: &mut Db) -> Result<Vec<Organisation>, AccountsError> {
    organisations::all(db)
}

/// One organisation.
///
/// # Errors
/// No such organisation for the actor.
pub fn get(db: &mut Db, by: &By, id: Id, permission: Permission) -> Result<Organisation, AccountsError> {
    let one = organisations::all(db)?.into_iter().find(|one| one.id == id);
    Guarded::new(one.ok_or(AccountsError::NotFound)?).open(by, permission)
}

/// Adds an organisation to a space, under another one or at the top.
///
/// # Errors
/// Without the right over the space or the organisation above; a name that is empty or taken; a SIRET whose key is
/// wrong; a parent in another space.
pub fn create(
    db: &mut Db,
    means: &Means,
    by: &By,
    space: Id,
    new: &NewOrganisation,
) -> Result<Organisation, AccountsError> {
    act(db, by, |db| {
        let all = organisations::all(db)?;
        let parent = parent(&all, by, space, new.parent)?;
        let above = parent.map(|p| p.line.clone()).unwrap_or_default();
        if !by.actor.may(Permission::OrganisationManage, &Place::under(space, above.clone()), by.now) {
            return Err(AccountsError::Forbidden);
        }
        let name = required("name", &new.name)?;
        let slug = slug(&name);
        if slug.is_empty() || all.iter().any(|o| o.space == space && o.slug == slug) {
            return Err(AccountsError::invalid("name", "accounts-name-taken"));
        }
        let id = means.id(by.now);
        let one = Organisation {
            id,
            space,
            parent: new.parent,
            kind: kind(&new.kind)?,
            slug,
            name,
            siret: siret(&new.siret)?,
            closed_at: None,
            line: std::iter::once(id).chain(above).collect(),
        };
        organisations::insert(db, &one, by.now)?;
        let done = Act::new("organisation.create", &one.place(), "organisation", &one.slug)
            .set("name", &one.name)
            .set("kind", one.kind.as_str())
            .changed("siret", None, one.siret.as_ref().map(ToString::to_string));
        Ok((one, done))
    })
}

fn parent<'o>(
    all: &'o [Organisation],
    by: &By,
    space: Id,
    id: Option<Id>,
) -> Result<Option<&'o Organisation>, AccountsError> {
    let Some(id) = id else { return Ok(None) };
    let found = all.iter().find(|o| o.id == id && o.space == space && o.closed_at.is_none());
    let found = found.filter(|o| by.actor.may(Permission::CatalogRead, &o.place(), by.now));
    found.map(Some).ok_or(AccountsError::invalid("parent", "accounts-choose"))
}

/// Renames an organisation, moves it under another, corrects its SIRET or closes it.
///
/// # Errors
/// Without the right over it and over where it goes; a parent that lies under it; the checks of [`create`].
pub fn change(
    db: &mut Db,
    by: &By,
    id: Id,
    new: &NewOrganisation,
    is_closed: bool,
) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let old = get(db, by, id, Permission::OrganisationManage)?;
        let all = organisations::all(db)?;
        let parent = if new.parent == old.parent { None } else { parent(&all, by, old.space, new.parent)? };
        if parent.is_some_and(|p| p.line.contains(&id)) {
            return Err(AccountsError::invalid("parent", "accounts-parent-loop"));
        }
        let above = parent.map(|p| p.line.clone()).unwrap_or_default();
        let moves = new.parent != old.parent;
        if moves && !by.actor.may(Permission::OrganisationManage, &Place::under(old.space, above), by.now) {
            return Err(AccountsError::Forbidden);
        }
        let one = Organisation {
            parent: new.parent,
            kind: kind(&new.kind)?,
            name: required("name", &new.name)?,
            siret: siret(&new.siret)?,
            closed_at: is_closed.then(|| old.closed_at.unwrap_or(by.now)),
            ..old.clone()
        };
        organisations::update(db, &one)?;
        let slug_of =
            |id: Option<Id>| id.and_then(|id| all.iter().find(|o| o.id == id)).map(|o| o.slug.clone());
        let closed = |one: &Organisation| Some(one.closed_at.is_some().to_string());
        let siret = |one: &Organisation| one.siret.as_ref().map(ToString::to_string);
        let done = Act::new("organisation.change", &old.place(), "organisation", &old.slug)
            .changed("name", Some(old.name.clone()), Some(one.name.clone()))
            .changed("kind", Some(old.kind.to_string()), Some(one.kind.to_string()))
            .changed("parent", slug_of(old.parent), slug_of(one.parent))
            .changed("siret", siret(&old), siret(&one))
            .changed("closed", closed(&old), closed(&one));
        Ok(((), done))
    })
}
