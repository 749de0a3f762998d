//! What differs per engine: how the index of words is written and asked.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};
use parvis_accounts::AccountsError;
use parvis_db::{Db, fixed};
use parvis_kernel::Id;
use parvis_kernel::sql::Uuid;
use parvis_text::words::VERSION;

use super::words::reviews_indexed;
use crate::search::{Clause, Query, Term};

diesel::table! {
    reviews_words (rowid) {
        rowid -> BigInt,
        words -> Text,
    }
}

/// A comment to be put in the index.
pub(super) struct Entry<'e> {
    pub key: i64,
    pub form: Id,
    pub opinion: Id,
    /// In the order of the text.
    pub tokens: &'e [String],
}

/// Puts a comment in the index; whether its key was free.
pub(super) fn insert(db: &mut Db, entry: &Entry<'_>) -> Result<bool, AccountsError> {
    use reviews_indexed::dsl as i;
    Ok(match db {
        Db::Sqlite(c) => {
            let row = (
                i::key.eq(entry.key),
                i::form_id.eq(entry.form),
                i::opinion_id.eq(entry.opinion),
                i::made.eq(VERSION),
            );
            let inserted = diesel::insert_into(i::reviews_indexed)
                .values(row)
                .on_conflict(i::key)
                .do_nothing()
                .execute(c)?;
            if inserted == 1 {
                let words =
                    (reviews_words::rowid.eq(entry.key), reviews_words::words.eq(entry.tokens.join(" ")));
                diesel::insert_into(reviews_words::table).values(words).execute(c)?;
            }
            inserted == 1
        }
        Db::Postgres(c) => {
            let place = |(n, token): (usize, &String)| format!("'{token}':{}", n + 1);
            let words: Vec<String> = entry.tokens.iter().enumerate().map(place).collect();
            let inserted =
                fixed("INSERT INTO reviews_indexed (key, form_id, opinion_id, made, words) VALUES (")
                    .value::<BigInt, _>(entry.key, ", ")
                    .value::<Uuid, _>(entry.form, ", ")
                    .value::<Uuid, _>(entry.opinion, ", ")
                    .value::<Integer, _>(VERSION, ", ")
                    .value::<Text, _>(words.join(" "), "::tsvector) ON CONFLICT (key) DO NOTHING")
                    .execute(c)?;
            inserted == 1
        }
    })
}

/// A comment that was found.
#[derive(QueryableByName)]
pub(super) struct Found {
    #[diesel(sql_type = BigInt)]
    pub key: i64,
    #[diesel(sql_type = Uuid)]
    pub opinion_id: Id,
}

/// The comments of a form that hold what is looked for, whose key lies from `from` to before `before`, the newest first.
/// `prefix` is what stands before each stem of the form.
pub(super) fn find(
    db: &mut Db,
    form: Id,
    (query, prefix): (&Query, &str),
    (from, before): (i64, i64),
    most: i64,
) -> Result<Vec<Found>, AccountsError> {
    Ok(match db {
        // The words lead: they come in the order of their keys, and few are read when most match.
        Db::Sqlite(c) => diesel::sql_query(
            "SELECT i.key, i.opinion_id FROM reviews_words w CROSS JOIN reviews_indexed i ON i.key = w.rowid \
             WHERE w.reviews_words MATCH $1 AND i.form_id = $2 AND w.rowid >= $3 AND w.rowid < $4 \
             ORDER BY w.rowid DESC LIMIT $5",
        )
        .bind::<Text, _>(fts5(query, prefix))
        .bind::<Uuid, _>(form)
        .bind::<BigInt, _>(from)
        .bind::<BigInt, _>(before)
        .bind::<BigInt, _>(most)
        .load(c)?,
        // Its planner takes a word that it knows nothing of for a frequent one, and walks the whole form: the newest are
        // looked at first, and where they do not suffice the word is rare enough for all its comments to be sorted.
        Db::Postgres(c) => {
            let words = tsquery(query, prefix);
            let mut ask = |sql: &str| {
                diesel::sql_query(sql)
                    .bind::<Text, _>(&words)
                    .bind::<Uuid, _>(form)
                    .bind::<BigInt, _>(from)
                    .bind::<BigInt, _>(before)
                    .bind::<BigInt, _>(most)
                    .load::<Found>(c)
            };
            let newest = ask("SELECT key, opinion_id FROM ( \
                   SELECT key, opinion_id, words FROM reviews_indexed \
                   WHERE form_id = $2 AND key >= $3 AND key < $4 ORDER BY key DESC LIMIT 10000 \
                 ) newest WHERE words @@ $1::tsquery ORDER BY key DESC LIMIT $5")?;
            if i64::try_from(newest.len()).is_ok_and(|found| found >= most) {
                return Ok(newest);
            }
            ask("WITH found AS MATERIALIZED ( \
                   SELECT key, opinion_id FROM reviews_indexed \
                   WHERE words @@ $1::tsquery AND form_id = $2 AND key >= $3 AND key < $4 \
                 ) SELECT key, opinion_id FROM found ORDER BY key DESC LIMIT $5")?
        }
    })
}

