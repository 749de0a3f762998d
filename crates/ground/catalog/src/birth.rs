//! A procedure that comes into the catalogue by itself, not with a file.

use parvis_db::Db;
use parvis_kernel::{Day, Id, Timestamp};

use crate::error::CatalogError;
use crate::facts::{Fact, Kind, State};
use crate::lineage::{check_number, read_value};
use crate::procedure::Procedure;
use crate::store;

/// A procedure to be: its number and what is known of it. Empty values are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct New {
    pub number: String,
    pub facts: Vec<(Kind, String)>,
}

/// Adds a procedure, in force from a day on, in one transaction.
///
/// # Errors
/// A number that another has that day, a value that a file could not bring either, no name.
pub fn create(db: &mut Db, new: &New, on: Day, id: Id, now: Timestamp) -> Result<Procedure, CatalogError> {
    db.tx(|db| {
        let catalog = store::all(db)?;
        let slug = free_slug(&new.number, |slug| catalog.by_slug(slug).is_some());
        let mut made = Procedure { id, slug, created_at: now, facts: Vec::new() };
        check_number(&catalog, &made, &new.number, on, now)?;
        let fact = |kind, value: String| Fact { kind, valid_from: on, recorded_at: now, value };
        for (kind, value) in new.facts.iter().filter(|(_, value)| !value.trim().is_empty()) {
            made.facts.push(fact(*kind, read_value(*kind, value)?));
        }
        if made.value(Kind::Name, on, now).is_none() {
            return Err(CatalogError::Invalid(String::new(), Kind::Name.as_str()));
        }
        made.facts.push(fact(Kind::Number, new.number.clone()));
        made.facts.push(fact(Kind::State, State::Listed.as_str().to_owned()));
        store::insert_procedures(db, std::slice::from_ref(&made))?;
        let rows: Vec<(Id, Fact)> = made.facts.iter().map(|fact| (id, fact.clone())).collect();
        store::insert_facts(db, &rows)?;
        Ok(made)
    })
}

/// The slug of a first number: that number, or that with a suffix when another took it for ever.
pub(crate) fn free_slug(number: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let base = parvis_kernel::slug(number);
    let mut slug = base.clone();
    let mut n = 2;
    while is_taken(&slug) {
        slug = format!("{base}-{n}");
        n += 1;
    }
    slug
}
