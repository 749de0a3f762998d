//! Use cases: which addresses are looked at, what is known of them, what people say of what was found.

pub mod audits;
pub mod findings;
pub mod looks;
pub mod public;
pub mod watching;

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_journal::{Act, By};
use parvis_kernel::Permission;
use parvis_places::{Located, find};

/// One procedure, opened to an actor who holds the permission where it lies.
///
/// # Errors
/// No such procedure for the actor; a permission that they do not hold there.
pub fn get(db: &mut Db, by: &By, slug: &str, permission: Permission) -> Result<Located, AccountsError> {
    find(db, slug, by.now)?.open(by, permission)
}

fn done(action: &'static str, about: &Located, kind: &'static str, id: String) -> Act {
    Act::new(action, &about.place, kind, id).set("procedure", &about.procedure.slug)
}
