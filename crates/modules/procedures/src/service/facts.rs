//! What is known of a procedure changes, from a day on.

use parvis_accounts::AccountsError;
use parvis_catalog::{Act as Change, Fact, Kind};
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Day, Permission};

use super::{catalogue, reason, refused};
use crate::place::Ground;

/// The facts that are set one by one; the others are told by merging, splitting and retiring.
pub const SETTABLE: &[Kind] = &[
    Kind::Name,
    Kind::Number,
    Kind::Ministry,
    Kind::Administration,
    Kind::Department,
    Kind::Address,
    Kind::Audience,
    Kind::Theme,
    Kind::LifeEvent,
    Kind::Territory,
    Kind::Volume,
    Kind::FinancialRight,
];

/// A fact as it is told.
#[derive(Debug, Clone)]
pub struct Told {
    pub kind: Kind,
    /// Empty: from that day on there is none.
    pub value: String,
    pub on: Day,
    pub reason: String,
}

/// Sets one fact from a day on: another name, another administration, another number.
///
/// # Errors
/// Without the right over the procedure, and over where it goes when that is another organisation; a value that the
/// catalogue does not take, or that says nothing new.
pub fn set(db: &mut Db, by: &By, slug: &str, told: &Told) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let one = catalogue::get(db, by, slug, Permission::CatalogWrite)?;
        if !SETTABLE.contains(&told.kind) {
            return Err(AccountsError::NotFound);
        }
        let why = reason(&told.reason)?;
        let value = told.value.trim();
        let old = one.procedure.value(told.kind, told.on, by.now).unwrap_or_default();
        if old == value {
            return Err(AccountsError::invalid("value", "proc-same"));
        }
        if matches!(told.kind, Kind::Ministry | Kind::Administration | Kind::Department) {
            may_arrive(db, by, &one.procedure, told, value)?;
        }
        let change = match told.kind {
            Kind::Number => Change::Renumber(value.to_owned()),
            kind => Change::Set(kind, value.to_owned()),
        };
        parvis_catalog::act(db, &one.procedure.slug, told.on, &change, by.now)
            .map_err(|error| refused(error, Some("value")))?;
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let action = if told.kind == Kind::Number { "procedure.renumber" } else { "procedure.set" };
        let done = Act::new(action, &one.place, "procedure", &one.procedure.slug)
            .set("day", told.on.to_string())
            .changed(told.kind.as_str(), some(old), some(value))
            .because(&why);
        Ok(((), done))
    })
}

/// Nobody sends a procedure to an organisation where they have no say.
fn may_arrive(
    db: &mut Db,
    by: &By,
    procedure: &parvis_catalog::Procedure,
    told: &Told,
    value: &str,
) -> Result<(), AccountsError> {
    let mut moved = procedure.clone();
    let (kind, valid_from) = (told.kind, told.on);
    moved.facts.push(Fact { kind, valid_from, recorded_at: by.now, value: value.to_owned() });
    let place = Ground::load(db)?.place(&moved, told.on, by.now);
    if by.actor.may(Permission::CatalogWrite, &place, by.now) {
        Ok(())
    } else {
        Err(AccountsError::invalid("value", "proc-not-there"))
    }
}
