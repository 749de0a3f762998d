//! Programs that are told what happens, and what they are told.

pub mod deliveries;

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Timestamp};

use super::known;
use crate::hooks::{Event, Hook};

diesel::table! {
    reviews_hook (id) {
        id -> parvis_kernel::sql::Uuid,
        form_id -> parvis_kernel::sql::Uuid,
        url -> Text,
        events -> Text,
        secret -> Text,
        former_secret -> Nullable<Text>,
        former_until -> Nullable<BigInt>,
        created_at -> BigInt,
        created_by -> Nullable<parvis_kernel::sql::Uuid>,
        failures -> Integer,
        rests_until -> BigInt,
        succeeded_at -> Nullable<BigInt>,
        busy_until -> BigInt,
        paused_at -> Nullable<BigInt>,
    }
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = reviews_hook, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    form_id: Id,
    url: String,
    events: String,
    secret: String,
    former_secret: Option<String>,
    former_until: Option<Timestamp>,
    created_at: Timestamp,
    created_by: Option<Id>,
    failures: i32,
    rests_until: Timestamp,
    succeeded_at: Option<Timestamp>,
    busy_until: Timestamp,
    paused_at: Option<Timestamp>,
}

fn events(text: &str) -> Result<impl Iterator<Item = Event>, AccountsError> {
    let all: Option<Vec<Event>> = text.split_whitespace().map(Event::parse).collect();
    Ok(known(all, "event of a webhook")?.into_iter())
}

impl TryFrom<Row> for Hook {
    type Error = AccountsError;

    fn try_from(row: Row) -> Result<Self, AccountsError> {
        Ok(Self {
            id: row.id,
            form: row.form_id,
            events: events(&row.events)?.collect(),
            url: row.url,
            secret: row.secret,
            former: row.former_secret.zip(row.former_until),
            created_at: row.created_at,
            created_by: row.created_by,
            failures: u32::try_from(row.failures).unwrap_or(0),
            succeeded_at: row.succeeded_at,
            paused_at: row.paused_at,
        })
    }
}

pub(crate) fn insert(db: &mut Db, one: &Hook) -> Result<(), AccountsError> {
    let never = Timestamp::from_micros(0);
    let row = Row {
        id: one.id,
        form_id: one.form,
        url: one.url.clone(),
        events: Event::text(&one.events),
        secret: one.secret.clone(),
        former_secret: one.former.as_ref().map(|(sealed, _)| sealed.clone()),
        former_until: one.former.as_ref().map(|(_, until)| *until),
        created_at: one.created_at,
        created_by: one.created_by,
        failures: 0,
        rests_until: never,
        succeeded_at: None,
        busy_until: never,
        paused_at: None,
    };
    on_db!(db, |c| diesel::insert_into(reviews_hook::table).values(&row).execute(c))?;
    Ok(())
}

pub(crate) fn one(db: &mut Db, id: Id) -> Result<Option<Hook>, AccountsError> {
    use reviews_hook::dsl as h;
    let row: Option<Row> =
        on_db!(db, |c| h::reviews_hook.find(id).select(Row::as_select()).first(c).optional())?;
    row.map(Hook::try_from).transpose()
}

/// Those of a form, the first made first.
pub(crate) fn of_form(db: &mut Db, form: Id) -> Result<Vec<Hook>, AccountsError> {
    use reviews_hook::dsl as h;
    let rows: Vec<Row> = on_db!(db, |c| h::reviews_hook
        .filter(h::form_id.eq(form))
        .order((h::created_at, h::id))
        .select(Row::as_select())
        .load(c))?;
    rows.into_iter().map(Hook::try_from).collect()
}

