//! Every query of the journal.

use diesel::prelude::*;
use parvis_db::{Db, Error, on_db};
use parvis_kernel::{Id, Timestamp};

use crate::chain::Checkpoint;
use crate::entry::Entry;
use crate::error::JournalError;

diesel::table! {
    journal_entry (seq) {
        seq -> BigInt,
        at -> BigInt,
        actor -> Nullable<parvis_kernel::sql::Uuid>,
        organisation -> Nullable<parvis_kernel::sql::Uuid>,
        space -> Nullable<parvis_kernel::sql::Uuid>,
        action -> Text,
        object_kind -> Text,
        object -> Text,
        changes -> Text,
        reason -> Nullable<Text>,
        network -> Text,
        request -> Text,
        hash -> Text,
    }
}

diesel::table! {
    journal_head (id) {
        id -> Integer,
        seq -> BigInt,
        hash -> Text,
    }
}

/// Entries on a page of the list.
pub const PAGE: i64 = 50;
/// Entries read at a time along the chain.
const STRIDE: i64 = 5_000;

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = journal_entry, treat_none_as_default_value = false)]
struct Row {
    seq: i64,
    at: Timestamp,
    actor: Option<Id>,
    organisation: Option<Id>,
    space: Option<Id>,
    action: String,
    object_kind: String,
    object: String,
    changes: String,
    reason: Option<String>,
    network: String,
    request: String,
    hash: String,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        Self {
            seq: row.seq,
            at: row.at,
            actor: row.actor,
            organisation: row.organisation,
            space: row.space,
            action: row.action,
            object_kind: row.object_kind,
            object: row.object,
            // Changes that cannot be read give another text, so another hash: the walk sees it.
            changes: serde_json::from_str(&row.changes).unwrap_or_default(),
            reason: row.reason,
            network: row.network,
            request: row.request,
            hash: row.hash,
        }
    }
}

/// The end of the chain, held until the transaction ends so that two acts never follow the same entry.
pub(crate) fn lock_head(db: &mut Db) -> Result<(i64, String), JournalError> {
    use journal_head::dsl as h;
    let query = h::journal_head.select((h::seq, h::hash));
    Ok(match db {
        // The transaction holds the write lock of the whole file.
        Db::Sqlite(c) => query.first(c)?,
        Db::Postgres(c) => query.for_update().first(c)?,
    })
}

pub(crate) fn append(db: &mut Db, entry: &Entry) -> Result<(), JournalError> {
    use journal_head::dsl as h;
    let changes = serde_json::to_string(&entry.changes).map_err(std::io::Error::from)?;
    let Entry { seq, at, actor, organisation, space, .. } = *entry;
    let row = Row {
        seq,
        at,
        actor,
        organisation,
        space,
        action: entry.action.clone(),
        object_kind: entry.object_kind.clone(),
        object: entry.object.clone(),
        changes,
        reason: entry.reason.clone(),
        network: entry.network.clone(),
        request: entry.request.clone(),
        hash: entry.hash.clone(),
    };
    on_db!(db, |c| {
        diesel::insert_into(journal_entry::table).values(&row).execute(c)?;
        diesel::update(h::journal_head).set((h::seq.eq(entry.seq), h::hash.eq(&entry.hash))).execute(c)?;
    });
    Ok(())
}

pub(crate) fn head(db: &mut Db) -> Result<Checkpoint, JournalError> {
    use journal_head::dsl as h;
    let (seq, hash) = on_db!(db, |c| h::journal_head.select((h::seq, h::hash)).first(c))?;
    Ok(Checkpoint { seq, hash })
}

/// The next entries after `seq`, in order; none at the end.
pub(crate) fn after(db: &mut Db, seq: i64) -> Result<Vec<Entry>, JournalError> {
    use journal_entry::dsl as e;
    let rows: Vec<Row> = on_db!(db, |c| {
        e::journal_entry.filter(e::seq.gt(seq)).order(e::seq).limit(STRIDE).select(Row::as_select()).load(c)
    })?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// Runs a walk that sees one state of the database from its first statement to its last.
pub(crate) fn snapshot<T>(
    db: &mut Db,
    work: impl FnOnce(&mut Db) -> Result<T, JournalError>,
) -> Result<T, JournalError> {
    db.execute_batch(match db {
        Db::Sqlite(_) => "BEGIN",
        Db::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    })?;
    let result = work(db);
    db.execute_batch("COMMIT")?;
    result
}

/// Which entries a page shows. Every part that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub actor: Option<Id>,
    /// None: of every space and of the platform.
    pub spaces: Option<Vec<Id>>,
    pub action: Option<String>,
    pub object_kind: Option<String>,
    pub object: Option<String>,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    /// Only entries before this one: where the page before ended.
    pub before: Option<i64>,
}

/// The newest entries first, at most [`PAGE`].
///
/// # Errors
/// The database's own.
pub fn page(db: &mut Db, filter: &Filter) -> Result<Vec<Entry>, JournalError> {
    use journal_entry::dsl as e;
    let rows: Vec<Row> = on_db!(db, |c| {
        let mut query = e::journal_entry.select(Row::as_select()).into_boxed::<DB>();
        if let Some(actor) = filter.actor {
            query = query.filter(e::actor.eq(actor));
        }
        if let Some(spaces) = &filter.spaces {
            query = query.filter(e::space.eq_any(spaces.iter().map(|id| Some(*id)).collect::<Vec<_>>()));
        }
        if let Some(action) = &filter.action {
            query = query.filter(e::action.eq(action));
        }
        if let Some(kind) = &filter.object_kind {
            query = query.filter(e::object_kind.eq(kind));
        }
        if let Some(object) = &filter.object {
            query = query.filter(e::object.eq(object));
        }
        if let Some(from) = filter.from {
            query = query.filter(e::at.ge(from));
        }
        if let Some(until) = filter.until {
            query = query.filter(e::at.lt(until));
        }
        if let Some(before) = filter.before {
            query = query.filter(e::seq.lt(before));
        }
        query.order(e::seq.desc()).limit(PAGE).load(c)
    })?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// The actions that stand in the journal, in the order of their names.
///
/// # Errors
/// The database's own.
pub fn actions(db: &mut Db) -> Result<Vec<String>, Error> {
    use journal_entry::dsl as e;
    Ok(on_db!(db, |c| e::journal_entry.select(e::action).distinct().order(e::action).load(c))?)
}
