//! The one place where a reading becomes a level.

use parvis_kernel::Month;

use crate::indicator::{Direction, Indicator, Unit};
use crate::interval::{Interval, exact_mark, widest_mark, wilson};
use crate::reading::{Reading, Value};

parvis_kernel::text_enum! {
    /// What a cell of the observatory says: a grade, a value without one, or why there is none.
    pub enum Level {
        Green = "green",
        Amber = "amber",
        Red = "red",
        /// Beyond the goal: the state acts unasked, FranceConnect+.
        Blue = "blue",
        /// A value that nobody judges.
        Ungraded = "ungraded",
        /// Fewer answers than a grade needs, or an unknown number of them.
        TooFew = "too_few",
        /// The question does not arise.
        NotApplicable = "not_applicable",
        /// The last reading is older than its life.
        Stale = "stale",
        /// Nobody measured.
        NoData = "no_data",
    }
}

impl Level {
    /// Whether it counts in a share: green, amber, red or blue.
    pub const fn is_counted(self) -> bool {
        matches!(self, Self::Green | Self::Amber | Self::Red | Self::Blue)
    }

    /// Whether the goal is reached.
    pub const fn is_reached(self) -> bool {
        matches!(self, Self::Green | Self::Blue)
    }

    /// Better is higher; `None` for what is not a grade.
    pub const fn rank(self) -> Option<u8> {
        match self {
            Self::Blue => Some(3),
            Self::Green => Some(2),
            Self::Amber => Some(1),
            Self::Red => Some(0),
            _ => None,
        }
    }
}

/// What one reading says at one month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assessment {
    pub level: Level,
    pub interval: Option<Interval>,
    /// The interval crosses a limit: another sample could have given another grade.
    pub too_close: bool,
}

/// Grades the latest reading of an indicator as seen at the end of `at`.
///
/// Thresholds apply to the raw value. Rule of the national observatory for feedback: at least 100 answers
/// over 12 rolling months, else [`Level::TooFew`]; an unknown number of answers cannot show that it is enough.
pub fn assess(indicator: &Indicator, reading: Option<&Reading>, at: Month) -> Assessment {
    let plain = |level| Assessment { level, interval: None, too_close: false };
    let Some(reading) = reading else { return plain(Level::NoData) };
    let value = match &reading.value {
        Value::NotApplicable => return plain(Level::NotApplicable),
        _ if at.index() - reading.as_of.month().index() >= indicator.life_months => {
            return Assessment { interval: interval(indicator, reading), ..plain(Level::Stale) };
        }
        Value::Choice(slug) => {
            return plain(indicator.choice(slug).map_or(Level::Ungraded, super::indicator::Choice::level));
        }
        Value::Number(value) => *value,
    };
    let interval = interval(indicator, reading);
    if indicator.minimum_n > 0 && reading.n.is_none_or(|n| n < indicator.minimum_n) {
        return Assessment { interval, ..plain(Level::TooFew) };
    }
    let level = grade(indicator, value);
    let too_close = level.is_counted()
        && interval.is_some_and(|i| grade(indicator, i.low) != level || grade(indicator, i.high) != level);
    Assessment { level, interval, too_close }
}

fn grade(indicator: &Indicator, value: f64) -> Level {
    let Some(green) = indicator.green else { return Level::Ungraded };
    let reaches = |limit: f64| match indicator.direction {
        Direction::Higher => value >= limit,
        Direction::Lower => value < limit,
    };
    if reaches(green) {
        Level::Green
    } else if indicator.amber.is_some_and(reaches) {
        Level::Amber
    } else {
        Level::Red
    }
}

