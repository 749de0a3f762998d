//! What happens to a procedure in its life: renamed, moved, renumbered, merged, split, retired.

use parvis_db::Db;
use parvis_kernel::{Day, Id, Timestamp};

use crate::error::CatalogError;
use crate::facts::{Fact, Kind, State};
use crate::form;
use crate::procedure::{Catalog, Procedure};
use crate::store;

/// One act on a procedure, in force from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// One fact takes a new value: name, address, owner, volume…
    Set(Kind, String),
    /// It gets a new number; the old one goes on meaning it until another procedure takes it.
    Renumber(String),
    /// Another procedure takes over.
    Merge { into: String, reason: String },
    /// Several procedures take over.
    Split { into: Vec<String>, reason: String },
    /// It ends without a successor.
    Retire { reason: String },
}

/// Records an act on the procedure called `slug`, in one transaction.
///
/// # Errors
/// An unknown procedure or successor, a procedure that has ended, a number that another holds that day, a value
/// that a file could not bring either.
pub fn act(db: &mut Db, slug: &str, on: Day, act: &Act, now: Timestamp) -> Result<(), CatalogError> {
    db.tx(|db| {
        let catalog = store::all(db)?;
        let procedure = find(&catalog, slug)?;
        procedure.must_be_listed(on, now)?;
        let fact =
            |kind, value: &str| Fact { kind, valid_from: on, recorded_at: now, value: value.to_owned() };
        let facts = match act {
            Act::Set(kind, value) => {
                vec![fact(*kind, &read_value(*kind, value)?)]
            }
            Act::Renumber(number) => {
                check_number(&catalog, procedure, number, on, now)?;
                vec![fact(Kind::Number, number)]
            }
            Act::Merge { into, reason } => {
                let successor = successor(&catalog, procedure, into, (on, now))?;
                end(fact, State::Merged, &successor, reason)
            }
            Act::Split { into, reason } => {
                if into.is_empty() {
                    return Err(CatalogError::Invalid(String::new(), Kind::Successor.as_str()));
                }
                let slugs: Result<Vec<_>, _> =
                    into.iter().map(|one| successor(&catalog, procedure, one, (on, now))).collect();
                end(fact, State::Split, &slugs?.join("|"), reason)
            }
            Act::Retire { reason } => end(fact, State::Retired, "", reason),
        };
        let rows: Vec<(Id, Fact)> = facts.into_iter().map(|fact| (procedure.id, fact)).collect();
        Ok(store::insert_facts(db, &rows)?)
    })
}

fn find<'c>(catalog: &'c Catalog, slug: &str) -> Result<&'c Procedure, CatalogError> {
    catalog.by_slug(slug).ok_or_else(|| CatalogError::NotFound(slug.to_owned()))
}

/// A procedure that has ended cannot take over: successors would lead in circles, or nowhere.
fn successor(
    catalog: &Catalog,
    procedure: &Procedure,
    slug: &str,
    (on, now): (Day, Timestamp),
) -> Result<String, CatalogError> {
    let found = find(catalog, slug)?;
    if found.id == procedure.id {
        return Err(CatalogError::Itself);
    }
    found.must_be_listed(on, now)?;
    Ok(found.slug.clone())
}

/// A number is free for `procedure` unless another that is listed that day has it that day: one that has a
/// newer number, or has ended, gives its old one away.
pub(crate) fn check_number(
    catalog: &Catalog,
    procedure: &Procedure,
    number: &str,
    on: Day,
    now: Timestamp,
) -> Result<(), CatalogError> {
    if !form::is_number(number) {
        return Err(CatalogError::Invalid(number.chars().take(80).collect(), Kind::Number.as_str()));
    }
    let has = |holder: &&Procedure| {
        holder.id != procedure.id
            && holder.value(Kind::Number, on, now) == Some(number)
            && holder.must_be_listed(on, now).is_ok()
    };
    match catalog.resolve(number, on).filter(has) {
        Some(holder) => {
            Err(CatalogError::NumberTaken { number: number.to_owned(), holder: holder.slug.clone() })
        }
        None => Ok(()),
    }
}

fn end(fact: impl Fn(Kind, &str) -> Fact, state: State, successors: &str, reason: &str) -> Vec<Fact> {
    vec![fact(Kind::State, state.as_str()), fact(Kind::Successor, successors), fact(Kind::Reason, reason)]
}

/// What only other acts may say, and what a file could not say either, is refused.
pub(crate) fn read_value(kind: Kind, value: &str) -> Result<String, CatalogError> {
    let invalid = || CatalogError::Invalid(value.chars().take(80).collect(), kind.as_str());
    match kind {
        Kind::Number | Kind::State | Kind::Successor => Err(invalid()),
        _ => form::read(kind, value.trim()).map_err(|_| invalid()),
    }
}
