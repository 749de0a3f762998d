//! Which addresses of a procedure are looked at, when, and how they stand.

use parvis_accounts::{AccountsError, Means};
use parvis_catalog::State;
use parvis_db::Db;
use parvis_jobs::enqueue;
use parvis_journal::{By, act};
use parvis_kernel::{Id, Permission, Timestamp, fold};
use parvis_places::{Ground, Located};
use std::collections::BTreeMap;
use std::time::Duration;

use super::{done, get};
use crate::jobs::{Read, Round};
use crate::store;
use crate::watch::days::Counted;
use crate::watch::hours::Hours;
use crate::watch::{Check, Gap, MOST, Maintenance, Outage, RHYTHMS, Watch, address};

/// Outages and gaps that a page shows.
const SHOWN: i64 = 50;
/// The stretch of time whose share is shown.
const MONTH: Duration = Duration::from_secs(30 * 86_400);

/// How an address stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody looked yet.
    NotYet,
    Answers,
    /// Since when it does not.
    Down(Timestamp),
    /// Since when nobody looks: nothing is known.
    Unknown(Timestamp),
}

/// From the last look, the outage that lasts, and the clock.
pub fn standing(watch: &Watch, last: Option<Timestamp>, open: Option<&Outage>, now: Timestamp) -> Standing {
    match (last, open) {
        (None, _) => Standing::NotYet,
        (Some(last), _) if now > last.plus(watch.period() * 3) => Standing::Unknown(last),
        (Some(_), Some(outage)) => Standing::Down(outage.began_at),
        (Some(_), None) => Standing::Answers,
    }
}

/// An address and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Watched {
    pub watch: Watch,
    pub last: Option<Check>,
    pub standing: Standing,
    /// Looks of thirty days that count, and those at which it answered.
    pub month: Counted,
    /// When its page was last read, with failures and points to review.
    pub read: Option<(Timestamp, i32, i32)>,
}

/// Everything about the addresses of one procedure.
#[derive(Debug)]
pub struct Sheet {
    pub about: Located,
    /// Ended ones left out.
    pub watched: Vec<Watched>,
    pub outages: Vec<Outage>,
    pub gaps: Vec<Gap>,
    /// Stops that are not over.
    pub maintenance: Vec<Maintenance>,
    /// Every address that was ever looked at, for outages of the past.
    pub addresses: BTreeMap<Id, String>,
}

/// What is known of the addresses of a procedure.
///
/// # Errors
/// No such procedure for the actor; without the right.
pub fn sheet(db: &mut Db, by: &By, slug: &str) -> Result<Sheet, AccountsError> {
    let about = get(db, by, slug, Permission::MeasureRead)?;
    known(db, about, by.now)
}

/// The same, for whoever was let in already.
pub(crate) fn known(db: &mut Db, about: Located, now: Timestamp) -> Result<Sheet, AccountsError> {
    let all = store::of_procedure(db, about.procedure.id)?;
    let ids: Vec<Id> = all.iter().map(|one| one.id).collect();
    let outages = store::outages(db, &ids, SHOWN)?;
    let mut watched = Vec::new();
    for watch in all.iter().filter(|one| one.ended_at.is_none()) {
        let last = store::last_check(db, watch.id)?;
        let open = outages.iter().find(|one| one.watch == watch.id && one.ended_at.is_none());
        watched.push(Watched {
            standing: standing(watch, last.as_ref().map(|last| last.at), open, now),
            month: store::share(db, watch.id, now - MONTH)?,
            read: store::findings::last_counts(db, watch.id)?,
            watch: watch.clone(),
            last,
        });
    }
    let mut maintenance = store::maintenance(db, now)?;
    maintenance.retain(|one| one.procedure == about.procedure.id);
    let gaps = store::gaps(db, &ids, SHOWN)?;
    let addresses = all.into_iter().map(|one| (one.id, one.url)).collect();
    Ok(Sheet { about, watched, outages, gaps, maintenance, addresses })
}

/// A line of the list: a procedure, its addresses that are looked at, and their last looks.
#[derive(Debug)]
pub struct Line {
    pub about: Located,
    pub standings: Vec<(Watch, Standing)>,
}

/// All procedures that the actor may see, those that are looked at with how they stand; in the order of their names.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, by: &By) -> Result<Vec<Line>, AccountsError> {
    let ground = Ground::load(db)?;
    let last: BTreeMap<Id, Timestamp> = store::last_checks(db)?.into_iter().collect();
    let mut of: BTreeMap<Id, Vec<Watch>> = BTreeMap::new();
    for watch in store::watches(db)? {
        of.entry(watch.procedure).or_default().push(watch);
    }
    let ids: Vec<Id> = of.values().flatten().map(|watch| watch.id).collect();
    let open = store::open_outages(db, &ids)?;
    let mut lines = Vec::new();
    for procedure in parvis_catalog::all(db)?.procedures {
        let watches = of.remove(&procedure.id).unwrap_or_default();
        let Ok(about) =
            ground.locate(procedure, by.now).and_then(|one| one.open(by, Permission::MeasureRead))
        else {
            continue;
        };
        if watches.is_empty() && about.shown.state != State::Listed {
            continue;
        }
        let stands = |watch: Watch| {
            let outage = open.iter().find(|one| one.watch == watch.id);
            let standing = standing(&watch, last.get(&watch.id).copied(), outage, by.now);
            (watch, standing)
        };
        lines.push(Line { about, standings: watches.into_iter().map(stands).collect() });
    }
    lines.sort_by_cached_key(|line| (line.standings.is_empty(), fold(&line.about.shown.name)));
    Ok(lines)
}

