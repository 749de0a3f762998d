//! Quotes for a report: cut from masked comments, gathered for each form.

use parvis_accounts::{AccountsError, Means};
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Permission};

use super::forms::{self, Held};
use super::reading::opinion;
use crate::model::{Opinion, Quote};
use crate::quote::{NotAQuote, cut};
use crate::store::quotes as store;

/// Quotes of one page.
const MOST: i64 = 500;

/// Keeps a quote of an opinion's comment; the form it is of.
///
/// # Errors
/// Without the right over the procedure; a text that adds something to the comment or changes it.
pub fn add(db: &mut Db, means: &Means, by: &By, id: Id, text: &str) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let (held, opinion) = opinion(db, by, id)?;
        let text = cut(opinion.verbatim.as_deref().unwrap_or(""), text).map_err(|why| {
            let message = match why {
                NotAQuote::Empty => "accounts-required",
                NotAQuote::Long => "reviews-quote-long",
                NotAQuote::Added => "reviews-quote-added",
            };
            AccountsError::invalid("text", message)
        })?;
        let quote = Quote { id: means.id(by.now), form: opinion.form, opinion: id, text, made_at: by.now };
        store::insert(db, &quote)?;
        Ok((opinion.form, done("opinion.quote", &held, &quote)))
    })
}

fn done(action: &'static str, held: &Held, quote: &Quote) -> Act {
    Act::new(action, &held.about.place, "opinion", quote.opinion.to_string())
        .set("procedure", &held.about.procedure.slug)
        .set("quote", quote.id.to_string())
}

/// Takes a quote away; the form it was of.
///
/// # Errors
/// No such quote for the actor; without the right over the procedure.
pub fn remove(db: &mut Db, by: &By, id: Id) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let quote = store::one(db, id)?.ok_or(AccountsError::NotFound)?;
        let (held, _) = opinion(db, by, quote.opinion)?;
        store::delete(db, id)?;
        Ok((quote.form, done("opinion.unquote", &held, &quote)))
    })
}

/// The quotes of a form, the newest first, with the opinions they are of.
///
/// # Errors
/// No such form for the actor.
pub fn list(db: &mut Db, by: &By, form: Id) -> Result<(Held, Vec<(Quote, Opinion)>), AccountsError> {
    let held = forms::get(db, by, form, Permission::ReviewRead)?;
    Ok((held, store::of_form(db, form, MOST)?))
}
