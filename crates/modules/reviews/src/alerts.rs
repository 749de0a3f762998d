//! What is worth a word without being asked for: a figure that falls, a word that many write at once, the first opinion
//! after a silence. The rules are pure, and published (`docs/reviews.md`).

pub mod fall;
pub mod hours;
pub mod silence;
pub mod surge;
pub(crate) mod told;
pub mod watch;

use parvis_kernel::{Day, Id, Timestamp};
use serde::{Deserialize, Serialize};

use crate::score::Score;

parvis_kernel::text_enum! {
    /// What an alert is about.
    pub enum Kind {
        /// An indicator fell more than chance explains.
        Fall = "fall",
        /// A word is in far more comments than before.
        Surge = "surge",
        /// The first opinion after thirty days or more without one.
        Silence = "silence",
    }
}

/// A figure as an alert keeps it: enough to test against it later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub value: f64,
    pub n: u32,
    /// Answers per mark, of means of marks; empty for shares.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<(f64, u32)>,
}

impl From<&Score> for Figure {
    fn from(score: &Score) -> Self {
        Self { value: score.value, n: score.n, marks: score.marks.clone() }
    }
}

/// What an alert says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum What {
    Fall {
        /// Slug of the indicator.
        indicator: String,
        before: Figure,
        after: Figure,
    },
    Surge {
        /// The words that surged together, as people write them, the most telling first.
        words: Vec<String>,
        /// Comments with the first word, and comments that were read.
        with: u32,
        of: u32,
        with_before: u32,
        of_before: u32,
    },
    Silence {
        /// Whole days between the last opinion, or the opening of the survey, and this one.
        days: u32,
    },
}

impl What {
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Fall { .. } => Kind::Fall,
            Self::Surge { .. } => Kind::Surge,
            Self::Silence { .. } => Kind::Silence,
        }
    }
}

/// Something that was noticed, once.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    pub id: Id,
    pub form: Id,
    /// What it is about within its kind: an indicator, a stem, nothing. One is open at a time.
    pub subject: String,
    /// The last day that was looked at.
    pub day: Day,
    pub raised_at: Timestamp,
    pub what: What,
    /// When what it says was over; a silence is over at once.
    pub ended_at: Option<Timestamp>,
    /// When somebody who answers for the procedure said that it was read, and who.
    pub read: Option<(Timestamp, Option<Id>)>,
}

/// Some days before a day, or after it when below zero.
pub(crate) fn days_before(day: Day, days: i64) -> Day {
    Timestamp::from_micros(day.start().micros() - days * 86_400_000_000).day()
}
