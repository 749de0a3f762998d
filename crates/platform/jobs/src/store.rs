//! Every query that moves a job through its life.

mod dialect;

use diesel::prelude::*;
use parvis_db::{BATCH, Db, Error, on_db};
use parvis_kernel::{Id, Timestamp};

use crate::{Job, State};

diesel::table! {
    jobs_job (id) {
        id -> parvis_kernel::sql::Uuid,
        name -> Text,
        unique_key -> Nullable<Text>,
        payload -> Nullable<Text>,
        state -> Text,
        attempts -> Integer,
        due_at -> Nullable<BigInt>,
        claim -> Nullable<parvis_kernel::sql::Uuid>,
        last_error -> Nullable<Text>,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    jobs_schedule (name) {
        name -> Text,
        last_tick -> BigInt,
        last_success -> Nullable<BigInt>,
    }
}

/// Asks for `job` to be done at `at` or soon after, in the caller's transaction. `id` is new, from [`Id::new`]: it
/// also says when the job was asked for.
///
/// # Errors
/// The database's own; a job that cannot be written as JSON.
pub fn enqueue<J: Job>(db: &mut Db, id: Id, job: &J, at: Timestamp) -> Result<(), Error> {
    insert(db, id, J::NAME, None, &payload(job)?, at)?;
    Ok(())
}

/// Like [`enqueue`], unless a job of this name and `key` was asked for before. Returns whether it was new.
///
/// A key is taken until its job is purged, long after it is done: what must happen again needs another key.
///
/// # Errors
/// Those of [`enqueue`].
pub fn enqueue_once<J: Job>(db: &mut Db, id: Id, job: &J, at: Timestamp, key: &str) -> Result<bool, Error> {
    insert(db, id, J::NAME, Some(key), &payload(job)?, at)
}

fn payload<J: Job>(job: &J) -> Result<String, Error> {
    serde_json::to_string(job).map_err(unwritable)
}

pub(crate) fn unwritable(error: serde_json::Error) -> Error {
    Error::Query(diesel::result::Error::SerializationError(error.into()))
}

pub(crate) fn insert(
    db: &mut Db,
    id: Id,
    name: &str,
    key: Option<&str>,
    payload: &str,
    at: Timestamp,
) -> Result<bool, Error> {
    let row = (
        jobs_job::id.eq(id),
        jobs_job::name.eq(name),
        jobs_job::unique_key.eq(key),
        jobs_job::payload.eq(payload),
        jobs_job::state.eq(State::Waiting.as_str()),
        jobs_job::attempts.eq(0),
        jobs_job::due_at.eq(at),
    );
    let insert = diesel::insert_into(jobs_job::table).values(row);
    // Only a key that is taken may pass in silence.
    let count = match key {
        None => on_db!(db, |c| insert.execute(c))?,
        Some(_) => on_db!(db, |c| insert.on_conflict_do_nothing().execute(c))?,
    };
    Ok(count == 1)
}

/// A job that this program holds.
#[derive(Debug)]
pub(crate) struct Claimed {
    pub id: Id,
    pub name: String,
    pub payload: String,
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// Ours alone: whoever takes the job after us draws another.
    claim: Id,
}

/// Whether anything is to be taken; unlike [`claim`] it takes no lock.
pub(crate) fn is_due(db: &mut Db, names: &[&str], now: Timestamp) -> Result<bool, Error> {
    let due = jobs_job::table.filter(jobs_job::due_at.le(now)).filter(jobs_job::name.eq_any(names));
    Ok(on_db!(db, |c| diesel::select(diesel::dsl::exists(due)).get_result(c))?)
}

/// Takes the job that has been due longest, until the end of its lease: one that waits, or one whose worker let its
/// lease end.
pub(crate) fn claim(
    db: &mut Db,
    names: &[&str],
    claim: Id,
    now: Timestamp,
    lease_ends: Timestamp,
) -> Result<Option<Claimed>, Error> {
    db.tx(|db| {
        let Some((id, name, payload, attempts)) = dialect::lock_due(db, names, now)? else { return Ok(None) };
        let taken = (
            jobs_job::state.eq(State::Running.as_str()),
            jobs_job::attempts.eq(attempts + 1),
            jobs_job::due_at.eq(lease_ends),
            jobs_job::claim.eq(claim),
        );
        on_db!(db, |c| diesel::update(jobs_job::table.find(id)).set(taken).execute(c))?;
        let attempt = u32::try_from(attempts + 1).unwrap_or(u32::MAX);
        Ok(Some(Claimed { id, name, payload: payload.unwrap_or_default(), attempt, claim }))
    })
}

/// Lengthens the lease of a job; false when it is no longer ours.
pub(crate) fn renew(db: &mut Db, job: &Claimed, lease_ends: Timestamp) -> Result<bool, Error> {
    let ours = jobs_job::table.filter(jobs_job::id.eq(job.id)).filter(jobs_job::claim.eq(job.claim));
    Ok(on_db!(db, |c| diesel::update(ours).set(jobs_job::due_at.eq(lease_ends)).execute(c))? == 1)
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    /// Done, and nothing of it is kept.
    Gone,
    Again {
        at: Timestamp,
        error: String,
    },
    Failed {
        error: String,
    },
}

impl Outcome {
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Done | Self::Gone => "done",
            Self::Again { .. } => "again",
            Self::Failed { .. } => "failed",
        }
    }
}

