//! How many rows each table has: what a copy is compared by.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use parvis_db::{Db, Error, on_db};
use std::collections::BTreeMap;

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Tables with rows of their own: those that a search index keeps behind its own are counted by what they index.
fn tables(db: &mut Db) -> Result<Vec<String>, Error> {
    let text = match db {
        Db::Sqlite(_) => {
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
             AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        }
        Db::Postgres(_) => {
            "SELECT table_name::text AS name FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1"
        }
    };
    let names: Vec<Name> = on_db!(db, |c| diesel::sql_query(text).load(c))?;
    Ok(names.into_iter().map(|row| row.name).collect())
}

/// Rows of each table.
pub(crate) fn rows(db: &mut Db) -> Result<BTreeMap<String, u64>, Error> {
    let mut counts = BTreeMap::new();
    for name in tables(db)? {
        // The name may come from an archive.
        let query = format!("SELECT count(*) AS n FROM \"{}\"", name.replace('"', "\"\""));
        let count: Count = on_db!(db, |c| diesel::sql_query(query).get_result(c))?;
        counts.insert(name, u64::try_from(count.n).unwrap_or(0));
    }
    Ok(counts)
}

/// Whether a database holds no table at all.
pub(crate) fn is_empty(db: &mut Db) -> Result<bool, Error> {
    Ok(tables(db)?.is_empty())
}
