//! XLSX by `rust_xlsxwriter` in its constant-memory mode: rows wait in nameless temporary files.

use std::fs::File;
use std::io::{Seek, SeekFrom};

use rust_xlsxwriter::{Workbook, Worksheet};

use super::{Layout, Sheets, widths};
use crate::cells::{self, MOST_COLUMNS};
use crate::xlsx::{Looks, header, notes, properties, put};
use crate::{Cell, ExportError};

pub(super) struct Rows {
    book: Workbook,
    layout: Layout,
    looks: Looks,
    sheets: Sheets,
    /// Which sheet is being written, from 1.
    sheet: usize,
    /// Rows of that sheet below its header.
    rows: usize,
    all: usize,
}

/// Rows from which an entry of the archive may pass four gigabytes.
const LARGE: usize = 100_000;

impl Rows {
    pub(super) fn new(layout: Layout) -> Result<Self, ExportError> {
        Self::with(layout, Sheets::STANDARD)
    }

    fn with(layout: Layout, sheets: Sheets) -> Result<Self, ExportError> {
        if layout.columns.len() > MOST_COLUMNS {
            return Err(ExportError::TooLarge { rows: 0, columns: layout.columns.len() });
        }
        let mut book = Workbook::new();
        book.set_properties(&properties(&layout.title)?);
        let mut own = Self { book, layout, looks: Looks::new(), sheets, sheet: 0, rows: 0, all: 0 };
        own.begin()?;
        Ok(own)
    }

    fn begin(&mut self) -> Result<(), ExportError> {
        self.sheet += 1;
        self.rows = 0;
        let name = Sheets::name(&self.layout.name, self.sheet);
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        let columns = self.layout.columns.iter().map(|(column, _)| column).zip(widths(&self.layout));
        header(sheet, columns, &self.looks)?;
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }

    fn current(&mut self) -> Result<&mut Worksheet, ExportError> {
        Ok(self.book.worksheet_from_index(self.sheet - 1)?)
    }

    pub(super) fn write(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        if self.rows == self.sheets.most {
            self.filter()?;
            self.begin()?;
        }
        self.rows += 1;
        self.all += 1;
        let row = u32::try_from(self.rows).unwrap_or(u32::MAX);
        let looks = self.looks.clone();
        let sheet = self.current()?;
        for (column, cell) in (0_u16..).zip(cells) {
            put(sheet, row, column, cell, &looks)?;
        }
        Ok(())
    }

    /// The filter's buttons, once the last row of the sheet is known.
    fn filter(&mut self) -> Result<(), ExportError> {
        let last = u16::try_from(self.layout.columns.len()).ok().and_then(|n| n.checked_sub(1));
        let rows = u32::try_from(self.rows).unwrap_or(u32::MAX);
        if let Some(last) = last {
            self.current()?.autofilter(0, 0, rows, last)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<File, ExportError> {
        self.filter()?;
        if !self.layout.notes.is_empty() {
            let first = cells::sheet_name(&self.layout.name);
            let sheet = self.book.add_worksheet();
            sheet.set_name(cells::notes_name(&first))?;
            notes(sheet, &self.layout.title, &self.layout.notes)?;
        }
        self.book.use_zip_large_file(self.all > LARGE);
        let mut file = tempfile::tempfile()?;
        self.book.save_to_writer(&file)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{continued, layout, row};
    use super::*;

    #[test]
    fn rows_go_on_in_further_sheets() {
        let mut rows = Rows::with(layout(), Sheets { most: 3 }).unwrap();
        (0..8).for_each(|n| rows.write(&row(n)).unwrap());
        continued::<calamine::Xlsx<_>>(rows.finish().unwrap());
    }
}
