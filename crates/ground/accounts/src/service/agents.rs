use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Permission, Role, Scope, Timestamp};
use std::collections::HashMap;

use super::own;
use crate::error::AccountsError;
use crate::guard::{Guarded, Placed, visible};
use crate::letters::{LetterJob, send};
use crate::means::Means;
use crate::model::{Agent, Status};
use crate::store::{agents, organisations, passkeys, rights, sessions};

/// The agents whom the actor may see, in the order of their names.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, by: &By) -> Result<Vec<Agent>, AccountsError> {
    Ok(visible(agents::all(db)?, by, Permission::AgentRead))
}

/// One agent.
///
/// # Errors
/// No such agent for the actor.
pub fn get(db: &mut Db, by: &By, id: Id, permission: Permission) -> Result<Agent, AccountsError> {
    let agent = Guarded::new(agents::one(db, id)?).open(by, permission)?;
    if agent.status == Status::Deleted { Err(AccountsError::NotFound) } else { Ok(agent) }
}

/// The names of agents, for pages that speak of acts; deleted agents have none.
///
/// # Errors
/// The database's own.
pub fn names(db: &mut Db, ids: &[Id]) -> Result<HashMap<Id, String>, AccountsError> {
    agents::names(db, ids)
}

/// The agent of an e-mail, for the console.
///
/// # Errors
/// No such account.
pub fn by_email(db: &mut Db, email: &str) -> Result<Agent, AccountsError> {
    let email = super::invite::email("email", email)?;
    let row = agents::row_by_email(db, &email)?.ok_or(AccountsError::NotFound)?;
    agents::one(db, row.id)
}

fn done(action: &'static str, agent: &Agent, reason: &str) -> Act {
    Act::new(action, &agent.place(), "agent", agent.id.to_string()).because(reason)
}

/// Suspends an agent: all sessions end at once, no right holds.
///
/// # Errors
/// Without the right over the agent; oneself; the last administrator of the platform.
pub fn suspend(db: &mut Db, by: &By, id: Id, reason: &str) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let agent = get(db, by, id, Permission::AgentManage)?;
        let reason = super::organisations::required("reason", reason)?;
        if by.actor.agent == Some(id) {
            return Err(AccountsError::Conflict("accounts-not-oneself"));
        }
        if agent.status != Status::Active {
            return Err(AccountsError::Conflict("accounts-not-active"));
        }
        refuse_last(db, id, by.now)?;
        agents::set_status(db, id, Status::Suspended)?;
        sessions::end_all(db, id, None)?;
        Ok(((), done("agent.suspend", &agent, &reason)))
    })
}

/// Lets a suspended agent in again.
///
/// # Errors
/// Without the right over the agent; an agent who is not suspended.
pub fn resume(db: &mut Db, by: &By, id: Id) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let agent = get(db, by, id, Permission::AgentManage)?;
        if agent.status != Status::Suspended {
            return Err(AccountsError::Conflict("accounts-not-suspended"));
        }
        agents::set_status(db, id, Status::Active)?;
        Ok(((), done("agent.resume", &agent, "")))
    })
}

/// Takes the second factor of an agent away, who lost it and the recovery codes too; they set up another at the next
/// sign-in, and are written to.
///
/// # Errors
/// Without the right over the agent.
pub fn reset_factor(db: &mut Db, means: &Means, by: &By, id: Id, reason: &str) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let agent = get(db, by, id, Permission::AgentManage)?;
        let reason = super::organisations::required("reason", reason)?;
        agents::set_totp(db, id, None, 0)?;
        agents::set_recovery(db, id, &[])?;
        passkeys::remove_all(db, id)?;
        sessions::end_all(db, id, None)?;
        let letter = LetterJob::SecurityChanged { agent: id, what: "totp".to_owned(), at: by.now };
        send(db, means, &letter, by.now)?;
        Ok(((), done("agent.reset-second-factor", &agent, &reason)))
    })
}

/// Has the letter with the link to a new password sent to an agent.
///
/// # Errors
/// Without the right over the agent; an agent who is not active.
pub fn send_reset(db: &mut Db, means: &Means, by: &By, id: Id) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let agent = get(db, by, id, Permission::AgentManage)?;
        if agent.status != Status::Active {
            return Err(AccountsError::Conflict("accounts-not-active"));
        }
        send(db, means, &LetterJob::Reset { agent: id }, by.now)?;
        Ok(((), done("agent.reset-asked", &agent, "")))
    })
}

/// Moves an agent to another organisation of the space, or to none.
///
/// # Errors
/// Without the right over the agent and over where they go.
pub fn assign(db: &mut Db, by: &By, id: Id, to: Option<Id>) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let agent = get(db, by, id, Permission::AgentManage)?;
        let all = organisations::all(db)?;
        if let Some(to) = to {
            let found = all.iter().find(|o| o.id == to && Some(o.space) == agent.space);
            let found = found.ok_or(AccountsError::invalid("organisation", "accounts-choose"))?;
            if !by.actor.may(Permission::AgentManage, &found.place(), by.now) {
                return Err(AccountsError::Forbidden);
            }
        }
        agents::set_organisation(db, id, to)?;
        let slug = |id: Option<Id>| id.and_then(|id| all.iter().find(|o| o.id == id)).map(|o| o.slug.clone());
        let act =
            done("agent.assign", &agent, "").changed("organisation", slug(agent.organisation), slug(to));
        Ok(((), act))
    })
}

/// Deletes an account: what is personal goes at once, the journal keeps the identifier.
///
/// # Errors
/// Without the right over the agent; oneself, who has a page for it; the last administrator of the platform.
pub fn delete(db: &mut Db, by: &By, id: Id, reason: &str) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let agent = get(db, by, id, Permission::AgentManage)?;
        let reason = super::organisations::required("reason", reason)?;
        if by.actor.agent == Some(id) {
            return Err(AccountsError::Conflict("accounts-not-oneself"));
        }
        refuse_last(db, id, by.now)?;
        erase(db, id, by.now)?;
        Ok(((), done("agent.delete", &agent, &reason)))
    })
}

pub(super) fn erase(db: &mut Db, id: Id, now: Timestamp) -> Result<(), AccountsError> {
    sessions::end_all(db, id, None)?;
    rights::revoke_all(db, id, now)?;
    agents::erase(db, id)
}

/// Refuses to leave the platform without anybody who keeps it.
pub(super) fn refuse_last(db: &mut Db, leaving: Id, now: Timestamp) -> Result<(), AccountsError> {
    let keepers: Vec<Id> = rights::open(db, now)?
        .into_iter()
        .filter(|r| r.role == Role::PlatformAdministrator && r.scope == Scope::Platform && r.holds(now))
        .map(|r| r.agent)
        .collect();
    if !keepers.contains(&leaving) {
        return Ok(());
    }
    let others = agents::all(db)?;
    let is_other = |a: &Agent| a.id != leaving && a.status == Status::Active && keepers.contains(&a.id);
    if others.iter().any(is_other) { Ok(()) } else { Err(AccountsError::Conflict("accounts-last-keeper")) }
}

/// New recovery codes for an agent, for demonstrations and the console.
///
/// # Errors
/// The database's own.
pub fn console_codes(db: &mut Db, means: &Means, by: &By, id: Id) -> Result<Vec<String>, AccountsError> {
    act(db, by, |db| {
        let agent = get(db, by, id, Permission::AgentManage)?;
        let codes = own::renew_codes(db, means, id)?;
        Ok((codes, done("agent.recovery-codes", &agent, "")))
    })
}
