//! Signing in at a provider (OpenID Connect): whom its answer is about, and whether they come in.
//!
//! A sign-in begun here is good once, for ten minutes, and in the browser that began it: its secrets are in a token's
//! detail, sealed, and the token is in that browser's cookie alone.
//!
//! A provider opens the accounts of its space, or of all when it has none: whoever keeps the identities of one
//! administration must not be able to come in as somebody of another.

use parvis_db::{Db, Pool};
use parvis_journal::{Act, By, act};
use parvis_kernel::{Actor, Email, ErrorKind, Id, Siret, Timestamp, slug};
use parvis_openid::{Attempt, Error as Protocol, Person};
pub use parvis_openid::{Provider, ProviderSettings, Returned};
use serde::{Deserialize, Serialize};

use super::enter::{self, Browser, Entered, Shown};
use super::requests::{self, NewRequest};
use crate::error::AccountsError;
use crate::guard::Placed;
use crate::letters::{LetterJob, send};
use crate::means::Means;
use crate::model::{Level, Organisation, Status};
use crate::store::{agents, organisations, spaces};
use crate::token::{self, Kind};

/// A provider, and what its word is worth here.
pub struct SignInWith {
    /// As people know it.
    pub name: String,
    pub provider: Provider,
    /// The claim that holds the SIRET of the person's organisation.
    pub siret_claim: String,
    /// Slug of the space whose accounts it opens; none: all.
    pub space: Option<String>,
    /// It vouches for every address that it gives, without saying so each time.
    pub trusts_email: bool,
}

impl SignInWith {
    /// Its name in addresses.
    pub fn slug(&self) -> String {
        slug(&self.name)
    }

    /// What identifies a person of this provider, whatever others call theirs.
    fn subject(&self, person: &Person) -> String {
        format!("{}|{}", self.provider.issuer(), person.subject)
    }

    /// The address of a person, if somebody has checked it.
    fn email(&self, person: &Person) -> Option<Email> {
        let (email, is_checked) = person.email()?;
        if is_checked.unwrap_or(self.trusts_email) { email.parse().ok() } else { None }
    }

    /// The space whose accounts it opens; none: all.
    fn space(&self, db: &mut Db) -> Result<Option<Id>, AccountsError> {
        let Some(own) = &self.space else { return Ok(None) };
        let found = spaces::all(db)?.into_iter().find(|space| space.slug == *own);
        if found.is_none() {
            tracing::error!(provider = self.name, space = own, "the provider's space does not exist");
        }
        found.map(|space| Some(space.id)).ok_or(UNAVAILABLE)
    }
}

const UNAVAILABLE: AccountsError = AccountsError::Refused(ErrorKind::Unavailable, "provider-unavailable");

const fn refused(message: &'static str) -> AccountsError {
    AccountsError::Refused(ErrorKind::Forbidden, message)
}

/// A sign-in that goes on at the provider.
pub struct Begun {
    /// Where to send the browser.
    pub url: String,
    /// The token to put into its cookie.
    pub challenge: String,
}

/// What a challenge remembers.
#[derive(Serialize, Deserialize)]
struct Remembered {
    provider: String,
    attempt: Attempt,
    /// Where the person wanted to go.
    back: String,
}

/// What is sealed is about this, and nothing else.
const ABOUT: &str = "provider";

/// Begins a sign-in that comes back to the address `redirect`, then leads to `back`.
///
/// # Errors
/// The provider does not answer.
pub fn begin(
    pool: &Pool,
    means: &Means,
    with: &SignInWith,
    redirect: &str,
    back: &str,
    now: Timestamp,
) -> Result<Begun, AccountsError> {
    let begun = with.provider.begin(redirect, &*means.rng, now).map_err(|error| told(with, &error))?;
    let remembered = Remembered { provider: with.slug(), attempt: begun.attempt, back: back.to_owned() };
    let text = serde_json::to_vec(&remembered).map_err(|_| UNAVAILABLE)?;
    let sealed = means.key.seal(&*means.rng, ABOUT, &text);
    let challenge = pool.write(|db| token::issue(db, means, Kind::Challenge, None, &sealed, now))?;
    Ok(Begun { url: begun.url.into(), challenge })
}

