//! The nightly work: forgetting, erasing, measuring, keeping the index of words whole.

use parvis_accounts::AccountsError;
use parvis_jobs::{Builder, Failed, Job, Schedule, Work, enqueue_once};
use parvis_journal::By;
use parvis_journal::retention::sweep;
use parvis_kernel::Id;
use serde::{Deserialize, Serialize};

use crate::letters::ask_looks;
use crate::retention::{OPINIONS, RETENTION};
use crate::service::{measure, topics, words};
use crate::store::forms;

/// Forgets what tells bursts, erases what is kept no longer, measures, then indexes what is not.
#[derive(Serialize, Deserialize)]
struct Nightly {}

impl Job for Nightly {
    const NAME: &'static str = "reviews-nightly";
    const ATTEMPTS: u32 = 3;
}

/// Finds the topics of a form.
#[derive(Serialize, Deserialize)]
pub(crate) struct FindTopics {
    pub form: Id,
}

impl Job for FindTopics {
    const NAME: &'static str = "reviews-topics";
    const ATTEMPTS: u32 = 3;
}

/// Asks for the topics of every form that has new comments: one job each, so that one that fails holds up no other.
fn ask_topics(work: &Work<'_>) -> Result<(), AccountsError> {
    let now = work.clock.now();
    for form in work.pool.read(forms::all)? {
        if work.pool.read(|db| topics::is_due(db, form.id))? {
            let job = FindTopics { form: form.id };
            let key = format!("topics {} {}", form.id, now.day());
            work.pool.write(|db| enqueue_once(db, Id::new(work.clock, work.rng), &job, now, &key))?;
        }
    }
    Ok(())
}

/// Registers the jobs of the module.
pub fn jobs(builder: Builder) -> Builder {
    builder
        .on(|_: Nightly, work: &Work<'_>| {
            let now = work.clock.now();
            let done = work.pool.write(|db| {
                let erased = sweep(db, RETENTION, None, &By::console(now))?;
                let erased = erased.iter().filter(|(rule, _)| *rule == OPINIONS).count();
                measure::measure(db, now).map(|_| erased)
            });
            if done.map_err(Failed::from)? > 0 {
                words::forget(work.pool).map_err(Failed::from)?;
            }
            words::catch_up(work.pool).map_err(Failed::from)?;
            ask_topics(work).map_err(Failed::from)?;
            ask_looks(work).map_err(Failed::from)
        })
        .on(|job: FindTopics, work: &Work<'_>| {
            topics::compute(work.pool, work.rng, job.form, work.clock.now()).map(drop).map_err(Failed::from)
        })
        .every("reviews-nightly", Schedule::Daily { hour: 1, minute: 30 }, |_| Nightly {})
}
