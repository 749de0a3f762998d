//! Doing one job, from taking it to writing how it ended.

use parvis_db::{Error, Pool};
use parvis_kernel::{Clock, Id, Rng, Timestamp};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::store::{self, Claimed, Outcome};
use crate::{Failed, Registry, Work, backoff, measured};

/// How long a job is held between two renewals, unless a worker says otherwise.
pub(crate) const LEASE: Duration = Duration::from_secs(5 * 60);
/// Characters of an error that are kept.
const ERROR: usize = 2000;
/// How many times a second apart the end of a job is written, while the database does not answer.
const TRIES: u32 = 10;
/// More jobs in one [`run_all`] than that, and they make each other without end.
const ENDLESS: usize = 100_000;

/// One thread's means to work.
#[derive(Clone, Copy)]
pub(crate) struct Hand<'a> {
    pub pool: &'a Pool,
    pub registry: &'a Registry,
    pub clock: &'a dyn Clock,
    pub rng: &'a dyn Rng,
    pub lease: Duration,
}

/// An attempt that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub id: Id,
    pub name: String,
    /// [`Failed::Again`] when the job will be tried again, [`Failed::Never`] when not.
    pub failed: Failed,
}

/// Runs everything that is due, one job after the other, those that the jobs themselves enqueue for now included;
/// returns the attempts that failed. For tests, and for a command that works once and ends.
///
/// # Errors
/// When the database does not answer.
pub fn run_all(
    pool: &Pool,
    registry: &Registry,
    clock: &dyn Clock,
    rng: &dyn Rng,
) -> Result<Vec<Failure>, Error> {
    let hand = Hand { pool, registry, clock, rng, lease: LEASE };
    hand.tick()?;
    let mut failures = Vec::new();
    for _ in 0..ENDLESS {
        let Some(job) = hand.claim()? else { return Ok(failures) };
        failures.extend(hand.perform(&job)?);
    }
    Err(Error::Task("jobs that enqueue each other without end".to_owned()))
}

