//! What whoever watches the installation is told of opinions and webhooks.

use diesel::dsl::count_star;
use diesel::prelude::*;
use parvis_db::{Db, Error, on_db};
use parvis_kernel::Timestamp;
use parvis_metrics::{Counter, Gauge, Metric};

use crate::store::hooks::reviews_hook::dsl as h;

pub static OPINIONS: Counter<1> = Counter::new(
    "parvis_reviews_opinions",
    "First answers of opinions sent through the survey: kept, refused (too many of one network), failed",
    &["result"],
);
pub static DELIVERIES: Counter<1> = Counter::new(
    "parvis_reviews_deliveries",
    "Attempts at telling a webhook: taken, refused (another answer), unreachable; and messages given up",
    &["result"],
);
static PAUSED: Gauge<0> = Gauge::new(
    "parvis_reviews_webhooks_paused",
    "Webhooks that are sent nothing since they took nothing for days",
    &[],
);

/// The metrics of this module.
pub static METRICS: &[&dyn Metric] = &[&OPINIONS, &DELIVERIES, &PAUSED];

/// Brings the gauges up to date, in one statement.
///
/// # Errors
/// When the database does not answer.
pub fn gauge(db: &mut Db, _now: Timestamp) -> Result<(), Error> {
    for result in ["kept", "refused", "failed"] {
        OPINIONS.add_many([result], 0);
    }
    let paused = h::reviews_hook.filter(h::paused_at.is_not_null()).select(count_star());
    PAUSED.set_count([], on_db!(db, |c| paused.get_result::<i64>(c))?);
    Ok(())
}
