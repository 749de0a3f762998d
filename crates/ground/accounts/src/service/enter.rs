//! Coming in: password, then second factor; and who is behind a session.

use parvis_db::Db;
use parvis_journal::retention::sweep;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Actor, Email, Id, Timestamp};
use std::time::Duration;

use super::own;
use super::passkeys;
use super::throttle::Subjects;
use crate::error::AccountsError;
use crate::factor;
use crate::guard::Placed;
use crate::letters::{LetterJob, send};
use crate::means::Means;
use crate::model::{Agent, Level, Session, Status};
use crate::secret::{digest, token};
use crate::store::{agents, rights, sessions};

/// A session that nobody uses ends after so long.
pub const IDLE: Duration = Duration::from_secs(12 * 3600);
/// Every session ends after so long.
pub const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);
/// How often it is written down that a session is in use.
const TOUCH: Duration = Duration::from_secs(5 * 60);

/// Who is behind a request.
#[derive(Debug, Clone)]
pub struct Signed {
    pub agent: Agent,
    pub session: Session,
    pub actor: Actor,
}

/// Where somebody comes in from.
#[derive(Debug, Clone, Default)]
pub struct Browser {
    /// As the browser names itself.
    pub device: String,
    /// The token of its long-lived cookie, if it has one.
    pub token: Option<String>,
}

impl Browser {
    fn label(&self) -> String {
        self.device.chars().filter(|c| !c.is_control()).take(120).collect()
    }
}

/// What coming in gives: a new session and the browser's own token, to be set as cookies.
#[derive(Debug, Clone)]
pub struct Entered {
    pub agent: Id,
    pub level: Level,
    pub session: String,
    pub device: String,
}

/// The agent behind a session's token, with the rights held now. A session that is over, or whose agent may not come
/// in any more, is no session.
///
/// # Errors
/// The database's own.
pub fn signed(db: &mut Db, token: &str, now: Timestamp) -> Result<Option<Signed>, AccountsError> {
    let Some((session, row)) = sessions::by_hash(db, &digest(token))? else { return Ok(None) };
    let is_over = session.seen_at.plus(IDLE) <= now || session.started_at.plus(LONGEST) <= now;
    if is_over || row.status != Status::Active.as_str() {
        return Ok(None);
    }
    let actor = Actor::agent(row.id, row.organisation_id, super::rights::held(db, row.id, now)?);
    Ok(Some(Signed { agent: row.agent(Vec::new())?, session, actor }))
}

/// Writes down that a session is in use, at most each five minutes.
///
/// # Errors
/// The database's own.
pub fn touch(db: &mut Db, session: &Session, now: Timestamp) -> Result<(), AccountsError> {
    if session.seen_at.plus(TOUCH) <= now { sessions::touch(db, session.id, now) } else { Ok(()) }
}

/// Whether [`touch`] would write.
pub fn wants_touch(session: &Session, now: Timestamp) -> bool {
    session.seen_at.plus(TOUCH) <= now
}

/// The first step: e-mail and password. The password is verified before anything is written, and takes as long
/// whether the account exists or not; the answer is the same too.
///
/// # Errors
/// [`AccountsError::Invalid`] for any pair that does not open, [`AccountsError::Throttled`] after too many.
pub fn with_password(
    pool: &parvis_db::Pool,
    means: &Means,
    by: &By,
    email: &str,
    password: &str,
    browser: &Browser,
) -> Result<Entered, AccountsError> {
    const WRONG: AccountsError = AccountsError::invalid("email", "accounts-sign-in-wrong");
    let email: Email = email.parse().map_err(|_| AccountsError::invalid("email", "accounts-email-form"))?;
    let (row, subjects) = pool.read(|db| {
        let row = agents::row_by_email(db, &email)?;
        let own_device = own_device(db, row.as_ref().map(|row| row.id), browser)?;
        let subjects = Subjects::of(&email, own_device.as_deref(), &by.network);
        subjects.check(db, by.now)?;
        Ok::<_, AccountsError>((row, subjects))
    })?;
    let kept =
        row.as_ref().filter(|row| row.status == Status::Active.as_str()).and_then(|row| row.password.clone());
    let is_right = means.cost.verify(kept.as_deref(), password);
    pool.write(|db| match row.filter(|_| is_right) {
        Some(row) => {
            subjects.succeed(db)?;
            let agent = agents::one(db, row.id)?;
            start(db, means, by, &agent, browser, &Shown::PASSWORD)
        }
        None => db
            .tx(|db| {
                subjects.fail(db, by.now)?;
                Ok(())
            })
            .and(Err(WRONG)),
    })
}

fn own_device(db: &mut Db, agent: Option<Id>, browser: &Browser) -> Result<Option<String>, AccountsError> {
    let (Some(agent), Some(token)) = (agent, &browser.token) else { return Ok(None) };
    let hash = digest(token);
    Ok(agents::is_known_device(db, agent, &hash)?.then_some(hash))
}

/// What was shown by somebody who comes in.
pub(super) struct Shown<'s> {
    pub level: Level,
    /// The second factor, for the journal: `totp`, `recovery`, `passkey` and which one.
    pub factor: Option<&'s str>,
    /// As [`Session`] keeps it.
    pub provider: Option<&'s str>,
}

impl Shown<'_> {
    const PASSWORD: Self = Self { level: Level::Password, factor: None, provider: None };
}

