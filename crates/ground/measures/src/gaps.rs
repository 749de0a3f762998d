//! The months in which a collector gave nothing, found by comparing what came with what was due.

use parvis_db::{Db, Error};
use parvis_kernel::{Month, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

use crate::indicator::Indicators;
use crate::ledger::{self, Gap};
use crate::reading::{Reading, Window};

const NO_READING: &str = "no_reading";

/// For each source, indicator and window: the months ([`Month::index`]) in which some procedure was read.
type Months = BTreeMap<(String, String, Window), BTreeSet<i32>>;

/// Brings the gaps of the sources, indicators and windows of `readings` up to date with the ledger and
/// `readings` together: files may come month by month, and late. Returns how many gaps are new; with `dry_run`
/// records nothing.
///
/// # Errors
/// The database's own.
pub(crate) fn update(
    db: &mut Db,
    readings: &[Reading],
    dry_run: bool,
    now: Timestamp,
) -> Result<usize, Error> {
    let mut months = months_of(readings);
    for (source, indicator, window, day) in ledger::days_read(db)? {
        if let Some(read) = months.get_mut(&(source, indicator, window)) {
            read.insert(day.month().index());
        }
    }
    let is_ours = |gap: &Gap| {
        let window = Window::parse(&gap.period);
        gap.reason == NO_READING
            && window.is_some_and(|w| months.contains_key(&(gap.source.clone(), gap.indicator.clone(), w)))
    };
    let known: Vec<Gap> = ledger::gaps_all(db)?.into_iter().filter(is_ours).collect();
    let missing = missing(&months, now);
    let without = |gaps: &[Gap], others: &[Gap]| -> Vec<Gap> {
        gaps.iter().filter(|gap| !others.iter().any(|other| other.is_same(gap))).cloned().collect()
    };
    let new = without(&missing, &known);
    if !dry_run {
        ledger::forget_gaps(db, &without(&known, &missing))?;
        ledger::record_gaps(db, &new)?;
    }
    Ok(new.len())
}

impl Gap {
    fn is_same(&self, other: &Self) -> bool {
        let place = |gap: &Self| (gap.first_day, gap.last_day);
        place(self) == place(other)
            && self.source == other.source
            && self.indicator == other.indicator
            && self.period == other.period
    }
}

/// Only what is due each month can be missing: a survey once a year leaves no gap between two years.
fn months_of(readings: &[Reading]) -> Months {
    let indicators = Indicators::standard();
    let mut months = Months::new();
    for r in readings {
        if indicators.get(&r.indicator).is_some_and(|i| i.life_months == 1) {
            let key = (r.source.clone(), r.indicator.clone(), r.window);
            months.entry(key).or_default().insert(r.as_of.month().index());
        }
    }
    months
}

/// The stretches between the first and the last month read in which no procedure at all was.
fn missing(months: &Months, now: Timestamp) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for ((source, indicator, window), read) in months {
        for (before, after) in read.iter().zip(read.iter().skip(1)) {
            if let (true, Some(first), Some(last)) =
                (after - before > 1, Month::from_index(before + 1), Month::from_index(after - 1))
            {
                gaps.push(Gap {
                    source: source.clone(),
                    indicator: indicator.clone(),
                    period: window.as_str().to_owned(),
                    first_day: first.first_day(),
                    last_day: last.last_day(),
                    reason: NO_READING.to_owned(),
                    recorded_at: now,
                });
            }
        }
    }
    gaps
}
