//! Every query of the ledger.

use diesel::prelude::*;
use parvis_db::{BATCH, Db, Error, on_db};
use parvis_kernel::{Day, Id, Timestamp};

use crate::reading::{Reading, Value, Window, parse_counts, write_counts};

diesel::table! {
    measures_reading (procedure_id, indicator, period, as_of, source, revision) {
        procedure_id -> parvis_kernel::sql::Uuid,
        indicator -> Text,
        period -> Text,
        as_of -> Integer,
        source -> Text,
        revision -> Integer,
        method -> Text,
        value -> Nullable<Double>,
        choice -> Nullable<Text>,
        n -> Nullable<Integer>,
        counts -> Nullable<Text>,
        collected_at -> BigInt,
        recorded_at -> BigInt,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    measures_gap (source, indicator, period, first_day) {
        source -> Text,
        indicator -> Text,
        period -> Text,
        first_day -> Integer,
        last_day -> Integer,
        reason -> Text,
        recorded_at -> BigInt,
    }
}

/// What a reading is a reading of: revisions of one key supersede each other.
pub type Key = (Id, String, Window, Day, String);

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = measures_reading, treat_none_as_default_value = false)]
struct Row {
    procedure_id: Id,
    indicator: String,
    period: String,
    as_of: Day,
    source: String,
    revision: i32,
    method: String,
    value: Option<f64>,
    choice: Option<String>,
    n: Option<i32>,
    counts: Option<String>,
    collected_at: Timestamp,
    recorded_at: Timestamp,
    reason: Option<String>,
}

impl From<&Reading> for Row {
    fn from(r: &Reading) -> Self {
        let (value, choice) = r.value.parts();
        Self {
            procedure_id: r.procedure,
            indicator: r.indicator.clone(),
            period: r.window.as_str().to_owned(),
            as_of: r.as_of,
            source: r.source.clone(),
            revision: r.revision,
            method: r.method.clone(),
            value,
            choice: choice.map(str::to_owned),
            n: r.n.map(|n| i32::try_from(n).unwrap_or(i32::MAX)),
            counts: r.counts.as_deref().map(write_counts),
            collected_at: r.collected_at,
            recorded_at: r.recorded_at,
            reason: r.reason.clone(),
        }
    }
}

impl From<Row> for Reading {
    fn from(row: Row) -> Self {
        Self {
            procedure: row.procedure_id,
            indicator: row.indicator,
            method: row.method,
            window: Window::parse(&row.period).unwrap_or(Window::Point),
            as_of: row.as_of,
            value: Value::stored(row.value, row.choice),
            n: row.n.and_then(|n| u32::try_from(n).ok()),
            counts: row.counts.as_deref().and_then(parse_counts),
            source: row.source,
            collected_at: row.collected_at,
            recorded_at: row.recorded_at,
            revision: row.revision,
            reason: row.reason,
        }
    }
}

impl Reading {
    pub fn key(&self) -> Key {
        (self.procedure, self.indicator.clone(), self.window, self.as_of, self.source.clone())
    }
}

/// Appends readings, about a hundred a statement.
pub(crate) fn append(
    db: &mut Db,
    readings: &[Reading],
    progress: &mut dyn FnMut(usize),
) -> Result<(), Error> {
    for batch in readings.chunks(BATCH) {
        let rows: Vec<Row> = batch.iter().map(Row::from).collect();
        on_db!(db, |c| diesel::insert_into(measures_reading::table).values(&rows).execute(c))?;
        progress(batch.len());
    }
    Ok(())
}

/// The readings of one procedure in force: of each key, the last revision.
///
/// # Errors
/// The database's own.
pub fn of_procedure(db: &mut Db, procedure: Id) -> Result<Vec<Reading>, Error> {
    use measures_reading::dsl as t;
    let rows: Vec<Row> = on_db!(db, |c| t::measures_reading
        .filter(t::procedure_id.eq(procedure))
        .order((t::indicator, t::period, t::as_of, t::source, t::revision))
        .select(Row::as_select())
        .load(c))?;
    Ok(in_force(rows.into_iter().map(Reading::from)))
}

/// Every revision of what one key tells, the first one first.
///
/// # Errors
/// The database's own.
pub fn revisions(db: &mut Db, key: &Key) -> Result<Vec<Reading>, Error> {
    use measures_reading::dsl as t;
    let (procedure, indicator, window, as_of, source) = key;
    let rows: Vec<Row> = on_db!(db, |c| t::measures_reading
        .filter(t::procedure_id.eq(procedure).and(t::indicator.eq(indicator)))
        .filter(t::period.eq(window.as_str()).and(t::as_of.eq(as_of)).and(t::source.eq(source)))
        .order(t::revision)
        .select(Row::as_select())
        .load(c))?;
    Ok(rows.into_iter().map(Reading::from).collect())
}

