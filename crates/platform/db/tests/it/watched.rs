//! What is known of the database while it serves.

use parvis_db::{Error, METRICS, Spare, migrate, unapplied};
use parvis_metrics::expose;

use crate::{BROKEN, NOTES, count, note, on_each_engine};

#[test]
fn what_a_database_lacks_is_told_in_one_statement() {
    on_each_engine(&[&NOTES], |pool| {
        let spare = Spare::new(pool.url().clone());
        assert_eq!(spare.read(|db| unapplied(db, &[&NOTES])).unwrap(), Vec::<String>::new());
        assert_eq!(spare.statements(), 1);
        assert_eq!(spare.read(|db| unapplied(db, &[&NOTES, &BROKEN])).unwrap().len(), 2);
        // A newer program brought it further: nothing is missing to an older one.
        pool.write(|db| migrate(db, &[&NOTES, &BROKEN])).unwrap_err();
        assert_eq!(spare.read(|db| unapplied(db, &[&NOTES])).unwrap(), Vec::<String>::new());
    });
    on_each_engine(&[], |pool| {
        assert!(Spare::new(pool.url().clone()).read(|db| unapplied(db, &[&NOTES])).is_err());
    });
}

#[test]
fn whoever_watches_is_answered_while_every_connection_is_in_use_and_after_an_error() {
    on_each_engine(&[&NOTES], |pool| {
        let spare = Spare::new(pool.url().clone());
        pool.write(|_| {
            assert_eq!(spare.read(|db| count(db, "note")).unwrap(), 0);
            assert!(spare.read(|db| count(db, "nothing")).is_err());
            assert_eq!(spare.read(|db| count(db, "note")).unwrap(), 0);
            Ok::<_, Error>(())
        })
        .unwrap();
    });
}

#[test]
fn waits_writes_and_errors_are_counted_and_refused_duplicates_are_not() {
    let db = parvis_db::testing::sqlite(&[&NOTES]);
    db.pool.write(|db| db.tx(|db| db.tx(|db| note(db, "one")))).unwrap();
    assert!(db.pool.read(|db| count(db, "nothing")).is_err());
    db.pool
        .write(|db| {
            db.execute_batch("CREATE TABLE once (id INTEGER PRIMARY KEY); INSERT INTO once VALUES (1)")
        })
        .unwrap();
    assert!(db.pool.write(|db| db.execute_batch("INSERT INTO once VALUES (1)")).is_err());
    db.pool.measure();
    let text = expose(METRICS);
    for line in [
        "parvis_db_write_lock_seconds_count{} ",
        "parvis_db_errors_total{kind=\"query\"} 1",
        "parvis_db_errors_total{kind=\"busy\"} 0",
        "parvis_db_connections{access=\"write\",state=\"in-use\"} 0",
        "parvis_db_connections{access=\"read\",state=\"idle\"} ",
        "parvis_db_wait_seconds_count{access=\"read\"} ",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}
