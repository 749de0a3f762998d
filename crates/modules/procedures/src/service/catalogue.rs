//! The procedures that somebody may see.

use parvis_accounts::AccountsError;
use parvis_catalog::State;
use parvis_db::Db;
use parvis_journal::By;
use parvis_kernel::{Id, Permission, fold};

use crate::place::{Ground, Located, find};

/// One procedure, opened to an actor who holds the permission where it lies.
///
/// # Errors
/// No such procedure for the actor; a permission that they do not hold there.
pub fn get(db: &mut Db, by: &By, slug: &str, permission: Permission) -> Result<Located, AccountsError> {
    find(db, slug, by.now)?.open(by, permission)
}

/// All procedures over which the actor holds a permission, in the order of their names.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, by: &By, permission: Permission) -> Result<(Ground, Vec<Located>), AccountsError> {
    let ground = Ground::load(db)?;
    let all = parvis_catalog::all(db)?.procedures.into_iter();
    // One that cannot be shown, or not to them, is left out.
    let mut seen: Vec<Located> =
        all.filter_map(|one| ground.locate(one, by.now).ok()?.open(by, permission).ok()).collect();
    seen.sort_by_cached_key(|one| (fold(&one.shown.name), one.shown.slug.clone()));
    Ok((ground, seen))
}

/// What is looked for in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words of the name, a number or a host, without regard to accents and case; all of them must be there.
    pub text: String,
    /// The organisation that answers for it, or one above.
    pub organisation: Option<Id>,
    pub state: Option<State>,
}

impl Search {
    /// Whether a procedure is looked for.
    pub fn finds(&self, one: &Located) -> bool {
        let shown = &one.shown;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let hay = [&shown.name, &shown.slug, &text(&shown.number), &text(&shown.address)]
            .map(|t| fold(t))
            .join("\n");
        fold(&self.text).split_whitespace().all(|word| hay.contains(word))
            && self.organisation.is_none_or(|id| one.place.organisations.contains(&id))
            && self.state.is_none_or(|state| shown.state == state)
    }
}
