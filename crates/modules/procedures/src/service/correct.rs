//! The measurements of a procedure, and how one is corrected: a new revision supersedes, nothing is erased.

use parvis_accounts::AccountsError;
use parvis_accounts::service::agents;
use parvis_db::Db;
use parvis_journal::{Act, By, Filter, act};
use parvis_kernel::{Day, Id, Permission, Timestamp};
use parvis_measures::{Indicator, Indicators, Key, Reading, Value, Window};
use std::collections::HashMap;

use super::{assess, catalogue, reason};
use crate::place::Located;

/// What a reading is a reading of, as an address and the journal write it: indicator, window, day and source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub indicator: String,
    pub window: Window,
    pub as_of: Day,
    pub source: String,
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}.{}", self.indicator, self.window, self.as_of, self.source)
    }
}

impl Name {
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, '.');
        Some(Self {
            indicator: parts.next()?.to_owned(),
            window: Window::parse(parts.next()?)?,
            as_of: parts.next()?.parse().ok()?,
            source: parts.next()?.to_owned(),
        })
    }

    pub fn of(reading: &Reading) -> Self {
        Self {
            indicator: reading.indicator.clone(),
            window: reading.window,
            as_of: reading.as_of,
            source: reading.source.clone(),
        }
    }

    fn key(&self, procedure: Id) -> Key {
        (procedure, self.indicator.clone(), self.window, self.as_of, self.source.clone())
    }

    /// How the journal names it.
    fn object(&self, one: &Located) -> String {
        format!("{} {self}", one.procedure.slug)
    }
}

/// The readings of a procedure in force, by indicator, the newest first.
///
/// # Errors
/// No such procedure for the actor; the database's own.
pub fn list(db: &mut Db, by: &By, slug: &str) -> Result<(Located, Vec<Reading>), AccountsError> {
    let one = catalogue::get(db, by, slug, Permission::MeasureRead)?;
    let mut all = parvis_measures::of_procedure(db, one.procedure.id)?;
    let place = |reading: &Reading| Indicators::standard().iter().position(|i| i.slug == reading.indicator);
    all.sort_by_key(|reading| (place(reading), std::cmp::Reverse(reading.as_of)));
    Ok((one, all))
}

/// Who made a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maker {
    /// It came with a file or from a collector.
    Source,
    /// Somebody corrected it; none: from the console.
    Corrected(Option<Id>),
    /// One assessed, another accepted.
    Assessed(Id, Id),
}

/// Everything that was ever recorded of one reading, the newest first, with who made it.
#[derive(Debug, Clone)]
pub struct Trace {
    pub about: Located,
    pub indicator: &'static Indicator,
    pub revisions: Vec<(Reading, Maker)>,
    /// The names of those agents; deleted ones have none.
    pub names: HashMap<Id, String>,
}

/// # Errors
/// No such procedure or reading for the actor.
pub fn trace(db: &mut Db, by: &By, slug: &str, name: &Name) -> Result<Trace, AccountsError> {
    let about = catalogue::get(db, by, slug, Permission::MeasureRead)?;
    let indicator = Indicators::standard().get(&name.indicator).ok_or(AccountsError::NotFound)?;
    let mut revisions = parvis_measures::revisions(db, &name.key(about.procedure.id))?;
    if revisions.is_empty() {
        return Err(AccountsError::NotFound);
    }
    revisions.reverse();
    let corrected = correctors(db, &name.object(&about))?;
    let accepted = accepted(db, &about)?;
    let maker = |reading: &Reading| match corrected.get(&reading.revision) {
        Some(agent) => Maker::Corrected(*agent),
        None if name.source == assess::SOURCE => accepted
            .get(&(reading.indicator.clone(), reading.recorded_at))
            .map_or(Maker::Source, |(one, other)| Maker::Assessed(*one, *other)),
        None => Maker::Source,
    };
    let revisions: Vec<_> = revisions.into_iter().map(|reading| (maker(&reading), reading)).collect();
    let ids: Vec<Id> = revisions
        .iter()
        .flat_map(|(maker, _)| match maker {
            Maker::Corrected(agent) => agent.iter().copied().collect(),
            Maker::Assessed(one, other) => vec![*one, *other],
            Maker::Source => Vec::new(),
        })
        .collect();
    let names = agents::names(db, &ids)?;
    let revisions = revisions.into_iter().map(|(maker, reading)| (reading, maker)).collect();
    Ok(Trace { about, indicator, revisions, names })
}

