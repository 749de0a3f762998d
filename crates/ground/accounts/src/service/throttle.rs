//! How many failures are too many, without locking a whole town hall out.
//!
//! Failures count for a quarter of an hour. An account is closed to browsers it never used after ten of them, so that
//! guessing is vain and its owner, at their own machine, comes in all the same. A network prefix, behind which
//! hundreds may work, is closed only after very many failures.

use parvis_db::Db;
use parvis_kernel::{Email, Timestamp};
use std::time::Duration;

use crate::error::AccountsError;
use crate::secret::digest;
use crate::store::attempts;

/// How long failures count.
pub(crate) const WINDOW: Duration = Duration::from_secs(15 * 60);
/// Failures of an account from browsers that it never used, and of one of its own browsers.
const ACCOUNT: i32 = 10;
/// Failures of a network prefix.
const NETWORK: i32 = 300;

/// Whom a failure counts against.
pub(super) struct Subjects {
    account: String,
    network: String,
}

impl Subjects {
    /// An account, from one of its own browsers or from anywhere else. What names the account is kept as a digest.
    pub(super) fn new(account: &str, own_device: Option<&str>, network: &str) -> Self {
        let account = digest(&format!("{account} {}", own_device.unwrap_or("")));
        Self { account: format!("account {account}"), network: format!("network {network}") }
    }

    /// The account of an e-mail.
    pub(super) fn of(email: &Email, own_device: Option<&str>, network: &str) -> Self {
        Self::new(email.as_str(), own_device, network)
    }

    pub(super) fn check(&self, db: &mut Db, now: Timestamp) -> Result<(), AccountsError> {
        let subjects = [self.account.clone(), self.network.clone()];
        let found = attempts::failures(db, &subjects, now.minus(WINDOW))?;
        let is_over = |(subject, failures): &(String, i32)| {
            *failures >= if *subject == self.account { ACCOUNT } else { NETWORK }
        };
        if found.iter().any(is_over) { Err(AccountsError::Throttled) } else { Ok(()) }
    }

    pub(super) fn fail(&self, db: &mut Db, now: Timestamp) -> Result<(), AccountsError> {
        attempts::fail(db, &self.account, now, now.minus(WINDOW))?;
        attempts::fail(db, &self.network, now, now.minus(WINDOW))
    }

    pub(super) fn succeed(&self, db: &mut Db) -> Result<(), AccountsError> {
        attempts::forget(db, &self.account)
    }
}

/// Takes away what does not count any more.
pub(crate) fn purge(db: &mut Db, now: Timestamp) -> Result<usize, AccountsError> {
    attempts::purge(db, now.minus(WINDOW))
}