/// How a sign-in ended.
pub enum Ended {
    /// The person is in, and wanted to go there.
    Entered(Entered, String),
    /// They have no account: those who may invite them were told.
    Asked,
}

/// Ends a sign-in with what the browser brought back. Whatever comes of it, its challenge is used up.
///
/// # Errors
/// A challenge that is missing, used or too old; an answer that is not to be believed; somebody who may not come in.
pub fn finish(
    pool: &Pool,
    means: &Means,
    by: &By,
    with: &SignInWith,
    challenge: Option<&str>,
    returned: &Returned<'_>,
    browser: &Browser,
) -> Result<Ended, AccountsError> {
    let remembered = pool.write(|db| remembered(db, means, with, challenge, by.now))?;
    let person =
        with.provider.finish(&remembered.attempt, returned, by.now).map_err(|error| told(with, &error))?;
    pool.write(|db| {
        db.tx(|db| match recognised(db, means, by, with, &person)? {
            Some(agent) => {
                let agent = agents::one(db, agent)?;
                let level = if person.is_strong { Level::Full } else { Level::Password };
                let provider = format!("{} {}", with.slug(), person.id_token);
                let shown = Shown { level, factor: None, provider: Some(&provider) };
                let entered = enter::start(db, means, by, &agent, browser, &shown)?;
                Ok(Ended::Entered(entered, remembered.back))
            }
            None => Ok(Ended::Asked),
        })
    })
}

fn remembered(
    db: &mut Db,
    means: &Means,
    with: &SignInWith,
    challenge: Option<&str>,
    now: Timestamp,
) -> Result<Remembered, AccountsError> {
    const LATE: AccountsError = AccountsError::Refused(ErrorKind::Conflict, "provider-late");
    let (_, sealed) = match token::spend(db, challenge.ok_or(LATE)?, Kind::Challenge, now) {
        Err(AccountsError::Spent) => return Err(LATE),
        spent => spent?,
    };
    let text = means.key.open(ABOUT, &sealed).ok_or(LATE)?;
    let remembered: Remembered = serde_json::from_slice(&text).map_err(|_| LATE)?;
    if remembered.provider == with.slug() { Ok(remembered) } else { Err(LATE) }
}

/// The agent whom a person is, linked now if they were not yet. None: their organisation is known here, they are not,
/// and have asked to come in.
fn recognised(
    db: &mut Db,
    means: &Means,
    by: &By,
    with: &SignInWith,
    person: &Person,
) -> Result<Option<Id>, AccountsError> {
    let (space, subject) = (with.space(db)?, with.subject(person));
    let is_reached = |row: &agents::Row| space.is_none() || row.space_id == space;
    if let Some(row) = agents::row_by_subject(db, &subject)? {
        return if is_reached(&row) { admitted(&row).map(Some) } else { Err(refused("provider-unknown")) };
    }
    let email = with.email(person).ok_or(refused("provider-unknown"))?;
    match agents::row_by_email(db, &email)? {
        Some(row) if !is_reached(&row) => Err(refused("provider-unknown")),
        Some(row) if row.status == Status::Suspended.as_str() => Err(refused("provider-suspended")),
        Some(row) if row.subject.is_some() => Err(refused("provider-taken")),
        Some(row) => link(db, means, by, with, &row, &subject).map(Some),
        None => ask(db, means, by, with, person, space, &email).map(|()| None),
    }
}

/// The agent, if they may come in: only those who are active.
fn admitted(row: &agents::Row) -> Result<Id, AccountsError> {
    match Status::parse(&row.status) {
        Some(Status::Active) => Ok(row.id),
        _ => Err(refused("provider-suspended")),
    }
}

