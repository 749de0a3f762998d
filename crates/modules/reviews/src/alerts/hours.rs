//! Legal time of France, and the hours when nobody wants a letter.
//!
//! The rule is written out (as POSIX does: from the last Sunday of March, two in the morning, to the last Sunday of
//! October, three; directive 2000/84/EC), so that every machine tells the same time, whatever time zones it has.

use jiff::civil::{DateTime, Weekday};
use jiff::tz::TimeZone;
use parvis_kernel::{Day, Timestamp};
use std::sync::LazyLock;

static PARIS: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC));

/// An instant on the clocks of mainland France.
fn local(at: Timestamp) -> DateTime {
    let instant = jiff::Timestamp::from_microsecond(at.micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    PARIS.to_datetime(instant)
}

/// The day and the hour (0–23) on the clocks of mainland France.
pub fn day_and_hour(at: Timestamp) -> (Day, u8) {
    let local = local(at);
    let day = Day::new(local.year(), local.month(), local.day());
    (day.unwrap_or_else(|| at.day()), u8::try_from(local.hour()).unwrap_or(0))
}

/// Hours when letters wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// 0–23; the same as `until`: no such hours.
    pub from: u8,
    pub until: u8,
    /// Saturdays and Sundays too, whole.
    pub weekends: bool,
}

impl Default for Quiet {
    fn default() -> Self {
        Self { from: 20, until: 8, weekends: true }
    }
}

impl Quiet {
    /// Whether letters wait at an instant.
    pub fn holds(self, at: Timestamp) -> bool {
        let local = local(at);
        let is_weekend = matches!(local.date().weekday(), Weekday::Saturday | Weekday::Sunday);
        let hour = u8::try_from(local.hour()).unwrap_or(0);
        let is_within = if self.from <= self.until {
            self.from <= hour && hour < self.until
        } else {
            hour >= self.from || hour < self.until
        };
        is_within || (self.weekends && is_weekend)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn clocks_change_on_the_last_sundays_of_march_and_october() {
        for (instant, day, hour) in [
            ("2026-01-15T22:59:59Z", "2026-01-15", 23),
            ("2026-01-15T23:00:00Z", "2026-01-16", 0),
            ("2026-03-29T00:59:59Z", "2026-03-29", 1),
            ("2026-03-29T01:00:00Z", "2026-03-29", 3),
            ("2026-07-14T22:00:00Z", "2026-07-15", 0),
            ("2026-10-25T00:59:59Z", "2026-10-25", 2),
            ("2026-10-25T01:00:00Z", "2026-10-25", 2),
            ("2026-10-25T02:00:00Z", "2026-10-25", 3),
        ] {
            assert_eq!(day_and_hour(at(instant)), (day.parse().unwrap(), hour), "{instant}");
        }
    }

    #[test]
    fn letters_wait_at_night_and_at_weekends() {
        let usual = Quiet::default();
        let lunch = Quiet { from: 12, until: 14, weekends: false };
        let never = Quiet { from: 8, until: 8, weekends: false };
        for (quiet, instant, holds) in [
            // Monday 23 November 2026, one hour ahead of UTC.
            (usual, "2026-11-23T06:59:59Z", true),
            (usual, "2026-11-23T07:00:00Z", false),
            (usual, "2026-11-23T18:59:59Z", false),
            (usual, "2026-11-23T19:00:00Z", true),
            (usual, "2026-11-20T22:30:00Z", true),
            (usual, "2026-11-21T11:00:00Z", true),
            (usual, "2026-11-22T18:00:00Z", true),
            // In summer, two hours.
            (usual, "2026-07-13T06:00:00Z", false),
            (lunch, "2026-11-22T11:00:00Z", true),
            (lunch, "2026-11-22T13:00:00Z", false),
            (never, "2026-11-22T02:00:00Z", false),
        ] {
            assert_eq!(quiet.holds(at(instant)), holds, "{quiet:?} {instant}");
        }
    }
}
