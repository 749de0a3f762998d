//! How long things are kept: rules as data, and a report of each time that something was erased.
//!
//! A module lists its rules and has its nightly job [`sweep`] them. What a rule erased is written in the transaction that
//! erases it, with an entry in the journal: how many, from when to when, by which job; never what.
//!
//! Rules that are not one instant (a term that each space decides) say the latest instant that they erased up to.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};
use parvis_db::{Db, Error, on_db};
use parvis_kernel::{Place, Timestamp};

use crate::act::{Act, By, act};
use crate::error::JournalError;

diesel::table! {
    journal_erasure (id) {
        id -> BigInt,
        at -> BigInt,
        rule -> Text,
        job -> Text,
        n -> BigInt,
        first_at -> Nullable<BigInt>,
        until_at -> BigInt,
    }
}

/// How long one kind of thing is kept. Words for people have keys made of its name: `retention-NAME` (what),
/// `retention-NAME-term` (how long), `retention-NAME-why` (the reason, legal where there is one).
#[derive(Clone, Copy)]
pub struct Rule {
    /// Unique over the product: `accounts-sessions`.
    pub name: &'static str,
    /// The job that erases, by its name in the list of background jobs.
    pub job: &'static str,
    /// Where the term is set; none: it is fixed.
    pub setting: Option<&'static str>,
    /// What is past its term at an instant.
    pub past: fn(&mut Db, Timestamp) -> Result<Past, Error>,
    /// Erases it; how many.
    pub erase: fn(&mut Db, &By) -> Result<u64, Error>,
}

/// What is past its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    pub n: u64,
    /// When the oldest of it is from, where that is known.
    pub first: Option<Timestamp>,
    /// The instant from which things stay.
    pub until: Timestamp,
}

/// One time that something was erased.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Erasure {
    pub at: Timestamp,
    pub rule: String,
    pub job: String,
    pub n: i64,
    pub first: Option<Timestamp>,
    pub until: Timestamp,
}

/// Counts the rows of a table whose instant, in microseconds, is before another, and finds the oldest.
///
/// # Errors
/// The database's own.
pub fn before(db: &mut Db, table: &'static str, at: &'static str, until: Timestamp) -> Result<Past, Error> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        n: i64,
        #[diesel(sql_type = Nullable<BigInt>)]
        first: Option<Timestamp>,
    }
    let query = format!("SELECT count(*) AS n, min({at}) AS first FROM {table} WHERE {at} < $1");
    let row: Row = on_db!(db, |c| diesel::sql_query(query).bind::<BigInt, _>(until.micros()).get_result(c))?;
    Ok(Past { n: u64::try_from(row.n).unwrap_or(0), first: row.first, until })
}

/// Erases what is past its term by each rule, and reports it; `job` is who does it instead of the rule's own job. How many, by rule, of those that erased anything.
///
/// # Errors
/// The database's own. A rule that fails undoes what it did and stops those after it; those before it have reported.
pub fn sweep(
    db: &mut Db,
    rules: &[Rule],
    job: Option<&str>,
    by: &By,
) -> Result<Vec<(&'static str, u64)>, JournalError> {
    let mut erased = Vec::new();
    for rule in rules {
        let past = (rule.past)(db, by.now)?;
        if past.n == 0 {
            continue;
        }
        let n = act(db, by, |db| {
            let n = (rule.erase)(db, by)?;
            let job = job.unwrap_or(rule.job);
            if n > 0 {
                note(db, rule.name, job, n, past, by.now)?;
            }
            let mut done = Act::new("erasure.run", &Place::PLATFORM, "rule", rule.name)
                .set("n", n.to_string())
                .set("until", past.until.to_string());
            if let Some(first) = past.first {
                done = done.set("first", first.to_string());
            }
            Ok::<_, JournalError>((n, done))
        })?;
        erased.push((rule.name, n));
    }
    Ok(erased)
}

fn note(db: &mut Db, rule: &str, job: &str, n: u64, past: Past, at: Timestamp) -> Result<(), Error> {
    use journal_erasure::dsl as e;
    let row = (
        e::at.eq(at),
        e::rule.eq(rule),
        e::job.eq(job),
        e::n.eq(i64::try_from(n).unwrap_or(i64::MAX)),
        e::first_at.eq(past.first),
        e::until_at.eq(past.until),
    );
    on_db!(db, |c| diesel::insert_into(e::journal_erasure).values(row).execute(c))?;
    Ok(())
}

/// The reports since an instant, oldest first.
///
/// # Errors
/// The database's own.
pub fn erasures(db: &mut Db, since: Timestamp) -> Result<Vec<Erasure>, Error> {
    use journal_erasure::dsl as e;
    let columns = (e::at, e::rule, e::job, e::n, e::first_at, e::until_at);
    let some = e::journal_erasure.filter(e::at.ge(since)).order((e::at, e::id)).select(columns);
    Ok(on_db!(db, |c| some.load(c))?)
}
