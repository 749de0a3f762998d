//! The tables of the module, and the opinions.

pub mod alerts;
pub mod batches;
mod chosen;
pub mod counts;
pub mod dialect;
pub mod follow;
pub mod forms;
pub mod hooks;
pub mod keep;
pub mod keys;
pub mod public;
pub mod quotes;
pub mod topics;
pub mod versions;
pub mod watches;
pub mod words;
pub mod work;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Nullable, Text};
use parvis_accounts::AccountsError;
use parvis_db::{Db, fixed, on_db};
use parvis_kernel::sql::Uuid;
use parvis_kernel::{Day, Id, Timestamp};

use crate::answers::Answers;
use crate::intake::print;
use crate::model::{Opinion, Rule, State, Status};
use crate::search::{Query, language};
use crate::survey::{Channel, Face, Tongue};
use work::reviews_work;

diesel::table! {
    reviews_form (id) {
        id -> parvis_kernel::sql::Uuid,
        procedure_id -> parvis_kernel::sql::Uuid,
        name -> Text,
        template -> Text,
        retention_months -> Nullable<Integer>,
        kept_from -> Integer,
        created_at -> BigInt,
        closed_at -> Nullable<BigInt>,
        closed_reason -> Nullable<Text>,
    }
}

diesel::table! {
    reviews_button (id) {
        id -> parvis_kernel::sql::Uuid,
        form_id -> parvis_kernel::sql::Uuid,
        code -> Text,
        name -> Text,
        point -> Text,
        old_service -> Nullable<Text>,
        old_button -> Nullable<Text>,
        created_at -> BigInt,
        closed_at -> Nullable<BigInt>,
        closed_reason -> Nullable<Text>,
    }
}

