//! Somebody asks to come in; an administrator accepts or declines.

use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Permission, Timestamp};

use super::invite::{Invitation, invite};
use super::organisations::required;
use super::throttle::Subjects;
use crate::error::AccountsError;
use crate::guard::{Guarded, Placed, visible};
use crate::letters::{LetterJob, send};
use crate::means::Means;
use crate::model::{AccessRequest, Space};
use crate::store::{agents, requests, spaces};

/// What somebody who asks to come in says.
#[derive(Debug, Clone, Default)]
pub struct NewRequest {
    pub space: Option<Id>,
    pub email: String,
    pub name: String,
    pub message: String,
}

/// Asks to come in. Only an address of the domains that the space allows may ask; whether an account exists already is
/// not said.
///
/// # Errors
/// A field that is wrong; a domain that the space does not allow; too many requests.
pub fn ask(db: &mut Db, means: &Means, by: &By, new: &NewRequest) -> Result<(), AccountsError> {
    let email = super::invite::email("email", &new.email)?;
    let name = required("name", &new.name)?;
    let message: String = new.message.trim().chars().take(1_000).collect();
    let space = spaces::all(db)?.into_iter().find(|s| Some(s.id) == new.space);
    let space = space.ok_or(AccountsError::invalid("space", "accounts-choose"))?;
    if !space.settings.domains.iter().any(|domain| email.is_under(domain)) {
        return Err(AccountsError::invalid("email", "accounts-domain-refused"));
    }
    let subjects = Subjects::new(&format!("request {}", email.as_str()), None, &by.network);
    subjects.check(db, by.now)?;
    act(db, by, |db| {
        subjects.fail(db, by.now)?;
        let one = AccessRequest {
            id: means.id(by.now),
            space: space.id,
            email,
            name,
            message,
            asked_at: by.now,
            decided: None,
        };
        let is_waiting =
            |r: &AccessRequest| r.email == one.email && r.space == one.space && r.decided.is_none();
        let is_known =
            agents::row_by_email(db, &one.email)?.is_some() || requests::all(db)?.iter().any(is_waiting);
        if !is_known {
            requests::insert(db, &one)?;
            send(db, means, &LetterJob::AccessAsked { request: one.id }, by.now)?;
        }
        Ok(((), Act::new("access.ask", &one.place(), "request", one.id.to_string())))
    })
}

/// The requests that the actor may decide, those that wait first.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, by: &By) -> Result<Vec<AccessRequest>, AccountsError> {
    Ok(visible(requests::all(db)?, by, Permission::AgentInvite))
}

pub(crate) fn one(db: &mut Db, id: Id) -> Result<AccessRequest, AccountsError> {
    requests::all(db)?.into_iter().find(|r| r.id == id).ok_or(AccountsError::NotFound)
}

/// Accepts a request, which becomes an invitation, or declines it. Of many decisions at once, one counts.
///
/// # Errors
/// Without the right over the space; a request that was decided already.
pub fn decide(db: &mut Db, means: &Means, by: &By, id: Id, is_accepted: bool) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let request = Guarded::new(one(db, id)?).open(by, Permission::AgentInvite)?;
        if !requests::decide(db, id, by.now, is_accepted)? {
            return Err(AccountsError::Conflict("accounts-request-decided"));
        }
        if is_accepted {
            let new = Invitation {
                email: request.email.to_string(),
                name: request.name.clone(),
                space: Some(request.space),
                ..Invitation::default()
            };
            invite(db, means, by, &new)?;
        } else {
            let letter = LetterJob::AccessDeclined { email: request.email.to_string(), space: request.space };
            send(db, means, &letter, by.now)?;
        }
        let done = Act::new("access.decide", &request.place(), "request", id.to_string())
            .set("accepted", is_accepted.to_string());
        Ok(((), done))
    })
}

/// The instant from which a space keeps its requests.
pub(crate) fn kept_from(space: &Space, now: Timestamp) -> Timestamp {
    now.day().plus_months(-space.settings.retention_months).start()
}

/// Erases the requests that were decided longer ago than their space keeps what people write.
///
/// # Errors
/// The database's own.
pub(crate) fn purge(db: &mut Db, now: Timestamp) -> Result<usize, AccountsError> {
    let all = spaces::all(db)?;
    let erase = |space: Space| requests::purge(db, space.id, kept_from(&space, now));
    all.into_iter().map(erase).sum()
}
