use std::time::Duration;

/// Seconds before the second attempt, at least.
const FIRST: u64 = 30;
/// Seconds before any attempt, at most: six hours.
const LONGEST: u64 = 6 * 3600;

/// The pause after the `attempt`-th failed attempt (from 1): three times as long each time, from 30 s to 6 h.
///
/// `chance`, drawn at random, spreads it over half its length again, so that jobs that failed together do not all
/// come back together. Seven pauses, those of a job of eight attempts, last 7 to 10 hours in all.
pub fn backoff(attempt: u32, chance: u32) -> Duration {
    let shortest = 3_u64.saturating_pow(attempt.saturating_sub(1)).saturating_mul(FIRST);
    let millis = shortest.min(LONGEST * 2 / 3) * 1000;
    Duration::from_millis(millis + millis / 2 * u64::from(chance) / u64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pauses_grow_from_half_a_minute_to_a_third_of_a_night() {
        let shortest: Vec<u64> = (1..=8).map(|attempt| backoff(attempt, 0).as_secs()).collect();
        assert_eq!(shortest, [30, 90, 270, 810, 2430, 7290, 14_400, 14_400]);
        let all = |chance| (1..8).map(|attempt| backoff(attempt, chance).as_secs()).sum::<u64>() / 3600;
        assert_eq!((all(0), all(u32::MAX)), (7, 10), "hours, as documented");
    }

    proptest! {
        #[test]
        fn a_pause_is_in_its_range_and_never_shorter_than_the_one_before(
            attempt in prop_oneof![0_u32..20, any::<u32>()],
            chance: u32,
        ) {
            let pause = backoff(attempt, chance);
            prop_assert!((Duration::from_secs(FIRST)..=Duration::from_secs(LONGEST)).contains(&pause));
            prop_assert!(backoff(attempt.saturating_add(1), chance) >= pause);
            prop_assert!(backoff(attempt, chance.saturating_add(1)) >= pause);
        }
    }
}
