//! Work on one opinion: labels, who looks after it, how far it is; each step is an act in the journal.

use parvis_accounts::service::{agents, rights};
use parvis_accounts::{AccountsError, Means};
use parvis_db::Db;
use parvis_journal::{Act, By, Entry, Filter, act};
use parvis_kernel::{Id, Permission};
use parvis_text::words::words;
use std::collections::HashMap;

use super::forms::{self, Held, required};
use super::reading::opinion;
use super::versions;
use crate::model::{FollowUp, Opinion, Status, Tag, Work};
use crate::shape::Shape;
use crate::store;
use crate::store::{follow, work};

/// Labels of one opinion.
const MOST_TAGS: usize = 20;

/// An opinion with all that was done about it.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub held: Held,
    pub opinion: Opinion,
    /// What the person was asked.
    pub shape: Shape,
    pub work: Work,
    /// The person who gave it wants an answer.
    pub follow_up: Option<FollowUp>,
    /// The labels of the form.
    pub tags: Vec<Tag>,
    /// Those who may be asked to look after it: identifier and name.
    pub agents: Vec<(Id, String)>,
    /// The newest first.
    pub history: Vec<Entry>,
    pub names: HashMap<Id, String>,
}

/// One opinion, to be read.
///
/// # Errors
/// No such opinion for the actor.
pub fn sheet(db: &mut Db, by: &By, id: Id) -> Result<Sheet, AccountsError> {
    let opinion = store::one(db, id)?.ok_or(AccountsError::NotFound)?;
    let held = forms::get(db, by, opinion.form, Permission::ReviewRead)?;
    let shape = versions::shape(db, opinion.form, opinion.version)?;
    let work = of(db, id)?;
    let follow_up = follow::of_opinion(db, id)?;
    let tags = work::tags(db, opinion.form)?;
    let agents = rights::able(db, Permission::ReviewAnswer, &held.about.place, by.now)?;
    let agents: Vec<(Id, String)> = agents.into_iter().map(|agent| (agent.id, agent.name)).collect();
    let filter =
        Filter { object_kind: Some("opinion".to_owned()), object: Some(id.to_string()), ..Filter::default() };
    let history = parvis_journal::page(db, &filter)?;
    let mut known: Vec<Id> = history.iter().filter_map(|entry| entry.actor).collect();
    known.extend(work.agent.into_iter().chain(opinion.entered_by));
    let names = agents::names(db, &known)?;
    Ok(Sheet { held, opinion, shape, work, follow_up, tags, agents, history, names })
}

fn of(db: &mut Db, id: Id) -> Result<Work, AccountsError> {
    Ok(work::of(db, &[id])?.remove(&id).unwrap_or_default())
}

fn done(action: &'static str, held: &Held, id: Id) -> Act {
    Act::new(action, &held.about.place, "opinion", id.to_string())
        .set("procedure", &held.about.procedure.slug)
}

/// Puts a label on an opinion; the form has it from then on.
///
/// # Errors
/// Without the right over the procedure; a name that is empty or too long; too many labels.
pub fn tag(db: &mut Db, means: &Means, by: &By, id: Id, name: &str) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let (held, opinion) = opinion(db, by, id)?;
        let name = required("tag", name)?;
        let folded: Vec<String> = words(&name).into_iter().map(|word| word.folded).collect();
        if folded.is_empty() {
            return Err(AccountsError::invalid("tag", "accounts-required"));
        }
        if of(db, id)?.tags.len() >= MOST_TAGS {
            return Err(AccountsError::invalid("tag", "reviews-tags-many"));
        }
        let tag = work::tag(db, opinion.form, means.id(by.now), &name, &folded.join(" "))?;
        if !work::put(db, id, tag)? {
            return Err(AccountsError::Conflict("reviews-already"));
        }
        Ok(((), done("opinion.tag", &held, id).set("tag", &name)))
    })
}

/// Takes a label off.
///
/// # Errors
/// Without the right over the procedure; a label that is not there.
pub fn untag(db: &mut Db, by: &By, id: Id, tag: Id) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let (held, _) = opinion(db, by, id)?;
        let name = of(db, id)?.tags.into_iter().find(|one| one.id == tag).map(|one| one.name);
        if !work::take(db, id, tag)? {
            return Err(AccountsError::Conflict("reviews-already"));
        }
        Ok(((), done("opinion.untag", &held, id).changed("tag", name, None)))
    })
}

/// Says how far an opinion is.
///
/// # Errors
/// Without the right over the procedure; when it is so already.
pub fn set_status(db: &mut Db, by: &By, id: Id, status: Status) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let (held, opinion) = opinion(db, by, id)?;
        let before = of(db, id)?;
        if before.status == status {
            return Err(AccountsError::Conflict("reviews-already"));
        }
        work::save(db, opinion.form, id, &Work { status, ..before.clone() })?;
        let word = |status: Status| Some(status.to_string());
        Ok(((), done("opinion.status", &held, id).changed("status", word(before.status), word(status))))
    })
}

/// Gives an opinion to an agent to look after, or to nobody.
///
/// # Errors
/// Without the right over the procedure; an agent without it; when it is so already.
pub fn assign(db: &mut Db, by: &By, id: Id, agent: Option<Id>) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let (held, opinion) = opinion(db, by, id)?;
        let before = of(db, id)?;
        if before.agent == agent {
            return Err(AccountsError::Conflict("reviews-already"));
        }
        if let Some(agent) = agent {
            let able = rights::able(db, Permission::ReviewAnswer, &held.about.place, by.now)?;
            if !able.iter().any(|one| one.id == agent) {
                return Err(AccountsError::invalid("agent", "reviews-agent-unable"));
            }
        }
        work::save(db, opinion.form, id, &Work { agent, ..before.clone() })?;
        let text = |agent: Option<Id>| agent.map(|id| id.to_string());
        Ok(((), done("opinion.assign", &held, id).changed("agent", text(before.agent), text(agent))))
    })
}