/// From now on the agent is known by their identity at the provider. Somebody who was invited has accepted so.
fn link(
    db: &mut Db,
    means: &Means,
    by: &By,
    with: &SignInWith,
    row: &agents::Row,
    subject: &str,
) -> Result<Id, AccountsError> {
    let agent = agents::one(db, row.id)?;
    let own = Actor::agent(agent.id, agent.organisation, Vec::new());
    let by = By { actor: own, ..by.clone() };
    act(db, &by, |db| {
        agents::set_subject(db, agent.id, subject)?;
        if agent.status == Status::Invited {
            agents::set_status(db, agent.id, Status::Active)?;
            token::revoke(db, Kind::Invitation, agent.id, by.now)?;
        }
        let letter = LetterJob::SecurityChanged { agent: agent.id, what: "provider".to_owned(), at: by.now };
        send(db, means, &letter, by.now)?;
        let done = Act::new("agent.link", &agent.place(), "agent", agent.id.to_string())
            .set("provider", with.slug())
            .changed("status", Some(agent.status.to_string()), Some(Status::Active.to_string()));
        Ok((agent.id, done))
    })
}

/// Asks to come in, for somebody whose organisation is known by its SIRET, in a space that their address may ask.
fn ask(
    db: &mut Db,
    means: &Means,
    by: &By,
    with: &SignInWith,
    person: &Person,
    space: Option<Id>,
    email: &Email,
) -> Result<(), AccountsError> {
    let siret: Option<Siret> = person.text(&with.siret_claim).and_then(|text| text.parse().ok());
    let siret = siret.ok_or(refused("provider-unknown"))?;
    let all = spaces::all(db)?;
    let is_open = |one: &Organisation| {
        let space = all.iter().find(|space| space.id == one.space);
        space.is_some_and(|space| space.settings.domains.iter().any(|domain| email.is_under(domain)))
    };
    let is_theirs = |one: &Organisation| {
        one.closed_at.is_none()
            && one.siret.as_ref() == Some(&siret)
            && space.is_none_or(|own| one.space == own)
    };
    let theirs = organisations::all(db)?.into_iter().find(|one| is_theirs(one) && is_open(one));
    let theirs = theirs.ok_or(refused("provider-unknown"))?;
    let new = NewRequest {
        space: Some(theirs.space),
        email: email.to_string(),
        name: person.name().unwrap_or_else(|| email.to_string()),
        message: format!("{} : {} (SIRET {siret})", with.name, theirs.name),
    };
    requests::ask(db, means, by, &new)
}

/// The provider's name, and where to send the browser to sign out there too, which sends it on to `back`; none when the session was
/// not begun at one, or when it does not answer: the person is signed out here all the same.
pub fn goodbye(
    means: &Means,
    providers: &[SignInWith],
    provider: Option<&str>,
    back: &str,
    now: Timestamp,
) -> Option<(String, String)> {
    let (slug, id_token) = provider?.split_once(' ')?;
    let with = providers.iter().find(|with| with.slug() == slug)?;
    match with.provider.end(id_token, back, &*means.rng, now) {
        Ok(url) => url.map(|url| (with.name.clone(), url.into())),
        Err(error) => {
            tracing::warn!(provider = with.name, %error, "nobody was signed out at the provider");
            None
        }
    }
}

/// What a person is told; what went wrong is for the log.
fn told(with: &SignInWith, error: &Protocol) -> AccountsError {
    tracing::warn!(provider = with.name, %error, "nobody was signed in at the provider");
    match error {
        Protocol::Settings(_) | Protocol::Unavailable(_) => UNAVAILABLE,
        Protocol::Declined => refused("provider-declined"),
        Protocol::TooLow(_) => refused("provider-too-low"),
        Protocol::Refused(_) | Protocol::Unbelievable(_) => refused("provider-unbelievable"),
    }
}
