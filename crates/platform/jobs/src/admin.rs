//! What an administration page shows and does.

use diesel::dsl::count_star;
use diesel::prelude::*;
use parvis_db::{Db, Error, on_db};
use parvis_kernel::{Id, Timestamp};
use std::time::Duration;

use crate::State;
use crate::store::jobs_job;

/// Rows a page.
pub const PAGE: u32 = 50;

/// A job, as an administrator sees it: its payload is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: Id,
    pub name: String,
    pub state: State,
    /// Attempts begun, since it was last retried by hand.
    pub attempts: u32,
    /// Why the last attempt failed; nothing once the job is done.
    pub last_error: Option<String>,
    /// When a waiting job runs next.
    pub next_run_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub finished_at: Option<Timestamp>,
}

/// How many jobs there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub waiting: u64,
    pub running: u64,
    /// Done in the last 24 hours.
    pub done: u64,
    pub failed: u64,
}

#[derive(Queryable)]
struct Row {
    id: Id,
    name: String,
    state: String,
    attempts: i32,
    last_error: Option<String>,
    due_at: Option<Timestamp>,
    finished_at: Option<Timestamp>,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        // The database refuses any other text.
        let state = State::parse(&row.state).unwrap_or(State::Failed);
        Self {
            id: row.id,
            name: row.name,
            state,
            attempts: u32::try_from(row.attempts).unwrap_or(0),
            last_error: row.last_error,
            next_run_at: row.due_at.filter(|_| state == State::Waiting),
            created_at: row.id.made_at(),
            finished_at: row.finished_at,
        }
    }
}

/// The jobs in a state, [`PAGE`] a page, pages from 1: those to come soonest first, those that ended latest first.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, state: State, page: u32) -> Result<Vec<Entry>, Error> {
    let columns = (
        jobs_job::id,
        jobs_job::name,
        jobs_job::state,
        jobs_job::attempts,
        jobs_job::last_error,
        jobs_job::due_at,
        jobs_job::finished_at,
    );
    let all = jobs_job::table
        .filter(jobs_job::state.eq(state.as_str()))
        .select(columns)
        .limit(i64::from(PAGE))
        .offset(i64::from(PAGE) * i64::from(page.saturating_sub(1)));
    let rows: Vec<Row> = match state {
        // What is asked of a column in vain tells the engines which index to read.
        State::Waiting | State::Running => {
            let soonest = (jobs_job::due_at, jobs_job::id);
            on_db!(db, |c| all.filter(jobs_job::due_at.is_not_null()).order(soonest).load(c))?
        }
        State::Done | State::Failed | State::GivenUp => {
            let latest = (jobs_job::finished_at.desc(), jobs_job::id.desc());
            on_db!(db, |c| all.filter(jobs_job::finished_at.is_not_null()).order(latest).load(c))?
        }
    };
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// The jobs that failed for good, latest first, [`PAGE`] a page, pages from 1.
///
/// # Errors
/// The database's own.
pub fn failed(db: &mut Db, page: u32) -> Result<Vec<Entry>, Error> {
    list(db, State::Failed, page)
}

/// How many jobs wait, run, were done in the 24 hours before `now`, failed.
///
/// # Errors
/// The database's own.
pub fn counts(db: &mut Db, now: Timestamp) -> Result<Counts, Error> {
    let yesterday = now - Duration::from_secs(86_400);
    let mut count = |state: State, finished_after: Option<Timestamp>| -> Result<u64, Error> {
        let all = jobs_job::table.filter(jobs_job::state.eq(state.as_str())).select(count_star());
        let count: i64 = match finished_after {
            None => on_db!(db, |c| all.filter(jobs_job::due_at.is_not_null()).get_result(c))?,
            Some(after) => on_db!(db, |c| all.filter(jobs_job::finished_at.gt(after)).get_result(c))?,
        };
        Ok(u64::try_from(count).unwrap_or(0))
    };
    Ok(Counts {
        waiting: count(State::Waiting, None)?,
        running: count(State::Running, None)?,
        done: count(State::Done, Some(yesterday))?,
        failed: count(State::Failed, Some(Timestamp::from_micros(i64::MIN)))?,
    })
}

/// How many jobs wait or run, whenever they are due: a test that ends expects none.
///
/// # Errors
/// The database's own.
pub fn pending(db: &mut Db) -> Result<u64, Error> {
    let count: i64 = on_db!(db, |c| {
        jobs_job::table.filter(jobs_job::due_at.is_not_null()).select(count_star()).get_result(c)
    })?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Has a job that failed, or that waits for its next attempt, run at `now` with all its attempts before it. False
/// when there is no such job, or when it runs, is done or was given up.
///
/// # Errors
/// The database's own.
pub fn retry(db: &mut Db, id: Id, now: Timestamp) -> Result<bool, Error> {
    let states = [State::Waiting.as_str(), State::Failed.as_str()];
    let idle = jobs_job::table.find(id).filter(jobs_job::state.eq_any(states));
    let anew = (
        jobs_job::state.eq(State::Waiting.as_str()),
        jobs_job::attempts.eq(0),
        jobs_job::due_at.eq(now),
        jobs_job::finished_at.eq(None::<Timestamp>),
    );
    Ok(on_db!(db, |c| diesel::update(idle).set(anew).execute(c))? == 1)
}

/// Decides that a job that failed or waits will not run, and erases its payload. False when there is no such job, or
/// when it runs, is done or was given up.
///
/// # Errors
/// The database's own.
pub fn give_up(db: &mut Db, id: Id, now: Timestamp) -> Result<bool, Error> {
    let states = [State::Waiting.as_str(), State::Failed.as_str()];
    let idle = jobs_job::table.find(id).filter(jobs_job::state.eq_any(states));
    let over = (
        jobs_job::state.eq(State::GivenUp.as_str()),
        jobs_job::payload.eq(None::<String>),
        jobs_job::due_at.eq(None::<Timestamp>),
        jobs_job::finished_at.eq(now),
    );
    Ok(on_db!(db, |c| diesel::update(idle).set(over).execute(c))? == 1)
}
