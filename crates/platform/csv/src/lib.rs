//! Reads the CSV files of other people.
//!
//! UTF-8 with or without a byte-order mark, UTF-16, or the Windows and Latin-1 encoding of older spreadsheets;
//! comma, semicolon or tab; quotes as in RFC 4180. Whatever is wrong becomes a [`Problem`] with its line, its
//! column, what was found and what was expected: nothing is dropped in silence.
//!
//! What must always hold: no input makes it panic or use more memory than a few times the file.

mod decode;
mod problem;
mod table;

use parvis_i18n::Locales;

pub use decode::{Encoding, decode};
pub use problem::{Problem, Problems, What};
pub use table::{Columns, MAX_BYTES, Record, Table, names};

/// The words of the problems.
pub const LOCALES: Locales =
    Locales { owner: "csv", fr: include_str!("../locales/fr.ftl"), en: include_str!("../locales/en.ftl") };
