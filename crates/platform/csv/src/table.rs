use csv::{ByteRecord, ReaderBuilder};
use std::borrow::Cow;

use crate::problem::{Problem, Problems, What};
use crate::{Encoding, decode};

/// The largest file read: 100 MiB, about three million rows of measurements.
pub const MAX_BYTES: usize = 100 * 1024 * 1024;

/// The columns a kind of file may have.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    pub required: &'static [&'static str],
    pub optional: &'static [&'static str],
}

impl Columns {
    fn position(&self, name: &str) -> Option<usize> {
        self.required.iter().chain(self.optional).position(|known| *known == name)
    }

    fn list(&self) -> String {
        self.required.iter().chain(self.optional).copied().collect::<Vec<_>>().join(", ")
    }
}

/// A file whose header has been understood.
pub struct Table<'f> {
    text: Cow<'f, str>,
    pub encoding: Encoding,
    delimiter: u8,
    /// For each known column, its position in the file and the name the file gives it.
    places: Vec<Option<(usize, String)>>,
    columns: Columns,
    width: usize,
}

impl<'f> Table<'f> {
    /// Understands the header of a file. `map` renames its columns: `(name in the file, our name)`; a column that is
    /// given no name is left out.
    ///
    /// # Errors
    /// Every problem of the header, or that of the file as a whole.
    pub fn open(bytes: &'f [u8], columns: Columns, map: &[(String, String)]) -> Result<Self, Problems> {
        let (text, encoding, names, delimiter) = head(bytes)?;
        let places = places(&names, columns, map)?;
        let width = names.len();
        Ok(Self { text, encoding, delimiter, places, columns, width })
    }

    /// Whether the file has a column of ours.
    pub fn has(&self, column: &str) -> bool {
        self.columns.position(column).is_some_and(|known| self.places[known].is_some())
    }

    /// Calls `each` for every row that has the right number of cells; the others become problems.
    pub fn rows(&self, problems: &mut Problems, mut each: impl FnMut(Record<'_>, &mut Problems)) {
        let mut reader =
            ReaderBuilder::new().delimiter(self.delimiter).flexible(true).from_reader(self.text.as_bytes());
        let mut record = ByteRecord::new();
        let (mut start, mut line) = (0, 1);
        while reader.read_byte_record(&mut record).is_ok_and(|some| some) {
            // The reader's own line numbers are one short after a CRLF: count them here.
            let byte = record.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(usize::MAX));
            let ends = &self.text.as_bytes()[byte..];
            let byte = byte + ends.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            line += self.text.as_bytes()[start..byte].iter().filter(|b| **b == b'\n').count() as u64;
            start = byte;
            if record.len() == self.width {
                each(Record { table: self, record: &record, line }, problems);
            } else if record.iter().any(|cell| !cell.is_empty()) {
                let what = What::CellCount(record.len(), self.width);
                problems.push(Problem::new(line, "", "", what));
            }
        }
        // A quote that is never closed swallows the rest of the file into its last row: say where it began.
        if start > 0 && !self.text[start..].matches('"').count().is_multiple_of(2) {
            problems.kept.retain(|p| p.line != line);
            problems.push(Problem::new(line, "", "", What::OpenQuote));
        }
    }
}

/// The names of a file's columns, in their order.
///
/// # Errors
/// That of the file as a whole.
pub fn names(bytes: &[u8]) -> Result<Vec<String>, Problems> {
    head(bytes).map(|(_, _, names, _)| names)
}

type Head<'f> = (Cow<'f, str>, Encoding, Vec<String>, u8);

fn head(bytes: &[u8]) -> Result<Head<'_>, Problems> {
    if bytes.len() > MAX_BYTES {
        let limit = MAX_BYTES / (1024 * 1024);
        return Err(Problem::new(0, "", "", What::TooLarge(limit)).into());
    }
    let (text, encoding) = decode(bytes).ok_or_else(|| Problem::new(0, "", "", What::NotText))?;
    let delimiter = delimiter(&text);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut header = ByteRecord::new();
    let read = reader.read_byte_record(&mut header);
    if !read.is_ok_and(|some| some) || header.iter().all(<[u8]>::is_empty) {
        return Err(Problem::new(0, "", "", What::Empty).into());
    }
    let names = header.iter().map(|n| String::from_utf8_lossy(n).trim().to_owned()).collect();
    Ok((text, encoding, names, delimiter))
}

/// The separator that the first line holds most of: comma, semicolon or tab.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("").as_bytes();
    let count = |wanted: u8| first.iter().filter(|b| **b == wanted).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|d| count(*d)).unwrap_or(b',')
}

type Places = Vec<Option<(usize, String)>>;

