//! A procedure begins and ends.

use parvis_accounts::service::spaces;
use parvis_accounts::{AccountsError, Means};
use parvis_catalog::{Act as Change, Kind, New};
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Day, Id, Permission, Place};
use std::collections::BTreeSet;

use super::{catalogue, reason, refused};
use crate::place::{Ground, Located};

/// A procedure as it is asked for.
#[derive(Debug, Clone)]
pub struct NewProcedure {
    pub space: Id,
    pub number: String,
    pub facts: Vec<(Kind, String)>,
    pub on: Day,
    pub reason: String,
}

/// Adds a procedure to a space, and returns its slug.
///
/// # Errors
/// Without the right over the whole space; what the catalogue does not take.
pub fn create(db: &mut Db, means: &Means, by: &By, new: &NewProcedure) -> Result<String, AccountsError> {
    act(db, by, |db| {
        let space = spaces::get(db, by, new.space, Permission::CatalogWrite)?;
        let why = reason(&new.reason)?;
        let mut facts = new.facts.clone();
        if Ground::load(db)?.spaces.first().map(|first| first.id) != Some(space.id) {
            facts.push((Kind::Space, space.slug.clone()));
        }
        let asked = New { number: new.number.trim().to_owned(), facts };
        let id = means.id(by.now);
        let made =
            parvis_catalog::create(db, &asked, new.on, id, by.now).map_err(|error| refused(error, None))?;
        let place = Place::space(space.id).of_procedure(made.id);
        let mut done = Act::new("procedure.create", &place, "procedure", &made.slug)
            .set("day", new.on.to_string())
            .because(&why);
        for fact in &made.facts {
            done = done.set(fact.kind.as_str(), &fact.value);
        }
        Ok((made.slug, done))
    })
}

/// How a procedure ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Another takes over: its slug or number.
    Merge(String),
    /// Several take over.
    Split(Vec<String>),
    /// Nothing takes over.
    Retire,
}

/// Ends a procedure from a day on.
///
/// # Errors
/// Without the right over the procedure, and over the whole space to merge or split; a successor that is not in the
/// same space, or has ended.
pub fn end(db: &mut Db, by: &By, slug: &str, end: &End, on: Day, why: &str) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let one = catalogue::get(db, by, slug, Permission::CatalogWrite)?;
        let why = reason(why)?;
        let space = Place { space: one.place.space, ..Place::PLATFORM };
        if *end != End::Retire && !by.actor.may(Permission::CatalogWrite, &space, by.now) {
            return Err(AccountsError::Forbidden);
        }
        let (action, change, into) = match end {
            End::Merge(into) => {
                let into = successor(db, by, &one, into)?;
                ("procedure.merge", Change::Merge { into: into.clone(), reason: why.clone() }, into)
            }
            End::Split(into) => {
                let found: Result<BTreeSet<_>, _> =
                    into.iter().map(|slug| successor(db, by, &one, slug)).collect();
                let into: Vec<String> = found?.into_iter().collect();
                if into.len() < 2 {
                    return Err(AccountsError::invalid("into", "proc-split-two"));
                }
                let joined = into.join(" ");
                ("procedure.split", Change::Split { into, reason: why.clone() }, joined)
            }
            End::Retire => ("procedure.retire", Change::Retire { reason: why.clone() }, String::new()),
        };
        parvis_catalog::act(db, &one.procedure.slug, on, &change, by.now)
            .map_err(|error| refused(error, Some("into")))?;
        let done = Act::new(action, &one.place, "procedure", &one.procedure.slug)
            .set("day", on.to_string())
            .changed("into", None, Some(into).filter(|into| !into.is_empty()))
            .because(&why);
        Ok(((), done))
    })
}

fn successor(db: &mut Db, by: &By, one: &Located, slug: &str) -> Result<String, AccountsError> {
    const NONE: AccountsError = AccountsError::invalid("into", "proc-no-such");
    if slug.is_empty() {
        return Err(AccountsError::invalid("into", "accounts-required"));
    }
    let found = catalogue::get(db, by, slug, Permission::CatalogRead).map_err(|error| match error {
        AccountsError::NotFound | AccountsError::Forbidden => NONE,
        other => other,
    })?;
    if found.place.space == one.place.space { Ok(found.procedure.slug) } else { Err(NONE) }
}
