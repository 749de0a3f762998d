//! Every query of the module: addresses, looks, outages, gaps.

pub mod audits;
pub mod findings;

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{BATCH, Db, Error, on_db};
use parvis_kernel::{Id, Timestamp};

use crate::watch::days::Counted;
use crate::watch::hours::Hours;
use crate::watch::{Check, Gap, GapKind, GapReason, Maintenance, Outage, Watch};

diesel::table! {
    probes_watch (id) {
        id -> parvis_kernel::sql::Uuid,
        procedure_id -> parvis_kernel::sql::Uuid,
        url -> Text,
        every -> Integer,
        days -> Integer,
        opens -> Integer,
        closes -> Integer,
        since -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    probes_check (watch_id, at) {
        watch_id -> parvis_kernel::sql::Uuid,
        at -> BigInt,
        failure -> Nullable<Text>,
        first_byte -> Nullable<Double>,
        total -> Double,
        counts -> Bool,
        place -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(probes_watch, probes_check);

diesel::table! {
    probes_outage (watch_id, began_at) {
        watch_id -> parvis_kernel::sql::Uuid,
        began_at -> BigInt,
        ended_at -> Nullable<BigInt>,
        failure -> Text,
        counts -> Bool,
    }
}

diesel::table! {
    probes_gap (watch_id, kind, began_at) {
        watch_id -> parvis_kernel::sql::Uuid,
        kind -> Text,
        began_at -> BigInt,
        ended_at -> BigInt,
        reason -> Text,
    }
}

diesel::table! {
    probes_maintenance (id) {
        id -> parvis_kernel::sql::Uuid,
        procedure_id -> parvis_kernel::sql::Uuid,
        began_at -> BigInt,
        ended_at -> BigInt,
        reason -> Text,
    }
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = probes_watch, treat_none_as_default_value = false)]
struct WatchRow {
    id: Id,
    procedure_id: Id,
    url: String,
    every: i32,
    days: i32,
    opens: i32,
    closes: i32,
    since: Timestamp,
    ended_at: Option<Timestamp>,
}

impl From<WatchRow> for Watch {
    fn from(row: WatchRow) -> Self {
        let minute = |value| u16::try_from(value).unwrap_or(0);
        let hours = Hours::new(u8::try_from(row.days).unwrap_or(0), minute(row.opens), minute(row.closes));
        Self {
            id: row.id,
            procedure: row.procedure_id,
            url: row.url,
            every: minute(row.every).max(1),
            hours: hours.unwrap_or(Hours::ALWAYS),
            since: row.since,
            ended_at: row.ended_at,
        }
    }
}

pub(crate) fn insert_watch(db: &mut Db, one: &Watch) -> Result<(), AccountsError> {
    let row = WatchRow {
        id: one.id,
        procedure_id: one.procedure,
        url: one.url.clone(),
        every: i32::from(one.every),
        days: i32::from(one.hours.days),
        opens: i32::from(one.hours.opens),
        closes: i32::from(one.hours.closes),
        since: one.since,
        ended_at: one.ended_at,
    };
    on_db!(db, |c| diesel::insert_into(probes_watch::table).values(&row).execute(c))?;
    Ok(())
}

/// Ends a watch; false when it was ended already.
pub(crate) fn end_watch(db: &mut Db, id: Id, now: Timestamp) -> Result<bool, AccountsError> {
    use probes_watch::dsl as w;
    let open = w::probes_watch.filter(w::id.eq(id).and(w::ended_at.is_null()));
    let ended = on_db!(db, |c| diesel::update(open).set(w::ended_at.eq(now)).execute(c))?;
    on_db!(db, |c| diesel::update(
        probes_outage::table.filter(probes_outage::watch_id.eq(id)).filter(probes_outage::ended_at.is_null())
    )
    .set(probes_outage::ended_at.eq(now))
    .execute(c))?;
    Ok(ended == 1)
}

/// Those that are not ended, in the order in which they were made.
pub(crate) fn watches(db: &mut Db) -> Result<Vec<Watch>, Error> {
    use probes_watch::dsl as w;
    let rows: Vec<WatchRow> = on_db!(db, |c| w::probes_watch
        .filter(w::ended_at.is_null())
        .order((w::since, w::id))
        .select(WatchRow::as_select())
        .load(c))?;
    Ok(rows.into_iter().map(Watch::from).collect())
}

pub(crate) fn watch(db: &mut Db, id: Id) -> Result<Option<Watch>, Error> {
    use probes_watch::dsl as w;
    let row: Option<WatchRow> =
        on_db!(db, |c| w::probes_watch.find(id).select(WatchRow::as_select()).first(c).optional())?;
    Ok(row.map(Watch::from))
}

/// Those of a procedure, ended ones too.
pub(crate) fn of_procedure(db: &mut Db, procedure: Id) -> Result<Vec<Watch>, Error> {
    use probes_watch::dsl as w;
    let rows: Vec<WatchRow> = on_db!(db, |c| w::probes_watch
        .filter(w::procedure_id.eq(procedure))
        .order((w::since, w::id))
        .select(WatchRow::as_select())
        .load(c))?;
    Ok(rows.into_iter().map(Watch::from).collect())
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = probes_check, treat_none_as_default_value = false)]
struct CheckRow {
    watch_id: Id,
    at: Timestamp,
    failure: Option<String>,
    first_byte: Option<f64>,
    total: f64,
    counts: bool,
    place: String,
}

impl From<CheckRow> for Check {
    fn from(row: CheckRow) -> Self {
        let CheckRow { watch_id, at, failure, first_byte, total, counts, place } = row;
        Self { watch: watch_id, at, failure, first_byte, total, counts, place }
    }
}

/// Writes a look; one that is written already stays as it is. Whether it was new.
pub(crate) fn insert_check(db: &mut Db, one: &Check) -> Result<bool, Error> {
    let row = CheckRow {
        watch_id: one.watch,
        at: one.at,
        failure: one.failure.clone(),
        first_byte: one.first_byte,
        total: one.total,
        counts: one.counts,
        place: one.place.clone(),
    };
    Ok(on_db!(db, |c| diesel::insert_into(probes_check::table)
        .values(&row)
        .on_conflict_do_nothing()
        .execute(c))?
        == 1)
}

/// The looks of an address within some time, the first one first.
pub(crate) fn checks(db: &mut Db, watch: Id, from: Timestamp, until: Timestamp) -> Result<Vec<Check>, Error> {
    use probes_check::dsl as k;
    let rows: Vec<CheckRow> = on_db!(db, |c| k::probes_check
        .filter(k::watch_id.eq(watch).and(k::at.ge(from)).and(k::at.lt(until)))
        .order(k::at)
        .select(CheckRow::as_select())
        .load(c))?;
    Ok(rows.into_iter().map(Check::from).collect())
}

pub(crate) fn last_check(db: &mut Db, watch: Id) -> Result<Option<Check>, Error> {
    use probes_check::dsl as k;
    let row: Option<CheckRow> = on_db!(db, |c| k::probes_check
        .filter(k::watch_id.eq(watch))
        .order(k::at.desc())
        .select(CheckRow::as_select())
        .first(c)
        .optional())?;
    Ok(row.map(Check::from))
}

/// The last look at each address that is watched: one seek of an index each, however many looks there are.
pub(crate) fn last_checks(db: &mut Db) -> Result<Vec<(Id, Timestamp)>, Error> {
    use probes_check::dsl as k;
    use probes_watch::dsl as w;
    let last =
        || k::probes_check.filter(k::watch_id.eq(w::id)).select(diesel::dsl::max(k::at)).single_value();
    let rows: Vec<(Id, Option<Timestamp>)> =
        on_db!(db, |c| w::probes_watch.filter(w::ended_at.is_null()).select((w::id, last())).load(c))?;
    Ok(rows.into_iter().filter_map(|(watch, at)| Some((watch, at?))).collect())
}

/// Of an address, its looks that count since an instant, and those at which it answered.
pub(crate) fn share(db: &mut Db, watch: Id, since: Timestamp) -> Result<Counted, Error> {
    use probes_check::dsl as k;
    let all = k::probes_check.filter(k::watch_id.eq(watch).and(k::at.ge(since)).and(k::counts.eq(true)));
    let tries: i64 = on_db!(db, |c| all.count().get_result(c))?;
    let answered: i64 = on_db!(db, |c| all.filter(k::failure.is_null()).count().get_result(c))?;
    let count = |n| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Counted { tries: count(tries), answered: count(answered) })
}

