use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Email, Id, Locale, Permission, Place, Timestamp};

use super::organisations::required;
use super::own::Prepared;
use crate::error::AccountsError;
use crate::guard::{Guarded, Placed};
use crate::letters::{LetterJob, send};
use crate::means::Means;
use crate::model::{Agent, Status};
use crate::store::{agents, organisations, sessions};
use crate::token::{self, Kind};

/// Whom to invite.
#[derive(Debug, Clone, Default)]
pub struct Invitation {
    pub email: String,
    pub name: String,
    /// None: keeps the platform, belongs to no space.
    pub space: Option<Id>,
    pub organisation: Option<Id>,
    pub locale: Locale,
}

/// Reads an e-mail field.
pub(crate) fn email(field: &'static str, text: &str) -> Result<Email, AccountsError> {
    text.parse().map_err(|_| AccountsError::invalid(field, "accounts-email-form"))
}

/// A row for a new agent.
pub(super) fn row(means: &Means, now: Timestamp, email: &Email, name: String, locale: Locale) -> agents::Row {
    agents::Row {
        id: means.id(now),
        space_id: None,
        organisation_id: None,
        email: Some(email.to_string()),
        name,
        locale: locale.to_string(),
        status: Status::Invited.to_string(),
        password: None,
        totp: None,
        totp_step: 0,
        subject: None,
        created_at: now,
        signed_in_at: None,
    }
}

/// Invites somebody: an account that waits, and a letter with a link that is good once, for 72 hours.
///
/// # Errors
/// Without the right where the agent will belong; an e-mail that is malformed or already has an account.
pub fn invite(db: &mut Db, means: &Means, by: &By, new: &Invitation) -> Result<Agent, AccountsError> {
    act(db, by, |db| {
        let place = place(db, new)?;
        if !by.actor.may(Permission::AgentInvite, &place, by.now) {
            return Err(AccountsError::Forbidden);
        }
        let email = email("email", &new.email)?;
        if agents::row_by_email(db, &email)?.is_some() {
            return Err(AccountsError::invalid("email", "accounts-email-taken"));
        }
        let mut row = row(means, by.now, &email, required("name", &new.name)?, new.locale);
        row.space_id = new.space;
        row.organisation_id = new.organisation;
        agents::insert(db, &row)?;
        send(db, means, &LetterJob::Invitation { agent: row.id }, by.now)?;
        let agent = row.agent(place.organisations.clone())?;
        let done = Act::new("agent.invite", &place, "agent", agent.id.to_string());
        Ok((agent, done))
    })
}

fn place(db: &mut Db, new: &Invitation) -> Result<Place, AccountsError> {
    let Some(space) = new.space else { return Ok(Place::PLATFORM) };
    let Some(id) = new.organisation else { return Ok(Place::space(space)) };
    let found = organisations::all(db)?.into_iter().find(|o| o.id == id && o.space == space);
    let found = found.ok_or(AccountsError::invalid("organisation", "accounts-choose"))?;
    Ok(Place::under(space, found.line))
}

/// Sends the letter again, with another link; the one before is worth nothing any more.
///
/// # Errors
/// Without the right over the agent; an agent who has accepted already.
pub fn again(db: &mut Db, means: &Means, by: &By, id: Id) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let agent = Guarded::new(agents::one(db, id)?).open(by, Permission::AgentInvite)?;
        if agent.status != Status::Invited {
            return Err(AccountsError::Conflict("accounts-already-in"));
        }
        send(db, means, &LetterJob::Invitation { agent: id }, by.now)?;
        Ok(((), Act::new("agent.invite", &agent.place(), "agent", id.to_string())))
    })
}

/// The agent whom an invitation is for, without using it.
///
/// # Errors
/// A link that is wrong, used or too old.
pub fn invited(db: &mut Db, token: &str, now: Timestamp) -> Result<Agent, AccountsError> {
    let (agent, _) = token::peek(db, token, Kind::Invitation, now)?;
    agents::one(db, agent.ok_or(AccountsError::Spent)?)
}

/// Accepts an invitation: the account opens with a password. Of many acceptances at once, one succeeds.
///
/// # Errors
/// A link that is wrong, used or too old; an agent who was suspended or deleted meanwhile.
pub fn accept(db: &mut Db, by: &By, token: &str, password: &Prepared) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let (agent, _) = token::spend(db, token, Kind::Invitation, by.now)?;
        let agent = agents::one(db, agent.ok_or(AccountsError::Spent)?)?;
        if agent.status != Status::Invited {
            return Err(AccountsError::Spent);
        }
        agents::set_password(db, agent.id, password.as_str())?;
        agents::set_status(db, agent.id, Status::Active)?;
        sessions::end_all(db, agent.id, None)?;
        Ok((agent.id, Act::new("agent.accept", &agent.place(), "agent", agent.id.to_string())))
    })
}
