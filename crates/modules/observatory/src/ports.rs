//! What the observatory asks of others without knowing them; the binary wires who answers.

use parvis_db::Db;
use parvis_kernel::{Id, Locale};

/// Who else has a page about a procedure.
pub trait Elsewhere: Send + Sync {
    /// The words and the address of each such page. What cannot be told is left out: the observatory's page does not
    /// wait for it.
    fn links(&self, db: &mut Db, procedure: Id, slug: &str, locale: Locale) -> Vec<(String, String)>;
}
