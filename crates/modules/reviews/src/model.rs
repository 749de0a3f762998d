//! Forms, buttons and opinions.

use parvis_kernel::{Day, Id, Timestamp};
use std::collections::BTreeMap;
use std::time::Duration;

use crate::answers::Answers;
use crate::shape::{ExtraId, Template};
use crate::survey::{Channel, Point, Tongue};

/// A survey of one procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub id: Id,
    pub procedure: Id,
    pub name: String,
    /// What it is for; it does not change.
    pub template: Template,
    /// Months that its opinions are kept; none: as its space says.
    pub retention_months: Option<i32>,
    /// Opinions of the days before are erased; their counters stay. The first day of a month.
    pub kept_from: Day,
    pub created_at: Timestamp,
    pub closed: Option<Closed>,
}

/// Since when something takes no opinion any more, and what those who come by it are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    pub at: Timestamp,
    pub reason: String,
}

/// An entry to a form: a place in a journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    pub id: Id,
    pub form: Id,
    /// What people type and QR codes hold.
    pub code: String,
    pub name: String,
    pub point: Point,
    /// Its service and button in the feedback service that came before, whose addresses keep working.
    pub old: Option<(String, String)>,
    pub created_at: Timestamp,
    pub closed: Option<Closed>,
}

parvis_kernel::text_enum! {
    /// Whether an opinion is counted.
    pub enum State {
        Counted = "counted",
        /// Set aside by a published rule; visible to the owner, counted apart, and put back with one act.
        Aside = "aside",
    }
}

parvis_kernel::text_enum! {
    /// Why an opinion was set aside (`docs/reviews.md`).
    pub enum Rule {
        /// Too many of one network prefix at one button within ten minutes.
        Burst = "burst",
        /// The same answers and the same comment, from the same network prefix, on the same day.
        Twin = "twin",
        /// A long comment that the form has already received, word for word.
        Copied = "copied",
        /// Somebody who answers for the procedure set it aside.
        Hand = "hand",
    }
}

/// What one person said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    pub id: Id,
    pub form: Id,
    pub button: Id,
    /// Version of the form it was given with.
    pub version: i32,
    /// Digest of the secret of its page.
    pub page: String,
    /// 1, and one more with each step.
    pub revision: i32,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub channel: Channel,
    pub tongue: Tongue,
    /// The rule that set it aside.
    pub aside: Option<Rule>,
    pub answers: Answers,
    /// The comment, personal data masked.
    pub verbatim: Option<String>,
    /// With whom else help was sought, in the person's words, masked.
    pub other: Option<String>,
    /// What was written to the form's own questions, masked.
    pub texts: BTreeMap<ExtraId, String>,
    /// The agent who wrote it down for somebody.
    pub entered_by: Option<Id>,
    /// Keyed digest of the day and the network's prefix; erased after a day.
    pub crowd: Option<i64>,
}

parvis_kernel::text_enum! {
    /// How far the work on an opinion is.
    #[derive(Default)]
    pub enum Status {
        #[default]
        New = "new",
        Seen = "seen",
        Fixing = "fixing",
        Fixed = "fixed",
    }
}

/// A label of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub id: Id,
    pub name: String,
}

/// What is done about an opinion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    pub status: Status,
    /// Who looks after it.
    pub agent: Option<Id>,
    /// In the order of their names.
    pub tags: Vec<Tag>,
}

/// What is quoted of a comment: cut from it by [`crate::quote::cut`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    pub id: Id,
    pub form: Id,
    pub opinion: Id,
    pub text: String,
    pub made_at: Timestamp,
}

/// What comments of a form speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    pub id: Id,
    pub form: Id,
    /// That of the lexicon, or `word.` and a stem ([`crate::topics::Found`]).
    pub key: String,
    /// The words that tell it, the most telling first.
    pub words: Vec<String>,
    /// As the owner calls it.
    pub name: Option<String>,
    pub is_hidden: bool,
    /// The topic that it is shown with.
    pub merged_into: Option<Id>,
}

/// What topics were found in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub at: Timestamp,
    /// The oldest comment that was read.
    pub since: Timestamp,
    /// How many were read.
    pub comments: i32,
}

impl Run {
    /// Whether there may be older comments that were not read.
    pub fn is_full(&self) -> bool {
        usize::try_from(self.comments).is_ok_and(|n| n >= crate::topics::MOST_COMMENTS)
    }
}

/// Later steps are attached for so long after the first (rule of the national survey).
pub const ATTACHED: Duration = Duration::from_secs(60 * 60);

impl Opinion {
    pub fn day(&self) -> Day {
        self.created_at.day()
    }

    /// Whether a step that comes now still belongs to it.
    pub fn takes_steps(&self, now: Timestamp) -> bool {
        now <= self.created_at.plus(ATTACHED)
    }
}

#[cfg(test)]
impl Opinion {
    /// One for the tests of rules that look at what was said; `n` tells it from others.
    pub(crate) fn said(n: u8, face: crate::survey::Face, verbatim: &str) -> Self {
        let id = Id::from_bytes([n; 16]);
        Self {
            id,
            form: id,
            button: id,
            version: 1,
            page: String::new(),
            revision: 1,
            created_at: Timestamp::default(),
            updated_at: Timestamp::default(),
            channel: Channel::Web,
            tongue: Tongue::French,
            aside: None,
            answers: Answers::new(face),
            verbatim: Some(verbatim.to_owned()).filter(|text| !text.is_empty()),
            other: None,
            texts: BTreeMap::new(),
            entered_by: None,
            crowd: None,
        }
    }
}

/// Somebody who waits for an answer to her opinion, under a code and without a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    pub opinion: Id,
    pub form: Id,
    pub asked_at: Timestamp,
    /// When the last answer was written.
    pub answered_at: Option<Timestamp>,
    /// When she first read it.
    pub read_at: Option<Timestamp>,
}

/// What somebody who answers for a procedure wrote back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub id: Id,
    pub opinion: Id,
    pub at: Timestamp,
    pub agent: Option<Id>,
    pub text: String,
}
