//! What whoever watches the installation is told of the looks.

use diesel::dsl::count_star;
use diesel::prelude::*;
use parvis_db::{Db, Error, on_db};
use parvis_kernel::Timestamp;
use parvis_metrics::{Counter, Gauge, Metric};
use std::time::Duration;

use crate::store::probes_gap::dsl as g;
use crate::watch::{GapKind, GapReason};

pub static LOOKS: Counter<2> = Counter::new(
    "parvis_probes_looks",
    "Looks: at whether addresses answer, and at whole pages; done or failed",
    &["kind", "result"],
);
static GAPS: Gauge<2> = Gauge::new(
    "parvis_probes_gaps",
    "Looks that were due and did not take place, noted as gaps that ended within 24 hours",
    &["kind", "reason"],
);

/// The metrics of this module.
pub static METRICS: &[&dyn Metric] = &[&LOOKS, &GAPS];

const DAY: Duration = Duration::from_secs(86_400);

/// Brings the gauges up to date, in one statement.
///
/// # Errors
/// When the database does not answer.
pub fn gauge(db: &mut Db, now: Timestamp) -> Result<(), Error> {
    let recent = g::probes_gap.filter(g::ended_at.gt(now - DAY)).group_by((g::kind, g::reason)).select((
        g::kind,
        g::reason,
        count_star(),
    ));
    let found: Vec<(String, String, i64)> = on_db!(db, |c| recent.load(c))?;
    for (kind, reason) in
        GapKind::ALL.iter().flat_map(|kind| GapReason::ALL.iter().map(move |why| (kind, why)))
    {
        let (kind, reason) = (kind.as_str(), reason.as_str());
        let of = found.iter().find(|(k, r, _)| k == kind && r == reason);
        GAPS.set_count([kind, reason], of.map_or(0, |(_, _, many)| *many));
    }
    Ok(())
}
