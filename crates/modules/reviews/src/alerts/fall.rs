//! A significant fall: the last seven days against the twenty-eight before them, by the test of the dashboard
//! ([`crate::score`]) at a stricter threshold, since one looks every day and at five indicators.

use parvis_kernel::Day;
use parvis_measures::{exact_mark, wilson};

use super::{Figure, days_before};
use crate::score::{COMPARED, Change, Counts, INDICATORS, Score, change, change_beyond};
use crate::service::reading::Period;

/// Days looked at, and days they are compared with.
pub const RECENT: i64 = 7;
pub const BEFORE: i64 = 28;

/// Two-sided threshold of the test, 1 ‰: of five indicators looked at each day for a year, chance alone raises less than
/// one alert (5 × 365 × 0.0005 = 0.9 if every day were independent; windows overlap, so it is less).
pub const Z999: f64 = 3.290_526_731_491_896;

/// The two stretches that a look on a day compares: recent, before.
pub fn stretches(day: Day) -> (Period, Period) {
    let from = days_before(day, RECENT - 1);
    let before = Period { from: days_before(from, BEFORE), until: days_before(from, 1) };
    (Period { from, until: day }, before)
}

/// An indicator that fell.
#[derive(Debug, Clone, PartialEq)]
pub struct Fall {
    pub indicator: &'static str,
    pub before: Figure,
    pub after: Figure,
}

/// The indicators that fell. At least [`COMPARED`] answers stand on both sides.
pub fn falls(before: &Counts, recent: &Counts) -> Vec<Fall> {
    let fell = |(indicator, formula): &(&'static str, crate::score::Formula)| {
        let (before, after) = (formula(before)?, formula(recent)?);
        let fell = change_beyond(&before, &after, Z999) == Some(Change::Down);
        fell.then(|| Fall { indicator, before: Figure::from(&before), after: Figure::from(&after) })
    };
    INDICATORS.iter().filter_map(fell).collect()
}

/// Whether an indicator that fell is back: on enough answers, no longer below what it was before the fall, by the
/// dashboard's own test at 5 %.
pub fn is_over(indicator: &str, before: &Figure, recent: &Counts) -> bool {
    let formula = INDICATORS.iter().find(|(name, _)| *name == indicator).map(|(_, formula)| formula);
    let (Some(now), Some(then)) = (formula.and_then(|formula| formula(recent)), score(before)) else {
        return false;
    };
    now.n >= COMPARED && change(&then, &now) != Some(Change::Down)
}

fn score(figure: &Figure) -> Option<Score> {
    let marks = figure.marks.clone();
    let interval = if marks.is_empty() { wilson(figure.value, figure.n) } else { exact_mark(&marks) };
    Some(Score { value: figure.value, n: figure.n, interval: interval?, marks })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faces(bad: u64, good: u64) -> Counts {
        let all = [("opinion", bad + good), ("satisfaction.bad", bad), ("satisfaction.good", good)];
        Counts::new(all.map(|(option, n)| (option.to_owned(), n)))
    }

    #[test]
    fn seven_days_against_the_twenty_eight_before() {
        let (recent, before) = stretches("2026-11-22".parse().unwrap());
        let text = |period: Period| format!("{} {}", period.from, period.until);
        assert_eq!(
            (text(recent), text(before)),
            ("2026-11-16 2026-11-22".into(), "2026-10-19 2026-11-15".into())
        );
    }

    /// By hand, for marks 0 and 10: the variance of their mean is 100 p (1 − p) / (n − 1).
    #[test]
    fn a_fall_is_told_beyond_one_in_a_thousand() {
        for (name, before, recent, fell) in [
            // 8.0 on 100 to 5.0 on 40: variances 0.1616 and 0.641; 3 / √0.8026 = 3.349.
            ("just beyond", faces(20, 80), faces(20, 20), true),
            // 8.0 to 5.25: variances 0.1616 and 0.6394; 2.75 / √0.801 = 3.073: beyond 5 %, not beyond 1 ‰.
            ("significant on the dashboard alone", faces(20, 80), faces(19, 21), false),
            ("too few now", faces(20, 80), faces(29, 0), false),
            ("too few before", faces(0, 29), faces(40, 0), false),
            ("a rise", faces(50, 50), faces(0, 40), false),
            ("nobody", faces(20, 80), faces(0, 0), false),
        ] {
            let found: Vec<&str> = falls(&before, &recent).iter().map(|fall| fall.indicator).collect();
            assert_eq!(found, if fell { vec!["satisfaction"] } else { vec![] }, "{name}");
        }
    }

    #[test]
    fn a_fall_is_over_when_the_figure_is_back_where_it_was() {
        let before = Figure::from(&crate::score::satisfaction(&faces(20, 80)).unwrap());
        for (name, recent, over) in [
            ("as low", faces(20, 20), false),
            // 8.0 on 100 against 7.0 on 40: 1 / √(0.1616 + 0.5385) = 1.195.
            ("near", faces(12, 28), true),
            ("back", faces(8, 32), true),
            ("too few to say", faces(0, 29), false),
        ] {
            assert_eq!(is_over("satisfaction", &before, &recent), over, "{name}");
        }
        assert!(!is_over("nothing", &before, &faces(0, 100)));
    }
}
