//! What the database layer promises, on both engines by the same bodies.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod fixed;
mod group;
mod migrations;
mod pool;
mod transactions;
mod watched;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use parvis_db::diesel_migrations::{EmbeddedMigrations, embed_migrations};
use parvis_db::testing::each_engine;
use parvis_db::{Db, Error, Migrations, Pool, on_db};

/// Promotion to a static needs a constant: a function cannot return what the macro makes.
macro_rules! embedded {
    ($folder:literal) => {{
        const ALL: EmbeddedMigrations = embed_migrations!($folder);
        ALL
    }};
}

/// One table, `note`, whose notes may be about another note; that one is looked for at commit.
const NOTES: Migrations = Migrations {
    owner: "notes",
    sqlite: || embedded!("tests/migrations/sqlite"),
    postgres: || embedded!("tests/migrations/postgres"),
};

/// A migration that works, then one that fails after its first statement.
const BROKEN: Migrations = Migrations {
    owner: "broken",
    sqlite: || embedded!("tests/migrations/broken_sqlite"),
    postgres: || embedded!("tests/migrations/broken_postgres"),
};

/// Runs `test` on a fresh database of each engine; the engine's name is in the output of a test that fails.
fn on_each_engine(migrations: &[&Migrations], test: impl Fn(&Pool)) {
    for db in each_engine(migrations) {
        eprintln!("on {}", db.pool.url());
        test(&db.pool);
    }
}

fn note(db: &mut Db, text: &str) -> Result<(), Error> {
    db.execute_batch(&format!("INSERT INTO note (text) VALUES ('{text}')"))
}

fn count(db: &mut Db, table: &str) -> Result<i64, Error> {
    let query = diesel::select(sql::<BigInt>(&format!("(SELECT count(*) FROM {table})")));
    Ok(on_db!(db, |c| query.get_result(c))?)
}

fn notes(pool: &Pool) -> i64 {
    pool.read(|db| count(db, "note")).unwrap()
}
