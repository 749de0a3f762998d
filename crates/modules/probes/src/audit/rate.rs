//! The rates of an audit, by the official method (RGAA 4.1, "Évaluation de la conformité à la norme de référence",
//! "Taux de conformité à la norme").
//!
//! A criterion is met when it is on all pages of the sample where it applies; it applies when it does on one page at
//! least. The legal rate is criteria met / criteria that apply; the mean rate is the mean of the rates of pages. Contents
//! that are exempted, or under derogation with an accessible alternative, make criteria not apply: who audits says so
//! page by page, nothing is taken off afterwards. That a criterion be met on every page of a process before it is on one
//! of them, which concerns the mean alone, is left to who audits too.

use super::Outcome;
use crate::statement::State;

/// A criterion over pages: one failure is enough; otherwise nothing is decided while one page is not.
pub fn whole(pages: impl Iterator<Item = Option<Outcome>>) -> Option<Outcome> {
    let (mut is_undecided, mut is_met, mut is_none) = (false, false, true);
    for outcome in pages {
        is_none = false;
        match outcome {
            Some(Outcome::NotConforming) => return Some(Outcome::NotConforming),
            Some(Outcome::Conforming) => is_met = true,
            Some(Outcome::NotApplicable) => {}
            None => is_undecided = true,
        }
    }
    if is_undecided || is_none {
        None
    } else if is_met {
        Some(Outcome::Conforming)
    } else {
        Some(Outcome::NotApplicable)
    }
}

/// How many criteria are how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub conforming: usize,
    pub not_conforming: usize,
    pub not_applicable: usize,
    pub undecided: usize,
}

impl Tally {
    pub fn of(outcomes: impl Iterator<Item = Option<Outcome>>) -> Self {
        let mut tally = Self::default();
        for outcome in outcomes {
            *match outcome {
                Some(Outcome::Conforming) => &mut tally.conforming,
                Some(Outcome::NotConforming) => &mut tally.not_conforming,
                Some(Outcome::NotApplicable) => &mut tally.not_applicable,
                None => &mut tally.undecided,
            } += 1;
        }
        tally
    }

    pub const fn all(self) -> usize {
        self.decided() + self.undecided
    }

    pub const fn decided(self) -> usize {
        self.applicable() + self.not_applicable
    }

    /// Those that apply, as far as is decided.
    pub const fn applicable(self) -> usize {
        self.conforming + self.not_conforming
    }

    /// Criteria met / criteria that apply; none when none applies.
    pub fn rate(self) -> Option<Rate> {
        let hundredths = (10_000 * self.conforming).checked_div(self.applicable())?;
        Some(Rate(u32::try_from(hundredths).unwrap_or(0)))
    }

    /// The state that the law gives it (order of 20 September 2019): all criteria met, half of them at least, or fewer;
    /// "not compliant" too while anything is undecided, since an audit that is not finished is none.
    pub const fn state(self) -> State {
        if self.undecided > 0 || self.conforming == 0 {
            State::None
        } else if self.not_conforming == 0 {
            State::Full
        } else if self.conforming >= self.not_conforming {
            State::Partial
        } else {
            State::None
        }
    }
}

/// A share of criteria in hundredths of a percent, 0–10,000, cut and never rounded up: 99.999 % is not 100 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(u32);

