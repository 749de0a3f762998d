//! Messages to programs.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Timestamp};

use crate::hooks::{Delivery, Event, State, Tried};
use crate::store::known;

diesel::table! {
    reviews_delivery (id) {
        id -> parvis_kernel::sql::Uuid,
        hook_id -> parvis_kernel::sql::Uuid,
        event -> Text,
        subject -> Text,
        at -> BigInt,
        state -> Text,
        attempts -> Integer,
        begun_at -> BigInt,
        due_at -> Nullable<BigInt>,
        tried_at -> Nullable<BigInt>,
        status -> Nullable<Integer>,
        millis -> Nullable<Integer>,
        answer -> Nullable<Text>,
    }
}

#[derive(Insertable, AsChangeset, Queryable, Selectable)]
#[diesel(table_name = reviews_delivery, treat_none_as_default_value = false, treat_none_as_null = true)]
struct Row {
    id: Id,
    hook_id: Id,
    event: String,
    subject: String,
    at: Timestamp,
    state: String,
    attempts: i32,
    begun_at: Timestamp,
    due_at: Option<Timestamp>,
    tried_at: Option<Timestamp>,
    status: Option<i32>,
    millis: Option<i32>,
    answer: Option<String>,
}

impl From<&Delivery> for Row {
    fn from(one: &Delivery) -> Self {
        let tried = one.tried.as_ref();
        Self {
            id: one.id,
            hook_id: one.hook,
            event: one.event.to_string(),
            subject: one.subject.clone(),
            at: one.at,
            state: one.state.to_string(),
            attempts: i32::try_from(one.attempts).unwrap_or(i32::MAX),
            begun_at: one.begun_at,
            due_at: one.due_at,
            tried_at: tried.map(|tried| tried.at),
            status: tried.and_then(|tried| tried.status).map(i32::from),
            millis: tried.map(|tried| i32::try_from(tried.millis).unwrap_or(i32::MAX)),
            answer: tried.map(|tried| tried.answer.clone()),
        }
    }
}

impl TryFrom<Row> for Delivery {
    type Error = AccountsError;

    fn try_from(row: Row) -> Result<Self, AccountsError> {
        let tried = row.tried_at.map(|at| Tried {
            at,
            status: row.status.and_then(|status| u16::try_from(status).ok()),
            millis: row.millis.and_then(|millis| u32::try_from(millis).ok()).unwrap_or(0),
            answer: row.answer.unwrap_or_default(),
        });
        Ok(Self {
            id: row.id,
            hook: row.hook_id,
            event: known(Event::parse(&row.event), "event")?,
            subject: row.subject,
            at: row.at,
            state: known(State::parse(&row.state), "state of a delivery")?,
            attempts: u32::try_from(row.attempts).unwrap_or(0),
            begun_at: row.begun_at,
            due_at: row.due_at,
            tried,
        })
    }
}

/// Keeps a new delivery, unless the same was noted at the same instant; whether it was new.
pub(crate) fn insert(db: &mut Db, one: &Delivery) -> Result<bool, AccountsError> {
    let row = Row::from(one);
    let inserted = on_db!(db, |c| diesel::insert_into(reviews_delivery::table)
        .values(&row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(inserted == 1)
}

/// Writes how a delivery stands.
pub(crate) fn update(db: &mut Db, one: &Delivery) -> Result<(), AccountsError> {
    use reviews_delivery::dsl as d;
    let row = Row::from(one);
    on_db!(db, |c| diesel::update(d::reviews_delivery.find(one.id)).set(&row).execute(c))?;
    Ok(())
}

pub(crate) fn one(db: &mut Db, id: Id) -> Result<Option<Delivery>, AccountsError> {
    use reviews_delivery::dsl as d;
    let row: Option<Row> =
        on_db!(db, |c| d::reviews_delivery.find(id).select(Row::as_select()).first(c).optional())?;
    row.map(Delivery::try_from).transpose()
}

/// The newest to a hook.
pub(crate) fn of_hook(db: &mut Db, hook: Id, most: i64) -> Result<Vec<Delivery>, AccountsError> {
    use reviews_delivery::dsl as d;
    let rows: Vec<Row> = on_db!(db, |c| d::reviews_delivery
        .filter(d::hook_id.eq(hook))
        .order((d::at.desc(), d::id.desc()))
        .limit(most)
        .select(Row::as_select())
        .load(c))?;
    rows.into_iter().map(Delivery::try_from).collect()
}

/// The one to a hook that has been due longest.
pub(crate) fn due(db: &mut Db, hook: Id, now: Timestamp) -> Result<Option<Delivery>, AccountsError> {
    use reviews_delivery::dsl as d;
    let row: Option<Row> = on_db!(db, |c| d::reviews_delivery
        .filter(d::hook_id.eq(hook).and(d::due_at.le(now)))
        .order((d::due_at, d::at, d::id))
        .select(Row::as_select())
        .first(c)
        .optional())?;
    row.map(Delivery::try_from).transpose()
}

/// When the next one to a hook is due.
pub(crate) fn next(db: &mut Db, hook: Id) -> Result<Option<Timestamp>, AccountsError> {
    use reviews_delivery::dsl as d;
    let own = d::hook_id.eq(hook).and(d::due_at.is_not_null());
    let found: Option<Option<Timestamp>> = on_db!(db, |c| d::reviews_delivery
        .filter(own)
        .order(d::due_at)
        .select(d::due_at)
        .first(c)
        .optional())?;
    Ok(found.flatten())
}

/// Hooks to which something has been due since an instant, or longer.
pub(crate) fn late(db: &mut Db, since: Timestamp) -> Result<Vec<Id>, AccountsError> {
    use reviews_delivery::dsl as d;
    Ok(on_db!(db, |c| d::reviews_delivery
        .filter(d::due_at.le(since))
        .select(d::hook_id)
        .distinct()
        .order(d::hook_id)
        .load(c))?)
}

/// Gives up all that waits to be sent to a hook. How many.
pub(crate) fn give_up(db: &mut Db, hook: Id) -> Result<usize, AccountsError> {
    use reviews_delivery::dsl as d;
    let waiting = d::hook_id.eq(hook).and(d::due_at.is_not_null());
    let set = (d::state.eq(State::GivenUp.as_str()), d::due_at.eq(None::<Timestamp>));
    Ok(on_db!(db, |c| diesel::update(d::reviews_delivery.filter(waiting)).set(set).execute(c))?)
}

/// What [`forget`] would erase: how many, and when the first of it happened.
pub(crate) fn past(db: &mut Db, before: Timestamp) -> Result<(u64, Option<Timestamp>), AccountsError> {
    use reviews_delivery::dsl as d;
    let old = d::reviews_delivery.filter(d::at.lt(before).and(d::due_at.is_null()));
    let n: i64 = on_db!(db, |c| old.count().get_result(c))?;
    let first: Option<Timestamp> = on_db!(db, |c| old.select(diesel::dsl::min(d::at)).get_result(c))?;
    Ok((u64::try_from(n).unwrap_or(0), first))
}

/// Erases what happened before an instant.
pub(crate) fn forget(db: &mut Db, before: Timestamp) -> Result<usize, AccountsError> {
    use reviews_delivery::dsl as d;
    let old = d::reviews_delivery.filter(d::at.lt(before).and(d::due_at.is_null()));
    Ok(on_db!(db, |c| diesel::delete(old).execute(c))?)
}
