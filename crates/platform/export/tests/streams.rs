//! What is written row by row is read back by another library, cell by cell.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

use std::fs::File;
use std::io::{BufReader, Read};

use calamine::{Data, Ods, Range, Reader, Xlsx};
use parvis_export::{Cell, Column, ExportError, Kind, Layout, Rows, StreamFormat};

const HOSTILE: [&str; 7] = ["=1+1", "+33 1", "-2", "@SUM(A1)", "\tx", "\rx", "<a href=\"x\">&amp; \u{1}"];

fn layout() -> Layout {
    let column = |key: &str, title: &str| Column { key: key.into(), title: title.into() };
    Layout {
        name: "avis".into(),
        title: "Avis & notes".into(),
        columns: vec![
            (column("text", "Commentaire"), Kind::Text),
            (column("n", "Nombre"), Kind::Integer),
            (column("score", "Note"), Kind::Number),
            (column("day", "Jour"), Kind::Date),
        ],
        notes: vec!["Licence Ouverte 2.0".into()],
    }
}

fn rows() -> Vec<Vec<Cell>> {
    let hostile = HOSTILE.iter().map(|text| vec![Cell::Text((*text).into())]);
    let full = vec![
        Cell::Text("Très bien".into()),
        Cell::Integer(-3),
        Cell::Number(7.5),
        Cell::Date("2026-11-22".into()),
    ];
    std::iter::once(full).chain(hostile).collect()
}

fn written(format: StreamFormat, rows: &[Vec<Cell>]) -> (Vec<u8>, Option<File>) {
    let mut out = Vec::new();
    let mut to = Rows::new(format, layout(), &mut out).unwrap();
    rows.iter().for_each(|row| to.write(row).unwrap());
    assert_eq!(to.written(), rows.len());
    let rest = to.finish().unwrap();
    (out, rest)
}

fn text(cell: Option<&Data>) -> String {
    match cell {
        None | Some(Data::Empty) => String::new(),
        Some(Data::String(text)) => text.clone(),
        Some(other) => panic!("{other:?} is no text"),
    }
}

#[test]
fn csv_is_that_of_a_table_in_memory() {
    let (out, rest) = written(StreamFormat::Csv, &rows());
    assert!(rest.is_none());
    let text = String::from_utf8(out).unwrap();
    let wanted =
        "text,n,score,day\nTrès bien,-3,7.5,2026-11-22\n'=1+1,,,\n'+33 1,,,\n'-2,,,\n'@SUM(A1),,,\n'\tx,,,\n";
    assert!(text.starts_with(wanted), "{text}");
}

#[test]
fn json_lines_have_every_column() {
    let (out, _) = written(StreamFormat::JsonLines, &rows());
    let lines: Vec<serde_json::Value> =
        std::str::from_utf8(&out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 8);
    let full = serde_json::json!({"text": "Très bien", "n": -3, "score": 7.5, "day": "2026-11-22"});
    assert_eq!(lines[0], full);
    assert_eq!(lines[1], serde_json::json!({"text": "=1+1", "n": null, "score": null, "day": null}));
}

/// The sheet of a spreadsheet holds what was written, and no formula.
fn holds(range: &Range<Data>, day: impl Fn(&Data) -> bool) {
    assert_eq!(range.height(), 9);
    let header: Vec<String> = (0..4).map(|at| text(range.get((0, at)))).collect();
    assert_eq!(header, ["Commentaire", "Nombre", "Note", "Jour"]);
    assert_eq!(range.get((1, 1)), Some(&Data::Float(-3.0)));
    assert_eq!(range.get((1, 2)), Some(&Data::Float(7.5)));
    assert!(day(range.get((1, 3)).unwrap()), "{:?}", range.get((1, 3)));
    for (at, wanted) in HOSTILE.iter().take(4).enumerate() {
        assert_eq!(text(range.get((at + 2, 0))), *wanted);
    }
    assert_eq!(text(range.get((8, 0))), "<a href=\"x\">&amp; ");
}

#[test]
fn xlsx_holds_typed_cells() {
    let (out, rest) = written(StreamFormat::Xlsx, &rows());
    assert!(out.is_empty());
    let mut book = Xlsx::new(BufReader::new(rest.unwrap())).unwrap();
    assert_eq!(book.sheet_names(), ["avis", "Notes"]);
    let is_day = |cell: &Data| matches!(cell, Data::DateTime(day) if day.to_ymd_hms_milli().2 == 22);
    holds(&book.worksheet_range("avis").unwrap(), is_day);
    assert!(book.worksheet_formula("avis").unwrap().used_cells().next().is_none());
}

#[test]
fn ods_holds_typed_cells() {
    let (_, rest) = written(StreamFormat::Ods, &rows());
    let mut file = rest.unwrap();
    let mut head = [0; 84];
    file.read_exact(&mut head).unwrap();
    assert!(head[30..].starts_with(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"));
    let mut book = Ods::new(BufReader::new(file)).unwrap();
    assert_eq!(book.sheet_names(), ["avis", "Notes"]);
    holds(&book.worksheet_range("avis").unwrap(), |cell| *cell == Data::DateTimeIso("2026-11-22".into()));
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_holds_typed_columns_over_several_groups() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::{Field, RowAccessor};

    let many: Vec<Vec<Cell>> = (0..5_000).flat_map(|_| rows()).collect();
    let (out, rest) = written(StreamFormat::Parquet, &many);
    assert!(rest.is_none());
    let file = SerializedFileReader::new(in_a_file(&out)).unwrap();
    assert_eq!(file.metadata().file_metadata().num_rows(), 40_000);
    assert_eq!(file.num_row_groups(), 3);
    let facts = file.metadata().file_metadata().key_value_metadata().unwrap();
    assert!(facts.iter().any(|fact| fact.value.as_deref() == Some("Licence Ouverte 2.0")));
    let read: Vec<_> = file.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(read[8].get_string(0).unwrap(), "Très bien");
    assert_eq!((read[8].get_long(1).unwrap(), read[8].get_double(2).unwrap()), (-3, 7.5));
    assert!(read[8].get_column_iter().any(|(key, cell)| key == "day" && *cell == Field::Date(20_779)));
    assert_eq!(read[9].get_string(0).unwrap(), "=1+1");
    assert!(read[9].get_long(1).is_err(), "empty");
}

#[cfg(feature = "parquet")]
fn in_a_file(out: &[u8]) -> File {
    use std::io::{Seek, Write};
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(out).unwrap();
    file.rewind().unwrap();
    file
}

#[test]
fn what_cannot_be_written_is_refused() {
    for format in StreamFormat::ALL {
        let mut rows = Rows::new(*format, layout(), Vec::new()).unwrap();
        let long = rows.write(&vec![Cell::Empty; 5]);
        assert!(matches!(long, Err(ExportError::RowTooLong { row: 0, cells: 5, columns: 4 })));
        let mut twice = layout();
        twice.columns[1].0.key = "text".into();
        assert!(matches!(Rows::new(*format, twice, Vec::new()), Err(ExportError::DuplicateKey(_))));
        assert_eq!(StreamFormat::from_extension(format.extension()), Some(*format));
    }
    assert_eq!(StreamFormat::from_extension("exe"), None);
}
