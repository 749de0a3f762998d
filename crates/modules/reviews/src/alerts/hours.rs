//! The hours when nobody wants a letter, on the clocks of mainland France.

use parvis_kernel::Timestamp;
use parvis_kernel::legal::Local;

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
        let local = Local::at(at);
        let hour = local.hour();
        let is_within = if self.from <= self.until {
            self.from <= hour && hour < self.until
        } else {
            hour >= self.from || hour < self.until
        };
        is_within || (self.weekends && local.is_weekend())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
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