/// Those of a form that must be told of an event: one look-up of an index that is empty where nobody asked.
pub(crate) fn wanting(db: &mut Db, form: Id, event: Event) -> Result<Vec<Id>, AccountsError> {
    use reviews_hook::dsl as h;
    let rows: Vec<(Id, String)> = on_db!(db, |c| h::reviews_hook
        .filter(h::form_id.eq(form).and(h::paused_at.is_null()))
        .order(h::id)
        .select((h::id, h::events))
        .load(c))?;
    let mut ids = Vec::new();
    for (id, text) in rows {
        if events(&text)?.any(|one| one == event) {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// Gives a hook its secrets.
pub(crate) fn set_secrets(db: &mut Db, one: &Hook) -> Result<(), AccountsError> {
    use reviews_hook::dsl as h;
    let set = (
        h::secret.eq(&one.secret),
        h::former_secret.eq(one.former.as_ref().map(|(sealed, _)| sealed)),
        h::former_until.eq(one.former.as_ref().map(|(_, until)| *until)),
    );
    on_db!(db, |c| diesel::update(h::reviews_hook.find(one.id)).set(set).execute(c))?;
    Ok(())
}

/// Erases the secrets before that sign no more.
pub(crate) fn forget_former(db: &mut Db, now: Timestamp) -> Result<usize, AccountsError> {
    use reviews_hook::dsl as h;
    let old = h::reviews_hook.filter(h::former_until.le(now));
    let set = (h::former_secret.eq(None::<String>), h::former_until.eq(None::<Timestamp>));
    Ok(on_db!(db, |c| diesel::update(old).set(set).execute(c))?)
}

/// Takes a hook to send to it, for a time, unless another program has it, it rests or it is paused.
pub(crate) fn take(
    db: &mut Db,
    id: Id,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<Hook>, AccountsError> {
    use reviews_hook::dsl as h;
    let free =
        h::busy_until.le(now).and(h::rests_until.le(now)).and(h::paused_at.is_null()).and(h::id.eq(id));
    let taken =
        on_db!(db, |c| diesel::update(h::reviews_hook.filter(free)).set(h::busy_until.eq(until)).execute(c))?;
    if taken == 1 { one(db, id) } else { Ok(None) }
}

/// Lets a hook go: it took what was sent to it.
pub(crate) fn succeeded(db: &mut Db, id: Id, at: Timestamp) -> Result<(), AccountsError> {
    use reviews_hook::dsl as h;
    let set = (h::failures.eq(0), h::succeeded_at.eq(Some(at)), h::busy_until.eq(Timestamp::from_micros(0)));
    on_db!(db, |c| diesel::update(h::reviews_hook.find(id)).set(set).execute(c))?;
    Ok(())
}

/// Lets a hook go that failed once more: it rests until an instant.
pub(crate) fn failed(db: &mut Db, id: Id, rests_until: Timestamp) -> Result<(), AccountsError> {
    use reviews_hook::dsl as h;
    let set = (
        h::failures.eq(h::failures + 1),
        h::rests_until.eq(rests_until),
        h::busy_until.eq(Timestamp::from_micros(0)),
    );
    on_db!(db, |c| diesel::update(h::reviews_hook.find(id)).set(set).execute(c))?;
    Ok(())
}

/// Lets a hook go to which there was nothing to send.
pub(crate) fn free(db: &mut Db, id: Id) -> Result<(), AccountsError> {
    use reviews_hook::dsl as h;
    let set = h::busy_until.eq(Timestamp::from_micros(0));
    on_db!(db, |c| diesel::update(h::reviews_hook.find(id)).set(set).execute(c))?;
    Ok(())
}

/// Pauses a hook, or has it go on as if it were new; false when it is so already.
pub(crate) fn pause(db: &mut Db, id: Id, at: Option<Timestamp>) -> Result<bool, AccountsError> {
    use reviews_hook::dsl as h;
    let never = Timestamp::from_micros(0);
    let set = (h::paused_at.eq(at), h::failures.eq(0), h::rests_until.eq(never), h::busy_until.eq(never));
    let changed = match at {
        Some(_) => {
            let on = h::reviews_hook.find(id).filter(h::paused_at.is_null());
            on_db!(db, |c| diesel::update(on).set(set).execute(c))?
        }
        None => {
            let off = h::reviews_hook.find(id).filter(h::paused_at.is_not_null());
            on_db!(db, |c| diesel::update(off).set(set).execute(c))?
        }
    };
    Ok(changed == 1)
}

/// Erases a hook and what it was told.
pub(crate) fn delete(db: &mut Db, id: Id) -> Result<(), AccountsError> {
    use reviews_hook::dsl as h;
    on_db!(db, |c| diesel::delete(h::reviews_hook.find(id)).execute(c))?;
    Ok(())
}
