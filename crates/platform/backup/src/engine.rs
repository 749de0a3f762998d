//! What differs between the engines: one state of a database on its way out, and a database on its way in.

mod postgres;
mod sqlite;
mod tool;

use parvis_db::{DatabaseUrl, Db};
use parvis_kernel::Timestamp;
use std::path::Path;

use crate::{Engine, Error};

pub(crate) use postgres::ScratchDatabase;

/// The engine of an address.
pub(crate) const fn engine_of(url: &DatabaseUrl) -> Engine {
    match url {
        DatabaseUrl::Sqlite(_) => Engine::Sqlite,
        DatabaseUrl::Postgres(_) => Engine::Postgres,
    }
}

/// One state of a database, whatever is written to it from now on.
pub(crate) enum Snapshot {
    Sqlite(sqlite::Copy),
    Postgres(postgres::Snapshot),
}

impl Snapshot {
    pub fn take(url: &DatabaseUrl, scratch: &Path) -> Result<Self, Error> {
        match url {
            DatabaseUrl::Sqlite(path) => sqlite::Copy::take(path, scratch).map(Self::Sqlite),
            DatabaseUrl::Postgres(url) => postgres::Snapshot::take(url).map(Self::Postgres),
        }
    }

    /// Reads that state.
    pub fn db(&mut self) -> &mut Db {
        match self {
            Self::Sqlite(copy) => &mut copy.db,
            Self::Postgres(snapshot) => &mut snapshot.db,
        }
    }

    /// The version of the engine, for people.
    pub fn version(&mut self) -> Result<String, Error> {
        match self {
            Self::Sqlite(copy) => copy.version(),
            Self::Postgres(snapshot) => snapshot.version(),
        }
    }

    /// The bytes that [`Incoming`] takes, in parts that fit in memory; how many in all.
    pub fn stream(&mut self, part: &mut dyn FnMut(&[u8]) -> Result<(), Error>) -> Result<u64, Error> {
        match self {
            Self::Sqlite(copy) => copy.stream(part),
            Self::Postgres(snapshot) => snapshot.stream(part),
        }
    }
}

/// A database that is being put back, beside what is there. Dropped before [`Incoming::commit`], it is as if nothing had
/// been.
pub(crate) enum Incoming {
    Sqlite(sqlite::Incoming),
    Postgres(Box<postgres::Incoming>),
}

impl Incoming {
    /// `bytes` are those of the archive's part of the database: room for them is asked for first.
    pub fn begin(url: &DatabaseUrl, replace: bool, bytes: u64, now: Timestamp) -> Result<Self, Error> {
        match url {
            DatabaseUrl::Sqlite(path) => sqlite::Incoming::begin(path, replace, bytes, now).map(Self::Sqlite),
            DatabaseUrl::Postgres(url) => {
                postgres::Incoming::begin(url, replace, now).map(Box::new).map(Self::Postgres)
            }
        }
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        match self {
            Self::Sqlite(incoming) => incoming.write(bytes),
            Self::Postgres(incoming) => incoming.write(bytes),
        }
    }

    /// Nothing more comes: the database, to be looked at and brought up to date.
    pub fn load(&mut self) -> Result<Db, Error> {
        match self {
            Self::Sqlite(incoming) => incoming.load(),
            Self::Postgres(incoming) => incoming.load(),
        }
    }

    /// From here on it is the database; where the one before it is kept, if there was one.
    pub fn commit(self) -> Result<Option<String>, Error> {
        match self {
            Self::Sqlite(incoming) => incoming.commit(),
            Self::Postgres(incoming) => Ok(incoming.commit()),
        }
    }
}