/// Records one reading, as the next revision of its key, and returns it as recorded.
///
/// # Errors
/// The database's own; a conflict when another revision was recorded meanwhile.
pub fn record(db: &mut Db, mut reading: Reading) -> Result<Reading, Error> {
    let last = revisions(db, &reading.key())?.last().map_or(0, |last| last.revision);
    reading.revision = last + 1;
    append(db, std::slice::from_ref(&reading), &mut |_| {})?;
    Ok(reading)
}

/// What a procedure's page needs: its readings in force and the gaps of the collectors, in two statements.
///
/// # Errors
/// The database's own.
pub fn history(db: &mut Db, procedure: Id) -> Result<(Vec<Reading>, Vec<Gap>), Error> {
    Ok((of_procedure(db, procedure)?, gaps_all(db)?))
}

/// The readings in force that describe a day up to `as_of`, not before `since`, recorded up to `known_at`,
/// in the order of procedures, indicators and days.
///
/// # Errors
/// The database's own.
pub fn load_up_to(db: &mut Db, since: Day, as_of: Day, known_at: Timestamp) -> Result<Vec<Reading>, Error> {
    use measures_reading::dsl as t;
    let rows: Vec<Row> = on_db!(db, |c| t::measures_reading
        .filter(t::as_of.ge(since).and(t::as_of.le(as_of)).and(t::recorded_at.le(known_at)))
        .order((t::procedure_id, t::indicator, t::period, t::as_of, t::source, t::revision))
        .select(Row::as_select())
        .load(c))?;
    Ok(in_force(rows.into_iter().map(Reading::from)))
}

/// The readings of `procedures` that describe a day from `first` to `last`, in force.
pub(crate) fn between(db: &mut Db, procedures: &[Id], first: Day, last: Day) -> Result<Vec<Reading>, Error> {
    use measures_reading::dsl as t;
    let rows: Vec<Row> = on_db!(db, |c| t::measures_reading
        .filter(t::procedure_id.eq_any(procedures.iter().copied()))
        .filter(t::as_of.ge(first).and(t::as_of.le(last)))
        .order((t::procedure_id, t::indicator, t::period, t::as_of, t::source, t::revision))
        .select(Row::as_select())
        .load(c))?;
    Ok(in_force(rows.into_iter().map(Reading::from)))
}

/// Keeps the last revision of each key; the input is in the order of keys and revisions.
fn in_force(rows: impl Iterator<Item = Reading>) -> Vec<Reading> {
    let mut kept: Vec<Reading> = Vec::new();
    for row in rows {
        match kept.last_mut() {
            Some(last)
                if last.as_of == row.as_of
                    && last.procedure == row.procedure
                    && last.indicator == row.indicator
                    && last.window == row.window
                    && last.source == row.source =>
            {
                *last = row;
            }
            _ => kept.push(row),
        }
    }
    kept
}

/// A stretch of time in which a collector gave nothing: a fact, not an absence of rows.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, Queryable, Selectable)]
#[diesel(table_name = measures_gap)]
pub struct Gap {
    pub source: String,
    pub indicator: String,
    pub period: String,
    pub first_day: Day,
    pub last_day: Day,
    /// A short code: `no_reading`.
    pub reason: String,
    pub recorded_at: Timestamp,
}

/// Records gaps; those already known are left as they are. Returns how many were new.
///
/// # Errors
/// The database's own.
pub fn record_gaps(db: &mut Db, gaps: &[Gap]) -> Result<usize, Error> {
    let mut new = 0;
    for gap in gaps {
        new += on_db!(db, |c| diesel::insert_into(measures_gap::table)
            .values(gap)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(new)
}

/// Takes back gaps that readings have filled since.
pub(crate) fn forget_gaps(db: &mut Db, gaps: &[Gap]) -> Result<(), Error> {
    use measures_gap::dsl as t;
    for gap in gaps {
        let key = (&gap.source, &gap.indicator, &gap.period, gap.first_day);
        on_db!(db, |c| diesel::delete(t::measures_gap.find(key)).execute(c))?;
    }
    Ok(())
}

/// The days of which the ledger has a reading of any procedure, by source, indicator and window.
pub(crate) fn days_read(db: &mut Db) -> Result<Vec<(String, String, Window, Day)>, Error> {
    use measures_reading::dsl as t;
    let rows: Vec<(String, String, String, Day)> = on_db!(db, |c| t::measures_reading
        .select((t::source, t::indicator, t::period, t::as_of))
        .distinct()
        .load(c))?;
    let window = |period: &str| Window::parse(period).unwrap_or(Window::Point);
    Ok(rows
        .into_iter()
        .map(|(source, indicator, period, day)| (source, indicator, window(&period), day))
        .collect())
}

/// All gaps, by indicator and day.
///
/// # Errors
/// The database's own.
pub fn gaps_all(db: &mut Db) -> Result<Vec<Gap>, Error> {
    use measures_gap::dsl as t;
    Ok(on_db!(db, |c| t::measures_gap
        .order((t::indicator, t::period, t::first_day, t::source))
        .select(Gap::as_select())
        .load(c))?)
}
