use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Locale, Timestamp};

use super::own::Prepared;
use super::throttle::Subjects;
use crate::error::AccountsError;
use crate::guard::Placed;
use crate::letters::{LetterJob, send};
use crate::means::Means;
use crate::model::{Agent, Status};
use crate::store::{agents, sessions};
use crate::token::{self, Kind};

/// Asks for a new password. The answer never says whether the account exists: the address gets a letter either way.
///
/// # Errors
/// An e-mail that is malformed; too many letters to one address or from one network.
pub fn ask(db: &mut Db, means: &Means, by: &By, email: &str, locale: Locale) -> Result<(), AccountsError> {
    let email = super::invite::email("email", email)?;
    let subjects = Subjects::new(&format!("reset {}", email.as_str()), None, &by.network);
    subjects.check(db, by.now)?;
    db.tx(|db| {
        subjects.fail(db, by.now)?;
        let row = agents::row_by_email(db, &email)?;
        let active = row.filter(|row| row.status == Status::Active.as_str());
        let letter = match active {
            Some(row) => LetterJob::Reset { agent: row.id },
            None => LetterJob::NoAccount { email: email.to_string(), locale: locale.to_string() },
        };
        send(db, means, &letter, by.now)
    })
}

/// The agent whom a link to a new password is for, without using it.
///
/// # Errors
/// A link that is wrong, used or too old.
pub fn asked(db: &mut Db, token: &str, now: Timestamp) -> Result<Agent, AccountsError> {
    let (agent, _) = token::peek(db, token, Kind::Reset, now)?;
    agents::one(db, agent.ok_or(AccountsError::Spent)?)
}

/// Sets the new password; all sessions end, and the second factor is asked for as ever.
///
/// # Errors
/// A link that is wrong, used or too old: of many uses at once, one succeeds.
pub fn reset(
    db: &mut Db,
    means: &Means,
    by: &By,
    token: &str,
    password: &Prepared,
) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let (agent, _) = token::spend(db, token, Kind::Reset, by.now)?;
        let agent = agents::one(db, agent.ok_or(AccountsError::Spent)?)?;
        if agent.status != Status::Active {
            return Err(AccountsError::Spent);
        }
        agents::set_password(db, agent.id, password.as_str())?;
        sessions::end_all(db, agent.id, None)?;
        let letter = LetterJob::SecurityChanged { agent: agent.id, what: "password".to_owned(), at: by.now };
        send(db, means, &letter, by.now)?;
        Ok((agent.id, Act::new("agent.password", &agent.place(), "agent", agent.id.to_string())))
    })
}
