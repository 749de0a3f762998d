//! The index of the words of comments: written with the comment, asked by its stems.
//!
//! Each stem has a digest of its form before it, so that what is read for a search is of one form. What an opinion is
//! filtered by most stands beside its words, as stems of their own.

use data_encoding::HEXLOWER;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Timestamp};
use parvis_text::words::{VERSION, words};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};

use super::dialect::{self, Entry, Found};
use super::{Row, Wanted, among, reviews_opinion};
use crate::intake::print;
use crate::model::Opinion;
use crate::search::{Query, STEMS, Term, language};

diesel::table! {
    reviews_indexed (key) {
        key -> BigInt,
        form_id -> parvis_kernel::sql::Uuid,
        opinion_id -> parvis_kernel::sql::Uuid,
        made -> Integer,
    }
}

diesel::allow_tables_to_appear_in_same_query!(reviews_indexed, reviews_opinion);

/// Bits of a key that tell apart comments of one millisecond.
const WITHIN: u32 = 21;
/// Comments of one millisecond whose bits are the same take the next key; more than so many is a fault.
const TRIES: i64 = 10_000;

/// The first key of an instant: in the order of time.
const fn first_key(at: Timestamp) -> i64 {
    at.micros().div_euclid(1000) << WITHIN
}

fn key(one: &Opinion) -> i64 {
    let digest = Sha256::digest(one.id.as_bytes());
    let bits = digest.iter().take(4).fold(0, |bits, byte| bits << 8 | i64::from(*byte));
    first_key(one.created_at) | (bits & ((1 << WITHIN) - 1))
}

/// What stands before each stem of a form: five letters. Two forms that share them are told apart later.
fn prefix(form: Id) -> String {
    HEXLOWER.encode(&Sha256::digest(form.as_bytes())).chars().take(5).collect()
}

/// What an opinion is filtered by, as stems that no word has.
fn facets(one: &Opinion) -> [String; 6] {
    [
        EVERY.to_owned(),
        format!("zf{}", one.answers.satisfaction),
        format!("zc{}", one.channel),
        format!("zt{}", one.tongue),
        format!("zb{}", one.button.to_string().replace('-', "")),
        format!("zr{}", one.aside.map_or("none", |rule| rule.as_str())),
    ]
}

/// The stem that every comment has.
const EVERY: &str = "zevery";

fn tokens(one: &Opinion) -> Vec<String> {
    let prefix = prefix(one.form);
    let text = one.verbatim.as_deref().unwrap_or("");
    let language = language(one.tongue);
    let own = words(text).into_iter().map(|word| STEMS.of(&word.folded, language));
    own.chain(facets(one)).map(|stem| format!("{prefix}{stem}")).collect()
}

/// Whether a step from one to the other changes what is found.
pub(super) fn differ(before: &Opinion, after: &Opinion) -> bool {
    let is_searched = before.verbatim.is_some() || after.verbatim.is_some();
    is_searched && (before.verbatim != after.verbatim || facets(before) != facets(after))
}

/// Writes the words of an opinion, in the transaction that writes it: two statements for a new comment.
pub(super) fn write(db: &mut Db, one: &Opinion, is_known: bool) -> Result<(), AccountsError> {
    use reviews_indexed::dsl as i;
    if is_known {
        on_db!(db, |c| diesel::delete(i::reviews_indexed.filter(i::opinion_id.eq(one.id))).execute(c))?;
    }
    // A comment without a letter has nothing to be found by.
    if one.verbatim.as_deref().and_then(print).is_none() {
        return Ok(());
    }
    let (key, tokens) = (key(one), tokens(one));
    for more in 0..TRIES {
        let entry = Entry { key: key + more, form: one.form, opinion: one.id, tokens: &tokens };
        if dialect::insert(db, &entry)? {
            return Ok(());
        }
    }
    Err(AccountsError::Conflict("reviews-busy"))
}

