use diesel::prelude::*;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Timestamp};

use super::tables::accounts_passkey;
use crate::error::AccountsError;

/// A passkey of an agent.
#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = accounts_passkey, treat_none_as_default_value = false)]
pub(crate) struct Row {
    pub id: String,
    pub agent_id: Id,
    /// As its owner calls it.
    pub name: String,
    /// [`crate::passkey::Kept`], as JSON.
    pub credential: String,
    pub created_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// An agent's passkeys, the oldest first.
pub(crate) fn of(db: &mut Db, agent: Id) -> Result<Vec<Row>, AccountsError> {
    use accounts_passkey::dsl as p;
    Ok(on_db!(db, |c| {
        p::accounts_passkey
            .filter(p::agent_id.eq(agent))
            .order((p::created_at, p::id))
            .select(Row::as_select())
            .load(c)
    })?)
}

pub(crate) fn find(db: &mut Db, agent: Id, id: &str) -> Result<Option<Row>, AccountsError> {
    use accounts_passkey::dsl as p;
    let own = p::id.eq(id).and(p::agent_id.eq(agent));
    Ok(on_db!(db, |c| p::accounts_passkey.filter(own).select(Row::as_select()).first(c).optional())?)
}

/// Keeps a new one. Whether it is new: a passkey belongs to one account only.
pub(crate) fn insert(db: &mut Db, row: &Row) -> Result<bool, AccountsError> {
    let inserted = on_db!(db, |c| {
        diesel::insert_into(accounts_passkey::table).values(row).on_conflict_do_nothing().execute(c)
    })?;
    Ok(inserted == 1)
}

pub(crate) fn rename(db: &mut Db, agent: Id, id: &str, name: &str) -> Result<(), AccountsError> {
    use accounts_passkey::dsl as p;
    let own = p::id.eq(id).and(p::agent_id.eq(agent));
    on_db!(db, |c| diesel::update(p::accounts_passkey.filter(own)).set(p::name.eq(name)).execute(c))?;
    Ok(())
}

/// Notes a use: what is kept of the passkey becomes `after`. Whether it still was `before`: a use at the same moment
/// may have moved its counter.
pub(crate) fn note_use(
    db: &mut Db,
    before: &Row,
    after: &str,
    now: Timestamp,
) -> Result<bool, AccountsError> {
    use accounts_passkey::dsl as p;
    let same = p::id.eq(&before.id).and(p::credential.eq(&before.credential));
    let updated = on_db!(db, |c| {
        diesel::update(p::accounts_passkey.filter(same))
            .set((p::credential.eq(after), p::used_at.eq(now)))
            .execute(c)
    })?;
    Ok(updated == 1)
}

pub(crate) fn remove(db: &mut Db, agent: Id, id: &str) -> Result<(), AccountsError> {
    use accounts_passkey::dsl as p;
    let own = p::id.eq(id).and(p::agent_id.eq(agent));
    on_db!(db, |c| diesel::delete(p::accounts_passkey.filter(own)).execute(c))?;
    Ok(())
}

/// Takes all of an agent's away.
pub(crate) fn remove_all(db: &mut Db, agent: Id) -> Result<(), AccountsError> {
    use accounts_passkey::dsl as p;
    on_db!(db, |c| diesel::delete(p::accounts_passkey.filter(p::agent_id.eq(agent))).execute(c))?;
    Ok(())
}
