//! What is quoted of comments.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Timestamp};

use super::{Row as OpinionRow, reviews_opinion};
use crate::model::{Opinion, Quote};

diesel::table! {
    reviews_quote (id) {
        id -> parvis_kernel::sql::Uuid,
        form_id -> parvis_kernel::sql::Uuid,
        opinion_id -> parvis_kernel::sql::Uuid,
        text -> Text,
        made_at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(reviews_quote, reviews_opinion);

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = reviews_quote)]
struct Row {
    id: Id,
    form_id: Id,
    opinion_id: Id,
    text: String,
    made_at: Timestamp,
}

impl From<Row> for Quote {
    fn from(row: Row) -> Self {
        let Row { id, form_id: form, opinion_id: opinion, text, made_at } = row;
        Self { id, form, opinion, text, made_at }
    }
}

pub(crate) fn insert(db: &mut Db, quote: &Quote) -> Result<(), AccountsError> {
    let Quote { id, form, opinion, ref text, made_at } = *quote;
    let row = Row { id, form_id: form, opinion_id: opinion, text: text.clone(), made_at };
    on_db!(db, |c| diesel::insert_into(reviews_quote::table).values(&row).execute(c))?;
    Ok(())
}

pub(crate) fn one(db: &mut Db, id: Id) -> Result<Option<Quote>, AccountsError> {
    use reviews_quote::dsl as q;
    let row: Option<Row> =
        on_db!(db, |c| q::reviews_quote.find(id).select(Row::as_select()).first(c).optional())?;
    Ok(row.map(Quote::from))
}

pub(crate) fn delete(db: &mut Db, id: Id) -> Result<(), AccountsError> {
    use reviews_quote::dsl as q;
    on_db!(db, |c| diesel::delete(q::reviews_quote.find(id)).execute(c))?;
    Ok(())
}

/// The newest quotes of a form, with their opinions.
pub(crate) fn of_form(db: &mut Db, form: Id, most: i64) -> Result<Vec<(Quote, Opinion)>, AccountsError> {
    use reviews_opinion::dsl as o;
    use reviews_quote::dsl as q;
    let rows: Vec<(Row, OpinionRow)> = on_db!(db, |c| q::reviews_quote
        .inner_join(o::reviews_opinion.on(o::id.eq(q::opinion_id)))
        .filter(q::form_id.eq(form))
        .order((q::made_at.desc(), q::id.desc()))
        .limit(most)
        .select((Row::as_select(), OpinionRow::as_select()))
        .load(c))?;
    rows.into_iter().map(|(quote, opinion)| Ok((quote.into(), opinion.try_into()?))).collect()
}
