//! Tables of any length, row by row: memory stays the same however many rows there are.
//!
//! ```
//! use parvis_export::{Cell, Column, Kind, Layout, Rows, StreamFormat};
//!
//! let layout = Layout {
//!     name: "avis".into(),
//!     title: "Avis reçus".into(),
//!     columns: vec![(Column { key: "day".into(), title: "Jour".into() }, Kind::Date)],
//!     notes: vec![],
//! };
//! let mut out = Vec::new();
//! let mut rows = Rows::new(StreamFormat::Csv, layout, &mut out)?;
//! rows.write(&[Cell::Date("2026-11-22".into())])?;
//! rows.finish()?;
//! assert_eq!(out, b"day\n2026-11-22\n");
//! # Ok::<(), parvis_export::ExportError>(())
//! ```

mod jsonl;
mod ods;
#[cfg(feature = "parquet")]
mod parquet;
mod xlsx;

use std::fs::File;
use std::io::Write;

use crate::cells::{self, widths_of};
use crate::{Cell, Column, ExportError, csv};

/// A table whose rows come one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Short name, that of the sheets of a spreadsheet.
    pub name: String,
    /// Title in words.
    pub title: String,
    /// Columns, from left to right, and what their cells hold. Keys must differ.
    pub columns: Vec<(Column, Kind)>,
    /// Where the rows come from: source, date, licence, filters. One line each.
    pub notes: Vec<String>,
}

/// What the cells of a column hold. Parquet types its columns by it; a cell of another kind is nothing there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Text,
    Integer,
    Number,
    /// A day.
    Date,
}

/// A format that can be written row by row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StreamFormat {
    /// As [`crate::Format::Csv`].
    Csv,
    /// As [`crate::Format::Xlsx`]; goes on in further sheets after 1,048,575 rows.
    Xlsx,
    /// As [`crate::Format::Ods`]; likewise.
    Ods,
    /// One JSON object a line, every column in each.
    JsonLines,
    /// Apache Parquet, Snappy, in groups of at most 16,384 rows.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl StreamFormat {
    /// Every format that this build can write.
    pub const ALL: &'static [Self] = &[
        Self::Csv,
        Self::Xlsx,
        Self::Ods,
        Self::JsonLines,
        #[cfg(feature = "parquet")]
        Self::Parquet,
    ];

    /// The format of a file extension, without its dot.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.extension() == extension)
    }

    /// The file extension, without its dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::JsonLines => "jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    /// The value of `Content-Type`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::JsonLines => "application/jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

/// Rows on their way into a file.
pub struct Rows<W: Write + Send> {
    columns: usize,
    written: usize,
    to: To<W>,
}

enum To<W: Write + Send> {
    Csv(Box<csv::Rows<W>>),
    Xlsx(Box<xlsx::Rows>),
    Ods(Box<ods::Rows>),
    JsonLines(jsonl::Rows<W>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Rows<W>>),
}

impl<W: Write + Send> Rows<W> {
    /// Begins a file that is written to `out`: as rows come for CSV, JSON Lines and Parquet; see [`Rows::finish`] for
    /// the others.
    ///
    /// # Errors
    /// When two columns have the same key, a spreadsheet has too many columns, or the place written to refuses.
    pub fn new(format: StreamFormat, layout: Layout, out: W) -> Result<Self, ExportError> {
        cells::check_keys(layout.columns.iter().map(|(column, _)| column))?;
        let columns = layout.columns.len();
        let to = match format {
            StreamFormat::Csv => To::Csv(Box::new(csv::Rows::new(&layout, out)?)),
            StreamFormat::Xlsx => To::Xlsx(Box::new(xlsx::Rows::new(layout)?)),
            StreamFormat::Ods => To::Ods(Box::new(ods::Rows::new(layout)?)),
            StreamFormat::JsonLines => To::JsonLines(jsonl::Rows::new(layout, out)),
            #[cfg(feature = "parquet")]
            StreamFormat::Parquet => To::Parquet(Box::new(parquet::Rows::new(&layout, out)?)),
        };
        Ok(Self { columns, written: 0, to })
    }

