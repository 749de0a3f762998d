//! The section `[backup]`: where backups go, for whom, and how many stay.

use parvis_backup::{Recipients, recipient};
use serde::Deserialize;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The section as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupSection {
    folder: Option<PathBuf>,
    #[serde(default)]
    recipients: Vec<String>,
    keep: Option<u32>,
    scratch: Option<PathBuf>,
}

/// Backups as configured, checked.
#[derive(Debug, Clone)]
pub struct BackupConfig {
    /// Where `parvis backup` writes when no place is named.
    pub folder: Option<PathBuf>,
    /// `age1…`; none: archives are not encrypted.
    pub recipients: Vec<String>,
    /// Archives that stay in a folder; none: all.
    pub keep: Option<u32>,
    /// Where a SQLite database is copied and archives are looked at: as private as the database.
    pub scratch: PathBuf,
}

impl BackupConfig {
    /// # Errors
    /// What is no recipient of age, or a number of archives that leaves none.
    pub fn checked(section: BackupSection, data_dir: &Path) -> Result<Self, Failure> {
        for text in &section.recipients {
            recipient(text)
                .map_err(|_| Failure::setting("backup.recipients", text, "fail-form-recipient"))?;
        }
        if section.keep == Some(0) {
            return Err(Failure::setting("backup.keep", "0", "fail-form-keep"));
        }
        Ok(Self {
            folder: section.folder,
            recipients: section.recipients,
            keep: section.keep,
            scratch: section.scratch.unwrap_or_else(|| data_dir.to_owned()),
        })
    }

    /// Whom an archive is for: those of the configuration, and those of the command line.
    ///
    /// # Errors
    /// What is no recipient of age.
    pub fn recipients(&self, more: &[String]) -> Result<Recipients, Failure> {
        Ok(Recipients::parse(self.recipients.iter().chain(more))?)
    }
}