fn interval(indicator: &Indicator, reading: &Reading) -> Option<Interval> {
    let (Value::Number(value), Some(n)) = (&reading.value, reading.n) else { return None };
    match indicator.unit {
        Unit::Mark => match &reading.counts {
            Some(counts) => exact_mark(counts),
            None => widest_mark(*value, n),
        },
        Unit::Share => wilson(*value, n),
        // A percentage is an interval of a share only when it counts successes over tries.
        Unit::Percent => wilson(value / 100.0, n).map(|i| Interval {
            low: (i.low * 100.0).min(*value),
            high: (i.high * 100.0).max(*value),
            ..i
        }),
        Unit::Count | Unit::Millis | Unit::Index | Unit::Choice => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Indicators;
    use crate::reading::Window;
    use parvis_kernel::{Day, Id, Timestamp};
    use proptest::prelude::*;

    fn at() -> Month {
        Month::new(2026, 8).unwrap()
    }

    fn reading(indicator: &str, value: Value, n: Option<u32>, as_of: &str) -> Reading {
        Reading {
            procedure: Id::from_bytes([0; 16]),
            indicator: indicator.into(),
            method: "1".into(),
            window: Window::Year,
            as_of: as_of.parse::<Day>().unwrap(),
            value,
            n,
            counts: None,
            source: "test".into(),
            collected_at: Timestamp::default(),
            recorded_at: Timestamp::default(),
            revision: 1,
            reason: None,
        }
    }

    #[test]
    fn one_row_per_rule() {
        use Value::{Choice, NotApplicable, Number};
        let now = "2026-08-31";
        for (rule, indicator, value, n, as_of, level) in [
            ("8 is green", "satisfaction", Number(8.0), Some(100), now, Level::Green),
            ("just under 8 is amber", "satisfaction", Number(7.999_999), Some(100), now, Level::Amber),
            ("5 is amber", "satisfaction", Number(5.0), Some(100), now, Level::Amber),
            ("just under 5 is red", "satisfaction", Number(4.999_999), Some(100), now, Level::Red),
            ("0 is a mark, not an absence", "satisfaction", Number(0.0), Some(100), now, Level::Red),
            ("99 answers are too few", "satisfaction", Number(9.0), Some(99), now, Level::TooFew),
            ("an unknown n is too few", "satisfaction", Number(9.0), None, now, Level::TooFew),
            (
                "last month is stale for reviews",
                "satisfaction",
                Number(9.0),
                Some(500),
                "2026-07-31",
                Level::Stale,
            ),
            ("85 % reached is green", "help_reachable", Number(0.85), Some(100), now, Level::Green),
            ("84.99 % is amber", "help_reachable", Number(0.8499), Some(100), now, Level::Amber),
            ("99.851 % is not 99.9 %", "availability", Number(99.851), Some(9000), now, Level::Amber),
            ("monitoring has no minimum", "availability", Number(100.0), Some(3), now, Level::Green),
            ("399.99 ms is green", "response_time", Number(399.99), None, now, Level::Green),
            ("400 ms is amber", "response_time", Number(400.0), None, now, Level::Amber),
            ("800 ms is red", "total_time", Number(800.0), None, now, Level::Red),
            ("one question asked twice is fine", "once_only", Number(1.0), None, now, Level::Green),
            ("two are amber", "once_only", Number(2.0), None, now, Level::Amber),
            ("four are amber", "once_only", Number(4.0), None, now, Level::Amber),
            ("five are red", "once_only", Number(5.0), None, now, Level::Red),
            ("nothing to ask", "once_only", NotApplicable, None, now, Level::NotApplicable),
            (
                "a reading of April 2025 stands a year",
                "accessibility",
                Number(100.0),
                None,
                "2025-09-30",
                Level::Green,
            ),
            ("and no longer", "accessibility", Number(100.0), None, "2025-08-31", Level::Stale),
            ("autonomy is not judged", "autonomy", Number(0.9), Some(500), now, Level::Ungraded),
            ("the state acts unasked", "online", Choice("proactive".into()), None, now, Level::Blue),
            ("partly online", "online", Choice("partly".into()), None, now, Level::Amber),
        ] {
            let ind = Indicators::standard().get(indicator).unwrap();
            let got = assess(ind, Some(&reading(indicator, value, n, as_of)), at());
            assert_eq!(got.level, level, "{rule}");
        }
        let satisfaction = Indicators::standard().get("satisfaction").unwrap();
        assert_eq!(assess(satisfaction, None, at()).level, Level::NoData);
    }

    #[test]
    fn too_close_to_call_is_when_the_interval_crosses_a_limit() {
        let ind = Indicators::standard().get("satisfaction").unwrap();
        let close = |value, n| {
            assess(ind, Some(&reading("satisfaction", Value::Number(value), Some(n), "2026-08-31")), at())
                .too_close
        };
        assert!(close(8.05, 150));
        assert!(close(7.95, 150));
        assert!(!close(8.05, 3_000_000));
        assert!(!close(9.9, 400));
    }

    proptest! {
        #[test]
        fn a_better_value_never_gets_a_worse_grade(a in 0.0..=10.0_f64, b in 0.0..=10.0_f64) {
            let ind = Indicators::standard().get("clarity").unwrap();
            let rank = |v| grade(ind, v).rank();
            let (low, high) = if a <= b { (a, b) } else { (b, a) };
            prop_assert!(rank(low) <= rank(high));
        }
    }
}
