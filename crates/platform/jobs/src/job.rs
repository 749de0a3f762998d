use parvis_db::Pool;
use parvis_kernel::{Clock, Id, Rng};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Something to be done later, as data: what its handler needs to know, and no more.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// Its name in the database, in logs and on the administration page; unique over the product, never reused.
    const NAME: &'static str;

    /// How many times it is tried, at least 1. Eight, with the pauses of [`crate::backoff`], last a night.
    const ATTEMPTS: u32 = 8;

    /// Whether one that is done stays in the list of jobs for a while. Not for what is done every minute: it would hide all
    /// others there, and says nothing. One that failed always stays.
    const IS_KEPT: bool = true;
}

parvis_kernel::text_enum! {
    /// Where a job is in its life.
    pub enum State {
        /// Will run at its time, for the first time or again.
        Waiting = "waiting",
        /// A worker holds it.
        Running = "running",
        Done = "done",
        /// Every attempt failed, or one of them for good. Someone may [`crate::retry`] it.
        Failed = "failed",
        /// Someone decided that it will not run.
        GivenUp = "given-up",
    }
}

/// Why a handler did not do its work; the text is for administrators, without personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failed {
    /// May work later: tried again after a pause, as long as there are attempts left.
    Again(String),
    /// Would fail in the same way each time: not tried again.
    Never(String),
}

impl Failed {
    /// What went wrong.
    pub fn reason(&self) -> &str {
        match self {
            Self::Again(reason) | Self::Never(reason) => reason,
        }
    }
}

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.reason())
    }
}

impl std::error::Error for Failed {}

/// A database that did not answer may answer later.
impl From<parvis_db::Error> for Failed {
    fn from(error: parvis_db::Error) -> Self {
        Self::Again(error.to_string())
    }
}

impl From<diesel::result::Error> for Failed {
    fn from(error: diesel::result::Error) -> Self {
        parvis_db::Error::from(error).into()
    }
}

/// What a handler is lent.
#[derive(Clone, Copy)]
pub struct Work<'a> {
    pub pool: &'a Pool,
    pub clock: &'a dyn Clock,
    pub rng: &'a dyn Rng,
    /// The job's own: the same at each attempt, so that an effect can be written once.
    pub id: Id,
    /// Which attempt this is, from 1.
    pub attempt: u32,
}
