//! The ledger on real databases: every body runs on both engines.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod corrections;
mod database;
mod documentation;
mod faults;
mod gaps;
mod import;

use parvis_csv::Problems;
use parvis_db::testing::each_engine;
use parvis_db::{Error, Pool};
use parvis_kernel::{Day, Id, Timestamp};
use parvis_measures::{Context, Draft, MIGRATIONS, Reading, Report};
use std::cell::Cell;

const SHIPPED: &str = include_str!("../../../../../data/observatory/measures.csv");
const HEADER: &str = "procedure_id,month,indicator,window,value,n";

/// An empty ledger, and what time it is there.
struct World {
    pool: Pool,
    now: Cell<Timestamp>,
}

/// Runs `test` in a fresh world on each engine; the engine's name is in the output of a test that fails.
fn on_each_engine(test: impl Fn(&World)) {
    for db in each_engine(&[&MIGRATIONS]) {
        eprintln!("on {}", db.pool.url());
        test(&World { pool: db.pool.clone(), now: Cell::new(at("2026-09-01T08:00:00Z")) });
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The catalogue of these tests: `jdma-1`, `jdma-2`…, whose identifiers are their numbers.
fn procedure(number: u32) -> Id {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    Id::from_bytes(bytes)
}

fn parse(bytes: &[u8], now: Timestamp) -> Result<Draft, Problems> {
    let resolve = |text: &str, _: Day| text.strip_prefix("jdma-")?.parse().ok().map(procedure);
    parvis_measures::parse(
        bytes,
        &[],
        &Context { resolve: &resolve, source: "jdma", now, collected_until: now },
    )
}

/// A file of these rows, under the usual header.
fn file(rows: &str) -> String {
    format!("{HEADER}\n{rows}\n")
}

impl World {
    fn load(&self, csv: &str, dry_run: bool) -> Result<Report, Error> {
        let draft = parse(csv.as_bytes(), self.now.get()).unwrap();
        self.pool.write(|db| parvis_measures::load(db, draft, dry_run, &mut |_| {}))
    }

    fn import(&self, csv: &str) -> Report {
        self.load(csv, false).unwrap()
    }

    /// Everything in force, as known at an instant.
    fn known_at(&self, known: &str) -> Vec<Reading> {
        let ages = (day("1000-01-01"), day("9999-12-31"));
        self.pool.read(|db| parvis_measures::load_up_to(db, ages.0, ages.1, at(known))).unwrap()
    }

    fn readings(&self) -> Vec<Reading> {
        self.known_at("2100-01-01T00:00:00Z")
    }

    /// The gaps of an indicator's window, as `first..last`.
    fn gaps(&self, indicator: &str, period: &str) -> Vec<String> {
        let all = self.pool.read(parvis_measures::gaps_all).unwrap();
        let ours = all.into_iter().filter(|g| g.indicator == indicator && g.period == period);
        ours.map(|g| format!("{}..{}", g.first_day, g.last_day)).collect()
    }
}

fn report(new: usize, unchanged: usize, corrected: usize, gaps: usize) -> Report {
    Report { new, unchanged, corrected, gaps }
}
