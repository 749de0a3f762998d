//! The catalogue on real databases: every body runs on both engines.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod database;
mod faults;
mod import;
mod lineage;
mod numbers;

use parvis_catalog::{Act, Catalog, CatalogError, Draft, MIGRATIONS, Report, Snapshot};
use parvis_db::testing::each_engine;
use parvis_db::{Db, Pool};
use parvis_kernel::{Clock, Day, FixedClock, SeededRng, Timestamp};
use std::cell::Cell;

const SHIPPED: &str = include_str!("../../../../../data/observatory/procedures.csv");

/// An empty catalogue, and the day it is there.
struct World {
    pool: Pool,
    rng: SeededRng,
    today: Cell<Day>,
    acts: Cell<i64>,
}

/// Runs `test` in a fresh world on each engine; the engine's name is in the output of a test that fails.
fn on_each_engine(test: impl Fn(&World)) {
    for db in each_engine(&[&MIGRATIONS]) {
        eprintln!("on {}", db.pool.url());
        let (rng, today) = (SeededRng::new(7), Cell::new(day("2026-01-01")));
        test(&World { pool: db.pool.clone(), rng, today, acts: Cell::new(0) });
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn draft(csv: &str, from: Day) -> Draft {
    parvis_catalog::parse(csv.as_bytes(), &[], from).unwrap()
}

impl World {
    /// Goes to a day: what is imported or done then holds from that day on, and is known from then on.
    fn on(&self, today: &str) -> &Self {
        self.today.set(day(today));
        self
    }

    /// A later instant of the day at each call, so that acts of one day follow each other.
    fn clock(&self) -> FixedClock {
        self.acts.set(self.acts.get() + 1);
        FixedClock(Timestamp::from_micros(self.today.get().end().micros() - 80_000_000_000 + self.acts.get()))
    }

    fn write<T>(&self, work: impl FnOnce(&mut Db) -> Result<T, CatalogError>) -> Result<T, CatalogError> {
        self.pool.write(work)
    }

    fn load(&self, csv: &str, dry_run: bool) -> Result<Report, CatalogError> {
        let draft = draft(csv, self.today.get());
        self.write(|db| parvis_catalog::load(db, &draft, dry_run, &self.clock(), &self.rng))
    }

    fn import(&self, csv: &str) -> Report {
        self.load(csv, false).unwrap()
    }

    fn act(&self, slug: &str, act: &Act) -> Result<(), CatalogError> {
        self.write(|db| parvis_catalog::act(db, slug, self.today.get(), act, self.clock().now()))
    }

    fn catalog(&self) -> Catalog {
        self.pool.read(parvis_catalog::all).unwrap()
    }

    /// The procedure of a slug on a day, as known at the end of another.
    fn at(&self, slug: &str, on: &str, known: &str) -> Option<Snapshot> {
        self.catalog().by_slug(slug).unwrap().at(day(on), day(known).end())
    }

    fn name(&self, slug: &str, on: &str, known: &str) -> Option<String> {
        self.at(slug, on, known).map(|snapshot| snapshot.name)
    }

    /// The slug of the procedure that a number means on a day.
    fn holder(&self, number: &str, on: &str) -> Option<String> {
        self.catalog().resolve(number, day(on)).map(|procedure| procedure.slug.clone())
    }

    /// Everything the catalogue holds, to see that nothing changed.
    fn all(&self) -> String {
        let mut procedures = self.catalog().procedures;
        for procedure in &mut procedures {
            procedure.facts.sort_by_key(|f| (f.kind, f.valid_from, f.recorded_at));
        }
        format!("{procedures:?}")
    }
}

fn report(new: usize, changed: usize, unchanged: usize) -> Report {
    Report { new, changed, unchanged }
}
