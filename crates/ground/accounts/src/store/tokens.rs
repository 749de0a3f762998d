use diesel::prelude::*;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Timestamp};

use super::tables::accounts_token;
use crate::error::AccountsError;
use crate::token::Kind;

/// What a token is for, besides its kind.
pub(crate) struct Row<'r> {
    pub hash: &'r str,
    pub kind: Kind,
    pub agent: Option<Id>,
    pub detail: &'r str,
    pub now: Timestamp,
    pub until: Timestamp,
}

pub(crate) fn insert(db: &mut Db, row: &Row<'_>) -> Result<(), AccountsError> {
    use accounts_token::dsl as t;
    on_db!(db, |c| {
        diesel::insert_into(t::accounts_token)
            .values((
                t::hash.eq(row.hash),
                t::kind.eq(row.kind.as_str()),
                t::agent_id.eq(row.agent),
                t::detail.eq(row.detail),
                t::created_at.eq(row.now),
                t::expires_at.eq(row.until),
            ))
            .execute(c)
    })?;
    Ok(())
}

/// What a token that is still good is for: its agent and its detail.
pub(crate) fn find(
    db: &mut Db,
    hash: &str,
    kind: Kind,
    now: Timestamp,
) -> Result<Option<(Option<Id>, String)>, AccountsError> {
    use accounts_token::dsl as t;
    Ok(on_db!(db, |c| {
        t::accounts_token
            .filter(t::hash.eq(hash).and(t::kind.eq(kind.as_str())))
            .filter(t::used_at.is_null().and(t::expires_at.gt(now)))
            .select((t::agent_id, t::detail))
            .first(c)
            .optional()
    })?)
}

/// Uses a token up in one statement. Whether this use is the one: of many at once, one is.
pub(crate) fn spend(db: &mut Db, hash: &str, kind: Kind, now: Timestamp) -> Result<bool, AccountsError> {
    use accounts_token::dsl as t;
    let updated = on_db!(db, |c| {
        let good = t::hash.eq(hash).and(t::kind.eq(kind.as_str()));
        diesel::update(t::accounts_token.filter(good.and(t::used_at.is_null()).and(t::expires_at.gt(now))))
            .set(t::used_at.eq(now))
            .execute(c)
    })?;
    Ok(updated == 1)
}

/// Makes all tokens of a kind worthless: an agent's, or those that belong to nobody yet.
pub(crate) fn revoke(
    db: &mut Db,
    agent: Option<Id>,
    kind: Kind,
    now: Timestamp,
) -> Result<(), AccountsError> {
    use accounts_token::dsl as t;
    on_db!(db, |c| {
        let unused = diesel::update(t::accounts_token)
            .filter(t::kind.eq(kind.as_str()))
            .set((t::used_at.eq(now), t::detail.eq("")));
        match agent {
            Some(agent) => unused.filter(t::agent_id.eq(agent)).execute(c),
            None => unused.filter(t::agent_id.is_null()).execute(c),
        }
    })?;
    Ok(())
}

/// Whether a link of an agent, with that very detail, was used while it was good. A link that was made worthless by
/// another has no place here: [`revoke`] empties its detail.
pub(crate) fn was_spent(
    db: &mut Db,
    agent: Id,
    kind: Kind,
    detail: &str,
    now: Timestamp,
) -> Result<bool, AccountsError> {
    use accounts_token::dsl as t;
    let count: i64 = on_db!(db, |c| {
        t::accounts_token
            .filter(t::agent_id.eq(agent).and(t::kind.eq(kind.as_str())).and(t::detail.eq(detail)))
            .filter(t::used_at.is_not_null().and(t::expires_at.gt(now)))
            .count()
            .get_result(c)
    })?;
    Ok(count > 0)
}

pub(crate) fn purge(db: &mut Db, before: Timestamp) -> Result<usize, AccountsError> {
    use accounts_token::dsl as t;
    Ok(on_db!(db, |c| diesel::delete(t::accounts_token.filter(t::expires_at.lt(before))).execute(c))?)
}
