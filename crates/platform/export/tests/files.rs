//! Each file is read back by another library and compared, cell by cell.

use std::io::Cursor;

use calamine::{Data, Ods, Reader, Xlsx};
use parvis_export::{Cell, Column, ExportError, Format, Sheet, write};
use proptest::collection::vec;
use proptest::prelude::*;

const HOSTILE: &str = "<a href=\"x\">&amp; ]]> 'q' _x0041_ \u{1}\u{1b}\u{ffff} =cmd|' /C calc'!A0";

fn column(key: &str, title: &str) -> Column {
    Column { key: key.into(), title: title.into() }
}

fn sheet(rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet {
        name: "Démarches".into(),
        title: "Démarches suivies & notées".into(),
        columns: vec![
            column("name", "Démarche"),
            column("score", "Satisfaction"),
            column("day", "Jour"),
            column("n", ""),
        ],
        notes: vec!["Source : observatoire, édition T3 2026".into(), "Licence Ouverte 2.0".into()],
        rows,
    }
}

fn sample() -> Sheet {
    sheet(vec![
        vec![
            Cell::Text("Carte d’identité".into()),
            Cell::Number(8.4),
            Cell::Date("2026-11-22".into()),
            Cell::Integer(12_480),
        ],
        vec![
            Cell::Text(HOSTILE.into()),
            Cell::Number(f64::NAN),
            Cell::Date("T3 2026".into()),
            Cell::Integer(i64::MAX),
        ],
        vec![Cell::Text("=1+1".into()), Cell::Number(0.1 + 0.2)],
        vec![Cell::Text("  deux  blancs \net une ligne".into()), Cell::Empty, Cell::Empty, Cell::Integer(-3)],
    ])
}

/// A cell read back, in words: numbers with all their digits, days in ISO.
fn words(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(whole) => whole.to_string(),
        Data::DateTimeIso(day) => day.clone(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => panic!("unexpected {other:?}"),
    }
}

/// What a spreadsheet should hold of a cell.
fn expected(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Date(text) => text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .chars()
            .filter(|c| matches!(c, '\n' | '\t') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
            .collect(),
        Cell::Integer(whole) => whole.to_string(),
        Cell::Number(number) if number.is_finite() => number.to_string(),
        Cell::Number(_) => String::new(),
    }
}

/// The names of the sheets, and the cells of the first, header included.
fn read_back(format: Format, bytes: Vec<u8>) -> (Vec<String>, Vec<Vec<String>>) {
    fn all<R: Reader<Cursor<Vec<u8>>>>(mut book: R) -> (Vec<String>, calamine::Range<Data>)
    where
        R::Error: std::fmt::Debug,
    {
        let names = book.sheet_names().to_vec();
        let range = book.worksheet_range(&names[0]).expect("a first sheet");
        (names, range)
    }
    let (names, range) = match format {
        Format::Xlsx => all(Xlsx::new(Cursor::new(bytes)).expect("XLSX")),
        Format::Ods => all(Ods::new(Cursor::new(bytes)).expect("ODS")),
        _ => unreachable!("not a spreadsheet"),
    };
    let (height, width) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
    let cell = |row, column| range.get_value((row, column)).map(words).unwrap_or_default();
    (names, (0..height).map(|row| (0..width).map(|column| cell(row, column)).collect()).collect())
}

fn read_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|r| r.expect("a record").iter().map(str::to_owned).collect()).collect()
}

fn assert_same_cells(format: Format, sheet: &Sheet) {
    let (_, read) = read_back(format, write(format, sheet).expect("a file"));
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let got = read.get(row + 1).and_then(|r| r.get(column)).cloned().unwrap_or_default();
            assert_eq!(got, expected(cell), "{format:?} row {row} column {column}: {cell:?}");
        }
    }
}

#[test]
fn spreadsheets_say_what_the_sheet_says() {
    for format in [Format::Xlsx, Format::Ods] {
        assert_same_cells(format, &sample());
        let (names, read) = read_back(format, write(format, &sample()).expect("a file"));
        assert_eq!(names, ["Démarches", "Notes"]);
        assert_eq!(read[0], ["Démarche", "Satisfaction", "Jour", "n"]);
        assert_eq!(read.len(), 5);
    }
}

