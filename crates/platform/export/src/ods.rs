//! ODS (OpenDocument 1.3, ISO/IEC 26300): a small archive of XML files, written here. The crates that do it
//! bring a whole document model; a table needs five short files.

use std::io::{self, BufWriter, Seek, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::cells::{self, Value, clean, spreadsheet_value};
use crate::{Cell, Column, ExportError, Format, Sheet};

const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3""#;
const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

const MANIFEST: &str = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;

pub(crate) fn write(sheet: &Sheet, out: impl Write + Seek) -> Result<(), ExportError> {
    cells::check_size(sheet)?;
    let mut archive = ZipWriter::new(out);
    let name = cells::sheet_name(&sheet.name);
    parts(&mut archive, &sheet.title, &name)?;
    archive.start_file("content.xml", options())?;
    let mut content = BufWriter::new(&mut archive);
    write_content(sheet, &name, &mut content)?;
    content.flush()?;
    drop(content);
    archive.finish()?;
    Ok(())
}

/// The same bytes every time: the oldest date an archive knows, the same rights.
pub(crate) fn options() -> SimpleFileOptions {
    SimpleFileOptions::DEFAULT
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
}

/// Everything but the content.
pub(crate) fn parts(
    archive: &mut ZipWriter<impl Write + Seek>,
    title: &str,
    name: &str,
) -> Result<(), ExportError> {
    // First and not compressed, so that the file tells its type by its first bytes.
    archive.start_file("mimetype", options().compression_method(CompressionMethod::Stored))?;
    archive.write_all(Format::Ods.media_type().as_bytes())?;
    let root = |part: &str, body: &str| {
        format!("{DECLARATION}<office:document-{part} {NAMESPACES}>{body}</office:document-{part}>")
    };
    for (path, text) in [
        ("META-INF/manifest.xml", format!("{DECLARATION}{MANIFEST}")),
        ("styles.xml", root("styles", "<office:styles/>")),
        ("meta.xml", root("meta", &meta(title))),
        ("settings.xml", root("settings", &settings(name))),
    ] {
        archive.start_file(path, options())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(())
}

fn meta(title: &str) -> String {
    format!(
        "<office:meta><dc:title>{}</dc:title><meta:creation-date>2000-01-01T00:00:00</meta:creation-date></office:meta>",
        escape(&clean(title))
    )
}

/// Keeps the first row in sight. 2 is "frozen".
fn settings(name: &str) -> String {
    let item = |name: &str, kind: &str, value: &str| {
        format!(
            r#"<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>"#
        )
    };
    format!(
        r#"<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>{}<config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="{}">{}{}{}{}</config:config-item-map-entry></config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>"#,
        item("ViewId", "string", "view1"),
        escape(name),
        item("VerticalSplitMode", "short", "2"),
        item("VerticalSplitPosition", "int", "1"),
        item("ActiveSplitRange", "short", "2"),
        item("PositionBottom", "int", "1"),
    )
}

fn write_content(sheet: &Sheet, name: &str, out: &mut impl Write) -> io::Result<()> {
    let widths = cells::widths(sheet);
    begin_content(&widths, out)?;
    let columns: Vec<&Column> = sheet.columns.iter().collect();
    begin_table(&columns, name, &widths, out)?;
    for cells in sheet.rows.iter().filter(|_| !sheet.columns.is_empty()) {
        write_row(cells::row(sheet, cells), out)?;
    }
    end_table(out)?;
    if !sheet.notes.is_empty() {
        write_notes(&sheet.title, &sheet.notes, cells::notes_name(name), out)?;
    }
    end_content(&database_range(0, name, sheet.columns.len(), sheet.rows.len()).unwrap_or_default(), out)
}

pub(crate) fn begin_content(widths: &[usize], out: &mut impl Write) -> io::Result<()> {
    write!(out, "{DECLARATION}<office:document-content {NAMESPACES}>")?;
    write_styles(widths, out)?;
    write!(out, "<office:body><office:spreadsheet>")
}

pub(crate) fn end_content(ranges: &str, out: &mut impl Write) -> io::Result<()> {
    if !ranges.is_empty() {
        write!(out, "<table:database-ranges>{ranges}</table:database-ranges>")?;
    }
    write!(out, "</office:spreadsheet></office:body></office:document-content>")
}

/// The filter's buttons of a sheet; none without columns.
pub(crate) fn database_range(at: usize, name: &str, columns: usize, rows: usize) -> Option<String> {
    let last = column_letters(columns.checked_sub(1)?);
    // A quote in a name is doubled in an address.
    let quoted = escape(&name.replace('\'', "''"));
    let rows = rows + 1;
    Some(format!(
        r#"<table:database-range table:name="__Anonymous_Sheet_DB__{at}" table:target-range-address="'{quoted}'.A1:'{quoted}'.{last}{rows}" table:display-filter-buttons="true"/>"#
    ))
}

fn write_styles(widths: &[usize], out: &mut impl Write) -> io::Result<()> {
    write!(
        out,
        r#"<office:automatic-styles><number:date-style style:name="iso"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style><style:style style:name="day" style:family="table-cell" style:data-style-name="iso"/><style:style style:name="bold" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>"#
    )?;
    let mut known: Vec<usize> = widths.to_vec();
    known.push(NOTES_WIDTH);
    known.sort_unstable();
    known.dedup();
    for width in known {
        // A digit of the usual face is about 0.21 cm wide.
        let millimetres = width * 21;
        write!(
            out,
            r#"<style:style style:name="w{width}" style:family="table-column"><style:table-column-properties style:column-width="{}.{:02}cm"/></style:style>"#,
            millimetres / 100,
            millimetres % 100
        )?;
    }
    write!(out, "</office:automatic-styles>")
}

/// In letters.
const NOTES_WIDTH: usize = 100;

pub(crate) fn begin_table(
    columns: &[&Column],
    name: &str,
    widths: &[usize],
    out: &mut impl Write,
) -> io::Result<()> {
    write!(out, r#"<table:table table:name="{}">"#, escape(name))?;
    for width in widths {
        write!(out, r#"<table:table-column table:style-name="w{width}"/>"#)?;
    }
    if widths.is_empty() {
        write!(out, "<table:table-column/>")?;
    }
    write!(out, "<table:table-header-rows><table:table-row>")?;
    for column in columns {
        write_text(&cells::header(column), true, out)?;
    }
    if columns.is_empty() {
        write!(out, "<table:table-cell/>")?;
    }
    write!(out, "</table:table-row></table:table-header-rows>")
}

pub(crate) fn write_row<'c>(cells: impl Iterator<Item = &'c Cell>, out: &mut impl Write) -> io::Result<()> {
    write!(out, "<table:table-row>")?;
    for cell in cells {
        write_value(spreadsheet_value(cell), out)?;
    }
    write!(out, "</table:table-row>")
}

pub(crate) fn end_table(out: &mut impl Write) -> io::Result<()> {
    write!(out, "</table:table>")
}

pub(crate) fn write_notes(title: &str, notes: &[String], name: &str, out: &mut impl Write) -> io::Result<()> {
    write!(
        out,
        r#"<table:table table:name="{name}"><table:table-column table:style-name="w{NOTES_WIDTH}"/><table:table-row>"#
    )?;
    write_text(&clean(title), true, out)?;
    write!(out, "</table:table-row>")?;
    for note in notes {
        write!(out, "<table:table-row>")?;
        write_text(&clean(note), false, out)?;
        write!(out, "</table:table-row>")?;
    }
    write!(out, "</table:table>")
}

fn write_value(value: Value<'_>, out: &mut impl Write) -> io::Result<()> {
    match value {
        Value::Empty => write!(out, "<table:table-cell/>"),
        Value::Text(text) => write_text(&text, false, out),
        Value::Integer(whole) => write_number(&whole.to_string(), out),
        Value::Number(number) => write_number(&number.to_string(), out),
        Value::Day(day, _) => write!(
            out,
            r#"<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{day}"><text:p>{day}</text:p></table:table-cell>"#
        ),
    }
}

fn write_number(number: &str, out: &mut impl Write) -> io::Result<()> {
    write!(
        out,
        r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
    )
}

/// A text cell: a paragraph per line; OpenDocument folds blanks unless they are elements.
fn write_text(text: &str, bold: bool, out: &mut impl Write) -> io::Result<()> {
    let style = if bold { r#" table:style-name="bold""# } else { "" };
    if text.is_empty() {
        return write!(out, "<table:table-cell{style}/>");
    }
    write!(out, r#"<table:table-cell{style} office:value-type="string">"#)?;
    for line in text.split('\n') {
        let mut paragraph = String::with_capacity(line.len());
        let mut after_blank = true;
        for c in line.chars() {
            match c {
                ' ' if after_blank => paragraph.push_str("<text:s/>"),
                '\t' => paragraph.push_str("<text:tab/>"),
                c => push_escaped(c, &mut paragraph),
            }
            after_blank = matches!(c, ' ' | '\t');
        }
        // A blank at the very end would be folded too.
        if let Some(kept) = paragraph.strip_suffix(' ') {
            paragraph = format!("{kept}<text:s/>");
        }
        write!(out, "<text:p>{paragraph}</text:p>")?;
    }
    write!(out, "</table:table-cell>")
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_escaped(c, &mut out));
    out
}

fn push_escaped(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        c => out.push(c),
    }
}

/// A … Z, AA … as spreadsheets name columns.
fn column_letters(column: usize) -> String {
    let own = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    match column / 26 {
        0 => own.to_string(),
        before => format!("{}{own}", column_letters(before - 1)),
    }
}

impl From<ZipError> for ExportError {
    fn from(error: ZipError) -> ExportError {
        match error {
            ZipError::Io(io) => ExportError::Io(io),
            other => ExportError::Build(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_lines_are_elements() {
        let mut out = Vec::new();
        write_text("  a  b\tc \n<d>", false, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            r#"<table:table-cell office:value-type="string"><text:p><text:s/><text:s/>a <text:s/>b<text:tab/>c<text:s/></text:p><text:p>&lt;d&gt;</text:p></table:table-cell>"#
        );
    }

    #[test]
    fn columns_are_named_as_in_spreadsheets() {
        assert_eq!([0, 25, 26, 701, 702].map(column_letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
