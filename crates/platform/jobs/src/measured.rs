//! How the background work goes, for whoever watches it.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Nullable, Text};
use parvis_db::{Db, Error, on_db};
use parvis_kernel::Timestamp;
use parvis_metrics::{Counter, Gauge, Histogram, Metric};

use crate::{Registry, store};

pub static RUNS: Counter<2> = Counter::new(
    "parvis_jobs_runs",
    "Attempts at jobs, by how each ended: done, again (it will be tried again), failed (for good)",
    &["job", "result"],
);
pub static TIME: Histogram<1> = Histogram::new(
    "parvis_jobs_run_seconds",
    "Time that an attempt at a job took",
    &["job"],
    &[0.01, 0.1, 1.0, 10.0, 60.0, 600.0, 3600.0],
);
static QUEUE: Gauge<1> = Gauge::new(
    "parvis_jobs",
    "Jobs: due (a worker could take it now), later, running, failed (for good, and nobody looked at it yet)",
    &["state"],
);
static OLDEST: Gauge<0> = Gauge::new(
    "parvis_jobs_oldest_due_seconds",
    "For how long the oldest job that is due has waited; 0 when none is due",
    &[],
);
static TICK: Gauge<1> = Gauge::new(
    "parvis_schedule_last_tick_timestamp_seconds",
    "When the schedule last asked for its job, in seconds since 1970",
    &["schedule"],
);
static SUCCESS: Gauge<1> = Gauge::new(
    "parvis_schedule_last_success_timestamp_seconds",
    "When a job of the schedule last ended well, in seconds since 1970; absent until one has",
    &["schedule"],
);
static PERIOD: Gauge<1> =
    Gauge::new("parvis_schedule_period_seconds", "Time between two jobs of the schedule", &["schedule"]);

/// The metrics of this crate.
pub static METRICS: &[&dyn Metric] = &[&RUNS, &TIME, &QUEUE, &OLDEST, &TICK, &SUCCESS, &PERIOD];

#[derive(QueryableByName)]
struct Part {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    many: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    since: Option<i64>,
}

/// Each half reads one index, which holds no job that was done.
const PARTS: &str = "SELECT CASE WHEN due_at <= $1 THEN 'due' WHEN state = 'running' THEN 'running' ELSE 'later' END AS \
                     kind, count(*) AS many, min(due_at) AS since FROM jobs_job WHERE due_at IS NOT NULL GROUP BY 1 \
                     UNION ALL SELECT 'failed' AS kind, count(*) AS many, CAST(NULL AS BIGINT) AS since FROM jobs_job \
                     WHERE state = 'failed' AND finished_at IS NOT NULL";

/// Brings the figures of the queue and of the schedules up to date, in two statements: [`METRICS`].
///
/// # Errors
/// When the database does not answer.
pub fn measure(db: &mut Db, registry: &Registry, now: Timestamp) -> Result<(), Error> {
    let parts: Vec<Part> = on_db!(db, |c| sql_query(PARTS).bind::<BigInt, _>(now.micros()).load(c))?;
    for state in ["due", "later", "running", "failed"] {
        let of = parts.iter().find(|part| part.kind == state);
        QUEUE.set_count([state], of.map_or(0, |part| part.many));
    }
    let oldest = parts.iter().find(|part| part.kind == "due").and_then(|part| part.since);
    OLDEST.set_count([], oldest.map_or(0, |since| (now.micros() - since) / SECOND));
    TICK.forget();
    SUCCESS.forget();
    PERIOD.forget();
    let seen = store::schedules(db)?;
    for one in registry.schedules() {
        PERIOD.set_count([one.name], one.schedule.seconds());
        let Some((_, tick, success)) = seen.iter().find(|(name, _, _)| name == one.name) else { continue };
        TICK.set_count([one.name], tick.micros() / SECOND);
        if let Some(success) = success {
            SUCCESS.set_count([one.name], success.micros() / SECOND);
        }
    }
    Ok(())
}

const SECOND: i64 = 1_000_000;
