//! What an archive says of itself.

use parvis_kernel::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::Error;

/// The form of archives that this program writes and reads.
pub const FORMAT: u32 = 1;
/// Bytes of a manifest at most: counts and names, nothing that grows with the data but what is absent.
pub(crate) const LONGEST: u64 = 16 * 1024 * 1024;

parvis_kernel::text_enum! {
    /// What a database was kept in, and so what its part of the archive is.
    pub enum Engine {
        /// A SQLite file.
        Sqlite = "sqlite",
        /// An archive of `pg_dump --format=custom`.
        Postgres = "postgres",
    }
}

parvis_kernel::text_enum! {
    /// Why a file that the database knows is not in the archive.
    pub enum Absence {
        /// It was removed while the backup ran; once restored, its page says that it is damaged.
        Removed = "removed",
        /// Its bytes are gone, or are not those received: they were so before the backup.
        Damaged = "damaged",
    }
}

/// A file that the database knows and the archive has not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absent {
    pub id: Id,
    pub why: Absence,
}

/// The last member of an archive. Fields may be added in a format; what a program does not know, it must not restore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: u32,
    /// The version of Parvis that made it, for people.
    pub parvis: String,
    pub engine: Engine,
    /// The server's or the library's version, for people.
    pub engine_version: String,
    /// When the state of the database was taken.
    pub made_at: Timestamp,
    /// The versions of the migrations that had run.
    pub migrations: Vec<String>,
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// Bytes of the database's part.
    pub database_bytes: u64,
    /// Files in the archive, and their bytes.
    pub files: u64,
    pub files_bytes: u64,
    pub absent: Vec<Absent>,
    /// Whether the installation's key is in it.
    pub with_key: bool,
    /// SHA-256 of `SHA256SUMS`, 64 hexadecimal digits; that member holds those of all before it.
    pub sums: String,
}

impl Manifest {
    /// Reads what an archive says. A later format is told from rubbish.
    ///
    /// # Errors
    /// [`Error::NewerFormat`], [`Error::Manifest`].
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Format {
            format: u32,
            parvis: String,
        }
        let wrong = |error: serde_json::Error| Error::Manifest(error.to_string());
        let Format { format, parvis } = serde_json::from_slice(bytes).map_err(wrong)?;
        if format > FORMAT {
            return Err(Error::NewerFormat { parvis });
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(wrong)?;
        let is_sum = manifest.sums.len() == 64 && manifest.sums.bytes().all(|b| b.is_ascii_hexdigit());
        if format == 0 || !is_sum {
            return Err(Error::Manifest("format, sums".to_owned()));
        }
        Ok(manifest)
    }

    /// The text of the member.
    pub(crate) fn text(&self) -> Result<String, Error> {
        let text = serde_json::to_string_pretty(self).map_err(|error| Error::Manifest(error.to_string()))?;
        if text.len() as u64 > LONGEST {
            return Err(Error::Manifest(format!("{} files are absent", self.absent.len())));
        }
        Ok(text)
    }

    /// How many files are absent for a reason.
    pub fn absent_as(&self, why: Absence) -> usize {
        self.absent.iter().filter(|one| one.why == why).count()
    }
}