/// Who corrected a reading, by revision, as the journal tells it.
fn correctors(db: &mut Db, object: &str) -> Result<HashMap<i32, Option<Id>>, AccountsError> {
    let mut filter = Filter {
        object_kind: Some("reading".to_owned()),
        object: Some(object.to_owned()),
        ..Filter::default()
    };
    let mut all = HashMap::new();
    loop {
        let page = parvis_journal::page(db, &filter)?;
        let Some(last) = page.last() else { return Ok(all) };
        filter.before = Some(last.seq);
        for entry in &page {
            let revision = entry.changes.iter().find(|change| change.what == "revision");
            if let Some(revision) = revision.and_then(|change| change.to.as_ref()?.parse().ok()) {
                all.insert(revision, entry.actor);
            }
        }
    }
}

type Accepted = HashMap<(String, Timestamp), (Id, Id)>;

/// Who assessed and who accepted, by criterion and the moment at which the reading was recorded.
fn accepted(db: &mut Db, about: &Located) -> Result<Accepted, AccountsError> {
    let pair = |one: crate::assessment::Assessment| {
        let (reader, at) = one.reviewed?;
        Some(((one.indicator, at), (one.assessed_by, reader)))
    };
    Ok(assess::of(db, about)?.into_iter().filter_map(pair).collect())
}

/// What a reading should have been.
#[derive(Debug, Clone, Default)]
pub struct Correction {
    /// In the indicator's own unit, with a point or a comma; an option's slug; or `not_applicable`.
    pub value: String,
    /// Empty when it is not known.
    pub n: String,
    pub reason: String,
    /// The revision that was in sight.
    pub seen: i32,
}

/// Records a new revision of a reading, which supersedes those before.
///
/// # Errors
/// Without the right over the procedure; a value that cannot be one of the indicator's, or that changes nothing; a
/// reading that somebody else corrected meanwhile.
pub fn correct(
    db: &mut Db,
    by: &By,
    slug: &str,
    name: &Name,
    correction: &Correction,
) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let one = catalogue::get(db, by, slug, Permission::MeasureCorrect)?;
        let indicator = Indicators::standard().get(&name.indicator).ok_or(AccountsError::NotFound)?;
        let old = parvis_measures::revisions(db, &name.key(one.procedure.id))?.pop();
        let old = old.ok_or(AccountsError::NotFound)?;
        if old.revision != correction.seen {
            return Err(AccountsError::Conflict("meas-changed"));
        }
        let value = Value::raw(indicator, &plain(indicator, &correction.value))
            .map_err(|_| AccountsError::invalid("value", "meas-value-form"))?;
        let n = number(&correction.n)?;
        let why = reason(&correction.reason)?;
        if value == old.value && n == old.n {
            return Err(AccountsError::invalid("value", "meas-same"));
        }
        // Answers per mark add up to one value and number alone.
        let new =
            Reading { value, n, counts: None, recorded_at: by.now, reason: Some(why.clone()), ..old.clone() };
        let recorded = parvis_measures::record(db, new)?;
        let count = |n: Option<u32>| n.map(|n| n.to_string());
        let done = Act::new("measure.correct", &one.place, "reading", name.object(&one))
            .set("revision", recorded.revision.to_string())
            .changed("value", Some(assess::text(&old.value)), Some(assess::text(&recorded.value)))
            .changed("n", count(old.n), count(recorded.n))
            .because(&why);
        Ok(((), done))
    })
}

/// A number as people write it: with a comma, and spaces between thousands.
fn plain(indicator: &Indicator, text: &str) -> String {
    let text = text.trim();
    if indicator.unit == parvis_measures::Unit::Choice {
        return text.to_owned();
    }
    text.replace(',', ".").replace([' ', '\u{a0}', '\u{202f}'], "")
}

fn number(text: &str) -> Result<Option<u32>, AccountsError> {
    let text = text.trim().replace([' ', '\u{a0}', '\u{202f}'], "");
    if text.is_empty() {
        return Ok(None);
    }
    let n = text.parse::<u32>().ok().filter(|n| *n >= 1 && i32::try_from(*n).is_ok());
    n.map(Some).ok_or(AccountsError::invalid("n", "meas-n-form"))
}
