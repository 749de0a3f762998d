//! What looks and readings bring, written down.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_kernel::Timestamp;
use std::time::Duration;

use crate::measured;
use crate::prober::Look;
use crate::store::{self, findings};
use crate::track::{Alert, AlertKind, Run, alerts, follow};
use crate::watch::told::Told;
use crate::watch::{Check, Gap, GapKind, GapReason, Maintenance, Outage, Watch};

/// Writes one look, the outage that it begins or ends, and who is to be told. The same look again changes nothing.
///
/// # Errors
/// The database's own.
pub fn note(
    db: &mut Db,
    watch: &Watch,
    stops: &[Maintenance],
    look: &Look,
    place: &str,
) -> Result<(), AccountsError> {
    let stopped = stops.iter().any(|stop| stop.holds(watch.procedure, look.at));
    let counts = watch.hours.holds(look.at) && !stopped;
    let Look { at, failure, first_byte, total, .. } = look.clone();
    let check = Check {
        watch: watch.id,
        at,
        failure: failure.clone(),
        first_byte,
        total,
        counts,
        place: place.to_owned(),
    };
    if !store::insert_check(db, &check)? {
        return Ok(());
    }
    measured::LOOKS.add(["answer", if check.failure.is_some() { "failed" } else { "done" }]);
    let alert = |kind, since: Timestamp, detail: String| Alert {
        procedure: watch.procedure,
        kind,
        subject: format!("{} {since}", watch.id),
        url: watch.url.clone(),
        detail,
        found_at: at,
    };
    match (failure, store::open_outage(db, watch.id)?) {
        (Some(failure), None) => {
            let outage =
                Outage { watch: watch.id, began_at: at, ended_at: None, failure: failure.clone(), counts };
            store::insert_outage(db, &outage)?;
            if counts {
                findings::insert_alert(db, &alert(AlertKind::Down, at, failure))?;
            }
        }
        (None, Some(outage)) => {
            store::end_outage(db, &outage, at)?;
            if outage.counts {
                findings::insert_alert(
                    db,
                    &alert(AlertKind::Up, outage.began_at, outage.began_at.to_string()),
                )?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Writes what a night's reading found, and whom it concerns; of a page that was not reached, that there is nothing.
///
/// # Errors
/// The database's own.
pub fn keep(db: &mut Db, watch: &Watch, run: &Run, is_missed: bool) -> Result<(), AccountsError> {
    measured::LOOKS.add(["page", if is_missed { "failed" } else { "done" }]);
    if is_missed {
        let (began_at, ended_at) = (run.at, run.at);
        let gap = Gap { watch: watch.id, kind: GapKind::Page, began_at, ended_at, reason: GapReason::Unread };
        // What is known of the page stays what was read last.
        return Ok(store::insert_gap(db, &gap)?);
    }
    let before = findings::runs(db, watch.id, 1)?;
    findings::insert_run(db, run)?;
    // Pictures are of the last reading alone: they weigh more than all the rest.
    for old in &before {
        findings::set_report(db, old, &old.without_crops())?;
    }
    if let Some(alert) = statement_ends(watch, run) {
        findings::insert_alert(db, &alert)?;
    }
    for alert in alerts(watch.procedure, &follow(run, before.first()), run.at) {
        findings::insert_alert(db, &alert)?;
    }
    Ok(())
}

/// A statement that ends within two months is told of, once.
fn statement_ends(watch: &Watch, run: &Run) -> Option<Alert> {
    const SOON: Duration = Duration::from_secs(60 * 86_400);
    let told = Told::read(&run.report);
    let (url, day) = told.statement_ends()?;
    (day < run.at.plus(SOON).day()).then(|| Alert {
        procedure: watch.procedure,
        kind: AlertKind::Statement,
        subject: format!("{url} {day}"),
        url: url.to_owned(),
        detail: day.to_string(),
        found_at: run.at,
    })
}
