//! Passkeys as a second factor: adding one, showing it at the sign-in, renaming it, taking it away.
//!
//! What a browser is asked is kept here, sealed, for five minutes; it is good once, and for the session that asked.

use parvis_db::Db;
use parvis_journal::{By, act};
use parvis_kernel::{Id, Timestamp};

use super::enter::Signed;
use super::organisations::required;
use super::own::{self, changed, done};
use crate::error::AccountsError;
use crate::means::Means;
use crate::passkey::{self, Disbelief, Kept, Party, Question};
use crate::store::{agents, passkeys, sessions};
use crate::token::{self, Kind};

/// What a challenge is about: sealed with it, so that one of them never stands for the other.
const NEW: &str = "new";
const USE: &str = "use";

/// What anybody is told whose passkey is not believed, whatever the reason.
pub(super) const WRONG: AccountsError = AccountsError::invalid("credential", "accounts-passkey-wrong");

/// A passkey as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    pub id: String,
    /// As its owner calls it.
    pub name: String,
    pub created_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

impl From<passkeys::Row> for Passkey {
    fn from(row: passkeys::Row) -> Self {
        Self { id: row.id, name: row.name, created_at: row.created_at, used_at: row.used_at }
    }
}

/// A question for a browser.
#[derive(Debug, Clone)]
pub struct Begun {
    /// Comes back with the answer.
    pub challenge: String,
    /// What the browser's own function takes, as JSON.
    pub options: String,
}

impl Begun {
    /// Both, for the script that asked.
    pub fn json(&self) -> String {
        format!(r#"{{"challenge":"{}","options":{}}}"#, self.challenge, self.options)
    }
}

/// What a browser brought back.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    pub party: &'a Party,
    pub challenge: &'a str,
    /// The browser's own object, as JSON.
    pub credential: &'a str,
}

/// A new passkey that was checked, ready to be kept.
#[derive(Debug)]
pub struct New(Kept);

/// An agent's passkeys, the oldest first.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, agent: Id) -> Result<Vec<Passkey>, AccountsError> {
    Ok(passkeys::of(db, agent)?.into_iter().map(Passkey::from).collect())
}

/// One of an agent's passkeys.
///
/// # Errors
/// It is not the agent's.
pub fn get(db: &mut Db, agent: Id, id: &str) -> Result<Passkey, AccountsError> {
    passkeys::find(db, agent, id)?.map(Passkey::from).ok_or(AccountsError::NotFound)
}

/// Asks the browser of an agent for a new passkey.
///
/// # Errors
/// A second factor that was not shown yet.
pub fn begin_new(
    db: &mut Db,
    means: &Means,
    party: &Party,
    signed: &Signed,
    now: Timestamp,
) -> Result<Begun, AccountsError> {
    own::may_enrol(db, signed)?;
    let agent = &signed.agent;
    let email = agent.email.as_ref().map(ToString::to_string).unwrap_or_default();
    let question = passkey::ask_new(party, agent.id, &email, &agent.name, &kept(db, agent.id)?);
    begin(db, means, NEW, signed, question, now)
}

/// Asks the browser of somebody who signs in for one of their passkeys.
///
/// # Errors
/// They have none.
pub fn begin_use(
    db: &mut Db,
    means: &Means,
    party: &Party,
    signed: &Signed,
    now: Timestamp,
) -> Result<Begun, AccountsError> {
    let question = passkey::ask_use(party, &kept(db, signed.agent.id)?);
    begin(db, means, USE, signed, question, now)
}

fn kept(db: &mut Db, agent: Id) -> Result<Vec<Kept>, AccountsError> {
    Ok(passkeys::of(db, agent)?.iter().filter_map(|row| serde_json::from_str(&row.credential).ok()).collect())
}

fn about(purpose: &str, signed: &Signed) -> String {
    format!("passkey {purpose} {}", signed.session.id)
}

fn begin(
    db: &mut Db,
    means: &Means,
    purpose: &str,
    signed: &Signed,
    question: Option<Question>,
    now: Timestamp,
) -> Result<Begun, AccountsError> {
    let Question { options, state } = question.ok_or(AccountsError::NotFound)?;
    let sealed = means.key.seal(&*means.rng, &about(purpose, signed), &state);
    let challenge = token::issue(db, means, Kind::Passkey, Some(signed.agent.id), &sealed, now)?;
    Ok(Begun { challenge, options })
}

/// What an answer is compared with; whatever comes of it, the challenge is used up. None: it was, is too old, or is
/// another session's.
fn asked(
    db: &mut Db,
    means: &Means,
    purpose: &str,
    signed: &Signed,
    answer: &Answer<'_>,
    now: Timestamp,
) -> Result<Option<Vec<u8>>, AccountsError> {
    match token::spend(db, answer.challenge, Kind::Passkey, now) {
        Ok((_, sealed)) => Ok(means.key.open(&about(purpose, signed), &sealed)),
        Err(AccountsError::Spent) => Ok(None),
        Err(error) => Err(error),
    }
}

