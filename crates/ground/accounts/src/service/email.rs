//! Another e-mail: confirmed at the address so far and at the new one, in any order.

use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Email, Id};

use super::enter::Signed;
use super::own::confirm;
use crate::error::AccountsError;
use crate::guard::Placed;
use crate::letters::{LetterJob, send};
use crate::means::Means;
use crate::store::{agents, tokens};
use crate::token::{self, Kind};

/// Asks for another e-mail: a letter goes to each address.
///
/// # Errors
/// The password is wrong; the address is malformed or taken.
pub fn ask(
    db: &mut Db,
    means: &Means,
    by: &By,
    signed: &Signed,
    to: &str,
    password: &str,
) -> Result<(), AccountsError> {
    let to = super::invite::email("email", to)?;
    confirm(db, means, signed.agent.id, password)?;
    act(db, by, |db| {
        if agents::row_by_email(db, &to)?.is_some() {
            return Err(AccountsError::invalid("email", "accounts-email-taken"));
        }
        let agent = signed.agent.id;
        // Links of an earlier wish are worth nothing any more.
        tokens::revoke(db, Some(agent), Kind::EmailBefore, by.now)?;
        tokens::revoke(db, Some(agent), Kind::EmailAfter, by.now)?;
        send(db, means, &LetterJob::EmailBefore { agent, to: to.to_string() }, by.now)?;
        send(db, means, &LetterJob::EmailAfter { agent, to: to.to_string() }, by.now)?;
        Ok(((), Act::new("agent.email-asked", &signed.agent.place(), "agent", agent.to_string())))
    })
}

/// How far a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The other address has to confirm.
    Half,
    Done,
}

/// Confirms from one of the two addresses; with the second one the e-mail changes.
///
/// # Errors
/// A link that is wrong, used or too old; an address that was taken meanwhile.
pub fn confirm_at(db: &mut Db, by: &By, token: &str, kind: Kind) -> Result<Step, AccountsError> {
    act(db, by, |db| {
        let (agent, to) = token::spend(db, token, kind, by.now)?;
        let id: Id = agent.ok_or(AccountsError::Spent)?;
        let agent = agents::one(db, id)?;
        let to: Email = to.parse().map_err(|_| AccountsError::Spent)?;
        let other = if kind == Kind::EmailBefore { Kind::EmailAfter } else { Kind::EmailBefore };
        let is_done = tokens::was_spent(db, id, other, to.as_str(), by.now)?;
        if is_done {
            if agents::row_by_email(db, &to)?.is_some() {
                return Err(AccountsError::Conflict("accounts-email-taken"));
            }
            agents::set_email(db, id, &to)?;
        }
        let done =
            Act::new("agent.email", &agent.place(), "agent", id.to_string()).set("confirmed", kind.as_str());
        Ok((if is_done { Step::Done } else { Step::Half }, done))
    })
}
