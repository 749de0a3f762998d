//! Looks counted by day, for whoever wants to see when it was down.

use parvis_kernel::legal::{self, Local};
use parvis_kernel::{Day, Timestamp};
use std::collections::BTreeMap;
use std::time::Duration;

use super::Check;

/// A day of looks that count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    pub tries: u32,
    pub answered: u32,
}

/// Looks by day, on the calendar of mainland France; days without one are not there.
pub fn by_day<'c>(checks: impl IntoIterator<Item = &'c Check>) -> BTreeMap<Day, Counted> {
    let mut days: BTreeMap<Day, Counted> = BTreeMap::new();
    for one in checks.into_iter().filter(|one| one.counts) {
        let day = days.entry(Local::at(one.at).day).or_default();
        day.tries += 1;
        day.answered += u32::from(one.failure.is_none());
    }
    days
}

/// Over all days.
pub fn whole(days: &BTreeMap<Day, Counted>) -> Counted {
    days.values().fold(Counted::default(), |sum, day| Counted {
        tries: sum.tries + day.tries,
        answered: sum.answered + day.answered,
    })
}

impl Counted {
    /// In percent, cut to hundredths and never rounded up: 99.998% is not 100%. None without a look.
    pub fn share(self) -> Option<f64> {
        let (tries, answered) = (u64::from(self.tries), u64::from(self.answered));
        let hundredths = (answered * 10_000).checked_div(tries)?;
        #[expect(clippy::cast_precision_loss, reason = "10,000 at most")]
        let share = hundredths as f64 / 100.0;
        Some(share)
    }
}

/// The first instant of the day so many days before.
pub fn days_ago(now: Timestamp, days: u32) -> Timestamp {
    let noon = legal::instant(Local::at(now).day, 12 * 60);
    legal::instant(Local::at(noon - Duration::from_secs(u64::from(days) * 86_400)).day, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_kernel::Id;

    #[test]
    fn a_day_is_that_of_mainland_france_and_a_share_is_never_rounded_up() {
        let check = |at: &str, failure: Option<&str>, counts| Check {
            watch: Id::from_bytes([1; 16]),
            at: at.parse().unwrap(),
            failure: failure.map(str::to_owned),
            first_byte: None,
            total: 0.0,
            counts,
            place: String::new(),
        };
        let checks = [
            check("2026-11-21T22:59:00Z", None, true),
            check("2026-11-21T23:00:00Z", Some("late"), true),
            check("2026-11-22T10:00:00Z", None, true),
            check("2026-11-22T11:00:00Z", Some("late"), false),
        ];
        let days = by_day(&checks);
        let found: Vec<_> =
            days.iter().map(|(day, one)| (day.to_string(), one.tries, one.answered)).collect();
        assert_eq!(found, [("2026-11-21".to_owned(), 1, 1), ("2026-11-22".to_owned(), 2, 1)]);
        assert_eq!(whole(&days).share(), Some(66.66));
        assert_eq!(Counted { tries: 100_000, answered: 99_999 }.share(), Some(99.99));
        assert_eq!(Counted::default().share(), None);
        let now = "2026-11-22T23:30:00Z".parse().unwrap();
        assert_eq!(days_ago(now, 1).to_string(), "2026-11-21T23:00:00Z");
    }
}
