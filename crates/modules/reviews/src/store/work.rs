//! What is done about opinions: their labels, who looks after them, how far it is.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::Id;
use std::collections::BTreeMap;

use super::known;
use crate::model::{Status, Tag, Work};

diesel::table! {
    reviews_tag (id) {
        id -> parvis_kernel::sql::Uuid,
        form_id -> parvis_kernel::sql::Uuid,
        name -> Text,
        folded -> Text,
    }
}

diesel::table! {
    reviews_tagged (opinion_id, tag_id) {
        opinion_id -> parvis_kernel::sql::Uuid,
        tag_id -> parvis_kernel::sql::Uuid,
    }
}

diesel::table! {
    reviews_work (opinion_id) {
        opinion_id -> parvis_kernel::sql::Uuid,
        form_id -> parvis_kernel::sql::Uuid,
        status -> Text,
        agent_id -> Nullable<parvis_kernel::sql::Uuid>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(reviews_tag, reviews_tagged);

/// The labels of a form, in the order of their names.
pub(crate) fn tags(db: &mut Db, form: Id) -> Result<Vec<Tag>, AccountsError> {
    use reviews_tag::dsl as t;
    let rows: Vec<(Id, String)> = on_db!(db, |c| t::reviews_tag
        .filter(t::form_id.eq(form))
        .order((t::folded, t::id))
        .select((t::id, t::name))
        .load(c))?;
    Ok(rows.into_iter().map(|(id, name)| Tag { id, name }).collect())
}

/// The label of a form that is written so, made when there is none; `id` is that of a new one.
pub(crate) fn tag(db: &mut Db, form: Id, id: Id, name: &str, folded: &str) -> Result<Id, AccountsError> {
    use reviews_tag::dsl as t;
    let row = (t::id.eq(id), t::form_id.eq(form), t::name.eq(name), t::folded.eq(folded));
    let same = t::form_id.eq(form).and(t::folded.eq(folded));
    Ok(on_db!(db, |c| {
        diesel::insert_into(t::reviews_tag)
            .values(row)
            .on_conflict((t::form_id, t::folded))
            .do_nothing()
            .execute(c)?;
        t::reviews_tag.filter(same).select(t::id).first(c)
    })?)
}

/// Puts a label on an opinion; whether it was not there.
pub(crate) fn put(db: &mut Db, opinion: Id, tag: Id) -> Result<bool, AccountsError> {
    use reviews_tagged::dsl as t;
    let row = (t::opinion_id.eq(opinion), t::tag_id.eq(tag));
    let put = on_db!(db, |c| diesel::insert_into(t::reviews_tagged)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(put == 1)
}

/// Takes a label off an opinion; whether it was there. A label that no opinion bears any more goes.
pub(crate) fn take(db: &mut Db, opinion: Id, tag: Id) -> Result<bool, AccountsError> {
    use reviews_tag::dsl as t;
    use reviews_tagged::dsl as d;
    let own = d::opinion_id.eq(opinion).and(d::tag_id.eq(tag));
    Ok(on_db!(db, |c| {
        let taken = diesel::delete(d::reviews_tagged.filter(own)).execute(c)?;
        let left: i64 = d::reviews_tagged.filter(d::tag_id.eq(tag)).count().get_result(c)?;
        if left == 0 {
            diesel::delete(t::reviews_tag.find(tag)).execute(c)?;
        }
        taken == 1
    }))
}

/// Writes how far an opinion is and who looks after it.
pub(crate) fn save(db: &mut Db, form: Id, opinion: Id, work: &Work) -> Result<(), AccountsError> {
    use reviews_work::dsl as w;
    let row = (
        w::opinion_id.eq(opinion),
        w::form_id.eq(form),
        w::status.eq(work.status.as_str()),
        w::agent_id.eq(work.agent),
    );
    on_db!(db, |c| {
        diesel::insert_into(w::reviews_work)
            .values(row)
            .on_conflict(w::opinion_id)
            .do_update()
            .set((w::status.eq(work.status.as_str()), w::agent_id.eq(work.agent)))
            .execute(c)?;
    });
    Ok(())
}

/// What is done about some opinions; those of which nothing is are not there.
pub(crate) fn of(db: &mut Db, ids: &[Id]) -> Result<BTreeMap<Id, Work>, AccountsError> {
    use reviews_tag::dsl as t;
    use reviews_tagged::dsl as d;
    use reviews_work::dsl as w;
    let rows: Vec<(Id, String, Option<Id>)> = on_db!(&mut *db, |c| w::reviews_work
        .filter(w::opinion_id.eq_any(ids))
        .select((w::opinion_id, w::status, w::agent_id))
        .load(c))?;
    let tagged: Vec<(Id, Id, String)> = on_db!(db, |c| d::reviews_tagged
        .inner_join(t::reviews_tag.on(t::id.eq(d::tag_id)))
        .filter(d::opinion_id.eq_any(ids))
        .order((t::folded, t::id))
        .select((d::opinion_id, t::id, t::name))
        .load(c))?;
    let mut all: BTreeMap<Id, Work> = BTreeMap::new();
    for (opinion, status, agent) in rows {
        let status = known(Status::parse(&status), "status of an opinion")?;
        all.insert(opinion, Work { status, agent, tags: Vec::new() });
    }
    for (opinion, id, name) in tagged {
        all.entry(opinion).or_default().tags.push(Tag { id, name });
    }
    Ok(all)
}
