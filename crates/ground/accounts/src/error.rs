use parvis_jobs::Failed;
use parvis_journal::JournalError;
use parvis_kernel::ErrorKind;

/// What can go wrong with accounts.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    #[error(transparent)]
    Database(#[from] parvis_db::Error),
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// There is no such thing, or the actor must not know of it.
    #[error("nothing of that name is here")]
    NotFound,
    /// The actor sees the thing but may not do this with it.
    #[error("this needs a right that you do not have")]
    Forbidden,
    /// A field's value is wrong: its name and the key of the message that says what to do.
    #[error("{field}: {message}")]
    Invalid { field: &'static str, message: &'static str },
    /// What is asked contradicts the present state: the key of the message.
    #[error("{0}")]
    Conflict(&'static str),
    /// A link or a code that is wrong, used, or too old.
    #[error("this link or code is not valid any more")]
    Spent,
    /// Somebody may not come in: of what kind, and the key of the message that says why.
    #[error("{1}")]
    Refused(ErrorKind, &'static str),
    /// Too many failures: wait.
    #[error("too many attempts: wait a quarter of an hour")]
    Throttled,
}

impl From<diesel::result::Error> for AccountsError {
    fn from(error: diesel::result::Error) -> Self {
        parvis_db::Error::from(error).into()
    }
}

/// For what is asked of every module in the same words, as rules of retention are.
impl From<AccountsError> for parvis_db::Error {
    fn from(error: AccountsError) -> Self {
        match error {
            AccountsError::Database(error) | AccountsError::Journal(JournalError::Database(error)) => error,
            other => Self::Task(other.to_string()),
        }
    }
}

/// What is gone or spent stays so; a database that did not answer may answer later.
impl From<AccountsError> for Failed {
    fn from(error: AccountsError) -> Self {
        match error {
            AccountsError::Database(error) | AccountsError::Journal(JournalError::Database(error)) => {
                error.into()
            }
            other => Self::Never(other.to_string()),
        }
    }
}

impl AccountsError {
    pub const fn invalid(field: &'static str, message: &'static str) -> Self {
        Self::Invalid { field, message }
    }

    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Database(error) => error.kind(),
            Self::Journal(error) => error.kind(),
            Self::NotFound => ErrorKind::NotFound,
            Self::Forbidden | Self::Throttled => ErrorKind::Forbidden,
            Self::Refused(kind, _) => *kind,
            Self::Invalid { .. } => ErrorKind::Invalid,
            Self::Conflict(_) | Self::Spent => ErrorKind::Conflict,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_a_database_refused_is_tried_again() {
        let refused = || parvis_db::Error::Task("busy".into());
        for error in [AccountsError::Database(refused()), AccountsError::Journal(refused().into())] {
            assert!(matches!(Failed::from(error), Failed::Again(_)));
        }
        assert!(matches!(Failed::from(AccountsError::Spent), Failed::Never(_)));
    }
}
