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

#[cfg(test)]
mod tests {
    use super::is_suspect;
    use crate::{Indicators, Reading, Value, Window};
    use parvis_kernel::{Id, Timestamp};

    fn history(values: &[f64]) -> Vec<Reading> {
        let reading = |value: &f64| Reading {
            procedure: Id::from_bytes([0; 16]),
            indicator: String::new(),
            method: "1".into(),
            window: Window::Quarter,
            as_of: "2026-08-31".parse().unwrap(),
            value: Value::Number(*value),
            n: Some(2000),
            counts: None,
            source: "test".into(),
            collected_at: Timestamp::default(),
            recorded_at: Timestamp::default(),
            revision: 1,
            reason: None,
        };
        values.iter().map(reading).collect()
    }

    #[test]
    fn a_run_too_low_to_be_true_is_flagged_and_one_bad_month_is_not() {
        for (indicator, values, want) in [
            ("availability", &[99.9, 0.0, 0.0][..], true),
            ("availability", &[99.9, 0.0], false),
            ("availability", &[0.0, 99.9], false),
            ("availability", &[0.0], false),
            ("availability", &[49.9, 49.9], true),
            ("availability", &[50.0, 49.9], false),
            ("accessibility", &[2.0], true),
            ("accessibility", &[10.0], false),
            ("satisfaction", &[0.0, 0.0, 0.0], false),
        ] {
            let readings = history(values);
            let history: Vec<&Reading> = readings.iter().collect();
            let got = is_suspect(Indicators::standard().get(indicator).unwrap(), &history);
            assert_eq!(got, want, "{indicator} {values:?}");
        }
    }
}
