//! Readings that look like a fault of the instrument: flagged for a human, never hidden.

use crate::indicator::Indicator;
use crate::reading::{Reading, Value};

/// Whether the last reading of `history` (oldest first, one indicator of one procedure) is the latest of a run
/// too low to be true.
///
/// An availability under 50 % at two month ends in a row, while people go on giving opinions, is a blocked
/// probe or a wrong address; an accessibility rate under 10 % is another number of the page (see the README of
/// the shipped data).
pub fn is_suspect(indicator: &Indicator, history: &[&Reading]) -> bool {
    let Some(limit) = indicator.suspect_below else { return false };
    let run = indicator.suspect_run.max(1);
    let low = |reading: &&&Reading| matches!(reading.value, Value::Number(value) if value < limit);
    history.iter().rev().take(run).filter(low).count() == run
}