/// The newest gaps of all addresses that the actor sees, for whoever keeps the probes running.
///
/// # Errors
/// The database's own.
pub fn gaps(db: &mut Db, lines: &[Line]) -> Result<Vec<(Gap, String)>, AccountsError> {
    let urls: BTreeMap<Id, &str> = lines
        .iter()
        .flat_map(|line| &line.standings)
        .map(|(watch, _)| (watch.id, watch.url.as_str()))
        .collect();
    let ids: Vec<Id> = urls.keys().copied().collect();
    let gaps = store::gaps(db, &ids, SHOWN)?;
    let named = |gap: Gap| urls.get(&gap.watch).map(|url| ((*url).to_owned(), gap));
    Ok(gaps.into_iter().filter_map(named).map(|(url, gap)| (gap, url)).collect())
}

/// An address as it is asked for.
#[derive(Debug, Clone)]
pub struct NewWatch {
    pub url: String,
    pub every: u16,
    pub hours: Option<Hours>,
}

/// Has an address of a procedure looked at.
///
/// # Errors
/// Without the right over the procedure; an address that is none, that is there already, or one too many.
pub fn add(db: &mut Db, means: &Means, by: &By, slug: &str, new: &NewWatch) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let about = get(db, by, slug, Permission::CatalogWrite)?;
        let url = address(&new.url).ok_or(AccountsError::invalid("url", "probes-url-form"))?.to_string();
        if !RHYTHMS.contains(&new.every) {
            return Err(AccountsError::invalid("every", "accounts-choose"));
        }
        let hours = new.hours.ok_or(AccountsError::invalid("closes", "probes-hours-form"))?;
        let all = store::of_procedure(db, about.procedure.id)?;
        let open: Vec<&Watch> = all.iter().filter(|one| one.ended_at.is_none()).collect();
        if open.iter().any(|one| one.url == url) {
            return Err(AccountsError::invalid("url", "probes-url-known"));
        }
        if open.len() >= MOST {
            return Err(AccountsError::invalid("url", "probes-url-many"));
        }
        let id = means.id(by.now);
        let procedure = about.procedure.id;
        let watch = Watch { id, procedure, url, every: new.every, hours, since: by.now, ended_at: None };
        store::insert_watch(db, &watch)?;
        // It is looked at and read at once, then in its rhythm.
        enqueue(db, means.id(by.now), &Round { tick: by.now.micros(), only: Some(id) }, by.now)?;
        enqueue(db, means.id(by.now), &Read { watch: id }, by.now)?;
        let every = watch.every.to_string();
        Ok((
            id,
            done("probe.watch", &about, "watch", id.to_string()).set("url", &watch.url).set("every", every),
        ))
    })
}

/// Has an address looked at no more; what was found stays.
///
/// # Errors
/// Without the right; no such address of this procedure.
pub fn end(db: &mut Db, by: &By, slug: &str, id: Id) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let about = get(db, by, slug, Permission::CatalogWrite)?;
        let watch = store::watch(db, id)?.filter(|one| one.procedure == about.procedure.id);
        let watch = watch.ok_or(AccountsError::NotFound)?;
        if !store::end_watch(db, id, by.now)? {
            return Err(AccountsError::NotFound);
        }
        Ok(((), done("probe.end", &about, "watch", id.to_string()).set("url", &watch.url)))
    })
}

/// Announces a stop: what fails meanwhile is not counted.
///
/// # Errors
/// Without the right; a stop that is over, that ends before it begins, that lasts over thirty days, or without a reason.
pub fn plan(
    db: &mut Db,
    means: &Means,
    by: &By,
    slug: &str,
    (began_at, ended_at): (Timestamp, Timestamp),
    reason: &str,
) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let about = get(db, by, slug, Permission::CatalogWrite)?;
        if ended_at <= began_at || ended_at > began_at.plus(MONTH) {
            return Err(AccountsError::invalid("ends", "probes-stop-order"));
        }
        // What happened already is not excused afterwards.
        if began_at < by.now {
            return Err(AccountsError::invalid("begins", "probes-stop-past"));
        }
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > 500 {
            return Err(AccountsError::invalid("reason", "probes-stop-reason"));
        }
        let id = means.id(by.now);
        let stop =
            Maintenance { id, procedure: about.procedure.id, began_at, ended_at, reason: reason.to_owned() };
        store::insert_maintenance(db, &stop)?;
        let told = done("probe.plan", &about, "maintenance", id.to_string())
            .set("begins", began_at.to_string())
            .set("ends", ended_at.to_string())
            .because(reason);
        Ok((id, told))
    })
}

/// Takes back a stop that has not begun.
///
/// # Errors
/// Without the right; no such stop of this procedure, or it has begun.
pub fn unplan(db: &mut Db, by: &By, slug: &str, id: Id) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let about = get(db, by, slug, Permission::CatalogWrite)?;
        let all = store::maintenance(db, by.now)?;
        let is_its = all.iter().any(|one| one.id == id && one.procedure == about.procedure.id);
        if !is_its || !store::delete_maintenance(db, id, by.now)? {
            return Err(AccountsError::NotFound);
        }
        Ok(((), done("probe.unplan", &about, "maintenance", id.to_string())))
    })
}
