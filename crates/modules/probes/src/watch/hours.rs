//! Hours in which a service is open, on the clocks of mainland France.

use parvis_kernel::Timestamp;
use parvis_kernel::legal::Local;

/// A minute of the day: `08:30` is 510.
pub type Minute = u16;

/// The same hours on chosen days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// Bit 0 for Monday to bit 6 for Sunday; at least one.
    pub days: u8,
    /// 0–1439.
    pub opens: Minute,
    /// 1–1440, after `opens`.
    pub closes: Minute,
}

impl Hours {
    /// Day and night.
    pub const ALWAYS: Self = Self { days: 0b0111_1111, opens: 0, closes: 1440 };

    /// None when no day is chosen or it closes before it opens.
    pub fn new(days: u8, opens: Minute, closes: Minute) -> Option<Self> {
        let is_sound = (1..=0b0111_1111).contains(&days) && opens < closes && closes <= 1440;
        is_sound.then_some(Self { days, opens, closes })
    }

    pub fn holds(self, at: Timestamp) -> bool {
        let local = Local::at(at);
        self.is_on(local.weekday) && (self.opens..self.closes).contains(&local.minute)
    }

    /// Whether a day of the week is one of them, from 1, Monday, to 7.
    pub const fn is_on(self, weekday: u8) -> bool {
        matches!(weekday, 1..=7) && self.days & (1 << (weekday - 1)) != 0
    }
}

/// `8:30` or `08:30`, `24:00` for the end of the day.
pub fn minute(text: &str) -> Option<Minute> {
    let (hour, minute) = text.trim().split_once([':', 'h'])?;
    let (hour, minute): (Minute, Minute) =
        (hour.parse().ok()?, if minute.is_empty() { 0 } else { minute.parse().ok()? });
    let whole = hour.checked_mul(60)?.checked_add(minute)?;
    (minute < 60 && whole <= 1440).then_some(whole)
}

/// The other way round.
pub fn clock(minute: Minute) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_open_on_its_days_in_its_hours() {
        let office = Hours::new(0b0001_1111, 8 * 60, 18 * 60).unwrap();
        for (at, open) in [
            // Monday 23 November 2026, one hour ahead of UTC.
            ("2026-11-23T06:59:59Z", false),
            ("2026-11-23T07:00:00Z", true),
            ("2026-11-23T16:59:59Z", true),
            ("2026-11-23T17:00:00Z", false),
            ("2026-11-22T10:00:00Z", false),
        ] {
            assert_eq!(office.holds(at.parse().unwrap()), open, "{at}");
            assert!(Hours::ALWAYS.holds(at.parse().unwrap()), "{at}");
        }
        assert_eq!(Hours::new(0, 0, 1440), None);
        assert_eq!(Hours::new(1, 600, 600), None);
    }

    #[test]
    fn clocks_are_read_as_people_write_them() {
        for (text, want) in [
            ("8:30", Some(510)),
            ("08h30", Some(510)),
            ("18h", Some(1080)),
            ("24:00", Some(1440)),
            ("24:01", None),
            ("8:60", None),
            ("8", None),
            ("", None),
            ("99999:00", None),
        ] {
            assert_eq!(minute(text), want, "{text}");
        }
        assert_eq!(clock(510), "08:30");
    }
}
