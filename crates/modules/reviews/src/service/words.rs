//! Keeps the index of words whole: what came in by a way that does not write it, or was made by older rules.

use parvis_accounts::AccountsError;
use parvis_db::Pool;

use crate::store::{dialect, forms, words};

/// Comments put in the index in one transaction: others write between two of them.
const CHUNK: i64 = 500;

/// Puts every comment in the index that is not there. How many were missing.
///
/// # Errors
/// The database's own.
pub fn catch_up(pool: &Pool) -> Result<usize, AccountsError> {
    let mut all = 0;
    for form in pool.read(forms::all)? {
        if pool.read(|db| words::is_whole(db, form.id))? {
            continue;
        }
        let mut last = None;
        loop {
            let part = pool.read(|db| words::missing(db, form.id, last, CHUNK))?;
            let Some(end) = part.last() else { break };
            last = Some((end.created_at, end.id));
            all += part.len();
            pool.write(|db| db.tx(|db| words::index(db, &part)))?;
        }
    }
    Ok(all)
}

/// After opinions were erased: rewrites the index, a little at a time, so that their stems leave the file too.
///
/// # Errors
/// The database's own.
pub fn forget(pool: &Pool) -> Result<(), AccountsError> {
    let mut is_first = true;
    while pool.write(|db| db.tx(|db| dialect::forget_words(db, is_first)))? {
        is_first = false;
    }
    Ok(())
}
