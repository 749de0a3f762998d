//! How long single looks and readings are kept; what they come to is in the ledger for good.

use parvis_journal::retention::{Rule, before};
use std::time::Duration;

use crate::store::{self, findings};

/// The job of each night.
const JOB: &str = "probes-night";
/// A quarter, and some days to measure it.
const CHECKS: Duration = Duration::from_secs(100 * 86_400);
const RUNS: Duration = Duration::from_secs(31 * 86_400);

/// The rules of the module.
pub const RETENTION: &[Rule] = &[
    Rule {
        name: "probes-checks",
        job: JOB,
        setting: None,
        past: |db, now| before(db, "probes_check", "at", now - CHECKS),
        erase: |db, by| Ok(store::purge_checks(db, by.now - CHECKS)? as u64),
    },
    Rule {
        name: "probes-runs",
        job: JOB,
        setting: None,
        past: |db, now| before(db, "probes_run", "at", now - RUNS),
        erase: |db, by| Ok(findings::purge_runs(db, by.now - RUNS)? as u64),
    },
];
