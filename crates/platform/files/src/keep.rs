//! What a backup takes from the store of files and puts back there.

use parvis_kernel::{Id, Timestamp};

use crate::service::Files;
use crate::{Error, File};

impl Files {
    /// The bytes of a file as they were received, whatever its state: a backup keeps what was not scanned too.
    ///
    /// # Errors
    /// [`Error::Damaged`] when they are gone or are not those received; those of the depot.
    pub fn copy_out(&self, file: &File, now: Timestamp) -> Result<Vec<u8>, Error> {
        self.bytes(file, now)
    }

    /// Keeps bytes under the identifier that they had; once it returns, they outlive a power cut. The caller has
    /// checked them against the row of that file.
    ///
    /// # Errors
    /// Those of the depot.
    pub fn put_back(&self, id: Id, bytes: &[u8], now: Timestamp) -> Result<(), Error> {
        self.keep(id, bytes, now)
    }

    /// Takes away what [`Files::put_back`] kept, after all.
    ///
    /// # Errors
    /// Those of the depot.
    pub fn take_back(&self, id: Id, now: Timestamp) -> Result<(), Error> {
        self.erase(id, now)
    }

    /// Whether the store keeps any bytes, known to a database or not.
    ///
    /// # Errors
    /// Those of the depot.
    pub fn holds_any(&self, now: Timestamp) -> Result<bool, Error> {
        self.is_used(now)
    }
}
