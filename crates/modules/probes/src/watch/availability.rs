//! What looks come to: the figures that the ledger takes.

use super::Check;

/// Days of looks without which a quarter is not told: a month.
pub const LEAST_DAYS: usize = 28;

/// What the looks of a window say, those alone that count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// Looks at which it answered over looks, from 0 to 100; never rounded.
    pub availability: f64,
    /// Looks.
    pub tries: u32,
    /// Milliseconds: the median of answers; none when it never answered.
    pub response: Option<f64>,
    /// Milliseconds: the median of everything, redirections and transfer included.
    pub total: Option<f64>,
}

/// None when nothing counts.
pub fn figures<'c>(checks: impl IntoIterator<Item = &'c Check>) -> Option<Figures> {
    let (mut tries, mut answered) = (0_u32, 0_u32);
    let (mut responses, mut totals) = (Vec::new(), Vec::new());
    for one in checks.into_iter().filter(|one| one.counts) {
        tries += 1;
        if one.failure.is_none() {
            answered += 1;
            responses.extend(one.first_byte);
            totals.push(one.total);
        }
    }
    (tries > 0).then(|| Figures {
        availability: 100.0 * f64::from(answered) / f64::from(tries),
        tries,
        response: median(responses),
        total: median(totals),
    })
}

/// The middle one, or the mean of the two in the middle.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    values.get(middle.checked_sub(1)?).map(|lower| f64::midpoint(*lower, upper))
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_kernel::{Id, Timestamp};
    use proptest::prelude::*;

    fn check(failure: Option<&str>, ms: f64, counts: bool) -> Check {
        Check {
            watch: Id::from_bytes([1; 16]),
            at: Timestamp::default(),
            failure: failure.map(str::to_owned),
            first_byte: Some(ms),
            total: 2.0 * ms,
            counts,
            place: String::new(),
        }
    }

    #[test]
    fn only_looks_that_count_are_counted() {
        let all = [
            check(None, 100.0, true),
            check(None, 300.0, true),
            check(Some("late"), 0.0, true),
            check(Some("503"), 0.0, false),
            check(None, 9000.0, false),
        ];
        let found = figures(&all).unwrap();
        assert_eq!((found.tries, found.response, found.total), (3, Some(200.0), Some(400.0)));
        assert!((found.availability - 200.0 / 3.0).abs() < 1e-9);
        assert_eq!(figures(&all[3..]), None);
    }

    proptest! {
        #[test]
        fn as_many_are_above_the_median_as_below(values in proptest::collection::vec(0.0_f64..1e6, 1..50)) {
            let middle = median(values.clone()).unwrap();
            let below = values.iter().filter(|value| **value < middle).count();
            let above = values.iter().filter(|value| **value > middle).count();
            prop_assert!(below <= values.len() / 2 && above <= values.len() / 2);
        }
    }
}
