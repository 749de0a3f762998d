//! What happens to a procedure in its life: renamed, moved, renumbered, merged, split, retired.

use parvis_db::Db;
use parvis_kernel::{Day, Id, Timestamp};

use crate::error::CatalogError;
use crate::facts::{Fact, Kind, State};
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
/// An unknown procedure or successor, a procedure that has ended, a number that another holds that day.
pub fn act(db: &mut Db, slug: &str, on: Day, act: &Act, now: Timestamp) -> Result<(), CatalogError> {
    db.tx(|db| {
        let catalog = store::all(db)?;
        let procedure = find(&catalog, slug)?;
        procedure.must_be_listed(on, now)?;
        let fact =
            |kind, value: &str| Fact { kind, valid_from: on, recorded_at: now, value: value.to_owned() };
        let facts = match act {
            Act::Set(kind, value) => {
                check_value(*kind, value)?;
                vec![fact(*kind, value)]
            }
            Act::Renumber(number) => {
                if let Some(holder) = catalog.resolve(number, on).filter(|holder| holder.id != procedure.id) {
                    let holder = holder.slug.clone();
                    return Err(CatalogError::NumberTaken { number: number.clone(), holder });
                }
                vec![fact(Kind::Number, number)]
            }
            Act::Merge { into, reason } => {
                let successor = successor(&catalog, procedure, into)?;
                end(fact, State::Merged, &successor, reason)
            }
            Act::Split { into, reason } => {
                let slugs: Result<Vec<_>, _> =
                    into.iter().map(|one| successor(&catalog, procedure, one)).collect();
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

fn successor(catalog: &Catalog, procedure: &Procedure, slug: &str) -> Result<String, CatalogError> {
    let found = find(catalog, slug)?;
    if found.id == procedure.id { Err(CatalogError::Itself) } else { Ok(found.slug.clone()) }
}

fn end(fact: impl Fn(Kind, &str) -> Fact, state: State, successors: &str, reason: &str) -> Vec<Fact> {
    vec![fact(Kind::State, state.as_str()), fact(Kind::Successor, successors), fact(Kind::Reason, reason)]
}

fn check_value(kind: Kind, value: &str) -> Result<(), CatalogError> {
    let fits = match kind {
        Kind::Name => !value.trim().is_empty() && value.len() <= 500 && !value.chars().any(char::is_control),
        Kind::Address => url::Url::parse(value).is_ok_and(|u| matches!(u.scheme(), "http" | "https")),
        Kind::Volume => value.parse::<u64>().is_ok(),
        Kind::Territory => crate::Territory::find(value).is_some(),
        Kind::Number | Kind::State | Kind::Successor => false,
        _ => value.len() <= 500 && !value.chars().any(char::is_control),
    };
    if fits { Ok(()) } else { Err(CatalogError::Invalid(value.chars().take(80).collect(), kind.as_str())) }
}
