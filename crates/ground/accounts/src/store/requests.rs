use diesel::prelude::*;
use parvis_db::{Db, on_db};
use parvis_kernel::{Email, Id, Timestamp};

use super::known;
use super::tables::accounts_request;
use crate::error::AccountsError;
use crate::model::AccessRequest;

type Row = (Id, Id, String, String, String, Timestamp, Option<Timestamp>, Option<bool>);

pub(crate) fn insert(db: &mut Db, one: &AccessRequest) -> Result<(), AccountsError> {
    use accounts_request::dsl as r;
    on_db!(db, |c| {
        diesel::insert_into(r::accounts_request)
            .values((
                r::id.eq(one.id),
                r::space_id.eq(one.space),
                r::email.eq(one.email.as_str()),
                r::name.eq(&one.name),
                r::message.eq(&one.message),
                r::asked_at.eq(one.asked_at),
            ))
            .execute(c)
    })?;
    Ok(())
}

/// All requests, those that wait first, then the newest.
pub(crate) fn all(db: &mut Db) -> Result<Vec<AccessRequest>, AccountsError> {
    use accounts_request::dsl as r;
    let rows: Vec<Row> = on_db!(db, |c| r::accounts_request
        .order((r::is_accepted.is_not_null(), r::asked_at.desc()))
        .load(c))?;
    rows.into_iter()
        .map(|(id, space, email, name, message, asked_at, decided_at, is_accepted)| {
            Ok(AccessRequest {
                id,
                space,
                email: known(email.parse::<Email>().ok(), "e-mail")?,
                name,
                message,
                asked_at,
                decided: decided_at.zip(is_accepted),
            })
        })
        .collect()
}

/// Erases the requests of a space that were decided before an instant.
pub(crate) fn purge(db: &mut Db, space: Id, before: Timestamp) -> Result<usize, AccountsError> {
    use accounts_request::dsl as r;
    let old = r::space_id.eq(space).and(r::decided_at.lt(before));
    Ok(on_db!(db, |c| diesel::delete(r::accounts_request.filter(old)).execute(c))?)
}

/// How many [`purge`] would erase, and when the oldest of them was decided.
pub(crate) fn past(
    db: &mut Db,
    space: Id,
    before: Timestamp,
) -> Result<(u64, Option<Timestamp>), AccountsError> {
    use accounts_request::dsl as r;
    let old = r::accounts_request.filter(r::space_id.eq(space).and(r::decided_at.lt(before)));
    let n: i64 = on_db!(db, |c| old.count().get_result(c))?;
    let first: Option<Timestamp> = on_db!(db, |c| old.select(diesel::dsl::min(r::decided_at)).get_result(c))?;
    Ok((u64::try_from(n).unwrap_or(0), first))
}

/// Decides a request; whether it still waited.
pub(crate) fn decide(db: &mut Db, id: Id, now: Timestamp, is_accepted: bool) -> Result<bool, AccountsError> {
    use accounts_request::dsl as r;
    let waiting = r::id.eq(id).and(r::decided_at.is_null());
    let updated = on_db!(db, |c| {
        diesel::update(r::accounts_request.filter(waiting))
            .set((r::decided_at.eq(now), r::is_accepted.eq(is_accepted)))
            .execute(c)
    })?;
    Ok(updated == 1)
}
