use parvis_db::{DatabaseUrl, Db, Error, Pool};
use std::sync::mpsc::channel;

use crate::{NOTES, note, notes, on_each_engine};

type Work = Box<dyn FnOnce(&mut Db) -> Result<(), Error> + Send>;

/// What each of those who write at the same time got: all had asked before the one connection for writing was free.
fn at_once(pool: &Pool, works: Vec<Work>) -> Vec<Result<(), Error>> {
    let (taken, is_taken) = channel::<()>();
    let (go, gone) = channel::<()>();
    std::thread::scope(|threads| {
        threads.spawn(move || {
            let hold = |_: &mut Db| {
                taken.send(()).unwrap();
                gone.recv().map_err(|error| Error::Task(error.to_string()))
            };
            pool.write(hold).unwrap();
        });
        is_taken.recv().unwrap();
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
            let ask = |work: Work| {
                let pool = pool.clone();
                tokio::spawn(async move { pool.run_writing(work).await })
            };
            let asked: Vec<_> = works.into_iter().map(ask).collect();
            // All on this one thread are polled once before it goes on.
            tokio::task::yield_now().await;
            go.send(()).unwrap();
            let mut all = Vec::new();
            for one in asked {
                all.push(one.await.unwrap_or_else(|panic| Err(Error::Task(panic.to_string()))));
            }
            all
        })
    })
}

#[test]
fn each_gets_its_own_answer_and_a_failure_undoes_its_own_work_only() {
    on_each_engine(&[&NOTES], |pool| {
        let works: Vec<Work> = vec![
            Box::new(|db| db.tx(|db| note(db, "first"))),
            Box::new(|db| db.tx(|db| note(db, "lost").and_then(|()| Err(Error::Task("on purpose".into()))))),
            Box::new(|db| db.tx(|db| note(db, "second"))),
            Box::new(|db| db.tx(|db| note(db, "lost too").and_then(|()| note(db, "lost too")))),
            Box::new(|db| db.tx(|db| note(db, "lost").map(|()| panic!("on purpose")))),
            Box::new(|db| db.tx(|db| note(db, "third"))),
        ];
        let answers = at_once(pool, works);
        let kept: Vec<bool> = answers.iter().map(Result::is_ok).collect();
        assert_eq!(kept, [true, false, true, false, false, true], "{answers:?}");
        assert_eq!(notes(pool), 3);
        assert!(at_once(pool, vec![Box::new(|db| db.tx(|db| note(db, "after")))])[0].is_ok());
        assert_eq!(notes(pool), 4);
    });
}

#[test]
fn those_who_queue_share_a_commit_on_sqlite() {
    on_each_engine(&[&NOTES], |pool| {
        let one = |n: u8| -> Work { Box::new(move |db| db.tx(|db| note(db, &format!("note {n}")))) };
        let before = pool.statements();
        assert!(at_once(pool, (0..40).map(one).collect()).iter().all(Result::is_ok));
        let sent = pool.statements() - before;
        assert_eq!(notes(pool), 40);
        // One transaction, with a savepoint for each; or one transaction for each.
        let (sqlite, postgres) = (2 + 40 * 3, 40 * 3);
        let is_sqlite = matches!(pool.url(), DatabaseUrl::Sqlite(_));
        assert_eq!(sent, if is_sqlite { sqlite } else { postgres });
    });
}
