//! Which migrations a program knows, and which a database has seen: what tells whether one may open the other.

use diesel::backend::Backend;
use diesel::migration::MigrationSource;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_migrations::EmbeddedMigrations;
use std::collections::BTreeSet;

use crate::{DatabaseUrl, Db, Error, Migrations, on_db};

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

/// The versions of all migrations that this program has for the engine of an address.
///
/// # Errors
/// A migration that cannot be read: a mistake of the build.
pub fn known(url: &DatabaseUrl, all: &[&Migrations]) -> Result<BTreeSet<String>, Error> {
    all.iter().try_fold(BTreeSet::new(), |mut found, one| {
        found.extend(match url {
            DatabaseUrl::Sqlite(_) => versions::<diesel::sqlite::Sqlite>(&(one.sqlite)())?,
            DatabaseUrl::Postgres(_) => versions::<diesel::pg::Pg>(&(one.postgres)())?,
        });
        Ok(found)
    })
}

fn versions<DB: Backend>(all: &EmbeddedMigrations) -> Result<Vec<String>, Error> {
    let all = MigrationSource::<DB>::migrations(all).map_err(|error| Error::Migration(error.to_string()))?;
    Ok(all.iter().map(|one| one.name().version().to_string()).collect())
}

/// The versions of the migrations that have run on a database, in order.
///
/// # Errors
/// The database's own; one that no program of ours ever opened has no table of them.
pub fn applied(db: &mut Db) -> Result<Vec<String>, Error> {
    let query = diesel::sql_query("SELECT version FROM __diesel_schema_migrations ORDER BY version");
    let rows: Vec<Version> = on_db!(db, |c| query.load(c))?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}
