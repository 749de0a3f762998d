use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Actor, Id, Permission, Place, Right, Role, Scope, Timestamp};

use super::enter::Signed;
use super::organisations::required;
use crate::error::AccountsError;
use crate::guard::{Placed, visible};
use crate::letters::{LetterJob, send};
use crate::means::Means;
use crate::model::{Agent, Given, Status};
use crate::store::{agents, organisations, rights, spaces};

/// What to give to whom. `place` is where the scope lies, as its owner knows it: the ground knows no procedures.
#[derive(Debug, Clone)]
pub struct NewRight {
    pub agent: Id,
    pub role: Role,
    pub scope: Scope,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    pub reason: String,
}

/// The rights that an agent holds at `now`: given, not taken back, begun, not ended; a right that stands in for
/// another holds as long as that one does.
///
/// # Errors
/// The database's own.
pub fn held(db: &mut Db, agent: Id, now: Timestamp) -> Result<Vec<Right>, AccountsError> {
    let mut held: Vec<Given> = rights::of(db, agent)?.into_iter().filter(|r| r.holds(now)).collect();
    let lent: Vec<Id> = held.iter().filter_map(|r| r.lent_from).collect();
    if !lent.is_empty() {
        let sources = rights::by_ids(db, &lent)?;
        let owners: Vec<Id> = sources.iter().map(|s| s.agent).collect();
        let active = active(db, &owners)?;
        let still = |id: Id| sources.iter().any(|s| s.id == id && s.holds(now) && active.contains(&s.agent));
        held.retain(|r| r.lent_from.is_none_or(still));
    }
    let plain = |r: Given| Right { role: r.role, scope: r.scope, from: r.from, until: r.until };
    Ok(held.into_iter().map(plain).collect())
}

/// Whether the holder of these rights answers for what is at this place: is told of it by letter, among others. Whoever
/// keeps the whole platform answers for no procedure of it.
pub fn answers_for(held: &[Right], place: &Place) -> bool {
    let is_owner = |right: &Right| right.role == Role::ProcedureOwner && right.scope != Scope::Platform;
    held.iter().any(|right| is_owner(right) && right.scope.covers(place))
}

fn active(db: &mut Db, ids: &[Id]) -> Result<Vec<Id>, AccountsError> {
    ids.iter()
        .map(|id| agents::row(db, *id))
        .filter_map(|row| match row {
            Ok(row) => (row.status == Status::Active.as_str()).then_some(Ok(row.id)),
            Err(error) => Some(Err(error)),
        })
        .collect()
}

/// Where a scope lies. A procedure's place is known by the catalogue alone: `procedure` says it.
pub fn place_of(db: &mut Db, scope: Scope, procedure: Option<&Place>) -> Result<Place, AccountsError> {
    match scope {
        Scope::Platform => Ok(Place::PLATFORM),
        Scope::Space(id) => {
            let exists = spaces::all(db)?.iter().any(|s| s.id == id);
            exists.then(|| Place::space(id)).ok_or(AccountsError::NotFound)
        }
        Scope::Organisation(id) => {
            let found = organisations::all(db)?.into_iter().find(|o| o.id == id);
            Ok(found.ok_or(AccountsError::NotFound)?.place())
        }
        Scope::Procedure(id) => {
            let found = procedure.filter(|place| place.procedure == Some(id)).cloned();
            found.ok_or(AccountsError::NotFound)
        }
    }
}

/// Gives a right, with a reason and, if one is wanted, an end.
///
/// # Errors
/// A role that the actor may not give there; an agent who is not active or, unless the actor keeps the platform,
/// of another space; an end that is before the beginning.
pub fn give(
    db: &mut Db,
    means: &Means,
    by: &By,
    new: &NewRight,
    procedure: Option<&Place>,
) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let place = place_of(db, new.scope, procedure)?;
        let agent = super::agents::get(db, by, new.agent, Permission::AgentRead)?;
        if !by.actor.may_give(new.role, new.scope, &place, by.now) {
            return Err(AccountsError::Forbidden);
        }
        check(&agent, new, by.now)?;
        let given = Given {
            id: means.id(by.now),
            agent: new.agent,
            role: new.role,
            scope: new.scope,
            space: place.space,
            from: new.from.unwrap_or(by.now),
            until: new.until,
            reason: required("reason", &new.reason)?,
            given_by: by.actor.agent,
            given_at: by.now,
            revoked_at: None,
            lent_from: None,
        };
        rights::insert(db, &given)?;
        send(db, means, &LetterJob::RightGiven { agent: agent.id, right: given.id }, by.now)?;
        Ok((given.id, done("right.give", &given, &place)))
    })
}

fn check(agent: &Agent, new: &NewRight, now: Timestamp) -> Result<(), AccountsError> {
    if !matches!(agent.status, Status::Active | Status::Invited) {
        return Err(AccountsError::invalid("agent", "accounts-not-active"));
    }
    if new.until.is_some_and(|until| until <= new.from.unwrap_or(now)) {
        return Err(AccountsError::invalid("until", "accounts-until-past"));
    }
    Ok(())
}

