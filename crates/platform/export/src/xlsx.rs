//! XLSX, through `rust_xlsxwriter`: typed cells, no formula, nothing personal, fixed dates.

use std::borrow::Cow;
use std::io::{Seek, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::cells::{self, Value, clean, cut, spreadsheet_value};
use crate::{ExportError, Sheet};

/// Excel's limit, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;

pub(crate) fn write(sheet: &Sheet, out: impl Write + Seek + Send) -> Result<(), ExportError> {
    cells::check_size(sheet)?;
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_title(cut(&clean(&sheet.title), 255))
            .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    let name = cells::sheet_name(&sheet.name);
    let table = book.add_worksheet();
    table.set_name(&name)?;
    write_table(table, sheet)?;
    if !sheet.notes.is_empty() {
        let notes = book.add_worksheet();
        notes.set_name(cells::notes_name(&name))?;
        write_notes(notes, sheet)?;
    }
    book.save_to_writer(out)?;
    Ok(())
}

fn write_table(table: &mut Worksheet, sheet: &Sheet) -> Result<(), ExportError> {
    let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
    for ((at, column), width) in (0_u16..).zip(&sheet.columns).zip(cells::widths(sheet)) {
        table.write_string_with_format(0, at, short(cells::header(column)), &bold)?;
        table.set_column_width(at, width as f64)?;
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
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
                    table.write_datetime_with_format(row, column, &date, &day)?;
                }
            }
        }
    }
    table.set_freeze_panes(1, 0)?;
    if let (Ok(rows), Some(last)) = (u32::try_from(sheet.rows.len()), last_column(sheet)) {
        table.autofilter(0, 0, rows, last)?;
    }
    Ok(())
}

fn write_notes(notes: &mut Worksheet, sheet: &Sheet) -> Result<(), ExportError> {
    notes.set_column_width(0, 100)?;
    notes.write_string_with_format(0, 0, short(clean(&sheet.title)), &Format::new().set_bold())?;
    for (row, note) in (1_u32..).zip(&sheet.notes) {
        notes.write_string(row, 0, short(clean(note)))?;
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
