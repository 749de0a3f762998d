use parvis_kernel::Timestamp;
use std::time::Duration;

/// When something is to be done over and over. A tick is an instant of that rhythm, the same for every worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schedule {
    /// At each multiple of a period since 1970-01-01 UTC: `Every` 15 minutes is at :00, :15, :30 and :45.
    Every(Duration),
    /// Once a day, at this hour (0–23) and minute (0–59) **in UTC**: in summer time, two hours later in Paris.
    Daily { hour: u8, minute: u8 },
}

impl Schedule {
    /// Whether it describes a rhythm: a period of one second at least, an hour and minute that exist.
    pub fn is_sound(self) -> bool {
        match self {
            Self::Every(period) => {
                period >= Duration::from_secs(1) && i64::try_from(period.as_micros()).is_ok()
            }
            Self::Daily { hour, minute } => hour < 24 && minute < 60,
        }
    }

    /// The last tick at or before `now`.
    pub fn last(self, now: Timestamp) -> Timestamp {
        let (period, offset) = self.rhythm();
        let since = now.micros().saturating_sub(offset).rem_euclid(period);
        Timestamp::from_micros(now.micros().saturating_sub(since))
    }

    /// The first tick after `now`.
    pub fn next(self, now: Timestamp) -> Timestamp {
        Timestamp::from_micros(self.last(now).micros().saturating_add(self.rhythm().0))
    }

    /// Between two ticks, in seconds.
    pub fn seconds(self) -> i64 {
        self.rhythm().0 / 1_000_000
    }

    /// The period, and how far its ticks are from its multiples, in microseconds.
    fn rhythm(self) -> (i64, i64) {
        const SECOND: i64 = 1_000_000;
        match self {
            Self::Every(period) => (i64::try_from(period.as_micros()).unwrap_or(i64::MAX).max(SECOND), 0),
            Self::Daily { hour, minute } => {
                (86_400 * SECOND, (i64::from(hour) * 3600 + i64::from(minute) * 60) * SECOND)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn ticks_are_where_people_expect_them() {
        let quarter = Schedule::Every(Duration::from_secs(900));
        let morning = Schedule::Daily { hour: 5, minute: 30 };
        for (schedule, now, last, next) in [
            (quarter, "2026-11-22T10:14:59Z", "2026-11-22T10:00:00Z", "2026-11-22T10:15:00Z"),
            (quarter, "2026-11-22T10:15:00Z", "2026-11-22T10:15:00Z", "2026-11-22T10:30:00Z"),
            (morning, "2026-11-22T05:29:59Z", "2026-11-21T05:30:00Z", "2026-11-22T05:30:00Z"),
            (morning, "2026-11-22T05:30:00Z", "2026-11-22T05:30:00Z", "2026-11-23T05:30:00Z"),
            (morning, "1969-12-31T06:00:00Z", "1969-12-31T05:30:00Z", "1970-01-01T05:30:00Z"),
        ] {
            assert_eq!((schedule.last(at(now)), schedule.next(at(now))), (at(last), at(next)), "{now}");
        }
        for unsound in [
            Schedule::Every(Duration::ZERO),
            Schedule::Every(Duration::MAX),
            Schedule::Daily { hour: 24, minute: 0 },
            Schedule::Daily { hour: 0, minute: 60 },
        ] {
            assert!(!unsound.is_sound(), "{unsound:?}");
        }
    }

    proptest! {
        #[test]
        fn now_is_between_two_ticks_and_they_are_one_period_apart(
            now in -4_000_000_000_000_000_i64..8_000_000_000_000_000,
            seconds in 1_u64..10_000_000,
            hour in 0_u8..24,
            minute in 0_u8..60,
        ) {
            let now = Timestamp::from_micros(now);
            for schedule in [Schedule::Every(Duration::from_secs(seconds)), Schedule::Daily { hour, minute }] {
                let (last, next) = (schedule.last(now), schedule.next(now));
                prop_assert!(last <= now && now < next);
                prop_assert_eq!(schedule.last(next), next);
                prop_assert_eq!(schedule.next(last), next);
            }
        }
    }
}
