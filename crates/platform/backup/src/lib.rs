//! One archive of everything an installation keeps: made while it serves, checked without touching anything, put back.
//!
//! An archive is a tar of these members in this order, compressed with zstd, then encrypted with age when there are
//! recipients. It can be opened without Parvis (`age -d`, `zstd -d`, `tar x`):
//! ```text
//! database/0000000001 …   the database in parts of 16 MiB: joined, a SQLite file or what pg_dump calls a custom archive
//! files/IDENTIFIER …      what people uploaded, in order of identifiers
//! parvis.key              only when asked for, and only in an encrypted archive
//! SHA256SUMS              one line a member, as sha256sum writes and checks them
//! manifest.json           what it is; last, so that an archive that was cut has none
//! ```
//!
//! What must always hold:
//! - the database is one state of itself, whatever is written meanwhile; files are those that this state knows;
//! - a file with the name of an archive is whole: it is written under another name, synced, then named;
//! - memory does not grow with the archive, in either direction;
//! - nothing is touched before every sum is checked, and nothing is half restored: what is put back is first beside;
//! - no name of a member is ever a path: members are known by their form, in their order, and by nothing else;
//! - the installation's key leaves the machine encrypted, or not at all.
//!
//! A sum tells accidents, not forgers: whoever can write an archive can write its sums. Restore only what you made.

mod count;
mod engine;
mod error;
mod make;
mod manifest;
mod name;
mod read;
mod restore;
mod rotate;
mod scratch;
mod seal;
mod write;

use parvis_i18n::Locales;

pub use error::Error;
pub use make::{Made, Make, make};
pub use manifest::{Absence, Absent, Engine, FORMAT, Manifest};
pub use name::archive_name;
pub use read::{Part, Visit, members, walk};
pub use restore::{Opened, Restore, Restored, Scratch, open, restore};
pub use rotate::rotate;
pub use seal::{Recipients, identities, recipient};

/// The words of what can go wrong.
pub const LOCALES: Locales =
    Locales { owner: "backup", fr: include_str!("../locales/fr.ftl"), en: include_str!("../locales/en.ftl") };
