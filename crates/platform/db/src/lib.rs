//! One connection type, one pool and one migration runner for SQLite and PostgreSQL.
//!
//! Queries are written once, in Diesel's typed language, and expanded for each engine by [`on_db!`], so that
//! the compiler checks them against both. A use case is a plain function on `&mut Db`; [`Pool::read`] and
//! [`Pool::write`] lend it a connection, [`Pool::run`] does so from asynchronous code in one thread hop.
//!
//! What must always hold: a transaction left open by a panic never goes back to the pool; a SQLite reader
//! cannot write; opening a database never migrates it unasked.

mod connection;
mod error;
mod fixed;
mod group;
mod measured;
mod migrate;
mod pool;
mod spare;
#[cfg(feature = "testing")]
pub mod testing;
mod url;
mod versions;

pub use connection::Db;
pub use error::Error;
pub use fixed::{Fixed, Valued, fixed};
pub use measured::METRICS;
pub use migrate::{Migrations, migrate, pending, unapplied};
pub use pool::{Access, Pool};
pub use spare::Spare;
pub use url::DatabaseUrl;
pub use versions::{applied, known};

pub use diesel;
pub use diesel_migrations;

/// Rows a statement in bulk inserts: the best of both engines by measurement (docs/design/database.md).
pub const BATCH: usize = 100;

/// Runs one body on whichever engine the connection belongs to.
///
/// `DB` names the engine's Diesel backend inside the body, for boxed queries.
#[macro_export]
macro_rules! on_db {
    ($db:expr, |$conn:ident| $body:expr) => {
        match $db {
            $crate::Db::Sqlite($conn) => {
                #[allow(dead_code)]
                type DB = $crate::diesel::sqlite::Sqlite;
                $body
            }
            $crate::Db::Postgres($conn) => {
                #[allow(dead_code)]
                type DB = $crate::diesel::pg::Pg;
                $body
            }
        }
    };
}
