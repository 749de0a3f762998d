//! The queue on real databases: every body runs on both engines.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod administration;
mod attempts;
mod enqueueing;
mod leases;
mod measured;
mod processes;
mod schedules;
mod workers;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use parvis_db::testing::{TestDb, each_engine};
use parvis_db::{Db, Error, Pool, on_db};
use parvis_jobs::{Failed, Failure, Job, MIGRATIONS, Registry, Work};
use parvis_kernel::{Clock, Id, SystemRng, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// The job of these tests.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Note {
    n: u32,
}

impl Job for Note {
    const NAME: &'static str = "note";
    const ATTEMPTS: u32 = 3;
}

/// A clock that tests move.
struct Hands(AtomicI64);

impl Hands {
    fn advance(&self, length: Duration) {
        self.0.store((self.now() + length).micros(), Ordering::SeqCst);
    }
}

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// An empty queue, and what time it is there.
struct World {
    pool: Pool,
    clock: Arc<Hands>,
}

/// Runs `test` in a fresh world on each engine; the engine's name is in the output of a test that fails.
fn on_each_engine(test: impl Fn(&World)) {
    for db in each_engine(&[&MIGRATIONS]) {
        test(&World::of(&db));
    }
}

impl World {
    fn of(db: &TestDb) -> Self {
        eprintln!("on {}", db.pool.url());
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        Self { pool: db.pool.clone(), clock: Arc::new(Hands(AtomicI64::new(now.micros()))) }
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn wait(&self, length: Duration) {
        self.clock.advance(length);
    }

    fn id(&self) -> Id {
        Id::new(self.clock.as_ref(), &SystemRng)
    }

    /// Asks for a note at once.
    fn enqueue(&self, n: u32) -> Id {
        let id = self.id();
        self.write(|db| parvis_jobs::enqueue(db, id, &Note { n }, self.now()));
        id
    }

    fn run(&self, registry: &Registry) -> Vec<Failure> {
        parvis_jobs::run_all(&self.pool, registry, self.clock.as_ref(), &SystemRng).unwrap()
    }

    fn write<T>(&self, work: impl FnOnce(&mut Db) -> Result<T, Error>) -> T {
        self.pool.write(work).unwrap()
    }

    fn pending(&self) -> u64 {
        self.write(parvis_jobs::pending)
    }

    /// What a query that counts answers.
    fn count(&self, query: &str) -> i64 {
        let query = diesel::select(sql::<BigInt>(&format!("({query})")));
        self.write(|db| Ok(on_db!(db, |c| query.get_result(c))?))
    }

    /// Whether a condition holds of some job.
    fn has_job(&self, condition: &str) -> bool {
        let query = format!("EXISTS (SELECT 1 FROM jobs_job WHERE {condition})");
        let query = diesel::select(sql::<Bool>(&query));
        self.write(|db| Ok(on_db!(db, |c| query.get_result(c))?))
    }
}

/// A registry that knows notes.
fn notes(handler: impl Fn(Note, &Work<'_>) -> Result<(), Failed> + Send + Sync + 'static) -> Registry {
    Registry::builder().on(handler).build().unwrap()
}

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(86_400);
