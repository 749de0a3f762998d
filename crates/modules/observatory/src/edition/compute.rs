//! From the catalogue and the ledger to the lines of an edition: plain values in, plain values out.

use parvis_catalog::{Catalog, Snapshot, State};
use parvis_kernel::{Id, Month, Timestamp};
use parvis_measures::{Indicator, Indicators, Reading, Value, assess, is_suspect};
use std::collections::{BTreeMap, HashMap};

use super::{Cell, Line};

/// Readings older than this many months play no part at all, not even as stale evidence.
pub const LOOKBACK_MONTHS: i32 = 36;

/// The lines of the edition of `month`, in the order of slugs.
///
/// A procedure is in when the catalogue lists it at the end of the month and at least one reading speaks of it.
/// `readings` are those in force up to the end of the month, oldest first for each procedure and indicator.
pub fn compute(
    catalog: &Catalog,
    readings: &[Reading],
    indicators: &Indicators,
    month: Month,
    known_at: Timestamp,
) -> Vec<Line> {
    let mut by_procedure: HashMap<Id, Vec<&Reading>> = HashMap::new();
    for reading in readings {
        by_procedure.entry(reading.procedure).or_default().push(reading);
    }
    let lines = catalog.procedures.iter().filter_map(|procedure| {
        let readings = by_procedure.get(&procedure.id)?;
        let snapshot = procedure.at(month.last_day(), known_at)?;
        if snapshot.state != State::Listed {
            return None;
        }
        let cells: BTreeMap<String, Cell> = indicators
            .public()
            .filter_map(|indicator| Some((indicator.slug.clone(), cell(indicator, readings, month)?)))
            .collect();
        Some(line(snapshot, cells))
    });
    lines.collect()
}

/// The cell of one indicator; `None` without any reading in its window.
fn cell(indicator: &Indicator, readings: &[&Reading], month: Month) -> Option<Cell> {
    let window = indicator.window();
    let mut history: Vec<&Reading> =
        readings.iter().copied().filter(|r| r.indicator == indicator.slug && r.window == window).collect();
    // When two sources speak of the same day, the one collected last is believed.
    history.sort_by(|a, b| {
        (a.as_of, a.collected_at, a.recorded_at)
            .cmp(&(b.as_of, b.collected_at, b.recorded_at))
            .then_with(|| a.source.cmp(&b.source))
    });
    let latest = *history.last()?;
    let assessment = assess(indicator, Some(latest), month);
    let (value, choice) = match &latest.value {
        Value::Number(number) => (Some(*number), None),
        Value::Choice(slug) => (None, Some(slug.clone())),
        Value::NotApplicable => (None, None),
    };
    Some(Cell {
        level: assessment.level,
        value,
        choice,
        n: latest.n,
        low: assessment.interval.map(|i| i.low),
        high: assessment.interval.map(|i| i.high),
        basis: assessment.interval.map(|i| i.basis),
        too_close: assessment.too_close,
        suspect: is_suspect(indicator, &history),
        as_of: latest.as_of,
        window,
        method: latest.method.as_str().into(),
        source: latest.source.as_str().into(),
        collected_at: latest.collected_at,
        revision: latest.revision,
    })
}

fn line(s: Snapshot, cells: BTreeMap<String, Cell>) -> Line {
    Line {
        procedure: s.slug,
        name: s.name,
        name_source: s.name_source,
        number: s.number,
        address: s.address,
        ministry: s.ministry,
        administration: s.administration,
        department: s.department,
        audiences: s.audiences,
        theme: s.theme,
        life_event: s.life_event,
        territory: s.territory,
        volume: s.volume,
        entry_rule: s.entry_rule,
        cells,
    }
}
