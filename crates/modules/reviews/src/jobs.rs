//! The nightly work: forgetting, erasing, measuring, keeping the index of words whole.

use parvis_accounts::AccountsError;
use parvis_jobs::{Builder, Failed, Job, Schedule, Work};
use parvis_journal::By;
use serde::{Deserialize, Serialize};

use crate::service::{keep, measure, words};

/// Forgets what tells bursts, erases what is kept no longer, measures, then indexes what is not.
#[derive(Serialize, Deserialize)]
struct Nightly {}

impl Job for Nightly {
    const NAME: &'static str = "reviews-nightly";
    const ATTEMPTS: u32 = 3;
}

/// Registers the jobs of the module.
pub fn jobs(builder: Builder) -> Builder {
    builder
        .on(|_: Nightly, work: &Work<'_>| {
            let now = work.clock.now();
            let done = work.pool.write(|db| {
                keep::forget(db, now)?;
                let erased = keep::purge(db, &By::console(now))?;
                measure::measure(db, now).map(|_| erased)
            });
            if done.map_err(failed)? > 0 {
                words::forget(work.pool).map_err(failed)?;
            }
            words::catch_up(work.pool).map(drop).map_err(failed)
        })
        .every("reviews-nightly", Schedule::Daily { hour: 1, minute: 30 }, |_| Nightly {})
}

fn failed(error: AccountsError) -> Failed {
    match error {
        AccountsError::Database(error) => error.into(),
        other => Failed::Never(other.to_string()),
    }
}
