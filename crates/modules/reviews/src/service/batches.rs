//! Sheets of paper, keyed twice. A sheet becomes an opinion when two readings of it say the same, or when whoever holds
//! it settles what they do not share; until then it counts nowhere.

use parvis_accounts::service::agents;
use parvis_accounts::{AccountsError, Means, secret};
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Permission};
use std::collections::HashMap;

use super::entry::{self, Sent, Told};
use super::forms::{self, Held, required};
use super::versions;
use crate::batch::{Batch, MOST_SHEETS, Read, Reading, Sheet, SheetState, differences};
use crate::model::Button;
use crate::shape::Shape;
use crate::store::batches as store;
use crate::store::forms as form_store;
use crate::survey::{Channel, Tongue};

/// Batches of one page.
const MOST: i64 = 200;

/// A batch to be opened.
#[derive(Debug, Clone)]
pub struct NewBatch {
    pub form: Id,
    /// One of the form's, that is open.
    pub button: Id,
    pub name: String,
    pub tongue: Tongue,
    /// 1 to [`MOST_SHEETS`].
    pub sheets: i32,
}

/// A batch with its sheets.
#[derive(Debug, Clone)]
pub struct Found {
    pub held: Held,
    pub button: Button,
    pub batch: Batch,
    /// What its sheets ask.
    pub shape: Shape,
    /// By number.
    pub sheets: Vec<Sheet>,
    /// Of the agents who keyed.
    pub names: HashMap<Id, String>,
}

/// A batch in a list, with how many of its sheets are in each state.
#[derive(Debug, Clone)]
pub struct Line {
    pub held: Held,
    pub batch: Batch,
    pub sheets: HashMap<SheetState, i64>,
}

/// Opens a batch of sheets.
///
/// # Errors
/// Without the right over the procedure; a form or a button that is closed; no name; a number of sheets that is not
/// between 1 and [`MOST_SHEETS`].
pub fn open(db: &mut Db, means: &Means, by: &By, new: &NewBatch) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let (held, _) = forms::for_entry(db, by, new.form)?;
        let open = |button: &Button| button.form == new.form && button.closed.is_none();
        let button = form_store::button(db, new.button)?.filter(open);
        let button = button.ok_or(AccountsError::invalid("button", "accounts-choose"))?;
        if !(1..=MOST_SHEETS).contains(&new.sheets) {
            return Err(AccountsError::invalid("sheets", "reviews-batch-range"));
        }
        let batch = Batch {
            id: means.id(by.now),
            form: new.form,
            button: button.id,
            name: required("name", &new.name)?,
            tongue: new.tongue,
            version: versions::current(db, new.form)?.0,
            made_at: by.now,
            made_by: by.actor.agent,
            ended_at: None,
        };
        store::insert(db, &batch, new.sheets)?;
        let done = about("batch.open", &held, &batch)
            .set("name", &batch.name)
            .set("button", &button.code)
            .set("n", new.sheets.to_string());
        Ok((batch.id, done))
    })
}

fn about(action: &'static str, held: &Held, batch: &Batch) -> Act {
    Act::new(action, &held.about.place, "batch", batch.id.to_string())
        .set("procedure", &held.about.procedure.slug)
}

/// The batches of the forms that the actor may enter opinions for: those under way, then those that ended.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, by: &By) -> Result<Vec<Line>, AccountsError> {
    let held: HashMap<Id, Held> =
        forms::list(db, by, Permission::ReviewEnter)?.into_iter().map(|held| (held.form.id, held)).collect();
    let ids: Vec<Id> = held.keys().copied().collect();
    let batches = store::of_forms(db, &ids, MOST)?;
    let ids: Vec<Id> = batches.iter().map(|batch| batch.id).collect();
    let mut counts: HashMap<Id, HashMap<SheetState, i64>> = HashMap::new();
    for (batch, state, n) in store::progress(db, &ids)? {
        counts.entry(batch).or_default().insert(state, n);
    }
    let line = |batch: Batch| {
        let held = held.get(&batch.form)?.clone();
        let sheets = counts.remove(&batch.id).unwrap_or_default();
        Some(Line { held, batch, sheets })
    };
    Ok(batches.into_iter().filter_map(line).collect())
}

/// A batch, to be keyed or looked at.
///
/// # Errors
/// No such batch for the actor.
pub fn get(db: &mut Db, by: &By, id: Id) -> Result<Found, AccountsError> {
    let batch = store::one(db, id)?.ok_or(AccountsError::NotFound)?;
    let held = forms::get(db, by, batch.form, Permission::ReviewEnter)?;
    let button = form_store::button(db, batch.button)?.ok_or(AccountsError::NotFound)?;
    let shape = versions::shape(db, batch.form, batch.version)?;
    let sheets = store::sheets(db, id)?;
    let read = |read: &Option<Read>| read.as_ref().and_then(|read| read.by);
    let agents: Vec<Id> = sheets
        .iter()
        .flat_map(|sheet| [read(&sheet.first), read(&sheet.second)])
        .chain([batch.made_by])
        .flatten()
        .collect();
    let names = agents::names(db, &agents)?;
    Ok(Found { held, button, batch, shape, sheets, names })
}

