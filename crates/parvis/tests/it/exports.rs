//! Files of opinions, from the desk: each format read back, with the filters of the list.

use calamine::{Data, Reader};
use parvis_accounts::AccountsError;
use parvis_catalog::Kind;
use parvis_db::testing::each_engine;
use parvis_journal::Filter;
use parvis_kernel::{Clock, Id, Role, Scope};
use parvis_reviews::row::columns;
use parvis_reviews::service::entry::{self, Said, Sent};
use parvis_reviews::service::forms;
use parvis_reviews::survey::{Channel, Face, Mark, Tongue};
use std::io::Cursor;
use std::time::Duration;

use crate::people::{People, Session, people};
use crate::world::{Answer, clock};

/// More than a page of the export, and one that a spreadsheet would run.
const OPINIONS: u32 = 1_003;
const HOSTILE: &str = "=cmd|' /C calc'!A0";

fn survey(people: &People) -> Id {
    let (means, by) = (&people.means, people.by());
    let made = people.pool.write(|db| {
        let new = parvis_catalog::New { number: "essai".into(), facts: vec![(Kind::Name, "Essai".into())] };
        let since = "2025-01-01".parse().unwrap();
        parvis_catalog::create(db, &new, since, means.id(by.now), by.now).unwrap();
        let (form, button) = forms::create(db, means, &by, "essai", "Enquête d'essai")?;
        db.tx(|db| {
            for n in 0..OPINIONS {
                let page = n.to_string();
                let channel = if n % 2 == 0 { Channel::Web } else { Channel::Counter };
                let now = by.now.plus(Duration::from_secs(u64::from(n / 2)));
                let sent = Sent {
                    form: &form,
                    button: &button,
                    version: 1,
                    page: &page,
                    channel,
                    tongue: Tongue::French,
                    crowd: None,
                    entered_by: None,
                };
                entry::begin(db, &sent, Face::ALL[n as usize % 3], means.id(now), now)?;
                if n == 0 {
                    entry::go_on(db, &page, &Said::Clarity(Some(Mark::Good)), now)?;
                    entry::go_on(db, &page, &Said::Comment(Some(HOSTILE.into())), now)?;
                }
            }
            Ok::<_, AccountsError>(form.id)
        })
    });
    made.unwrap()
}

fn file(people: &People, session: &Session, form: Id, query: &str) -> Answer {
    let answer = people.get(session, &format!("/fr/bureau/avis/{form}/fichiers?{query}"));
    assert_eq!(answer.status, 200, "{query}: {}", String::from_utf8_lossy(&answer.body));
    answer
}

fn sheet(body: Vec<u8>, xlsx: bool) -> calamine::Range<Data> {
    let cursor = Cursor::new(body);
    if xlsx {
        calamine::Xlsx::new(cursor).unwrap().worksheet_range("Avis").unwrap()
    } else {
        calamine::Ods::new(cursor).unwrap().worksheet_range("Avis").unwrap()
    }
}

/// Comments are in the last column.
fn is_hostile(cell: Option<&Data>) -> bool {
    cell == Some(&Data::String(HOSTILE.into()))
}

#[test]
fn each_format_holds_the_opinions_of_the_list() {
    for db in each_engine(parvis::MIGRATIONS) {
        let people = people(&db.pool);
        let form = survey(&people);
        let reader = people.session(people.agent(people.here, Role::Auditor, Scope::Space(people.here)));
        let width = columns().len();

        let csv = file(&people, &reader, form, "format=csv&tous=1");
        assert!(csv.header("content-disposition").contains("avis-essai-2026-09-01.csv"));
        assert_eq!(csv.header("cache-control"), "no-store");
        let mut table = csv::Reader::from_reader(csv.body.as_slice());
        let keys: Vec<String> = columns().iter().map(|(subject, _)| subject.key()).collect();
        assert_eq!(table.headers().unwrap().iter().collect::<Vec<_>>(), keys);
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), OPINIONS as usize);
        let ids: std::collections::BTreeSet<&str> = rows.iter().map(|row| &row[0]).collect();
        assert_eq!(ids.len(), rows.len(), "each once");
        let last = rows.iter().find(|row| !row[width - 1].is_empty()).unwrap();
        assert_eq!(&last[width - 1], format!("'{HOSTILE}"));
        assert_eq!((&last[16], &last[17], &last[18], &last[19]), ("bad", "0", "good", "7.5"));

        let few = file(&people, &reader, form, "format=csv&tous=1&canal=counter&note=bad");
        let lines = few.text().lines().count() - 1;
        assert_eq!(lines, (0..OPINIONS).filter(|n| n % 2 == 1 && n % 3 == 0).count());
        assert_eq!(file(&people, &reader, form, "format=csv").text().lines().count(), 2, "with a comment");

        let lines = file(&people, &reader, form, "format=jsonl").text();
        let one: serde_json::Value = serde_json::from_str(lines.trim()).unwrap();
        assert_eq!((one["comment"].as_str(), one["help"].is_null()), (Some(HOSTILE), true));
        assert_eq!(one.as_object().unwrap().len(), width);

        for (format, is_xlsx) in [("xlsx", true), ("ods", false)] {
            let sheet = sheet(file(&people, &reader, form, &format!("format={format}&tous=1")).body, is_xlsx);
            assert_eq!(sheet.get_size(), (OPINIONS as usize + 1, width), "{format}");
            let found = (1..sheet.height()).filter(|row| is_hostile(sheet.get((*row, width - 1)))).count();
            assert_eq!(found, 1, "{format}");
        }
        parquet_holds_them(&file(&people, &reader, form, "format=parquet&tous=1").body);
        journal_tells_of_it(&people, form);
    }
}

