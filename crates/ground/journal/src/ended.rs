//! Jobs that ended are kept for a while; the queue below knows no journal, so that its rule is here.

use parvis_jobs::{Builder, Failed, Job, KEEP, Purge, Work, remove_ended};
use parvis_kernel::Timestamp;

use crate::act::By;
use crate::retention::{Rule, before, sweep};

/// The rule of background jobs.
pub const JOBS: &[Rule] = &[Rule {
    name: "jobs-ended",
    job: Purge::NAME,
    setting: None,
    past: |db, now| before(db, "jobs_job", "finished_at", kept_from(now)),
    erase: |db, by| remove_ended(db, kept_from(by.now)),
}];

fn kept_from(now: Timestamp) -> Timestamp {
    now - KEEP
}

/// Has the queue's own nightly job report what it removes.
#[must_use]
pub fn jobs(builder: Builder) -> Builder {
    builder.on(|_: Purge, work: &Work<'_>| {
        let by = By::console(work.clock.now());
        let done = work.pool.write(|db| sweep(db, JOBS, None, &by));
        done.map(drop).map_err(|error| Failed::Again(error.to_string()))
    })
}
