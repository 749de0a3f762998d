use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::{Access, DatabaseUrl, Db, Error};

/// One connection beside the pool, for whoever watches: it answers while every connection of the pool is in use, and
/// what it asks delays nobody. Opened at its first use, and again after an error.
pub struct Spare {
    url: DatabaseUrl,
    conn: Mutex<Option<Db>>,
    statements: Arc<AtomicU64>,
}

impl Spare {
    pub fn new(url: DatabaseUrl) -> Self {
        Self { url, conn: Mutex::default(), statements: Arc::default() }
    }

    /// Reads; one reader at a time, the others wait.
    ///
    /// # Errors
    /// That of `work`, or [`Error::Open`].
    pub fn read<T, E: From<Error>>(&self, work: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        let mut kept = self.conn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut db = match kept.take() {
            Some(db) => db,
            None => self.open()?,
        };
        let result = work(&mut db);
        // A connection that failed, or whose work panicked, is not used again.
        if result.is_ok() && matches!(db.depth(), Ok(0)) {
            *kept = Some(db);
        }
        result
    }

    fn open(&self) -> Result<Db, Error> {
        let mut db = Db::open(&self.url, Access::Read)?;
        db.count_statements(Arc::clone(&self.statements));
        Ok(db)
    }

    /// SQL statements sent.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }
}
