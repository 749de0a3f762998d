//! Audits, the pages of their samples, what is decided of each criterion, and what their statements say.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, Error, on_db};
use parvis_kernel::{Day, Id, Timestamp};

use crate::audit::sample::SamplePage;
use crate::audit::statement::Facts;
use crate::audit::{Audit, Decision, Derogation, Finished, Grid, Outcome, Place, Source, Told, criterion};

diesel::table! {
    probes_audit (id) {
        id -> parvis_kernel::sql::Uuid,
        procedure_id -> parvis_kernel::sql::Uuid,
        auditor -> Text,
        reference -> Text,
        begun_at -> BigInt,
        begun_by -> Nullable<parvis_kernel::sql::Uuid>,
        former_id -> Nullable<parvis_kernel::sql::Uuid>,
        finished_on -> Nullable<Integer>,
        finished_at -> Nullable<BigInt>,
        finished_by -> Nullable<parvis_kernel::sql::Uuid>,
        revision -> Integer,
    }
}

diesel::table! {
    probes_audit_page (audit_id, position) {
        audit_id -> parvis_kernel::sql::Uuid,
        position -> Integer,
        title -> Text,
        url -> Text,
    }
}

diesel::table! {
    probes_audit_decision (audit_id, position, criterion) {
        audit_id -> parvis_kernel::sql::Uuid,
        position -> Integer,
        criterion -> Text,
        outcome -> Nullable<Text>,
        note -> Text,
        derogation -> Nullable<Text>,
        reason -> Text,
        source -> Text,
        evidence -> Text,
        decided_at -> BigInt,
        decided_by -> Nullable<parvis_kernel::sql::Uuid>,
    }
}

diesel::table! {
    probes_audit_statement (audit_id) {
        audit_id -> parvis_kernel::sql::Uuid,
        facts -> Text,
        revision -> Integer,
        saved_at -> BigInt,
        saved_by -> Nullable<parvis_kernel::sql::Uuid>,
    }
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = probes_audit, treat_none_as_default_value = false)]
struct AuditRow {
    id: Id,
    procedure_id: Id,
    auditor: String,
    reference: String,
    begun_at: Timestamp,
    begun_by: Option<Id>,
    former_id: Option<Id>,
    finished_on: Option<Day>,
    finished_at: Option<Timestamp>,
    finished_by: Option<Id>,
    revision: i32,
}

impl From<AuditRow> for Audit {
    fn from(row: AuditRow) -> Self {
        let finished = row.finished_on.zip(row.finished_at);
        Self {
            id: row.id,
            procedure: row.procedure_id,
            auditor: row.auditor,
            reference: row.reference,
            begun_at: row.begun_at,
            begun_by: row.begun_by,
            former: row.former_id,
            finished: finished.map(|(on, at)| Finished { on, at, by: row.finished_by }),
            revision: row.revision,
        }
    }
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = probes_audit_page)]
struct PageRow {
    audit_id: Id,
    position: i32,
    title: String,
    url: String,
}

#[derive(Insertable, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = probes_audit_decision, treat_none_as_default_value = false, treat_none_as_null = true)]
struct DecisionRow {
    audit_id: Id,
    position: i32,
    criterion: String,
    outcome: Option<String>,
    note: String,
    derogation: Option<String>,
    reason: String,
    source: String,
    evidence: String,
    decided_at: Timestamp,
    decided_by: Option<Id>,
}

/// Writes an audit that begins, and the pages of its sample.
pub(crate) fn insert(db: &mut Db, one: &Audit, pages: &[SamplePage]) -> Result<(), AccountsError> {
    let row = AuditRow {
        id: one.id,
        procedure_id: one.procedure,
        auditor: one.auditor.clone(),
        reference: one.reference.clone(),
        begun_at: one.begun_at,
        begun_by: one.begun_by,
        former_id: one.former,
        finished_on: one.finished.map(|finished| finished.on),
        finished_at: one.finished.map(|finished| finished.at),
        finished_by: one.finished.and_then(|finished| finished.by),
        revision: one.revision,
    };
    on_db!(db, |c| diesel::insert_into(probes_audit::table).values(&row).execute(c))?;
    for (position, page) in (1..).zip(pages) {
        let (title, url) = (page.title.clone(), page.url.clone());
        let row = PageRow { audit_id: one.id, position, title, url };
        on_db!(db, |c| diesel::insert_into(probes_audit_page::table).values(&row).execute(c))?;
    }
    Ok(())
}

/// The audits of a procedure, the last one begun first.
pub(crate) fn of_procedure(db: &mut Db, procedure: Id) -> Result<Vec<Audit>, Error> {
    use probes_audit::dsl as a;
    let rows: Vec<AuditRow> = on_db!(db, |c| a::probes_audit
        .filter(a::procedure_id.eq(procedure))
        .order((a::begun_at.desc(), a::id))
        .select(AuditRow::as_select())
        .load(c))?;
    Ok(rows.into_iter().map(Audit::from).collect())
}

pub(crate) fn audit(db: &mut Db, id: Id) -> Result<Option<Audit>, Error> {
    use probes_audit::dsl as a;
    let row: Option<AuditRow> =
        on_db!(db, |c| a::probes_audit.find(id).select(AuditRow::as_select()).first(c).optional())?;
    Ok(row.map(Audit::from))
}

