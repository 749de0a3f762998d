//! What looks and readings come to, written to the ledger: the observatory grades it.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_kernel::{Day, Id, Timestamp};
use parvis_measures::{Indicators, Reading, Value, Window, of_procedure, record};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::store::{self, findings};
use crate::watch::Check;
use crate::watch::availability::{LEAST_DAYS, figures};
use crate::watch::told::{Told, told};

/// The source of these readings.
pub const SOURCE: &str = "probes";

/// Records what the looks of the quarter up to the last whole month say of each procedure, and what the last readings of its
/// pages show. A quarter with looks on fewer than 28 days says nothing. What the ledger says already is not said again. How
/// many readings were recorded.
///
/// # Errors
/// The database's own.
pub fn measure(db: &mut Db, now: Timestamp) -> Result<usize, AccountsError> {
    let as_of = now.day().month().first_day().start().minus(Duration::from_secs(1)).day();
    let from = as_of.month().first_day().plus_months(-2);
    let mut of: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for watch in store::watches(db)? {
        of.entry(watch.procedure).or_default().push(watch.id);
    }
    let mut recorded = 0;
    for (procedure, watches) in of {
        let (mut checks, mut runs) = (Vec::new(), Vec::new());
        for watch in watches {
            checks.extend(store::checks(db, watch, from.start(), as_of.end())?);
            runs.extend(findings::runs(db, watch, 1)?);
        }
        let told: Vec<Told> = runs.iter().map(|run| Told::read(&run.report)).collect();
        recorded += db.tx(|db| {
            let quarter = quarter(db, procedure, &checks, as_of, now)?;
            Ok::<_, AccountsError>(quarter + pages(db, procedure, &told, now)?)
        })?;
    }
    Ok(recorded)
}

fn quarter(
    db: &mut Db,
    procedure: Id,
    checks: &[Check],
    as_of: Day,
    now: Timestamp,
) -> Result<usize, AccountsError> {
    let days: BTreeSet<Day> = checks.iter().filter(|one| one.counts).map(|one| one.at.day()).collect();
    let Some(found) = figures(checks).filter(|_| days.len() >= LEAST_DAYS) else { return Ok(0) };
    let told = [
        ("availability", Some(found.availability)),
        ("response_time", found.response),
        ("total_time", found.total),
    ];
    let known = of_procedure(db, procedure)?;
    let mut recorded = 0;
    for (slug, value) in told {
        let value = value.map(Value::Number);
        let Some(reading) =
            value.and_then(|value| reading(procedure, slug, (Window::Quarter, as_of), value, now))
        else {
            continue;
        };
        let reading = Reading { n: Some(found.tries), ..reading };
        let same = |old: &&Reading| old.key() == reading.key();
        if known.iter().find(same).is_none_or(|old| old.value != reading.value || old.n != reading.n) {
            record(db, reading)?;
            recorded += 1;
        }
    }
    Ok(recorded)
}

/// What pages show is told when it changes, and once a month so that it does not grow old. What somebody else read and
/// still stands (a person, for the ways that only she can be sure of) is not told over.
fn pages(db: &mut Db, procedure: Id, all: &[Told], now: Timestamp) -> Result<usize, AccountsError> {
    let known = of_procedure(db, procedure)?;
    let mut recorded = 0;
    for (slug, value) in told(all, now.day()) {
        let Some(reading) = reading(procedure, slug, (Window::Point, now.day()), value, now) else {
            continue;
        };
        let of_slug = || known.iter().filter(|old| old.indicator == slug && old.window == Window::Point);
        let life = Indicators::standard().get(slug).map_or(0, |indicator| indicator.life_months);
        let is_read_by_others =
            of_slug().any(|old| old.source != SOURCE && now.day() < old.as_of.plus_months(life));
        let last = of_slug().filter(|old| old.source == SOURCE).max_by_key(|old| old.as_of);
        let is_said = last.is_some_and(|old| {
            old.value == reading.value && old.as_of.month() == reading.as_of.month()
                || old.as_of == reading.as_of
        });
        if is_said || BY_PERSONS.contains(&slug) && is_read_by_others {
            continue;
        }
        record(db, reading)?;
        recorded += 1;
    }
    Ok(recorded)
}

/// Indicators on which the word of a person comes before that of a machine.
const BY_PERSONS: [&str; 2] = ["sign_in", "non_digital_alternative"];

pub(crate) fn reading(
    procedure: Id,
    slug: &str,
    (window, as_of): (Window, Day),
    value: Value,
    now: Timestamp,
) -> Option<Reading> {
    let indicator = Indicators::standard().get(slug)?;
    Some(Reading {
        procedure,
        indicator: slug.to_owned(),
        method: indicator.method_at(as_of.month()).version.clone(),
        window,
        as_of,
        value,
        n: None,
        counts: None,
        source: SOURCE.to_owned(),
        collected_at: now,
        recorded_at: now,
        revision: 1,
        reason: None,
    })
}