/// Starts a session. One that has shown everything writes down when, and tells the agent of a browser never seen.
pub(super) fn start(
    db: &mut Db,
    means: &Means,
    by: &By,
    agent: &Agent,
    browser: &Browser,
    shown: &Shown<'_>,
) -> Result<Entered, AccountsError> {
    let Shown { level, factor, provider } = *shown;
    let by = By { actor: Actor::agent(agent.id, agent.organisation, Vec::new()), ..by.clone() };
    act(db, &by, |db| {
        let secret = token(&*means.rng);
        let device = browser.token.clone().filter(|t| t.len() == 43).unwrap_or_else(|| token(&*means.rng));
        let session = Session {
            id: means.id(by.now),
            agent: agent.id,
            level,
            started_at: by.now,
            seen_at: by.now,
            device: browser.label(),
            network: by.network.clone(),
            provider: provider.map(str::to_owned),
        };
        sessions::insert(db, &session, &digest(&secret))?;
        if level == Level::Full {
            let is_first = agent.signed_in_at.is_none();
            if agents::see_device(db, agent.id, &digest(&device), by.now)? && !is_first {
                let letter = LetterJob::NewDevice { agent: agent.id, device: browser.label(), at: by.now };
                send(db, means, &letter, by.now)?;
            }
            agents::set_signed_in(db, agent.id, by.now)?;
        }
        let done = Act::new("session.start", &agent.place(), "session", session.id.to_string())
            .set("level", level.as_str())
            .changed("factor", None, factor.map(str::to_owned))
            .changed("provider", None, provider.and_then(|p| p.split(' ').next()).map(str::to_owned));
        Ok((Entered { agent: agent.id, level, session: secret, device }, done))
    })
}

/// What is given as a second factor.
#[derive(Debug, Clone, Copy)]
pub enum Second<'s> {
    /// Six digits of an application.
    Code(&'s str),
    /// A recovery code on paper.
    Recovery(&'s str),
    /// What a passkey signed.
    Passkey(passkeys::Answer<'s>),
}

/// The second step: the session that has shown a password alone ends, and another one begins.
///
/// # Errors
/// One that is wrong or was used: of many uses at once, one succeeds; [`AccountsError::Throttled`] after too many.
pub fn with_second(
    db: &mut Db,
    means: &Means,
    by: &By,
    signed: &Signed,
    second: Second<'_>,
    browser: &Browser,
) -> Result<Entered, AccountsError> {
    let subjects = Subjects::new(&format!("second {}", signed.agent.id), None, &by.network);
    subjects.check(db, by.now)?;
    let entered = db.tx(|db| {
        agents::hold(db, signed.agent.id)?;
        match shown(db, means, by.now, signed, second)? {
            Some(factor) => {
                subjects.succeed(db)?;
                promote(db, means, by, signed, browser, &factor).map(Some)
            }
            None => subjects.fail(db, by.now).map(|()| None),
        }
    })?;
    entered.ok_or(match second {
        Second::Passkey(_) => passkeys::WRONG,
        _ => AccountsError::invalid("code", "accounts-code-wrong"),
    })
}

/// Ends the session that has shown a password alone and begins one that has shown everything; `factor` is what the
/// journal calls the second factor.
///
/// # Errors
/// The database's own.
pub fn promote(
    db: &mut Db,
    means: &Means,
    by: &By,
    signed: &Signed,
    browser: &Browser,
    factor: &str,
) -> Result<Entered, AccountsError> {
    db.tx(|db| {
        sessions::end(db, signed.agent.id, signed.session.id)?;
        let agent = agents::one(db, signed.agent.id)?;
        let provider = signed.session.provider.as_deref();
        let shown = Shown { level: Level::Full, factor: Some(factor), provider };
        start(db, means, by, &agent, browser, &shown)
    })
}

/// What the journal calls the second factor that was shown, now used up; none when it is wrong.
fn shown(
    db: &mut Db,
    means: &Means,
    now: Timestamp,
    signed: &Signed,
    second: Second<'_>,
) -> Result<Option<String>, AccountsError> {
    let agent = signed.agent.id;
    match second {
        Second::Code(code) => {
            let row = agents::row(db, agent)?;
            let secret = row.totp.as_deref().and_then(|sealed| own::totp_secret(means, agent, sealed));
            let step = secret.and_then(|secret| factor::step_of(&secret, code, now, row.totp_step));
            let is_right = step.map_or(Ok(false), |step| agents::use_step(db, agent, step))?;
            Ok(is_right.then(|| "totp".to_owned()))
        }
        Second::Recovery(code) => {
            let is_right = agents::use_recovery(db, agent, &digest(&factor::normal(code)), now)?;
            Ok(is_right.then(|| "recovery".to_owned()))
        }
        Second::Passkey(answer) => {
            let passkey = passkeys::shown(db, means, now, signed, &answer)?;
            Ok(passkey.map(|id| format!("passkey {id}")))
        }
    }
}

/// Signs out: the session ends. Returns the provider that it was begun at, for signing out there too.
///
/// # Errors
/// The database's own.
pub fn leave(db: &mut Db, by: &By, signed: &Signed) -> Result<Option<String>, AccountsError> {
    act(db, by, |db| {
        sessions::end(db, signed.agent.id, signed.session.id)?;
        let done = Act::new("session.end", &signed.agent.place(), "session", signed.session.id.to_string());
        Ok((signed.session.provider.clone(), done))
    })
}

/// Erases what is past its term ([`crate::RETENTION`]) and reports it: a task of each night.
///
/// # Errors
/// The database's own.
pub fn purge(db: &mut Db, now: Timestamp) -> Result<usize, AccountsError> {
    let erased = sweep(db, crate::RETENTION, None, &By::console(now))?;
    Ok(erased.into_iter().map(|(_, n)| usize::try_from(n).unwrap_or(usize::MAX)).sum())
}

/// The rights of an agent, those that ended too.
///
/// # Errors
/// The database's own.
pub fn history_of_rights(db: &mut Db, agent: Id) -> Result<Vec<crate::model::Given>, AccountsError> {
    rights::of(db, agent)
}
