//! Legal time of mainland France.
//!
//! The rule is written out (as POSIX does: from the last Sunday of March, two in the morning, to the last Sunday of
//! October, three; directive 2000/84/EC), so that every machine tells the same time, whatever time zones it has.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::sync::LazyLock;

use crate::{Day, Timestamp};

static PARIS: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC));

/// What the clocks and calendars of mainland France show at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Local {
    pub day: Day,
    /// Since midnight, 0–1439.
    pub minute: u16,
    /// From 1, Monday, to 7, Sunday.
    pub weekday: u8,
}

impl Local {
    pub fn at(at: Timestamp) -> Self {
        let instant = jiff::Timestamp::from_microsecond(at.micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let local = PARIS.to_datetime(instant);
        let part = |value: i8| u16::try_from(value).unwrap_or(0);
        Self {
            day: Day::new(local.year(), local.month(), local.day()).unwrap_or_else(|| at.day()),
            minute: part(local.hour()) * 60 + part(local.minute()),
            weekday: u8::try_from(local.date().weekday().to_monday_one_offset()).unwrap_or(1),
        }
    }

    /// 0–23.
    pub fn hour(self) -> u8 {
        u8::try_from(self.minute / 60).unwrap_or(0)
    }

    pub const fn is_weekend(self) -> bool {
        self.weekday > 5
    }
}

/// The instant at which those clocks show `minute` (0–1439) on a day. Of an hour that there is twice, the first; one
/// that is skipped begins an hour later.
pub fn instant(day: Day, minute: u16) -> Timestamp {
    let (year, month, date) = day.parts();
    let (hour, minute) = (i8::try_from(minute / 60).unwrap_or(0), i8::try_from(minute % 60).unwrap_or(0));
    let local = DateTime::new(year, month, date, hour, minute, 0, 0);
    let found = local.and_then(|local| PARIS.to_timestamp(local));
    found.map_or_else(|_| day.start(), |at| Timestamp::from_micros(at.as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_go_forward_in_march_and_back_in_october() {
        for (at, day, minute, weekday) in [
            ("2026-11-22T22:59:00Z", "2026-11-22", 23 * 60 + 59, 7),
            ("2026-11-22T23:00:00Z", "2026-11-23", 0, 1),
            ("2026-03-29T00:59:00Z", "2026-03-29", 119, 7),
            ("2026-03-29T01:00:00Z", "2026-03-29", 180, 7),
            ("2026-10-25T00:59:00Z", "2026-10-25", 179, 7),
            ("2026-10-25T01:00:00Z", "2026-10-25", 120, 7),
        ] {
            let local = Local::at(at.parse().unwrap());
            assert_eq!(
                (local.day.to_string().as_str(), local.minute, local.weekday),
                (day, minute, weekday),
                "{at}"
            );
        }
    }

    #[test]
    fn an_instant_is_found_by_its_clock() {
        for (day, minute, at) in [
            ("2026-11-22", 60, "2026-11-22T00:00:00Z"),
            ("2026-07-14", 12 * 60, "2026-07-14T10:00:00Z"),
            ("2026-03-29", 150, "2026-03-29T01:30:00Z"),
            ("2026-10-25", 150, "2026-10-25T00:30:00Z"),
        ] {
            assert_eq!(instant(day.parse().unwrap(), minute).to_string(), at, "{day} {minute}");
        }
    }
}