impl Hand<'_> {
    /// Enqueues the jobs of the ticks that came since the last call of any worker. Returns the next tick.
    pub fn tick(&self) -> Result<Timestamp, Error> {
        let now = self.clock.now();
        let mut next = Timestamp::from_micros(i64::MAX);
        for one in self.registry.schedules() {
            let tick = one.schedule.last(now);
            self.pool.write(|db| {
                db.tx(|db| {
                    if store::claim_tick(db, one.name, tick)? {
                        let payload = (one.payload)(tick).map_err(store::unwritable)?;
                        store::insert(db, Id::new(self.clock, self.rng), one.job, None, &payload, tick)?;
                    }
                    Ok::<(), Error>(())
                })
            })?;
            next = next.min(one.schedule.next(now));
        }
        Ok(next)
    }

    /// Takes a job, if one is due.
    pub fn claim(&self) -> Result<Option<Claimed>, Error> {
        let names = self.registry.names();
        loop {
            let now = self.clock.now();
            // Looked at first: on SQLite, idle workers must not queue for the one connection that writes.
            if !self.pool.read(|db| store::is_due(db, &names, now))? {
                return Ok(None);
            }
            let claim = Id::new(self.clock, self.rng);
            let claimed = self.pool.write(|db| store::claim(db, &names, claim, now, now + self.lease))?;
            match claimed {
                // Its last attempt ended the program that ran it: it may well do so again.
                Some(job) if job.attempt > self.registry.attempts(&job.name) => {
                    let error = "its worker stopped before the end of the last attempt".to_owned();
                    tracing::error!(job = job.name, id = %job.id, error, "a job failed for good");
                    measured::RUNS.add([&job.name, "failed"]);
                    self.pool.write(|db| store::finish(db, &job, &Outcome::Failed { error }, now))?;
                }
                claimed => return Ok(claimed),
            }
        }
    }

    /// Does a job and writes how it ended; its lease is renewed meanwhile. Returns its failure, if it failed.
    pub fn perform(&self, job: &Claimed) -> Result<Option<Failure>, Error> {
        let begun = Instant::now();
        let result = std::thread::scope(|scope| {
            let (working, is_over) = channel::<()>();
            let renewer = std::thread::Builder::new().name("parvis-lease".to_owned());
            if let Err(error) = renewer.spawn_scoped(scope, move || self.keep(job, &is_over)) {
                return Err(Failed::Again(format!("no thread to renew the lease: {error}")));
            }
            let result = self.handle(job);
            drop(working);
            result
        });
        measured::TIME.observe([&job.name], begun.elapsed().as_secs_f64());
        let failed = result.err().map(|failed| self.last_word(job, &failed));
        let outcome = match &failed {
            None if self.registry.is_kept(&job.name) => Outcome::Done,
            None => Outcome::Gone,
            Some(Failed::Again(error)) => Outcome::Again { at: self.again_at(job), error: error.clone() },
            Some(Failed::Never(error)) => Outcome::Failed { error: error.clone() },
        };
        self.log(job, &outcome);
        if !self.end(job, &outcome)? {
            tracing::warn!(job = job.name, id = %job.id, "a job's lease was lost: another worker says how it ended");
        }
        Ok(failed.map(|failed| Failure { id: job.id, name: job.name.clone(), failed }))
    }

    fn handle(&self, job: &Claimed) -> Result<(), Failed> {
        let Self { pool, clock, rng, .. } = *self;
        let work = Work { pool, clock, rng, id: job.id, attempt: job.attempt };
        let _within = tracing::info_span!("job", name = job.name, id = %job.id).entered();
        catch_unwind(AssertUnwindSafe(|| self.registry.handle(&job.name, &job.payload, &work)))
            .unwrap_or_else(|panic| Err(Failed::Again(format!("panic: {}", message(panic.as_ref())))))
    }

    /// A failure that may be tried again, unless this was the last attempt; its text cut to what is kept.
    fn last_word(&self, job: &Claimed, failed: &Failed) -> Failed {
        let reason: String = failed.reason().chars().filter(|c| *c != '\0').take(ERROR).collect();
        match failed {
            Failed::Again(_) if job.attempt < self.registry.attempts(&job.name) => Failed::Again(reason),
            _ => Failed::Never(reason),
        }
    }

    /// Writes how a job ended, with patience: what could not be written would be done again.
    fn end(&self, job: &Claimed, outcome: &Outcome) -> Result<bool, Error> {
        let schedules = match outcome {
            Outcome::Done | Outcome::Gone => self.registry.schedules_of(&job.name),
            Outcome::Again { .. } | Outcome::Failed { .. } => Vec::new(),
        };
        let write = || {
            let now = self.clock.now();
            self.pool.write(|db| match schedules.as_slice() {
                [] => store::finish(db, job, outcome, now),
                schedules => db.tx(|db| {
                    store::succeeded(db, schedules, now)?;
                    store::finish(db, job, outcome, now)
                }),
            })
        };
        for _ in 1..TRIES {
            match write() {
                Err(error) => {
                    tracing::warn!(job = job.name, id = %job.id, %error, "a job's end was not written");
                }
                written => return written,
            }
            std::thread::sleep(Duration::from_secs(1));
        }
        write()
    }

    fn again_at(&self, job: &Claimed) -> Timestamp {
        let mut chance = [0; 4];
        self.rng.fill(&mut chance);
        self.clock.now() + backoff(job.attempt, u32::from_le_bytes(chance))
    }

    fn log(&self, job: &Claimed, outcome: &Outcome) {
        let Claimed { id, name, attempt, .. } = job;
        measured::RUNS.add([name, outcome.as_str()]);
        match outcome {
            Outcome::Done => tracing::info!(job = name, %id, attempt, "a job is done"),
            Outcome::Gone => tracing::debug!(job = name, %id, attempt, "a job is done"),
            Outcome::Again { error, at } => {
                tracing::warn!(job = name, %id, attempt, error, again_at = %at, "a job will be tried again");
            }
            Outcome::Failed { error } => {
                tracing::error!(job = name, %id, attempt, error, "a job failed for good");
            }
        }
    }

    /// Renews the lease until the work is over, each time a third of it has passed: twice it may fail.
    fn keep(&self, job: &Claimed, is_over: &Receiver<()>) {
        while is_over.recv_timeout(self.lease / 3) == Err(RecvTimeoutError::Timeout) {
            match self.pool.write(|db| store::renew(db, job, self.clock.now() + self.lease)) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => tracing::warn!(job = job.name, id = %job.id, %error, "a lease was not renewed"),
            }
        }
    }
}

/// What a panic said.
fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a word")
}
