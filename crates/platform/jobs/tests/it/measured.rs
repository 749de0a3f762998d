//! What whoever watches the background work is told.

use parvis_db::Spare;
use parvis_jobs::{Failed, Job, METRICS, Registry, Schedule, measure};
use parvis_kernel::Timestamp;
use parvis_metrics::expose;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::{HOUR, Note, on_each_engine};

/// The job of a schedule.
#[derive(serde::Serialize, serde::Deserialize)]
struct Hourly {}

impl Job for Hourly {
    const NAME: &'static str = "hourly-work";
    const ATTEMPTS: u32 = 1;
}

#[test]
fn the_queue_and_each_schedule_are_told_in_two_statements() {
    on_each_engine(|world| {
        let breaks = Arc::new(AtomicBool::new(false));
        let is_broken = Arc::clone(&breaks);
        let registry = Registry::builder()
            .on(|_: Note, _| Ok(()))
            .on(move |_: Hourly, _| {
                let failed = is_broken.load(Ordering::SeqCst);
                if failed { Err(Failed::Never("on purpose".to_owned())) } else { Ok(()) }
            })
            .every("hours", Schedule::Every(HOUR), |_| Hourly {})
            .build()
            .unwrap();
        let spare = Spare::new(world.pool.url().clone());
        let told = || {
            let before = spare.statements();
            spare.read(|db| measure(db, &registry, world.now())).unwrap();
            assert_eq!(spare.statements() - before, 2);
            expose(METRICS)
        };
        let seconds = |at: Timestamp| at.micros() / 1_000_000;
        let says = |text: &str, line: String| assert!(text.contains(&line), "{line}\n{text}");
        world.run(&registry);
        let text = told();
        says(&text, "parvis_jobs_oldest_due_seconds{} 0.0".into());
        says(&text, "parvis_schedule_period_seconds{schedule=\"hours\"} 3600.0".into());
        assert!(!text.contains("last_success_timestamp_seconds{schedule=\"hours\"}"), "{text}");

        world.wait(HOUR);
        world.run(&registry);
        let succeeded = world.now();
        says(
            &told(),
            format!("last_success_timestamp_seconds{{schedule=\"hours\"}} {}.0", seconds(succeeded)),
        );

        breaks.store(true, Ordering::SeqCst);
        world.wait(HOUR);
        world.run(&registry);
        world.enqueue(1);
        world.wait(HOUR / 2);
        let text = told();
        says(&text, format!("last_success_timestamp_seconds{{schedule=\"hours\"}} {}.0", seconds(succeeded)));
        says(&text, "parvis_jobs{state=\"failed\"} 1.0".into());
        says(&text, "parvis_jobs{state=\"due\"} 1.0".into());
        says(&text, "parvis_jobs_oldest_due_seconds{} 1800.0".into());
        says(&text, "parvis_jobs_runs_total{job=\"hourly-work\",result=\"failed\"}".into());
        world.run(&registry);
        says(&told(), "parvis_jobs{state=\"due\"} 0.0".into());
    });
}
