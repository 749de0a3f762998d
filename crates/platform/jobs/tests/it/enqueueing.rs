use parvis_db::Error;
use parvis_jobs::{Failed, Job, Registry, Work};
use std::sync::{Arc, Mutex};

use crate::{DAY, HOUR, Note, notes, on_each_engine};

#[test]
fn a_job_and_the_act_that_calls_for_it_are_one() {
    on_each_engine(|world| {
        let undone: Result<(), Error> = world.pool.write(|db| {
            db.tx(|db| {
                parvis_jobs::enqueue(db, world.id(), &Note { n: 1 }, world.now())?;
                Err(Error::Task("the act failed".to_owned()))
            })
        });
        assert!(undone.is_err());
        assert_eq!(world.pending(), 0);
    });
}

#[test]
fn jobs_run_once_in_the_order_of_their_times_and_leave_nothing_behind() {
    on_each_engine(|world| {
        let done = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&done);
        let registry = notes(move |note, work| {
            kept.lock().unwrap().push((note.n, work.attempt));
            Ok(())
        });
        for (n, pause) in [(3, HOUR * 3), (1, HOUR), (2, HOUR * 2), (9, DAY)] {
            world.write(|db| parvis_jobs::enqueue(db, world.id(), &Note { n }, world.now() + pause));
        }
        assert_eq!(world.run(&registry), []);
        assert_eq!(*done.lock().unwrap(), [], "before its time nothing runs");
        world.wait(HOUR * 3);
        assert_eq!(world.run(&registry), []);
        assert_eq!(world.run(&registry), []);
        assert_eq!(*done.lock().unwrap(), [(1, 1), (2, 1), (3, 1)]);
        assert_eq!(world.pending(), 1);
        assert!(!world.has_job("state = 'done' AND payload IS NOT NULL"), "a payload outlives its job");
    });
}

#[test]
fn a_job_may_enqueue_the_next() {
    on_each_engine(|world| {
        let registry = notes(|note, work| {
            let next = Note { n: note.n + 1 };
            let id = parvis_kernel::Id::new(work.clock, work.rng);
            if next.n < 4 {
                work.pool.write(|db| parvis_jobs::enqueue(db, id, &next, work.clock.now()))?;
            }
            Ok(())
        });
        world.enqueue(1);
        assert_eq!(world.run(&registry), []);
        assert_eq!(world.count("SELECT count(*) FROM jobs_job WHERE state = 'done'"), 3);
    });
}

#[test]
fn a_key_is_taken_until_its_job_is_purged() {
    on_each_engine(|world| {
        let registry = notes(|_, _| Ok(()));
        let ask = |n, key| {
            world.write(|db| parvis_jobs::enqueue_once(db, world.id(), &Note { n }, world.now(), key))
        };
        assert!(ask(1, "letter 1"));
        assert!(!ask(1, "letter 1"));
        assert!(ask(2, "letter 2"));
        assert_eq!(world.run(&registry), []);
        assert!(!ask(1, "letter 1"), "it is done: doing it again would not be the same");
        world.wait(DAY * 29);
        assert!(!ask(1, "letter 1"));
        world.wait(DAY * 2);
        world.run(&registry);
        assert!(ask(1, "letter 1"));
    });
}

#[test]
fn an_identifier_that_exists_is_refused_aloud() {
    on_each_engine(|world| {
        let id = world.enqueue(1);
        let again = world.pool.write(|db| parvis_jobs::enqueue(db, id, &Note { n: 2 }, world.now()));
        assert_eq!(again.unwrap_err().kind(), parvis_kernel::ErrorKind::Conflict);
    });
}

/// What is done each minute.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Tick {
    fails: bool,
}

impl Job for Tick {
    const NAME: &'static str = "tick";
    const IS_KEPT: bool = false;
}

#[test]
fn what_is_done_each_minute_leaves_no_line_unless_it_fails() {
    on_each_engine(|world| {
        let tick = |tick: Tick, _: &Work<'_>| match tick.fails {
            true => Err(Failed::Never("the network is away".to_owned())),
            false => Ok(()),
        };
        let registry = Registry::builder().on(tick).build().unwrap();
        for fails in [false, true] {
            world.write(|db| parvis_jobs::enqueue(db, world.id(), &Tick { fails }, world.now()));
        }
        world.run(&registry);
        assert_eq!(world.count("SELECT count(*) FROM jobs_job WHERE state = 'done'"), 0);
        assert_eq!(world.count("SELECT count(*) FROM jobs_job WHERE state = 'failed'"), 1);
    });
}
