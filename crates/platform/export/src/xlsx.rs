//! XLSX, through `rust_xlsxwriter`: typed cells, no formula, nothing personal, fixed dates.

use std::borrow::Cow;
use std::io::{Seek, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::cells::{self, Value, clean, cut, spreadsheet_value};
use crate::{Cell, Column, ExportError, Sheet};

/// Excel's limit, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;

pub(crate) fn write(sheet: &Sheet, out: impl Write + Seek + Send) -> Result<(), ExportError> {
    cells::check_size(sheet)?;
    let mut book = Workbook::new();
    book.set_properties(&properties(&sheet.title)?);
    let name = cells::sheet_name(&sheet.name);
    let table = book.add_worksheet();
    table.set_name(&name)?;
    write_table(table, sheet)?;
    if !sheet.notes.is_empty() {
        let notes = book.add_worksheet();
        notes.set_name(cells::notes_name(&name))?;
        self::notes(notes, &sheet.title, &sheet.notes)?;
    }
    book.save_to_writer(out)?;
    Ok(())
}

/// What the file says of itself: its title, and a date that is always the same.
pub(crate) fn properties(title: &str) -> Result<DocProperties, ExportError> {
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_title(cut(&clean(title), 255)).set_creation_datetime(&made))
}

/// How cells look.
#[derive(Clone)]
pub(crate) struct Looks {
    bold: Format,
    day: Format,
}

impl Looks {
    pub(crate) fn new() -> Self {
        Self { bold: Format::new().set_bold(), day: Format::new().set_num_format("yyyy-mm-dd") }
    }
}

fn write_table(table: &mut Worksheet, sheet: &Sheet) -> Result<(), ExportError> {
    let looks = Looks::new();
    header(table, sheet.columns.iter().zip(cells::widths(sheet)), &looks)?;
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            put(table, row, column, cell, &looks)?;
        }
    }
    table.set_freeze_panes(1, 0)?;
    if let (Ok(rows), Some(last)) = (u32::try_from(sheet.rows.len()), last_column(sheet)) {
        table.autofilter(0, 0, rows, last)?;
    }
    Ok(())
}

/// The first row, and the widths of the columns in letters.
pub(crate) fn header<'c>(
    table: &mut Worksheet,
    columns: impl Iterator<Item = (&'c Column, usize)>,
    looks: &Looks,
) -> Result<(), ExportError> {
    for (at, (column, width)) in (0_u16..).zip(columns) {
        table.write_string_with_format(0, at, short(cells::header(column)), &looks.bold)?;
        table.set_column_width(at, width as f64)?;
    }
    Ok(())
}

pub(crate) fn put(
    table: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    looks: &Looks,
) -> Result<(), ExportError> {
    match spreadsheet_value(cell) {
        Value::Empty => {}
        Value::Text(text) => {
            table.write_string(row, column, short(text))?;
        }
        // Exact: whole numbers beyond 2^53 come as texts.
        Value::Integer(whole) => {
            table.write_number(row, column, whole as f64)?;
        }
        Value::Number(number) => {
            table.write_number(row, column, number)?;
        }
        Value::Day(_, (year, month, d)) => {
            let date = ExcelDateTime::from_ymd(year, month, d)?;
            table.write_datetime_with_format(row, column, &date, &looks.day)?;
        }
    }
    Ok(())
}

pub(crate) fn notes(table: &mut Worksheet, title: &str, notes: &[String]) -> Result<(), ExportError> {
    table.set_column_width(0, 100)?;
    table.write_string_with_format(0, 0, short(clean(title)), &Format::new().set_bold())?;
    for (row, note) in (1_u32..).zip(notes) {
        table.write_string(row, 0, short(clean(note)))?;
    }
    Ok(())
}

fn last_column(sheet: &Sheet) -> Option<u16> {
    u16::try_from(sheet.columns.len()).ok()?.checked_sub(1)
}

/// A text as long as Excel allows, its cut shown by an ellipsis.
fn short(text: Cow<'_, str>) -> String {
    let kept = cut(&text, LONGEST_TEXT);
    if kept.len() == text.len() { text.into_owned() } else { format!("{}…", cut(&text, LONGEST_TEXT - 1)) }
}

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> ExportError {
        match error {
            XlsxError::IoError(io) => ExportError::Io(io),
            other => ExportError::Build(other.to_string()),
        }
    }
}
