use parvis_jobs::{Counts, Failed, PAGE, State};

use crate::{DAY, HOUR, notes, on_each_engine};

#[test]
fn the_page_counts_what_waits_what_was_done_and_what_failed() {
    on_each_engine(|world| {
        let registry = notes(|note, _| match note.n {
            0 => Err(Failed::Never("no".to_owned())),
            1 => Err(Failed::Again("later".to_owned())),
            _ => Ok(()),
        });
        for n in 0..5 {
            world.enqueue(n);
        }
        world.run(&registry);
        let counts = || world.write(|db| parvis_jobs::counts(db, world.now()));
        assert_eq!(counts(), Counts { waiting: 1, running: 0, done: 3, failed: 1 });
        world.wait(DAY * 2);
        assert_eq!(counts(), Counts { waiting: 1, running: 0, done: 0, failed: 1 });

        let waiting = world.write(|db| parvis_jobs::list(db, State::Waiting, 1));
        assert_eq!(waiting.len(), 1);
        let one = &waiting[0];
        assert_eq!((one.name.as_str(), one.attempts, one.state), ("note", 1, State::Waiting));
        assert_eq!(one.last_error.as_deref(), Some("later"));
        assert_eq!(one.created_at, world.now() - DAY * 2);
        assert!(one.next_run_at.unwrap() < world.now() && one.finished_at.is_none());
    });
}

#[test]
fn failed_jobs_are_listed_by_pages_latest_first() {
    on_each_engine(|world| {
        let registry = notes(|note, _| Err(Failed::Never(note.n.to_string())));
        for n in 0..PAGE + 2 {
            world.enqueue(n);
            world.run(&registry);
            world.wait(HOUR / 60);
        }
        let page = |page| -> Vec<String> {
            let rows = world.write(|db| parvis_jobs::failed(db, page));
            rows.into_iter().map(|row| row.last_error.unwrap()).collect()
        };
        assert_eq!(page(1).len(), 50);
        assert_eq!(page(1)[0], "51");
        assert_eq!(page(2), ["1", "0"]);
        assert_eq!(page(0), page(1));
        assert!(page(3).is_empty());
    });
}

#[test]
fn a_failed_job_is_retried_or_given_up_once() {
    on_each_engine(|world| {
        let registry = notes(|_, _| Err(Failed::Never("no".to_owned())));
        let (first, second) = (world.enqueue(1), world.enqueue(2));
        world.run(&registry);
        let retry = |id| world.write(|db| parvis_jobs::retry(db, id, world.now()));
        let give_up = |id| world.write(|db| parvis_jobs::give_up(db, id, world.now()));

        assert!(retry(first));
        assert_eq!(world.run(&notes(|_, work| if work.attempt == 1 { Ok(()) } else { panic!() })), []);
        assert!(!retry(first), "it is done");

        assert!(give_up(second));
        assert!(!give_up(second) && !retry(second));
        assert!(!world.has_job("state = 'given-up' AND payload IS NOT NULL"), "a payload outlives its job");
        assert!(!retry(world.id()), "no such job");
        assert_eq!(world.pending(), 0);
    });
}

#[test]
fn a_job_that_runs_is_let_run() {
    on_each_engine(|world| {
        let registry = notes(|_, work| {
            let now = work.clock.now();
            assert!(!work.pool.write(|db| parvis_jobs::give_up(db, work.id, now))?);
            assert!(!work.pool.write(|db| parvis_jobs::retry(db, work.id, now))?);
            let counts = work.pool.read(|db| parvis_jobs::counts(db, now))?;
            assert_eq!(counts, Counts { running: 1, ..Counts::default() });
            Ok(())
        });
        world.enqueue(1);
        assert_eq!(world.run(&registry), []);
    });
}

#[test]
fn a_job_that_waits_for_its_next_attempt_is_run_at_once() {
    on_each_engine(|world| {
        let id = world.enqueue(1);
        world.run(&notes(|_, _| Err(Failed::Again("later".to_owned()))));
        assert!(world.write(|db| parvis_jobs::retry(db, id, world.now())));
        assert_eq!(world.run(&notes(|_, _| Ok(()))), []);
        assert_eq!(world.pending(), 0);
    });
}
