//! Follow-ups: who waits for an answer, and what was answered.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Timestamp};

use crate::model::{FollowUp, Reply};

diesel::table! {
    reviews_follow_up (opinion_id) {
        opinion_id -> parvis_kernel::sql::Uuid,
        form_id -> parvis_kernel::sql::Uuid,
        code -> Text,
        asked_at -> BigInt,
        answered_at -> Nullable<BigInt>,
        read_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    reviews_reply (id) {
        id -> parvis_kernel::sql::Uuid,
        opinion_id -> parvis_kernel::sql::Uuid,
        at -> BigInt,
        agent_id -> Nullable<parvis_kernel::sql::Uuid>,
        text -> Text,
    }
}

/// Keeps that somebody waits for an answer; asked again, nothing changes.
pub(crate) fn insert(db: &mut Db, one: &FollowUp, code: &str) -> Result<(), AccountsError> {
    use reviews_follow_up::dsl as f;
    let row = (
        f::opinion_id.eq(one.opinion),
        f::form_id.eq(one.form),
        f::code.eq(code),
        f::asked_at.eq(one.asked_at),
    );
    on_db!(db, |c| diesel::insert_into(f::reviews_follow_up)
        .values(row)
        .on_conflict(f::opinion_id)
        .do_nothing()
        .execute(c))?;
    Ok(())
}

/// Forgets that somebody waits, unless she was answered.
pub(crate) fn withdraw(db: &mut Db, opinion: Id) -> Result<(), AccountsError> {
    use reviews_follow_up::dsl as f;
    let own = f::opinion_id.eq(opinion).and(f::answered_at.is_null());
    on_db!(db, |c| diesel::delete(f::reviews_follow_up.filter(own)).execute(c))?;
    Ok(())
}

type Found = (Id, Id, Timestamp, Option<Timestamp>, Option<Timestamp>);

fn known((opinion, form, asked_at, answered_at, read_at): Found) -> FollowUp {
    FollowUp { opinion, form, asked_at, answered_at, read_at }
}

macro_rules! columns {
    ($f:ident) => {
        ($f::opinion_id, $f::form_id, $f::asked_at, $f::answered_at, $f::read_at)
    };
}

/// The follow-up whose code has a digest.
pub(crate) fn of_code(db: &mut Db, code: &str) -> Result<Option<FollowUp>, AccountsError> {
    use reviews_follow_up::dsl as f;
    let row: Option<Found> = on_db!(db, |c| f::reviews_follow_up
        .filter(f::code.eq(code))
        .select(columns!(f))
        .first(c)
        .optional())?;
    Ok(row.map(known))
}

pub(crate) fn of_opinion(db: &mut Db, opinion: Id) -> Result<Option<FollowUp>, AccountsError> {
    use reviews_follow_up::dsl as f;
    let row: Option<Found> =
        on_db!(db, |c| f::reviews_follow_up.find(opinion).select(columns!(f)).first(c).optional())?;
    Ok(row.map(known))
}

/// Those of a form that nobody has answered yet, who have waited longest first; or the answered, the newest first.
pub(crate) fn of_form(
    db: &mut Db,
    form: Id,
    answered: bool,
    most: i64,
) -> Result<Vec<FollowUp>, AccountsError> {
    use reviews_follow_up::dsl as f;
    let rows: Vec<Found> = on_db!(db, |c| {
        let query = f::reviews_follow_up
            .filter(f::form_id.eq(form))
            .select(columns!(f))
            .limit(most)
            .into_boxed::<DB>();
        if answered {
            query.filter(f::answered_at.is_not_null()).order(f::answered_at.desc()).load(c)
        } else {
            query.filter(f::answered_at.is_null()).order(f::asked_at).load(c)
        }
    })?;
    Ok(rows.into_iter().map(known).collect())
}

/// How many of a form wait.
pub(crate) fn waiting(db: &mut Db, form: Id) -> Result<i64, AccountsError> {
    use reviews_follow_up::dsl as f;
    let own = f::form_id.eq(form).and(f::answered_at.is_null());
    Ok(on_db!(db, |c| f::reviews_follow_up.filter(own).count().get_result(c))?)
}

/// Keeps an answer: the person has not read it yet.
pub(crate) fn answer(db: &mut Db, one: &Reply) -> Result<(), AccountsError> {
    use reviews_follow_up::dsl as f;
    use reviews_reply::dsl as r;
    let row = (
        r::id.eq(one.id),
        r::opinion_id.eq(one.opinion),
        r::at.eq(one.at),
        r::agent_id.eq(one.agent),
        r::text.eq(&one.text),
    );
    on_db!(db, |c| diesel::insert_into(r::reviews_reply).values(row).execute(c))?;
    on_db!(db, |c| diesel::update(f::reviews_follow_up.find(one.opinion))
        .set((f::answered_at.eq(Some(one.at)), f::read_at.eq(None::<Timestamp>)))
        .execute(c))?;
    Ok(())
}

/// What an opinion was answered, the first answer first.
pub(crate) fn replies(db: &mut Db, opinion: Id) -> Result<Vec<Reply>, AccountsError> {
    use reviews_reply::dsl as r;
    let rows: Vec<(Id, Id, Timestamp, Option<Id>, String)> =
        on_db!(db, |c| r::reviews_reply.filter(r::opinion_id.eq(opinion)).order((r::at, r::id)).load(c))?;
    Ok(rows
        .into_iter()
        .map(|(id, opinion, at, agent, text)| Reply { id, opinion, at, agent, text })
        .collect())
}

/// Keeps that the person has read the answers.
pub(crate) fn mark_read(db: &mut Db, opinion: Id, now: Timestamp) -> Result<(), AccountsError> {
    use reviews_follow_up::dsl as f;
    let unread = f::opinion_id.eq(opinion).and(f::answered_at.is_not_null()).and(f::read_at.is_null());
    on_db!(db, |c| diesel::update(f::reviews_follow_up.filter(unread))
        .set(f::read_at.eq(Some(now)))
        .execute(c))?;
    Ok(())
}
