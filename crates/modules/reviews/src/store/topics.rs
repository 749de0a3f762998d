//! The topics of a form and the opinions that speak of each.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{BATCH, Db, on_db};
use parvis_kernel::{Id, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

use super::{known, reviews_opinion};
use crate::answers::Answers;
use crate::model::{Run, State, Topic};
use crate::survey::Face;

diesel::table! {
    reviews_topic (id) {
        id -> parvis_kernel::sql::Uuid,
        form_id -> parvis_kernel::sql::Uuid,
        key -> Text,
        words -> Text,
        name -> Nullable<Text>,
        hidden -> Integer,
        merged_into -> Nullable<parvis_kernel::sql::Uuid>,
    }
}

diesel::table! {
    reviews_spoken (topic_id, opinion_id) {
        topic_id -> parvis_kernel::sql::Uuid,
        opinion_id -> parvis_kernel::sql::Uuid,
    }
}

diesel::table! {
    reviews_topic_run (form_id) {
        form_id -> parvis_kernel::sql::Uuid,
        at -> BigInt,
        since -> BigInt,
        comments -> Integer,
    }
}

diesel::allow_tables_to_appear_in_same_query!(reviews_spoken, reviews_opinion, reviews_topic);

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = reviews_topic, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    form_id: Id,
    key: String,
    words: String,
    name: Option<String>,
    hidden: i32,
    merged_into: Option<Id>,
}

impl From<&Topic> for Row {
    fn from(one: &Topic) -> Self {
        Self {
            id: one.id,
            form_id: one.form,
            key: one.key.clone(),
            words: one.words.join("\n"),
            name: one.name.clone(),
            hidden: i32::from(one.is_hidden),
            merged_into: one.merged_into,
        }
    }
}

impl From<Row> for Topic {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            form: row.form_id,
            key: row.key,
            words: row.words.lines().map(str::to_owned).collect(),
            name: row.name,
            is_hidden: row.hidden != 0,
            merged_into: row.merged_into,
        }
    }
}

/// The topics of a form, those that are hidden and those that are shown with another too, by their keys.
pub(crate) fn of_form(db: &mut Db, form: Id) -> Result<Vec<Topic>, AccountsError> {
    use reviews_topic::dsl as t;
    let rows: Vec<Row> = on_db!(db, |c| t::reviews_topic
        .filter(t::form_id.eq(form))
        .order(t::key)
        .select(Row::as_select())
        .load(c))?;
    Ok(rows.into_iter().map(Topic::from).collect())
}

pub(crate) fn one(db: &mut Db, id: Id) -> Result<Option<Topic>, AccountsError> {
    use reviews_topic::dsl as t;
    let row: Option<Row> =
        on_db!(db, |c| t::reviews_topic.find(id).select(Row::as_select()).first(c).optional())?;
    Ok(row.map(Topic::from))
}

pub(crate) fn insert(db: &mut Db, topic: &Topic) -> Result<(), AccountsError> {
    let row = Row::from(topic);
    on_db!(db, |c| diesel::insert_into(reviews_topic::table).values(&row).execute(c))?;
    Ok(())
}

/// Writes what of a topic changes: its words, its name, whether it is hidden, what it is shown with.
pub(crate) fn update(db: &mut Db, topic: &Topic) -> Result<(), AccountsError> {
    use reviews_topic::dsl as t;
    let row = Row::from(topic);
    on_db!(db, |c| diesel::update(t::reviews_topic.find(row.id))
        .set((
            t::words.eq(&row.words),
            t::name.eq(&row.name),
            t::hidden.eq(row.hidden),
            t::merged_into.eq(row.merged_into),
        ))
        .execute(c))?;
    Ok(())
}

pub(crate) fn delete(db: &mut Db, id: Id) -> Result<(), AccountsError> {
    use reviews_topic::dsl as t;
    on_db!(db, |c| diesel::delete(t::reviews_topic.find(id)).execute(c))?;
    Ok(())
}

/// The opinions that speak of a topic.
pub(crate) fn speaking(db: &mut Db, topic: Id) -> Result<BTreeSet<Id>, AccountsError> {
    use reviews_spoken::dsl as s;
    let ids: Vec<Id> =
        on_db!(db, |c| s::reviews_spoken.filter(s::topic_id.eq(topic)).select(s::opinion_id).load(c))?;
    Ok(ids.into_iter().collect())
}