fn parquet_holds_them(body: &[u8]) {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use std::io::{Seek, Write};
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(body).unwrap();
    file.rewind().unwrap();
    let read = SerializedFileReader::new(file).unwrap();
    assert_eq!(read.metadata().file_metadata().num_rows(), i64::from(OPINIONS));
    let rows = read.get_row_iter(None).unwrap().map(Result::unwrap);
    let comment = |row: &parquet::record::Row| {
        row.get_column_iter().find(|(key, _)| *key == "comment").map(|(_, cell)| cell.to_string())
    };
    let told: Vec<_> = rows.filter_map(|row| comment(&row).filter(|text| text != "null")).collect();
    assert_eq!(told, [format!("\"{HOSTILE}\"")]);
}

/// Two entries for each file: one before it leaves, one at its end.
fn journal_tells_of_it(people: &People, form: Id) {
    let of = |action: &str| {
        let filter = Filter { action: Some(action.into()), ..Filter::default() };
        let mut found = people.pool.read(|db| parvis_journal::page(db, &filter)).unwrap();
        found.retain(|entry| entry.object == form.to_string());
        found
    };
    // The end is written once the last byte was taken.
    let mut ends = of("opinion.exported");
    while ends.len() < 7 {
        std::thread::sleep(Duration::from_millis(10));
        ends = of("opinion.exported");
    }
    let begun = of("opinion.export");
    assert_eq!(begun.len(), 7);
    let said = |entry: &parvis_journal::Entry, what: &str| {
        entry.changes.iter().find(|change| change.what == what).and_then(|change| change.to.clone())
    };
    let filtered =
        begun.iter().find(|entry| said(entry, "filters").as_deref() == Some("tous=1 canal=counter note=bad"));
    assert_eq!(said(filtered.unwrap(), "format").as_deref(), Some("csv"));
    assert!(begun.iter().all(|entry| entry.at >= clock().now()));
    let whole: Vec<_> = ends.iter().filter_map(|entry| said(entry, "n").zip(said(entry, "whole"))).collect();
    assert!(whole.contains(&(OPINIONS.to_string(), "yes".into())), "{whole:?}");
    assert!(whole.iter().all(|(_, whole)| whole == "yes"));
}

#[test]
fn the_page_offers_the_formats_with_the_filters_of_the_list() {
    for db in each_engine(parvis::MIGRATIONS) {
        let people = people(&db.pool);
        let form = survey(&people);
        let reader = people.session(people.agent(people.here, Role::Auditor, Scope::Space(people.here)));
        let list = people.get(&reader, &format!("/fr/bureau/avis/{form}/avis-recus?canal=web&avant=1.x"));
        assert!(list.text().contains(&format!("/fr/bureau/avis/{form}/fichiers?canal=web\"")));
        let page = people.get(&reader, &format!("/fr/bureau/avis/{form}/fichiers?canal=web")).text();
        for format in ["csv", "xlsx", "ods", "jsonl", "parquet"] {
            assert!(page.contains(&format!("fichiers?canal=web&#38;format={format}\"")), "{format}: {page}");
        }
        assert!(page.contains("1 048 576"), "what a sheet holds is said beforehand");
        let odd = people.get(&reader, &format!("/fr/bureau/avis/{form}/fichiers?format=exe"));
        assert_eq!(odd.status, 400);
        assert!(odd.text().contains("Ce format"));
    }
}