diesel::table! {
    reviews_opinion (id) {
        id -> parvis_kernel::sql::Uuid,
        form_id -> parvis_kernel::sql::Uuid,
        button_id -> parvis_kernel::sql::Uuid,
        version -> Integer,
        page -> Text,
        revision -> Integer,
        day -> Integer,
        created_at -> BigInt,
        updated_at -> BigInt,
        channel -> Text,
        tongue -> Text,
        state -> Text,
        rule -> Nullable<Text>,
        answers -> Text,
        verbatim -> Nullable<Text>,
        other -> Nullable<Text>,
        entered_by -> Nullable<parvis_kernel::sql::Uuid>,
        crowd -> Nullable<BigInt>,
        print -> Nullable<BigInt>,
        extras -> Nullable<Text>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(reviews_form, reviews_button);
diesel::allow_tables_to_appear_in_same_query!(reviews_opinion, reviews_work);

/// A row says something that no program of ours writes.
pub(crate) fn known<T>(value: Option<T>, what: &str) -> Result<T, AccountsError> {
    let unknown = || diesel::result::Error::DeserializationError(format!("unknown {what}").into());
    value.ok_or_else(|| unknown().into())
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = reviews_opinion, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    form_id: Id,
    button_id: Id,
    version: i32,
    page: String,
    revision: i32,
    day: Day,
    created_at: Timestamp,
    updated_at: Timestamp,
    channel: String,
    tongue: String,
    state: String,
    rule: Option<String>,
    answers: String,
    verbatim: Option<String>,
    other: Option<String>,
    entered_by: Option<Id>,
    crowd: Option<i64>,
    print: Option<i64>,
    extras: Option<String>,
}

fn state(aside: Option<Rule>) -> State {
    if aside.is_some() { State::Aside } else { State::Counted }
}

/// What was written to a form's own questions, as the database keeps it.
fn texts(one: &Opinion) -> Option<String> {
    // Names and texts can always be written.
    (!one.texts.is_empty()).then(|| serde_json::to_string(&one.texts).unwrap_or_default())
}

impl From<&Opinion> for Row {
    fn from(one: &Opinion) -> Self {
        Self {
            id: one.id,
            form_id: one.form,
            button_id: one.button,
            version: one.version,
            page: one.page.clone(),
            revision: one.revision,
            day: one.day(),
            created_at: one.created_at,
            updated_at: one.updated_at,
            channel: one.channel.to_string(),
            tongue: one.tongue.to_string(),
            state: state(one.aside).to_string(),
            rule: one.aside.map(|rule| rule.to_string()),
            answers: one.answers.text(),
            verbatim: one.verbatim.clone(),
            other: one.other.clone(),
            entered_by: one.entered_by,
            crowd: one.crowd,
            print: one.verbatim.as_deref().and_then(print),
            extras: texts(one),
        }
    }
}

impl TryFrom<Row> for Opinion {
    type Error = AccountsError;

    fn try_from(row: Row) -> Result<Self, AccountsError> {
        let rule = row.rule.map(|rule| known(Rule::parse(&rule), "rule of an opinion"));
        let texts = row.extras.map(|json| known(serde_json::from_str(&json).ok(), "texts of an opinion"));
        Ok(Self {
            id: row.id,
            form: row.form_id,
            button: row.button_id,
            version: row.version,
            page: row.page,
            revision: row.revision,
            created_at: row.created_at,
            updated_at: row.updated_at,
            channel: known(Channel::parse(&row.channel), "channel of an opinion")?,
            tongue: known(Tongue::parse(&row.tongue), "language of an opinion")?,
            aside: rule.transpose()?,
            answers: known(Answers::parse(&row.answers), "answers of an opinion")?,
            verbatim: row.verbatim,
            other: row.other,
            texts: texts.transpose()?.unwrap_or_default(),
            entered_by: row.entered_by,
            crowd: row.crowd,
        })
    }
}

/// Keeps a new opinion; whether its page had none yet.
pub(crate) fn insert(db: &mut Db, one: &Opinion) -> Result<bool, AccountsError> {
    let row = Row::from(one);
    let inserted = on_db!(db, |c| diesel::insert_into(reviews_opinion::table)
        .values(&row)
        .on_conflict(reviews_opinion::page)
        .do_nothing()
        .execute(c))?;
    if inserted == 1 && one.verbatim.is_some() {
        words::write(db, one, false)?;
    }
    Ok(inserted == 1)
}

/// The opinion that the page of a digest gave, if it gave one.
pub(crate) fn of_page(db: &mut Db, page: &str) -> Result<Option<Opinion>, AccountsError> {
    use reviews_opinion::dsl as o;
    let row: Option<Row> = on_db!(db, |c| o::reviews_opinion
        .filter(o::page.eq(page))
        .select(Row::as_select())
        .first(c)
        .optional())?;
    row.map(Opinion::try_from).transpose()
}

/// Writes `after`, one revision later, where `before` still stands; whether it did. Of two steps that come at once, one is written and the
/// other read again.
pub(crate) fn replace(db: &mut Db, before: &Opinion, after: &Opinion) -> Result<bool, AccountsError> {
    let (from, to) = (Row::from(before), Row::from(after));
    // Sent with each step of each opinion: prepared once.
    let update = fixed("UPDATE reviews_opinion SET revision = ")
        .value::<Integer, _>(from.revision + 1, ", answers = ")
        .value::<Text, _>(&to.answers, ", state = ")
        .value::<Text, _>(&to.state, ", rule = ")
        .value::<Nullable<Text>, _>(&to.rule, ", verbatim = ")
        .value::<Nullable<Text>, _>(&to.verbatim, ", other = ")
        .value::<Nullable<Text>, _>(&to.other, ", extras = ")
        .value::<Nullable<Text>, _>(&to.extras, ", print = ")
        .value::<Nullable<BigInt>, _>(to.print, ", updated_at = ")
        .value::<BigInt, _>(to.updated_at, " WHERE id = ")
        .value::<Uuid, _>(from.id, " AND revision = ")
        .value::<Integer, _>(from.revision, "");
    let updated = on_db!(db, |c| update.execute(c))?;
    if updated == 1 && words::differ(before, after) {
        words::write(db, after, before.verbatim.is_some())?;
    }
    Ok(updated == 1)
}

/// One opinion.
pub(crate) fn one(db: &mut Db, id: Id) -> Result<Option<Opinion>, AccountsError> {
    use reviews_opinion::dsl as o;
    let row: Option<Row> =
        on_db!(db, |c| o::reviews_opinion.find(id).select(Row::as_select()).first(c).optional())?;
    row.map(Opinion::try_from).transpose()
}

/// Those of these identifiers that are there, in no order.
pub(crate) fn these(db: &mut Db, ids: &[Id]) -> Result<Vec<Opinion>, AccountsError> {
    use reviews_opinion::dsl as o;
    let rows: Vec<Row> = on_db!(db, |c| o::reviews_opinion
        .filter(o::id.eq_any(ids.iter().copied()))
        .select(Row::as_select())
        .load(c))?;
    rows.into_iter().map(Opinion::try_from).collect()
}

/// Which opinions of a form are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// What is looked for in comments, as it was typed ([`Query`]); empty: nothing.
    pub words: String,
    /// Only those with a comment.
    pub with_comment: bool,
    /// Only those that were set aside, or only those that count.
    pub aside: Option<bool>,
    pub satisfaction: Option<Face>,
    pub button: Option<Id>,
    pub channel: Option<Channel>,
    pub tongue: Option<Tongue>,
    /// The rule that set them aside.
    pub rule: Option<Rule>,
    /// Those that bear this label.
    pub tag: Option<Id>,
    pub status: Option<Status>,
    /// Those that this agent looks after.
    pub agent: Option<Id>,
    /// Those that speak of this topic, or of one that is shown with it.
    pub topic: Option<Id>,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    /// Those before this one: where a page before ended.
    pub before: Option<(Timestamp, Id)>,
}

impl Wanted {
    /// What is looked for in comments, in the language asked for or in any.
    pub fn query(&self) -> Query {
        let language = self.tongue.map(language);
        Query::parse(&self.words, language.as_slice())
    }
}

/// The newest opinions of a form.
pub(crate) fn of_form(
    db: &mut Db,
    form: Id,
    wanted: &Wanted,
    most: i64,
) -> Result<Vec<Opinion>, AccountsError> {
    let chosen = chosen::ids(db, form, wanted)?;
    match (wanted.query().is_empty(), chosen) {
        (false, chosen) => words::find(db, form, wanted, chosen.as_ref(), most),
        (true, Some(ids)) => chosen::newest(db, form, wanted, &ids, most),
        (true, None) => load(db, form, wanted, None, most),
    }
}

/// Those of some opinions that are wanted, in no order, wherever a page before ended; words and what is chosen by hand
/// are not looked at.
fn among(db: &mut Db, form: Id, wanted: &Wanted, ids: &[Id]) -> Result<Vec<Opinion>, AccountsError> {
    let wanted = Wanted { before: None, ..wanted.clone() };
    load(db, form, &wanted, Some(ids), i64::MAX)
}

/// The newest that are wanted; of some identifiers, in no order.
fn load(
    db: &mut Db,
    form: Id,
    wanted: &Wanted,
    ids: Option<&[Id]>,
    most: i64,
) -> Result<Vec<Opinion>, AccountsError> {
    use reviews_opinion::dsl as o;
    use reviews_work::dsl as w;
    let rows: Vec<Row> = on_db!(db, |c| {
        let mut query = o::reviews_opinion.limit(most).select(Row::as_select()).into_boxed::<DB>();
        // What an index could be chosen for is not asked of opinions known by their identifiers: SQLite would rather
        // walk the whole form, or sort it, than look a few up.
        query = match ids {
            Some(ids) => query.filter(o::id.eq_any(ids)),
            None => query.filter(o::form_id.eq(form)).order((o::created_at.desc(), o::id.desc())),
        };
        if wanted.with_comment {
            query = query.filter(o::verbatim.is_not_null());
        }
        if let Some(aside) = wanted.aside {
            let state = if aside { State::Aside } else { State::Counted };
            query = query.filter(o::state.eq(state.as_str()));
        }
        if let Some(face) = wanted.satisfaction {
            query = query.filter(o::answers.like(format!("opinion satisfaction.{face}%")));
        }
        if let Some(button) = wanted.button.filter(|_| ids.is_none()) {
            query = query.filter(o::button_id.eq(button));
        }
        if let Some(channel) = wanted.channel {
            query = query.filter(o::channel.eq(channel.as_str()));
        }
        if let Some(tongue) = wanted.tongue {
            query = query.filter(o::tongue.eq(tongue.as_str()));
        }
        if let Some(rule) = wanted.rule {
            query = query.filter(o::rule.eq(rule.as_str()));
        }
        if wanted.status == Some(Status::New) {
            // New is what no row says to be otherwise.
            let own = w::form_id.eq(form).and(w::status.ne(Status::New.as_str()));
            query = query.filter(o::id.ne_all(w::reviews_work.filter(own).select(w::opinion_id)));
        }
        if let Some(from) = wanted.from {
            query = query.filter(o::created_at.ge(from));
        }
        if let Some(until) = wanted.until {
            query = query.filter(o::created_at.le(until));
        }
        if let Some((at, id)) = wanted.before {
            // The first condition follows from the second: it is what lets the index begin there.
            query = query.filter(o::created_at.le(at)).filter(o::created_at.lt(at).or(o::id.lt(id)));
        }
        query.load(c)
    })?;
    let own = |row: &Row| row.form_id == form && wanted.button.is_none_or(|button| row.button_id == button);
    rows.into_iter().filter(own).map(Opinion::try_from).collect()
}

/// Opinions after one another by identifier, so that all can be read in bounded memory.
pub(crate) fn after(db: &mut Db, last: Option<Id>, most: i64) -> Result<Vec<Opinion>, AccountsError> {
    use reviews_opinion::dsl as o;
    let rows: Vec<Row> = on_db!(db, |c| {
        let mut query =
            o::reviews_opinion.select(Row::as_select()).order(o::id).limit(most).into_boxed::<DB>();
        if let Some(last) = last {
            query = query.filter(o::id.gt(last));
        }
        query.load(c)
    })?;
    rows.into_iter().map(Opinion::try_from).collect()
}

/// How many opinions of a crowd came through a button since an instant.
pub(crate) fn of_crowd(db: &mut Db, crowd: i64, button: Id, since: Timestamp) -> Result<i64, AccountsError> {
    use reviews_opinion::dsl as o;
    let own = o::crowd.eq(crowd).and(o::button_id.eq(button)).and(o::created_at.ge(since));
    Ok(on_db!(db, |c| o::reviews_opinion.filter(own).count().get_result(c))?)
}

/// Another opinion of the same form that holds the same words.
pub(crate) struct Like {
    pub crowd: Option<i64>,
    pub answers: String,
    pub created_at: Timestamp,
}

/// The newest opinions of the form that hold the same words as this one.
pub(crate) fn alike(db: &mut Db, one: &Opinion) -> Result<Vec<Like>, AccountsError> {
    use reviews_opinion::dsl as o;
    let Some(print) = one.verbatim.as_deref().and_then(print) else { return Ok(Vec::new()) };
    let same = o::form_id.eq(one.form).and(o::print.eq(print)).and(o::id.ne(one.id));
    let rows: Vec<(Option<i64>, String, Timestamp)> = on_db!(db, |c| o::reviews_opinion
        .filter(same)
        .order(o::created_at.desc())
        .limit(20)
        .select((o::crowd, o::answers, o::created_at))
        .load(c))?;
    Ok(rows.into_iter().map(|(crowd, answers, created_at)| Like { crowd, answers, created_at }).collect())
}