/// The pages of an audit and all that is decided.
pub(crate) fn grid(db: &mut Db, audit: Id) -> Result<Grid, Error> {
    use probes_audit_decision::dsl as d;
    use probes_audit_page::dsl as p;
    let pages: Vec<PageRow> = on_db!(db, |c| p::probes_audit_page
        .filter(p::audit_id.eq(audit))
        .order(p::position)
        .select(PageRow::as_select())
        .load(c))?;
    let rows: Vec<DecisionRow> = on_db!(db, |c| d::probes_audit_decision
        .filter(d::audit_id.eq(audit))
        .select(DecisionRow::as_select())
        .load(c))?;
    let pages = pages.into_iter().map(|row| SamplePage { title: row.title, url: row.url }).collect();
    Ok(Grid { pages, decisions: rows.into_iter().filter_map(decision).collect() })
}

fn decision(row: DecisionRow) -> Option<(Place, Decision)> {
    let criterion = criterion(&row.criterion)?;
    let told = Told {
        outcome: row.outcome.as_deref().and_then(Outcome::parse),
        note: row.note,
        derogation: row.derogation.as_deref().and_then(Derogation::parse),
        reason: row.reason,
    };
    let decision = Decision {
        told,
        source: Source::parse(&row.source)?,
        evidence: serde_json::from_str(&row.evidence).unwrap_or_default(),
        at: row.decided_at,
        by: row.decided_by,
    };
    Some(((row.position, criterion.number.as_str()), decision))
}

/// Takes hold of an audit for a change, until the end of the transaction, and counts the change; false when it is finished.
pub(crate) fn hold(db: &mut Db, id: Id) -> Result<bool, Error> {
    use probes_audit::dsl as a;
    let open = a::probes_audit.filter(a::id.eq(id).and(a::finished_on.is_null()));
    Ok(on_db!(db, |c| diesel::update(open).set(a::revision.eq(a::revision + 1)).execute(c))? == 1)
}

/// Writes what is decided of a criterion on a page, over what was.
pub(crate) fn decide(db: &mut Db, audit: Id, place: Place, one: &Decision) -> Result<(), AccountsError> {
    use probes_audit_decision::dsl as d;
    let row = DecisionRow {
        audit_id: audit,
        position: place.0,
        criterion: place.1.to_owned(),
        outcome: one.told.outcome.map(|outcome| outcome.to_string()),
        note: one.told.note.clone(),
        derogation: one.told.derogation.map(|derogation| derogation.to_string()),
        reason: one.told.reason.clone(),
        source: one.source.to_string(),
        evidence: serde_json::to_string(&one.evidence).unwrap_or_else(|_| "[]".into()),
        decided_at: one.at,
        decided_by: one.by,
    };
    let known = d::probes_audit_decision.find((audit, place.0, place.1));
    if on_db!(db, |c| diesel::update(known).set(&row).execute(c))? == 0 {
        on_db!(db, |c| diesel::insert_into(d::probes_audit_decision).values(&row).execute(c))?;
    }
    Ok(())
}

/// Ends an audit as it was in sight; false when it was changed meanwhile, or ended already.
pub(crate) fn finish(db: &mut Db, id: Id, revision: i32, end: &Finished) -> Result<bool, Error> {
    use probes_audit::dsl as a;
    let seen = a::id.eq(id).and(a::revision.eq(revision)).and(a::finished_on.is_null());
    let ended = (a::finished_on.eq(end.on), a::finished_at.eq(end.at), a::finished_by.eq(end.by));
    Ok(on_db!(db, |c| diesel::update(a::probes_audit.filter(seen)).set(ended).execute(c))? == 1)
}

/// What the statement of an audit says beside it, and its revision; none when nobody wrote it yet.
pub(crate) fn facts(db: &mut Db, audit: Id) -> Result<Option<(Facts, i32)>, Error> {
    use probes_audit_statement::dsl as s;
    let row: Option<(String, i32)> = on_db!(db, |c| s::probes_audit_statement
        .find(audit)
        .select((s::facts, s::revision))
        .first(c)
        .optional())?;
    Ok(row.map(|(facts, revision)| (serde_json::from_str(&facts).unwrap_or_default(), revision)))
}

/// Writes what a statement says, over the revision that was in sight (0: nothing was there); false when it was changed
/// meanwhile.
pub(crate) fn save_facts(
    db: &mut Db,
    audit: Id,
    facts: &Facts,
    seen: i32,
    (at, by): (Timestamp, Option<Id>),
) -> Result<bool, Error> {
    use probes_audit_statement::dsl as s;
    let text = serde_json::to_string(facts).unwrap_or_default();
    let known = s::probes_audit_statement.filter(s::audit_id.eq(audit).and(s::revision.eq(seen)));
    let values = (s::facts.eq(&text), s::revision.eq(seen + 1), s::saved_at.eq(at), s::saved_by.eq(by));
    let written = if seen == 0 {
        on_db!(db, |c| diesel::insert_into(s::probes_audit_statement)
            .values((s::audit_id.eq(audit), values))
            .on_conflict_do_nothing()
            .execute(c))?
    } else {
        on_db!(db, |c| diesel::update(known).set(values).execute(c))?
    };
    Ok(written == 1)
}
