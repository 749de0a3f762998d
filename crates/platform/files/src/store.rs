//! Every query.

use diesel::prelude::*;
use parvis_db::{BATCH, Db, Error, on_db};
use parvis_kernel::{Id, Timestamp};

use crate::{File, Kind, Owner, Received, State};

diesel::table! {
    files_file (id) {
        id -> parvis_kernel::sql::Uuid,
        space_id -> Nullable<parvis_kernel::sql::Uuid>,
        owner_kind -> Text,
        owner_id -> Text,
        name -> Text,
        media_type -> Text,
        size -> BigInt,
        sha256 -> Text,
        state -> Text,
        created_at -> BigInt,
        created_by -> Nullable<parvis_kernel::sql::Uuid>,
    }
}

#[derive(Queryable)]
struct Row {
    id: Id,
    space_id: Option<Id>,
    owner_kind: String,
    owner_id: String,
    name: String,
    media_type: String,
    size: i64,
    sha256: String,
    state: String,
    created_at: Timestamp,
    created_by: Option<Id>,
}

impl From<Row> for File {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            space: row.space_id,
            owner_kind: row.owner_kind,
            owner_id: row.owner_id,
            name: row.name,
            // A kind that a later version accepted is served as text: never run, never guessed at.
            kind: Kind::parse(&row.media_type).unwrap_or(Kind::Text),
            size: u64::try_from(row.size).unwrap_or(0),
            sha256: row.sha256,
            // The database refuses any other text.
            state: State::parse(&row.state).unwrap_or(State::Unscannable),
            created_at: row.created_at,
            created_by: row.created_by,
        }
    }
}

pub(crate) fn insert(
    db: &mut Db,
    received: &Received,
    owner: &Owner,
    state: State,
    now: Timestamp,
) -> Result<(), Error> {
    let row = (
        files_file::id.eq(received.id),
        files_file::space_id.eq(owner.space),
        files_file::owner_kind.eq(owner.kind),
        files_file::owner_id.eq(&owner.id),
        files_file::name.eq(&received.name),
        files_file::media_type.eq(received.kind.as_str()),
        files_file::size.eq(i64::try_from(received.size).unwrap_or(i64::MAX)),
        files_file::sha256.eq(&received.sha256),
        files_file::state.eq(state.as_str()),
        files_file::created_at.eq(now),
        files_file::created_by.eq(owner.sender),
    );
    on_db!(db, |c| diesel::insert_into(files_file::table).values(row).execute(c))?;
    Ok(())
}

/// The file of an identifier. Whether someone may know of it is for the module that it is attached in to say.
///
/// # Errors
/// The database's own.
pub fn find(db: &mut Db, id: Id) -> Result<Option<File>, Error> {
    let row: Option<Row> = on_db!(db, |c| files_file::table.find(id).first(c).optional())?;
    Ok(row.map(File::from))
}

/// The files attached to a thing, oldest first.
///
/// # Errors
/// The database's own.
pub fn of_owner(db: &mut Db, kind: &str, id: &str) -> Result<Vec<File>, Error> {
    let all = files_file::table
        .filter(files_file::owner_kind.eq(kind))
        .filter(files_file::owner_id.eq(id))
        .order(files_file::id);
    let rows: Vec<Row> = on_db!(db, |c| all.load(c))?;
    Ok(rows.into_iter().map(File::from).collect())
}

/// Files a call of [`after`] gives at most.
pub const STRIDE: usize = BATCH;

/// The next files of all owners after an identifier, in order of theirs: none at the end.
///
/// # Errors
/// The database's own.
pub fn after(db: &mut Db, id: Option<Id>) -> Result<Vec<File>, Error> {
    let id = id.unwrap_or_else(|| Id::from_bytes([0; 16]));
    let limit = i64::try_from(STRIDE).unwrap_or(i64::MAX);
    let some = files_file::table.filter(files_file::id.gt(id)).order(files_file::id).limit(limit);
    let rows: Vec<Row> = on_db!(db, |c| some.load(c))?;
    Ok(rows.into_iter().map(File::from).collect())
}

/// Removes the row; false when there was none.
pub(crate) fn delete(db: &mut Db, id: Id) -> Result<bool, Error> {
    Ok(on_db!(db, |c| diesel::delete(files_file::table.find(id)).execute(c))? == 1)
}

/// Moves a file from one state to another; false when it is not in the first one any more.
pub(crate) fn change(db: &mut Db, id: Id, from: State, to: State) -> Result<bool, Error> {
    let own = files_file::table.filter(files_file::id.eq(id)).filter(files_file::state.eq(from.as_str()));
    Ok(on_db!(db, |c| diesel::update(own).set(files_file::state.eq(to.as_str())).execute(c))? == 1)
}

/// Files that no scanner has seen, made before an instant, after an identifier: some of them, oldest first.
pub(crate) fn unseen(db: &mut Db, before: Timestamp, after: Option<Id>) -> Result<Vec<Id>, Error> {
    let states = [State::Waiting.as_str(), State::Unscanned.as_str()];
    let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
    let after = after.unwrap_or_else(|| Id::from_bytes([0; 16]));
    let some = files_file::table
        .filter(files_file::state.eq_any(states))
        .filter(files_file::created_at.lt(before))
        .filter(files_file::id.gt(after))
        .order(files_file::id)
        .select(files_file::id)
        .limit(limit);
    Ok(on_db!(db, |c| some.load(c))?)
}
