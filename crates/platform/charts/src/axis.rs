//! Scales and the labels along them.

/// A straight scale from a range of values to a range of units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// `from..to` are values, `start..end` units. A range that is empty, reversed or not finite is mended,
    /// so that a scale can always be used.
    pub(crate) fn new(from: f64, to: f64, start: f64, end: f64) -> Scale {
        let (from, to) = match (from.is_finite(), to.is_finite()) {
            (true, true) if from < to => (from, to),
            (true, true) if from > to => (to, from),
            (true, _) => (from, from + 1.0),
            (_, true) => (to - 1.0, to),
            _ => (0.0, 1.0),
        };
        Scale { from, to, start, end }
    }

    /// The unit of a value, held within the scale.
    pub(crate) fn at(self, value: f64) -> f64 {
        // Halves first: the span of two huge values would not be finite.
        let share = (value / 2.0 - self.from / 2.0) / (self.to / 2.0 - self.from / 2.0);
        let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
        self.start + share * (self.end - self.start)
    }

    pub(crate) fn holds(self, value: f64) -> bool {
        value >= self.from && value <= self.to
    }
}

/// Which labels can be written without touching: every label whose rank from the last is a multiple of the
/// result. The last one, the most recent, always stays.
pub(crate) fn thinning(labels: &[(f64, f64)], gap: f64) -> usize {
    let mut step = 1;
    while step < labels.len() {
        let mut right_neighbour = f64::INFINITY;
        let clear = labels.iter().rev().step_by(step).all(|(centre, width)| {
            let fits = centre + width / 2.0 + gap <= right_neighbour;
            right_neighbour = centre - width / 2.0;
            fits
        });
        if clear {
            break;
        }
        step += 1;
    }
    step.max(1)
}

/// A round step that cuts 0..=max into at most about five parts, at least 1.
pub(crate) fn whole_step(max: u64) -> u64 {
    let mut unit = 1_u64;
    loop {
        for factor in [1, 2, 5] {
            let step = unit.saturating_mul(factor);
            if max / step <= 5 {
                return step;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_always_answers_a_place_within() {
        let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN, 0.0, 3.0];
        for from in odd {
            for to in odd {
                for value in odd {
                    let at = Scale::new(from, to, 10.0, 20.0).at(value);
                    assert!((10.0..=20.0).contains(&at), "{from} {to} {value} → {at}");
                }
            }
        }
        assert_eq!(Scale::new(0.0, 10.0, 100.0, 0.0).at(2.5), 75.0);
    }

    #[test]
    fn labels_are_thinned_until_none_touch() {
        let wide: Vec<(f64, f64)> = (0..12).map(|i| (f64::from(i) * 20.0, 50.0)).collect();
        assert_eq!(thinning(&wide, 8.0), 3);
        assert_eq!(thinning(&wide[..1], 8.0), 1);
        assert_eq!(thinning(&[], 8.0), 1);
    }

    #[test]
    fn steps_are_round() {
        for (max, step) in [(0, 1), (4, 1), (7, 2), (23, 5), (480, 100), (u64::from(u32::MAX), 1_000_000_000)]
        {
            assert_eq!(whole_step(max), step, "{max}");
        }
    }
}
