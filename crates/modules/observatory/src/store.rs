//! Every query of the observatory.

pub(crate) mod review;

use diesel::prelude::*;
use parvis_db::{BATCH, Db, Error, on_db};
use parvis_kernel::{Day, Id, Timestamp};

use crate::edition::{Canonical, Edition, Erratum, Line, Publication};
use crate::error::ObservatoryError;

diesel::table! {
    observatory_edition (id) {
        id -> parvis_kernel::sql::Uuid,
        slug -> Text,
        as_of -> Integer,
        status -> Text,
        known_at -> BigInt,
        checksum -> Text,
        header -> Text,
        summary -> Text,
        published_at -> Nullable<BigInt>,
        published_by -> Nullable<Text>,
    }
}

diesel::table! {
    observatory_line (edition_id, procedure) {
        edition_id -> parvis_kernel::sql::Uuid,
        procedure -> Text,
        line -> Text,
    }
}

diesel::table! {
    observatory_erratum (edition_id, number) {
        edition_id -> parvis_kernel::sql::Uuid,
        number -> Integer,
        published_at -> BigInt,
        author -> Text,
        procedure -> Nullable<Text>,
        indicator -> Nullable<Text>,
        text_fr -> Text,
        text_en -> Text,
        digest -> Text,
    }
}

diesel::joinable!(observatory_line -> observatory_edition (edition_id));
diesel::joinable!(observatory_erratum -> observatory_edition (edition_id));
diesel::allow_tables_to_appear_in_same_query!(observatory_edition, observatory_line, observatory_erratum);

const DRAFT: &str = "draft";
const PUBLISHED: &str = "published";

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = observatory_edition, treat_none_as_default_value = false)]
struct EditionRow {
    id: Id,
    slug: String,
    as_of: Day,
    status: String,
    known_at: Timestamp,
    checksum: String,
    header: String,
    summary: String,
    published_at: Option<Timestamp>,
    published_by: Option<String>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = observatory_line)]
struct LineRow {
    edition_id: Id,
    procedure: String,
    line: String,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = observatory_erratum, treat_none_as_default_value = false)]
struct ErratumRow {
    edition_id: Id,
    number: i32,
    published_at: Timestamp,
    author: String,
    procedure: Option<String>,
    indicator: Option<String>,
    text_fr: String,
    text_en: String,
    digest: String,
}

impl TryFrom<EditionRow> for Edition {
    type Error = ObservatoryError;

    fn try_from(row: EditionRow) -> Result<Self, ObservatoryError> {
        Ok(Self {
            header: serde_json::from_str(&row.header)?,
            summary: serde_json::from_str(&row.summary)?,
            slug: row.slug,
            as_of: row.as_of,
            known_at: row.known_at,
            checksum: row.checksum,
            publication: row
                .published_at
                .map(|at| Publication { at, by: row.published_by.unwrap_or_default() }),
        })
    }
}

/// The editions, newest first; drafts only when asked for.
///
/// # Errors
/// The database's own, or a stored edition that cannot be read.
pub fn editions(db: &mut Db, drafts: bool) -> Result<Vec<Edition>, ObservatoryError> {
    use observatory_edition::dsl as e;
    let statuses = if drafts { vec![DRAFT, PUBLISHED] } else { vec![PUBLISHED] };
    let rows: Vec<EditionRow> = on_db!(db, |c| e::observatory_edition
        .filter(e::status.eq_any(statuses))
        .order((e::as_of.desc(), e::slug.desc()))
        .select(EditionRow::as_select())
        .load(c))
    .map_err(Error::from)?;
    rows.into_iter().map(Edition::try_from).collect()
}

/// One edition, draft or published.
///
/// # Errors
/// The database's own, or a stored edition that cannot be read.
pub fn edition(db: &mut Db, slug: &str) -> Result<Option<(Id, Edition)>, ObservatoryError> {
    use observatory_edition::dsl as e;
    let row: Option<EditionRow> = on_db!(db, |c| e::observatory_edition
        .filter(e::slug.eq(slug))
        .select(EditionRow::as_select())
        .first(c)
        .optional())
    .map_err(Error::from)?;
    row.map(|row| Ok((row.id, Edition::try_from(row)?))).transpose()
}

/// The lines of an edition as they were hashed, in the order of slugs: `(slug, line)`.
///
/// # Errors
/// The database's own.
pub fn line_texts(db: &mut Db, edition: &str) -> Result<Vec<(String, String)>, Error> {
    use observatory_edition::dsl as e;
    use observatory_line::dsl as l;
    let mut rows: Vec<(String, String)> = on_db!(db, |c| l::observatory_line
        .inner_join(e::observatory_edition)
        .filter(e::slug.eq(edition))
        .select((l::procedure, l::line))
        .load(c))?;
    // The order of slugs is that of bytes, whatever the collation of the server.
    rows.sort();
    Ok(rows)
}

/// The lines of an edition.
///
/// # Errors
/// The database's own, or a stored line that cannot be read.
pub fn lines(db: &mut Db, edition: &str) -> Result<Vec<Line>, ObservatoryError> {
    let texts = line_texts(db, edition)?;
    texts.iter().map(|(_, text)| Ok(serde_json::from_str(text)?)).collect()
}