/// Erases looks from before an instant; how many.
pub(crate) fn purge_checks(db: &mut Db, before: Timestamp) -> Result<usize, Error> {
    use probes_check::dsl as k;
    Ok(on_db!(db, |c| diesel::delete(k::probes_check.filter(k::at.lt(before))).execute(c))?)
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = probes_outage, treat_none_as_default_value = false)]
struct OutageRow {
    watch_id: Id,
    began_at: Timestamp,
    ended_at: Option<Timestamp>,
    failure: String,
    counts: bool,
}

impl From<OutageRow> for Outage {
    fn from(row: OutageRow) -> Self {
        let OutageRow { watch_id, began_at, ended_at, failure, counts } = row;
        Self { watch: watch_id, began_at, ended_at, failure, counts }
    }
}

pub(crate) fn insert_outage(db: &mut Db, one: &Outage) -> Result<(), Error> {
    let Outage { watch, began_at, ended_at, failure, counts } = one.clone();
    let row = OutageRow { watch_id: watch, began_at, ended_at, failure, counts };
    on_db!(db, |c| diesel::insert_into(probes_outage::table).values(&row).execute(c))?;
    Ok(())
}

/// The outage of an address that lasts.
pub(crate) fn open_outage(db: &mut Db, watch: Id) -> Result<Option<Outage>, Error> {
    use probes_outage::dsl as o;
    let row: Option<OutageRow> = on_db!(db, |c| o::probes_outage
        .filter(o::watch_id.eq(watch).and(o::ended_at.is_null()))
        .select(OutageRow::as_select())
        .first(c)
        .optional())?;
    Ok(row.map(Outage::from))
}

