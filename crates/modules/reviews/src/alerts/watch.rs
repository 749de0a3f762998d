//! What an agent wants to be written about a survey, and when a digest is due.

use parvis_kernel::legal::Local;
use parvis_kernel::{Day, Id, Timestamp};
use std::collections::BTreeSet;

use super::hours::Quiet;
use super::{Kind, days_before};
use crate::service::reading::Period;

parvis_kernel::text_enum! {
    /// How often a summary is wanted.
    #[derive(Default)]
    pub enum Digest {
        #[default]
        None = "none",
        Daily = "daily",
        /// On Mondays, of the week before.
        Weekly = "weekly",
        /// On the first, of the month before.
        Monthly = "monthly",
    }
}

/// The hour from which digests leave, on the clocks of mainland France.
pub const MORNING: u8 = 8;
/// Days that a daily digest covers at most: those of a weekend, or of a time when nothing could be sent.
const LONGEST: i64 = 7;

/// What an agent wants of a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    pub form: Id,
    pub agent: Id,
    pub alerts: BTreeSet<Kind>,
    pub digest: Digest,
    pub quiet: Quiet,
    /// The last day that a digest told of; before the first one, the day before it was asked for.
    pub digested: Day,
}

impl Watch {
    /// Nothing is wanted until it is asked for.
    pub fn new(form: Id, agent: Id, now: Timestamp) -> Self {
        Self {
            form,
            agent,
            alerts: BTreeSet::new(),
            digest: Digest::None,
            quiet: Quiet::default(),
            digested: days_before(Local::at(now).day, 1),
        }
    }

    /// Whether anything is wanted.
    pub fn is_anything(&self) -> bool {
        !self.alerts.is_empty() || self.digest != Digest::None
    }

    /// The days that a digest must tell of now, if one is due: those of the last period that is over and was not told.
    pub fn due(&self, now: Timestamp) -> Option<Period> {
        let local = Local::at(now);
        let (today, hour) = (local.day, local.hour());
        let period = match self.digest {
            Digest::None => return None,
            Digest::Daily => {
                let until = days_before(today, 1);
                Period { from: days_before(self.digested, -1).max(days_before(until, LONGEST - 1)), until }
            }
            Digest::Weekly => {
                let until = days_before(today, weekday(today) + 1);
                Period { from: days_before(until, 6), until }
            }
            Digest::Monthly => {
                let until = days_before(today.month().first_day(), 1);
                Period { from: until.month().first_day(), until }
            }
        };
        let is_new = self.digested < period.until;
        (is_new && hour >= MORNING && !self.quiet.holds(now)).then_some(period)
    }
}

/// Days since Monday.
fn weekday(day: Day) -> i64 {
    // 1970-01-01 was a Thursday.
    (day.start().micros().div_euclid(86_400_000_000) + 3).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_due_once_its_period_is_over_and_hours_are_not_quiet() {
        let usual = Quiet::default();
        let none = Quiet { from: 0, until: 0, weekends: false };
        for (digest, quiet, digested, now, want) in [
            (Digest::None, none, "2026-11-01", "2026-11-23T09:00:00Z", None),
            // Monday 23 November 2026, eight o'clock in Paris.
            (Digest::Daily, usual, "2026-11-19", "2026-11-23T07:00:00Z", Some("2026-11-20 2026-11-22")),
            (Digest::Daily, usual, "2026-11-19", "2026-11-23T06:59:59Z", None),
            (Digest::Daily, usual, "2026-11-22", "2026-11-23T07:00:00Z", None),
            (Digest::Daily, none, "2026-11-20", "2026-11-22T07:00:00Z", Some("2026-11-21 2026-11-21")),
            (Digest::Daily, none, "2026-10-01", "2026-11-22T07:00:00Z", Some("2026-11-15 2026-11-21")),
            (Digest::Weekly, usual, "2026-11-18", "2026-11-23T07:00:00Z", Some("2026-11-16 2026-11-22")),
            (Digest::Weekly, usual, "2026-11-15", "2026-11-25T10:00:00Z", Some("2026-11-16 2026-11-22")),
            (Digest::Weekly, usual, "2026-11-22", "2026-11-25T10:00:00Z", None),
            (Digest::Weekly, none, "2026-11-15", "2026-11-22T10:00:00Z", None),
            // The first is a Sunday: on Monday.
            (Digest::Monthly, usual, "2026-10-10", "2026-11-01T09:00:00Z", None),
            (Digest::Monthly, usual, "2026-10-10", "2026-11-02T09:00:00Z", Some("2026-10-01 2026-10-31")),
            (Digest::Monthly, none, "2026-10-31", "2026-11-30T09:00:00Z", None),
        ] {
            let id = Id::from_bytes([1; 16]);
            let mut watch = Watch::new(id, id, now.parse().unwrap());
            (watch.digest, watch.quiet, watch.digested) = (digest, quiet, digested.parse().unwrap());
            let due = watch.due(now.parse().unwrap()).map(|one| format!("{} {}", one.from, one.until));
            assert_eq!(due.as_deref(), want, "{digest} {now}");
        }
    }

    #[test]
    fn whoever_asks_is_told_of_periods_that_end_later() {
        let id = Id::from_bytes([1; 16]);
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let new = Watch::new(id, id, now);
        assert!(!new.is_anything());
        for digest in [Digest::Daily, Digest::Weekly, Digest::Monthly] {
            let watch = Watch { digest, quiet: Quiet { from: 0, until: 0, weekends: false }, ..new.clone() };
            assert_eq!(watch.due(now), None, "{digest}");
        }
    }
}