/// A query of SQLite's FTS5. Stems are letters and digits: between quotes, nothing in them is an operator.
fn fts5(query: &Query, prefix: &str) -> String {
    let term = |term: &Term| match term {
        Term::Run(run) => {
            format!("\"{}\"", run.iter().map(|stem| format!("{prefix}{stem}")).collect::<Vec<_>>().join(" "))
        }
        Term::Beginning(stem) => format!("\"{prefix}{stem}\"*"),
    };
    let clause = |clause: &Clause| format!("({})", clause.iter().map(term).collect::<Vec<_>>().join(" OR "));
    let wanted = query.wanted.iter().map(clause).collect::<Vec<_>>().join(" AND ");
    if query.excluded.is_empty() {
        return wanted;
    }
    let excluded = query.excluded.iter().map(clause).collect::<Vec<_>>().join(" OR ");
    format!("({wanted}) NOT ({excluded})")
}

/// A query of PostgreSQL's, likewise.
fn tsquery(query: &Query, prefix: &str) -> String {
    let term = |term: &Term| match term {
        Term::Run(run) => {
            let run: Vec<String> = run.iter().map(|stem| format!("'{prefix}{stem}'")).collect();
            format!("({})", run.join(" <-> "))
        }
        Term::Beginning(stem) => format!("'{prefix}{stem}':*"),
    };
    let clause = |clause: &Clause| format!("({})", clause.iter().map(term).collect::<Vec<_>>().join(" | "));
    let wanted = query.wanted.iter().map(clause);
    let excluded = query.excluded.iter().map(|c| format!("!{}", clause(c)));
    wanted.chain(excluded).collect::<Vec<_>>().join(" & ")
}

#[derive(QueryableByName)]
struct Changes {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Rewrites a part of the index, so that the stems of what was erased leave the file; whether there is more to do. A few
/// milliseconds at a time: who gives an opinion meanwhile waits no longer. PostgreSQL's own housekeeping does this.
pub(crate) fn forget_words(db: &mut Db, is_first: bool) -> Result<bool, AccountsError> {
    const PAGES: i64 = 200;
    let Db::Sqlite(c) = db else { return Ok(false) };
    let mut changes =
        || diesel::sql_query("SELECT total_changes() AS n").get_result::<Changes>(c).map(|changes| changes.n);
    let before = changes()?;
    let pages = if is_first { -PAGES } else { PAGES };
    diesel::sql_query("INSERT INTO reviews_words (reviews_words, rank) VALUES ('merge', $1)")
        .bind::<BigInt, _>(pages)
        .execute(c)?;
    let mut changes =
        || diesel::sql_query("SELECT total_changes() AS n").get_result::<Changes>(c).map(|changes| changes.n);
    // SQLite's own rule: a change below two means that nothing was left to merge.
    Ok(changes()? - before >= 2)
}
