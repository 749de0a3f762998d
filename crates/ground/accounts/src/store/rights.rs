use diesel::prelude::*;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Role, Scope, Timestamp};

use super::known;
use super::tables::accounts_right;
use crate::error::AccountsError;
use crate::model::Given;

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = accounts_right, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    agent_id: Id,
    role: String,
    scope: String,
    scope_id: Option<Id>,
    space_id: Option<Id>,
    valid_from: Timestamp,
    valid_until: Option<Timestamp>,
    reason: String,
    given_by: Option<Id>,
    given_at: Timestamp,
    revoked_at: Option<Timestamp>,
    lent_from: Option<Id>,
}

const fn parts(scope: Scope) -> (&'static str, Option<Id>) {
    match scope {
        Scope::Platform => ("platform", None),
        Scope::Space(id) => ("space", Some(id)),
        Scope::Organisation(id) => ("organisation", Some(id)),
        Scope::Procedure(id) => ("procedure", Some(id)),
    }
}

fn scope(kind: &str, id: Option<Id>) -> Option<Scope> {
    Some(match (kind, id) {
        ("platform", None) => Scope::Platform,
        ("space", Some(id)) => Scope::Space(id),
        ("organisation", Some(id)) => Scope::Organisation(id),
        ("procedure", Some(id)) => Scope::Procedure(id),
        _ => return None,
    })
}

impl TryFrom<Row> for Given {
    type Error = AccountsError;

    fn try_from(row: Row) -> Result<Self, AccountsError> {
        Ok(Self {
            id: row.id,
            agent: row.agent_id,
            role: known(Role::parse(&row.role), "role")?,
            scope: known(scope(&row.scope, row.scope_id), "scope")?,
            space: row.space_id,
            from: row.valid_from,
            until: row.valid_until,
            reason: row.reason,
            given_by: row.given_by,
            given_at: row.given_at,
            revoked_at: row.revoked_at,
            lent_from: row.lent_from,
        })
    }
}

pub(crate) fn insert(db: &mut Db, given: &Given) -> Result<(), AccountsError> {
    let (scope, scope_id) = parts(given.scope);
    let row = Row {
        id: given.id,
        agent_id: given.agent,
        role: given.role.to_string(),
        scope: scope.to_owned(),
        scope_id,
        space_id: given.space,
        valid_from: given.from,
        valid_until: given.until,
        reason: given.reason.clone(),
        given_by: given.given_by,
        given_at: given.given_at,
        revoked_at: given.revoked_at,
        lent_from: given.lent_from,
    };
    on_db!(db, |c| diesel::insert_into(accounts_right::table).values(&row).execute(c))?;
    Ok(())
}

/// All rights that an agent was given, those that ended too, the newest first.
pub(crate) fn of(db: &mut Db, agent: Id) -> Result<Vec<Given>, AccountsError> {
    use accounts_right::dsl as r;
    let rows: Vec<Row> = on_db!(db, |c| {
        r::accounts_right
            .filter(r::agent_id.eq(agent))
            .order((r::given_at.desc(), r::id.desc()))
            .select(Row::as_select())
            .load(c)
    })?;
    rows.into_iter().map(Given::try_from).collect()
}

/// Rights that still may hold, of everyone.
pub(crate) fn open(db: &mut Db, now: Timestamp) -> Result<Vec<Given>, AccountsError> {
    use accounts_right::dsl as r;
    let rows: Vec<Row> = on_db!(db, |c| {
        r::accounts_right
            .filter(r::revoked_at.is_null())
            .filter(r::valid_until.is_null().or(r::valid_until.gt(now)))
            .order(r::given_at)
            .select(Row::as_select())
            .load(c)
    })?;
    rows.into_iter().map(Given::try_from).collect()
}

pub(crate) fn by_ids(db: &mut Db, ids: &[Id]) -> Result<Vec<Given>, AccountsError> {
    use accounts_right::dsl as r;
    let rows: Vec<Row> =
        on_db!(db, |c| r::accounts_right.filter(r::id.eq_any(ids)).select(Row::as_select()).load(c))?;
    rows.into_iter().map(Given::try_from).collect()
}

/// Takes a right back; whether it was still held.
pub(crate) fn revoke(db: &mut Db, id: Id, now: Timestamp) -> Result<bool, AccountsError> {
    use accounts_right::dsl as r;
    let held = r::id.eq(id).and(r::revoked_at.is_null());
    let updated = on_db!(db, |c| {
        diesel::update(r::accounts_right.filter(held)).set(r::revoked_at.eq(now)).execute(c)
    })?;
    Ok(updated == 1)
}

/// Takes all rights of an agent back.
pub(crate) fn revoke_all(db: &mut Db, agent: Id, now: Timestamp) -> Result<(), AccountsError> {
    use accounts_right::dsl as r;
    let held = r::agent_id.eq(agent).and(r::revoked_at.is_null());
    on_db!(db, |c| diesel::update(r::accounts_right.filter(held)).set(r::revoked_at.eq(now)).execute(c))?;
    Ok(())
}
