//! Views of an edition: filters combine, orders hold, pages cover, and every file says what the page says.

use calamine::{Data, Ods, Reader, Xlsx};
use parvis_kernel::{fold, slug};
use serde_json::Value;
use std::io::Cursor;

use crate::world::{Client, between, worlds};

const EDITION: &str = "/fr/editions/2026-08";

/// The view as JSON, which keeps numbers whole.
fn rows(client: &Client, query: &str) -> Vec<Value> {
    let file = client.json(&format!("{EDITION}/demarches.json{query}"));
    file["rows"].as_array().unwrap().clone()
}

fn ids(rows: &[Value]) -> Vec<String> {
    rows.iter().map(|row| row["procedure"].as_str().unwrap().to_owned()).collect()
}

fn text(row: &Value, key: &str) -> String {
    row[key].as_str().unwrap_or("").to_owned()
}

#[test]
fn filters_combine() {
    for world in worlds().iter() {
        let client = world.start();
        let all = rows(&client, "");
        assert_eq!(all.len(), 229);
        let mut ministries: Vec<String> = all.iter().map(|row| text(row, "ministry")).collect();
        ministries.sort();
        ministries.dedup();
        let mut found = 0;
        for ministry in ministries.iter().filter(|m| !m.is_empty()) {
            for grade in ["green", "amber", "red", "too_few", "no_data"] {
                for needle in ["", "demande", "DÉCLARER"] {
                    let is_wanted = |row: &&Value| {
                        let read =
                            ["name", "organisation", "theme", "procedure"].map(|key| fold(&text(row, key)));
                        text(row, "ministry") == *ministry
                            && text(row, "clarity_grade") == grade
                            && (needle.is_empty() || read.iter().any(|t| t.contains(&fold(needle))))
                    };
                    let want = ids(&all.iter().filter(is_wanted).cloned().collect::<Vec<_>>());
                    let plain = fold(needle);
                    let query =
                        format!("?q={plain}&ministry={}&indicator=clarity&grade={grade}", slug(ministry));
                    assert_eq!(ids(&rows(&client, &query)), want, "{query}");
                    let api = client.json(&format!("/api/v1/editions/2026-08/procedures{query}"));
                    assert_eq!(api["total"], want.len(), "{query}");
                    found += want.len();
                }
            }
        }
        assert!(found > 200, "{found}: the filters found next to nothing");
        let accents = ids(&rows(&client, "?q=imp%C3%B4ts"));
        assert_eq!(accents, ids(&rows(&client, "?q=IMPOTS")));
        assert!(!accents.is_empty());
        // Within a dimension, either will do; a view with nothing says so and is no error.
        let either = rows(&client, "?indicator=clarity&grade=red&grade=green").len();
        let each =
            ["red", "green"].map(|grade| rows(&client, &format!("?indicator=clarity&grade={grade}")).len());
        assert_eq!(either, each.iter().sum::<usize>());
        let nothing = client.text(&format!("{EDITION}?q=xyzzyx"));
        assert!(nothing.contains("Aucune démarche ne correspond"));
    }
}

#[test]
fn orders_hold_in_both_directions_and_what_is_missing_comes_last() {
    let worlds = worlds();
    let client = worlds[0].start();
    for indicator in ["satisfaction", "availability", "response_time", "help_reachable"] {
        let values = |query: &str| -> Vec<Option<f64>> {
            rows(&client, query).iter().map(|row| row[format!("{indicator}_value")].as_f64()).collect()
        };
        for sign in ["", "-"] {
            let got = values(&format!("?sort={sign}{indicator}"));
            let known = got.iter().flatten().count();
            assert!(known > 100 && known < got.len(), "{indicator}: {known}");
            assert!(
                got[..known].iter().all(Option::is_some),
                "{sign}{indicator}: a missing value is not last"
            );
            let in_order =
                |pair: &[Option<f64>]| if sign == "-" { pair[0] >= pair[1] } else { pair[0] <= pair[1] };
            assert!(got[..known].windows(2).all(in_order), "{sign}{indicator}");
        }
    }
    let names =
        |query: &str| rows(&client, query).iter().map(|row| fold(&text(row, "name"))).collect::<Vec<_>>();
    let (up, mut down) = (names("?sort=name"), names("?sort=-name"));
    assert!(up.is_sorted());
    down.reverse();
    assert_eq!(up, down);
}

/// The procedures of the table of a page, in its order.
fn shown(html: &str) -> Vec<String> {
    let table = between(html, "<tbody", "</tbody>");
    let table = table.first().copied().unwrap_or("");
    let row = |row: &&str| between(row, "href=\"/fr/demarches/", "\"").first().map(|slug| (*slug).to_owned());
    between(table, "<tr", "</tr>").iter().filter_map(row).collect()
}

#[test]
fn pages_cover_every_row_once_and_files_hold_the_same_rows_in_the_same_order() {
    for world in worlds().iter() {
        let client = world.start();
        for query in [
            "?",
            "?sort=-satisfaction",
            "?grade=red",
            "?q=demande&sort=clarity",
            "?audience=entreprises&sort=-name",
        ] {
            let want = ids(&rows(&client, query));
            let mut paged = Vec::new();
            for page in 1..=want.len().div_ceil(50) {
                let html = client.text(&format!("{EDITION}{query}&page={page}"));
                let own = shown(&html);
                assert!(own.len() <= 50);
                paged.extend(own);
            }
            assert_eq!(paged, want, "{query}");
            let past = client.get(&format!("{EDITION}{query}&page={}", want.len().div_ceil(50) + 1));
            assert_eq!(past.status, 400, "{query}");
            files(&client, query, &want);
        }
        cursors(&client);
    }
}

fn files(client: &Client, query: &str, want: &[String]) {
    let body = |extension: &str| client.get(&format!("{EDITION}/demarches.{extension}{query}")).body;
    let csv = body("csv");
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    let own: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
    assert_eq!(own, want, "csv {query}");
    let column = |range: calamine::Range<Data>| -> Vec<String> {
        range.rows().skip(1).map(|row| row[0].to_string()).collect()
    };
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(body("xlsx"))).unwrap();
    let first = xlsx.sheet_names()[0].clone();
    assert_eq!(column(xlsx.worksheet_range(&first).unwrap()), want, "xlsx {query}");
    let mut ods: Ods<_> = Ods::new(Cursor::new(body("ods"))).unwrap();
    let first = ods.sheet_names()[0].clone();
    assert_eq!(column(ods.worksheet_range(&first).unwrap()), want, "ods {query}");
}

/// The interface's pages, followed to the end, give each procedure once, in the order of ids.
fn cursors(client: &Client) {
    let mut all = Vec::new();
    let mut address = "/api/v1/editions/2026-08/procedures?limit=50".to_owned();
    loop {
        let page = client.json(&address);
        assert_eq!(page["total"], 229);
        let own = page["procedures"].as_array().unwrap();
        all.extend(own.iter().map(|one| one["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        address = format!("/api/v1/editions/2026-08/procedures?limit=50&cursor={next}");
    }
    let mut want = ids(&rows(client, ""));
    want.sort();
    assert_eq!(all, want);
}
