use parvis_jobs::{Failed, Job, Registry, State};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::{HOUR, Note, notes, on_each_engine};

#[test]
fn what_may_work_later_is_tried_again_after_a_pause_and_then_works() {
    on_each_engine(|world| {
        let registry = notes(|_, work| match work.attempt {
            1 => Err(Failed::Again("the other side sleeps".to_owned())),
            2 => panic!("a bug at note {}", 7),
            _ => Ok(()),
        });
        let id = world.enqueue(7);
        let failures = world.run(&registry);
        assert_eq!(failures.len(), 1);
        assert_eq!((failures[0].id, failures[0].name.as_str()), (id, "note"));
        assert_eq!(failures[0].failed, Failed::Again("the other side sleeps".to_owned()));
        world.wait(Duration::from_secs(29));
        assert_eq!(world.run(&registry), [], "the pause is half a minute at least");
        world.wait(Duration::from_secs(17));
        assert_eq!(world.run(&registry)[0].failed, Failed::Again("panic: a bug at note 7".to_owned()));
        world.wait(Duration::from_secs(136));
        assert_eq!(world.run(&registry), []);
        assert_eq!(world.pending(), 0);
        assert!(world.has_job("state = 'done' AND attempts = 3 AND last_error IS NULL"));
    });
}

#[test]
fn attempts_come_to_an_end() {
    on_each_engine(|world| {
        let registry = notes(|_, _| Err(Failed::Again("no".to_owned())));
        world.enqueue(1);
        let mut last = Vec::new();
        for _ in 0..Note::ATTEMPTS {
            last = world.run(&registry);
            world.wait(HOUR * 6);
        }
        assert_eq!(last[0].failed, Failed::Never("no".to_owned()));
        assert_eq!(world.run(&registry), []);
        assert_eq!(world.pending(), 0);
        assert!(world.has_job("state = 'failed' AND attempts = 3 AND payload IS NOT NULL"));
    });
}

#[test]
fn what_can_never_work_is_not_tried_again() {
    on_each_engine(|world| {
        let registry = notes(|_, _| Err(Failed::Never("no such address".to_owned())));
        world.enqueue(1);
        assert_eq!(world.run(&registry)[0].failed, Failed::Never("no such address".to_owned()));
        assert!(world.has_job("state = 'failed' AND attempts = 1"));
    });
}

#[test]
fn a_payload_of_another_shape_fails_without_being_shown() {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Other {
        n: String,
    }
    impl Job for Other {
        const NAME: &'static str = Note::NAME;
    }
    on_each_engine(|world| {
        let other = Other { n: "Jeanne Dupont".to_owned() };
        world.write(|db| parvis_jobs::enqueue(db, world.id(), &other, world.now()));
        let failure = &world.run(&notes(|_, _| Ok(())))[0];
        assert!(
            matches!(&failure.failed, Failed::Never(reason) if !reason.contains("Jeanne")),
            "{failure:?}"
        );
    });
}

#[test]
fn a_long_error_is_cut_and_a_byte_that_postgresql_refuses_left_out() {
    on_each_engine(|world| {
        world.enqueue(1);
        let registry = notes(|_, _| Err(Failed::Never(format!("é\0{}", "x".repeat(5000)))));
        world.run(&registry);
        let failed = world.write(|db| parvis_jobs::failed(db, 1));
        let error = failed[0].last_error.as_ref().unwrap();
        assert_eq!((error.chars().count(), error.starts_with("éx")), (2000, true));
    });
}

#[test]
fn jobs_that_this_program_does_not_know_wait_for_one_that_does() {
    on_each_engine(|world| {
        world.enqueue(1);
        assert_eq!(world.run(&Registry::builder().build().unwrap()), []);
        assert_eq!(world.pending(), 1);
        assert_eq!(world.run(&notes(|_, _| Ok(()))), []);
        assert_eq!(world.pending(), 0);
    });
}

#[test]
fn a_handler_may_write_and_read_whatever_the_engine() {
    on_each_engine(|world| {
        world.write(|db| db.execute_batch("CREATE TABLE seen (n INTEGER NOT NULL)"));
        let runs = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&runs);
        let registry = notes(move |note, work| {
            counted.fetch_add(1, Ordering::SeqCst);
            work.pool.write(|db| db.execute_batch(&format!("INSERT INTO seen VALUES ({})", note.n)))?;
            assert_eq!(work.pool.read(|db| parvis_jobs::list(db, State::Running, 1))?[0].id, work.id);
            Ok(())
        });
        world.enqueue(1);
        assert_eq!(world.run(&registry), []);
        assert_eq!((runs.load(Ordering::SeqCst), world.count("SELECT count(*) FROM seen")), (1, 1));
    });
}
