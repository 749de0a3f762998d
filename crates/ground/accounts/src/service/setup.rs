//! The first run: an empty installation is opened with a code shown on the console.

use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Locale, Place, Role, Scope, Timestamp};

use super::invite::{email, row};
use super::organisations::required;
use super::own::Prepared;
use super::spaces::{self, NewSpace};
use crate::error::AccountsError;
use crate::means::Means;
use crate::model::{Agent, Given, Status};
use crate::store::{agents, rights};
use crate::token::{self, Kind};

/// Whether nobody is here yet.
///
/// # Errors
/// The database's own.
pub fn is_empty(db: &mut Db) -> Result<bool, AccountsError> {
    Ok(agents::count(db)? == 0)
}

/// The code to open an empty installation with: good once, for 24 hours; a new one ends the one before. None when
/// somebody is here already.
///
/// # Errors
/// The database's own.
pub fn code(db: &mut Db, means: &Means, now: Timestamp) -> Result<Option<String>, AccountsError> {
    db.tx(|db| {
        if !is_empty(db)? {
            return Ok(None);
        }
        token::issue(db, means, Kind::Setup, None, "", now).map(Some)
    })
}

/// The first administrator and the first space.
#[derive(Debug, Clone, Default)]
pub struct FirstRun {
    pub space: NewSpace,
    pub name: String,
    pub email: String,
    pub locale: Locale,
}

/// Opens the installation: makes the first space and its first administrator.
///
/// # Errors
/// A code that is wrong, used or too old; somebody who is here already; a field that is wrong.
pub fn open(
    db: &mut Db,
    means: &Means,
    by: &By,
    code: &str,
    new: &FirstRun,
    password: &Prepared,
) -> Result<Agent, AccountsError> {
    act(db, by, |db| {
        token::spend(db, code, Kind::Setup, by.now)?;
        if !is_empty(db)? {
            return Err(AccountsError::Spent);
        }
        let (email, name) = (email("email", &new.email)?, required("name", &new.name)?);
        let space = act(db, by, |db| spaces::insert(db, means, by, &new.space))?;
        let mut row = row(means, by.now, &email, name, new.locale);
        row.space_id = Some(space.id);
        row.status = Status::Active.to_string();
        row.password = Some(password.as_str().to_owned());
        agents::insert(db, &row)?;
        let given = Given {
            id: means.id(by.now),
            agent: row.id,
            role: Role::PlatformAdministrator,
            scope: Scope::Platform,
            space: None,
            from: by.now,
            until: None,
            reason: "setup".to_owned(),
            given_by: None,
            given_at: by.now,
            revoked_at: None,
            lent_from: None,
        };
        rights::insert(db, &given)?;
        let agent = row.agent(Vec::new())?;
        let done = Act::new("platform.setup", &Place::PLATFORM, "agent", agent.id.to_string())
            .set("role", given.role.as_str());
        Ok((agent, done))
    })
}
