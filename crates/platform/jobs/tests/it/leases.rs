use parvis_jobs::{Failed, State, Worker};
use parvis_kernel::{Clock, SystemClock, SystemRng};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::{Note, World, notes, on_each_engine};

/// Takes a note and never says how it ended, as a worker that is killed.
fn take_and_die(world: &World) {
    let id = "(SELECT id FROM jobs_job WHERE due_at IS NOT NULL)";
    let lease_ends = (world.now() + Duration::from_secs(300)).micros();
    world.write(|db| {
        db.execute_batch(&format!(
            "UPDATE jobs_job SET state = 'running', attempts = attempts + 1, claim = id, due_at = {lease_ends}
             WHERE id = {id}"
        ))
    });
}

#[test]
fn the_job_of_a_worker_that_died_runs_again_when_its_lease_ends() {
    on_each_engine(|world| {
        let registry = notes(|_, work| {
            assert_eq!(work.attempt, 2);
            Ok(())
        });
        world.enqueue(1);
        take_and_die(world);
        assert_eq!(world.run(&registry), []);
        assert_eq!(world.pending(), 1, "its lease holds");
        world.wait(Duration::from_secs(300));
        assert_eq!(world.run(&registry), []);
        assert_eq!(world.pending(), 0);
    });
}

#[test]
fn a_job_that_kills_every_worker_is_stopped_after_its_last_attempt() {
    on_each_engine(|world| {
        world.enqueue(1);
        for _ in 0..3 {
            take_and_die(world);
            world.wait(Duration::from_secs(300));
        }
        assert_eq!(world.run(&notes(|_, _| panic!("it must not run"))), []);
        let failed = world.write(|db| parvis_jobs::failed(db, 1));
        assert!(failed[0].last_error.as_ref().unwrap().contains("stopped"), "{failed:?}");
    });
}

#[test]
fn a_worker_that_lost_its_lease_does_not_say_how_the_job_ended() {
    on_each_engine(|world| {
        let clock = Arc::clone(&world.clock);
        let slow = notes(move |_, work| {
            // The machine sleeps past the lease; meanwhile another worker takes the job.
            clock.advance(Duration::from_secs(301));
            let other = notes(|_, work| Err(Failed::Never(format!("attempt {}", work.attempt))));
            parvis_jobs::run_all(work.pool, &other, work.clock, work.rng)?;
            Ok(())
        });
        world.enqueue(1);
        assert_eq!(world.run(&slow), []);
        let failed = world.write(|db| parvis_jobs::failed(db, 1));
        assert_eq!(failed[0].last_error.as_deref(), Some("attempt 2"), "the first one's end was written");
    });
}

#[test]
fn a_lease_is_renewed_as_long_as_its_job_runs() {
    on_each_engine(|world| {
        let runs = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&runs);
        let registry = Arc::new(notes(move |_, _| {
            counted.fetch_add(1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_secs(4));
            Ok(())
        }));
        world.write(|db| parvis_jobs::enqueue(db, world.id(), &Note { n: 1 }, SystemClock.now()));
        let worker = || {
            Worker::new(world.pool.clone(), Arc::clone(&registry), Arc::new(SystemClock), Arc::new(SystemRng))
                .lease(Duration::from_millis(1500))
                .poll(Duration::from_millis(50))
        };
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let stop = || tokio::time::sleep(Duration::from_secs(3));
            tokio::join!(worker().run(stop()), worker().run(stop()));
        });
        assert_eq!(runs.load(Ordering::SeqCst), 1, "another worker took it though it ran");
        let done = world.write(|db| parvis_jobs::list(db, State::Done, 1));
        assert_eq!(done.len(), 1, "a worker that stops finishes what runs");
    });
}
