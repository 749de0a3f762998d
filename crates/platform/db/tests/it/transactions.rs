use parvis_db::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{NOTES, note, notes, on_each_engine};

fn refused<T>() -> Result<T, Error> {
    Err(Error::Task("on purpose".into()))
}

#[test]
fn all_of_it_or_nothing() {
    on_each_engine(&[&NOTES], |pool| {
        pool.write(|db| db.tx(|db| note(db, "kept").and_then(|()| note(db, "kept too")))).unwrap();
        assert_eq!(notes(pool), 2);

        let failed = pool.write(|db| db.tx(|db| note(db, "lost").and_then(|()| refused::<()>())));
        assert!(matches!(failed, Err(Error::Task(_))), "{failed:?}");
        let failed = pool.write(|db| db.tx(|db| note(db, "lost").and_then(|()| note(db, "kept"))));
        assert!(matches!(failed, Err(Error::Query(_))), "{failed:?}");
        assert_eq!(notes(pool), 2);
    });
}

#[test]
fn an_inner_failure_undoes_the_inner_work_only() {
    on_each_engine(&[&NOTES], |pool| {
        let outer = |db: &mut parvis_db::Db| {
            note(db, "outer")?;
            // A statement that the database refuses, not only an error of ours: PostgreSQL would then refuse
            // the rest of the transaction, had the inner one no savepoint.
            assert!(db.tx(|db| note(db, "inner").and_then(|()| note(db, "outer"))).is_err());
            db.tx(|db| note(db, "second inner"))
        };
        pool.write(|db| db.tx(outer)).unwrap();
        assert_eq!(notes(pool), 2);

        let outer_fails = |db: &mut parvis_db::Db| {
            db.tx(|db| note(db, "inner"))?;
            refused::<()>()
        };
        pool.write(|db| db.tx(outer_fails)).unwrap_err();
        assert_eq!(notes(pool), 2, "what the inner one kept goes with the outer one");
    });
}

#[test]
fn a_commit_that_the_database_refuses_leaves_a_usable_connection() {
    on_each_engine(&[&NOTES], |pool| {
        pool.write(|db| {
            let orphan = "INSERT INTO note (text, about) VALUES ('orphan', 'nobody')";
            let failed = db.tx(|db| db.execute_batch(orphan));
            assert!(matches!(failed, Err(Error::Query(_))), "{failed:?}");
            db.tx(|db| note(db, "next"))
        })
        .unwrap();
        assert_eq!(notes(pool), 1);
    });
}

#[test]
fn a_panic_undoes_the_transaction_and_spares_the_pool() {
    on_each_engine(&[&NOTES], |pool| {
        for nested in [false, true] {
            let broken = catch_unwind(AssertUnwindSafe(|| {
                pool.write(|db| {
                    db.tx(|db| -> Result<(), Error> {
                        note(db, "lost")?;
                        if nested { db.tx(|_| panic!("on purpose")) } else { panic!("on purpose") }
                    })
                })
            }));
            assert!(broken.is_err());
            assert_eq!(notes(pool), 0, "nested: {nested}");
            pool.write(|db| db.tx(|db| note(db, &format!("after {nested}")))).unwrap();
            pool.write(|db| db.execute_batch("DELETE FROM note")).unwrap();
        }
    });
}
