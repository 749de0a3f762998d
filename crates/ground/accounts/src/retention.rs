//! How long what the accounts keep is kept.

use parvis_db::{Db, Error};
use parvis_journal::retention::{Past, Rule, before};
use parvis_kernel::Timestamp;

use crate::error::AccountsError;
use crate::service::enter::{IDLE, LONGEST};
use crate::service::{requests, throttle};
use crate::store::{requests as asked, sessions, spaces, tokens};

/// The job of each night.
const JOB: &str = "accounts-tidy";

/// The rules of the accounts.
pub const RETENTION: &[Rule] = &[
    Rule {
        name: "accounts-sessions",
        job: JOB,
        setting: None,
        past: |db, now| before(db, "accounts_session", "seen_at", now.minus(IDLE)),
        erase: |db, by| many(sessions::purge(db, by.now.minus(IDLE))),
    },
    Rule {
        name: "accounts-links",
        job: JOB,
        setting: None,
        past: |db, now| before(db, "accounts_token", "expires_at", now.minus(LONGEST)),
        erase: |db, by| many(tokens::purge(db, by.now.minus(LONGEST))),
    },
    Rule {
        name: "accounts-attempts",
        job: JOB,
        setting: None,
        past: |db, now| before(db, "accounts_attempt", "since", now.minus(throttle::WINDOW)),
        erase: |db, by| many(throttle::purge(db, by.now)),
    },
    Rule {
        name: "accounts-requests",
        job: JOB,
        setting: Some("retention_months"),
        past: requests_past,
        erase: |db, by| many(requests::purge(db, by.now)),
    },
];

fn many(erased: Result<usize, AccountsError>) -> Result<u64, Error> {
    Ok(erased? as u64)
}

/// Each space decides how long.
fn requests_past(db: &mut Db, now: Timestamp) -> Result<Past, Error> {
    let mut past = Past { n: 0, first: None, until: Timestamp::from_micros(0) };
    for space in spaces::all(db)? {
        let until = requests::kept_from(&space, now);
        let (n, first) = asked::past(db, space.id, until)?;
        past.n += n;
        past.first = past.first.into_iter().chain(first).min();
        past.until = past.until.max(until);
    }
    Ok(past)
}
