//! CSV: RFC 4180 with `\n`, and texts that no spreadsheet runs.

use std::borrow::Cow;
use std::io::Write;

use csv::{ErrorKind, Terminator, WriterBuilder};

use crate::cells::{self, Value, value};
use crate::{Cell, ExportError, Sheet};

pub(crate) fn write(sheet: &Sheet, out: impl Write) -> Result<(), ExportError> {
    if sheet.columns.is_empty() {
        return Ok(());
    }
    let mut csv = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
    csv.write_record(sheet.columns.iter().map(|c| defused(cells::clean(&c.key)).into_owned()))?;
    for cells in &sheet.rows {
        for cell in cells::row(sheet, cells) {
            csv.write_field(field(cell).as_bytes())?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()?;
    Ok(())
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
