use parvis_i18n::Words;
use parvis_kernel::ErrorKind;

use crate::FilesSettings;

/// Why a file is not accepted, kept or served.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the settings of files are wrong: {0}")]
    Settings(String),
    #[error("a file has at most {limit} bytes")]
    TooLarge { limit: usize },
    #[error("the file is empty")]
    Empty,
    #[error("files of this kind are not accepted")]
    NotAccepted,
    /// The scanner has not seen it yet, or is down.
    #[error("the file has not been scanned yet")]
    Waiting,
    #[error("the file holds something harmful")]
    Infected,
    #[error("the file could not be scanned")]
    Unscannable,
    /// Its bytes are not those that were received, or are gone.
    #[error("the file is damaged")]
    Damaged,
    /// The folder or the store does not do its work.
    #[error("the store of files: {0}")]
    Depot(String),
    #[error(transparent)]
    Database(#[from] parvis_db::Error),
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        parvis_db::Error::from(error).into()
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Depot(error.to_string())
    }
}

impl From<parvis_outbound::Error> for Error {
    fn from(error: parvis_outbound::Error) -> Self {
        Self::Depot(error.to_string())
    }
}

impl Error {
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Settings(_) | Self::TooLarge { .. } | Self::Empty | Self::NotAccepted => ErrorKind::Invalid,
            Self::Infected | Self::Unscannable => ErrorKind::Forbidden,
            Self::Waiting | Self::Damaged | Self::Depot(_) => ErrorKind::Unavailable,
            Self::Database(error) => error.kind(),
        }
    }

    /// The key of the sentence for whoever sent or asked for the file; `files-too-large` takes `megabytes`: see
    /// [`Error::sentence`].
    pub const fn message(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "files-too-large",
            Self::Empty => "files-empty",
            Self::NotAccepted => "files-not-accepted",
            Self::Waiting => "files-waiting",
            Self::Infected => "files-infected",
            Self::Unscannable => "files-unscannable",
            Self::Damaged => "files-damaged",
            Self::Settings(_) | Self::Depot(_) | Self::Database(_) => "files-unavailable",
        }
    }

    /// That sentence.
    pub fn sentence(&self, words: &Words) -> String {
        match self {
            Self::TooLarge { limit } => words.a(self.message(), "megabytes", limit / FilesSettings::MEGABYTE),
            _ => words.t(self.message()),
        }
    }
}
