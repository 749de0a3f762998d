//! One table, four file formats: CSV, XLSX, ODS and JSON.
//!
//! ```
//! use parvis_export::{Cell, Column, Format, Sheet, write};
//!
//! let sheet = Sheet {
//!     name: "demarches".into(),
//!     title: "Démarches suivies".into(),
//!     columns: vec![
//!         Column { key: "name".into(), title: "Démarche".into() },
//!         Column { key: "satisfaction".into(), title: "Satisfaction sur 10".into() },
//!     ],
//!     notes: vec!["Licence Ouverte 2.0".into()],
//!     rows: vec![vec![Cell::Text("Carte d’identité".into()), Cell::Number(8.4)]],
//! };
//! let csv = write(Format::Csv, &sheet)?;
//! assert_eq!(csv, "name,satisfaction\nCarte d’identité,8.4\n".as_bytes());
//! # Ok::<(), parvis_export::ExportError>(())
//! ```
//!
//! # What always holds
//! - The same sheet gives the same bytes, today and tomorrow: no clock, no user name, fixed dates inside the
//!   archives. An ETag can be computed from them. (An upgrade of a library below may change them once.)
//! - A text is never a formula. XLSX, ODS and JSON write it as a typed string; CSV, which has no types, puts
//!   an apostrophe before a text that a spreadsheet could run (OWASP, "CSV Injection"). Numbers and dates are
//!   never touched.
//! - Numbers keep their full precision; those that are not finite become empty. An integer beyond ±2⁵³, which
//!   spreadsheets would round, is written there as text.
//! - Texts lose the control characters that XML forbids and use `\n` for line ends, in every format, so that
//!   the four files say the same.
//!
//! # Per format
//! | | header | notes | limits |
//! |---|---|---|---|
//! | CSV | keys | none | RFC 4180 with `\n`, UTF-8 without byte order mark |
//! | XLSX | titles, bold, frozen, with a filter | second sheet | 1,048,575 rows and 16,384 columns, else an error; texts cut at 32,767 UTF-16 units, with `…` |
//! | ODS | the same | second sheet | as XLSX, texts not cut |
//! | JSON | keys and titles | `notes` | none |
//!
//! A table that does not fit in memory is written row by row by [`Rows`], in the same formats, JSON Lines instead of
//! JSON, and Parquet (feature `parquet`).
//!
//! In XLSX and ODS, `name` is the sheet's: the characters `[]:*?/\` become `-`, beyond 31 UTF-16 units it is
//! cut, and an empty one is `Data`.

mod cells;
mod csv;
mod json;
mod ods;
mod stream;
mod xlsx;

use std::io::{self, Cursor, Seek, Write};

pub use stream::{Kind, Layout, Rows, StreamFormat};

/// A table to hand out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Short name, that of the sheet in a spreadsheet.
    pub name: String,
    /// Title in words.
    pub title: String,
    /// Columns, from left to right. Keys must differ.
    pub columns: Vec<Column>,
    /// Where the figures come from: source, date, licence, method. One line each.
    pub notes: Vec<String>,
    /// Rows; a short one is completed with empty cells, a long one is an error.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Stable name for programs ("procedure_id"), the header of CSV and the property of JSON.
    pub key: String,
    /// Name for people, the header of spreadsheets; when empty, the key is.
    pub title: String,
}

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words; empty ones are as `Empty` in spreadsheets.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number; `Empty` when not finite.
    Number(f64),
    /// A day, `YYYY-MM-DD`, from 1900-03-01 on for a spreadsheet to take it as a date; anything else is
    /// written as a text.
    Date(String),
}

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated values, RFC 4180.
    Csv,
    /// Office Open XML, of Excel.
    Xlsx,
    /// OpenDocument, of LibreOffice.
    Ods,
    /// One JSON object.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 4] = [Format::Csv, Format::Xlsx, Format::Ods, Format::Json];

    /// The format of a file extension, in any case, without its dot.
    pub fn from_extension(extension: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|f| f.extension().eq_ignore_ascii_case(extension))
    }

    /// The file extension, without its dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Ods => "ods",
            Format::Json => "json",
        }
    }

    /// The value of `Content-Type`.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Format::Json => "application/json",
        }
    }
}

/// Why a sheet could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Two columns have one key.
    #[error("two columns have the key {0:?}")]
    DuplicateKey(String),
    /// A row has more cells than there are columns. Rows count from 0.
    #[error("row {row} has {cells} cells for {columns} columns")]
    RowTooLong { row: usize, cells: usize, columns: usize },
    /// More than the spreadsheet format holds.
    #[error("{rows} rows and {columns} columns are more than a spreadsheet holds")]
    TooLarge { rows: usize, columns: usize },
    /// The file could not be put together.
    #[error("could not write the file: {0}")]
    Build(String),
    /// The place written to refused.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes a sheet in a format.
///
/// # Errors
/// When two columns have the same key, a row is longer than the columns, or the sheet is too large for the
/// format.
pub fn write(format: Format, sheet: &Sheet) -> Result<Vec<u8>, ExportError> {
    let mut out = Cursor::new(Vec::new());
    write_to(format, sheet, &mut out)?;
    Ok(out.into_inner())
}

/// Writes a sheet in a format to a place. XLSX and ODS are archives, which need to go back (`Seek`).
///
/// # Errors
/// As [`write()`], and when the place refuses.
pub fn write_to(format: Format, sheet: &Sheet, out: impl Write + Seek + Send) -> Result<(), ExportError> {
    cells::check(sheet)?;
    match format {
        Format::Csv => csv::write(sheet, out),
        Format::Xlsx => xlsx::write(sheet, out),
        Format::Ods => ods::write(sheet, out),
        Format::Json => json::write(sheet, out),
    }
}
