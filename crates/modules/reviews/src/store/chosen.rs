//! Opinions that were chosen one by one, by hand or by a topic: few of a form, known by their identifiers.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::Id;
use std::collections::BTreeSet;

use super::topics::{reviews_spoken, reviews_topic};
use super::work::{reviews_tagged, reviews_work};
use super::{Wanted, load};
use crate::model::{Opinion, Status};

/// Opinions looked up at a time.
const CHUNK: usize = 2_000;

/// Those that every such filter chooses; none when no such filter is asked for.
pub(super) fn ids(db: &mut Db, form: Id, wanted: &Wanted) -> Result<Option<BTreeSet<Id>>, AccountsError> {
    use reviews_spoken::dsl as s;
    use reviews_tagged::dsl as t;
    use reviews_topic::dsl as r;
    use reviews_work::dsl as w;
    let mut sets: Vec<Vec<Id>> = Vec::new();
    if let Some(tag) = wanted.tag {
        sets.push(on_db!(&mut *db, |c| t::reviews_tagged
            .filter(t::tag_id.eq(tag))
            .select(t::opinion_id)
            .load(c))?);
    }
    // New is what no row says to be otherwise: most are.
    if let Some(status) = wanted.status.filter(|status| *status != Status::New) {
        let own = w::form_id.eq(form).and(w::status.eq(status.as_str()));
        sets.push(on_db!(&mut *db, |c| w::reviews_work.filter(own).select(w::opinion_id).load(c))?);
    }
    if let Some(agent) = wanted.agent {
        let own = w::form_id.eq(form).and(w::agent_id.eq(agent));
        sets.push(on_db!(&mut *db, |c| w::reviews_work.filter(own).select(w::opinion_id).load(c))?);
    }
    if let Some(topic) = wanted.topic {
        let own = r::form_id.eq(form).and(r::id.eq(topic).or(r::merged_into.eq(topic)));
        let topics = r::reviews_topic.filter(own).select(r::id);
        sets.push(on_db!(&mut *db, |c| s::reviews_spoken
            .filter(s::topic_id.eq_any(topics))
            .select(s::opinion_id)
            .load(c))?);
    }
    let sets = sets.into_iter().map(BTreeSet::from_iter);
    Ok(sets.reduce(|all, one: BTreeSet<Id>| all.intersection(&one).copied().collect()))
}

/// The newest of those that are wanted.
pub(super) fn newest(
    db: &mut Db,
    form: Id,
    wanted: &Wanted,
    ids: &BTreeSet<Id>,
    most: i64,
) -> Result<Vec<Opinion>, AccountsError> {
    let ids: Vec<Id> = ids.iter().copied().collect();
    let mut all = Vec::new();
    for part in ids.chunks(CHUNK) {
        all.extend(load(db, form, wanted, Some(part), i64::MAX)?);
        all.sort_by_key(|one: &Opinion| std::cmp::Reverse((one.created_at, one.id)));
        all.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    }
    Ok(all)
}
