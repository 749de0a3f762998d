//! The topics of a form: found by a job, arranged by whoever answers for the form.

use parvis_accounts::{AccountsError, Means};
use parvis_db::{Db, Pool};
use parvis_jobs::enqueue_once;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Permission, Rng, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

use super::forms::{self, Held, required};
use super::reading::Period;
use crate::jobs::FindTopics;
use crate::model::{Opinion, Run, Topic};
use crate::score::{self, Change, Score};
use crate::store::counts::{self, Filter};
use crate::store::topics::{self as store_topics, Spoken};
use crate::store::{self, Wanted};
use crate::survey::Face;
use crate::telling;
use crate::topics::{MOST_COMMENTS, Reader};

/// Comments read at a time: memory holds their stems, never all their texts.
const CHUNK: i64 = 1_000;
/// Examples of a topic.
const EXAMPLES: i64 = 100;

/// Finds the topics of a form in its newest comments, and writes them. How many it has.
///
/// # Errors
/// The database's own.
pub fn compute(pool: &Pool, rng: &dyn Rng, form: Id, now: Timestamp) -> Result<usize, AccountsError> {
    let mut wanted = Wanted { with_comment: true, aside: Some(false), ..Wanted::default() };
    let (mut reader, mut ids, mut since) = (Reader::default(), Vec::new(), now);
    while ids.len() < MOST_COMMENTS {
        let part = pool.read(|db| store::of_form(db, form, &wanted, CHUNK))?;
        let Some(last) = part.last() else { break };
        wanted.before = Some((last.created_at, last.id));
        since = last.created_at;
        for one in &part {
            reader.read(one.verbatim.as_deref().unwrap_or(""), one.tongue);
            ids.push(one.id);
        }
    }
    let found = reader.topics();
    let run = Run { at: now, since, comments: i32::try_from(ids.len()).unwrap_or(i32::MAX) };
    pool.write(|db| {
        db.tx(|db| {
            let known = store_topics::of_form(db, form)?;
            for one in &found {
                let opinions = one.comments.iter().filter_map(|at| ids.get(*at as usize).copied()).collect();
                let topic = match known.iter().find(|topic| topic.key == one.key) {
                    Some(topic) => {
                        let topic = Topic { words: one.words.clone(), ..topic.clone() };
                        store_topics::update(db, &topic)?;
                        topic
                    }
                    None => {
                        let topic = Topic {
                            id: new_id(rng, now),
                            form,
                            key: one.key.clone(),
                            words: one.words.clone(),
                            name: None,
                            is_hidden: false,
                            merged_into: None,
                        };
                        store_topics::insert(db, &topic)?;
                        topic
                    }
                };
                store_topics::speak(db, topic.id, &opinions)?;
            }
            for gone in known.iter().filter(|topic| !found.iter().any(|one| one.key == topic.key)) {
                store_topics::speak(db, gone.id, &BTreeSet::new())?;
                // What the owner arranged is kept: the topic may come back.
                let is_target = known.iter().any(|other| other.merged_into == Some(gone.id));
                if gone.name.is_none() && !gone.is_hidden && gone.merged_into.is_none() && !is_target {
                    store_topics::delete(db, gone.id)?;
                }
            }
            store_topics::ran(db, form, &run)
        })
    })?;
    Ok(found.len())
}

fn new_id(rng: &dyn Rng, now: Timestamp) -> Id {
    Id::new(&parvis_kernel::FixedClock(now), rng)
}

/// One topic over a stretch of time.
#[derive(Debug, Clone)]
pub struct Line {
    pub topic: Topic,
    /// Those that are shown with it.
    pub with: Vec<Topic>,
    pub n: u32,
    /// Of the comments of the stretch.
    pub share: Option<Score>,
    /// The mean mark of those opinions, on ten.
    pub satisfaction: f64,
    /// Of the share, against the stretch before; none where it is not known or of too few comments.
    pub change: Option<Change>,
}

/// The topics of a form.
#[derive(Debug, Clone)]
pub struct Topics {
    pub held: Held,
    pub run: Option<Run>,
    /// The most frequent first.
    pub lines: Vec<Line>,
    pub hidden: Vec<Topic>,
    /// Comments of the stretch.
    pub comments: u32,
}

