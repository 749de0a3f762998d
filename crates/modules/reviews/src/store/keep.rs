//! What is forgotten: crowds after a day, opinions after their time.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Day, Id, Timestamp};

use super::reviews_opinion;

/// Forgets the crowds of opinions that came before an instant.
pub(crate) fn forget_crowds(db: &mut Db, before: Timestamp) -> Result<usize, AccountsError> {
    use reviews_opinion::dsl as o;
    let old = o::crowd.is_not_null().and(o::created_at.lt(before));
    let forgotten = on_db!(db, |c| diesel::update(o::reviews_opinion.filter(old))
        .set(o::crowd.eq(None::<i64>))
        .execute(c))?;
    Ok(forgotten)
}

/// The identifiers of a form's opinions of the days before one, in order.
pub(crate) fn before(db: &mut Db, form: Id, day: Day) -> Result<Vec<Id>, AccountsError> {
    use reviews_opinion::dsl as o;
    let old = o::form_id.eq(form).and(o::day.lt(day));
    Ok(on_db!(db, |c| o::reviews_opinion.filter(old).order(o::id).select(o::id).load(c))?)
}

/// How many there are.
pub(crate) fn count_before(db: &mut Db, form: Id, day: Day) -> Result<u64, AccountsError> {
    use reviews_opinion::dsl as o;
    let old = o::reviews_opinion.filter(o::form_id.eq(form).and(o::day.lt(day)));
    let n: i64 = on_db!(db, |c| old.count().get_result(c))?;
    Ok(u64::try_from(n).unwrap_or(0))
}

/// The opinions whose crowds [`forget_crowds`] would forget: how many, and when the oldest came.
pub(crate) fn crowds(db: &mut Db, before: Timestamp) -> Result<(u64, Option<Timestamp>), AccountsError> {
    use reviews_opinion::dsl as o;
    let old = o::reviews_opinion.filter(o::crowd.is_not_null().and(o::created_at.lt(before)));
    let n: i64 = on_db!(db, |c| old.count().get_result(c))?;
    let first: Option<Timestamp> = on_db!(db, |c| old.select(diesel::dsl::min(o::created_at)).get_result(c))?;
    Ok((u64::try_from(n).unwrap_or(0), first))
}

/// Erases them.
pub(crate) fn erase_before(db: &mut Db, form: Id, day: Day) -> Result<usize, AccountsError> {
    use reviews_opinion::dsl as o;
    let old = o::form_id.eq(form).and(o::day.lt(day));
    Ok(on_db!(db, |c| diesel::delete(o::reviews_opinion.filter(old)).execute(c))?)
}
