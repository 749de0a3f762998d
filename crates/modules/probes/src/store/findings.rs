//! What nights found, what people said of it, and who is to be told.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, Error, on_db};
use parvis_kernel::{Id, Timestamp};

use crate::track::{Alert, AlertKind, Judged, Judgement, Run};

diesel::table! {
    probes_run (watch_id, at) {
        watch_id -> parvis_kernel::sql::Uuid,
        at -> BigInt,
        failed -> Integer,
        to_review -> Integer,
        report -> Text,
    }
}

diesel::table! {
    probes_judgement (procedure_id, mark) {
        procedure_id -> parvis_kernel::sql::Uuid,
        mark -> Text,
        verdict -> Text,
        note -> Text,
        judged_at -> BigInt,
        judged_by -> Nullable<parvis_kernel::sql::Uuid>,
    }
}

diesel::table! {
    probes_alert (procedure_id, kind, subject) {
        procedure_id -> parvis_kernel::sql::Uuid,
        kind -> Text,
        subject -> Text,
        url -> Text,
        detail -> Text,
        found_at -> BigInt,
        told_at -> Nullable<BigInt>,
    }
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = probes_run)]
struct RunRow {
    watch_id: Id,
    at: Timestamp,
    failed: i32,
    to_review: i32,
    report: String,
}

impl From<RunRow> for Run {
    fn from(row: RunRow) -> Self {
        let count = |value| u32::try_from(value).unwrap_or(0);
        Self {
            watch: row.watch_id,
            at: row.at,
            failed: count(row.failed),
            to_review: count(row.to_review),
            report: row.report,
        }
    }
}

/// Writes what a night found; the same night again stays as it is.
pub(crate) fn insert_run(db: &mut Db, one: &Run) -> Result<(), Error> {
    let count = |value| i32::try_from(value).unwrap_or(i32::MAX);
    let row = RunRow {
        watch_id: one.watch,
        at: one.at,
        failed: count(one.failed),
        to_review: count(one.to_review),
        report: one.report.clone(),
    };
    on_db!(db, |c| diesel::insert_into(probes_run::table).values(&row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Writes the report of a reading anew.
pub(crate) fn set_report(db: &mut Db, one: &Run, report: &str) -> Result<(), Error> {
    use probes_run::dsl as r;
    let key = r::probes_run.find((one.watch, one.at));
    on_db!(db, |c| diesel::update(key).set(r::report.eq(report)).execute(c))?;
    Ok(())
}

/// The newest readings of an address, the last one first.
pub(crate) fn runs(db: &mut Db, watch: Id, most: i64) -> Result<Vec<Run>, Error> {
    use probes_run::dsl as r;
    let rows: Vec<RunRow> = on_db!(db, |c| r::probes_run
        .filter(r::watch_id.eq(watch))
        .order(r::at.desc())
        .limit(most)
        .select(RunRow::as_select())
        .load(c))?;
    Ok(rows.into_iter().map(Run::from).collect())
}

/// Of each address, when its last reading was and what it counted.
pub(crate) fn last_counts(db: &mut Db, watch: Id) -> Result<Option<(Timestamp, i32, i32)>, Error> {
    use probes_run::dsl as r;
    Ok(on_db!(db, |c| r::probes_run
        .filter(r::watch_id.eq(watch))
        .order(r::at.desc())
        .select((r::at, r::failed, r::to_review))
        .first(c)
        .optional())?)
}

/// Erases the readings from before an instant.
pub(crate) fn purge_runs(db: &mut Db, before: Timestamp) -> Result<usize, Error> {
    use probes_run::dsl as r;
    let old = r::probes_run.filter(r::at.lt(before));
    Ok(on_db!(db, |c| diesel::delete(old).execute(c))?)
}

#[derive(Insertable, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = probes_judgement, treat_none_as_default_value = false, treat_none_as_null = true)]
struct JudgementRow {
    procedure_id: Id,
    mark: String,
    verdict: String,
    note: String,
    judged_at: Timestamp,
    judged_by: Option<Id>,
}

/// Writes what somebody says of a finding, over what was said before.
pub(crate) fn judge(db: &mut Db, one: &Judgement) -> Result<(), AccountsError> {
    use probes_judgement::dsl as j;
    let row = JudgementRow {
        procedure_id: one.procedure,
        mark: one.mark.clone(),
        verdict: one.verdict.to_string(),
        note: one.note.clone(),
        judged_at: one.at,
        judged_by: one.by,
    };
    let known = j::probes_judgement.find((one.procedure, &one.mark));
    if on_db!(db, |c| diesel::update(known).set(&row).execute(c))? == 0 {
        on_db!(db, |c| diesel::insert_into(j::probes_judgement).values(&row).execute(c))?;
    }
    Ok(())
}

pub(crate) fn judgements(db: &mut Db, procedure: Id) -> Result<Vec<Judgement>, Error> {
    use probes_judgement::dsl as j;
    let rows: Vec<JudgementRow> = on_db!(db, |c| j::probes_judgement
        .filter(j::procedure_id.eq(procedure))
        .select(JudgementRow::as_select())
        .load(c))?;
    let one = |row: JudgementRow| Judgement {
        procedure: row.procedure_id,
        mark: row.mark,
        verdict: Judged::parse(&row.verdict).unwrap_or(Judged::Confirmed),
        note: row.note,
        at: row.judged_at,
        by: row.judged_by,
    };
    Ok(rows.into_iter().map(one).collect())
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = probes_alert, treat_none_as_default_value = false)]
struct AlertRow {
    procedure_id: Id,
    kind: String,
    subject: String,
    url: String,
    detail: String,
    found_at: Timestamp,
    told_at: Option<Timestamp>,
}

/// Notes what is to be told; what was noted once is not told again.
pub(crate) fn insert_alert(db: &mut Db, one: &Alert) -> Result<(), Error> {
    let row = AlertRow {
        procedure_id: one.procedure,
        kind: one.kind.to_string(),
        subject: one.subject.clone(),
        url: one.url.clone(),
        detail: one.detail.clone(),
        found_at: one.found_at,
        told_at: None,
    };
    on_db!(db, |c| diesel::insert_into(probes_alert::table)
        .values(&row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// What nobody was told of yet, found since an instant.
pub(crate) fn untold(db: &mut Db, since: Timestamp) -> Result<Vec<Alert>, Error> {
    use probes_alert::dsl as a;
    let rows: Vec<AlertRow> = on_db!(db, |c| a::probes_alert
        .filter(a::told_at.is_null().and(a::found_at.ge(since)))
        .order((a::found_at, a::procedure_id, a::kind))
        .select(AlertRow::as_select())
        .load(c))?;
    let one = |row: AlertRow| {
        Some(Alert {
            procedure: row.procedure_id,
            kind: AlertKind::parse(&row.kind)?,
            subject: row.subject,
            url: row.url,
            detail: row.detail,
            found_at: row.found_at,
        })
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

pub(crate) fn told(db: &mut Db, one: &Alert, now: Timestamp) -> Result<(), Error> {
    use probes_alert::dsl as a;
    let key = a::probes_alert.find((one.procedure, one.kind.as_str(), &one.subject));
    on_db!(db, |c| diesel::update(key).set(a::told_at.eq(now)).execute(c))?;
    Ok(())
}
