//! What looks come to, written to the ledger: the observatory grades it.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_kernel::{Day, Id, Timestamp};
use parvis_measures::{Indicators, Reading, Value, Window, of_procedure, record};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::store;
use crate::watch::Check;
use crate::watch::availability::{LEAST_DAYS, figures};

/// The source of these readings.
pub const SOURCE: &str = "probes";

/// Records what the looks of the quarter up to the last whole month say of each procedure. A quarter with looks on fewer
/// than 28 days says nothing. What the ledger says already is not said again. How many readings were recorded.
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
        let mut checks = Vec::new();
        for watch in watches {
            checks.extend(store::checks(db, watch, from.start(), as_of.end())?);
        }
        recorded += db.tx(|db| write(db, procedure, &checks, as_of, now))?;
    }
    Ok(recorded)
}

fn write(
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
        let (Some(value), Some(indicator)) = (value, Indicators::standard().get(slug)) else { continue };
        let reading = Reading {
            procedure,
            indicator: slug.to_owned(),
            method: indicator.method_at(as_of.month()).version.clone(),
            window: Window::Quarter,
            as_of,
            value: Value::Number(value),
            n: Some(found.tries),
            counts: None,
            source: SOURCE.to_owned(),
            collected_at: now,
            recorded_at: now,
            revision: 1,
            reason: None,
        };
        let same = |old: &&Reading| old.key() == reading.key();
        if known.iter().find(same).is_none_or(|old| old.value != reading.value || old.n != reading.n) {
            record(db, reading)?;
            recorded += 1;
        }
    }
    Ok(recorded)
}
