//! What a person read of a criterion, and whether a second person agrees.

use parvis_accounts::Placed;
use parvis_kernel::{Day, Id, Place, Timestamp};
use parvis_measures::Value;

use crate::place::Located;
use crate::protocol::Answers;

parvis_kernel::text_enum! {
    /// Where an assessment stands.
    pub enum Stage {
        /// Being filled in.
        Draft = "draft",
        /// Waits for its second reader.
        Waiting = "waiting",
        /// A second reader agreed: the reading is in the ledger.
        Accepted = "accepted",
        /// A second reader asks for something else.
        Returned = "returned",
    }
}

/// One reading of a criterion by a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    pub id: Id,
    pub procedure: Id,
    /// Slug of the indicator.
    pub indicator: String,
    pub answers: Answers,
    /// What the answers give; none of a draft.
    pub value: Option<Value>,
    pub n: Option<u32>,
    pub evidence: Evidence,
    pub stage: Stage,
    pub assessed_by: Id,
    pub assessed_at: Timestamp,
    /// The last day on which it stands.
    pub expires_on: Day,
    pub reviewed: Option<(Id, Timestamp)>,
    pub return_reason: Option<String>,
}

/// What is written of why an assessment is right: an address, a note, or both. Its files are the store of files' own
/// (`service::evidence`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// An `https://` address, or empty.
    pub link: String,
    pub note: String,
}

impl Evidence {
    pub const fn is_empty(&self) -> bool {
        self.link.is_empty() && self.note.is_empty()
    }
}

/// An assessment with the procedure that it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub assessment: Assessment,
    pub about: Located,
}

impl Placed for Kept {
    fn place(&self) -> Place {
        self.about.place.clone()
    }
}

/// How fresh what is known of a criterion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Nobody's assessment was ever accepted.
    Missing,
    /// Stood until that day.
    Expired(Day),
    /// Stands until that day, which is near.
    Soon(Day),
    Fresh(Day),
}

/// How many days before its end an assessment is asked for again.
pub const SOON: u64 = 30;

impl Freshness {
    /// Of what expires on a day, if anything was accepted.
    pub fn of(expires_on: Option<Day>, now: Timestamp) -> Self {
        let today = now.day();
        let near = now.plus(std::time::Duration::from_secs(SOON * 86_400)).day();
        match expires_on {
            None => Self::Missing,
            Some(day) if day < today => Self::Expired(day),
            Some(day) if day <= near => Self::Soon(day),
            Some(day) => Self::Fresh(day),
        }
    }

    /// Whether somebody has to do something.
    pub const fn is_due(self) -> bool {
        !matches!(self, Self::Fresh(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_expires_is_told_a_month_before() {
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let day = |text: &str| text.parse::<Day>().unwrap();
        for (expires_on, want) in [
            (None, Freshness::Missing),
            (Some("2026-02-28"), Freshness::Expired(day("2026-02-28"))),
            (Some("2026-03-01"), Freshness::Soon(day("2026-03-01"))),
            (Some("2026-03-31"), Freshness::Soon(day("2026-03-31"))),
            (Some("2026-04-01"), Freshness::Fresh(day("2026-04-01"))),
        ] {
            assert_eq!(Freshness::of(expires_on.map(day), now), want, "{expires_on:?}");
        }
    }
}