#[test]
fn spreadsheets_hold_no_formula() {
    for format in [Format::Xlsx, Format::Ods] {
        let bytes = write(format, &sample()).expect("a file");
        let formulas = match format {
            Format::Xlsx => {
                Xlsx::new(Cursor::new(bytes)).expect("XLSX").worksheet_formula("Démarches").expect("a sheet")
            }
            _ => Ods::new(Cursor::new(bytes)).expect("ODS").worksheet_formula("Démarches").expect("a sheet"),
        };
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()));
    }
}

#[test]
fn notes_are_the_second_sheet() {
    let read = |bytes| {
        let mut book = Ods::new(Cursor::new(bytes)).expect("ODS");
        book.worksheet_range("Notes").expect("notes").rows().map(|r| words(&r[0])).collect::<Vec<_>>()
    };
    let bytes = write(Format::Ods, &sample()).expect("a file");
    assert_eq!(
        read(bytes),
        ["Démarches suivies & notées", "Source : observatoire, édition T3 2026", "Licence Ouverte 2.0"]
    );
    for format in [Format::Xlsx, Format::Ods] {
        let namesake = Sheet { name: "notes".into(), ..sample() };
        assert_eq!(read_back(format, write(format, &namesake).expect("a file")).0, ["notes", "Notes 2"]);
        let without = Sheet { notes: vec![], ..sample() };
        assert_eq!(read_back(format, write(format, &without).expect("a file")).0, ["Démarches"]);
    }
}

#[test]
fn csv_is_plain() {
    let text = String::from_utf8(write(Format::Csv, &sample()).expect("a file")).expect("UTF-8");
    assert_eq!(
        text,
        "name,score,day,n\n\
         Carte d’identité,8.4,2026-11-22,12480\n\
         \"<a href=\"\"x\"\">&amp; ]]> 'q' _x0041_  =cmd|' /C calc'!A0\",,T3 2026,9223372036854775807\n\
         '=1+1,0.30000000000000004,,\n\
         \"  deux  blancs \net une ligne\",,,-3\n"
    );
}

#[test]
fn json_keeps_every_digit() {
    let bytes = write(Format::Json, &sample()).expect("a file");
    let json: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!(json["title"], "Démarches suivies & notées");
    assert_eq!(json["columns"][0]["key"], "name");
    assert_eq!(json["columns"][3]["title"], "n");
    assert_eq!(json["rows"][0]["day"], "2026-11-22");
    assert_eq!(json["rows"][1]["n"], i64::MAX);
    assert_eq!(json["rows"][1]["score"], serde_json::Value::Null);
    assert_eq!(json["rows"][2]["name"], "=1+1");
    assert!(String::from_utf8_lossy(&bytes).contains("0.30000000000000004"));
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let all = || Format::ALL.map(|format| write(format, &sample()).expect("a file"));
    let first = all();
    // Archives date their entries to 2 seconds: a clock would show after more.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert!(first == all());
}

#[test]
fn an_ods_tells_its_type_by_its_first_bytes() {
    let bytes = write(Format::Ods, &sample()).expect("a file");
    assert_eq!(&bytes[30..38], b"mimetype");
    assert_eq!(&bytes[38..84], Format::Ods.media_type().as_bytes());
}

#[test]
fn twenty_five_thousand_rows() {
    let rows = (0..25_000_u32)
        .map(|k| {
            vec![
                Cell::Text(format!("Démarche {k}")),
                Cell::Number(f64::from(k) / 7.0),
                Cell::Date(format!("2026-{:02}-{:02}", k % 12 + 1, k % 28 + 1)),
                Cell::Integer(k.into()),
            ]
        })
        .collect();
    let sheet = sheet(rows);
    assert_same_cells(Format::Xlsx, &sheet);
    assert_same_cells(Format::Ods, &sheet);
    assert_eq!(read_csv(&write(Format::Csv, &sheet).expect("a file")).len(), 25_001);
    let json: serde_json::Value =
        serde_json::from_slice(&write(Format::Json, &sheet).expect("a file")).expect("JSON");
    assert_eq!(json["rows"].as_array().map(Vec::len), Some(25_000));
}

#[test]
fn nothing_at_all_is_a_file_too() {
    for format in Format::ALL {
        assert!(write(format, &Sheet::default()).is_ok(), "{format:?}");
        assert!(
            write(format, &Sheet { rows: vec![vec![], vec![]], ..Sheet::default() }).is_ok(),
            "{format:?}"
        );
        assert!(write(format, &sheet(vec![])).is_ok(), "{format:?}");
    }
}

