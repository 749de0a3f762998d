//! Measurements from a file into the ledger: read, checked, recorded.

use parvis_catalog::Catalog;
use parvis_db::Pool;
use parvis_db::testing::{TestDb, each_engine};
use parvis_kernel::{Clock, Day, SeededRng};
use parvis_measures::Context;
use std::fmt::Write;
use std::time::Instant;

use crate::report::{Report, quantile};
use crate::site::clock;

pub const PROCEDURES: &[u8] = include_bytes!("../../data/observatory/procedures.csv");
const MEASURES: &[u8] = include_bytes!("../../data/observatory/measures.csv");
const GOAL: f64 = 50_000.0;

pub fn run(report: &mut Report) {
    let large = generated(500_000);
    for (name, file, rounds) in [("shipped", MEASURES, 5), ("generated", large.as_bytes(), 2)] {
        let rows = file.iter().filter(|byte| **byte == b'\n').count() - 1;
        for engine in 0..engines() {
            let mut rates = Vec::new();
            for _ in 0..rounds {
                let db = each_engine(parvis::MIGRATIONS).swap_remove(engine);
                load_procedures(&db.pool, PROCEDURES);
                let begun = Instant::now();
                assert_eq!(load_measures(&db.pool, file), rows);
                #[expect(clippy::cast_precision_loss)]
                rates.push(rows as f64 / begun.elapsed().as_secs_f64());
            }
            let rate = quantile(&mut rates, 0.5);
            let engine = ["SQLite", "PostgreSQL"][engine];
            let what = format!("import of the {name} file, {rows} rows, {engine}");
            let figure = format!("{rate:.0} rows/s");
            match engine {
                "SQLite" => report.goal(&what, figure, "≥ 50,000", rate >= GOAL),
                _ => report.note(&what, figure),
            }
        }
    }
}

fn engines() -> usize {
    each_engine(parvis::MIGRATIONS).iter().map(|_: &TestDb| 1).sum()
}

pub fn load_procedures(pool: &Pool, file: &[u8]) {
    let draft = parvis_catalog::parse(file, &[], "1975-01-01".parse().unwrap()).unwrap();
    let load = |db: &mut parvis_db::Db| parvis_catalog::load(db, &draft, false, &clock(), &SeededRng::new(1));
    pool.write(load).unwrap();
}

/// The readings that the ledger did not have.
pub fn load_measures(pool: &Pool, file: &[u8]) -> usize {
    let load = |db: &mut parvis_db::Db| -> Result<usize, parvis_db::Error> {
        let catalog: Catalog = parvis_catalog::all(db)?;
        let resolve = |number: &str, day: Day| catalog.resolve(number, day).map(|p| p.id);
        let now = clock().now();
        let context = Context { resolve: &resolve, source: "jdma", now, collected_until: now };
        let draft = parvis_measures::parse(file, &[], &context).unwrap();
        Ok(parvis_measures::load(db, draft, false, &mut |_| {})?.new)
    };
    pool.write(load).unwrap()
}

/// The numbers of the shipped procedures.
pub fn numbers() -> Vec<String> {
    let text = std::str::from_utf8(PROCEDURES).unwrap();
    text.lines().skip(1).filter_map(|line| Some(line.split_once(',')?.0.to_owned())).collect()
}

/// A file of `rows` measurements: months before those of the shipped file, each a little different.
fn generated(rows: usize) -> String {
    const INDICATORS: [(&str, &str); 4] =
        [("satisfaction", "12m"), ("comprehension", "12m"), ("uptime", "3m"), ("response_time_ms", "3m")];
    let numbers = numbers();
    let mut text = String::from("procedure_id,month,indicator,window,value,n\n");
    let mut written = 0;
    for month in 0.. {
        for number in &numbers {
            for (place, (indicator, window)) in INDICATORS.iter().enumerate() {
                if written == rows {
                    return text;
                }
                let (year, month) = (1980 + month / 12, month % 12 + 1);
                let value = match place {
                    0 | 1 => format!("{}.{:02}", 5 + written % 4, written % 100),
                    2 => format!("99.{:02}", written % 100),
                    _ => format!("{}", 100 + written % 700),
                };
                let _ = writeln!(
                    text,
                    "{number},{year}-{month:02},{indicator},{window},{value},{}",
                    100 + written % 900
                );
                written += 1;
            }
        }
    }
    text
}
