//! Who answers for a procedure.

use parvis_accounts::model::{Agent, Given};
use parvis_accounts::service::agents;
use parvis_accounts::service::rights::{self, NewRight};
use parvis_accounts::{AccountsError, Means, Placed};
use parvis_db::Db;
use parvis_journal::By;
use parvis_kernel::{Email, Id, Permission, Role, Scope, Timestamp};

use super::catalogue;
use crate::place::Located;

/// The roles that are given on one procedure.
pub const ROLES: &[Role] = &[Role::ProcedureOwner, Role::Contributor];

/// Somebody who answers for a procedure, and by which right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    pub name: String,
    /// Of agents whom the actor may see.
    pub email: Option<Email>,
    pub right: Given,
}

/// Everyone who answers for a procedure now, by a right on it or on an organisation or space that it lies in. Whoever
/// sees a procedure sees their names.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, by: &By, one: &Located) -> Result<Vec<Owner>, AccountsError> {
    let all = rights::list(db, &By::console(by.now))?;
    let owner = |agent: &Agent, right: Given| Owner {
        name: agent.name.clone(),
        email: agent.email.clone().filter(|_| by.actor.may(Permission::AgentRead, &agent.place(), by.now)),
        right,
    };
    let is_owner = |right: &Given| {
        ROLES.contains(&right.role)
            && right.holds(by.now)
            && right.scope != Scope::Platform
            && right.scope.covers(&one.place)
    };
    let owners = all.into_iter().flat_map(|(agent, given)| {
        given.into_iter().filter(is_owner).map(|right| owner(&agent, right)).collect::<Vec<_>>()
    });
    Ok(owners.collect())
}

/// Whether the actor may say who answers for a procedure.
pub fn may_give(by: &By, one: &Located) -> bool {
    ROLES.iter().any(|role| by.actor.may_give(*role, Scope::Procedure(one.procedure.id), &one.place, by.now))
}

/// A right on one procedure, as it is asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    pub email: String,
    pub role: Role,
    pub until: Option<Timestamp>,
    pub reason: String,
}

/// Makes somebody answer for a procedure.
///
/// # Errors
/// No such procedure for the actor, who may not give the role there; an e-mail of nobody whom they may see.
pub fn give(db: &mut Db, means: &Means, by: &By, slug: &str, asked: &Asked) -> Result<Id, AccountsError> {
    let one = catalogue::get(db, by, slug, Permission::CatalogRead)?;
    if !ROLES.contains(&asked.role) {
        return Err(AccountsError::invalid("role", "accounts-choose"));
    }
    let email = asked.email.trim().parse::<Email>();
    let email = email.map_err(|_| AccountsError::invalid("email", "accounts-email-form"))?;
    let found = agents::list(db, by)?.into_iter().find(|agent| agent.email.as_ref() == Some(&email));
    let agent = found.ok_or(AccountsError::invalid("email", "proc-owner-unknown"))?;
    let new = NewRight {
        agent: agent.id,
        role: asked.role,
        scope: Scope::Procedure(one.procedure.id),
        from: None,
        until: asked.until,
        reason: asked.reason.clone(),
    };
    rights::give(db, means, by, &new, Some(&one.place))
}

/// Takes back a right that was given on this very procedure.
///
/// # Errors
/// No such procedure or right for the actor.
pub fn revoke(db: &mut Db, by: &By, slug: &str, right: Id, reason: &str) -> Result<(), AccountsError> {
    let one = catalogue::get(db, by, slug, Permission::CatalogRead)?;
    let is_it =
        |owner: &Owner| owner.right.id == right && owner.right.scope == Scope::Procedure(one.procedure.id);
    if !list(db, by, &one)?.iter().any(is_it) {
        return Err(AccountsError::NotFound);
    }
    rights::revoke(db, by, right, reason, Some(&one.place)).map(drop)
}
