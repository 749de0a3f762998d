//! Every query of the accounts, one file for each kind of thing.

pub(crate) mod agents;
pub(crate) mod attempts;
pub(crate) mod organisations;
pub(crate) mod passkeys;
pub(crate) mod requests;
pub(crate) mod rights;
pub(crate) mod sessions;
pub(crate) mod spaces;
mod tables;
pub(crate) mod tokens;

use crate::error::AccountsError;

/// A value that only our own code writes; another one means that the database was changed behind it.
fn known<T>(value: Option<T>, what: &str) -> Result<T, AccountsError> {
    let unknown = || diesel::result::Error::DeserializationError(format!("unknown {what}").into());
    value.ok_or_else(|| unknown().into())
}
