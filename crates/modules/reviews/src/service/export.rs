//! The opinions of a form on their way out, a page at a time: no transaction and no connection is held for longer.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Permission, Timestamp};

use super::forms::{self, Held};
use super::versions;
use crate::model::Opinion;
use crate::row::About;
use crate::store::{self, Wanted, forms as forms_store};

/// Opinions of one page.
const PAGE: i64 = 1_000;

/// An export that was allowed, and how far it is.
#[derive(Debug, Clone)]
pub struct Export {
    pub held: Held,
    pub about: About,
    wanted: Wanted,
    /// Opinions handed out so far.
    pub handed: u64,
    is_over: bool,
}

/// Begins an export: it is in the journal before anything leaves. `filters` says in words what is wanted.
///
/// # Errors
/// No such form for the actor; without the right.
pub fn begin(
    db: &mut Db,
    by: &By,
    form: parvis_kernel::Id,
    wanted: &Wanted,
    filters: &str,
    format: &str,
) -> Result<Export, AccountsError> {
    act(db, by, |db| {
        let held = forms::get(db, by, form, Permission::ReviewRead)?;
        let buttons = forms_store::buttons(db, form)?;
        let extras = versions::known(db, form)?.extras;
        let about = About::new(held.about.procedure.slug.clone(), held.form.clone(), buttons, extras);
        let done = Act::new("opinion.export", &held.about.place, "form", form.to_string())
            .set("procedure", &held.about.procedure.slug)
            .set("format", format)
            .set("filters", filters);
        let wanted = Wanted { before: None, ..wanted.clone() };
        Ok((Export { held, about, wanted, handed: 0, is_over: false }, done))
    })
}

impl Export {
    /// The next opinions, the newest first; none after the last. Those that come meanwhile are not in the file.
    ///
    /// # Errors
    /// The database's own.
    pub fn page(&mut self, db: &mut Db) -> Result<Option<Vec<Opinion>>, AccountsError> {
        if self.is_over {
            return Ok(None);
        }
        let page = store::of_form(db, self.held.form.id, &self.wanted, PAGE)?;
        self.is_over = page.len() < usize::try_from(PAGE).unwrap_or(0);
        self.wanted.before = page.last().map(|last| (last.created_at, last.id));
        self.handed += page.len() as u64;
        Ok(Some(page).filter(|page| !page.is_empty()))
    }

    /// Ends the export: how many opinions left, and whether the whole file did.
    ///
    /// # Errors
    /// The journal's.
    pub fn end(&self, db: &mut Db, by: &By, now: Timestamp, is_whole: bool) -> Result<(), AccountsError> {
        act(db, &By { now, ..by.clone() }, |_| {
            let form = self.held.form.id.to_string();
            let done = Act::new("opinion.exported", &self.held.about.place, "form", form)
                .set("procedure", &self.held.about.procedure.slug)
                .set("n", self.handed.to_string())
                .set("whole", if is_whole { "yes" } else { "no" });
            Ok(((), done))
        })
    }
}
