//! Versions of forms, and the next one in the making. A form without a row is asked as the national survey is.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

use super::counts::reviews_count;
use super::known;
use crate::shape::Shape;
use crate::survey::Step;

diesel::table! {
    reviews_version (form_id, number) {
        form_id -> parvis_kernel::sql::Uuid,
        number -> Integer,
        shape -> Text,
        altered -> Text,
        note -> Text,
        published_at -> BigInt,
        published_by -> Nullable<parvis_kernel::sql::Uuid>,
    }
}

diesel::table! {
    reviews_draft (form_id) {
        form_id -> parvis_kernel::sql::Uuid,
        revision -> Integer,
        shape -> Text,
        edited_at -> BigInt,
        edited_by -> Nullable<parvis_kernel::sql::Uuid>,
    }
}

/// A version that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub form: Id,
    /// From 1.
    pub number: i32,
    pub shape: Shape,
    /// Why.
    pub note: String,
    pub published_at: Timestamp,
    pub published_by: Option<Id>,
}

/// The next version in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub form: Id,
    /// One more with each edit: of two editors, one does not overwrite the other.
    pub revision: i32,
    pub shape: Shape,
    pub edited_at: Timestamp,
    pub edited_by: Option<Id>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = reviews_version, treat_none_as_default_value = false)]
struct VersionRow {
    form_id: Id,
    number: i32,
    shape: String,
    altered: String,
    note: String,
    published_at: Timestamp,
    published_by: Option<Id>,
}

#[derive(Insertable, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = reviews_draft, treat_none_as_default_value = false, treat_none_as_null = true)]
struct DraftRow {
    form_id: Id,
    revision: i32,
    shape: String,
    edited_at: Timestamp,
    edited_by: Option<Id>,
}

fn shape(json: &str) -> Result<Shape, AccountsError> {
    known(Shape::parse(json), "shape of a form")
}

impl TryFrom<VersionRow> for Version {
    type Error = AccountsError;

    fn try_from(row: VersionRow) -> Result<Self, AccountsError> {
        Ok(Self {
            form: row.form_id,
            number: row.number,
            shape: shape(&row.shape)?,
            note: row.note,
            published_at: row.published_at,
            published_by: row.published_by,
        })
    }
}

/// Keeps a version; whether its number was free.
pub(crate) fn insert(db: &mut Db, version: &Version) -> Result<bool, AccountsError> {
    let altered = version.shape.altered().into_iter().map(Step::as_str).collect::<Vec<_>>();
    let row = VersionRow {
        form_id: version.form,
        number: version.number,
        shape: version.shape.json(),
        altered: altered.join(" "),
        note: version.note.clone(),
        published_at: version.published_at,
        published_by: version.published_by,
    };
    let inserted = on_db!(db, |c| diesel::insert_into(reviews_version::table)
        .values(&row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(inserted == 1)
}

/// The versions of a form that are kept, the first one first.
pub(crate) fn of_form(db: &mut Db, form: Id) -> Result<Vec<Version>, AccountsError> {
    use reviews_version::dsl as v;
    let rows: Vec<VersionRow> = on_db!(db, |c| v::reviews_version
        .filter(v::form_id.eq(form))
        .order(v::number)
        .select(VersionRow::as_select())
        .load(c))?;
    rows.into_iter().map(Version::try_from).collect()
}

/// One version; the newest when none is named.
pub(crate) fn one(db: &mut Db, form: Id, number: Option<i32>) -> Result<Option<Version>, AccountsError> {
    use reviews_version::dsl as v;
    let row: Option<VersionRow> = on_db!(db, |c| {
        let mut query = v::reviews_version
            .filter(v::form_id.eq(form))
            .order(v::number.desc())
            .select(VersionRow::as_select())
            .into_boxed::<DB>();
        if let Some(number) = number {
            query = query.filter(v::number.eq(number));
        }
        query.first(c).optional()
    })?;
    row.map(Version::try_from).transpose()
}

/// The questions of the national survey that versions ask in other words, of some forms or of all.
pub(crate) type Altered = BTreeMap<(Id, i32), BTreeSet<Step>>;

/// The versions that ask a national question in other words; forms that ask none are not there.
pub(crate) fn altered(db: &mut Db, forms: Option<&[Id]>) -> Result<Altered, AccountsError> {
    use reviews_version::dsl as v;
    let rows: Vec<(Id, i32, String)> = on_db!(db, |c| {
        let mut query = v::reviews_version
            .filter(v::altered.ne(""))
            .select((v::form_id, v::number, v::altered))
            .into_boxed::<DB>();
        if let Some(forms) = forms {
            query = query.filter(v::form_id.eq_any(forms));
        }
        query.load(c)
    })?;
    let one = |(form, number, altered): (Id, i32, String)| {
        let steps = altered.split(' ').map(|step| known(Step::parse(step), "question of a version"));
        Ok(((form, number), steps.collect::<Result<_, AccountsError>>()?))
    };
    rows.into_iter().map(one).collect()
}

/// The draft of a form.
pub(crate) fn draft(db: &mut Db, form: Id) -> Result<Option<Draft>, AccountsError> {
    use reviews_draft::dsl as d;
    let row: Option<DraftRow> =
        on_db!(db, |c| d::reviews_draft.find(form).select(DraftRow::as_select()).first(c).optional())?;
    let draft = |row: DraftRow| {
        Ok(Draft {
            form: row.form_id,
            revision: row.revision,
            shape: shape(&row.shape)?,
            edited_at: row.edited_at,
            edited_by: row.edited_by,
        })
    };
    row.map(draft).transpose()
}

/// Writes a draft where the revision before its own stands, or where there is none and it is the first; whether it did.
pub(crate) fn save_draft(db: &mut Db, draft: &Draft) -> Result<bool, AccountsError> {
    use reviews_draft::dsl as d;
    let row = DraftRow {
        form_id: draft.form,
        revision: draft.revision,
        shape: draft.shape.json(),
        edited_at: draft.edited_at,
        edited_by: draft.edited_by,
    };
    let written = if draft.revision == 1 {
        on_db!(db, |c| diesel::insert_into(d::reviews_draft)
            .values(&row)
            .on_conflict_do_nothing()
            .execute(c))?
    } else {
        let same = d::form_id.eq(draft.form).and(d::revision.eq(draft.revision - 1));
        on_db!(db, |c| diesel::update(d::reviews_draft.filter(same)).set(&row).execute(c))?
    };
    Ok(written == 1)
}

/// Throws a draft away, where it is of this revision; whether it did.
pub(crate) fn discard(db: &mut Db, form: Id, revision: i32) -> Result<bool, AccountsError> {
    use reviews_draft::dsl as d;
    let same = d::form_id.eq(form).and(d::revision.eq(revision));
    Ok(on_db!(db, |c| diesel::delete(d::reviews_draft.filter(same)).execute(c))? == 1)
}

/// Opinions that count, by version.
pub(crate) fn opinions(db: &mut Db, form: Id) -> Result<BTreeMap<i32, u64>, AccountsError> {
    use reviews_count::dsl as k;
    let months = k::form_id.eq(form).and(k::period.lt(1_000_000)).and(k::choice.eq("opinion"));
    let rows: Vec<(i32, Option<i64>)> = on_db!(db, |c| k::reviews_count
        .filter(months)
        .group_by(k::version)
        .select((k::version, diesel::dsl::sum(k::n)))
        .load(c))?;
    Ok(rows.into_iter().map(|(n, sum)| (n, u64::try_from(sum.unwrap_or(0)).unwrap_or(0))).collect())
}