impl Rate {
    /// In percent, 0–100, of two decimals.
    pub fn percent(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

/// The mean of the rates of pages, those on which nothing applies left out; exact to 10⁻²⁸ and then cut.
pub fn mean(pages: impl Iterator<Item = Tally>) -> Option<Rate> {
    const UNIT: u128 = 10_u128.pow(32);
    let (mut sum, mut count) = (0_u128, 0_u128);
    for page in pages.filter(|page| page.applicable() > 0) {
        // Each is rounded up by less than one unit, so that thirds that make a whole still make it.
        sum += (page.conforming as u128 * UNIT).div_ceil(page.applicable() as u128);
        count += 1;
    }
    let hundredths = (sum * 10_000).checked_div(count * UNIT)?;
    Some(Rate(u32::try_from(hundredths).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OUTCOMES: [Option<Outcome>; 4] =
        [Some(Outcome::Conforming), Some(Outcome::NotConforming), Some(Outcome::NotApplicable), None];

    fn tally(conforming: usize, not_conforming: usize) -> Tally {
        Tally { conforming, not_conforming, ..Tally::default() }
    }

    #[test]
    fn the_official_rule_for_a_criterion() {
        let [c, nc, na, none] = OUTCOMES;
        for (pages, want) in [
            (vec![c, c], c),
            (vec![c, na], c),
            (vec![c, nc, na], nc),
            (vec![nc, none], nc),
            (vec![c, none], none),
            (vec![na, none], none),
            (vec![na, na], na),
            (vec![], none),
        ] {
            assert_eq!(whole(pages.iter().copied()), want, "{pages:?}");
        }
    }

    #[test]
    fn rates_are_cut_and_states_are_those_of_the_law() {
        for (conforming, not_conforming, percent, state) in [
            (2, 1, Some(66.66), State::Partial),
            (105, 1, Some(99.05), State::Partial),
            (106, 0, Some(100.0), State::Full),
            (50, 50, Some(50.0), State::Partial),
            (52, 53, Some(49.52), State::None),
            (0, 3, Some(0.0), State::None),
            (0, 0, None, State::None),
        ] {
            let one = tally(conforming, not_conforming);
            assert_eq!((one.rate().map(Rate::percent), one.state()), (percent, state), "{one:?}");
        }
        assert_eq!(Tally { undecided: 1, ..tally(105, 0) }.state(), State::None, "it is not finished");
    }

    #[test]
    fn the_mean_is_that_of_pages() {
        let rate =
            |pages: &[(usize, usize)]| mean(pages.iter().map(|(c, nc)| tally(*c, *nc))).map(Rate::percent);
        assert_eq!(rate(&[(1, 1), (1, 0)]), Some(75.0));
        assert_eq!(rate(&[(1, 2), (2, 1)]), Some(50.0), "thirds make a whole");
        assert_eq!(rate(&[(1, 2), (0, 0)]), Some(33.33), "a page where nothing applies has no rate");
        assert_eq!((rate(&[]), rate(&[(0, 0)])), (None, None));
    }

    proptest! {
        #[test]
        fn a_rate_is_never_better_than_the_truth(c in 0_usize..=106, nc in 0_usize..=106) {
            let one = tally(c, nc);
            match one.rate() {
                None => prop_assert_eq!(c + nc, 0),
                Some(rate) => {
                    let hundredths = rate.0 as usize;
                    prop_assert!(hundredths * (c + nc) <= 10_000 * c && 10_000 * c < (hundredths + 1) * (c + nc));
                    prop_assert_eq!(one.state(), State::of_rate(rate.percent()));
                }
            }
        }

        #[test]
        fn one_failure_more_never_helps(outcomes in prop::collection::vec(0_usize..4, 1..106), at: prop::sample::Index) {
            let all: Vec<_> = outcomes.iter().map(|one| OUTCOMES[*one]).collect();
            let mut worse = all.clone();
            worse[at.index(all.len())] = Some(Outcome::NotConforming);
            let (before, after) = (Tally::of(all.iter().copied()), Tally::of(worse.iter().copied()));
            prop_assert_eq!(before.all(), after.all());
            prop_assert!(after.rate() <= before.rate() || before.rate().is_none());
            prop_assert_eq!(whole(worse.into_iter()), Some(Outcome::NotConforming));
        }

        #[test]
        fn the_mean_lies_between_its_pages(pages in prop::collection::vec((0_usize..9, 0_usize..9), 1..9)) {
            let rates: Vec<_> = pages.iter().filter_map(|(c, nc)| tally(*c, *nc).rate()).collect();
            let mean = mean(pages.iter().map(|(c, nc)| tally(*c, *nc)));
            prop_assert_eq!(mean.is_some(), !rates.is_empty());
            if let Some(mean) = mean {
                prop_assert!(rates.iter().min() <= Some(&mean) && mean.0 <= rates.iter().max().unwrap().0 + 1);
            }
        }
    }
}