fn done(action: &'static str, given: &Given, place: &Place) -> Act {
    Act::new(action, place, "agent", given.agent.to_string())
        .set("role", given.role.as_str())
        .set("right", given.id.to_string())
        .changed("until", None, given.until.map(|until| until.to_string()))
        .because(&given.reason)
}

/// Takes a right back, and returns whose it was. Who may give a role may take it back; a lender may end what they lent.
///
/// # Errors
/// Without the right to give it; a right that was taken back already; the last administrator of the platform.
pub fn revoke(
    db: &mut Db,
    by: &By,
    id: Id,
    reason: &str,
    procedure: Option<&Place>,
) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let given = rights::by_ids(db, &[id])?.pop().ok_or(AccountsError::NotFound)?;
        let place = match place_of(db, given.scope, procedure) {
            Err(AccountsError::NotFound) => given.space.map_or(Place::PLATFORM, Place::space),
            found => found?,
        };
        let is_lender = given.lent_from.is_some() && given.given_by == by.actor.agent;
        if !is_lender && !by.actor.may_give(given.role, given.scope, &place, by.now) {
            let may_look = by.actor.may(Permission::AgentRead, &place, by.now);
            return Err(if may_look { AccountsError::Forbidden } else { AccountsError::NotFound });
        }
        if given.role == Role::PlatformAdministrator {
            super::agents::refuse_last(db, given.agent, by.now)?;
        }
        if !rights::revoke(db, id, by.now)? {
            return Err(AccountsError::Conflict("accounts-right-revoked"));
        }
        Ok((given.agent, done("right.revoke", &given, &place).because(reason)))
    })
}

/// What to lend to whom.
#[derive(Debug, Clone)]
pub struct Loan {
    pub right: Id,
    pub to: Id,
    pub until: Option<Timestamp>,
    pub reason: String,
}

/// Lends a right to a colleague during a leave: they may do the same, until the end or until the right itself ends.
///
/// # Errors
/// A right that one does not hold, or holds by a loan; a colleague of another space; no end.
pub fn lend(db: &mut Db, means: &Means, by: &By, signed: &Signed, loan: &Loan) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let Loan { right, to, until, ref reason } = *loan;
        let own = rights::of(db, signed.agent.id)?.into_iter().find(|r| r.id == right && r.holds(by.now));
        let own = own.filter(|r| r.lent_from.is_none()).ok_or(AccountsError::NotFound)?;
        let colleague = agents::one(db, to)?;
        let is_colleague = colleague.status == Status::Active && colleague.space == signed.agent.space;
        if !is_colleague || to == signed.agent.id {
            return Err(AccountsError::invalid("agent", "accounts-choose"));
        }
        let until = until.ok_or(AccountsError::invalid("until", "accounts-required"))?;
        if until <= by.now {
            return Err(AccountsError::invalid("until", "accounts-until-past"));
        }
        let given = Given {
            id: means.id(by.now),
            agent: to,
            from: by.now,
            until: Some(own.until.map_or(until, |end| end.min(until))),
            reason: required("reason", reason)?,
            given_by: Some(signed.agent.id),
            given_at: by.now,
            lent_from: Some(own.id),
            ..own
        };
        rights::insert(db, &given)?;
        send(db, means, &LetterJob::RightGiven { agent: to, right: given.id }, by.now)?;
        let place = given.space.map_or(Place::PLATFORM, Place::space);
        Ok((given.id, done("right.lend", &given, &place)))
    })
}

/// A right as it was given, for a letter.
pub(crate) fn one(db: &mut Db, id: Id) -> Result<Given, AccountsError> {
    rights::by_ids(db, &[id])?.pop().ok_or(AccountsError::NotFound)
}

/// Colleagues to whom one may lend: active, of one's own space.
///
/// # Errors
/// The database's own.
pub fn colleagues(db: &mut Db, signed: &Signed) -> Result<Vec<Agent>, AccountsError> {
    let mut all = agents::all(db)?;
    all.retain(|a| a.space == signed.agent.space && a.id != signed.agent.id && a.status == Status::Active);
    Ok(all)
}

/// The rights of agents whom the actor may see, of everyone, that still may hold.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, by: &By) -> Result<Vec<(Agent, Vec<Given>)>, AccountsError> {
    let open = rights::open(db, by.now)?;
    let agents = visible(agents::all(db)?, by, Permission::AgentRead);
    let of = |agent: Agent| {
        let own = open.iter().filter(|r| r.agent == agent.id).cloned().collect();
        (agent, own)
    };
    Ok(agents.into_iter().map(of).collect())
}

/// The active agents who may do something at a place, in the order of their names: those who can be asked to do it.
///
/// # Errors
/// The database's own.
pub fn able(
    db: &mut Db,
    permission: Permission,
    place: &Place,
    now: Timestamp,
) -> Result<Vec<Agent>, AccountsError> {
    let open = rights::open(db, now)?;
    let mut able = Vec::new();
    for agent in agents::all(db)?.into_iter().filter(|agent| agent.status == Status::Active) {
        let could = |r: &Given| r.agent == agent.id && r.role.permissions().contains(&permission);
        if open.iter().any(could)
            && Actor::agent(agent.id, None, held(db, agent.id, now)?).may(permission, place, now)
        {
            able.push(agent);
        }
    }
    Ok(able)
}
