//! How counters change, the one statement of this module that is sent a dozen times an opinion: each engine has the
//! form that it prepares once.

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Integer, Text};
use diesel::sqlite::SqliteConnection;
use parvis_accounts::AccountsError;
use parvis_db::{Db, fixed};
use parvis_kernel::sql::Uuid;

use super::{Slice, Tally};
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
    let ((slice, choice), by) = change;
    fixed("INSERT INTO reviews_count (form_id, period, button_id, channel, tongue, version, choice, n) VALUES (")
        .value::<Uuid, _>(slice.form, ", ")
        .value::<Integer, _>(slice.period, ", ")
        .value::<Uuid, _>(slice.button, ", ")
        .value::<Text, _>(slice.channel.as_str(), ", ")
        .value::<Text, _>(slice.tongue.as_str(), ", ")
        .value::<Integer, _>(slice.version, ", ")
        .value::<Text, _>(choice.as_str(), ", ")
        .value::<Integer, _>(
            narrow(*by),
            ") ON CONFLICT (form_id, period, button_id, channel, tongue, version, choice) \
             DO UPDATE SET n = n + excluded.n",
        )
        .execute(conn)
        .map(drop)
}

/// All rows in one statement, whose text is the same for any number of them.
fn all(conn: &mut PgConnection, changes: &Tally) -> QueryResult<()> {
    let slices = || changes.keys().map(|(slice, _)| slice);
    fixed(
        "INSERT INTO reviews_count (form_id, period, button_id, channel, tongue, version, choice, n) \
         SELECT * FROM unnest(",
    )
    .value::<Array<Uuid>, _>(slices().map(|slice| slice.form).collect::<Vec<_>>(), ", ")
    .value::<Array<Integer>, _>(slices().map(|slice| slice.period).collect::<Vec<_>>(), ", ")
    .value::<Array<Uuid>, _>(slices().map(|slice| slice.button).collect::<Vec<_>>(), ", ")
    .value::<Array<Text>, _>(slices().map(|slice| slice.channel.as_str()).collect::<Vec<_>>(), ", ")
    .value::<Array<Text>, _>(slices().map(|slice| slice.tongue.as_str()).collect::<Vec<_>>(), ", ")
    .value::<Array<Integer>, _>(slices().map(|slice| slice.version).collect::<Vec<_>>(), ", ")
    .value::<Array<Text>, _>(changes.keys().map(|(_, choice)| choice).collect::<Vec<_>>(), ", ")
    .value::<Array<Integer>, _>(
        changes.values().map(|by| narrow(*by)).collect::<Vec<_>>(),
        ") ON CONFLICT (form_id, period, button_id, channel, tongue, version, choice) \
         DO UPDATE SET n = reviews_count.n + excluded.n",
    )
    .execute(conn)
    .map(drop)
}

/// A counter holds 2 thousand million at most, twice what the busiest option of the country would in a century.
fn narrow(by: i64) -> i32 {
    i32::try_from(by).unwrap_or(i32::MAX)
}
