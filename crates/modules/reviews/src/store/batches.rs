//! Batches of sheets and their readings.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::known;
use crate::answers::Answers;
use crate::batch::{Batch, Read, Reading, Sheet, SheetState};
use crate::service::entry::Told;
use crate::shape::ExtraId;
use crate::survey::Tongue;

diesel::table! {
    reviews_batch (id) {
        id -> parvis_kernel::sql::Uuid,
        form_id -> parvis_kernel::sql::Uuid,
        button_id -> parvis_kernel::sql::Uuid,
        name -> Text,
        tongue -> Text,
        version -> Integer,
        made_at -> BigInt,
        made_by -> Nullable<parvis_kernel::sql::Uuid>,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    reviews_sheet (batch_id, number) {
        batch_id -> parvis_kernel::sql::Uuid,
        number -> Integer,
        state -> Text,
        first_reading -> Nullable<Text>,
        first_by -> Nullable<parvis_kernel::sql::Uuid>,
        second_reading -> Nullable<Text>,
        second_by -> Nullable<parvis_kernel::sql::Uuid>,
        slips -> Integer,
        opinion_id -> Nullable<parvis_kernel::sql::Uuid>,
    }
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = reviews_batch, treat_none_as_default_value = false)]
struct BatchRow {
    id: Id,
    form_id: Id,
    button_id: Id,
    name: String,
    tongue: String,
    version: i32,
    made_at: Timestamp,
    made_by: Option<Id>,
    ended_at: Option<Timestamp>,
}

#[derive(Insertable, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = reviews_sheet, treat_none_as_default_value = false, treat_none_as_null = true)]
struct SheetRow {
    batch_id: Id,
    number: i32,
    state: String,
    first_reading: Option<String>,
    first_by: Option<Id>,
    second_reading: Option<String>,
    second_by: Option<Id>,
    slips: i32,
    opinion_id: Option<Id>,
}

/// A reading as it is kept until its sheet is settled.
#[derive(Serialize, Deserialize)]
struct Kept {
    answers: String,
    comment: Option<String>,
    other: Option<String>,
    texts: BTreeMap<ExtraId, String>,
}

fn text(reading: &Reading) -> Option<String> {
    let kept = |told: &Told| Kept {
        answers: told.answers.text(),
        comment: told.verbatim.clone(),
        other: told.other.clone(),
        texts: told.texts.clone(),
    };
    serde_json::to_string(&reading.as_ref().map(kept)).ok()
}

fn reading(text: &str) -> Result<Reading, AccountsError> {
    let kept: Option<Kept> = known(serde_json::from_str(text).ok(), "reading of a sheet")?;
    let told = |kept: Kept| {
        let answers = known(Answers::parse(&kept.answers), "answers of a sheet")?;
        Ok(Told { answers, verbatim: kept.comment, other: kept.other, texts: kept.texts })
    };
    kept.map(told).transpose()
}

fn read(text: Option<String>, by: Option<Id>) -> Result<Option<Read>, AccountsError> {
    text.map(|text| Ok(Read { reading: reading(&text)?, by })).transpose()
}

impl From<&Sheet> for SheetRow {
    fn from(sheet: &Sheet) -> Self {
        let side = |read: &Option<Read>| match read {
            None => (None, None),
            Some(read) => (text(&read.reading), read.by),
        };
        let ((first_reading, first_by), (second_reading, second_by)) =
            (side(&sheet.first), side(&sheet.second));
        Self {
            batch_id: sheet.batch,
            number: sheet.number,
            state: sheet.state.to_string(),
            first_reading,
            first_by,
            second_reading,
            second_by,
            slips: sheet.slips,
            opinion_id: sheet.opinion,
        }
    }
}

impl TryFrom<SheetRow> for Sheet {
    type Error = AccountsError;

    fn try_from(row: SheetRow) -> Result<Self, AccountsError> {
        Ok(Self {
            batch: row.batch_id,
            number: row.number,
            state: known(SheetState::parse(&row.state), "state of a sheet")?,
            first: read(row.first_reading, row.first_by)?,
            second: read(row.second_reading, row.second_by)?,
            slips: row.slips,
            opinion: row.opinion_id,
        })
    }
}

impl TryFrom<BatchRow> for Batch {
    type Error = AccountsError;

    fn try_from(row: BatchRow) -> Result<Self, AccountsError> {
        let BatchRow {
            id,
            form_id: form,
            button_id: button,
            name,
            tongue,
            version,
            made_at,
            made_by,
            ended_at,
        } = row;
        let tongue = known(Tongue::parse(&tongue), "language of a batch")?;
        Ok(Self { id, form, button, name, tongue, version, made_at, made_by, ended_at })
    }
}

