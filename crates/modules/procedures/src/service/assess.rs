//! A person reads a criterion, another agrees or asks for something else.

use parvis_accounts::{AccountsError, Guarded, Means};
use parvis_catalog::State;
use parvis_db::Db;
use parvis_files::Files;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Permission, Timestamp};
use parvis_measures::{Reading, Value};

use super::{catalogue, evidence, reason};
use crate::assessment::{Assessment, Evidence, Kept, Stage};
use crate::place::{Ground, Located};
use crate::protocol::{Answers, Protocol, Protocols, Wrong};
use crate::store;

/// The source of the readings that people made.
pub const SOURCE: &str = "human";

/// What somebody fills in.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub answers: Answers,
    pub evidence: Evidence,
    /// Files that are taken away from the draft.
    pub removed: Vec<Id>,
    /// Kept without being sent to a second reader; it may be incomplete.
    pub is_draft: bool,
}

impl From<Wrong> for AccountsError {
    fn from(Wrong(question, message): Wrong) -> Self {
        Self::Invalid { field: question, message }
    }
}

/// The protocol of a criterion that people read.
///
/// # Errors
/// No such criterion.
pub fn protocol(indicator: &str) -> Result<&'static Protocol, AccountsError> {
    Protocols::standard().get(indicator).ok_or(AccountsError::NotFound)
}

/// One assessment.
///
/// # Errors
/// No such assessment for the actor.
pub fn get(db: &mut Db, by: &By, id: Id, permission: Permission) -> Result<Kept, AccountsError> {
    let assessment = store::one(db, id)?;
    let procedure = parvis_catalog::by_id(db, assessment.procedure)?.ok_or(AccountsError::NotFound)?;
    let about = Ground::load(db)?.locate(procedure, by.now)?.open(by, permission)?;
    Guarded::new(Kept { assessment, about }).open(by, permission)
}

/// All assessments of a procedure, the newest first.
///
/// # Errors
/// The database's own.
pub fn of(db: &mut Db, one: &Located) -> Result<Vec<Assessment>, AccountsError> {
    Ok(store::of_procedure(db, one.procedure.id)?)
}

/// The assessment of a criterion that is under way, if one is.
pub fn under_way<'a>(all: &'a [Assessment], indicator: &str) -> Option<&'a Assessment> {
    all.iter().find(|one| one.indicator == indicator && one.stage != Stage::Accepted)
}

/// A criterion that somebody may assess now.
pub(super) struct Bench {
    pub one: Located,
    protocol: &'static Protocol,
    assessed_by: Id,
    /// What is under way, held until the end of the transaction.
    pub before: Option<Assessment>,
}

impl Bench {
    /// # Errors
    /// Without the right over the procedure; a procedure that has ended; an assessment that waits for its reader.
    pub fn open(db: &mut Db, by: &By, slug: &str, indicator: &str) -> Result<Self, AccountsError> {
        let one = catalogue::get(db, by, slug, Permission::CriterionAssess)?;
        let protocol = protocol(indicator)?;
        // Only a person assesses: the second reader must be somebody else.
        let assessed_by = by.actor.agent.ok_or(AccountsError::Forbidden)?;
        if one.shown.state != State::Listed {
            return Err(AccountsError::Conflict("proc-ended"));
        }
        let all = store::of_procedure(db, one.procedure.id)?;
        let before = under_way(&all, indicator).cloned();
        if let Some(before) = &before
            && (before.stage == Stage::Waiting || !store::hold(db, before.id, before.stage)?)
        {
            return Err(AccountsError::Conflict("crit-waiting"));
        }
        Ok(Self { one, protocol, assessed_by, before })
    }

    /// What is under way, or else a draft without any answer, made by the actor now.
    pub fn draft(&self, means: &Means, by: &By) -> Assessment {
        self.before.clone().unwrap_or_else(|| Assessment {
            id: means.id(by.now),
            procedure: self.one.procedure.id,
            indicator: self.protocol.indicator.clone(),
            answers: Answers::default(),
            value: None,
            n: None,
            evidence: Evidence::default(),
            stage: Stage::Draft,
            assessed_by: self.assessed_by,
            assessed_at: by.now,
            expires_on: by.now.day().plus_months(self.protocol.months),
            reviewed: None,
            return_reason: None,
        })
    }
}

