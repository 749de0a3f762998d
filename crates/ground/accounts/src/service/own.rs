//! What agents do with their own account.

use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Locale, Timestamp};
use serde::Serialize;

use super::enter::Signed;
use super::organisations::required;
use crate::error::AccountsError;
use crate::factor;
use crate::guard::Placed;
use crate::letters::{LetterJob, send};
use crate::means::Means;
use crate::model::{Agent, Level, Session};
use crate::password;
use crate::secret::digest;
use crate::store::{agents, passkeys, rights, sessions};

/// A new password, checked and ready to be kept. Made before the transaction: it takes long on purpose.
pub struct Prepared(String);

impl Prepared {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Checks a new password and makes what is kept of it.
///
/// # Errors
/// A password that is too short, too long or easily guessed; a repetition that differs.
pub fn prepare(means: &Means, password: &str, again: &str, own: &[&str]) -> Result<Prepared, AccountsError> {
    password::check(password, own).map_err(|weak| AccountsError::invalid("password", weak.message()))?;
    if password != again {
        return Err(AccountsError::invalid("again", "accounts-password-differs"));
    }
    Ok(Prepared(means.cost.hash(&*means.rng, password)))
}

fn sealed_about(agent: Id) -> String {
    format!("totp {agent}")
}

/// The secret of an agent's second factor, opened.
pub(super) fn totp_secret(means: &Means, agent: Id, sealed: &str) -> Option<Vec<u8>> {
    means.key.open(&sealed_about(agent), sealed)
}

/// A second factor's secret, as it is kept.
pub(super) fn seal_totp(means: &Means, agent: Id, secret: &[u8]) -> String {
    means.key.seal(&*means.rng, &sealed_about(agent), secret)
}

pub(super) fn done(action: &'static str, agent: &Agent) -> Act {
    Act::new(action, &agent.place(), "agent", agent.id.to_string())
}

pub(super) fn changed(
    db: &mut Db,
    means: &Means,
    agent: Id,
    what: &str,
    now: Timestamp,
) -> Result<(), AccountsError> {
    let what = what.to_owned();
    send(db, means, &LetterJob::SecurityChanged { agent, what, at: now }, now)
}

/// Changes the password of the agent who is signed in, after the old one was shown; all other sessions end.
///
/// # Errors
/// The old password is wrong.
pub fn change_password(
    db: &mut Db,
    means: &Means,
    by: &By,
    signed: &Signed,
    old: &str,
    new: &Prepared,
) -> Result<(), AccountsError> {
    confirm(db, means, signed.agent.id, old)?;
    act(db, by, |db| {
        agents::set_password(db, signed.agent.id, new.as_str())?;
        sessions::end_all(db, signed.agent.id, Some(signed.session.id))?;
        changed(db, means, signed.agent.id, "password", by.now)?;
        Ok(((), done("agent.password", &signed.agent)))
    })
}

/// Shows the password again before something grave.
pub(super) fn confirm(db: &mut Db, means: &Means, agent: Id, password: &str) -> Result<(), AccountsError> {
    let kept = agents::row(db, agent)?.password;
    if means.cost.verify(kept.as_deref(), password) {
        Ok(())
    } else {
        Err(AccountsError::invalid("old", "accounts-password-wrong"))
    }
}

/// Whether an agent has a second factor: an application's codes, or a passkey.
///
/// # Errors
/// The database's own.
pub fn has_second(db: &mut Db, agent: Id) -> Result<bool, AccountsError> {
    Ok(agents::row(db, agent)?.totp.is_some() || !passkeys::of(db, agent)?.is_empty())
}

/// Who has a second factor shows it before setting up another.
///
/// # Errors
/// It was not shown yet.
pub fn may_enrol(db: &mut Db, signed: &Signed) -> Result<(), AccountsError> {
    if signed.session.level == Level::Password && has_second(db, signed.agent.id)? {
        return Err(AccountsError::Forbidden);
    }
    Ok(())
}

/// Takes an application's codes into use: the first code of the application shows that it knows the secret. Returns new
/// recovery codes, to be shown once. The session that did it has shown its second factor.
///
/// # Errors
/// A code that is wrong; a second factor that was not shown yet.
pub fn enrol_totp(
    db: &mut Db,
    means: &Means,
    by: &By,
    signed: &Signed,
    secret: &[u8],
    code: &str,
) -> Result<Vec<String>, AccountsError> {
    let step = factor::step_of(secret, code, by.now, 0);
    let step = step.ok_or(AccountsError::invalid("code", "accounts-code-wrong"))?;
    act(db, by, |db| {
        agents::hold(db, signed.agent.id)?;
        may_enrol(db, signed)?;
        let sealed = seal_totp(means, signed.agent.id, secret);
        agents::set_totp(db, signed.agent.id, Some(&sealed), step)?;
        let codes = renew_codes(db, means, signed.agent.id)?;
        sessions::end_all(db, signed.agent.id, Some(signed.session.id))?;
        changed(db, means, signed.agent.id, "totp", by.now)?;
        Ok((codes, done("agent.second-factor", &signed.agent)))
    })
}

pub(super) fn renew_codes(db: &mut Db, means: &Means, agent: Id) -> Result<Vec<String>, AccountsError> {
    let codes = factor::recovery_codes(&*means.rng);
    let hashes: Vec<String> = codes.iter().map(|code| digest(&factor::normal(code))).collect();
    agents::set_recovery(db, agent, &hashes)?;
    Ok(codes)
}

/// Makes new recovery codes; the old ones are worth nothing any more.
///
/// # Errors
/// The password is wrong.
pub fn new_codes(
    db: &mut Db,
    means: &Means,
    by: &By,
    signed: &Signed,
    password: &str,
) -> Result<Vec<String>, AccountsError> {
    confirm(db, means, signed.agent.id, password)?;
    act(db, by, |db| {
        let codes = renew_codes(db, means, signed.agent.id)?;
        changed(db, means, signed.agent.id, "codes", by.now)?;
        Ok((codes, done("agent.recovery-codes", &signed.agent)))
    })
}

/// How many recovery codes are left.
///
/// # Errors
/// The database's own.
pub fn codes_left(db: &mut Db, agent: Id) -> Result<i64, AccountsError> {
    agents::recovery_left(db, agent)
}

/// Changes one's name and language.
///
/// # Errors
/// An empty name.
pub fn change_profile(
    db: &mut Db,
    by: &By,
    signed: &Signed,
    name: &str,
    locale: Locale,
) -> Result<(), AccountsError> {
    let name = required("name", name)?;
    act(db, by, |db| {
        agents::set_profile(db, signed.agent.id, &name, locale)?;
        let old = Some(signed.agent.locale.to_string());
        Ok(((), done("agent.profile", &signed.agent).changed("locale", old, Some(locale.to_string()))))
    })
}

/// The sessions of an agent, the one seen last first.
///
/// # Errors
/// The database's own.
pub fn sessions(db: &mut Db, agent: Id) -> Result<Vec<Session>, AccountsError> {
    sessions::of(db, agent)
}

/// Ends one of one's sessions, or all others when none is named.
///
/// # Errors
/// A session that is not one's own.
pub fn end_session(db: &mut Db, by: &By, signed: &Signed, session: Option<Id>) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let ended = match session {
            Some(id) => usize::from(sessions::end(db, signed.agent.id, id)?),
            None => sessions::end_all(db, signed.agent.id, Some(signed.session.id))?,
        };
        if session.is_some() && ended == 0 {
            return Err(AccountsError::NotFound);
        }
        Ok(((), done("session.end", &signed.agent).set("sessions", ended.to_string())))
    })
}

