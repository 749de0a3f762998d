use diesel::prelude::*;
use parvis_db::{Db, on_db};
use parvis_kernel::Timestamp;

use super::tables::accounts_attempt;
use crate::error::AccountsError;

/// Failures of each subject since `since`.
pub(crate) fn failures(
    db: &mut Db,
    subjects: &[String],
    since: Timestamp,
) -> Result<Vec<(String, i32)>, AccountsError> {
    use accounts_attempt::dsl as a;
    Ok(on_db!(db, |c| {
        a::accounts_attempt
            .filter(a::subject.eq_any(subjects).and(a::since.gt(since)))
            .select((a::subject, a::failures))
            .load(c)
    })?)
}

/// Counts one more failure; those before `since` are forgotten.
pub(crate) fn fail(
    db: &mut Db,
    subject: &str,
    now: Timestamp,
    since: Timestamp,
) -> Result<(), AccountsError> {
    use accounts_attempt::dsl as a;
    on_db!(db, |c| {
        diesel::delete(a::accounts_attempt.filter(a::subject.eq(subject).and(a::since.le(since))))
            .execute(c)?;
        diesel::insert_into(a::accounts_attempt)
            .values((a::subject.eq(subject), a::since.eq(now), a::failures.eq(1)))
            .on_conflict(a::subject)
            .do_update()
            .set(a::failures.eq(a::failures + 1))
            .execute(c)?;
    });
    Ok(())
}

/// Forgets the failures of a subject.
pub(crate) fn forget(db: &mut Db, subject: &str) -> Result<(), AccountsError> {
    use accounts_attempt::dsl as a;
    on_db!(db, |c| diesel::delete(a::accounts_attempt.find(subject)).execute(c))?;
    Ok(())
}

pub(crate) fn purge(db: &mut Db, since: Timestamp) -> Result<usize, AccountsError> {
    use accounts_attempt::dsl as a;
    Ok(on_db!(db, |c| diesel::delete(a::accounts_attempt.filter(a::since.le(since))).execute(c))?)
}