fn places(names: &[String], columns: Columns, map: &[(String, String)]) -> Result<Places, Problems> {
    let mut problems = Problems::default();
    let mut places: Places = vec![None; columns.required.len() + columns.optional.len()];
    for (from, to) in map {
        if !names.contains(from) {
            problems.push(Problem::new(1, from, "", What::UnmappedColumn));
        }
        if !to.is_empty() && columns.position(to).is_none() {
            problems.push(Problem::new(0, to, "", What::UnknownColumn(columns.list())));
        }
    }
    for (at, name) in names.iter().enumerate() {
        let ours = map.iter().find(|(from, _)| from == name).map_or(name.as_str(), |(_, to)| to);
        match columns.position(ours) {
            None if ours.is_empty() && map.iter().any(|(from, _)| from == name) => {}
            None => problems.push(Problem::new(1, name, "", What::UnknownColumn(columns.list()))),
            Some(known) if places[known].is_some() => {
                problems.push(Problem::new(1, name, "", What::DuplicateColumn));
            }
            Some(known) => places[known] = Some((at, name.clone())),
        }
    }
    for (known, name) in columns.required.iter().enumerate() {
        if places[known].is_none() {
            problems.push(Problem::new(1, "", "", What::MissingColumn((*name).to_owned())));
        }
    }
    problems.or(places)
}

/// One row of a file.
#[derive(Clone, Copy)]
pub struct Record<'r> {
    table: &'r Table<'r>,
    record: &'r ByteRecord,
    /// Line of the file, counted from 1.
    pub line: u64,
}

impl<'r> Record<'r> {
    /// The cell of a known column, trimmed; empty when the file does not have the column.
    pub fn get(&self, column: &str) -> &'r str {
        let place = self.table.columns.position(column).and_then(|known| self.table.places[known].as_ref());
        let bytes = place.and_then(|(at, _)| self.record.get(*at)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default().trim()
    }

    /// A problem of this row's cell in `column`, named as the file names it.
    pub fn problem(&self, column: &str, what: What) -> Problem {
        let known = self.table.columns.position(column);
        let name = known.and_then(|known| self.table.places[known].as_ref()).map_or(column, |(_, name)| name);
        Problem::new(self.line, name, self.get(column), what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: Columns = Columns { required: &["id", "value"], optional: &["n"] };

    fn read(bytes: &[u8], map: &[(String, String)]) -> Result<Vec<(u64, String, String, String)>, Problems> {
        let table = Table::open(bytes, COLUMNS, map)?;
        let (mut problems, mut rows) = (Problems::default(), Vec::new());
        table.rows(&mut problems, |r, _| {
            rows.push((r.line, r.get("id").to_owned(), r.get("value").to_owned(), r.get("n").to_owned()));
        });
        problems.or(rows)
    }

    #[test]
    fn separators_marks_order_and_renamed_columns() {
        let want = vec![(2, "a".into(), "1".into(), "3".into())];
        let map = [("nombre".to_owned(), "n".to_owned())];
        let left_out = [map[0].clone(), ("x".to_owned(), String::new())];
        for (name, bytes, map) in [
            ("comma", &b"id,value,n\na,1,3\n"[..], &map[..0]),
            ("semicolon", b"id;value;n\r\na;1;3\r\n", &map[..0]),
            ("tab, other order", b"n\tvalue\tid\n3\t1\ta", &map[..0]),
            ("byte-order mark, spaces", b"\xef\xbb\xbfid , value,n\n a ,1, 3\n", &map[..0]),
            ("renamed", b"id,value,nombre\n\"a\",1,3\n\n", &map[..]),
            ("left out", b"id,x,value,nombre\na,z,1,3\n", &left_out[..]),
        ] {
            assert_eq!(read(bytes, map).as_ref(), Ok(&want), "{name}");
        }
    }

    #[test]
    fn each_fault_is_told_with_its_place() {
        let map = [("absent".to_owned(), "n".to_owned())];
        for (name, bytes, map, line, what) in [
            ("empty", &b""[..], &map[..0], 0, What::Empty),
            ("binary", b"id,value\n\0", &map[..0], 0, What::NotText),
            ("missing column", b"id\na\n", &map[..0], 1, What::MissingColumn("value".into())),
            ("unknown column", b"id,value,x\n", &map[..0], 1, What::UnknownColumn("id, value, n".into())),
            ("twice", b"id,value,id\n", &map[..0], 1, What::DuplicateColumn),
            ("bad map", b"id,value\n", &map[..], 1, What::UnmappedColumn),
            ("short row", b"id,value\na,1\nb\n", &map[..0], 3, What::CellCount(1, 2)),
            ("open quote", b"id,value\na,1\nb,\"2\nc,3\n", &map[..0], 3, What::OpenQuote),
        ] {
            let problems = read(bytes, map).unwrap_err();
            assert_eq!((problems.kept[0].line, &problems.kept[0].what), (line, &what), "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_rows_or_problems(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes, &[]);
            let mut with_header = b"id,value,n\n".to_vec();
            with_header.extend(bytes);
            let _ = read(&with_header, &[]);
        }

        #[test]
        fn what_a_csv_writer_wrote_is_read_back(cells in proptest::collection::vec("[^\0]{0,12}", 2)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["id", "value"]).unwrap();
            writer.write_record(&cells).unwrap();
            let bytes = writer.into_inner().unwrap();
            let rows = read(&bytes, &[]).unwrap();
            if cells.iter().any(|c| !c.is_empty()) {
                prop_assert_eq!(rows[0].1.as_str(), cells[0].trim());
                prop_assert_eq!(rows[0].2.as_str(), cells[1].trim());
            }
        }
    }
}
