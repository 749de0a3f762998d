//! How counters change, the one statement of this module that is sent a dozen times an opinion: each engine has the
//! form that it prepares once. (Rows in bulk are prepared anew each time: a tenth of the cost of an opinion.)

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Integer, Text};
use diesel::sqlite::SqliteConnection;
use diesel::upsert::excluded;
use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_kernel::sql::Uuid;

use super::{Slice, Tally, reviews_count};
use crate::answers::OptionId;

/// Adds to counters. They are written in one order, so that two transactions never wait for one another.
pub(crate) fn add(db: &mut Db, changes: &Tally) -> Result<(), AccountsError> {
    if changes.is_empty() {
        return Ok(());
    }
    Ok(match db {
        Db::Sqlite(conn) => changes.iter().try_for_each(|change| one(conn, change)),
        Db::Postgres(conn) => all(conn, changes),
    }?)
}

/// A row a statement: in the same process, a statement costs nothing to send.
fn one(conn: &mut SqliteConnection, change: (&(Slice, OptionId), &i64)) -> QueryResult<()> {
    use reviews_count::dsl as k;
    let ((slice, choice), by) = change;
    let row = (
        k::form_id.eq(slice.form),
        k::period.eq(slice.period),
        k::button_id.eq(slice.button),
        k::channel.eq(slice.channel.as_str()),
        k::tongue.eq(slice.tongue.as_str()),
        k::version.eq(slice.version),
        k::choice.eq(choice),
        k::n.eq(narrow(*by)),
    );
    diesel::insert_into(k::reviews_count)
        .values(row)
        .on_conflict((k::form_id, k::period, k::button_id, k::channel, k::tongue, k::version, k::choice))
        .do_update()
        .set(k::n.eq(k::n + excluded(k::n)))
        .execute(conn)
        .map(drop)
}

/// All rows in one statement, whose text is the same for any number of them.
fn all(conn: &mut PgConnection, changes: &Tally) -> QueryResult<()> {
    const ADD: &str = "INSERT INTO reviews_count (form_id, period, button_id, channel, tongue, version, choice, n) \
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) \
        ON CONFLICT (form_id, period, button_id, channel, tongue, version, choice) \
        DO UPDATE SET n = reviews_count.n + excluded.n";
    let slices = || changes.keys().map(|(slice, _)| slice);
    sql_query(ADD)
        .bind::<Array<Uuid>, _>(slices().map(|slice| slice.form).collect::<Vec<_>>())
        .bind::<Array<Integer>, _>(slices().map(|slice| slice.period).collect::<Vec<_>>())
        .bind::<Array<Uuid>, _>(slices().map(|slice| slice.button).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(slices().map(|slice| slice.channel.as_str()).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(slices().map(|slice| slice.tongue.as_str()).collect::<Vec<_>>())
        .bind::<Array<Integer>, _>(slices().map(|slice| slice.version).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(changes.keys().map(|(_, choice)| choice).collect::<Vec<_>>())
        .bind::<Array<Integer>, _>(changes.values().map(|by| narrow(*by)).collect::<Vec<_>>())
        .execute(conn)
        .map(drop)
}

/// A counter holds 2 thousand million at most, twice what the busiest option of the country would in a century.
fn narrow(by: i64) -> i32 {
    i32::try_from(by).unwrap_or(i32::MAX)
}
