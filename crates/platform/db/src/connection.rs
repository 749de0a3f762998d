use diesel::connection::{
    AnsiTransactionManager, InstrumentationEvent, SimpleConnection, TransactionManager,
};
use diesel::pg::PgConnection;
use diesel::sqlite::SqliteConnection;
use diesel::{Connection, ConnectionError};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use crate::measured;
use crate::pool::Access;
use crate::{DatabaseUrl, Error, on_db};

/// A connection to either engine.
pub enum Db {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Db {
    /// Opens one connection outside any pool. A SQLite file that does not exist is made, unless `access` is
    /// [`Access::Read`].
    ///
    /// # Errors
    /// When the file or the server cannot be opened.
    pub fn open(url: &DatabaseUrl, access: Access) -> Result<Self, Error> {
        Self::establish(url, access).map_err(|source| Error::Open { address: url.to_string(), source })
    }

    pub(crate) fn establish(url: &DatabaseUrl, access: Access) -> Result<Self, ConnectionError> {
        match url {
            // SQLite itself would make an empty file, which the next start would take for a lost database.
            DatabaseUrl::Sqlite(path) if access == Access::Read && !path.exists() => {
                Err(ConnectionError::BadConnection("no such file".to_owned()))
            }
            DatabaseUrl::Sqlite(path) => {
                let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
                // busy_timeout comes before every other pragma, or a pool that opens fails with "locked".
                let mut setup = String::from("PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON;");
                setup.push_str(match access {
                    // FULL: what was acknowledged survives a power cut, not only a crash of the program.
                    Access::Write => "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
                    Access::Read => "PRAGMA query_only = ON;",
                });
                conn.batch_execute(&setup).map_err(ConnectionError::CouldntSetupConfiguration)?;
                Ok(Self::Sqlite(conn))
            }
            DatabaseUrl::Postgres(url) => PgConnection::establish(url).map(Self::Postgres),
        }
    }

    /// Runs `work` in one transaction: all of it, or nothing when it fails. Nested calls are savepoints.
    ///
    /// On SQLite the write lock is taken at once (`BEGIN IMMEDIATE`), so that two writers queue rather than
    /// fail half-way.
    ///
    /// # Errors
    /// The error of `work`, or the database's refusal to begin or commit.
    pub fn tx<T, E: From<diesel::result::Error>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let nested = self.depth()? > 0;
        self.begin(nested)?;
        let begun = (!nested).then(Instant::now);
        let result = self.settle(work);
        if let (Self::Sqlite(_), Some(begun)) = (&*self, begun) {
            measured::WRITE.observe([], begun.elapsed().as_secs_f64());
        }
        result
    }

    /// Does the work of a transaction that was begun, and ends it.
    fn settle<T, E: From<diesel::result::Error>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        match work(self) {
            Ok(value) => {
                on_db!(self, |c| AnsiTransactionManager::commit_transaction(c))?;
                Ok(value)
            }
            Err(error) => {
                if let Err(rollback) = on_db!(self, |c| AnsiTransactionManager::rollback_transaction(c)) {
                    tracing::error!(error = %rollback, "a transaction could not be rolled back");
                }
                Err(error)
            }
        }
    }

    fn begin(&mut self, nested: bool) -> diesel::QueryResult<()> {
        match self {
            Self::Sqlite(c) if !nested => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
            Self::Sqlite(c) => AnsiTransactionManager::begin_transaction(c),
            Self::Postgres(c) => AnsiTransactionManager::begin_transaction(c),
        }
    }

    /// How many transactions are open: 0 outside, 1 in one, more in savepoints.
    pub(crate) fn depth(&mut self) -> diesel::QueryResult<u32> {
        let status = on_db!(self, |c| AnsiTransactionManager::transaction_manager_status_mut(c));
        Ok(status.transaction_depth()?.map_or(0, std::num::NonZeroU32::get))
    }

    /// Undoes the transactions that a panic left open within the first `depth`.
    pub(crate) fn back_to(&mut self, depth: u32) -> diesel::QueryResult<()> {
        while self.depth()? > depth {
            on_db!(self, |c| AnsiTransactionManager::rollback_transaction(c))?;
        }
        Ok(())
    }

    pub(crate) fn count_statements(&mut self, counter: Arc<AtomicU64>) {
        let count = move |event: InstrumentationEvent<'_>| match event {
            InstrumentationEvent::StartQuery { .. } => {
                counter.fetch_add(1, Ordering::Relaxed);
            }
            InstrumentationEvent::FinishQuery { error: Some(error), .. } if measured::is_trouble(error) => {
                measured::ERRORS.add(["query"]);
            }
            _ => {}
        };
        on_db!(self, |c| c.set_instrumentation(count));
    }

    /// Runs SQL text with no parameters and no rows.
    ///
    /// # Errors
    /// The database's own.
    pub fn execute_batch(&mut self, sql: &str) -> Result<(), Error> {
        Ok(on_db!(self, |c| c.batch_execute(sql))?)
    }

    /// The engine's name, for people.
    pub const fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}
