//! Audits of a procedure: begun over a sample, filled in, finished, and declared.

use parvis_accounts::service::agents;
use parvis_accounts::{AccountsError, Means};
use parvis_db::Db;
use parvis_journal::{By, act};
use parvis_kernel::{Day, Id, Permission};
use parvis_places::Located;
use std::collections::{BTreeSet, HashMap};

use super::{done, findings, get};
use crate::audit::fill::{self, Sent, Wrong};
use crate::audit::rate::Tally;
use crate::audit::sample::{BadSample, SamplePage};
use crate::audit::statement::Facts;
use crate::audit::{Audit, Finished, Grid, carried_over};
use crate::rgaa;
use crate::store::{self, audits as kept};

/// Characters of an auditor's name at most: as many as readers of statements take for a name.
const LONGEST: usize = 80;

/// An audit, its grid, and who did what in it.
#[derive(Debug)]
pub struct Sheet {
    pub about: Located,
    pub audit: Audit,
    pub grid: Grid,
    /// Nobody is named who is gone.
    pub names: HashMap<Id, String>,
}

/// The audits of a procedure with what they count, the last one first, and the pages that a new one may begin with.
#[derive(Debug)]
pub struct List {
    pub about: Located,
    pub audits: Vec<(Audit, usize, Tally)>,
    pub watched: Vec<SamplePage>,
}

/// # Errors
/// No such procedure for the actor; without the right.
pub fn list(db: &mut Db, by: &By, slug: &str) -> Result<List, AccountsError> {
    let about = get(db, by, slug, Permission::MeasureRead)?;
    let mut audits = Vec::new();
    for one in kept::of_procedure(db, about.procedure.id)? {
        let grid = kept::grid(db, one.id)?;
        audits.push((one, grid.pages.len(), grid.whole()));
    }
    let open = store::of_procedure(db, about.procedure.id)?;
    let page = |(nth, url): (usize, String)| SamplePage { title: format!("Page {nth}"), url };
    let urls = open.into_iter().filter(|one| one.ended_at.is_none()).map(|one| one.url);
    let watched = (1..).zip(urls).map(page).collect();
    Ok(List { about, audits, watched })
}

/// One audit and all that is decided in it.
///
/// # Errors
/// No such procedure for the actor, or no such audit of it; without the right.
pub fn sheet(db: &mut Db, by: &By, slug: &str, id: Id) -> Result<Sheet, AccountsError> {
    let (about, audit) = one(db, by, slug, id, Permission::MeasureRead)?;
    let grid = kept::grid(db, id)?;
    let ends = [audit.begun_by, audit.finished.and_then(|finished| finished.by)];
    let people = grid.decisions.values().map(|one| one.by).chain(ends).flatten();
    let people: Vec<Id> = people.collect::<BTreeSet<Id>>().into_iter().collect();
    let names = agents::names(db, &people)?;
    Ok(Sheet { about, audit, grid, names })
}

fn one(
    db: &mut Db,
    by: &By,
    slug: &str,
    id: Id,
    permission: Permission,
) -> Result<(Located, Audit), AccountsError> {
    let about = get(db, by, slug, permission)?;
    let audit = kept::audit(db, id)?.filter(|one| one.procedure == about.procedure.id);
    Ok((about, audit.ok_or(AccountsError::NotFound)?))
}

/// What an audit begins with.
#[derive(Debug, Clone)]
pub struct NewAudit {
    pub auditor: String,
    pub pages: Result<Vec<SamplePage>, BadSample>,
}

/// Begins an audit: what the machine proves of its pages is there from the first moment.
///
/// # Errors
/// Without the right; no auditor; pages that cannot be read.
pub fn begin(db: &mut Db, means: &Means, by: &By, slug: &str, new: &NewAudit) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let about = get(db, by, slug, Permission::CriterionAssess)?;
        let auditor = new.auditor.split_whitespace().collect::<Vec<_>>().join(" ");
        if !(2..=LONGEST).contains(&auditor.chars().count()) {
            return Err(AccountsError::invalid("auditor", "probes-audit-auditor-form"));
        }
        let pages = new.pages.as_ref().map_err(|bad| {
            let message = match bad {
                BadSample::Empty => "probes-audit-pages-none",
                BadSample::TooMany => "probes-audit-pages-many",
                BadSample::Line(_) => "probes-audit-pages-form",
            };
            AccountsError::invalid("pages", message)
        })?;
        let audit = fresh(means, by, &about, auditor, None);
        kept::insert(db, &audit, pages)?;
        let proven = prove(db, by, slug, audit.id)?;
        let told = done("audit.begin", &about, "audit", audit.id.to_string())
            .set("auditor", &audit.auditor)
            .set("pages", pages.len().to_string())
            .set("proven", proven.to_string());
        Ok((audit.id, told))
    })
}