/// What an agent read on a sheet.
#[derive(Debug, Clone)]
pub struct Keyed {
    pub batch: Id,
    pub number: i32,
    /// The state that the agent saw the sheet in: somebody else may have read it since.
    pub state: SheetState,
    pub reading: Reading,
}

/// Takes a reading of a sheet: the first is kept, the second is compared with it, a last one settles what they do not
/// share. The state that the sheet is in then.
///
/// # Errors
/// No such sheet for the actor; [`AccountsError::Conflict`] when the sheet is not in the state the agent saw it in, when
/// she read it the first time and others are still to be read, or when the form is closed.
pub fn key(db: &mut Db, means: &Means, by: &By, keyed: &Keyed) -> Result<SheetState, AccountsError> {
    db.tx(|db| {
        let found = get(db, by, keyed.batch)?;
        let sheet = found.sheets.iter().find(|sheet| sheet.number == keyed.number);
        let sheet = sheet.ok_or(AccountsError::NotFound)?;
        if sheet.state != keyed.state || sheet.state.is_settled() {
            return Err(AccountsError::Conflict("reviews-sheet-changed"));
        }
        let read = Read { reading: keyed.reading.clone(), by: by.actor.agent };
        let after = match (sheet.state, &sheet.first) {
            (SheetState::ToEnter, _) => {
                Sheet { state: SheetState::ToCheck, first: Some(read), ..sheet.clone() }
            }
            (SheetState::ToCheck, Some(first)) => {
                let to_enter = found.sheets.iter().any(|one| one.state == SheetState::ToEnter);
                if to_enter && first.by == read.by {
                    return Err(AccountsError::Conflict("reviews-sheet-own"));
                }
                let slips = differences(&first.reading, &read.reading).len();
                if slips == 0 {
                    settle(db, means, by, &found, sheet, &first.reading)?
                } else {
                    let slips = i32::try_from(slips).unwrap_or(i32::MAX);
                    Sheet { state: SheetState::Differs, second: Some(read), slips, ..sheet.clone() }
                }
            }
            _ => settle(db, means, by, &found, sheet, &read.reading)?,
        };
        if !store::replace(db, sheet.state, &after)? {
            return Err(AccountsError::Conflict("reviews-sheet-changed"));
        }
        let is_last = |one: &Sheet| one.number == sheet.number || one.state.is_settled();
        if after.state.is_settled() && found.sheets.iter().all(is_last) {
            close(db, by, &found)?;
        }
        Ok(after.state)
    })
}

/// What is known to stand on a sheet becomes an opinion; what was read is not kept twice.
fn settle(
    db: &mut Db,
    means: &Means,
    by: &By,
    found: &Found,
    sheet: &Sheet,
    reading: &Reading,
) -> Result<Sheet, AccountsError> {
    let opinion = reading.as_ref().map(|told| opinion(db, means, by, found, told)).transpose()?;
    let state = if opinion.is_some() { SheetState::Kept } else { SheetState::Blank };
    Ok(Sheet { state, first: None, second: None, opinion, ..sheet.clone() })
}

fn opinion(db: &mut Db, means: &Means, by: &By, found: &Found, told: &Told) -> Result<Id, AccountsError> {
    let page = secret::token(&*means.rng);
    let sent = Sent {
        form: &found.held.form,
        button: &found.button,
        version: found.batch.version,
        page: &page,
        channel: Channel::Paper,
        tongue: found.batch.tongue,
        crowd: None,
        entered_by: by.actor.agent,
    };
    Ok(entry::enter(db, by, &sent, told, means.id(by.now))?.id)
}

/// Every sheet is settled.
fn close(db: &mut Db, by: &By, found: &Found) -> Result<(), AccountsError> {
    act(db, by, |db| {
        store::end(db, found.batch.id, by.now)?;
        let sheets = store::sheets(db, found.batch.id)?;
        let kept = sheets.iter().filter(|sheet| sheet.state == SheetState::Kept).count();
        let slips: i32 = sheets.iter().map(|sheet| sheet.slips).sum();
        let done = about("batch.close", &found.held, &found.batch)
            .set("n", kept.to_string())
            .set("slips", slips.to_string());
        Ok(((), done))
    })
}

/// Gives a batch up: sheets that are not settled are forgotten, opinions that were made stay.
///
/// # Errors
/// No such batch for the actor; [`AccountsError::Conflict`] when it is ended; no reason.
pub fn give_up(db: &mut Db, by: &By, id: Id, why: &str) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let found = get(db, by, id)?;
        let reason = required("reason", why)?;
        if !store::end(db, id, by.now)? {
            return Err(AccountsError::Conflict("reviews-batch-ended"));
        }
        let mut left = 0;
        for sheet in found.sheets.iter().filter(|sheet| !sheet.state.is_settled()) {
            let after = Sheet { state: SheetState::GivenUp, first: None, second: None, ..sheet.clone() };
            store::replace(db, sheet.state, &after)?;
            left += 1;
        }
        let done = about("batch.give-up", &found.held, &found.batch).set("n", left.to_string());
        Ok(((), done.because(&reason)))
    })
}
