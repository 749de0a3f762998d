use parvis_kernel::ErrorKind;

/// What can go wrong with the journal.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error(transparent)]
    Database(#[from] parvis_db::Error),
    #[error("the journal could not be written out: {0}")]
    Write(#[from] std::io::Error),
    #[error("line {line} of the checkpoints is not understood: expected a line of `parvis journal export`")]
    BadCheckpoint { line: usize },
}

impl From<diesel::result::Error> for JournalError {
    fn from(error: diesel::result::Error) -> Self {
        parvis_db::Error::from(error).into()
    }
}

impl JournalError {
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Database(error) => error.kind(),
            Self::Write(_) => ErrorKind::Unavailable,
            Self::BadCheckpoint { .. } => ErrorKind::Invalid,
        }
    }
}
