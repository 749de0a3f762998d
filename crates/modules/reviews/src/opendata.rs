//! The yearly open data as files: made by the command and by the public address alike.

use parvis_db::Pool;
use parvis_export::{Cell, Column, ExportError, Kind, Layout, Rows, StreamFormat};
use parvis_kernel::Timestamp;
use std::io::Write;

use crate::service::opendata::{COLUMNS, LICENCE, Year};

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum OpenDataError {
    #[error(transparent)]
    Accounts(#[from] parvis_accounts::AccountsError),
    #[error(transparent)]
    Export(#[from] ExportError),
}

impl From<parvis_db::Error> for OpenDataError {
    fn from(error: parvis_db::Error) -> Self {
        Self::Accounts(error.into())
    }
}

/// The formats it is published in.
pub fn formats() -> impl Iterator<Item = StreamFormat> {
    StreamFormat::ALL.iter().copied().filter(|format| matches!(format.extension(), "csv" | "parquet"))
}

/// The file's table: its columns, and its licence where the format has room for it.
pub fn layout(year: i16) -> Layout {
    let column = |(key, kind, _): &(&str, Kind, &str)| {
        (Column { key: (*key).to_owned(), title: String::new() }, *kind)
    };
    Layout {
        name: format!("avis-{year}"),
        title: format!("Avis {year}"),
        columns: COLUMNS.iter().map(column).collect(),
        notes: vec![LICENCE.to_owned()],
    }
}

/// Writes the file of a year; how many rows it has. One procedure is in memory at a time.
///
/// # Errors
/// A year that is not over; a place that refuses.
pub fn write(
    pool: &Pool,
    year: i16,
    now: Timestamp,
    format: StreamFormat,
    out: impl Write + Send,
) -> Result<usize, OpenDataError> {
    let mut source = pool.read(|db| Year::new(db, year, now))?;
    let mut rows = Rows::new(format, layout(year), out)?;
    while let Some(own) = pool.read(|db| source.next(db))? {
        own.iter().try_for_each(|cells| rows.write(cells))?;
    }
    let written = rows.written();
    rows.finish()?;
    Ok(written)
}

/// The dictionary of the columns, as CSV.
///
/// # Errors
/// A place that refuses.
pub fn dictionary(out: impl Write + Send) -> Result<(), ExportError> {
    let column = |key: &str| (Column { key: key.to_owned(), title: String::new() }, Kind::Text);
    let columns = ["column", "type", "meaning"].map(column).to_vec();
    let layout = Layout { name: "dictionary".into(), columns, ..Layout::default() };
    let mut rows = Rows::new(StreamFormat::Csv, layout, out)?;
    for (key, kind, meaning) in COLUMNS {
        let kind = if *kind == Kind::Integer { "integer" } else { "text" };
        rows.write(&[key, kind, meaning].map(|text| Cell::Text((*text).to_owned())))?;
    }
    rows.finish().map(drop)
}