fn disbelieve(signed: &Signed, passkey: Option<&str>, disbelief: &Disbelief) {
    tracing::warn!(agent = %signed.agent.id, passkey, %disbelief, "refused: a passkey is not believed");
}

/// Checks what a browser brought back for a new passkey.
///
/// # Errors
/// [`AccountsError::Invalid`] for whatever is wrong with it; a second factor that was not shown yet.
pub fn answered(
    db: &mut Db,
    means: &Means,
    by: &By,
    signed: &Signed,
    answer: &Answer<'_>,
) -> Result<New, AccountsError> {
    own::may_enrol(db, signed)?;
    let state = asked(db, means, NEW, signed, answer, by.now)?.ok_or(WRONG)?;
    passkey::take(answer.party, &state, answer.credential).map(New).map_err(|disbelief| {
        disbelieve(signed, None, &disbelief);
        WRONG
    })
}

/// Keeps a new passkey. Returns recovery codes, to be shown once, when it is the agent's first second factor.
///
/// # Errors
/// An empty name; a passkey that is kept already; a second factor that was not shown yet.
pub fn add(
    db: &mut Db,
    means: &Means,
    by: &By,
    signed: &Signed,
    name: &str,
    New(kept): New,
) -> Result<Option<Vec<String>>, AccountsError> {
    let name = required("name", name)?;
    let agent = signed.agent.id;
    act(db, by, |db| {
        agents::hold(db, agent)?;
        own::may_enrol(db, signed)?;
        let is_first = !own::has_second(db, agent)?;
        let row = passkeys::Row {
            id: kept.name(),
            agent_id: agent,
            name,
            credential: serde_json::to_string(&kept).unwrap_or_default(),
            created_at: by.now,
            used_at: None,
        };
        if !passkeys::insert(db, &row)? {
            return Err(AccountsError::Conflict("accounts-passkey-known"));
        }
        let codes = if is_first { Some(own::renew_codes(db, means, agent)?) } else { None };
        changed(db, means, agent, "passkey", by.now)?;
        Ok((codes, done("agent.passkey-add", &signed.agent).set("passkey", row.id)))
    })
}

/// Which of the agent's passkeys signed the answer, and notes its use; none when it is not believed.
pub(super) fn shown(
    db: &mut Db,
    means: &Means,
    now: Timestamp,
    signed: &Signed,
    answer: &Answer<'_>,
) -> Result<Option<String>, AccountsError> {
    let Some(state) = asked(db, means, USE, signed, answer, now)? else { return Ok(None) };
    let Some(id) = passkey::named(answer.credential) else { return Ok(None) };
    let Some(row) = passkeys::find(db, signed.agent.id, &id)? else { return Ok(None) };
    let Ok(kept) = serde_json::from_str::<Kept>(&row.credential) else { return Ok(None) };
    match passkey::check(answer.party, &state, answer.credential, signed.agent.id, &kept) {
        Ok(after) => {
            let after = serde_json::to_string(&after).unwrap_or_default();
            Ok(passkeys::note_use(db, &row, &after, now)?.then_some(row.id))
        }
        Err(disbelief) => {
            disbelieve(signed, Some(&row.id), &disbelief);
            Ok(None)
        }
    }
}

/// Gives one of one's passkeys another name.
///
/// # Errors
/// It is not one's own; an empty name.
pub fn rename(db: &mut Db, by: &By, signed: &Signed, id: &str, name: &str) -> Result<(), AccountsError> {
    get(db, signed.agent.id, id)?;
    let name = required("name", name)?;
    act(db, by, |db| {
        passkeys::rename(db, signed.agent.id, id, &name)?;
        Ok(((), done("agent.passkey-rename", &signed.agent).set("passkey", id)))
    })
}

/// Takes one of one's passkeys away: it opens nothing any more, and all other sessions end.
///
/// # Errors
/// It is not one's own; it is the last second factor.
pub fn remove(db: &mut Db, means: &Means, by: &By, signed: &Signed, id: &str) -> Result<(), AccountsError> {
    let agent = signed.agent.id;
    act(db, by, |db| {
        agents::hold(db, agent)?;
        let all = passkeys::of(db, agent)?;
        if !all.iter().any(|passkey| passkey.id == id) {
            return Err(AccountsError::NotFound);
        }
        if all.len() == 1 && agents::row(db, agent)?.totp.is_none() {
            return Err(AccountsError::Conflict("accounts-passkey-last"));
        }
        passkeys::remove(db, agent, id)?;
        sessions::end_all(db, agent, Some(signed.session.id))?;
        changed(db, means, agent, "passkey-removed", by.now)?;
        Ok(((), done("agent.passkey-remove", &signed.agent).set("passkey", id)))
    })
}
