//! Background work: a round of looks each minute, the reading of every page each night, the ledger, the letters.

use parvis_accounts::{AccountsError, Post};
use parvis_db::Db;
use parvis_jobs::{Builder, Failed, Job, Schedule, Work, enqueue_once};
use parvis_journal::By;
use parvis_journal::retention::sweep;
use parvis_kernel::{FixedClock, Id, Rng, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

use crate::letters::{self, Letter};
use crate::prober::Prober;
use crate::retention::RETENTION;
use crate::service::looks;
use crate::store::{self, findings};
use crate::track::Run;
use crate::watch::{Gap, GapKind, GapReason, Watch, address, gap};
use crate::{finding::Verdict, measure};

/// What a round may take: those that come after it have their own.
const ROUND: Duration = Duration::from_secs(4 * 60);
/// The seconds over which a night's readings are spread.
const NIGHT: u32 = 3 * 3600;
const DAY: Duration = Duration::from_secs(86_400);

/// Looks at the addresses that are due in one minute, or at one that was just added.
#[derive(Serialize, Deserialize)]
pub(crate) struct Round {
    /// In microseconds.
    pub tick: i64,
    pub only: Option<Id>,
}

impl Job for Round {
    const NAME: &'static str = "probes-round";
    const ATTEMPTS: u32 = 1;
    const IS_KEPT: bool = false;
}

/// Asks for the reading of every page.
#[derive(Serialize, Deserialize)]
struct Night {}

impl Job for Night {
    const NAME: &'static str = "probes-night";
    const ATTEMPTS: u32 = 3;
}

/// Reads one page.
#[derive(Serialize, Deserialize)]
pub(crate) struct Read {
    pub watch: Id,
}

impl Job for Read {
    const NAME: &'static str = "probes-read";
    const ATTEMPTS: u32 = 3;
}

/// Writes what looks come to in the ledger.
#[derive(Serialize, Deserialize)]
struct Measure {}

impl Job for Measure {
    const NAME: &'static str = "probes-measure";
    const ATTEMPTS: u32 = 3;
}

/// Looks whom to write to.
#[derive(Serialize, Deserialize)]
struct Tell {}

impl Job for Tell {
    const NAME: &'static str = "probes-tell";
    const ATTEMPTS: u32 = 1;
    const IS_KEPT: bool = false;
}

/// Registers the jobs; what looks out to the network is done where there is a prober. Every process declares them all, so
/// that each may keep the schedule.
pub fn jobs(builder: Builder, prober: Prober, post: Post) -> Builder {
    let (for_round, for_read, for_letters) = (prober.clone(), prober, post.clone());
    builder
        .on(move |job: Round, work: &Work<'_>| round(&for_round, work, &job).map_err(Failed::from))
        .on(|_: Night, work: &Work<'_>| night(work).map_err(Failed::from))
        .on(move |job: Read, work: &Work<'_>| read(&for_read, work, job.watch))
        .on(|_: Measure, work: &Work<'_>| {
            let now = work.clock.now();
            work.pool.write(|db| measure::measure(db, now)).map(drop).map_err(Failed::from)
        })
        .on(move |_: Tell, work: &Work<'_>| {
            let now = work.clock.now();
            if !post.mailer.is_configured() {
                return Ok(());
            }
            work.pool.write(|db| db.tx(|db| letters::tell(db, &post, now))).map_err(Failed::from)
        })
        .on(move |job: Letter, work: &Work<'_>| {
            let now = work.clock.now();
            let letter =
                work.pool.read(|db| letters::letter(db, &for_letters, &job, now)).map_err(Failed::from)?;
            letter.map_or(Ok(()), |letter| Ok(for_letters.mailer.send(&letter, work.id, now).map(drop)?))
        })
        .every("probes-minute", Schedule::Every(Duration::from_secs(60)), |tick| Round {
            tick: tick.micros(),
            only: None,
        })
        .every("probes-midnight", Schedule::Daily { hour: 0, minute: 30 }, |_| Night {})
        .every("probes-dawn", Schedule::Daily { hour: 3, minute: 50 }, |_| Measure {})
        .every("probes-post", Schedule::Every(Duration::from_secs(600)), |_| Tell {})
}

/// Looks at what is due, and writes what it finds as it comes.
fn round(prober: &Prober, work: &Work<'_>, job: &Round) -> Result<(), AccountsError> {
    let (now, tick) = (work.clock.now(), Timestamp::from_micros(job.tick));
    let (due, last, stops) = work.pool.read(|db| {
        let mut due = store::watches(db)?;
        due.retain(|one| job.only.map_or_else(|| one.is_due(tick), |only| one.id == only));
        // Nothing to look at: nothing else is asked.
        let last = if due.is_empty() { Vec::new() } else { store::last_checks(db)? };
        Ok::<_, AccountsError>((due, last, store::maintenance(db, now)?))
    })?;
    if due.is_empty() {
        return Ok(());
    }
    let last: BTreeMap<Id, Timestamp> = last.into_iter().collect();
    let gaps: Vec<Gap> = due.iter().filter_map(|one| gap(one, last.get(&one.id).copied(), now)).collect();
    if !gaps.is_empty() {
        work.pool.write(|db| gaps.iter().try_for_each(|one| store::insert_gap(db, one)))?;
    }
    let of: BTreeMap<Id, Watch> = due.iter().map(|one| (one.id, one.clone())).collect();
    let mut written = Ok(());
    let looked = prober.looks(due, now + ROUND, |look| {
        let Some(watch) = of.get(&look.watch) else { return };
        let done = work.pool.write(|db| db.tx(|db| looks::note(db, watch, &stops, &look, &prober.place)));
        if let Err(error) = done {
            written = Err(error);
        }
    });
    looked.map_err(|error| parvis_db::Error::Task(error.to_string()))?;
    written
}

/// Asks for the reading of every page in the hours to come, notes the nights that did not take place, and erases what is
/// old.
pub(crate) fn night(work: &Work<'_>) -> Result<(), AccountsError> {
    let now = work.clock.now();
    work.pool.write(|db| db.tx(|db| ask(db, work.rng, now)))?;
    work.pool.write(|db| sweep(db, RETENTION, None, &By::console(now)))?;
    Ok(())
}

fn ask(db: &mut Db, rng: &dyn Rng, now: Timestamp) -> Result<(), AccountsError> {
    for watch in store::watches(db)? {
        let last = findings::last_counts(db, watch.id)?.map_or(watch.since, |(at, _, _)| at);
        // A reading is up to three hours after its night begins.
        if now > last + DAY * 2 {
            let (began_at, kind, reason) = (last + DAY, GapKind::Page, GapReason::Stopped);
            store::insert_gap(db, &Gap { watch: watch.id, kind, began_at, ended_at: now, reason })?;
        }
        let id = Id::new(&FixedClock(now), rng);
        let at = now + watch.moment(NIGHT);
        enqueue_once(db, id, &Read { watch: watch.id }, at, &format!("{} {}", watch.id, now.day()))?;
    }
    Ok(())
}

/// Reads a page, writes what it finds, and whom it concerns. A page that is not reached is tried three times, then the
/// night is a gap.
pub(crate) fn read(prober: &Prober, work: &Work<'_>, watch: Id) -> Result<(), Failed> {
    let found = work.pool.read(|db| store::watch(db, watch)).map_err(Failed::from)?;
    // Ended meanwhile.
    let Some(watch) = found.filter(|one| one.ended_at.is_none()) else { return Ok(()) };
    let url = address(&watch.url).ok_or(Failed::Never("no address".to_owned()))?;
    let report = prober.read(&url).map_err(|error| Failed::Again(error.to_string()))?;
    let missed = report.pages.iter().find_map(|page| page.missed.as_ref());
    if let Some(missed) = missed.filter(|_| work.attempt < Read::ATTEMPTS) {
        return Err(Failed::Again(format!("not reached: {}", missed.kind)));
    }
    let now = work.clock.now();
    let is_missed = missed.is_some();
    let count = |verdict| u32::try_from(report.count(verdict)).unwrap_or(u32::MAX);
    let run = Run {
        watch: watch.id,
        at: now,
        failed: count(Verdict::Failed),
        to_review: count(Verdict::ToReview),
        report: serde_json::to_string(&report).map_err(|error| Failed::Never(error.to_string()))?,
    };
    work.pool.write(|db| db.tx(|db| looks::keep(db, &watch, &run, is_missed))).map_err(Failed::from)
}
