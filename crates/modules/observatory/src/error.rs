use parvis_accounts::AccountsError;
use parvis_accounts::http::Refusal;
use parvis_journal::JournalError;
use parvis_kernel::ErrorKind;

/// What the observatory refuses, and why.
#[derive(Debug, thiserror::Error)]
pub enum ObservatoryError {
    #[error("there is no edition {0:?}")]
    NoEdition(String),
    #[error("the edition {0} is published: it cannot change; publish an erratum")]
    Published(String),
    #[error("the edition {0} is a draft: publish it first")]
    NotPublished(String),
    #[error(
        "the ledger or the catalogue changed since the draft of {0}: draft it again and review the difference"
    )]
    DraftOutdated(String),
    #[error("no procedure has a reading up to {0}: import measurements first")]
    Nothing(String),
    #[error("there is no procedure {0:?} in this edition")]
    NoProcedure(String),
    #[error("there is no indicator {0:?}")]
    NoIndicator(String),
    #[error("{0} must not be empty")]
    Empty(&'static str),
    #[error("a stored edition cannot be read: {0}")]
    Stored(#[from] serde_json::Error),
    /// Publication waits for something: the key of the message that says what.
    #[error("{0}")]
    NotYet(&'static str),
    #[error(transparent)]
    Accounts(#[from] AccountsError),
    #[error(transparent)]
    Db(#[from] parvis_db::Error),
}

impl From<diesel::result::Error> for ObservatoryError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

impl From<JournalError> for ObservatoryError {
    fn from(error: JournalError) -> Self {
        Self::Accounts(error.into())
    }
}

/// Behind the door, a refusal is said with the message of its kind.
impl From<ObservatoryError> for Refusal {
    fn from(error: ObservatoryError) -> Self {
        let kind = error.kind();
        match error {
            ObservatoryError::Accounts(error) => error.into(),
            ObservatoryError::Db(error) => error.into(),
            other => Self { kind, message: other.message() },
        }
    }
}

impl ObservatoryError {
    /// The key of the message that says what to do, where there is one.
    pub const fn message(&self) -> Option<&'static str> {
        Some(match self {
            Self::Published(_) => "review-published",
            Self::NotPublished(_) => "review-not-published",
            Self::DraftOutdated(_) => "review-outdated",
            Self::Nothing(_) => "review-nothing",
            Self::NoProcedure(_) => "review-no-procedure",
            Self::NoIndicator(_) => "review-no-indicator",
            Self::Empty(_) => "accounts-required",
            Self::NotYet(message) => message,
            _ => return None,
        })
    }

    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NoEdition(_) | Self::NoProcedure(_) | Self::NoIndicator(_) => ErrorKind::NotFound,
            Self::Published(_)
            | Self::NotPublished(_)
            | Self::DraftOutdated(_)
            | Self::Nothing(_)
            | Self::NotYet(_) => ErrorKind::Conflict,
            Self::Accounts(error) => error.kind(),
            Self::Empty(_) => ErrorKind::Invalid,
            Self::Stored(_) => ErrorKind::Unavailable,
            Self::Db(error) => error.kind(),
        }
    }
}
