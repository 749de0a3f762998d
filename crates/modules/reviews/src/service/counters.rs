//! The counters against the opinions: compared, and mended.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_kernel::{Day, Id};
use std::collections::HashMap;

use super::entry::changes;
use crate::store::counts::{self, Slice, Tally};
use crate::store::{self, forms};

/// A counter that does not say what the opinions say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub slice: Slice,
    /// The option counted.
    pub choice: String,
    pub counted: i64,
    pub recounted: i64,
}

/// Opinions read at a time: memory stays the same however many there are.
const CHUNK: i64 = 5_000;

/// Counts every opinion again.
///
/// # Errors
/// The database's own.
pub fn recount(db: &mut Db) -> Result<(u64, Tally), AccountsError> {
    let (mut all, mut last, mut opinions) = (Tally::new(), None, 0);
    loop {
        let part = store::after(db, last, CHUNK)?;
        let Some(end) = part.last() else { return Ok((opinions, all)) };
        last = Some(end.id);
        for one in &part {
            opinions += 1;
            for (key, n) in changes(None, Some(one)) {
                *all.entry(key).or_insert(0) += n;
            }
        }
    }
}

/// Compares every counter with the opinions that are kept, in one transaction: opinions, and the counters that differ.
///
/// # Errors
/// The database's own.
pub fn verify(db: &mut Db) -> Result<(u64, Vec<Difference>), AccountsError> {
    db.tx(|db| {
        let kept: HashMap<Id, Day> =
            forms::all(db)?.into_iter().map(|form| (form.id, form.kept_from)).collect();
        let mut counted = counts::all(db)?;
        let is_kept =
            |slice: &Slice| kept.get(&slice.form).is_some_and(|from| counts::is_kept(slice.period, *from));
        counted.retain(|(slice, _), _| is_kept(slice));
        let (opinions, recounted) = recount(db)?;
        let keys = counted.keys().chain(recounted.keys().filter(|key| !counted.contains_key(key)));
        let difference = |key: &(Slice, String)| {
            let [counted, recounted] = [&counted, &recounted].map(|all| all.get(key).copied().unwrap_or(0));
            let (slice, choice) = key.clone();
            (counted != recounted).then_some(Difference { slice, choice, counted, recounted })
        };
        Ok((opinions, keys.filter_map(difference).collect()))
    })
}

/// Makes every counter anew from the opinions: how many there are.
///
/// # Errors
/// The database's own.
pub fn rebuild(db: &mut Db) -> Result<u64, AccountsError> {
    db.tx(|db| {
        let (opinions, recounted) = recount(db)?;
        for form in forms::all(db)? {
            counts::clear(db, form.id, form.kept_from)?;
        }
        counts::add(db, &recounted)?;
        Ok(opinions)
    })
}
