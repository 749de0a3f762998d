//! Pages of other modules that the observatory leads to.

use parvis_db::Db;
use parvis_kernel::{Id, Locale};
use parvis_observatory::Elsewhere;
use parvis_reviews::Public;
use std::sync::Arc;

/// The page of what people say.
pub struct Beside(pub Arc<Public>);

impl Elsewhere for Beside {
    fn links(&self, db: &mut Db, procedure: Id, slug: &str, locale: Locale) -> Vec<(String, String)> {
        let found = self.0.link(db, procedure, slug, locale).unwrap_or_else(|error| {
            tracing::warn!(%error, "whether people say something of a procedure could not be read");
            None
        });
        found.into_iter().collect()
    }
}
