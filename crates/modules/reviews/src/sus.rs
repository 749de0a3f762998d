//! The score of the System Usability Scale (Brooke, "SUS: a quick and dirty usability scale", 1996): ten statements, five
//! steps each; of odd ones the step less 1, of even ones 5 less the step, added up and times 2.5. From 0 to 100, which
//! is no percentage. Only whose ten answers are there have a score.

use parvis_measures::{Interval, exact_mark};
use std::collections::{BTreeMap, BTreeSet};

use crate::score::{Counts, Score};
use crate::shape::{ExtraId, Pick};

/// Points at most: ten statements, 4 each.
const MOST: u8 = 40;
/// What a point is worth in the score.
const POINT: f64 = 2.5;

/// The points of one person's answers, 0 to 40; none when a statement was passed.
pub fn points(extras: &BTreeMap<ExtraId, BTreeSet<Pick>>) -> Option<u8> {
    let point = |n: u8| {
        let picks = extras.get(&ExtraId::Sus(n))?;
        match picks.first() {
            Some(Pick::Value(step @ 1..=5)) if picks.len() == 1 => {
                Some(if n % 2 == 1 { step - 1 } else { 5 - step })
            }
            _ => None,
        }
    };
    (1..=10).map(point).sum()
}

/// The mean score of those who answered the ten statements, with its 95 % interval from the observed spread.
pub fn score(counts: &Counts) -> Option<Score> {
    let count = |points: u8| {
        let n = u32::try_from(counts.get(&format!("sus.{points}"))).unwrap_or(u32::MAX);
        (f64::from(points) * POINT, n)
    };
    let marks: Vec<(f64, u32)> = (0..=MOST).map(count).collect();
    let n = marks.iter().map(|(_, n)| n).sum::<u32>();
    // Intervals are those of marks from 0 to 10: the scale is ten times as long.
    let tenths: Vec<(f64, u32)> = marks.iter().map(|(mark, n)| (mark / 10.0, *n)).collect();
    let interval = exact_mark(&tenths)?;
    let interval = Interval { low: interval.low * 10.0, high: interval.high * 10.0, ..interval };
    let value = marks.iter().map(|(mark, n)| mark * f64::from(*n)).sum::<f64>() / f64::from(n);
    Some(Score { value, n, interval, marks })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(steps: [u8; 10]) -> BTreeMap<ExtraId, BTreeSet<Pick>> {
        (1..).zip(steps).map(|(n, step)| (ExtraId::Sus(n), BTreeSet::from([Pick::Value(step)]))).collect()
    }

    #[test]
    fn the_score_is_the_one_computed_by_hand() {
        for (steps, want) in [
            // The best and the worst answers: agree with what is good, disagree with what is bad.
            ([5, 1, 5, 1, 5, 1, 5, 1, 5, 1], 40),
            ([1, 5, 1, 5, 1, 5, 1, 5, 1, 5], 0),
            // The middle of each: 2 × 10.
            ([3; 10], 20),
            // Whoever agrees with everything contradicts herself: (4 + 0) × 5.
            ([5; 10], 20),
            // The example of Brooke: 4 + 1 + 1 + 4 + 1 + 2 + 1 + 1 + 4 + 3 = 22, a score of 55.
            ([5, 4, 2, 1, 2, 3, 2, 4, 5, 2], 22),
        ] {
            assert_eq!(points(&answered(steps)), Some(want), "{steps:?}");
        }
        let mut partial = answered([3; 10]);
        partial.remove(&ExtraId::Sus(7));
        assert_eq!(points(&partial), None, "a statement was passed");
        partial.insert(ExtraId::Sus(7), BTreeSet::from([Pick::Value(2), Pick::Value(3)]));
        assert_eq!(points(&partial), None);
    }

    #[test]
    fn the_mean_is_of_whole_answers_with_its_interval() {
        let counts =
            Counts::new([("sus.40".to_owned(), 1), ("sus.20".to_owned(), 2), ("sus.0".to_owned(), 1)]);
        let score = score(&counts).unwrap();
        assert_eq!((score.value, score.n), (50.0, 4));
        assert!(score.interval.low < 50.0 && score.interval.high > 50.0);
        assert_eq!(super::score(&Counts::default()), None);
    }
}
