use diesel::prelude::*;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Timestamp};

use super::agents::Row as AgentRow;
use super::known;
use super::tables::{accounts_agent, accounts_session};
use crate::error::AccountsError;
use crate::model::{Level, Session};

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = accounts_session, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    hash: String,
    agent_id: Id,
    level: String,
    started_at: Timestamp,
    seen_at: Timestamp,
    device: String,
    network: String,
    provider: Option<String>,
}

impl TryFrom<Row> for Session {
    type Error = AccountsError;

    fn try_from(row: Row) -> Result<Self, AccountsError> {
        Ok(Self {
            id: row.id,
            agent: row.agent_id,
            level: known(Level::parse(&row.level), "level")?,
            started_at: row.started_at,
            seen_at: row.seen_at,
            device: row.device,
            network: row.network,
            provider: row.provider,
        })
    }
}

pub(crate) fn insert(db: &mut Db, session: &Session, hash: &str) -> Result<(), AccountsError> {
    let row = Row {
        id: session.id,
        hash: hash.to_owned(),
        agent_id: session.agent,
        level: session.level.to_string(),
        started_at: session.started_at,
        seen_at: session.seen_at,
        device: session.device.clone(),
        network: session.network.clone(),
        provider: session.provider.clone(),
    };
    on_db!(db, |c| diesel::insert_into(accounts_session::table).values(&row).execute(c))?;
    Ok(())
}

/// The session of a token and its agent, in one statement.
pub(crate) fn by_hash(db: &mut Db, hash: &str) -> Result<Option<(Session, AgentRow)>, AccountsError> {
    use accounts_session::dsl as s;
    let found: Option<(Row, AgentRow)> = on_db!(db, |c| {
        s::accounts_session
            .inner_join(accounts_agent::table.on(accounts_agent::id.eq(s::agent_id)))
            .filter(s::hash.eq(hash))
            .select((Row::as_select(), AgentRow::as_select()))
            .first(c)
            .optional()
    })?;
    found.map(|(row, agent)| Ok((Session::try_from(row)?, agent))).transpose()
}

/// An agent's sessions, the one seen last first.
pub(crate) fn of(db: &mut Db, agent: Id) -> Result<Vec<Session>, AccountsError> {
    use accounts_session::dsl as s;
    let rows: Vec<Row> = on_db!(db, |c| {
        s::accounts_session
            .filter(s::agent_id.eq(agent))
            .order(s::seen_at.desc())
            .select(Row::as_select())
            .load(c)
    })?;
    rows.into_iter().map(Session::try_from).collect()
}

pub(crate) fn touch(db: &mut Db, id: Id, now: Timestamp) -> Result<(), AccountsError> {
    use accounts_session::dsl as s;
    on_db!(db, |c| diesel::update(s::accounts_session.find(id)).set(s::seen_at.eq(now)).execute(c))?;
    Ok(())
}

/// Ends one session of an agent; whether it was there.
pub(crate) fn end(db: &mut Db, agent: Id, id: Id) -> Result<bool, AccountsError> {
    use accounts_session::dsl as s;
    let own = s::id.eq(id).and(s::agent_id.eq(agent));
    Ok(on_db!(db, |c| diesel::delete(s::accounts_session.filter(own)).execute(c))? == 1)
}

/// Ends all sessions of an agent but one; how many there were.
pub(crate) fn end_all(db: &mut Db, agent: Id, but: Option<Id>) -> Result<usize, AccountsError> {
    use accounts_session::dsl as s;
    Ok(on_db!(db, |c| {
        let all = diesel::delete(s::accounts_session).filter(s::agent_id.eq(agent));
        match but {
            Some(but) => all.filter(s::id.ne(but)).execute(c),
            None => all.execute(c),
        }
    })?)
}

/// Takes away sessions that nobody used since `before`; how many.
pub(crate) fn purge(db: &mut Db, before: Timestamp) -> Result<usize, AccountsError> {
    use accounts_session::dsl as s;
    Ok(on_db!(db, |c| diesel::delete(s::accounts_session.filter(s::seen_at.lt(before))).execute(c))?)
}