    /// Writes a row; a short one is completed with empty cells.
    ///
    /// # Errors
    /// When it is longer than the columns, or the place written to refuses.
    pub fn write(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        if cells.len() > self.columns {
            return Err(ExportError::RowTooLong {
                row: self.written,
                cells: cells.len(),
                columns: self.columns,
            });
        }
        match &mut self.to {
            To::Csv(rows) => rows.write(cells),
            To::Xlsx(rows) => rows.write(cells),
            To::Ods(rows) => rows.write(cells),
            To::JsonLines(rows) => rows.write(cells),
            #[cfg(feature = "parquet")]
            To::Parquet(rows) => rows.write(cells),
        }?;
        self.written += 1;
        Ok(())
    }

    /// Rows written so far.
    pub const fn written(&self) -> usize {
        self.written
    }

    /// Ends the file. A spreadsheet is an archive that is put together at its end, in a nameless temporary file: that
    /// file is given back from its start, and `out` has received nothing.
    ///
    /// # Errors
    /// When the place written to refuses.
    pub fn finish(self) -> Result<Option<File>, ExportError> {
        match self.to {
            To::Csv(rows) => rows.finish().map(|()| None),
            To::Xlsx(rows) => rows.finish().map(Some),
            To::Ods(rows) => rows.finish().map(Some),
            To::JsonLines(rows) => rows.finish().map(|()| None),
            #[cfg(feature = "parquet")]
            To::Parquet(rows) => rows.finish().map(|()| None),
        }
    }
}

/// Rows of one sheet below its header; a test may lower it.
#[derive(Clone, Copy)]
struct Sheets {
    most: usize,
}

impl Sheets {
    const STANDARD: Self = Self { most: cells::MOST_ROWS };

    /// The name of the sheet of a number, from 1: the first has none of its own.
    fn name(name: &str, number: usize) -> String {
        if number == 1 {
            return cells::sheet_name(name);
        }
        let end = format!(" {number}");
        format!("{}{end}", cells::cut(&cells::sheet_name(name), 31 - end.len()))
    }
}

/// Widths of the columns before any row is known: by what they hold.
fn widths(layout: &Layout) -> Vec<usize> {
    let usual = |kind: Kind| match kind {
        Kind::Text => 20,
        Kind::Integer | Kind::Number | Kind::Date => 12,
    };
    layout.columns.iter().map(|(column, kind)| widths_of(column).max(usual(*kind)).clamp(8, 60)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn layout() -> Layout {
        let column = |key: &str| Column { key: key.into(), title: String::new() };
        Layout {
            name: "avis".into(),
            title: "Avis".into(),
            columns: vec![(column("n"), Kind::Integer), (column("text"), Kind::Text)],
            notes: vec!["Licence Ouverte 2.0".into()],
        }
    }

    pub(super) fn row(n: i64) -> Vec<Cell> {
        vec![Cell::Integer(n), Cell::Text(format!("=avis {n}"))]
    }

    /// Eight rows, three a sheet, each sheet with its header.
    pub(super) fn continued<R: calamine::Reader<std::io::BufReader<File>>>(file: File)
    where
        R::Error: std::fmt::Debug,
    {
        let mut book = R::new(std::io::BufReader::new(file)).unwrap();
        assert_eq!(book.sheet_names(), ["avis", "avis 2", "avis 3", "Notes"]);
        let heights = ["avis", "avis 2", "avis 3"].map(|name| book.worksheet_range(name).unwrap().height());
        assert_eq!(heights, [4, 4, 3]);
    }

    #[test]
    fn sheets_have_names_that_differ_and_fit() {
        let long = "un nom de feuille vraiment beaucoup trop long";
        assert_eq!(Sheets::name(long, 1), "un nom de feuille vraiment beau");
        assert_eq!(Sheets::name(long, 12), "un nom de feuille vraiment b 12");
    }
}
