use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Integer;
use parvis_db::{Access, DatabaseUrl, Db, Error, Pool, on_db};
use std::sync::Barrier;
use std::thread;

use crate::{NOTES, count, note, notes, on_each_engine};

#[test]
fn a_sqlite_reader_cannot_write() {
    let db = parvis_db::testing::sqlite(&[&NOTES]);
    let written = db.pool.read(|db| note(db, "sneaked in"));
    assert!(written.unwrap_err().to_string().contains("readonly"));
    assert_eq!(notes(&db.pool), 0);
}

#[test]
fn opening_for_reading_makes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("absent.db");
    let opened = Db::open(&DatabaseUrl::Sqlite(file.clone()), Access::Read);
    assert!(matches!(opened, Err(Error::Open { .. })));
    assert!(!file.exists());
}

#[test]
fn a_database_that_cannot_be_opened_is_named_without_its_password() {
    let absent = tempfile::tempdir().unwrap().path().join("gone").join("parvis.db");
    let url = format!("sqlite:{}", absent.display()).parse().unwrap();
    let error = Pool::open(url, 1).err().unwrap().to_string();
    assert!(error.contains("gone"), "{error}");

    // Port 1 of the loopback answers nobody.
    let url = "postgres://parvis:hunter2@127.0.0.1:1/parvis".parse().unwrap();
    let error = Pool::open(url, 1).err().unwrap().to_string();
    assert!(error.contains("127.0.0.1") && !error.contains("hunter2"), "{error}");
}

#[test]
fn the_counter_counts_statements() {
    on_each_engine(&[&NOTES], |pool| {
        let statements = |work: &dyn Fn()| {
            let before = pool.statements();
            work();
            pool.statements() - before
        };
        assert_eq!(statements(&|| assert_eq!(notes(pool), 0)), 1);
        let three = || {
            for _ in 0..3 {
                assert_eq!(notes(pool), 0);
            }
        };
        assert_eq!(statements(&three), 3);
        let write = || pool.write(|db| db.tx(|db| note(db, "one"))).unwrap();
        assert_eq!(statements(&write), 3, "BEGIN, INSERT, COMMIT");
    });
}

#[test]
fn writers_queue_and_readers_do_not_wait_for_them() {
    on_each_engine(&[&NOTES], |pool| {
        let writing = Barrier::new(2);
        let read = Barrier::new(2);
        thread::scope(|scope| {
            scope.spawn(|| {
                pool.write(|db| {
                    db.tx(|db| {
                        note(db, "slow")?;
                        writing.wait();
                        read.wait();
                        Ok::<_, Error>(())
                    })
                })
                .unwrap();
            });
            writing.wait();
            assert_eq!(notes(pool), 0, "what is not committed is not seen");
            read.wait();
            for writer in 0..8 {
                scope.spawn(move || {
                    pool.write(|db| db.tx(|db| note(db, &format!("writer {writer}")))).unwrap();
                });
            }
        });
        assert_eq!(notes(pool), 9);
    });
}

#[test]
fn asynchronous_code_hands_over_a_whole_use_case() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    on_each_engine(&[&NOTES], |pool| {
        assert_eq!(runtime.block_on(pool.run(|db| count(db, "note"))).unwrap(), 0);
        let panicked = runtime.block_on(pool.run(|_| -> Result<(), Error> { panic!("on purpose") }));
        assert!(matches!(panicked, Err(Error::Task(_))), "{panicked:?}");
        assert_eq!(runtime.block_on(pool.run(|db| count(db, "note"))).unwrap(), 0);
    });
}

#[test]
fn sqlite_is_built_to_keep_what_it_prepared() {
    let db = parvis_db::testing::sqlite(&[&NOTES]);
    let asked = || diesel::select(sql::<Integer>("sqlite_compileoption_used('ENABLE_QPSG')"));
    let built: Result<i32, Error> = db.pool.read(|db| Ok(on_db!(db, |c| asked().get_result(c))?));
    assert_eq!(built.unwrap(), 1, "see .cargo/config.toml");
}
