//! Opinions that are looked for: a page of them, and what all of them have in common.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_journal::By;
use parvis_kernel::{Id, Permission};
use std::collections::BTreeMap;

use super::forms::{self, Held};
use super::reading::PAGE;
use crate::model::{Opinion, Work};
use crate::store::{self, Wanted, work};
use crate::telling;

/// Opinions that are counted beside a list, the newest; of more it is said that there are more.
pub const COUNTED: usize = 1_000;

/// In which order opinions are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Newest,
    /// The most telling first ([`telling`]), among those that are counted; from this place on.
    Telling(usize),
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub held: Held,
    /// A page of them.
    pub page: Vec<Opinion>,
    /// What is done about those of the page.
    pub work: BTreeMap<Id, Work>,
    /// Whether others come after the page.
    pub goes_on: bool,
    pub facets: Facets,
}

/// How many of what was found are of each kind: by the value that an address names it by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// At most [`COUNTED`].
    pub n: usize,
    /// Whether more were found than were counted.
    pub has_more: bool,
    pub faces: BTreeMap<String, usize>,
    pub channels: BTreeMap<String, usize>,
    pub buttons: BTreeMap<String, usize>,
    pub tongues: BTreeMap<String, usize>,
    pub rules: BTreeMap<String, usize>,
    pub statuses: BTreeMap<String, usize>,
    /// The labels, by their identifiers, with their names.
    pub tags: BTreeMap<String, usize>,
    pub names: BTreeMap<String, String>,
}

impl Facets {
    fn of(all: &[Opinion], work: &BTreeMap<Id, Work>, has_more: bool) -> Self {
        let mut facets = Self { n: all.len(), has_more, ..Self::default() };
        let add = |to: &mut BTreeMap<String, usize>, value: String| *to.entry(value).or_insert(0) += 1;
        for one in all {
            add(&mut facets.faces, one.answers.satisfaction.to_string());
            add(&mut facets.channels, one.channel.to_string());
            add(&mut facets.buttons, one.button.to_string());
            add(&mut facets.tongues, one.tongue.to_string());
            if let Some(rule) = one.aside {
                add(&mut facets.rules, rule.to_string());
            }
            let own = work.get(&one.id);
            add(&mut facets.statuses, own.map(|work| work.status).unwrap_or_default().to_string());
            for tag in own.into_iter().flat_map(|work| &work.tags) {
                add(&mut facets.tags, tag.id.to_string());
                facets.names.insert(tag.id.to_string(), tag.name.clone());
            }
        }
        facets
    }
}

/// A page of the opinions that are looked for, and their kinds.
///
/// # Errors
/// No such form for the actor; the database's own.
pub fn find(db: &mut Db, by: &By, form: Id, wanted: &Wanted, order: Order) -> Result<Found, AccountsError> {
    let held = forms::get(db, by, form, Permission::ReviewRead)?;
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let whole = Wanted { before: None, ..wanted.clone() };
    let mut all = store::of_form(db, form, &whole, COUNTED as i64 + 1)?;
    let has_more = all.len() > COUNTED;
    all.truncate(COUNTED);
    let ids: Vec<Id> = all.iter().map(|one| one.id).collect();
    let mut work = work::of(db, &ids)?;
    let facets = Facets::of(&all, &work, has_more);
    let (mut page, from) = match order {
        Order::Telling(from) => {
            telling::sort(&mut all);
            (all, from)
        }
        Order::Newest if wanted.before.is_none() => (all, 0),
        Order::Newest => {
            let page = store::of_form(db, form, wanted, PAGE + 1)?;
            work = work::of(db, &page.iter().map(|one| one.id).collect::<Vec<_>>())?;
            (page, 0)
        }
    };
    page.drain(..from.min(page.len()));
    let goes_on = page.len() > size;
    page.truncate(size);
    work.retain(|id, _| page.iter().any(|one| one.id == *id));
    Ok(Found { held, page, work, goes_on, facets })
}
