//! How sure a measurement is: 95 % intervals, and which of three methods gave them.

/// The 97.5 % quantile of the normal distribution.
pub const Z95: f64 = 1.959_963_984_540_054;

parvis_kernel::text_enum! {
    /// Where an interval comes from.
    pub enum Basis {
        /// Wilson's score interval of a share.
        Wilson = "wilson",
        /// Only mean and n are known: the widest interval that the scale allows.
        Widest = "widest",
        /// The counts of each option are known: the spread is the observed one.
        Exact = "exact",
    }
}

/// A 95 % interval, in the unit of its value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
    pub basis: Basis,
}

/// Wilson's score interval for `share` (0–1) observed on `n` answers. `None` when `n` is 0.
///
/// Wilson, E. B. (1927): keeps its coverage near 0 and 1, where most availabilities lie.
pub fn wilson(share: f64, n: u32) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    let n = f64::from(n);
    let z2 = Z95 * Z95;
    let centre = share + z2 / (2.0 * n);
    let half = Z95 * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).max(0.0).sqrt();
    let scale = 1.0 + z2 / n;
    let low = ((centre - half) / scale).clamp(0.0, share);
    Some(Interval { low, high: ((centre + half) / scale).clamp(share, 1.0), basis: Basis::Wilson })
}

/// The widest interval for a `mean` on 0–10 of `n` marks whose spread is unknown.
///
/// Whatever the marks, their variance is at most `mean · (10 − mean)` (Bhatia and Davis, 2000), reached when
/// all are 0 or 10. `None` when `n` is 0.
pub fn widest_mark(mean: f64, n: u32) -> Option<Interval> {
    mark(mean, mean * (10.0 - mean), n, Basis::Widest)
}

/// The interval for marks whose count per option is known: `(mark, count)`. `None` without any answer.
pub fn exact_mark(counts: &[(f64, u32)]) -> Option<Interval> {
    let n: u32 = counts.iter().map(|(_, count)| count).sum();
    let mean = counts.iter().map(|(mark, count)| mark * f64::from(*count)).sum::<f64>() / f64::from(n.max(1));
    let squares: f64 = counts.iter().map(|(mark, count)| (mark - mean).powi(2) * f64::from(*count)).sum();
    mark(mean, squares / f64::from(n.saturating_sub(1).max(1)), n, Basis::Exact)
}

fn mark(mean: f64, variance: f64, n: u32, basis: Basis) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    let half = Z95 * (variance.max(0.0) / f64::from(n)).sqrt();
    Some(Interval { low: (mean - half).max(0.0), high: (mean + half).min(10.0), basis })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wilson_against_published_values() {
        // Newcombe (1998), table I: 81/263, 15/148, 0/20, 1/29.
        for (hits, n, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let i = wilson(f64::from(hits) / f64::from(n), n).unwrap();
            assert!((i.low - low).abs() < 5e-5 && (i.high - high).abs() < 5e-5, "{hits}/{n}: {i:?}");
        }
        assert_eq!(wilson(0.5, 0), None);
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_value_and_stays_on_the_scale(share in 0.0..=1.0_f64, n in 1_u32..5_000_000) {
            let w = wilson(share, n).unwrap();
            prop_assert!(0.0 <= w.low && w.low <= share && share <= w.high && w.high <= 1.0);
            let m = widest_mark(share * 10.0, n).unwrap();
            prop_assert!(0.0 <= m.low && m.low <= share * 10.0 && share * 10.0 <= m.high && m.high <= 10.0);
        }

        #[test]
        fn more_answers_never_widen_it(share in 0.0..=1.0_f64, n in 1_u32..100_000) {
            let (few, many) = (wilson(share, n).unwrap(), wilson(share, n * 4).unwrap());
            prop_assert!(many.high - many.low <= few.high - few.low + 1e-12);
        }

        #[test]
        fn the_widest_interval_holds_the_exact_one(bad in 1_u32..500, mid in 0_u32..500, good in 1_u32..500) {
            let counts = [(0.0, bad), (5.0, mid), (10.0, good)];
            let n = bad + mid + good;
            let mean = (5.0 * f64::from(mid) + 10.0 * f64::from(good)) / f64::from(n);
            let (exact, widest) = (exact_mark(&counts).unwrap(), widest_mark(mean, n).unwrap());
            // The sample variance divides by n − 1: allow for it.
            let slack = 10.0 / f64::from(n);
            prop_assert!(widest.low <= exact.low + slack && exact.high <= widest.high + slack);
        }
    }
}