fn fresh(means: &Means, by: &By, about: &Located, auditor: String, former: Option<Id>) -> Audit {
    Audit {
        id: means.id(by.now),
        procedure: about.procedure.id,
        auditor,
        reference: rgaa::current().version.clone(),
        begun_at: by.now,
        begun_by: by.actor.agent,
        former,
        finished: None,
        revision: 1,
    }
}

/// Begins an audit with the pages of another, whose decisions are proposed and count once they are confirmed: what was
/// true of a page then may not be now.
///
/// # Errors
/// Without the right; no such audit; one that is not finished.
pub fn again(db: &mut Db, means: &Means, by: &By, slug: &str, id: Id) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let (about, former) = one(db, by, slug, id, Permission::CriterionAssess)?;
        if former.finished.is_none() {
            return Err(AccountsError::Conflict("probes-audit-unfinished"));
        }
        let grid = kept::grid(db, id)?;
        let audit = fresh(means, by, &about, former.auditor.clone(), Some(id));
        kept::insert(db, &audit, &grid.pages)?;
        for (place, decision) in carried_over(&grid) {
            kept::decide(db, audit.id, place, &decision)?;
        }
        let proven = prove(db, by, slug, audit.id)?;
        let told = done("audit.begin", &about, "audit", audit.id.to_string())
            .set("former", id.to_string())
            .set("proven", proven.to_string());
        Ok((audit.id, told))
    })
}

/// Writes what the machine proves of the pages of an audit; how many criteria on pages that changes.
fn prove(db: &mut Db, by: &By, slug: &str, id: Id) -> Result<usize, AccountsError> {
    let found = findings::found(db, by, slug)?;
    let grid = kept::grid(db, id)?;
    let proofs = fill::proofs(&grid, found.failures(), by.now);
    for (place, decision) in &proofs {
        kept::decide(db, id, *place, decision)?;
    }
    Ok(proofs.len())
}

/// Takes up what nights found since; nothing that a person said changes.
///
/// # Errors
/// Without the right; no such audit; one that is finished.
pub fn refill(db: &mut Db, by: &By, slug: &str, id: Id) -> Result<usize, AccountsError> {
    act(db, by, |db| {
        let (about, _) = one(db, by, slug, id, Permission::CriterionAssess)?;
        hold(db, id)?;
        let proven = prove(db, by, slug, id)?;
        let told = done("audit.refill", &about, "audit", id.to_string()).set("proven", proven.to_string());
        Ok((proven, told))
    })
}

fn hold(db: &mut Db, id: Id) -> Result<(), AccountsError> {
    if kept::hold(db, id)? { Ok(()) } else { Err(AccountsError::Conflict("probes-audit-finished")) }
}

/// Why a form of criteria is not saved.
#[derive(Debug)]
pub enum Unfilled {
    /// What is wrong, criterion by criterion.
    Wrong(Vec<Wrong>),
    Other(AccountsError),
}