/// The newest opinions whose comment holds the words of `wanted`; of those chosen by hand, when some were.
pub(super) fn find(
    db: &mut Db,
    form: Id,
    wanted: &Wanted,
    chosen: Option<&BTreeSet<Id>>,
    most: i64,
) -> Result<Vec<Opinion>, AccountsError> {
    const LARGEST: i64 = 2_000;
    let (query, prefix) = (asked(wanted), prefix(form));
    let from = wanted.from.map_or(i64::MIN, first_key);
    let mut before = match wanted.before {
        None => wanted.until.map_or(i64::MAX, |until| first_key(until).saturating_add(1 << WITHIN)),
        Some((at, id)) => key_of(db, id)?.unwrap_or_else(|| first_key(at)),
    };
    let (mut all, mut size) = (Vec::new(), most.clamp(1, LARGEST));
    let most = usize::try_from(most).unwrap_or(0);
    while all.len() < most {
        let found: Vec<Found> = dialect::find(db, form, (&query, &prefix), (from, before), size)?;
        let Some(last) = found.last() else { break };
        before = last.key;
        let is_chosen = |id: &Id| chosen.is_none_or(|chosen| chosen.contains(id));
        let ids: Vec<Id> = found.iter().map(|one| one.opinion_id).filter(is_chosen).collect();
        let mut part = among(db, form, wanted, &ids)?;
        let places: HashMap<Id, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        part.sort_by_key(|one| places.get(&one.id).copied());
        all.extend(part);
        if i64::try_from(found.len()).unwrap_or(i64::MAX) < size {
            break;
        }
        // Filters that the index does not know left few: look at more of them at once.
        size = (size * 4).min(LARGEST);
    }
    all.truncate(most);
    Ok(all)
}

/// The words with the filters that the index knows.
fn asked(wanted: &Wanted) -> Query {
    let mut query = wanted.query();
    let facet = |name: &str, value: String| format!("z{name}{value}");
    let rule = match wanted.aside {
        Some(false) => Some("none".to_owned()),
        _ => wanted.rule.map(|rule| rule.to_string()),
    };
    let facets = [
        wanted.satisfaction.map(|face| facet("f", face.to_string())),
        wanted.channel.map(|channel| facet("c", channel.to_string())),
        wanted.tongue.map(|tongue| facet("t", tongue.to_string())),
        wanted.button.map(|button| facet("b", button.to_string().replace('-', ""))),
        rule.map(|rule| facet("r", rule)),
        query.wanted.is_empty().then(|| EVERY.to_owned()),
    ];
    query.wanted.extend(facets.into_iter().flatten().map(|stem| vec![Term::Run(vec![stem])]));
    query
}

fn key_of(db: &mut Db, opinion: Id) -> Result<Option<i64>, AccountsError> {
    use reviews_indexed::dsl as i;
    Ok(on_db!(db, |c| i::reviews_indexed
        .filter(i::opinion_id.eq(opinion))
        .select(i::key)
        .first(c)
        .optional())?)
}

/// Whether every comment of a form is in the index as it is made now.
pub(crate) fn is_whole(db: &mut Db, form: Id) -> Result<bool, AccountsError> {
    use reviews_indexed::dsl as i;
    use reviews_opinion::dsl as o;
    let (comments, indexed): (i64, i64) = on_db!(db, |c| {
        let own = o::form_id.eq(form).and(o::print.is_not_null());
        let comments = o::reviews_opinion.filter(own).count().get_result(c)?;
        let made = i::form_id.eq(form).and(i::made.eq(VERSION));
        (comments, i::reviews_indexed.filter(made).count().get_result(c)?)
    });
    Ok(comments == indexed)
}

/// The next comments of a form that are not in the index, in the order they came.
pub(crate) fn missing(
    db: &mut Db,
    form: Id,
    after: Option<(Timestamp, Id)>,
    most: i64,
) -> Result<Vec<Opinion>, AccountsError> {
    use reviews_indexed::dsl as i;
    use reviews_opinion::dsl as o;
    let rows: Vec<Row> = on_db!(db, |c| {
        let made = i::reviews_indexed.filter(i::opinion_id.eq(o::id).and(i::made.eq(VERSION)));
        let mut query = o::reviews_opinion
            .filter(o::form_id.eq(form).and(o::print.is_not_null()).and(not(exists(made))))
            .order((o::created_at, o::id))
            .limit(most)
            .select(Row::as_select())
            .into_boxed::<DB>();
        if let Some((at, id)) = after {
            query = query.filter(o::created_at.gt(at).or(o::created_at.eq(at).and(o::id.gt(id))));
        }
        query.load(c)
    })?;
    rows.into_iter().map(Opinion::try_from).collect()
}

/// Puts comments in the index that are not there, or were made by older rules.
pub(crate) fn index(db: &mut Db, all: &[Opinion]) -> Result<(), AccountsError> {
    all.iter().try_for_each(|one| write(db, one, true))
}