/// Keeps what was filled in, and unless it is a draft sends it to a second reader. Returns the assessment.
///
/// # Errors
/// Without the right over the procedure; a procedure that has ended; one that waits for its reader; answers or
/// evidence that are wrong, or missing when it is sent.
pub fn save(
    db: &mut Db,
    files: &Files,
    means: &Means,
    by: &By,
    slug: &str,
    indicator: &str,
    sheet: &Sheet,
) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let bench = Bench::open(db, by, slug, indicator)?;
        let answers = bench.protocol.read(&sheet.answers)?;
        let told = evidence::checked(&sheet.evidence)?;
        let found = if sheet.is_draft { None } else { Some(bench.protocol.value(&answers)?) };
        let draft = bench.draft(means, by);
        let (gone, kept) = evidence::remove(db, files, means, by, draft.id, &sheet.removed)?;
        if !sheet.is_draft {
            evidence::suffices(files, &told, &kept)?;
        }
        let new = Assessment {
            answers,
            n: found.as_ref().and_then(|found| found.n),
            value: found.map(|found| found.value),
            evidence: told,
            stage: if sheet.is_draft { Stage::Draft } else { Stage::Waiting },
            assessed_by: bench.assessed_by,
            assessed_at: by.now,
            expires_on: by.now.day().plus_months(bench.protocol.months),
            reviewed: None,
            // What the reader asked for stays in sight until it is sent again.
            return_reason: draft.return_reason.filter(|_| sheet.is_draft),
            ..draft
        };
        let is_kept = match &bench.before {
            None => store::insert(db, &new).map(|()| true)?,
            Some(before) => store::update(db, &new, before.stage)?,
        };
        if !is_kept {
            return Err(AccountsError::Conflict("crit-waiting"));
        }
        let action = if sheet.is_draft { "criterion.draft" } else { "criterion.send" };
        let done = evidence::without(done(action, &bench.one, &new), &gone);
        Ok((new.id, if sheet.is_draft { done } else { evidence::with(done, &kept) }))
    })
}

pub(super) fn done(action: &'static str, one: &Located, assessment: &Assessment) -> Act {
    Act::new(action, &one.place, "assessment", assessment.id.to_string())
        .set("procedure", &one.procedure.slug)
        .set("criterion", &assessment.indicator)
        .changed("value", None, assessment.value.as_ref().map(text))
}

/// A value as the journal writes it.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Choice(slug) => slug.clone(),
        Value::NotApplicable => "not_applicable".to_owned(),
    }
}

/// Opens an assessment to its second reader.
fn to_review(db: &mut Db, by: &By, id: Id) -> Result<(Kept, Id), AccountsError> {
    let kept = get(db, by, id, Permission::CriterionReview)?;
    let reader = by.actor.agent.ok_or(AccountsError::Forbidden)?;
    if kept.assessment.stage != Stage::Waiting {
        return Err(AccountsError::Conflict("crit-not-waiting"));
    }
    if kept.assessment.assessed_by == reader {
        return Err(AccountsError::Conflict("crit-four-eyes"));
    }
    Ok((kept, reader))
}

/// Agrees with an assessment: its reading enters the ledger, of the day on which it was made, in the same transaction.
///
/// # Errors
/// Without the right over the procedure; one's own assessment; one that does not wait; one with a file that cannot be
/// opened, now or ever.
pub fn accept(db: &mut Db, files: &Files, by: &By, id: Id) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let (kept, reader) = to_review(db, by, id)?;
        let all = evidence::of(db, id)?;
        evidence::is_readable(files, &all)?;
        let new = Assessment {
            stage: Stage::Accepted,
            reviewed: Some((reader, by.now)),
            ..kept.assessment.clone()
        };
        if !store::update(db, &new, Stage::Waiting)? {
            return Err(AccountsError::Conflict("crit-not-waiting"));
        }
        let recorded = parvis_measures::record(db, reading(&new, by.now)?)?;
        let done = done("criterion.accept", &kept.about, &new).set("revision", recorded.revision.to_string());
        Ok(((), evidence::with(done, &all)))
    })
}

fn reading(one: &Assessment, now: Timestamp) -> Result<Reading, AccountsError> {
    let indicator = protocol(&one.indicator)?.indicator();
    let as_of = one.assessed_at.day();
    Ok(Reading {
        procedure: one.procedure,
        indicator: one.indicator.clone(),
        method: indicator.method_at(as_of.month()).version.clone(),
        window: indicator.window(),
        as_of,
        value: one.value.clone().ok_or(AccountsError::Conflict("crit-not-waiting"))?,
        n: one.n,
        counts: None,
        source: SOURCE.to_owned(),
        collected_at: one.assessed_at,
        recorded_at: now,
        revision: 1,
        reason: None,
    })
}

/// Gives an assessment back, with what is missing.
///
/// # Errors
/// Those of [`accept`]; no reason.
pub fn send_back(db: &mut Db, by: &By, id: Id, why: &str) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let (kept, reader) = to_review(db, by, id)?;
        let why = reason(why)?;
        let new = Assessment {
            stage: Stage::Returned,
            reviewed: Some((reader, by.now)),
            return_reason: Some(why.clone()),
            ..kept.assessment.clone()
        };
        if !store::update(db, &new, Stage::Waiting)? {
            return Err(AccountsError::Conflict("crit-not-waiting"));
        }
        Ok(((), done("criterion.return", &kept.about, &new).because(&why)))
    })
}
