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
    #[error(transparent)]
    Db(#[from] parvis_db::Error),
}

impl From<diesel::result::Error> for ObservatoryError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

impl ObservatoryError {
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NoEdition(_) | Self::NoProcedure(_) | Self::NoIndicator(_) => ErrorKind::NotFound,
            Self::Published(_) | Self::NotPublished(_) | Self::DraftOutdated(_) | Self::Nothing(_) => {
                ErrorKind::Conflict
            }
            Self::Empty(_) => ErrorKind::Invalid,
            Self::Stored(_) => ErrorKind::Unavailable,
            Self::Db(error) => error.kind(),
        }
    }
}