#[test]
fn what_cannot_be_written_is_an_error() {
    let twice = Sheet { columns: vec![column("a", ""), column("a", "")], ..Sheet::default() };
    let long = sheet(vec![vec![], vec![Cell::Empty; 5]]);
    for format in Format::ALL {
        assert!(matches!(write(format, &twice), Err(ExportError::DuplicateKey(key)) if key == "a"));
        assert!(matches!(
            write(format, &long),
            Err(ExportError::RowTooLong { row: 1, cells: 5, columns: 4 })
        ));
    }
    let wide = (0..16_385).map(|k| column(&k.to_string(), "")).collect();
    let wide = Sheet { columns: wide, ..Sheet::default() };
    assert!(matches!(write(Format::Xlsx, &wide), Err(ExportError::TooLarge { .. })));
    assert!(matches!(write(Format::Ods, &wide), Err(ExportError::TooLarge { .. })));
    assert!(write(Format::Csv, &wide).is_ok());
}

#[test]
fn excel_cuts_long_texts_and_says_so() {
    let sheet = sheet(vec![vec![Cell::Text("😀".repeat(20_000))]]);
    let (_, read) = read_back(Format::Xlsx, write(Format::Xlsx, &sheet).expect("a file"));
    assert!(read[1][0].ends_with('…') && read[1][0].encode_utf16().count() <= 32_767);
    assert_same_cells(Format::Ods, &sheet);
}

#[test]
fn formats_are_found_by_extension() {
    for format in Format::ALL {
        assert_eq!(Format::from_extension(&format.extension().to_uppercase()), Some(format));
    }
    assert_eq!(Format::from_extension("exe"), None);
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,20}",
        "[ \t\r\n\u{a0}\u{feff}]{0,3}[=+@＝＋－＠-].{0,8}",
        vec(any::<char>(), 0..12).prop_map(String::from_iter),
        Just(HOSTILE.to_owned()),
    ]
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Empty),
        text().prop_map(Cell::Text),
        any::<i64>().prop_map(Cell::Integer),
        (-1_000_000_i64..1_000_000).prop_map(Cell::Integer),
        any::<f64>().prop_map(Cell::Number),
        (1901..2100_u16, 1..=12_u8, 1..=28_u8).prop_map(|(y, m, d)| Cell::Date(format!("{y}-{m:02}-{d:02}"))),
        text().prop_map(Cell::Date),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_cell_comes_back(rows in vec(vec(cell(), 0..=4), 0..12)) {
        let sheet = sheet(rows);
        assert_same_cells(Format::Xlsx, &sheet);
        assert_same_cells(Format::Ods, &sheet);
    }

    #[test]
    fn every_csv_field_comes_back_and_no_text_starts_a_formula(rows in vec(vec(cell(), 0..=4), 0..12)) {
        let sheet = sheet(rows);
        let read = read_csv(&write(Format::Csv, &sheet).expect("a file"));
        prop_assert_eq!(read.len(), sheet.rows.len() + 1);
        for (fields, cells) in read[1..].iter().zip(&sheet.rows) {
            prop_assert_eq!(fields.len(), 4);
            for (field, cell) in fields.iter().zip(cells) {
                let wanted = expected(cell);
                prop_assert!(*field == wanted || *field == format!("'{wanted}"), "{field:?} {cell:?}");
                if matches!(cell, Cell::Text(_) | Cell::Date(_)) {
                    prop_assert!(!field.starts_with(['\t', '\r', '\n']), "{field:?}");
                    let start = field.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
                    prop_assert!(!start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{field:?}");
                } else {
                    prop_assert_eq!(field, &wanted);
                }
            }
        }
    }

    #[test]
    fn any_names_give_files_that_open(name in text(), title in text(), note in text(), key in text()) {
        let sheet = Sheet {
            name,
            title: title.clone(),
            columns: vec![Column { key, title }],
            notes: vec![note],
            rows: vec![vec![Cell::Integer(1)]],
        };
        for format in [Format::Xlsx, Format::Ods] {
            prop_assert_eq!(read_back(format, write(format, &sheet).expect("a file")).0.len(), 2);
        }
        let json = write(Format::Json, &sheet).expect("a file");
        prop_assert!(serde_json::from_slice::<serde_json::Value>(&json).is_ok());
    }
}
