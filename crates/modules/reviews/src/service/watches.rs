//! Who wants to be written about a survey, and the letters that are due.

use parvis_accounts::model::{Agent, Status};
use parvis_accounts::service::{agents, rights};
use parvis_accounts::{AccountsError, Means};
use parvis_db::Db;
use parvis_jobs::{enqueue, enqueue_once};
use parvis_journal::{Act, By, act};
use parvis_kernel::{Actor, Id, Permission, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::forms::{self, Held};
use crate::alerts::Kind;
use crate::alerts::hours::Quiet;
use crate::alerts::watch::{Digest, Watch};
use crate::letters::{AlertLetter, DigestLetter};
use crate::store::watches as store;

/// What was not written for so long is news no more.
const STALE: Duration = Duration::from_secs(7 * 86_400);

/// What an agent asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub alerts: BTreeSet<Kind>,
    pub digest: Digest,
    pub quiet: Quiet,
}

fn of_actor(db: &mut Db, by: &By, form: Id) -> Result<Watch, AccountsError> {
    let agent = by.actor.agent.ok_or(AccountsError::Forbidden)?;
    Ok(store::one(db, form, agent)?.unwrap_or_else(|| Watch::new(form, agent, by.now)))
}

/// What the actor wants of a form that she may read; nothing unless she asked.
///
/// # Errors
/// No such form for the actor; an actor who is no agent.
pub fn get(db: &mut Db, by: &By, form: Id) -> Result<(Held, Watch), AccountsError> {
    let held = forms::get(db, by, form, Permission::ReviewRead)?;
    Ok((held, of_actor(db, by, form)?))
}

/// The actor says what she wants to be written about a form that she may read.
///
/// # Errors
/// Those of [`get`]; hours that do not exist.
pub fn set(db: &mut Db, by: &By, form: Id, wish: &Wish) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let held = forms::get(db, by, form, Permission::ReviewRead)?;
        let before = of_actor(db, by, form)?;
        if wish.quiet.from > 23 || wish.quiet.until > 23 {
            return Err(AccountsError::invalid("from", "reviews-watch-hour"));
        }
        let is_begun = before.digest == Digest::None;
        let digested =
            if is_begun { Watch::new(form, before.agent, by.now).digested } else { before.digested };
        let after = Watch {
            alerts: wish.alerts.clone(),
            digest: wish.digest,
            quiet: wish.quiet,
            digested,
            ..before.clone()
        };
        if after.is_anything() {
            store::set(db, &after)?;
        } else {
            store::end(db, form, after.agent)?;
        }
        let hours = |quiet: Quiet| {
            let weekends = if quiet.weekends { " sat sun" } else { "" };
            format!("{}-{}{weekends}", quiet.from, quiet.until)
        };
        let done = Act::new("watch.set", &held.about.place, "form", form.to_string())
            .set("procedure", &held.about.procedure.slug)
            .changed("alerts", Some(Kind::text(&before.alerts)), Some(Kind::text(&after.alerts)))
            .changed("digest", Some(before.digest.to_string()), Some(after.digest.to_string()))
            .changed("quiet", Some(hours(before.quiet)), Some(hours(after.quiet)));
        Ok(((), done))
    })
}

/// An agent who wants letters of a form and may still read it, on whose behalf it is then read. When she may not any
/// more, or is not active, her subscription ends.
///
/// # Errors
/// The database's own.
pub(crate) fn reader(
    db: &mut Db,
    form: Id,
    agent: Id,
    now: Timestamp,
) -> Result<Option<(Agent, By, Held)>, AccountsError> {
    if store::one(db, form, agent)?.is_none() {
        return Ok(None);
    }
    let console = By::console(now);
    let agent = match agents::get(db, &console, agent, Permission::AgentRead) {
        Err(AccountsError::NotFound) => {
            store::end(db, form, agent)?;
            return Ok(None);
        }
        found => found?,
    };
    let by = By { actor: Actor::agent(agent.id, None, rights::held(db, agent.id, now)?), ..console };
    match forms::get(db, &by, form, Permission::ReviewRead) {
        Ok(held) if agent.status == Status::Active => Ok(Some((agent, by, held))),
        Ok(_) | Err(AccountsError::NotFound | AccountsError::Forbidden) => {
            end(db, form, &agent, now)?;
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Ends a subscription whose agent may not read the form any more.
fn end(db: &mut Db, form: Id, agent: &Agent, now: Timestamp) -> Result<(), AccountsError> {
    let by = By::console(now);
    act(db, &by, |db| {
        let held = forms::get(db, &by, form, Permission::ReviewRead)?;
        store::end(db, form, agent.id)?;
        let done = Act::new("watch.end", &held.about.place, "agent", agent.id.to_string())
            .set("form", form.to_string())
            .because("the agent may not read the survey any more");
        Ok(((), done))
    })
}

/// Has every letter written that is due: alerts that are noted for agents whose hours are not quiet, together, and
/// digests whose period is over. Asked again, none is written twice. How many letters.
///
/// # Errors
/// The database's own.
pub fn sweep(db: &mut Db, means: &Means, now: Timestamp) -> Result<usize, AccountsError> {
    store::forget(db, now.minus(STALE))?;
    let mut noted: BTreeMap<(Id, Id), Vec<Id>> = BTreeMap::new();
    for (form, agent, alert) in store::noticed(db)? {
        noted.entry((form, agent)).or_default().push(alert);
    }
    let mut letters = 0;
    for watch in store::all(db, None)? {
        let (form, agent) = (watch.form, watch.agent);
        if let Some(alerts) = noted.remove(&(form, agent)).filter(|_| !watch.quiet.holds(now)) {
            letters += usize::from(db.tx(|db| {
                // Another program may have had it written meanwhile.
                if store::taken(db, form, agent, &alerts)? == 0 {
                    return Ok(false);
                }
                enqueue(db, means.id(now), &AlertLetter { form, agent, alerts }, now)?;
                Ok::<_, AccountsError>(true)
            })?);
        }
        if let Some(period) = watch.due(now) {
            letters += usize::from(db.tx(|db| {
                store::digested(db, form, agent, period.until)?;
                let job =
                    DigestLetter { form, agent, from: period.from.number(), until: period.until.number() };
                let key = format!("{form} {agent} {} {}", watch.digest, period.until);
                Ok::<_, AccountsError>(enqueue_once(db, means.id(now), &job, now, &key)?)
            })?);
        }
    }
    Ok(letters)
}
