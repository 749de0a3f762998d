//! Letters to agents, as jobs. A job says who is written to and why; the link in a letter is made when the letter is
//! sent, so that no token is ever kept.

use parvis_db::Db;
use parvis_jobs::{Job, enqueue};
use parvis_kernel::{Id, Timestamp};
use serde::{Deserialize, Serialize};

use crate::error::AccountsError;
use crate::means::Means;

/// A letter to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LetterJob {
    /// The invitation to come in.
    Invitation { agent: Id },
    /// The link to a new password.
    Reset { agent: Id },
    /// Somebody asked for a new password for an address that has no account: said to the address alone.
    NoAccount { email: String, locale: String },
    /// Confirm at the address so far that another is taken.
    EmailBefore { agent: Id, to: String },
    /// Confirm the new address.
    EmailAfter { agent: Id, to: String },
    /// A browser signed in for the first time.
    NewDevice { agent: Id, device: String, at: Timestamp },
    /// The password or the second factor was changed.
    SecurityChanged { agent: Id, what: String, at: Timestamp },
    /// A right was given.
    RightGiven { agent: Id, right: Id },
    /// Somebody asks to come in: to those who may accept.
    AccessAsked { request: Id },
    /// The same, to one of them.
    AccessToDecide { request: Id, agent: Id },
    /// The request to come in was declined.
    AccessDeclined { email: String, space: Id },
}

impl Job for LetterJob {
    const NAME: &'static str = "accounts-letter";
}

/// Has a letter sent once the transaction is committed.
pub(crate) fn send(
    db: &mut Db,
    means: &Means,
    letter: &LetterJob,
    now: Timestamp,
) -> Result<(), AccountsError> {
    Ok(enqueue(db, means.id(now), letter, now)?)
}
