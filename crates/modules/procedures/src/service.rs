//! Use cases: the first thing each does is to open a procedure with the permission it needs.

pub mod assess;
pub mod catalogue;
pub mod correct;
pub mod coverage;
pub mod evidence;
pub mod facts;
pub mod import;
pub mod life;
pub mod owners;

use parvis_accounts::AccountsError;
use parvis_catalog::CatalogError;
use parvis_kernel::Day;

/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 500;

/// Why something is done: it goes to the journal.
fn reason(text: &str) -> Result<String, AccountsError> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(AccountsError::invalid("reason", "accounts-required")),
        n if n > LONGEST_REASON => Err(AccountsError::invalid("reason", "proc-reason-long")),
        _ => Ok(text.to_owned()),
    }
}

/// A day as a browser's field gives it.
///
/// # Errors
/// What is no day.
pub fn day(field: &'static str, text: &str) -> Result<Day, AccountsError> {
    text.trim().parse().map_err(|_| AccountsError::invalid(field, "accounts-day-form"))
}

/// A refusal of the catalogue, said of the field that asked; that of a value, when `field` is none, of its own.
fn refused(error: CatalogError, field: Option<&'static str>) -> AccountsError {
    let at = |own: &'static str| field.unwrap_or(own);
    match error {
        CatalogError::NotFound(_) => AccountsError::invalid(at("into"), "proc-no-such"),
        CatalogError::Ended { .. } => AccountsError::Conflict("proc-ended"),
        CatalogError::Invalid(_, kind) => AccountsError::invalid(at(kind), form_of(kind)),
        CatalogError::Itself => AccountsError::invalid(at("into"), "proc-itself"),
        CatalogError::NumberTaken { .. } => AccountsError::invalid(at("number"), "proc-number-taken"),
        CatalogError::Twice { .. } => AccountsError::Conflict("proc-twice"),
        CatalogError::Db(error) => error.into(),
    }
}

/// What a kind of fact may say.
fn form_of(kind: &str) -> &'static str {
    match kind {
        "name" => "proc-form-name",
        "number" => "proc-form-number",
        "address" => "proc-form-address",
        "audience" => "accounts-choose",
        "territory" => "proc-form-territory",
        "volume" => "proc-form-volume",
        "financial_right" => "accounts-choose",
        _ => "proc-form-text",
    }
}