#[derive(AsChangeset)]
#[diesel(table_name = jobs_job, treat_none_as_null = true)]
struct Ended<'a> {
    state: &'a str,
    claim: Option<Id>,
    due_at: Option<Timestamp>,
    finished_at: Option<Timestamp>,
    last_error: Option<&'a str>,
}

/// Writes how an attempt ended; false, and nothing written, when the job is no longer ours.
pub(crate) fn finish(db: &mut Db, job: &Claimed, outcome: &Outcome, now: Timestamp) -> Result<bool, Error> {
    let ours = jobs_job::table.filter(jobs_job::id.eq(job.id)).filter(jobs_job::claim.eq(job.claim));
    let (state, due_at, last_error) = match outcome {
        Outcome::Gone => return Ok(on_db!(db, |c| diesel::delete(ours).execute(c))? == 1),
        Outcome::Done => (State::Done, None, None),
        Outcome::Again { at, error } => (State::Waiting, Some(*at), Some(error.as_str())),
        Outcome::Failed { error } => (State::Failed, None, Some(error.as_str())),
    };
    let ended = Ended {
        state: state.as_str(),
        claim: None,
        due_at,
        finished_at: due_at.is_none().then_some(now),
        last_error,
    };
    let erased = jobs_job::payload.eq(None::<String>);
    let count = match state {
        State::Done => on_db!(db, |c| diesel::update(ours).set((&ended, erased)).execute(c))?,
        _ => on_db!(db, |c| diesel::update(ours).set(&ended).execute(c))?,
    };
    Ok(count == 1)
}

/// Whether this tick of a schedule is the caller's to act on: exactly one caller is told so, in whose transaction
/// the tick and its job are one. A schedule that was never seen begins here, without a job.
pub(crate) fn claim_tick(db: &mut Db, name: &str, tick: Timestamp) -> Result<bool, Error> {
    let earlier = jobs_schedule::table.find(name).filter(jobs_schedule::last_tick.lt(tick));
    let moved = diesel::update(earlier).set(jobs_schedule::last_tick.eq(tick));
    if on_db!(db, |c| moved.execute(c))? == 1 {
        return Ok(true);
    }
    let first = (jobs_schedule::name.eq(name), jobs_schedule::last_tick.eq(tick));
    let begun = diesel::insert_into(jobs_schedule::table).values(first).on_conflict_do_nothing();
    on_db!(db, |c| begun.execute(c))?;
    Ok(false)
}

/// Writes that a job of these schedules ended well at `now`.
pub(crate) fn succeeded(db: &mut Db, schedules: &[&str], now: Timestamp) -> Result<(), Error> {
    let own = jobs_schedule::table.filter(jobs_schedule::name.eq_any(schedules));
    on_db!(db, |c| diesel::update(own).set(jobs_schedule::last_success.eq(now)).execute(c))?;
    Ok(())
}

/// Each schedule that was ever seen, its last tick, and when a job of it last ended well.
pub(crate) fn schedules(db: &mut Db) -> Result<Vec<(String, Timestamp, Option<Timestamp>)>, Error> {
    let all = jobs_schedule::table.select((
        jobs_schedule::name,
        jobs_schedule::last_tick,
        jobs_schedule::last_success,
    ));
    Ok(on_db!(db, |c| all.load(c))?)
}

/// Removes some jobs that ended in `state` before an instant; returns how many, 0 when none is left.
pub(crate) fn remove(db: &mut Db, state: State, before: Timestamp) -> Result<usize, Error> {
    let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
    let old = jobs_job::table
        .filter(jobs_job::state.eq(state.as_str()))
        .filter(jobs_job::finished_at.lt(before))
        .order(jobs_job::finished_at)
        .select(jobs_job::id)
        .limit(limit);
    let ids: Vec<Id> = on_db!(db, |c| old.load(c))?;
    let gone = diesel::delete(jobs_job::table.filter(jobs_job::id.eq_any(ids)));
    Ok(on_db!(db, |c| gone.execute(c))?)
}
