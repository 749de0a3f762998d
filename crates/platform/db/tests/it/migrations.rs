use parvis_db::{Access, Db, Error, migrate, pending};
use std::thread;

use crate::{BROKEN, NOTES, count, notes, on_each_engine};

#[test]
fn what_is_missing_runs_once() {
    on_each_engine(&[], |pool| {
        pool.write(|db| {
            let waiting = pending(db, &[&NOTES])?;
            assert_eq!(waiting.len(), 1);
            assert!(waiting[0].contains("note"), "{waiting:?}");
            assert_eq!(migrate(db, &[&NOTES])?, 1);
            assert_eq!(pending(db, &[&NOTES])?, Vec::<String>::new());
            assert_eq!(migrate(db, &[&NOTES])?, 0);
            Ok::<_, Error>(())
        })
        .unwrap();
        assert_eq!(notes(pool), 0);
    });
}

#[test]
fn two_nodes_that_start_together_queue() {
    on_each_engine(&[], |pool| {
        let node = || {
            // Connections of their own, as in two programs.
            let mut db = Db::open(pool.url(), Access::Write).unwrap();
            migrate(&mut db, &[&NOTES]).unwrap()
        };
        let ran: usize = thread::scope(|scope| {
            let nodes: Vec<_> = (0..4).map(|_| scope.spawn(node)).collect();
            nodes.into_iter().map(|node| node.join().unwrap()).sum()
        });
        assert_eq!(ran, 1);
        assert_eq!(notes(pool), 0);
    });
}

#[test]
fn a_migration_that_fails_leaves_nothing_of_itself_and_keeps_those_before() {
    on_each_engine(&[], |pool| {
        pool.write(|db| {
            let failed = migrate(db, &[&NOTES, &BROKEN]).unwrap_err();
            assert!(failed.to_string().contains("broken"), "{failed}");
            assert_eq!(count(db, "fine")?, 0);
            assert!(count(db, "half").is_err());
            assert_eq!(pending(db, &[&NOTES, &BROKEN])?.len(), 1);
            Ok::<_, Error>(())
        })
        .unwrap();
        // The lock was given back: another node does not wait for ever.
        let mut other = Db::open(pool.url(), Access::Write).unwrap();
        assert_eq!(migrate(&mut other, &[&NOTES]).unwrap(), 0);
    });
}
