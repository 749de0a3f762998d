//! What the formats share: which sheets can be written, and what a cell holds once made safe.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::{Cell, ExportError, Sheet};

/// Rows of a spreadsheet below its header.
pub(crate) const MOST_ROWS: usize = 1_048_575;
pub(crate) const MOST_COLUMNS: usize = 16_384;
/// Largest whole number that every double up to it can hold.
const EXACT: u64 = 1 << 53;

/// What a spreadsheet cell holds.
#[derive(Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Empty,
    Text(Cow<'a, str>),
    Integer(i64),
    Number(f64),
    /// The day as written and in numbers: year, month, day.
    Day(&'a str, (u16, u8, u8)),
}

/// A cell as every format sees it.
pub(crate) fn value(cell: &Cell) -> Value<'_> {
    match cell {
        Cell::Empty => Value::Empty,
        Cell::Text(text) => Value::Text(clean(text)),
        Cell::Integer(whole) => Value::Integer(*whole),
        Cell::Number(number) if number.is_finite() => Value::Number(*number),
        Cell::Number(_) => Value::Empty,
        Cell::Date(text) => day(text).map_or_else(|| Value::Text(clean(text)), |ymd| Value::Day(text, ymd)),
    }
}

/// A cell as a spreadsheet can hold it: no empty text, no number it would round, no day before its calendar.
pub(crate) fn spreadsheet_value(cell: &Cell) -> Value<'_> {
    match value(cell) {
        Value::Text(text) if text.is_empty() => Value::Empty,
        Value::Integer(whole) if whole.unsigned_abs() > EXACT => Value::Text(whole.to_string().into()),
        // Excel's calendar has a 29 February 1900 that never was.
        Value::Day(text, ymd) if ymd < (1900, 3, 1) => Value::Text(text.into()),
        other => other,
    }
}

/// Checks what holds for every format.
pub(crate) fn check(sheet: &Sheet) -> Result<(), ExportError> {
    let columns = sheet.columns.len();
    check_keys(&sheet.columns)?;
    match sheet.rows.iter().enumerate().find(|(_, cells)| cells.len() > columns) {
        Some((row, cells)) => Err(ExportError::RowTooLong { row, cells: cells.len(), columns }),
        None => Ok(()),
    }
}

/// Checks that no two columns have one key.
pub(crate) fn check_keys<'c>(
    columns: impl IntoIterator<Item = &'c crate::Column>,
) -> Result<(), ExportError> {
    let mut keys = HashSet::new();
    match columns.into_iter().find(|column| !keys.insert(&column.key)) {
        Some(twice) => Err(ExportError::DuplicateKey(twice.key.clone())),
        None => Ok(()),
    }
}

/// Checks what holds for spreadsheets.
pub(crate) fn check_size(sheet: &Sheet) -> Result<(), ExportError> {
    let (rows, columns) = (sheet.rows.len(), sheet.columns.len());
    if rows > MOST_ROWS || sheet.notes.len() > MOST_ROWS || columns > MOST_COLUMNS {
        return Err(ExportError::TooLarge { rows, columns });
    }
    Ok(())
}

/// The cells of a row, as many as there are columns.
pub(crate) fn row<'a>(sheet: &Sheet, cells: &'a [Cell]) -> impl Iterator<Item = &'a Cell> {
    cells.iter().chain(std::iter::repeat(&Cell::Empty)).take(sheet.columns.len())
}

/// The header of a spreadsheet column.
pub(crate) fn header(column: &crate::Column) -> Cow<'_, str> {
    clean(if column.title.trim().is_empty() { &column.key } else { &column.title })
}

/// Without the characters XML forbids, the other control characters, and carriage returns.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let kept =
        |c: char| matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    if text.chars().all(kept) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.chars().filter(|c| kept(*c)).collect())
}

