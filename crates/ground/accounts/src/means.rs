use parvis_kernel::{Id, Rng, Timestamp};
use std::sync::Arc;

use crate::password::Cost;
use crate::secret::Key;

/// What the use cases of accounts need besides the database.
#[derive(Clone)]
pub struct Means {
    pub key: Key,
    pub rng: Arc<dyn Rng>,
    pub cost: Cost,
    /// Name of the installation, as an application on a telephone shows it beside its codes.
    pub issuer: String,
}

impl Means {
    /// A new identifier.
    pub fn id(&self, now: Timestamp) -> Id {
        Id::new(&parvis_kernel::FixedClock(now), &*self.rng)
    }
}

#[cfg(feature = "testing")]
impl Means {
    /// For tests: the same each time, and passwords that cost little.
    pub fn testing() -> Self {
        let rng = Arc::new(parvis_kernel::SeededRng::new(1));
        let cost = Cost::TEST;
        Self { key: Key::new(&*rng), rng, cost, issuer: "Parvis".into() }
    }
}
