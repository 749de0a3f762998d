//! Pages of other modules that the observatory leads to.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_kernel::{Id, Locale};
use parvis_observatory::Elsewhere;
use std::sync::Arc;

/// The pages of what people say, and of what probes see.
pub struct Beside {
    pub reviews: Arc<parvis_reviews::Public>,
    pub probes: Arc<parvis_probes::Public>,
}

impl Elsewhere for Beside {
    fn links(&self, db: &mut Db, procedure: Id, slug: &str, locale: Locale) -> Vec<(String, String)> {
        let said = self.reviews.link(db, procedure, slug, locale);
        let seen = self.probes.link(db, procedure, slug, locale);
        let found = |link: Result<Option<(String, String)>, AccountsError>| {
            link.unwrap_or_else(|error| {
                tracing::warn!(%error, "whether others say something of a procedure could not be read");
                None
            })
        };
        [said, seen].into_iter().filter_map(found).collect()
    }
}
