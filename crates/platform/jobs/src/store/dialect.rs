//! What differs between the engines.

use diesel::prelude::*;
use parvis_db::{Db, Error};
use parvis_kernel::{Id, Timestamp};

use super::jobs_job;

/// Identifier, name, payload, attempts begun.
type Due = (Id, String, Option<String>, i32);

/// The first job due among those of these names, held against other workers until the end of the transaction:
/// on PostgreSQL by a lock on its row that others skip, on SQLite by the one write lock.
pub(super) fn lock_due(db: &mut Db, names: &[&str], now: Timestamp) -> Result<Option<Due>, Error> {
    let due = jobs_job::table
        .filter(jobs_job::due_at.le(now))
        .filter(jobs_job::name.eq_any(names))
        .order((jobs_job::due_at, jobs_job::id))
        .select((jobs_job::id, jobs_job::name, jobs_job::payload, jobs_job::attempts));
    Ok(match db {
        Db::Sqlite(c) => due.first(c).optional()?,
        Db::Postgres(c) => due.for_update().skip_locked().first(c).optional()?,
    })
}
