//! Every query of the module.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, Error, on_db};
use parvis_kernel::{Day, Id, Timestamp};
use parvis_measures::Value;

use crate::assessment::{Assessment, Evidence, Stage};

diesel::table! {
    procedures_assessment (id) {
        id -> parvis_kernel::sql::Uuid,
        procedure_id -> parvis_kernel::sql::Uuid,
        indicator -> Text,
        answers -> Text,
        value -> Nullable<Double>,
        choice -> Nullable<Text>,
        n -> Nullable<Integer>,
        link -> Text,
        note -> Text,
        state -> Text,
        assessed_by -> parvis_kernel::sql::Uuid,
        assessed_at -> BigInt,
        expires_on -> Integer,
        reviewed_by -> Nullable<parvis_kernel::sql::Uuid>,
        reviewed_at -> Nullable<BigInt>,
        return_reason -> Nullable<Text>,
    }
}

/// How the database writes that the question does not arise, as the ledger does.
const NOT_APPLICABLE: &str = "not_applicable";

#[derive(Insertable, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = procedures_assessment, treat_none_as_default_value = false, treat_none_as_null = true)]
struct Row {
    id: Id,
    procedure_id: Id,
    indicator: String,
    answers: String,
    value: Option<f64>,
    choice: Option<String>,
    n: Option<i32>,
    link: String,
    note: String,
    state: String,
    assessed_by: Id,
    assessed_at: Timestamp,
    expires_on: Day,
    reviewed_by: Option<Id>,
    reviewed_at: Option<Timestamp>,
    return_reason: Option<String>,
}

impl Row {
    fn new(one: &Assessment) -> Self {
        let (value, choice) = match &one.value {
            None => (None, None),
            Some(Value::Number(number)) => (Some(*number), None),
            Some(Value::Choice(slug)) => (None, Some(slug.clone())),
            Some(Value::NotApplicable) => (None, Some(NOT_APPLICABLE.to_owned())),
        };
        Self {
            id: one.id,
            procedure_id: one.procedure,
            indicator: one.indicator.clone(),
            answers: serde_json::to_string(&one.answers).unwrap_or_default(),
            value,
            choice,
            n: one.n.map(|n| i32::try_from(n).unwrap_or(i32::MAX)),
            link: one.evidence.link.clone(),
            note: one.evidence.note.clone(),
            state: one.stage.to_string(),
            assessed_by: one.assessed_by,
            assessed_at: one.assessed_at,
            expires_on: one.expires_on,
            reviewed_by: one.reviewed.map(|(by, _)| by),
            reviewed_at: one.reviewed.map(|(_, at)| at),
            return_reason: one.return_reason.clone(),
        }
    }
}

impl From<Row> for Assessment {
    fn from(row: Row) -> Self {
        let value = match (row.value, row.choice) {
            (Some(number), _) => Some(Value::Number(number)),
            (None, Some(slug)) if slug == NOT_APPLICABLE => Some(Value::NotApplicable),
            (None, Some(slug)) => Some(Value::Choice(slug)),
            (None, None) => None,
        };
        Self {
            id: row.id,
            procedure: row.procedure_id,
            indicator: row.indicator,
            answers: serde_json::from_str(&row.answers).unwrap_or_default(),
            value,
            n: row.n.and_then(|n| u32::try_from(n).ok()),
            evidence: Evidence { link: row.link, note: row.note },
            stage: Stage::parse(&row.state).unwrap_or(Stage::Draft),
            assessed_by: row.assessed_by,
            assessed_at: row.assessed_at,
            expires_on: row.expires_on,
            reviewed: row.reviewed_by.zip(row.reviewed_at),
            return_reason: row.return_reason,
        }
    }
}

pub(crate) fn insert(db: &mut Db, one: &Assessment) -> Result<(), AccountsError> {
    let row = Row::new(one);
    on_db!(db, |c| diesel::insert_into(procedures_assessment::table).values(&row).execute(c))?;
    Ok(())
}

/// Writes an assessment anew, if it still is in the stage in which it was read. Whether it was: of two who change it
/// at once, one does.
pub(crate) fn update(db: &mut Db, one: &Assessment, from: Stage) -> Result<bool, AccountsError> {
    use procedures_assessment::dsl as a;
    let row = Row::new(one);
    let same = a::id.eq(one.id).and(a::state.eq(from.as_str()));
    let updated = on_db!(db, |c| diesel::update(a::procedures_assessment.filter(same)).set(&row).execute(c))?;
    Ok(updated == 1)
}

/// Holds an assessment in the stage in which it was read until the end of the transaction; false when it left it.
pub(crate) fn hold(db: &mut Db, id: Id, stage: Stage) -> Result<bool, AccountsError> {
    use procedures_assessment::dsl as a;
    let same = a::procedures_assessment.filter(a::id.eq(id).and(a::state.eq(stage.as_str())));
    let held = on_db!(db, |c| diesel::update(same).set(a::state.eq(stage.as_str())).execute(c))?;
    Ok(held == 1)
}

pub(crate) fn one(db: &mut Db, id: Id) -> Result<Assessment, AccountsError> {
    use procedures_assessment::dsl as a;
    let row: Option<Row> =
        on_db!(db, |c| a::procedures_assessment.find(id).select(Row::as_select()).first(c).optional())?;
    Ok(row.ok_or(AccountsError::NotFound)?.into())
}

/// All assessments of a procedure, the newest first.
pub(crate) fn of_procedure(db: &mut Db, procedure: Id) -> Result<Vec<Assessment>, Error> {
    use procedures_assessment::dsl as a;
    let rows: Vec<Row> = on_db!(db, |c| a::procedures_assessment
        .filter(a::procedure_id.eq(procedure))
        .order((a::assessed_at.desc(), a::id))
        .select(Row::as_select())
        .load(c))?;
    Ok(rows.into_iter().map(Assessment::from).collect())
}

/// An assessment as lists need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Brief {
    pub id: Id,
    pub procedure: Id,
    pub indicator: String,
    pub stage: Stage,
    pub expires_on: Day,
}

impl From<&Assessment> for Brief {
    fn from(one: &Assessment) -> Self {
        let Assessment { id, procedure, stage, expires_on, .. } = *one;
        Self { id, procedure, indicator: one.indicator.clone(), stage, expires_on }
    }
}

/// All assessments, the oldest first.
pub(crate) fn briefs(db: &mut Db) -> Result<Vec<Brief>, Error> {
    use procedures_assessment::dsl as a;
    let rows: Vec<(Id, Id, String, String, Day)> = on_db!(db, |c| a::procedures_assessment
        .order((a::assessed_at, a::id))
        .select((a::id, a::procedure_id, a::indicator, a::state, a::expires_on))
        .load(c))?;
    let brief = |(id, procedure, indicator, state, expires_on): (Id, Id, String, String, Day)| {
        Some(Brief { id, procedure, indicator, stage: Stage::parse(&state)?, expires_on })
    };
    Ok(rows.into_iter().filter_map(brief).collect())
}