/// Some lines of an edition, in the order of slugs.
///
/// # Errors
/// The database's own, or a stored line that cannot be read.
pub fn lines_of(db: &mut Db, edition: &str, procedures: &[&str]) -> Result<Vec<Line>, ObservatoryError> {
    use observatory_edition::dsl as e;
    use observatory_line::dsl as l;
    let mut rows: Vec<(String, String)> = on_db!(db, |c| l::observatory_line
        .inner_join(e::observatory_edition)
        .filter(e::slug.eq(edition).and(l::procedure.eq_any(procedures)))
        .select((l::procedure, l::line))
        .load(c))
    .map_err(Error::from)?;
    rows.sort();
    rows.iter().map(|(_, text)| Ok(serde_json::from_str(text)?)).collect()
}

/// Replaces the draft called like `edition`, if any, by this one.
pub(crate) fn save_draft(
    db: &mut Db,
    id: Id,
    edition: &Edition,
    canonical: &Canonical,
) -> Result<(), ObservatoryError> {
    use observatory_edition::dsl as e;
    use observatory_line::dsl as l;
    let old = e::observatory_edition.filter(e::slug.eq(&edition.slug).and(e::status.eq(DRAFT)));
    on_db!(db, |c| diesel::delete(l::observatory_line.filter(l::edition_id.eq_any(old.select(e::id))))
        .execute(c))?;
    on_db!(db, |c| diesel::delete(
        e::observatory_edition.filter(e::slug.eq(&edition.slug).and(e::status.eq(DRAFT)))
    )
    .execute(c))?;
    let row = EditionRow {
        id,
        slug: edition.slug.clone(),
        as_of: edition.as_of,
        status: DRAFT.to_owned(),
        known_at: edition.known_at,
        checksum: canonical.checksum.clone(),
        header: canonical.header.clone(),
        summary: serde_json::to_string(&edition.summary)?,
        published_at: None,
        published_by: None,
    };
    on_db!(db, |c| diesel::insert_into(e::observatory_edition).values(&row).execute(c))?;
    for batch in canonical.lines.chunks(BATCH) {
        let rows: Vec<LineRow> = batch
            .iter()
            .map(|(procedure, line)| LineRow {
                edition_id: id,
                procedure: procedure.clone(),
                line: line.clone(),
            })
            .collect();
        on_db!(db, |c| diesel::insert_into(l::observatory_line).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Turns a draft into a published edition. `false` when there is no such draft any more.
pub(crate) fn freeze(db: &mut Db, id: Id, publication: &Publication) -> Result<bool, Error> {
    use observatory_edition::dsl as e;
    let changed =
        on_db!(db, |c| diesel::update(e::observatory_edition.filter(e::id.eq(id).and(e::status.eq(DRAFT))))
            .set((
                e::status.eq(PUBLISHED),
                e::published_at.eq(Some(publication.at)),
                e::published_by.eq(Some(publication.by.as_str())),
            ))
            .execute(c))?;
    Ok(changed == 1)
}

/// All errata, by edition and number.
///
/// # Errors
/// The database's own.
pub fn errata(db: &mut Db) -> Result<Vec<Erratum>, Error> {
    use observatory_edition::dsl as e;
    use observatory_erratum::dsl as r;
    let rows: Vec<(String, ErratumRow)> = on_db!(db, |c| r::observatory_erratum
        .inner_join(e::observatory_edition)
        .order((e::as_of.desc(), e::slug.desc(), r::number))
        .select((e::slug, ErratumRow::as_select()))
        .load(c))?;
    let erratum = |(edition, row): (String, ErratumRow)| Erratum {
        edition,
        number: row.number,
        published_at: row.published_at,
        author: row.author,
        procedure: row.procedure,
        indicator: row.indicator,
        text_fr: row.text_fr,
        text_en: row.text_en,
        digest: row.digest,
    };
    Ok(rows.into_iter().map(erratum).collect())
}

pub(crate) fn add_erratum(db: &mut Db, edition: Id, e: &Erratum) -> Result<(), Error> {
    let row = ErratumRow {
        edition_id: edition,
        number: e.number,
        published_at: e.published_at,
        author: e.author.clone(),
        procedure: e.procedure.clone(),
        indicator: e.indicator.clone(),
        text_fr: e.text_fr.clone(),
        text_en: e.text_en.clone(),
        digest: e.digest.clone(),
    };
    on_db!(db, |c| diesel::insert_into(observatory_erratum::table).values(&row).execute(c))?;
    Ok(())
}

/// A number that changes whenever something is published: pages kept in memory are thrown away then.
///
/// # Errors
/// The database's own.
pub fn generation(db: &mut Db) -> Result<(i64, i64), Error> {
    use diesel::dsl::count_star;
    use observatory_edition::dsl as e;
    use observatory_erratum::dsl as r;
    let errata = r::observatory_erratum.select(count_star()).single_value();
    let row: (i64, Option<i64>) = on_db!(db, |c| e::observatory_edition
        .filter(e::status.eq(PUBLISHED))
        .select((count_star(), errata))
        .first(c))?;
    Ok((row.0, row.1.unwrap_or(0)))
}
