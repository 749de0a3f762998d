//! What was noticed of forms.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Day, Id, Timestamp};

use super::counts::reviews_count;
use super::known;
use crate::alerts::{Alert, Kind};

diesel::table! {
    reviews_alert (id) {
        id -> parvis_kernel::sql::Uuid,
        form_id -> parvis_kernel::sql::Uuid,
        kind -> Text,
        subject -> Text,
        day -> Integer,
        raised_at -> BigInt,
        what -> Text,
        ended_at -> Nullable<BigInt>,
        read_at -> Nullable<BigInt>,
        read_by -> Nullable<parvis_kernel::sql::Uuid>,
    }
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = reviews_alert, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    form_id: Id,
    kind: String,
    subject: String,
    day: Day,
    raised_at: Timestamp,
    what: String,
    ended_at: Option<Timestamp>,
    read_at: Option<Timestamp>,
    read_by: Option<Id>,
}

impl TryFrom<Row> for Alert {
    type Error = AccountsError;

    fn try_from(row: Row) -> Result<Self, AccountsError> {
        Ok(Self {
            id: row.id,
            form: row.form_id,
            subject: row.subject,
            day: row.day,
            raised_at: row.raised_at,
            what: known(serde_json::from_str(&row.what).ok(), "figures of an alert")?,
            ended_at: row.ended_at,
            read: row.read_at.map(|at| (at, row.read_by)),
        })
    }
}

/// Keeps a new alert, unless the same day told of the same thing, or one of the same thing goes on; whether it was new.
pub(crate) fn insert(db: &mut Db, one: &Alert) -> Result<bool, AccountsError> {
    let what = serde_json::to_string(&one.what)
        .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    let row = Row {
        id: one.id,
        form_id: one.form,
        kind: one.what.kind().to_string(),
        subject: one.subject.clone(),
        day: one.day,
        raised_at: one.raised_at,
        what,
        ended_at: one.ended_at,
        read_at: None,
        read_by: None,
    };
    let inserted = on_db!(db, |c| diesel::insert_into(reviews_alert::table)
        .values(&row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(inserted == 1)
}

pub(crate) fn one(db: &mut Db, id: Id) -> Result<Option<Alert>, AccountsError> {
    use reviews_alert::dsl as a;
    let row: Option<Row> =
        on_db!(db, |c| a::reviews_alert.find(id).select(Row::as_select()).first(c).optional())?;
    row.map(Alert::try_from).transpose()
}

/// Those of these identifiers that are there, the oldest first.
pub(crate) fn these(db: &mut Db, ids: &[Id]) -> Result<Vec<Alert>, AccountsError> {
    use reviews_alert::dsl as a;
    let rows: Vec<Row> = on_db!(db, |c| a::reviews_alert
        .filter(a::id.eq_any(ids.iter().copied()))
        .order((a::raised_at, a::id))
        .select(Row::as_select())
        .load(c))?;
    rows.into_iter().map(Alert::try_from).collect()
}

/// The newest of a form first, raised since an instant.
pub(crate) fn of_form(
    db: &mut Db,
    form: Id,
    since: Timestamp,
    most: i64,
) -> Result<Vec<Alert>, AccountsError> {
    use reviews_alert::dsl as a;
    let rows: Vec<Row> = on_db!(db, |c| a::reviews_alert
        .filter(a::form_id.eq(form).and(a::raised_at.ge(since)))
        .order((a::raised_at.desc(), a::id.desc()))
        .limit(most)
        .select(Row::as_select())
        .load(c))?;
    rows.into_iter().map(Alert::try_from).collect()
}

/// Those of a form that go on.
pub(crate) fn open(db: &mut Db, form: Id) -> Result<Vec<Alert>, AccountsError> {
    use reviews_alert::dsl as a;
    let rows: Vec<Row> = on_db!(db, |c| a::reviews_alert
        .filter(a::form_id.eq(form).and(a::ended_at.is_null()))
        .order((a::raised_at, a::id))
        .select(Row::as_select())
        .load(c))?;
    rows.into_iter().map(Alert::try_from).collect()
}

/// How many of a form nobody has read.
pub(crate) fn unread(db: &mut Db, form: Id) -> Result<i64, AccountsError> {
    use reviews_alert::dsl as a;
    let own = a::form_id.eq(form).and(a::read_at.is_null());
    Ok(on_db!(db, |c| a::reviews_alert.filter(own).count().get_result(c))?)
}

/// What an alert says is over.
pub(crate) fn end(db: &mut Db, id: Id, at: Timestamp) -> Result<(), AccountsError> {
    use reviews_alert::dsl as a;
    on_db!(db, |c| diesel::update(a::reviews_alert.find(id)).set(a::ended_at.eq(Some(at))).execute(c))?;
    Ok(())
}

/// Somebody read an alert; false when somebody had.
pub(crate) fn read(db: &mut Db, id: Id, at: Timestamp, by: Option<Id>) -> Result<bool, AccountsError> {
    use reviews_alert::dsl as a;
    let unread = a::reviews_alert.find(id).filter(a::read_at.is_null());
    let set = (a::read_at.eq(Some(at)), a::read_by.eq(by));
    Ok(on_db!(db, |c| diesel::update(unread).set(set).execute(c))? == 1)
}

/// The last day before a day (or on it) with an opinion that counts; those that were erased are still counted.
pub(crate) fn last_day(db: &mut Db, form: Id, until: Day) -> Result<Option<Day>, AccountsError> {
    use reviews_count::dsl as k;
    // Days are 20261122, months 202611.
    const DAYS: i32 = 10_000_000;
    let own = k::form_id.eq(form).and(k::period.le(until.number())).and(k::period.gt(DAYS));
    let found: Option<i32> = on_db!(db, |c| k::reviews_count
        .filter(own.and(k::choice.eq("opinion")).and(k::n.gt(0)))
        .order(k::period.desc())
        .select(k::period)
        .first(c)
        .optional())?;
    Ok(found.and_then(Day::from_number))
}

impl Kind {
    /// Kinds as one text, with a space between.
    pub(crate) fn text<'k>(all: impl IntoIterator<Item = &'k Self>) -> String {
        all.into_iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" ")
    }
}
