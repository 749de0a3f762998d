use diesel::r2d2::{ManageConnection, Pool as R2d2, PooledConnection};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use crate::group::Group;
use crate::{DatabaseUrl, Db, Error, measured};

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Read,
    Write,
}

/// Connections kept open. SQLite: one writer and a few readers; PostgreSQL: one pool for both.
#[derive(Clone)]
pub struct Pool {
    url: DatabaseUrl,
    readers: R2d2<Manager>,
    writers: R2d2<Manager>,
    statements: Arc<AtomicU64>,
    group: Arc<OnceLock<Group>>,
}

impl Pool {
    /// Opens the database; `readers` connections at most serve reads at the same time.
    ///
    /// # Errors
    /// When the database cannot be opened within five seconds.
    pub fn open(url: DatabaseUrl, readers: u32) -> Result<Self, Error> {
        // One plain connection first: its error says what is wrong, a pool's only that time ran out. It also
        // makes the SQLite file and sets its journal before any reader opens it.
        drop(Db::open(&url, Access::Write)?);
        let statements = Arc::new(AtomicU64::new(0));
        let build = |access, size| {
            let manager = Manager { url: url.clone(), access, statements: Arc::clone(&statements) };
            R2d2::builder()
                .max_size(size)
                .min_idle(Some(1))
                .test_on_check_out(false)
                .connection_timeout(Duration::from_secs(5))
                .build(manager)
        };
        let (readers, writers) = match url {
            DatabaseUrl::Sqlite(_) => (build(Access::Read, readers)?, build(Access::Write, 1)?),
            DatabaseUrl::Postgres(_) => {
                let shared = build(Access::Write, readers)?;
                (shared.clone(), shared)
            }
        };
        Ok(Self { url, readers, writers, statements, group: Arc::default() })
    }

    /// Lends a connection for reading.
    ///
    /// # Errors
    /// That of `work`, or [`Error::Busy`] when no connection was free in time.
    pub fn read<T, E: From<Error>>(&self, work: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        let mut conn = lent(&self.readers, "read")?;
        work(&mut conn)
    }

    /// Lends a connection for writing; on SQLite there is one, and writers queue for it.
    ///
    /// # Errors
    /// That of `work`, or [`Error::Busy`] when no connection was free in time.
    pub fn write<T, E: From<Error>>(&self, work: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        let mut conn = lent(&self.writers, "write")?;
        work(&mut conn)
    }

    /// Runs a whole use case that reads, from asynchronous code, in one thread hop.
    ///
    /// # Errors
    /// That of `work`, or [`Error::Busy`] when no connection was free in time.
    pub async fn run<T, E>(&self, work: impl FnOnce(&mut Db) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let pool = self.clone();
        hop(move || pool.read(work)).await
    }

    /// Runs a whole use case that writes, likewise. On SQLite those who write at the same time share one commit, and
    /// one wait for the disk; each is answered when its own is on it.
    ///
    /// # Errors
    /// That of `work`; [`Error::Busy`] when no connection was free in time; [`Error::Task`] when the commit failed.
    pub async fn run_writing<T, E>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match self.url {
            DatabaseUrl::Sqlite(_) => {
                self.group.get_or_init(|| Group::start(self.writers.clone())).run(work).await
            }
            DatabaseUrl::Postgres(_) => {
                let pool = self.clone();
                hop(move || pool.write(work)).await
            }
        }
    }

    /// SQL statements sent since the pool was opened, by all its connections.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Brings the figures of the connections up to date: [`crate::METRICS`].
    pub fn measure(&self) {
        let is_one = matches!(self.url, DatabaseUrl::Postgres(_));
        measured::connections(if is_one { "both" } else { "read" }, &self.readers.state());
        if !is_one {
            measured::connections("write", &self.writers.state());
        }
        measured::statements(self.statements());
    }

    pub const fn url(&self) -> &DatabaseUrl {
        &self.url
    }
}

/// A connection, and how long it was waited for.
pub(crate) fn lent(pool: &R2d2<Manager>, access: &str) -> Result<PooledConnection<Manager>, Error> {
    let begun = Instant::now();
    let conn = pool.get();
    measured::WAIT.observe([access], begun.elapsed().as_secs_f64());
    conn.map_err(|error| {
        measured::ERRORS.add(["busy"]);
        Error::from(error)
    })
}

async fn hop<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    let task = tokio::task::spawn_blocking(work).await;
    task.unwrap_or_else(|error| Err(Error::Task(error.to_string()).into()))
}

pub(crate) struct Manager {
    url: DatabaseUrl,
    access: Access,
    statements: Arc<AtomicU64>,
}

impl ManageConnection for Manager {
    type Connection = Db;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Db, Self::Error> {
        let db = Db::establish(&self.url, self.access).inspect_err(|_| measured::ERRORS.add(["open"]));
        let mut db = db.map_err(diesel::r2d2::Error::ConnectionError)?;
        db.count_statements(Arc::clone(&self.statements));
        Ok(db)
    }

    fn is_valid(&self, db: &mut Db) -> Result<(), Self::Error> {
        db.execute_batch("SELECT 1").map_err(|error| match error {
            Error::Query(query) => diesel::r2d2::Error::QueryError(query),
            other => diesel::r2d2::Error::QueryError(diesel::result::Error::QueryBuilderError(other.into())),
        })
    }

    fn has_broken(&self, db: &mut Db) -> bool {
        // A connection whose transaction is open or broken (a panic, a server that hung up) is thrown away.
        std::thread::panicking() || !matches!(db.depth(), Ok(0))
    }
}
