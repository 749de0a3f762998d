//! Keys of the interface.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Timestamp};

use super::known;
use crate::service::keys::{Key, Scope};

diesel::table! {
    reviews_key (id) {
        id -> parvis_kernel::sql::Uuid,
        name -> Text,
        digest -> Text,
        scope -> Text,
        created_at -> BigInt,
        created_by -> Nullable<parvis_kernel::sql::Uuid>,
        expires_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    reviews_key_form (key_id, form_id) {
        key_id -> parvis_kernel::sql::Uuid,
        form_id -> parvis_kernel::sql::Uuid,
    }
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = reviews_key, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    name: String,
    digest: String,
    scope: String,
    created_at: Timestamp,
    created_by: Option<Id>,
    expires_at: Timestamp,
    revoked_at: Option<Timestamp>,
    used_at: Option<Timestamp>,
}

/// Keeps a new key, and what it opens.
pub(crate) fn insert(db: &mut Db, key: &Key, digest: &str) -> Result<(), AccountsError> {
    use reviews_key_form::dsl as f;
    let row = Row {
        id: key.id,
        name: key.name.clone(),
        digest: digest.to_owned(),
        scope: key.scope.to_string(),
        created_at: key.created_at,
        created_by: key.created_by,
        expires_at: key.expires_at,
        revoked_at: key.revoked_at,
        used_at: key.used_at,
    };
    on_db!(db, |c| diesel::insert_into(reviews_key::table).values(&row).execute(c))?;
    let forms: Vec<_> = key.forms.iter().map(|form| (f::key_id.eq(key.id), f::form_id.eq(*form))).collect();
    on_db!(db, |c| diesel::insert_into(reviews_key_form::table).values(&forms).execute(c))?;
    Ok(())
}

fn whole(db: &mut Db, row: Row) -> Result<Key, AccountsError> {
    use reviews_key_form::dsl as f;
    let forms: Vec<Id> = on_db!(db, |c| f::reviews_key_form
        .filter(f::key_id.eq(row.id))
        .order(f::form_id)
        .select(f::form_id)
        .load(c))?;
    Ok(Key {
        id: row.id,
        name: row.name,
        scope: known(Scope::parse(&row.scope), "scope of a key")?,
        forms,
        created_at: row.created_at,
        created_by: row.created_by,
        expires_at: row.expires_at,
        revoked_at: row.revoked_at,
        used_at: row.used_at,
    })
}

/// Every key, the newest first.
pub(crate) fn all(db: &mut Db) -> Result<Vec<Key>, AccountsError> {
    use reviews_key::dsl as k;
    let rows: Vec<Row> =
        on_db!(db, |c| k::reviews_key.order((k::created_at.desc(), k::id)).select(Row::as_select()).load(c))?;
    rows.into_iter().map(|row| whole(db, row)).collect()
}

pub(crate) fn one(db: &mut Db, id: Id) -> Result<Option<Key>, AccountsError> {
    use reviews_key::dsl as k;
    let row: Option<Row> =
        on_db!(db, |c| k::reviews_key.find(id).select(Row::as_select()).first(c).optional())?;
    row.map(|row| whole(db, row)).transpose()
}

/// The key of a secret's digest.
pub(crate) fn of_digest(db: &mut Db, digest: &str) -> Result<Option<Key>, AccountsError> {
    use reviews_key::dsl as k;
    let row: Option<Row> = on_db!(db, |c| k::reviews_key
        .filter(k::digest.eq(digest))
        .select(Row::as_select())
        .first(c)
        .optional())?;
    row.map(|row| whole(db, row)).transpose()
}

pub(crate) fn revoke(db: &mut Db, id: Id, at: Timestamp) -> Result<(), AccountsError> {
    use reviews_key::dsl as k;
    on_db!(db, |c| diesel::update(k::reviews_key.find(id)).set(k::revoked_at.eq(Some(at))).execute(c))?;
    Ok(())
}

pub(crate) fn touch(db: &mut Db, id: Id, at: Timestamp) -> Result<(), AccountsError> {
    use reviews_key::dsl as k;
    on_db!(db, |c| diesel::update(k::reviews_key.find(id)).set(k::used_at.eq(Some(at))).execute(c))?;
    Ok(())
}
