//! Links that are good once: set-up, invitation, new password, new e-mail.

use parvis_db::Db;
use parvis_kernel::{Id, Timestamp};
use std::time::Duration;

use crate::error::AccountsError;
use crate::means::Means;
use crate::secret;
use crate::store::tokens;

parvis_kernel::text_enum! {
    /// What a link is for.
    pub enum Kind {
        /// The first administrator of an empty installation.
        Setup = "setup",
        Invitation = "invitation",
        Reset = "reset",
        /// A change of e-mail, confirmed at the address so far.
        EmailBefore = "email-before",
        /// A change of e-mail, confirmed at the new address.
        EmailAfter = "email-after",
        /// What a provider must answer to.
        Challenge = "challenge",
        /// What a passkey must answer to.
        Passkey = "passkey",
    }
}

impl Kind {
    /// How long the link is good.
    pub const fn lifetime(self) -> Duration {
        Duration::from_secs(match self {
            Self::Setup => 24 * 3600,
            Self::Invitation => 72 * 3600,
            Self::Reset => 3600,
            Self::EmailBefore | Self::EmailAfter => 24 * 3600,
            Self::Challenge => 10 * 60,
            Self::Passkey => 5 * 60,
        })
    }
}

/// Makes a link's token. It is made when it is shown or sent; only its digest is kept. Of an agent's links of one
/// kind, the last one is good; challenges, which several browsers may have at a time, do not end each other.
///
/// # Errors
/// The database's own.
pub fn issue(
    db: &mut Db,
    means: &Means,
    kind: Kind,
    agent: Option<Id>,
    detail: &str,
    now: Timestamp,
) -> Result<String, AccountsError> {
    let token = secret::token(&*means.rng);
    if !matches!(kind, Kind::Challenge | Kind::Passkey) {
        tokens::revoke(db, agent, kind, now)?;
    }
    let (hash, until) = (secret::digest(&token), now.plus(kind.lifetime()));
    tokens::insert(db, &tokens::Row { hash: &hash, kind, agent, detail, now, until })?;
    Ok(token)
}

/// Makes an agent's links of one kind worthless.
///
/// # Errors
/// The database's own.
pub fn revoke(db: &mut Db, kind: Kind, agent: Id, now: Timestamp) -> Result<(), AccountsError> {
    tokens::revoke(db, Some(agent), kind, now)
}

/// What a link that is still good is for, without using it: pages are looked at by mail scanners before people.
///
/// # Errors
/// [`AccountsError::Spent`] when it is wrong, used or too old.
pub fn peek(
    db: &mut Db,
    token: &str,
    kind: Kind,
    now: Timestamp,
) -> Result<(Option<Id>, String), AccountsError> {
    tokens::find(db, &secret::digest(token), kind, now)?.ok_or(AccountsError::Spent)
}

/// Uses a link: of many uses at once, one succeeds.
///
/// # Errors
/// [`AccountsError::Spent`] when it is wrong, used or too old.
pub fn spend(
    db: &mut Db,
    token: &str,
    kind: Kind,
    now: Timestamp,
) -> Result<(Option<Id>, String), AccountsError> {
    let hash = secret::digest(token);
    let found = tokens::find(db, &hash, kind, now)?.ok_or(AccountsError::Spent)?;
    if tokens::spend(db, &hash, kind, now)? { Ok(found) } else { Err(AccountsError::Spent) }
}
