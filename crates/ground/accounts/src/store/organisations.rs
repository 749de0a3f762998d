use diesel::prelude::*;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Timestamp};
use std::collections::HashMap;

use super::known;
use super::tables::accounts_organisation;
use crate::error::AccountsError;
use crate::model::{Organisation, OrganisationKind};

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = accounts_organisation, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    space_id: Id,
    parent_id: Option<Id>,
    kind: String,
    slug: String,
    name: String,
    siret: Option<String>,
    created_at: Timestamp,
    closed_at: Option<Timestamp>,
}

/// All organisations, those that closed too, in the order of their names. There are hundreds, not millions.
pub(crate) fn all(db: &mut Db) -> Result<Vec<Organisation>, AccountsError> {
    use accounts_organisation::dsl as o;
    let rows: Vec<Row> =
        on_db!(db, |c| o::accounts_organisation.order(o::slug).select(Row::as_select()).load(c))?;
    let parents: HashMap<Id, Option<Id>> = rows.iter().map(|row| (row.id, row.parent_id)).collect();
    rows.into_iter()
        .map(|row| {
            Ok(Organisation {
                line: line(row.id, &parents),
                id: row.id,
                space: row.space_id,
                parent: row.parent_id,
                kind: known(OrganisationKind::parse(&row.kind), "kind of organisation")?,
                slug: row.slug,
                name: row.name,
                siret: row.siret.map(|siret| known(siret.parse().ok(), "SIRET")).transpose()?,
                closed_at: row.closed_at,
            })
        })
        .collect()
}

/// An organisation and those above it.
fn line(id: Id, parents: &HashMap<Id, Option<Id>>) -> Vec<Id> {
    let mut line = vec![id];
    let mut at = id;
    while let Some(Some(parent)) = parents.get(&at)
        && !line.contains(parent)
    {
        line.push(*parent);
        at = *parent;
    }
    line
}

pub(crate) fn insert(db: &mut Db, one: &Organisation, now: Timestamp) -> Result<(), AccountsError> {
    let row = Row {
        id: one.id,
        space_id: one.space,
        parent_id: one.parent,
        kind: one.kind.to_string(),
        slug: one.slug.clone(),
        name: one.name.clone(),
        siret: one.siret.as_ref().map(ToString::to_string),
        created_at: now,
        closed_at: one.closed_at,
    };
    on_db!(db, |c| diesel::insert_into(accounts_organisation::table).values(&row).execute(c))?;
    Ok(())
}

pub(crate) fn update(db: &mut Db, one: &Organisation) -> Result<(), AccountsError> {
    use accounts_organisation::dsl as o;
    let siret = one.siret.as_ref().map(ToString::to_string);
    on_db!(db, |c| {
        diesel::update(o::accounts_organisation.find(one.id))
            .set((
                o::parent_id.eq(one.parent),
                o::kind.eq(one.kind.as_str()),
                o::name.eq(&one.name),
                o::siret.eq(siret),
                o::closed_at.eq(one.closed_at),
            ))
            .execute(c)
    })?;
    Ok(())
}
