//! How long opinions are kept. Counters stay: they hold nobody's words.

use data_encoding::HEXLOWER;
use parvis_accounts::AccountsError;
use parvis_catalog::by_id;
use parvis_db::Db;
use parvis_journal::retention::Past;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Place, Timestamp};
use parvis_places::Ground;
use sha2::{Digest, Sha256};
use std::time::Duration;

use crate::model::Form;
use crate::store::{batches, forms, keep};

/// A digest that tells bursts is kept for a day.
pub(crate) const CROWD: Duration = Duration::from_secs(86_400);

/// Forgets the digests of yesterday's networks.
///
/// # Errors
/// The database's own.
pub fn forget(db: &mut Db, now: Timestamp) -> Result<usize, AccountsError> {
    keep::forget_crowds(db, now.minus(CROWD))
}

/// Erases the opinions of every form that are older than it keeps them, whole months at a time, with an entry in the
/// journal for each form: how many, and a digest of their identifiers, so that a copy can be shown to be complete or
/// not. How many were erased.
///
/// # Errors
/// The database's own.
pub fn purge(db: &mut Db, by: &By) -> Result<usize, AccountsError> {
    let ground = Ground::load(db)?;
    let mut erased = 0;
    for form in forms::all(db)? {
        let (place, months) = keeping(db, &ground, &form, by.now)?;
        let kept_from = by.now.day().plus_months(-months).month().first_day();
        if kept_from <= form.kept_from {
            continue;
        }
        // What was read of sheets that nobody settled holds people's words too.
        batches::erase_before(db, form.id, kept_from.start())?;
        let ids = keep::before(db, form.id, kept_from)?;
        if ids.is_empty() {
            continue;
        }
        erased += act(db, by, |db| {
            let count = keep::erase_before(db, form.id, kept_from)?;
            forms::update_form(db, &Form { kept_from, ..form.clone() })?;
            let done = Act::new("opinion.purge", &place, "form", form.id.to_string())
                .set("until", kept_from.to_string())
                .set("n", count.to_string())
                .set("checksum", digest(&ids));
            Ok::<_, AccountsError>((count, done))
        })?;
    }
    Ok(erased)
}

/// What [`purge`] would erase. Opinions know their day, so the oldest is told by the term alone.
pub(crate) fn past(db: &mut Db, now: Timestamp) -> Result<Past, AccountsError> {
    let ground = Ground::load(db)?;
    let mut past = Past { n: 0, first: None, until: Timestamp::from_micros(0) };
    for form in forms::all(db)? {
        let (_, months) = keeping(db, &ground, &form, now)?;
        let kept_from = now.day().plus_months(-months).month().first_day();
        if kept_from > form.kept_from {
            past.n += keep::count_before(db, form.id, kept_from)?;
            past.until = past.until.max(kept_from.start());
        }
    }
    Ok(past)
}

/// SHA-256 of the identifiers as text, each with a line end, in order.
fn digest(ids: &[Id]) -> String {
    let mut digest = Sha256::new();
    for id in ids {
        digest.update(id.to_string().as_bytes());
        digest.update(b"\n");
    }
    HEXLOWER.encode(&digest.finalize())
}

/// Where a form lies, and the months that its opinions are kept: its own, else those of its space, else three years.
fn keeping(db: &mut Db, ground: &Ground, form: &Form, now: Timestamp) -> Result<(Place, i32), AccountsError> {
    let Some(procedure) = by_id(db, form.procedure)? else { return Ok((Place::PLATFORM, 36)) };
    let place = ground.place(&procedure, now.day(), now);
    let own = ground.space_of(&procedure, now.day()).map(|space| space.settings.retention_months);
    Ok((place, form.retention_months.or(own).unwrap_or(36)))
}
