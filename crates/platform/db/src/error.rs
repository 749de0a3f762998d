use parvis_kernel::ErrorKind;

/// What can go wrong between Parvis and its database.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "the database address {0:?} is not understood; expected sqlite:FILE or postgres://USER@HOST/NAME"
    )]
    Url(String),
    #[error("the database at {address} cannot be opened: {source}")]
    Open { address: String, source: diesel::ConnectionError },
    #[error("no database connection was free in time: {0}")]
    Busy(#[from] diesel::r2d2::PoolError),
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
    #[error("the database could not be brought up to date: {0}")]
    Migration(String),
    #[error("a database task did not finish: {0}")]
    Task(String),
}

impl Error {
    pub fn kind(&self) -> ErrorKind {
        use diesel::result::{DatabaseErrorKind as Kind, Error as Query};
        match self {
            Self::Url(_) => ErrorKind::Invalid,
            Self::Query(Query::NotFound) => ErrorKind::NotFound,
            Self::Query(Query::DatabaseError(
                Kind::UniqueViolation | Kind::ForeignKeyViolation | Kind::CheckViolation,
                _,
            )) => ErrorKind::Conflict,
            _ => ErrorKind::Unavailable,
        }
    }
}
