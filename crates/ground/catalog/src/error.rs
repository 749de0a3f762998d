use parvis_kernel::{Day, ErrorKind};

use crate::procedure::Procedure;

/// What the catalogue refuses, and why.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    #[error("no procedure is called {0:?}")]
    NotFound(String),
    #[error("{slug} has been {state} since {since}: nothing more can be recorded about it")]
    Ended { slug: String, state: &'static str, since: Day },
    #[error("{0:?} cannot be the {1} of a procedure")]
    Invalid(String, &'static str),
    #[error("a procedure cannot take over from itself")]
    Itself,
    #[error("the number {number} belongs to {holder} on that day")]
    NumberTaken { number: String, holder: String },
    #[error("{first} and {second} are both {slug}: say in one row what is new about it")]
    Twice { slug: String, first: String, second: String },
    #[error(transparent)]
    Db(#[from] parvis_db::Error),
}

impl From<diesel::result::Error> for CatalogError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

impl CatalogError {
    pub(crate) fn twice(procedure: &Procedure, first: &str, second: &str) -> Self {
        let slug = procedure.slug.clone();
        Self::Twice { slug, first: first.to_owned(), second: second.to_owned() }
    }

    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound(_) => ErrorKind::NotFound,
            Self::Ended { .. } | Self::NumberTaken { .. } => ErrorKind::Conflict,
            Self::Invalid(..) | Self::Itself | Self::Twice { .. } => ErrorKind::Invalid,
            Self::Db(error) => error.kind(),
        }
    }
}