/// A batch and its sheets, none of which is read.
pub(crate) fn insert(db: &mut Db, batch: &Batch, sheets: i32) -> Result<(), AccountsError> {
    let row = BatchRow {
        id: batch.id,
        form_id: batch.form,
        button_id: batch.button,
        name: batch.name.clone(),
        tongue: batch.tongue.to_string(),
        version: batch.version,
        made_at: batch.made_at,
        made_by: batch.made_by,
        ended_at: batch.ended_at,
    };
    let blank = |number| Sheet {
        batch: batch.id,
        number,
        state: SheetState::ToEnter,
        first: None,
        second: None,
        slips: 0,
        opinion: None,
    };
    let rows: Vec<SheetRow> = (1..=sheets).map(|number| SheetRow::from(&blank(number))).collect();
    on_db!(db, |c| diesel::insert_into(reviews_batch::table).values(&row).execute(c))?;
    on_db!(db, |c| diesel::insert_into(reviews_sheet::table).values(&rows).execute(c))?;
    Ok(())
}

pub(crate) fn one(db: &mut Db, id: Id) -> Result<Option<Batch>, AccountsError> {
    use reviews_batch::dsl as b;
    let row: Option<BatchRow> =
        on_db!(db, |c| b::reviews_batch.find(id).select(BatchRow::as_select()).first(c).optional())?;
    row.map(Batch::try_from).transpose()
}

/// The batches of some forms that are not ended and those that ended last, the newest first.
pub(crate) fn of_forms(db: &mut Db, forms: &[Id], most: i64) -> Result<Vec<Batch>, AccountsError> {
    use reviews_batch::dsl as b;
    let rows: Vec<BatchRow> = on_db!(db, |c| b::reviews_batch
        .filter(b::form_id.eq_any(forms))
        .order((b::ended_at.is_not_null(), b::made_at.desc(), b::id))
        .limit(most)
        .select(BatchRow::as_select())
        .load(c))?;
    rows.into_iter().map(Batch::try_from).collect()
}

/// The sheets of a batch, by number.
pub(crate) fn sheets(db: &mut Db, batch: Id) -> Result<Vec<Sheet>, AccountsError> {
    use reviews_sheet::dsl as s;
    let rows: Vec<SheetRow> = on_db!(db, |c| s::reviews_sheet
        .filter(s::batch_id.eq(batch))
        .order(s::number)
        .select(SheetRow::as_select())
        .load(c))?;
    rows.into_iter().map(Sheet::try_from).collect()
}

/// How many sheets of each batch are in each state.
pub(crate) fn progress(db: &mut Db, batches: &[Id]) -> Result<Vec<(Id, SheetState, i64)>, AccountsError> {
    use reviews_sheet::dsl as s;
    let rows: Vec<(Id, String, i64)> = on_db!(db, |c| s::reviews_sheet
        .filter(s::batch_id.eq_any(batches))
        .group_by((s::batch_id, s::state))
        .select((s::batch_id, s::state, diesel::dsl::count_star()))
        .load(c))?;
    let state = |text: String| known(SheetState::parse(&text), "state of a sheet");
    rows.into_iter().map(|(batch, text, n)| Ok((batch, state(text)?, n))).collect()
}

/// Writes a sheet that was in a state; whether it still was.
pub(crate) fn replace(db: &mut Db, was: SheetState, sheet: &Sheet) -> Result<bool, AccountsError> {
    use reviews_sheet::dsl as s;
    let row = SheetRow::from(sheet);
    let own = s::batch_id.eq(sheet.batch).and(s::number.eq(sheet.number)).and(s::state.eq(was.as_str()));
    let written = on_db!(db, |c| diesel::update(s::reviews_sheet.filter(own)).set(&row).execute(c))?;
    Ok(written == 1)
}

/// Ends a batch that is not ended; whether it was not.
pub(crate) fn end(db: &mut Db, id: Id, at: Timestamp) -> Result<bool, AccountsError> {
    use reviews_batch::dsl as b;
    let own = b::id.eq(id).and(b::ended_at.is_null());
    let ended =
        on_db!(db, |c| diesel::update(b::reviews_batch.filter(own)).set(b::ended_at.eq(at)).execute(c))?;
    Ok(ended == 1)
}

/// Erases the batches of a form that were made before an instant, with what was read of their sheets.
pub(crate) fn erase_before(db: &mut Db, form: Id, before: Timestamp) -> Result<usize, AccountsError> {
    use reviews_batch::dsl as b;
    let old = b::form_id.eq(form).and(b::made_at.lt(before));
    Ok(on_db!(db, |c| diesel::delete(b::reviews_batch.filter(old)).execute(c))?)
}
