//! Programs that are told what happens to a survey, in the way of Standard Webhooks: signed, sent again, each message
//! at least once under one identifier.

mod address;
pub(crate) mod courier;
mod event;
mod signature;

use parvis_kernel::{Id, Timestamp};
use std::collections::BTreeSet;
use std::time::Duration;

pub use address::{Address, BadAddress, host};
pub(crate) use courier::Deliver;
pub use courier::{Courier, jobs};
pub use event::Event;
pub use signature::{Secret, sign};

/// How long a delivery is tried, from its first attempt on: three days.
pub const TRIED: Duration = Duration::from_secs(3 * 86_400);
/// How long deliveries are listed.
pub const KEPT: Duration = Duration::from_secs(30 * 86_400);
/// How long the secret before signs beside the new one.
pub const BOTH: Duration = Duration::from_secs(86_400);
/// How long an answer is waited for.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// Webhooks of one survey.
pub const MOST: usize = 10;

/// A program that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hook {
    pub id: Id,
    pub form: Id,
    pub url: String,
    pub events: BTreeSet<Event>,
    /// Sealed with the installation's key.
    pub secret: String,
    /// The one before, and until when it signs too.
    pub former: Option<(String, Timestamp)>,
    pub created_at: Timestamp,
    pub created_by: Option<Id>,
    /// Attempts that failed since the last that did not.
    pub failures: u32,
    pub succeeded_at: Option<Timestamp>,
    /// Since when nothing is sent to it any more, because it failed too long.
    pub paused_at: Option<Timestamp>,
}

parvis_kernel::text_enum! {
    /// How far a delivery is.
    pub enum State {
        Waiting = "waiting",
        Delivered = "delivered",
        /// What it told of was erased before it could be sent.
        Gone = "gone",
        GivenUp = "given-up",
    }
}

/// One message to one program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The message's own: the same at each attempt.
    pub id: Id,
    pub hook: Id,
    pub event: Event,
    /// The opinion, the alert, or the last day of the figures.
    pub subject: String,
    /// When it happened.
    pub at: Timestamp,
    pub state: State,
    pub attempts: u32,
    /// Since when it is tried.
    pub begun_at: Timestamp,
    /// The next attempt, of one that waits.
    pub due_at: Option<Timestamp>,
    pub tried: Option<Tried>,
}

/// How an attempt went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    pub at: Timestamp,
    /// None: no answer came.
    pub status: Option<u16>,
    pub millis: u32,
    /// Why no answer came; empty when one did.
    pub answer: String,
}

impl Tried {
    pub fn is_taken(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }

    /// The receiver says that it wants no more (410).
    pub fn is_over(&self) -> bool {
        self.status == Some(410)
    }
}
