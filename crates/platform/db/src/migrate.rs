use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness};
use std::collections::HashSet;

use crate::{Db, Error, on_db};

/// The migrations of one crate, for both engines. Versions are unique over the whole product.
pub struct Migrations {
    pub owner: &'static str,
    pub sqlite: fn() -> EmbeddedMigrations,
    pub postgres: fn() -> EmbeddedMigrations,
}

/// A number of our own for PostgreSQL's advisory lock, so that two nodes that start together queue. The lock lasts as long
/// as the transaction of one migration: one of the session would stay behind at a pooler that lends its connections
/// for a transaction (PgBouncer), and the next node to start would wait for ever.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7268918101)";

/// Applies what is missing, in the order given. Returns how many migrations ran.
///
/// # Errors
/// [`Error::Migration`] with the migration's name and the database's reason; what ran before it stays.
pub fn migrate(db: &mut Db, all: &[&Migrations]) -> Result<usize, Error> {
    all.iter().try_fold(0, |count, one| Ok(count + run(db, one)?))
}

fn run(db: &mut Db, one: &Migrations) -> Result<usize, Error> {
    let mut done = 0;
    while next(db, one)? {
        done += 1;
    }
    Ok(done)
}

/// Runs the first missing migration, if any. What is missing is looked up in the transaction that adds it:
/// its lock makes two programs queue.
fn next(db: &mut Db, one: &Migrations) -> Result<bool, Error> {
    let failed =
        |error: Box<dyn std::error::Error + Send + Sync>| Error::Migration(format!("{}: {error}", one.owner));
    db.tx(|db| match db {
        Db::Sqlite(c) => {
            let missing = c.has_pending_migration((one.sqlite)()).map_err(failed)?;
            if missing {
                c.run_next_migration((one.sqlite)()).map_err(failed)?;
            }
            Ok(missing)
        }
        Db::Postgres(c) => {
            c.batch_execute(LOCK)?;
            let missing = c.has_pending_migration((one.postgres)()).map_err(failed)?;
            if missing {
                c.run_next_migration((one.postgres)()).map_err(failed)?;
            }
            Ok(missing)
        }
    })
}

/// The names of the migrations that have not run yet.
///
/// # Errors
/// When the database does not answer.
pub fn pending(db: &mut Db, all: &[&Migrations]) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    for one in all {
        let waiting: Result<Vec<String>, _> = match db {
            Db::Sqlite(c) => {
                c.pending_migrations((one.sqlite)()).map(|m| m.iter().map(|m| m.name().to_string()).collect())
            }
            Db::Postgres(c) => c
                .pending_migrations((one.postgres)())
                .map(|m| m.iter().map(|m| m.name().to_string()).collect()),
        };
        names.extend(waiting.map_err(|e| Error::Migration(e.to_string()))?);
    }
    Ok(names)
}

/// The versions that the database lacks, in one statement: [`pending`] for whoever asks again and again. A database that
/// is ahead of `all` lacks nothing: a newer program may have brought it there.
///
/// # Errors
/// When the database does not answer, or was never migrated.
pub fn unapplied(db: &mut Db, all: &[&Migrations]) -> Result<Vec<String>, Error> {
    let applied: HashSet<String> = on_db!(db, |c| {
        let versions = sql_query("SELECT version FROM __diesel_schema_migrations").load::<Applied>(c)?;
        versions.into_iter().map(|one| one.version).collect()
    });
    let mut missing = Vec::new();
    for one in all {
        let versions = match db {
            Db::Sqlite(_) => versions::<Sqlite>(&(one.sqlite)()),
            Db::Postgres(_) => versions::<Pg>(&(one.postgres)()),
        };
        missing.extend(versions?.into_iter().filter(|version| !applied.contains(version)));
    }
    Ok(missing)
}

#[derive(QueryableByName)]
struct Applied {
    #[diesel(sql_type = Text)]
    version: String,
}

fn versions<DB: Backend>(from: &EmbeddedMigrations) -> Result<Vec<String>, Error> {
    let all = MigrationSource::<DB>::migrations(from).map_err(|error| Error::Migration(error.to_string()))?;
    Ok(all.iter().map(|one| one.name().version().to_string()).collect())
}