/// A name Excel takes for a sheet: see the crate's documentation.
pub(crate) fn sheet_name(name: &str) -> String {
    let cleaned = clean(name);
    let replaced: String = cleaned
        .chars()
        .map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\n' | '\t' => '-',
            c => c,
        })
        .collect();
    // Excel refuses an apostrophe at either end, which the cut could bring to the end.
    let trimmed = |s: &str| s.trim_matches(|c: char| c == '\'' || c.is_whitespace()).to_owned();
    let name = trimmed(cut(&trimmed(&replaced), 31));
    match name.to_lowercase().as_str() {
        "" => "Data".to_owned(),
        // Excel keeps this name to itself.
        "history" => format!("{name}-"),
        _ => name,
    }
}

/// The name of the second sheet: other than the first's.
pub(crate) fn notes_name(first: &str) -> &'static str {
    if first.eq_ignore_ascii_case("Notes") { "Notes 2" } else { "Notes" }
}

/// The start of a text, at most `units` UTF-16 units long: how Excel counts.
pub(crate) fn cut(text: &str, units: usize) -> &str {
    // No text has more units than bytes.
    if text.len() <= units {
        return text;
    }
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.len_utf16();
        if used > units {
            return &text[..at];
        }
    }
    text
}

/// Letters of the longest line of a text.
fn longest(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

/// What the header of a column needs, in letters, with room for the filter's button.
pub(crate) fn widths_of(column: &crate::Column) -> usize {
    longest(&header(column)) + 3
}

/// Widths of the columns in letters, from their longest line, between 8 and 60.
pub(crate) fn widths(sheet: &Sheet) -> Vec<usize> {
    let mut widths: Vec<usize> = sheet.columns.iter().map(widths_of).collect();
    for cells in &sheet.rows {
        for (width, cell) in widths.iter_mut().zip(cells) {
            let own = match spreadsheet_value(cell) {
                Value::Empty => 0,
                Value::Text(text) => longest(&text),
                Value::Integer(whole) => whole.to_string().len(),
                // What a spreadsheet shows of a number by itself.
                Value::Number(number) => number.to_string().len().min(12),
                Value::Day(..) => 10,
            };
            *width = (*width).max(own + 1);
        }
    }
    widths.into_iter().map(|w| w.clamp(8, 60)).collect()
}

/// Year, month and day of a `YYYY-MM-DD` that exists.
fn day(text: &str) -> Option<(u16, u8, u8)> {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        let part = bytes.get(range)?;
        part.iter().try_fold(0_u16, |n, b| b.is_ascii_digit().then(|| n * 10 + u16::from(b - b'0')))
    };
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    (1..=days).contains(&day).then_some((year, month as u8, day as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_exist_or_are_texts() {
        for (text, wanted) in [
            ("2026-11-22", Some((2026, 11, 22))),
            ("2024-02-29", Some((2024, 2, 29))),
            ("2023-02-29", None),
            ("2026-13-01", None),
            ("2026-1-01", None),
            ("2026-11-22T10:00:00Z", None),
            ("=1+1-11-22", None),
            ("20é6-11-2", None),
        ] {
            assert_eq!(day(text), wanted, "{text}");
        }
        assert_eq!(spreadsheet_value(&Cell::Date("1850-01-01".into())), Value::Text("1850-01-01".into()));
    }

    #[test]
    fn sheet_names_are_those_excel_takes() {
        for (name, wanted) in [
            ("Démarches", "Démarches"),
            ("a[b]c:d*e?f/g\\h", "a-b-c-d-e-f-g-h"),
            ("'quoted'", "quoted"),
            (" \u{1} ", "Data"),
            ("History", "History-"),
            ("un nom de feuille vraiment beaucoup trop long", "un nom de feuille vraiment beau"),
        ] {
            assert_eq!(sheet_name(name), wanted);
        }
        assert_eq!(sheet_name(&"😀".repeat(40)).encode_utf16().count(), 30);
    }

    #[test]
    fn texts_lose_what_xml_forbids() {
        assert_eq!(clean("a\0\u{8}b\r\nc\rd\te\u{ffff}"), "ab\nc\nd\te");
    }
}
