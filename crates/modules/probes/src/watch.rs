//! Addresses of procedures that are looked at by themselves: whether they answer, every few minutes; everything else,
//! each night. What was due and did not take place is written down too.

pub mod availability;
pub mod days;
pub mod hours;
pub mod told;

use parvis_kernel::{Id, Timestamp};
use std::time::Duration;
use url::Url;

use hours::Hours;

/// Addresses of one procedure at most: a journey has few entries.
pub const MOST: usize = 20;
/// Minutes between two looks that may be chosen.
pub const RHYTHMS: [u16; 6] = [1, 5, 10, 15, 30, 60];
/// Characters of an address at most.
const LONGEST: usize = 2000;

/// An address that is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    pub id: Id,
    pub procedure: Id,
    pub url: String,
    /// Minutes between two looks at whether it answers.
    pub every: u16,
    pub hours: Hours,
    pub since: Timestamp,
    pub ended_at: Option<Timestamp>,
}

impl Watch {
    pub const fn period(&self) -> Duration {
        Duration::from_secs(self.every as u64 * 60)
    }

    /// Whether a look is due in the minute of `tick`. Each address has its own minute, so that they do not all come
    /// together.
    pub fn is_due(&self, tick: Timestamp) -> bool {
        const MINUTE: i64 = 60_000_000;
        let minute = tick.micros().div_euclid(MINUTE);
        self.ended_at.is_none() && (minute + i64::from(self.share())).rem_euclid(i64::from(self.every)) == 0
    }

    /// Where in a night of so many seconds its page is read: spread like its minute.
    pub fn moment(&self, night: u32) -> Duration {
        Duration::from_secs(u64::from(u32::from(self.share()) * night / (u32::from(u16::MAX) + 1)))
    }

    /// Its own, from its identifier: 0–65,535.
    fn share(&self) -> u16 {
        let bytes = self.id.as_bytes();
        u16::from_be_bytes([bytes[14], bytes[15]])
    }

    /// The host, for politeness; empty for an address without one.
    pub fn host(&self) -> String {
        Url::parse(&self.url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
    }
}

/// An address as people type it: `www.example.fr` is one too; none for what is no web address.
pub fn address(text: &str) -> Option<Url> {
    let text = text.trim();
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&whole).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.host().is_some();
    let is_open = url.username().is_empty() && url.password().is_none();
    (is_web && is_open && whole.len() <= LONGEST).then_some(url)
}

/// One look at whether an address answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    pub watch: Id,
    pub at: Timestamp,
    /// Why no whole answer came (the kinds of [`parvis_outbound::Missed`]), or the status of one that is no success;
    /// none: it answers.
    pub failure: Option<String>,
    /// Milliseconds from the request to the head of the last answer.
    pub first_byte: Option<f64>,
    /// Milliseconds of everything, redirections included.
    pub total: f64,
    /// Within hours of service and outside of maintenance: only these are measured.
    pub counts: bool,
    /// Which machine looked, as its settings name it.
    pub place: String,
}

/// From the first look that failed to the first that did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outage {
    pub watch: Id,
    pub began_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub failure: String,
    /// It began within hours of service and outside of maintenance.
    pub counts: bool,
}

parvis_kernel::text_enum! {
    /// What did not take place.
    pub enum GapKind {
        /// Looks at whether it answers.
        Check = "check",
        /// A night's reading of the page.
        Page = "page",
    }
}

parvis_kernel::text_enum! {
    /// Why.
    pub enum GapReason {
        /// Nothing was looking: the program was stopped, or had too much to do.
        Stopped = "stopped",
        /// The page could not be read at any try.
        Unread = "unread",
    }
}

/// Looks that were due and did not take place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub watch: Id,
    pub kind: GapKind,
    pub began_at: Timestamp,
    pub ended_at: Timestamp,
    pub reason: GapReason,
}

/// The gap between the last look, or the beginning of the watch, and a look that is due now; none when nothing lacks.
pub fn gap(watch: &Watch, last: Option<Timestamp>, now: Timestamp) -> Option<Gap> {
    let last = last.map_or(watch.since, |last| last.max(watch.since));
    let late = last.plus(watch.period() * 2);
    (now > late).then(|| Gap {
        watch: watch.id,
        kind: GapKind::Check,
        began_at: last.plus(watch.period()),
        ended_at: now,
        reason: GapReason::Stopped,
    })
}

/// A stop that was announced: what fails then is not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maintenance {
    pub id: Id,
    pub procedure: Id,
    pub began_at: Timestamp,
    pub ended_at: Timestamp,
    pub reason: String,
}

impl Maintenance {
    pub fn holds(&self, procedure: Id, at: Timestamp) -> bool {
        self.procedure == procedure && self.began_at <= at && at < self.ended_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn watch(last: u16, every: u16) -> Watch {
        let mut id = [0; 16];
        id[14..].copy_from_slice(&last.to_be_bytes());
        Watch {
            id: Id::from_bytes(id),
            procedure: Id::from_bytes([1; 16]),
            url: "https://exemple.fr/".into(),
            every,
            hours: Hours::ALWAYS,
            since: Timestamp::from_micros(0),
            ended_at: None,
        }
    }

    #[test]
    fn what_is_missed_between_two_looks_is_a_gap() {
        let (one, minute) = (watch(0, 5), |n: i64| Timestamp::from_micros(n * 60_000_000));
        assert_eq!(gap(&one, Some(minute(0)), minute(5)), None);
        assert_eq!(gap(&one, Some(minute(0)), minute(10)), None, "a look may be late by one");
        let found = gap(&one, Some(minute(0)), minute(30)).unwrap();
        assert_eq!((found.began_at, found.ended_at), (minute(5), minute(30)));
        assert!(gap(&one, None, minute(11)).is_some(), "one that was never looked at");
    }

    #[test]
    fn addresses_are_taken_as_people_type_them() {
        for (typed, want) in [
            ("www.exemple.fr/entree", Some("https://www.exemple.fr/entree")),
            (" https://exemple.fr ", Some("https://exemple.fr/")),
            ("ftp://exemple.fr", None),
            ("https://moi:secret@exemple.fr/", None),
            ("", None),
            ("un deux", None),
        ] {
            assert_eq!(address(typed).map(String::from).as_deref(), want, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn each_address_is_due_once_in_its_period(share: u16, rhythm in 0..RHYTHMS.len(), from in 0_i64..10_000_000) {
            let one = watch(share, RHYTHMS[rhythm]);
            let minutes = from..from + i64::from(one.every);
            let due = minutes.filter(|n| one.is_due(Timestamp::from_micros(n * 60_000_000))).count();
            prop_assert_eq!(due, 1);
            prop_assert!(one.moment(10_800) < Duration::from_secs(10_800));
        }
    }
}
