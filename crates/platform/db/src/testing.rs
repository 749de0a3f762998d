//! Real databases for tests: a fresh SQLite file and, when `PARVIS_TEST_POSTGRES` names a server, a fresh
//! PostgreSQL database. `make test` starts that server and sets the variable.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::{Access, DatabaseUrl, Db, Migrations, Pool, migrate};

/// A database that disappears with this value.
pub struct TestDb {
    pub pool: Pool,
    keep: Keep,
}

enum Keep {
    Folder(#[expect(dead_code, reason = "its Drop removes the folder")] tempfile::TempDir),
    Server { admin: DatabaseUrl, name: String },
}

/// One fresh, migrated database per engine at hand: SQLite always, PostgreSQL when the variable is set.
///
/// # Panics
/// When a database cannot be made, or when `PARVIS_TEST_REQUIRE_POSTGRES` is set and no server is named: in
/// `make test` a missing engine is a failure, not a silent skip.
pub fn each_engine(migrations: &[&Migrations]) -> Vec<TestDb> {
    let mut all = vec![sqlite(migrations)];
    match std::env::var("PARVIS_TEST_POSTGRES") {
        Ok(server) => all.push(postgres(&server, migrations)),
        Err(_) if std::env::var_os("PARVIS_TEST_REQUIRE_POSTGRES").is_some() => {
            panic!("PARVIS_TEST_POSTGRES must name a PostgreSQL server")
        }
        Err(_) => {}
    }
    all
}

/// A fresh SQLite database.
///
/// # Panics
/// When it cannot be made.
pub fn sqlite(migrations: &[&Migrations]) -> TestDb {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = DatabaseUrl::Sqlite(folder.path().join("test.db"));
    TestDb { pool: open(url, migrations), keep: Keep::Folder(folder) }
}

fn postgres(server: &str, migrations: &[&Migrations]) -> TestDb {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("parvis_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let admin: DatabaseUrl = server.parse().expect("PARVIS_TEST_POSTGRES is a postgres:// address");
    let mut db = Db::open(&admin, Access::Write).expect("the test server answers");
    db.execute_batch(&format!("CREATE DATABASE {name} TEMPLATE template0")).expect("a test database");
    let (base, _) = server.rsplit_once('/').expect("the address names a database");
    let url = DatabaseUrl::Postgres(format!("{base}/{name}"));
    TestDb { pool: open(url, migrations), keep: Keep::Server { admin, name } }
}

fn open(url: DatabaseUrl, migrations: &[&Migrations]) -> Pool {
    let pool = Pool::open(url, 4).expect("the database opens");
    pool.write(|db| migrate(db, migrations)).expect("the migrations run");
    pool
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Keep::Server { admin, name } = &self.keep
            && let Ok(mut db) = Db::open(admin, Access::Write)
        {
            let _ = db.execute_batch(&format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}
