//! Every query of the catalogue.

use diesel::prelude::*;
use parvis_db::{BATCH, Db, Error, on_db};
use parvis_kernel::{Day, Id, Timestamp};
use std::collections::HashMap;

use crate::facts::{Fact, Kind};
use crate::procedure::{Catalog, Procedure};

diesel::table! {
    catalog_procedure (id) {
        id -> parvis_kernel::sql::Uuid,
        slug -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    catalog_fact (procedure_id, kind, valid_from, recorded_at) {
        procedure_id -> parvis_kernel::sql::Uuid,
        kind -> Text,
        valid_from -> Integer,
        recorded_at -> BigInt,
        value -> Text,
    }
}

diesel::joinable!(catalog_fact -> catalog_procedure (procedure_id));
diesel::allow_tables_to_appear_in_same_query!(catalog_procedure, catalog_fact);

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = catalog_procedure, treat_none_as_default_value = false)]
struct ProcedureRow {
    id: Id,
    slug: String,
    created_at: Timestamp,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = catalog_fact, treat_none_as_default_value = false)]
struct FactRow {
    procedure_id: Id,
    kind: String,
    valid_from: Day,
    recorded_at: Timestamp,
    value: String,
}

impl FactRow {
    fn fact(self) -> Option<(Id, Fact)> {
        let Self { procedure_id, kind, valid_from, recorded_at, value } = self;
        Some((procedure_id, Fact { kind: Kind::parse(&kind)?, valid_from, recorded_at, value }))
    }
}

/// The whole catalogue, in the order of slugs.
///
/// # Errors
/// The database's own.
pub fn all(db: &mut Db) -> Result<Catalog, Error> {
    use catalog_procedure::dsl as p;
    let rows: Vec<ProcedureRow> =
        on_db!(db, |c| p::catalog_procedure.select(ProcedureRow::as_select()).load(c))?;
    let facts: Vec<FactRow> = on_db!(db, |c| catalog_fact::table.select(FactRow::as_select()).load(c))?;
    let mut by_id: HashMap<Id, Vec<Fact>> = HashMap::with_capacity(rows.len());
    for (id, fact) in facts.into_iter().filter_map(FactRow::fact) {
        by_id.entry(id).or_default().push(fact);
    }
    let mut procedures: Vec<Procedure> = rows
        .into_iter()
        .map(|row| Procedure {
            facts: by_id.remove(&row.id).unwrap_or_default(),
            id: row.id,
            slug: row.slug,
            created_at: row.created_at,
        })
        .collect();
    procedures.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok(Catalog::new(procedures))
}

/// One procedure with its facts, by its slug, or else by a number it holds or held last.
///
/// # Errors
/// The database's own.
pub fn by_slug(db: &mut Db, slug: &str) -> Result<Option<Procedure>, Error> {
    if let Some(found) = exactly(db, slug)? {
        return Ok(Some(found));
    }
    match last_holder(db, slug)? {
        Some(holder) => exactly(db, &holder),
        None => Ok(None),
    }
}

fn exactly(db: &mut Db, slug: &str) -> Result<Option<Procedure>, Error> {
    use catalog_fact::dsl as f;
    use catalog_procedure::dsl as p;
    let rows: Vec<(ProcedureRow, FactRow)> = on_db!(db, |c| p::catalog_procedure
        .inner_join(f::catalog_fact)
        .filter(p::slug.eq(slug))
        .select((ProcedureRow::as_select(), FactRow::as_select()))
        .load(c))?;
    let mut found: Option<Procedure> = None;
    for (row, fact) in rows {
        let ProcedureRow { id, slug, created_at } = row;
        let one = found.get_or_insert(Procedure { id, slug, created_at, facts: Vec::new() });
        one.facts.extend(fact.fact().map(|(_, fact)| fact));
    }
    Ok(found)
}

/// One procedure with its facts, by its identifier.
///
/// # Errors
/// The database's own.
pub fn by_id(db: &mut Db, id: Id) -> Result<Option<Procedure>, Error> {
    use catalog_procedure::dsl as p;
    let row: Option<ProcedureRow> =
        on_db!(db, |c| p::catalog_procedure.find(id).select(ProcedureRow::as_select()).first(c).optional())?;
    let Some(ProcedureRow { id, slug, created_at }) = row else { return Ok(None) };
    Ok(Some(Procedure { id, slug, created_at, facts: facts_of(db, id)? }))
}

/// The slug of the procedure that took a number last.
fn last_holder(db: &mut Db, number: &str) -> Result<Option<String>, Error> {
    use catalog_fact::dsl as f;
    use catalog_procedure::dsl as p;
    // The kind is written out, not bound: the partial index on numbers is only used then.
    let is_number = || diesel::dsl::sql::<diesel::sql_types::Bool>("catalog_fact.kind = 'number'");
    Ok(on_db!(db, |c| p::catalog_procedure
        .inner_join(f::catalog_fact)
        .filter(f::value.eq(number).and(is_number()))
        .order((f::valid_from.desc(), f::recorded_at.desc()))
        .select(p::slug)
        .first(c)
        .optional())?)
}

/// The facts of one procedure.
///
/// # Errors
/// The database's own.
pub fn facts_of(db: &mut Db, procedure: Id) -> Result<Vec<Fact>, Error> {
    use catalog_fact::dsl as f;
    let rows: Vec<FactRow> = on_db!(db, |c| f::catalog_fact
        .filter(f::procedure_id.eq(procedure))
        .select(FactRow::as_select())
        .load(c))?;
    Ok(rows.into_iter().filter_map(FactRow::fact).map(|(_, fact)| fact).collect())
}

pub(crate) fn insert_procedures(db: &mut Db, new: &[Procedure]) -> Result<(), Error> {
    let row = |p: &Procedure| ProcedureRow { id: p.id, slug: p.slug.clone(), created_at: p.created_at };
    for batch in new.chunks(BATCH) {
        let rows: Vec<ProcedureRow> = batch.iter().map(row).collect();
        on_db!(db, |c| diesel::insert_into(catalog_procedure::table).values(&rows).execute(c))?;
    }
    Ok(())
}

pub(crate) fn insert_facts(db: &mut Db, new: &[(Id, Fact)]) -> Result<(), Error> {
    let row = |(procedure_id, fact): &(Id, Fact)| FactRow {
        procedure_id: *procedure_id,
        kind: fact.kind.as_str().to_owned(),
        valid_from: fact.valid_from,
        recorded_at: fact.recorded_at,
        value: fact.value.clone(),
    };
    for batch in new.chunks(BATCH) {
        let rows: Vec<FactRow> = batch.iter().map(row).collect();
        on_db!(db, |c| diesel::insert_into(catalog_fact::table).values(&rows).execute(c))?;
    }
    Ok(())
}
