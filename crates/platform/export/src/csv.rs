//! CSV: RFC 4180 with `\n`, and texts that no spreadsheet runs.

use std::borrow::Cow;
use std::io::Write;

use csv::{ErrorKind, Terminator, WriterBuilder};

use crate::cells::{self, Value, value};
use crate::{Cell, Column, ExportError, Layout, Sheet};

pub(crate) fn write(sheet: &Sheet, out: impl Write) -> Result<(), ExportError> {
    let mut rows = Rows::begin(sheet.columns.iter(), out)?;
    sheet.rows.iter().try_for_each(|cells| rows.write(cells))?;
    rows.finish()
}

/// Rows on their way, the header first.
pub(crate) struct Rows<W: Write> {
    csv: csv::Writer<W>,
    columns: usize,
}

impl<W: Write> Rows<W> {
    pub(crate) fn new(layout: &Layout, out: W) -> Result<Self, ExportError> {
        Self::begin(layout.columns.iter().map(|(column, _)| column), out)
    }

    fn begin<'c>(columns: impl ExactSizeIterator<Item = &'c Column>, out: W) -> Result<Self, ExportError> {
        let mut csv = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
        let count = columns.len();
        if count > 0 {
            csv.write_record(columns.map(|c| defused(cells::clean(&c.key)).into_owned()))?;
        }
        Ok(Self { csv, columns: count })
    }

    pub(crate) fn write(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        if self.columns == 0 {
            return Ok(());
        }
        for at in 0..self.columns {
            self.csv.write_field(field(cells.get(at).unwrap_or(&Cell::Empty)).as_bytes())?;
        }
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    pub(crate) fn finish(mut self) -> Result<(), ExportError> {
        Ok(self.csv.flush()?)
    }
}

fn field(cell: &Cell) -> Cow<'_, str> {
    match value(cell) {
        Value::Empty => "".into(),
        Value::Text(text) => defused(text),
        Value::Integer(whole) => whole.to_string().into(),
        Value::Number(number) => number.to_string().into(),
        Value::Day(text, _) => text.into(),
    }
}

/// An apostrophe before a text that a spreadsheet could take for a formula: one that starts with
/// `=`, `+`, `-`, `@`, their full-width forms, a tab or a line end, also behind blanks.
fn defused(text: Cow<'_, str>) -> Cow<'_, str> {
    let blank = |c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
    };
    let first = text.trim_start_matches(blank).chars().next();
    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if formula || text.starts_with(['\t', '\n', '\r']) { format!("'{text}").into() } else { text }
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> ExportError {
        match error.into_kind() {
            ErrorKind::Io(io) => ExportError::Io(io),
            other => ExportError::Build(format!("{other:?}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_defused_and_numbers_left() {
        for (cell, wanted) in [
            (Cell::Text("=1+1".into()), "'=1+1"),
            (Cell::Text("+33 1".into()), "'+33 1"),
            (Cell::Text("-2".into()), "'-2"),
            (Cell::Text("@SUM(A1)".into()), "'@SUM(A1)"),
            (Cell::Text(" \u{a0}\u{feff}=1".into()), "' \u{a0}\u{feff}=1"),
            (Cell::Text("＝1".into()), "'＝1"),
            (Cell::Text("\tx".into()), "'\tx"),
            (Cell::Text("\r\nx".into()), "'\nx"),
            (Cell::Text("\u{1}=1".into()), "'=1"),
            (Cell::Text("a=1".into()), "a=1"),
            (Cell::Text("l’été - l’hiver".into()), "l’été - l’hiver"),
            (Cell::Date("-5".into()), "'-5"),
            (Cell::Date("2026-11-22".into()), "2026-11-22"),
            (Cell::Integer(-2), "-2"),
            (Cell::Number(-0.125), "-0.125"),
            (Cell::Number(f64::NAN), ""),
        ] {
            assert_eq!(field(&cell), wanted, "{cell:?}");
        }
    }
}
