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

/// Erases them.
pub(crate) fn erase_before(db: &mut Db, form: Id, day: Day) -> Result<usize, AccountsError> {
    use reviews_opinion::dsl as o;
    let old = o::form_id.eq(form).and(o::day.lt(day));
    Ok(on_db!(db, |c| diesel::delete(o::reviews_opinion.filter(old)).execute(c))?)
}