impl<E: Into<AccountsError>> From<E> for Unfilled {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// Writes what a person says of criteria on one page: all of it, or nothing. How many of them changed.
///
/// # Errors
/// Without the right; no such audit or page; an audit that is finished; what is wrong with each criterion, also when
/// somebody else changed it meanwhile.
pub fn fill(
    db: &mut Db,
    by: &By,
    slug: &str,
    (id, page): (Id, i32),
    sent: &[Sent],
) -> Result<usize, Unfilled> {
    db.tx(|db| {
        let (about, _) = one(db, by, slug, id, Permission::CriterionAssess)?;
        hold(db, id)?;
        let grid = kept::grid(db, id)?;
        if !grid.positions().any(|position| position == page) {
            return Err(AccountsError::NotFound.into());
        }
        let changes = fill::merge(&grid, page, sent).map_err(Unfilled::Wrong)?;
        if changes.is_empty() {
            return Ok(0);
        }
        Ok(act(db, by, |db| {
            for (criterion, told) in &changes {
                let before = grid.decision(page, criterion);
                let decision = fill::said(before, told.clone(), by.now, by.actor.agent);
                kept::decide(db, id, (page, criterion), &decision)?;
            }
            let numbers: Vec<&str> = changes.iter().map(|(criterion, _)| *criterion).collect();
            let told = done("audit.fill", &about, "audit", id.to_string())
                .set("page", page.to_string())
                .set("criteria", numbers.join(", "));
            Ok::<_, AccountsError>((changes.len(), told))
        })?)
    })
}

/// Finishes an audit as it was in sight: it never changes again.
///
/// # Errors
/// Without the right; no such audit; something that is not decided, or that was changed meanwhile; a day to come.
pub fn finish(
    db: &mut Db,
    by: &By,
    slug: &str,
    (id, seen): (Id, i32),
    on: Option<Day>,
) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let (about, audit) = one(db, by, slug, id, Permission::CriterionReview)?;
        if audit.finished.is_some() {
            return Err(AccountsError::Conflict("probes-audit-finished"));
        }
        let on = on.filter(|day| *day <= by.now.day());
        let on = on.ok_or(AccountsError::invalid("on", "probes-audit-day"))?;
        let grid = kept::grid(db, id)?;
        if grid.undecided() > 0 {
            return Err(AccountsError::Conflict("probes-audit-undecided-refused"));
        }
        let rate = grid.whole().rate().ok_or(AccountsError::Conflict("probes-audit-nothing"))?;
        let end = Finished { on, at: by.now, by: by.actor.agent };
        if !kept::finish(db, id, seen, &end)? {
            return Err(AccountsError::Conflict("probes-audit-moved"));
        }
        let told = done("audit.finish", &about, "audit", id.to_string())
            .set("day", on.to_string())
            .set("rate", format!("{:.2}", rate.percent()));
        Ok(((), told))
    })
}

/// A finished audit, and what its statement says; none when nobody wrote it yet.
///
/// # Errors
/// No such audit for the actor; one that is not finished.
pub fn statement(
    db: &mut Db,
    by: &By,
    slug: &str,
    id: Id,
) -> Result<(Sheet, Option<(Facts, i32)>), AccountsError> {
    let sheet = sheet(db, by, slug, id)?;
    if sheet.audit.finished.is_none() {
        return Err(AccountsError::Conflict("probes-audit-unfinished"));
    }
    let facts = kept::facts(db, id)?;
    Ok((sheet, facts))
}

/// Writes what the statement of a finished audit says beside it.
///
/// # Errors
/// Without the right; no such audit; one that is not finished; a field that is missing or wrong; a statement that was
/// changed meanwhile.
pub fn declare(
    db: &mut Db,
    by: &By,
    slug: &str,
    (id, seen): (Id, i32),
    facts: Facts,
) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let (about, audit) = one(db, by, slug, id, Permission::CriterionReview)?;
        let end = audit.finished.ok_or(AccountsError::Conflict("probes-audit-unfinished"))?;
        let checked = facts.checked(by.now.day());
        let facts = checked.map_err(|(field, message)| AccountsError::invalid(field, message))?;
        if facts.established().is_some_and(|day| day < end.on) {
            return Err(AccountsError::invalid("established", "probes-statement-before"));
        }
        if !kept::save_facts(db, id, &facts, seen, (by.now, by.actor.agent))? {
            return Err(AccountsError::Conflict("probes-statement-changed"));
        }
        let told = done("audit.statement", &about, "audit", id.to_string())
            .set("established", &facts.established)
            .set("updated", &facts.updated);
        Ok(((), told))
    })
}

/// The criteria of a topic of the reference, by its number.
pub fn topic(number: &str) -> Option<&'static rgaa::Topic> {
    rgaa::current().topics.iter().find(|topic| topic.number.to_string() == number)
}