/// The topics of a form over a stretch of time.
///
/// # Errors
/// No such form for the actor; the database's own.
pub fn list(db: &mut Db, by: &By, form: Id, period: Period) -> Result<Topics, AccountsError> {
    let held = forms::get(db, by, form, Permission::ReviewRead)?;
    let run = store_topics::run(db, form)?;
    let all = store_topics::of_form(db, form)?;
    // Of days before the oldest comment that was read nothing is known: they are not counted.
    let first = run.as_ref().filter(|run| run.is_full()).map(|run| run.since.day());
    let period = Period { from: first.map_or(period.from, |first| period.from.max(first)), ..period };
    let spoken = store_topics::spoken(db, &all.iter().map(|topic| topic.id).collect::<Vec<_>>())?;
    let (now, comments) = stretch(db, form, &spoken, period)?;
    let earlier = period.before();
    // Before the oldest comment that was read nothing is known.
    let is_known = run.as_ref().is_some_and(|run| run.since <= earlier.from.start() || !run.is_full());
    let (before, comments_before) =
        if is_known { stretch(db, form, &spoken, earlier)? } else { (BTreeMap::new(), 0) };
    let merged = store_topics::with_merged(&all);
    let speaks = |told: &BTreeMap<Id, Vec<(Id, Face)>>, topics: &[Id]| {
        let own = topics.iter().filter_map(|id| told.get(id)).flatten();
        own.copied().collect::<BTreeMap<Id, Face>>()
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let line = |topic: &Topic| {
        let own = merged.get(&topic.id)?;
        let faces = speaks(&now, own);
        let (n, n_before) = (count(faces.len()), count(speaks(&before, own).len()));
        let share = score::share(u64::from(n), u64::from(comments));
        let earlier = score::share(u64::from(n_before), u64::from(comments_before));
        let change = earlier.zip(share.as_ref()).and_then(|(before, now)| score::change(&before, now));
        let marks: f64 = faces.values().map(|face| face.score()).sum();
        Some(Line {
            with: all.iter().filter(|other| other.merged_into == Some(topic.id)).cloned().collect(),
            topic: topic.clone(),
            n,
            satisfaction: marks / f64::from(n.max(1)),
            share,
            change,
        })
    };
    let shown = all.iter().filter(|topic| !topic.is_hidden && topic.merged_into.is_none());
    let mut lines: Vec<Line> = shown.filter_map(line).filter(|line| line.n > 0).collect();
    lines.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.topic.key.cmp(&b.topic.key)));
    let hidden = all.iter().filter(|topic| topic.is_hidden).cloned().collect();
    Ok(Topics { held, run, lines, hidden, comments })
}

type Told = BTreeMap<Id, Vec<(Id, Face)>>;

/// What the opinions of a stretch speak of, by topic, and how many comments were counted in it.
fn stretch(db: &mut Db, form: Id, spoken: &[Spoken], period: Period) -> Result<(Told, u32), AccountsError> {
    let (from, until) = (period.from.start(), period.until.end());
    let mut told = Told::new();
    for one in spoken.iter().filter(|one| from <= one.at && one.at <= until) {
        told.entry(one.topic).or_default().push((one.opinion, one.face));
    }
    let counts = counts::between(db, form, period.from, period.until, &Filter::default())?;
    Ok((told, u32::try_from(counts.get("comment")).unwrap_or(u32::MAX)))
}

/// One topic, the others of its form, and its most telling examples.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub held: Held,
    pub topic: Topic,
    pub others: Vec<Topic>,
    pub examples: Vec<Opinion>,
}

