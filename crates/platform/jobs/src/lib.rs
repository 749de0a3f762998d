//! Background work kept in the product's own database: typed jobs, retries, schedules, workers.
//!
//! A recipe. Declare what has to be done, as data, and how:
//! ```
//! # use parvis_jobs::{Failed, Job, Registry, Schedule, Work};
//! # use std::time::Duration;
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct Remind { procedure: String }
//!
//! impl Job for Remind {
//!     const NAME: &'static str = "reviews-remind";
//! }
//!
//! let registry = Registry::builder()
//!     .on(|job: Remind, work: &Work<'_>| Ok(()))
//!     .every("reviews-morning", Schedule::Daily { hour: 5, minute: 0 }, |tick| Remind {
//!         procedure: format!("all, {tick}"),
//!     })
//!     .build()?;
//! # Ok::<(), parvis_jobs::BadRegistry>(())
//! ```
//! then [`enqueue`] it in the transaction of the act that calls for it, and ring the worker's [`Bell`] once that
//! transaction is committed.
//!
//! What must always hold:
//! - an act and its jobs are one transaction: both happen, or neither;
//! - a job runs **at least** once: a worker that is killed holds a lease that ends, and another takes over. A
//!   handler whose effect must happen once writes it under [`Work::id`], in one transaction;
//! - one worker at a time holds a job, and one that lost its lease cannot say how the job ended;
//! - the payload, which may hold personal data, is erased as soon as the job can no longer run;
//! - no transaction is open while a handler runs: on SQLite, others write meanwhile;
//! - names, keys and error messages are shown to administrators: they hold no personal data and no secret.
//!
//! Leases compare the clocks of the machines that work: they must agree to well under the lease (five minutes).
//!
//! Tables: `jobs_job`, `jobs_schedule`.

mod admin;
mod backoff;
mod hand;
mod job;
mod measured;
mod purge;
mod registry;
mod schedule;
mod store;
mod worker;

use parvis_db::Migrations;
use parvis_db::diesel_migrations::{EmbeddedMigrations, embed_migrations};

pub use admin::{Counts, Entry, PAGE, counts, failed, give_up, list, pending, retry};
pub use backoff::backoff;
pub use hand::{Failure, run_all};
pub use job::{Failed, Job, State, Work};
pub use measured::{METRICS, measure};
pub use purge::{KEEP, Purge, remove_ended};
pub use registry::{BadRegistry, Builder, Registry};
pub use schedule::Schedule;
pub use store::{enqueue, enqueue_once};
pub use worker::{Bell, Worker};

/// The tables of the queue.
pub const MIGRATIONS: Migrations = Migrations { owner: "jobs", sqlite, postgres };

fn sqlite() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    ALL
}

fn postgres() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    ALL
}
