//! ODS: the content is written into the archive as rows come.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};

use zip::ZipWriter;

use super::{Layout, Sheets, widths};
use crate::cells::{self, MOST_COLUMNS};
use crate::ods::{
    begin_content, begin_table, database_range, end_content, end_table, options, parts, write_notes,
    write_row,
};
use crate::{Cell, ExportError};

pub(super) struct Rows {
    out: BufWriter<ZipWriter<File>>,
    layout: Layout,
    sheets: Sheets,
    widths: Vec<usize>,
    /// Rows of each sheet below its header.
    rows: Vec<usize>,
}

impl Rows {
    pub(super) fn new(layout: Layout) -> Result<Self, ExportError> {
        Self::with(layout, Sheets::STANDARD)
    }

    fn with(layout: Layout, sheets: Sheets) -> Result<Self, ExportError> {
        if layout.columns.len() > MOST_COLUMNS {
            return Err(ExportError::TooLarge { rows: 0, columns: layout.columns.len() });
        }
        let name = cells::sheet_name(&layout.name);
        let mut archive = ZipWriter::new(tempfile::tempfile()?);
        parts(&mut archive, &layout.title, &name)?;
        // The content may pass four gigabytes.
        archive.start_file("content.xml", options().large_file(true))?;
        let widths = widths(&layout);
        let mut out = BufWriter::with_capacity(64 * 1024, archive);
        begin_content(&widths, &mut out)?;
        let mut own = Self { out, layout, sheets, widths, rows: Vec::new() };
        own.begin()?;
        Ok(own)
    }

    fn begin(&mut self) -> Result<(), ExportError> {
        self.rows.push(0);
        let name = Sheets::name(&self.layout.name, self.rows.len());
        let columns: Vec<_> = self.layout.columns.iter().map(|(column, _)| column).collect();
        Ok(begin_table(&columns, &name, &self.widths, &mut self.out)?)
    }

    pub(super) fn write(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        if self.rows.last().is_some_and(|rows| *rows == self.sheets.most) {
            end_table(&mut self.out)?;
            self.begin()?;
        }
        if let Some(rows) = self.rows.last_mut() {
            *rows += 1;
        }
        let empty = std::iter::repeat(&Cell::Empty);
        Ok(write_row(cells.iter().chain(empty).take(self.layout.columns.len()), &mut self.out)?)
    }

    pub(super) fn finish(mut self) -> Result<File, ExportError> {
        let out = &mut self.out;
        end_table(out)?;
        if !self.layout.notes.is_empty() {
            let first = cells::sheet_name(&self.layout.name);
            write_notes(&self.layout.title, &self.layout.notes, cells::notes_name(&first), out)?;
        }
        let columns = self.layout.columns.len();
        let range = |(at, rows): (usize, &usize)| {
            database_range(at, &Sheets::name(&self.layout.name, at + 1), columns, *rows)
        };
        let ranges: String = self.rows.iter().enumerate().filter_map(range).collect();
        end_content(&ranges, out)?;
        out.flush()?;
        let archive = self.out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        let mut file = archive.finish()?;
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
        continued::<calamine::Ods<_>>(rows.finish().unwrap());
    }
}