/// A topic that an address names, when the actor may read it.
///
/// # Errors
/// The database's own.
pub fn named(db: &mut Db, by: &By, id: Id) -> Result<Option<Topic>, AccountsError> {
    match open(db, by, id, Permission::ReviewRead) {
        Ok((_, topic)) => Ok(Some(topic)),
        Err(AccountsError::NotFound | AccountsError::Forbidden) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a form has comments that its topics were not found in.
///
/// # Errors
/// The database's own.
pub fn is_due(db: &mut Db, form: Id) -> Result<bool, AccountsError> {
    let wanted = Wanted { with_comment: true, aside: Some(false), ..Wanted::default() };
    let newest = store::of_form(db, form, &wanted, 1)?;
    let run = store_topics::run(db, form)?;
    Ok(newest.first().is_some_and(|one| run.is_none_or(|run| one.updated_at > run.at)))
}

/// One topic, to be read.
///
/// # Errors
/// No such topic for the actor.
pub fn sheet(db: &mut Db, by: &By, id: Id) -> Result<Sheet, AccountsError> {
    let (held, topic) = open(db, by, id, Permission::ReviewRead)?;
    let mut others = store_topics::of_form(db, topic.form)?;
    others.retain(|other| other.id != id);
    let wanted = Wanted { topic: Some(id), aside: Some(false), ..Wanted::default() };
    let mut examples = store::of_form(db, topic.form, &wanted, EXAMPLES)?;
    telling::sort(&mut examples);
    examples.truncate(5);
    Ok(Sheet { held, topic, others, examples })
}

fn open(db: &mut Db, by: &By, id: Id, permission: Permission) -> Result<(Held, Topic), AccountsError> {
    let topic = store_topics::one(db, id)?.ok_or(AccountsError::NotFound)?;
    Ok((forms::get(db, by, topic.form, permission)?, topic))
}

fn done(action: &'static str, held: &Held, topic: &Topic) -> Act {
    Act::new(action, &held.about.place, "topic", topic.id.to_string())
        .set("procedure", &held.about.procedure.slug)
        .set("topic", &topic.key)
}

/// Calls a topic otherwise; an empty name: as the program does.
///
/// # Errors
/// Without the right over the procedure; a name that is too long.
pub fn rename(db: &mut Db, by: &By, id: Id, name: &str) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let (held, topic) = open(db, by, id, Permission::ReviewManage)?;
        let name = (!name.trim().is_empty()).then(|| required("name", name)).transpose()?;
        let done = done("topic.rename", &held, &topic).changed("name", topic.name.clone(), name.clone());
        store_topics::update(db, &Topic { name, ..topic })?;
        Ok(((), done))
    })
}

/// Shows a topic no more, or again.
///
/// # Errors
/// Without the right over the procedure.
pub fn hide(db: &mut Db, by: &By, id: Id, is_hidden: bool) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let (held, topic) = open(db, by, id, Permission::ReviewManage)?;
        let done = done(if is_hidden { "topic.hide" } else { "topic.show" }, &held, &topic);
        store_topics::update(db, &Topic { is_hidden, ..topic })?;
        Ok((held.form.id, done))
    })
}

/// Shows a topic with another one of the form, or by itself again.
///
/// # Errors
/// Without the right over the procedure; with itself, with one that is shown with another, while others are shown with
/// it.
pub fn merge(db: &mut Db, by: &By, id: Id, into: Option<Id>) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let (held, topic) = open(db, by, id, Permission::ReviewManage)?;
        let all = store_topics::of_form(db, topic.form)?;
        if let Some(into) = into {
            let target = all.iter().find(|other| other.id == into && other.id != id);
            let target = target.ok_or(AccountsError::invalid("into", "accounts-required"))?;
            if target.merged_into.is_some() || all.iter().any(|other| other.merged_into == Some(id)) {
                return Err(AccountsError::invalid("into", "reviews-topic-chain"));
            }
        }
        let key = |id: Option<Id>| all.iter().find(|one| Some(one.id) == id).map(|one| one.key.clone());
        let done = done("topic.merge", &held, &topic).changed("into", key(topic.merged_into), key(into));
        store_topics::update(db, &Topic { merged_into: into, ..topic })?;
        Ok(((), done))
    })
}

/// Asks that the topics of a form be found now rather than at night.
///
/// # Errors
/// Without the right over the procedure.
pub fn ask(db: &mut Db, means: &Means, by: &By, form: Id) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let held = forms::get(db, by, form, Permission::ReviewManage)?;
        // Asked for twice within a minute, it is done once.
        let key = format!("topics {form} {}", by.now.micros() / 60_000_000);
        enqueue_once(db, means.id(by.now), &FindTopics { form }, by.now, &key)?;
        let done = Act::new("form.topics", &held.about.place, "form", form.to_string())
            .set("procedure", &held.about.procedure.slug);
        Ok(((), done))
    })
}
