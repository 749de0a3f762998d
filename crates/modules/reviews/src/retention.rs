//! How long what people write is kept, and what goes with it.

use parvis_accounts::AccountsError;
use parvis_db::Error;
use parvis_journal::retention::{Past, Rule};
use parvis_kernel::Timestamp;

use crate::hooks::KEPT;
use crate::service::keep::{self, CROWD};
use crate::store::hooks::deliveries;
use crate::store::keep as store;

/// The job of each night.
const JOB: &str = "reviews-nightly";
/// The rule of opinions: where it erased any, the index of words has some to forget.
pub(crate) const OPINIONS: &str = "reviews-opinions";

/// The rules of the module.
pub const RETENTION: &[Rule] = &[
    Rule {
        name: "reviews-crowds",
        job: JOB,
        setting: None,
        past: |db, now| past(store::crowds(db, now.minus(CROWD)), now.minus(CROWD)),
        erase: |db, by| Ok(keep::forget(db, by.now)? as u64),
    },
    Rule {
        name: OPINIONS,
        job: JOB,
        setting: Some("retention_months"),
        past: |db, now| Ok(keep::past(db, now)?),
        erase: |db, by| Ok(keep::purge(db, by)? as u64),
    },
    Rule {
        name: "reviews-deliveries",
        job: JOB,
        setting: None,
        past: |db, now| past(deliveries::past(db, now.minus(KEPT)), now.minus(KEPT)),
        erase: |db, by| Ok(deliveries::forget(db, by.now.minus(KEPT))? as u64),
    },
];

fn past(found: Result<(u64, Option<Timestamp>), AccountsError>, until: Timestamp) -> Result<Past, Error> {
    let (n, first) = found?;
    Ok(Past { n, first, until })
}
