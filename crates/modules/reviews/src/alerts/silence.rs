//! The first opinion after a silence.

use parvis_kernel::Day;

/// Days without an opinion that make a silence, at least.
pub const SILENCE: u32 = 30;

/// The days of the silence that an opinion ends; none when it was no silence. `since` is the day of the opinion before,
/// or the one the survey was opened.
pub fn ended(since: Day, first: Day) -> Option<u32> {
    let micros = first.start().micros() - since.start().micros();
    u32::try_from(micros / 86_400_000_000).ok().filter(|days| *days >= SILENCE)
}

#[cfg(test)]
mod tests {
    use super::ended;

    #[test]
    fn thirty_days_are_a_silence() {
        for (since, first, days) in [
            ("2026-10-23", "2026-11-22", Some(30)),
            ("2026-10-24", "2026-11-22", None),
            ("2026-11-22", "2026-11-22", None),
            ("2025-11-22", "2026-11-22", Some(365)),
            ("2026-11-23", "2026-11-22", None),
        ] {
            assert_eq!(ended(since.parse().unwrap(), first.parse().unwrap()), days, "{since} {first}");
        }
    }
}