/// The outages of some addresses that last.
pub(crate) fn open_outages(db: &mut Db, watches: &[Id]) -> Result<Vec<Outage>, Error> {
    use probes_outage::dsl as o;
    let mut all = Vec::new();
    for some in watches.chunks(BATCH) {
        let rows: Vec<OutageRow> = on_db!(db, |c| o::probes_outage
            .filter(o::watch_id.eq_any(some.iter().copied()).and(o::ended_at.is_null()))
            .select(OutageRow::as_select())
            .load(c))?;
        all.extend(rows.into_iter().map(Outage::from));
    }
    Ok(all)
}

pub(crate) fn end_outage(db: &mut Db, one: &Outage, at: Timestamp) -> Result<(), Error> {
    use probes_outage::dsl as o;
    let key = o::probes_outage.find((one.watch, one.began_at));
    on_db!(db, |c| diesel::update(key).set(o::ended_at.eq(at)).execute(c))?;
    Ok(())
}

/// The newest outages of some addresses.
pub(crate) fn outages(db: &mut Db, watches: &[Id], most: i64) -> Result<Vec<Outage>, Error> {
    use probes_outage::dsl as o;
    let rows: Vec<OutageRow> = on_db!(db, |c| o::probes_outage
        .filter(o::watch_id.eq_any(watches.iter().copied()))
        .order((o::began_at.desc(), o::watch_id))
        .limit(most)
        .select(OutageRow::as_select())
        .load(c))?;
    Ok(rows.into_iter().map(Outage::from).collect())
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = probes_gap)]
struct GapRow {
    watch_id: Id,
    kind: String,
    began_at: Timestamp,
    ended_at: Timestamp,
    reason: String,
}

/// Writes a gap; one that is known stays as it is.
pub(crate) fn insert_gap(db: &mut Db, one: &Gap) -> Result<(), Error> {
    let row = GapRow {
        watch_id: one.watch,
        kind: one.kind.to_string(),
        began_at: one.began_at,
        ended_at: one.ended_at,
        reason: one.reason.to_string(),
    };
    on_db!(db, |c| diesel::insert_into(probes_gap::table).values(&row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// The newest gaps of some addresses.
pub(crate) fn gaps(db: &mut Db, watches: &[Id], most: i64) -> Result<Vec<Gap>, Error> {
    use probes_gap::dsl as g;
    let mut all = Vec::new();
    for some in watches.chunks(BATCH) {
        let rows: Vec<GapRow> = on_db!(db, |c| g::probes_gap
            .filter(g::watch_id.eq_any(some.iter().copied()))
            .order((g::began_at.desc(), g::watch_id))
            .limit(most)
            .select(GapRow::as_select())
            .load(c))?;
        all.extend(rows);
    }
    all.sort_by_key(|row| std::cmp::Reverse(row.began_at));
    all.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    let gap = |row: GapRow| Gap {
        watch: row.watch_id,
        kind: GapKind::parse(&row.kind).unwrap_or(GapKind::Check),
        began_at: row.began_at,
        ended_at: row.ended_at,
        reason: GapReason::parse(&row.reason).unwrap_or(GapReason::Stopped),
    };
    Ok(all.into_iter().map(gap).collect())
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = probes_maintenance)]
struct MaintenanceRow {
    id: Id,
    procedure_id: Id,
    began_at: Timestamp,
    ended_at: Timestamp,
    reason: String,
}

pub(crate) fn insert_maintenance(db: &mut Db, one: &Maintenance) -> Result<(), AccountsError> {
    let Maintenance { id, procedure, began_at, ended_at, reason } = one.clone();
    let row = MaintenanceRow { id, procedure_id: procedure, began_at, ended_at, reason };
    on_db!(db, |c| diesel::insert_into(probes_maintenance::table).values(&row).execute(c))?;
    Ok(())
}

/// Takes back a stop that has not begun; false when there is none.
pub(crate) fn delete_maintenance(db: &mut Db, id: Id, now: Timestamp) -> Result<bool, AccountsError> {
    use probes_maintenance::dsl as m;
    let open = m::probes_maintenance.filter(m::id.eq(id).and(m::began_at.gt(now)));
    Ok(on_db!(db, |c| diesel::delete(open).execute(c))? == 1)
}

/// Announced stops that are not over at an instant.
pub(crate) fn maintenance(db: &mut Db, since: Timestamp) -> Result<Vec<Maintenance>, Error> {
    use probes_maintenance::dsl as m;
    let rows: Vec<MaintenanceRow> = on_db!(db, |c| m::probes_maintenance
        .filter(m::ended_at.gt(since))
        .order((m::began_at, m::id))
        .select(MaintenanceRow::as_select())
        .load(c))?;
    let one = |row: MaintenanceRow| {
        let MaintenanceRow { id, procedure_id, began_at, ended_at, reason } = row;
        Maintenance { id, procedure: procedure_id, began_at, ended_at, reason }
    };
    Ok(rows.into_iter().map(one).collect())
}
