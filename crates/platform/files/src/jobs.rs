//! What is done with files behind the scenes: scanned, scanned later, erased.

use parvis_db::Error as Database;
use parvis_jobs::{Failed, Job, Schedule, Work, enqueue_once};
use parvis_kernel::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use std::time::Duration;

use crate::service::Files;
use crate::{Error, State, Verdict, store};

/// How long received bytes wait to be attached, and a scan to be done before it is asked for again.
pub(crate) const DAY: Duration = Duration::from_secs(86_400);

/// Has the scanner look at a file.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Scan {
    pub file: Id,
}

impl Job for Scan {
    const NAME: &'static str = "files-scan";
}

/// Asks again for the scans that never succeeded, and for those of files that came while there was no scanner.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CatchUp {
    at: Timestamp,
}

impl Job for CatchUp {
    const NAME: &'static str = "files-catch-up";
    const ATTEMPTS: u32 = 3;
}

/// Erases the bytes of an identifier that no row has.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Sweep {
    pub file: Id,
}

impl Job for Sweep {
    const NAME: &'static str = "files-sweep";
}

/// Adds the jobs of files to the product's.
pub(crate) fn register(files: &Files, jobs: parvis_jobs::Builder) -> parvis_jobs::Builder {
    let (scanner, catcher, sweeper) = (files.clone(), files.clone(), files.clone());
    jobs.on(move |job: Scan, work: &Work<'_>| scan(&scanner, job.file, work))
        .on(move |job: CatchUp, work: &Work<'_>| catch_up(&catcher, job.at, work))
        .on(move |job: Sweep, work: &Work<'_>| sweep(&sweeper, job.file, work))
        .every(CatchUp::NAME, Schedule::Daily { hour: 3, minute: 40 }, |at| CatchUp { at })
}

fn scan(files: &Files, id: Id, work: &Work<'_>) -> Result<(), Failed> {
    let Some(file) = work.pool.read(|db| store::find(db, id))? else { return Ok(()) };
    if !matches!(file.state, State::Waiting | State::Unscanned) {
        return Ok(());
    }
    let (from, to) = match files.scanner() {
        // There was one when it came.
        None => (State::Waiting, State::Unscanned),
        Some(scanner) => {
            let verdict = match files.bytes(&file, work.clock.now()) {
                Ok(bytes) => {
                    scanner.scan(&bytes).map_err(|error| Failed::Again(format!("{scanner}: {error}")))?
                }
                Err(Error::Damaged) => Verdict::Unscannable("damaged".to_owned()),
                Err(error) => return Err(Failed::Again(error.to_string())),
            };
            let to = match verdict {
                Verdict::Clean => State::Clean,
                Verdict::Infected(found) => {
                    tracing::warn!(file = %id, found, "a file holds something harmful");
                    State::Infected
                }
                Verdict::Unscannable(reason) => {
                    tracing::warn!(file = %id, reason, "a file cannot be scanned");
                    State::Unscannable
                }
            };
            (file.state, to)
        }
    };
    work.pool.write(|db| store::change(db, id, from, to))?;
    Ok(())
}

fn catch_up(files: &Files, at: Timestamp, work: &Work<'_>) -> Result<(), Failed> {
    if files.scanner().is_none() {
        return Ok(());
    }
    let mut after = None;
    loop {
        let some = work.pool.read(|db| store::unseen(db, at - DAY, after))?;
        let Some(last) = some.last().copied() else { return Ok(()) };
        work.pool.write(|db| {
            db.tx(|db| {
                some.iter().try_for_each(|file| {
                    let (id, key) = (Id::new(work.clock, work.rng), format!("{file} {}", at.day()));
                    enqueue_once(db, id, &Scan { file: *file }, work.clock.now(), &key)?;
                    Ok::<(), Database>(())
                })
            })
        })?;
        after = Some(last);
    }
}

fn sweep(files: &Files, id: Id, work: &Work<'_>) -> Result<(), Failed> {
    if work.pool.read(|db| store::find(db, id))?.is_some() {
        return Ok(());
    }
    files.erase(id, work.clock.now()).map_err(|error| Failed::Again(error.to_string()))
}
