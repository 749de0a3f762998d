use parvis_jobs::{Job, Registry, Schedule};
use parvis_kernel::{SystemRng, Timestamp};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::{DAY, HOUR, Note, notes, on_each_engine};

/// The tick that a handler was given.
#[derive(serde::Serialize, serde::Deserialize)]
struct Tick {
    at: Timestamp,
}

impl Job for Tick {
    const NAME: &'static str = "tick";
}

const QUARTER: Schedule = Schedule::Every(Duration::from_secs(900));

fn quarters(seen: &Arc<Mutex<Vec<String>>>) -> Registry {
    let seen = Arc::clone(seen);
    Registry::builder()
        .on(move |tick: Tick, _| {
            seen.lock().unwrap().push(tick.at.to_string());
            Ok(())
        })
        .every("quarters", QUARTER, |at| Tick { at })
        .build()
        .unwrap()
}

#[test]
fn each_tick_comes_once_and_those_missed_are_made_up_for_by_one() {
    on_each_engine(|world| {
        let seen = Arc::default();
        let registry = quarters(&seen);
        let taken = || std::mem::take(&mut *seen.lock().unwrap());
        world.run(&registry);
        assert!(taken().is_empty(), "a new schedule waits for its next tick");
        world.wait(Duration::from_secs(900));
        world.run(&registry);
        world.run(&registry);
        assert_eq!(taken(), ["2026-11-22T10:15:00Z"]);
        world.wait(HOUR * 5);
        world.run(&registry);
        assert_eq!(taken(), ["2026-11-22T15:15:00Z"], "the program was down");
    });
}

#[test]
fn many_workers_enqueue_a_tick_once() {
    on_each_engine(|world| {
        let seen = Arc::default();
        let registry = quarters(&seen);
        world.run(&registry);
        world.wait(HOUR);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    parvis_jobs::run_all(&world.pool, &registry, world.clock.as_ref(), &SystemRng).unwrap();
                });
            }
        });
        assert_eq!(seen.lock().unwrap().len(), 1);
    });
}

#[test]
fn finished_jobs_are_purged_after_thirty_days() {
    on_each_engine(|world| {
        let registry = notes(|note, _| match note.n {
            0 => Err(parvis_jobs::Failed::Never("no".to_owned())),
            _ => Ok(()),
        });
        for n in 0..250 {
            world.enqueue(n);
        }
        world.run(&registry);
        world.wait(DAY * 29);
        world.run(&registry);
        assert_eq!(world.count("SELECT count(*) FROM jobs_job WHERE name = 'note'"), 250);
        world.wait(DAY * 2);
        world.run(&registry);
        assert_eq!(world.count("SELECT count(*) FROM jobs_job WHERE name = 'note'"), 0);
        assert_eq!(world.pending(), 0);
    });
}

#[test]
fn a_registry_that_cannot_work_is_refused_when_it_is_built() {
    struct Untried;
    impl serde::Serialize for Untried {
        fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            to.serialize_unit()
        }
    }
    impl<'de> serde::Deserialize<'de> for Untried {
        fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            Ok(Self)
        }
    }
    impl Job for Untried {
        const NAME: &'static str = "untried";
        const ATTEMPTS: u32 = 0;
    }
    let error = Registry::builder()
        .on(|_: Note, _| Ok(()))
        .on(|_: Note, _| Ok(()))
        .on(|_: Untried, _| Ok(()))
        .every("twice", QUARTER, |_| Note { n: 1 })
        .every("twice", Schedule::Daily { hour: 25, minute: 0 }, |_| Note { n: 1 })
        .every("orphan", QUARTER, |at| Tick { at })
        .build()
        .err()
        .unwrap();
    assert_eq!(error.0.len(), 5, "{error}");
}