/// Everything the program keeps of an agent, for the agent.
#[derive(Serialize)]
struct Export<'e> {
    id: Id,
    email: Option<&'e str>,
    name: &'e str,
    language: &'e str,
    created_at: String,
    signed_in_at: Option<String>,
    has_password: bool,
    has_second_factor: bool,
    passkeys: Vec<ExportedPasskey>,
    sessions: Vec<ExportedSession>,
    rights: Vec<ExportedRight>,
}

#[derive(Serialize)]
struct ExportedPasskey {
    name: String,
    created_at: String,
    used_at: Option<String>,
}

#[derive(Serialize)]
struct ExportedSession {
    started_at: String,
    seen_at: String,
    device: String,
    network: String,
}

#[derive(Serialize)]
struct ExportedRight {
    role: &'static str,
    from: String,
    until: Option<String>,
    reason: String,
}

/// Everything the program keeps of an agent, as JSON.
///
/// # Errors
/// The database's own.
pub fn export(db: &mut Db, agent: &Agent) -> Result<String, AccountsError> {
    let passkey = |p: passkeys::Row| ExportedPasskey {
        name: p.name,
        created_at: p.created_at.to_string(),
        used_at: p.used_at.map(|t| t.to_string()),
    };
    let session = |s: Session| ExportedSession {
        started_at: s.started_at.to_string(),
        seen_at: s.seen_at.to_string(),
        device: s.device,
        network: s.network,
    };
    let right = |r: crate::model::Given| ExportedRight {
        role: r.role.as_str(),
        from: r.from.to_string(),
        until: r.until.map(|t| t.to_string()),
        reason: r.reason,
    };
    let export = Export {
        id: agent.id,
        email: agent.email.as_ref().map(|e| e.as_str()),
        name: &agent.name,
        language: agent.locale.as_str(),
        created_at: agent.created_at.to_string(),
        signed_in_at: agent.signed_in_at.map(|t| t.to_string()),
        has_password: agent.has_password,
        has_second_factor: has_second(db, agent.id)?,
        passkeys: passkeys::of(db, agent.id)?.into_iter().map(passkey).collect(),
        sessions: sessions::of(db, agent.id)?.into_iter().map(session).collect(),
        rights: rights::of(db, agent.id)?.into_iter().map(right).collect(),
    };
    Ok(serde_json::to_string_pretty(&export).unwrap_or_default())
}

/// Deletes one's own account: what is personal goes at once, the journal keeps the identifier.
///
/// # Errors
/// The password is wrong; the last administrator of the platform.
pub fn delete(
    db: &mut Db,
    means: &Means,
    by: &By,
    signed: &Signed,
    password: &str,
) -> Result<(), AccountsError> {
    confirm(db, means, signed.agent.id, password)?;
    act(db, by, |db| {
        super::agents::refuse_last(db, signed.agent.id, by.now)?;
        super::agents::erase(db, signed.agent.id, by.now)?;
        Ok(((), done("agent.delete", &signed.agent)))
    })
}
