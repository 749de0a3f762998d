//! One letter to whoever answers for procedures, about everything that changed since the last one.

use parvis_accounts::model::{Agent, Status};
use parvis_accounts::service::{agents, rights};
use parvis_accounts::{AccountsError, Post};
use parvis_db::Db;
use parvis_i18n::Words;
use parvis_jobs::{Job, enqueue};
use parvis_journal::By;
use parvis_kernel::{Id, Permission, Timestamp};
use parvis_mail::Letter as Mail;
use parvis_places::{Ground, Located};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

use crate::links;
use crate::store::findings;
use crate::track::{Alert, AlertKind};

/// What is older is no news: a server of letters that was away does not send the past.
const NEWS: Duration = Duration::from_secs(3 * 86_400);
/// Changes that a letter names; the page names all.
const NAMED: usize = 20;

/// A letter to be sent: nothing is kept of it but what it says.
#[derive(Serialize, Deserialize)]
pub(crate) struct Letter {
    pub agent: Id,
    pub alerts: Vec<Told>,
}

impl Job for Letter {
    const NAME: &'static str = "probes-letter";
}

/// One change, as a letter tells it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Told {
    pub procedure: Id,
    pub kind: String,
    pub url: String,
    pub detail: String,
    pub at: i64,
}

impl From<&Alert> for Told {
    fn from(one: &Alert) -> Self {
        Self {
            procedure: one.procedure,
            kind: one.kind.to_string(),
            url: one.url.clone(),
            detail: one.detail.clone(),
            at: one.found_at.micros(),
        }
    }
}

/// Has one letter written to each owner of a procedure of which something changed.
pub(crate) fn tell(db: &mut Db, post: &Post, now: Timestamp) -> Result<(), AccountsError> {
    let alerts = findings::untold(db, now - NEWS)?;
    if alerts.is_empty() {
        return Ok(());
    }
    let located = located(db, now)?;
    let given = rights::list(db, &By::console(now))?;
    for (agent, _) in given.iter().filter(|(agent, _)| agent.status == Status::Active) {
        let held = rights::held(db, agent.id, now)?;
        let theirs = |one: &&Alert| {
            located.get(&one.procedure).is_some_and(|at| rights::answers_for(&held, &at.place))
        };
        let told: Vec<Told> = alerts.iter().filter(theirs).map(Told::from).collect();
        if !told.is_empty() {
            enqueue(db, post.means.id(now), &Letter { agent: agent.id, alerts: told }, now)?;
        }
    }
    alerts.iter().try_for_each(|one| findings::told(db, one, now))?;
    Ok(())
}

fn located(db: &mut Db, now: Timestamp) -> Result<BTreeMap<Id, Located>, AccountsError> {
    let ground = Ground::load(db)?;
    let all = parvis_catalog::all(db)?.procedures.into_iter();
    let by = By::console(now);
    let open = |one| ground.locate(one, now).and_then(|one| one.open(&by, Permission::CatalogRead)).ok();
    Ok(all.filter_map(open).map(|one| (one.procedure.id, one)).collect())
}

/// The letter; none when nobody is there to be written to, or who may not read it any more.
pub(crate) fn letter(
    db: &mut Db,
    post: &Post,
    job: &Letter,
    now: Timestamp,
) -> Result<Option<Mail>, AccountsError> {
    let agent: Agent = match agents::get(db, &By::console(now), job.agent, Permission::AgentRead) {
        Err(AccountsError::NotFound) => return Ok(None),
        found => found?,
    };
    let to = agent.email.as_ref().and_then(|email| email.as_str().parse().ok());
    let Some(to) = to.filter(|_| agent.status == Status::Active) else { return Ok(None) };
    let (located, held) = (located(db, now)?, rights::held(db, agent.id, now)?);
    let readable = |one: &&Told| {
        located.get(&one.procedure).filter(|at| rights::answers_for(&held, &at.place)).is_some()
    };
    let told: Vec<&Told> = job.alerts.iter().filter(readable).collect();
    if told.is_empty() {
        return Ok(None);
    }
    let words = post.messages.words(agent.locale);
    let mut letter = Mail::new(to, agent.locale, words.a("probes-letter-subject", "n", told.len()))
        .paragraph(words.t("probes-letter-text"));
    for one in told.iter().take(NAMED) {
        let name = located.get(&one.procedure).map_or("", |at| at.shown.name.as_str());
        letter = letter.paragraph(line(words, one, name));
    }
    if told.len() > NAMED {
        letter = letter.paragraph(words.a("probes-letter-more", "n", told.len() - NAMED));
    }
    let url = format!("{}{}", post.base_url, links::PROBES.to(agent.locale, &[]));
    Ok(Some(letter.action(words.t("probes-letter-action"), url).footnote(words.t("probes-letter-note"))))
}

fn line(words: &Words, one: &Told, name: &str) -> String {
    let at = words.moment(Timestamp::from_micros(one.at));
    let detail = match AlertKind::parse(&one.kind) {
        Some(AlertKind::Down) => why(words, &one.detail),
        Some(AlertKind::Up) => one.detail.parse().map_or_else(|_| one.detail.clone(), |at| words.moment(at)),
        Some(AlertKind::Certificate | AlertKind::Statement) => {
            one.detail.parse().map_or_else(|_| one.detail.clone(), |day| words.day(day))
        }
        Some(AlertKind::Failure) if words.has(&format!("probe-{}", one.detail)) => {
            words.t(&format!("probe-{}", one.detail))
        }
        Some(AlertKind::Failure) | None => one.detail.clone(),
    };
    words.with(
        &format!("probes-letter-{}", one.kind),
        &[
            ("name", name.into()),
            ("url", one.url.as_str().into()),
            ("at", at.as_str().into()),
            ("detail", detail.as_str().into()),
        ],
    )
}

/// Why an address does not answer, in words.
pub(crate) fn why(words: &Words, failure: &str) -> String {
    let key = format!("probe-missed-{failure}");
    if words.has(&key) { words.t(&key) } else { words.a("probes-status", "status", failure) }
}
