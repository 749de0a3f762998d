//! What is well and what is not: plain functions of plain values.

use std::collections::BTreeMap;
use std::time::Duration;

pub const MEGABYTE: u64 = 1024 * 1024;
/// Below this, a day of opinions or a copy of the database may fill the disk.
pub const ROOM: u64 = 1024 * MEGABYTE;
/// The oldest version of PostgreSQL that is still kept by its authors in November 2026, as it numbers itself.
pub const POSTGRES: i64 = 140_000;
/// Microseconds that the clocks of machines may be apart: codes of second factors last 30 seconds.
pub const APART: i64 = 5_000_000;
/// One night, and some of the next.
pub const BACKUP_AGE: Duration = Duration::from_secs(48 * 3600);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address {
    Sound,
    None,
    /// Without TLS.
    Clear,
}

/// The public address: `https://`, save on one's own machine.
pub fn base_url(url: Option<&str>) -> Address {
    let is_own = |rest: &str| {
        ["127.0.0.1", "localhost", "[::1]"].iter().any(|host| {
            rest.strip_prefix(host).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
        })
    };
    match url {
        None => Address::None,
        Some(url) if url.starts_with("https://") => Address::Sound,
        Some(url) if url.strip_prefix("http://").is_some_and(is_own) => Address::Sound,
        Some(_) => Address::Clear,
    }
}

/// TLS is spoken by somebody, and not by us: a proxy on this machine that is not named.
pub fn is_behind_unknown_proxy(url: Option<&str>, listens_to_itself: bool, names_none: bool) -> bool {
    url.is_some_and(|url| url.starts_with("https://")) && listens_to_itself && names_none
}

/// Whether users of the machine who are neither owner nor group can read a file in a folder, by their modes.
pub fn can_others_read(file: u32, folder: u32) -> bool {
    file & 0o004 != 0 && folder & 0o001 != 0
}

/// Whether what PostgreSQL acknowledged survives a power cut.
pub fn is_acknowledged(synchronous_commit: &str) -> bool {
    matches!(synchronous_commit, "on" | "local" | "remote_write" | "remote_apply")
}

/// The values of a gauge in the text of OpenMetrics, by the value of its one label.
fn values(figures: &str, gauge: &str) -> BTreeMap<String, f64> {
    let lines =
        figures.lines().filter_map(|line| line.strip_prefix(gauge)?.strip_prefix('{')?.split_once("} "));
    lines
        .filter_map(|(label, value)| Some((label.split('"').nth(1)?.to_owned(), value.parse().ok()?)))
        .collect()
}

/// The schedules that have not succeeded for two of their periods and an hour, as the alert `ParvisScheduleLate` has it.
pub fn late(figures: &str, now: i64) -> Vec<String> {
    let period = values(figures, "parvis_schedule_period_seconds");
    // Seconds since 1970 are exact in a double.
    #[expect(clippy::cast_precision_loss, reason = "a date is far below 2^53")]
    let now = now as f64;
    let success = values(figures, "parvis_schedule_last_success_timestamp_seconds");
    let is_late =
        |name: &String, at: f64| period.get(name).is_some_and(|period| now - at > 2.0 * period + 3600.0);
    success.into_iter().filter(|(name, at)| is_late(name, *at)).map(|(name, _)| name).collect()
}

/// Jobs that failed for good, and nobody looked at yet.
pub fn failed(figures: &str) -> u64 {
    let failed = values(figures, "parvis_jobs").get("failed").copied().unwrap_or(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
    let failed = failed as u64;
    failed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_tls_is_for_ones_own_machine_alone() {
        for (url, wanted) in [
            (None, Address::None),
            (Some("https://qualite.example"), Address::Sound),
            (Some("http://127.0.0.1:8080"), Address::Sound),
            (Some("http://localhost"), Address::Sound),
            (Some("http://localhost.example"), Address::Clear),
            (Some("http://qualite.example"), Address::Clear),
        ] {
            assert_eq!(base_url(url), wanted, "{url:?}");
        }
    }

    #[test]
    fn a_proxy_that_nobody_named_is_guessed_from_its_tls() {
        let https = Some("https://qualite.example");
        assert!(is_behind_unknown_proxy(https, true, true));
        assert!(!is_behind_unknown_proxy(https, true, false));
        assert!(!is_behind_unknown_proxy(https, false, true), "it may be on another machine, or none");
        assert!(!is_behind_unknown_proxy(Some("http://127.0.0.1"), true, true));
    }

    #[test]
    fn a_file_is_open_when_its_folder_is_too() {
        assert!(
            can_others_read(0o644, 0o755) && !can_others_read(0o644, 0o750) && !can_others_read(0o640, 0o755)
        );
    }

    #[test]
    fn only_off_loses_what_was_acknowledged() {
        assert!(is_acknowledged("on") && is_acknowledged("remote_apply") && !is_acknowledged("off"));
    }

    #[test]
    fn schedules_are_late_as_the_alert_has_it() {
        let figures = "\
# TYPE parvis_jobs gauge
parvis_jobs{state=\"due\"} 2.0
parvis_jobs{state=\"failed\"} 3.0
parvis_schedule_period_seconds{schedule=\"a\"} 86400.0
parvis_schedule_period_seconds{schedule=\"b\"} 60.0
parvis_schedule_period_seconds{schedule=\"c\"} 60.0
parvis_schedule_last_success_timestamp_seconds{schedule=\"a\"} 1000000.0
parvis_schedule_last_success_timestamp_seconds{schedule=\"b\"} 1000000.0
";
        assert_eq!(late(figures, 1_000_000 + 3_720), Vec::<String>::new());
        assert_eq!(late(figures, 1_000_000 + 3_721), ["b"]);
        assert_eq!(
            late(figures, 1_000_000 + 200_000),
            ["a", "b"],
            "one that never ran is not known to be late"
        );
        assert_eq!((failed(figures), failed("")), (3, 0));
    }
}
