//! Accounts for demonstrations: with a password that everyone knows and a second factor that the page itself shows.
//! Only a program that listens on the loopback makes them.

use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Locale, Place, Role, Scope};

use super::invite::row;
use super::own;
use crate::error::AccountsError;
use crate::factor;
use crate::means::Means;
use crate::model::{Agent, Given, Status};
use crate::store::{agents, rights};

/// A domain that no mail can reach (RFC 2606).
const DOMAIN: &str = "demo.example";

/// The address of a demonstration account.
pub fn address(local: &str) -> String {
    format!("{local}@{DOMAIN}")
}

/// A demonstration account.
#[derive(Debug, Clone, Copy)]
pub struct Account<'a> {
    pub local: &'a str,
    pub name: &'a str,
    pub space: Id,
    pub password: &'a str,
}

/// Makes one, with a role.
///
/// # Errors
/// An account of that address that is here already.
pub fn make(
    db: &mut Db,
    means: &Means,
    by: &By,
    account: &Account<'_>,
    role: Role,
    scope: Scope,
) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let email = super::invite::email("email", &address(account.local))?;
        let mut row = row(means, by.now, &email, account.name.to_owned(), Locale::Fr);
        let id = row.id;
        row.space_id = Some(account.space);
        row.status = Status::Active.to_string();
        row.password = Some(means.cost.hash(&*means.rng, account.password));
        row.totp = Some(own::seal_totp(means, id, &factor::new_secret(&*means.rng)));
        agents::insert(db, &row)?;
        own::renew_codes(db, means, id)?;
        let space = if scope == Scope::Platform { None } else { Some(account.space) };
        let given = Given {
            id: means.id(by.now),
            agent: id,
            role,
            scope,
            space,
            from: by.now,
            until: None,
            reason: "demo".to_owned(),
            given_by: None,
            given_at: by.now,
            revoked_at: None,
            lent_from: None,
        };
        rights::insert(db, &given)?;
        let place = space.map_or(Place::PLATFORM, Place::space);
        Ok((id, Act::new("agent.demo", &place, "agent", id.to_string()).set("role", role.as_str())))
    })
}

/// The present code of a demonstration account; none for any other account.
///
/// # Errors
/// The database's own.
pub fn code(db: &mut Db, means: &Means, by: &By, agent: &Agent) -> Result<Option<String>, AccountsError> {
    if agent.email.as_ref().is_none_or(|email| email.domain() != DOMAIN) {
        return Ok(None);
    }
    let row = agents::row(db, agent.id)?;
    let secret = row.totp.as_deref().and_then(|sealed| own::totp_secret(means, agent.id, sealed));
    Ok(secret.map(|secret| factor::code_at(&secret, by.now)))
}