/// Writes which opinions speak of a topic where it differs from what is there. One that was erased meanwhile is passed
/// over.
pub(crate) fn speak(db: &mut Db, topic: Id, opinions: &BTreeSet<Id>) -> Result<(), AccountsError> {
    use reviews_opinion::dsl as o;
    use reviews_spoken::dsl as s;
    let before = speaking(db, topic)?;
    let gone: Vec<Id> = before.difference(opinions).copied().collect();
    let new: Vec<Id> = opinions.difference(&before).copied().collect();
    on_db!(db, |c| {
        for part in gone.chunks(BATCH) {
            let own = s::topic_id.eq(topic).and(s::opinion_id.eq_any(part));
            diesel::delete(s::reviews_spoken.filter(own)).execute(c)?;
        }
        for part in new.chunks(BATCH) {
            let there: Vec<Id> = o::reviews_opinion.filter(o::id.eq_any(part)).select(o::id).load(c)?;
            let rows: Vec<_> =
                there.into_iter().map(|id| (s::topic_id.eq(topic), s::opinion_id.eq(id))).collect();
            diesel::insert_into(s::reviews_spoken).values(rows).execute(c)?;
        }
    });
    Ok(())
}

/// A topic that a counted opinion speaks of, how it went for that person, and when.
pub(crate) struct Spoken {
    pub topic: Id,
    pub opinion: Id,
    pub face: Face,
    pub at: Timestamp,
}

/// What counted opinions say of some topics. Opinions are looked up by their identifiers: there are far fewer of them
/// than a large form has in a period.
pub(crate) fn spoken(db: &mut Db, topics: &[Id]) -> Result<Vec<Spoken>, AccountsError> {
    use reviews_opinion::dsl as o;
    use reviews_spoken::dsl as s;
    const CHUNK: usize = 2_000;
    let pairs: Vec<(Id, Id)> = on_db!(&mut *db, |c| s::reviews_spoken
        .filter(s::topic_id.eq_any(topics))
        .select((s::opinion_id, s::topic_id))
        .order((s::opinion_id, s::topic_id))
        .load(c))?;
    let mut ids: Vec<Id> = pairs.iter().map(|(opinion, _)| *opinion).collect();
    ids.dedup();
    let mut told: BTreeMap<Id, (Face, Timestamp)> = BTreeMap::new();
    for part in ids.chunks(CHUNK) {
        let counted = o::id.eq_any(part).and(o::state.eq(State::Counted.as_str()));
        let rows: Vec<(Id, String, Timestamp)> = on_db!(&mut *db, |c| o::reviews_opinion
            .filter(counted)
            .select((o::id, o::answers, o::created_at))
            .load(c))?;
        for (id, answers, at) in rows {
            let answers = known(Answers::parse(&answers), "answers of an opinion")?;
            told.insert(id, (answers.satisfaction, at));
        }
    }
    let spoken = |(opinion, topic): (Id, Id)| {
        told.get(&opinion).map(|(face, at)| Spoken { topic, opinion, face: *face, at: *at })
    };
    Ok(pairs.into_iter().filter_map(spoken).collect())
}

/// Writes what the topics were found in.
pub(crate) fn ran(db: &mut Db, form: Id, run: &Run) -> Result<(), AccountsError> {
    use reviews_topic_run::dsl as r;
    let values = (r::at.eq(run.at), r::since.eq(run.since), r::comments.eq(run.comments));
    on_db!(db, |c| {
        diesel::insert_into(r::reviews_topic_run)
            .values((r::form_id.eq(form), values))
            .on_conflict(r::form_id)
            .do_update()
            .set(values)
            .execute(c)?;
    });
    Ok(())
}

/// What the topics of a form were last found in.
pub(crate) fn run(db: &mut Db, form: Id) -> Result<Option<Run>, AccountsError> {
    use reviews_topic_run::dsl as r;
    let row: Option<(Timestamp, Timestamp, i32)> = on_db!(db, |c| r::reviews_topic_run
        .find(form)
        .select((r::at, r::since, r::comments))
        .first(c)
        .optional())?;
    Ok(row.map(|(at, since, comments)| Run { at, since, comments }))
}

/// The topics that each topic stands for: itself, and those shown with it.
pub(crate) fn with_merged(all: &[Topic]) -> BTreeMap<Id, Vec<Id>> {
    let mut of: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for topic in all {
        of.entry(topic.merged_into.unwrap_or(topic.id)).or_default().push(topic.id);
    }
    of
}
