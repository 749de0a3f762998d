use diesel::prelude::*;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Timestamp};

use crate::error::ObservatoryError;
use crate::service::review::{Comment, Signature};

diesel::table! {
    observatory_comment (id) {
        id -> parvis_kernel::sql::Uuid,
        edition -> Text,
        procedure -> Text,
        indicator -> Nullable<Text>,
        text -> Text,
        author -> Nullable<parvis_kernel::sql::Uuid>,
        written_at -> BigInt,
        settled_at -> Nullable<BigInt>,
        settled_by -> Nullable<parvis_kernel::sql::Uuid>,
    }
}

diesel::table! {
    observatory_signature (edition, checksum, agent) {
        edition -> Text,
        checksum -> Text,
        agent -> parvis_kernel::sql::Uuid,
        signed_at -> BigInt,
    }
}

type Row = (Id, String, String, Option<String>, String, Option<Id>, Timestamp, Option<Timestamp>);

fn read((id, edition, procedure, indicator, text, author, written_at, settled_at): Row) -> Comment {
    Comment { id, edition, procedure, indicator, text, author, written_at, settled_at }
}

pub(crate) fn add_comment(db: &mut Db, comment: &Comment) -> Result<(), ObservatoryError> {
    use observatory_comment::dsl as o;
    on_db!(db, |c| {
        diesel::insert_into(o::observatory_comment)
            .values((
                o::id.eq(comment.id),
                o::edition.eq(&comment.edition),
                o::procedure.eq(&comment.procedure),
                o::indicator.eq(&comment.indicator),
                o::text.eq(&comment.text),
                o::author.eq(comment.author),
                o::written_at.eq(comment.written_at),
            ))
            .execute(c)
    })?;
    Ok(())
}

macro_rules! columns {
    () => {{
        use observatory_comment::dsl as o;
        (o::id, o::edition, o::procedure, o::indicator, o::text, o::author, o::written_at, o::settled_at)
    }};
}

pub(crate) fn comments(db: &mut Db, edition: &str) -> Result<Vec<Comment>, ObservatoryError> {
    use observatory_comment::dsl as o;
    let rows: Vec<Row> = on_db!(db, |c| {
        o::observatory_comment
            .filter(o::edition.eq(edition))
            .order((o::written_at, o::id))
            .select(columns!())
            .load(c)
    })?;
    Ok(rows.into_iter().map(read).collect())
}

pub(crate) fn comment(db: &mut Db, id: Id) -> Result<Option<Comment>, ObservatoryError> {
    use observatory_comment::dsl as o;
    let row: Option<Row> =
        on_db!(db, |c| o::observatory_comment.find(id).select(columns!()).first(c).optional())?;
    Ok(row.map(read))
}

/// Settles a comment; whether it was still open.
pub(crate) fn settle(db: &mut Db, id: Id, by: Option<Id>, now: Timestamp) -> Result<bool, ObservatoryError> {
    use observatory_comment::dsl as o;
    let open = o::id.eq(id).and(o::settled_at.is_null());
    let updated = on_db!(db, |c| {
        diesel::update(o::observatory_comment.filter(open))
            .set((o::settled_at.eq(now), o::settled_by.eq(by)))
            .execute(c)
    })?;
    Ok(updated == 1)
}

pub(crate) fn sign(db: &mut Db, edition: &str, one: &Signature) -> Result<(), ObservatoryError> {
    use observatory_signature::dsl as s;
    on_db!(db, |c| {
        diesel::insert_into(s::observatory_signature)
            .values((
                s::edition.eq(edition),
                s::checksum.eq(&one.checksum),
                s::agent.eq(one.agent),
                s::signed_at.eq(one.signed_at),
            ))
            .on_conflict_do_nothing()
            .execute(c)
    })?;
    Ok(())
}

pub(crate) fn signatures(db: &mut Db, edition: &str) -> Result<Vec<Signature>, ObservatoryError> {
    use observatory_signature::dsl as s;
    let rows: Vec<(Id, String, Timestamp)> = on_db!(db, |c| {
        s::observatory_signature
            .filter(s::edition.eq(edition))
            .order(s::signed_at)
            .select((s::agent, s::checksum, s::signed_at))
            .load(c)
    })?;
    Ok(rows
        .into_iter()
        .map(|(agent, checksum, signed_at)| Signature { agent, checksum, signed_at })
        .collect())
}
