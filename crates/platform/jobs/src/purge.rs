use parvis_db::{Db, Error};
use parvis_kernel::Timestamp;
use std::time::Duration;

use crate::{Job, Schedule, State, Work, store};

/// How long finished jobs stay, unless the registry says otherwise: 30 days.
pub const KEEP: Duration = Duration::from_secs(30 * 86_400);
pub(crate) const NIGHTLY: Schedule = Schedule::Daily { hour: 2, minute: 40 };

/// Removes finished jobs once they are old.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Purge {}

impl Job for Purge {
    const NAME: &'static str = "jobs-purge";
}

/// Removes the jobs that ended before an instant, in the caller's transaction; how many.
///
/// # Errors
/// The database's own.
pub fn remove_ended(db: &mut Db, before: Timestamp) -> Result<u64, Error> {
    let mut all = 0;
    for state in [State::Done, State::GivenUp, State::Failed] {
        loop {
            match store::remove(db, state, before)? {
                0 => break,
                n => all += n as u64,
            }
        }
    }
    Ok(all)
}

/// In small bites, so that on SQLite others write meanwhile.
pub(crate) fn purge(work: &Work<'_>, keep: Duration) -> Result<(), Error> {
    let before = work.clock.now() - keep;
    for state in [State::Done, State::GivenUp, State::Failed] {
        let mut count = 0;
        loop {
            let removed = work.pool.write(|db| store::remove(db, state, before))?;
            count += removed;
            if removed == 0 {
                break;
            }
        }
        if count > 0 && state == State::Failed {
            tracing::warn!(count, "failed jobs that nobody retried were removed");
        }
    }
    Ok(())
}
