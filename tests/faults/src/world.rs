//! What is broken: a product with the shipped data and a survey, on each engine; and what its database holds.

use parvis_accounts::{AccountsError, Means};
use parvis_db::diesel::dsl::sql;
use parvis_db::diesel::prelude::*;
use parvis_db::diesel::sql_types::{BigInt, Text};
use parvis_db::testing::{TestDb, each_engine};
use parvis_db::{DatabaseUrl, Pool, on_db};
use parvis_journal::By;
use parvis_kernel::{Clock, SystemClock};
use parvis_reviews::service::forms;
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;

use crate::node::{Node, Settings};
use crate::people::{People, Told, words};

/// A procedure of the shipped data.
const PROCEDURE: &str = "jdma-1638";

pub struct World {
    pub engine: &'static str,
    pub settings: Settings,
    /// The address of the survey.
    pub code: String,
    _folder: Option<TempDir>,
    _database: Option<TestDb>,
}

/// A world on SQLite, and one on the PostgreSQL server of `PARVIS_TEST_POSTGRES`.
pub fn each() -> Vec<World> {
    let mut all = vec![sqlite()];
    for db in each_engine(parvis::MIGRATIONS).into_iter().skip(1) {
        let url = db.pool.url().clone();
        all.push(World::new("PostgreSQL", tempfile::tempdir().expect("a folder"), &url, Some(db)));
    }
    all
}

/// A world on SQLite.
pub fn sqlite() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let url = DatabaseUrl::Sqlite(folder.path().join("parvis.db"));
    World::new("SQLite", folder, &url, None)
}

impl World {
    fn new(engine: &'static str, folder: TempDir, url: &DatabaseUrl, db: Option<TestDb>) -> Self {
        let settings = Settings::new(url, folder.path());
        let code = furnish(&settings);
        Self { engine, settings, code, _folder: Some(folder), _database: db }
    }

    /// A world whose database is elsewhere.
    pub fn at(url: &DatabaseUrl) -> Self {
        Self::new("PostgreSQL", tempfile::tempdir().expect("a folder"), url, None)
    }

    /// The same survey, in another installation.
    pub fn with(&self, settings: Settings) -> Self {
        Self { engine: self.engine, settings, code: self.code.clone(), _folder: None, _database: None }
    }

    /// The same, with its files elsewhere.
    pub fn moved_to(&self, place: &Path) -> Self {
        let settings = self.settings.clone();
        let from = settings.folder.join("parvis.db");
        for file in [&from, &settings.folder.join("parvis.key")] {
            let to = place.join(file.file_name().unwrap_or_default());
            std::fs::copy(file, to).expect("there is room for the database");
        }
        let database = DatabaseUrl::Sqlite(place.join("parvis.db"));
        self.with(Settings { database, folder: place.to_owned(), ..settings })
    }

    /// A look into the database, by a connection that does not stay.
    fn look<T>(&self, get: impl FnOnce(&Pool) -> Result<T, parvis_db::Error>) -> T {
        let pool = Pool::open(self.settings.database.clone(), 1).expect("the database opens");
        get(&pool).expect("the database answers")
    }

    fn texts(&self, query: &str) -> Vec<String> {
        self.look(|pool| pool.read(|db| Ok(on_db!(db, |c| sql::<Text>(query).load::<String>(c))?)))
    }

    pub fn opinions(&self) -> usize {
        let query = parvis_db::diesel::select(sql::<BigInt>("(SELECT count(*) FROM reviews_opinion)"));
        let opinions: i64 = self.look(|pool| pool.read(|db| Ok(on_db!(db, |c| query.get_result(c))?)));
        usize::try_from(opinions).unwrap_or(0)
    }

    /// Acknowledged opinions and words that are not there, among the people from `from` on.
    pub fn lost(&self, people: &People, from: u32) -> usize {
        let kept = self.kept(from);
        let lost = people.told(Told::Whole, from).iter().filter(|n| !kept.contains(&words(**n))).count();
        lost + (people.before + people.count(Told::First)).saturating_sub(self.opinions())
    }

    /// Of the words acknowledged first, those that are not there.
    pub fn missing(&self, people: &People, first: usize) -> usize {
        let (kept, told) = (self.kept(0), people.in_order());
        told.iter().take(first).filter(|n| !kept.contains(&words(**n))).count()
    }

    /// What was written, by the people from `from` on.
    fn kept(&self, from: u32) -> BTreeSet<String> {
        let least = words(from);
        let query = format!(
            "SELECT verbatim FROM reviews_opinion WHERE verbatim >= '{least}' AND verbatim LIKE 'avis-%'"
        );
        self.texts(&query).into_iter().collect()
    }

    /// What the operator's own commands say: counters and journal exact, the last edition recomputed.
    pub fn verify(&self) -> Result<(), String> {
        self.settings.run(&["reviews", "verify"])?;
        self.settings.run(&["journal", "verify"])?;
        Ok(())
    }
}

/// The shipped data, and a survey.
fn furnish(settings: &Settings) -> String {
    Node::with(settings, &["serve", "--demo"]).expect("the product starts").stop();
    let pool = Pool::open(settings.database.clone(), 1).expect("the database opens");
    let (means, by) = (Means::testing(), By::console(SystemClock.now()));
    let made: Result<_, AccountsError> = pool.write(|db| forms::create(db, &means, &by, PROCEDURE, "Essai"));
    made.expect("a survey").1.code
}
