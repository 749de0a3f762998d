//! Two spaces, a ministry with two administrations, and the people who work there.

use parvis_accounts::model::Organisation;
use parvis_accounts::password::Cost;
use parvis_accounts::secret::Key;
use parvis_accounts::service::organisations::NewOrganisation;
use parvis_accounts::service::spaces::NewSpace;
use parvis_accounts::service::{demo, organisations, spaces};
use parvis_accounts::{AccountsError, Means};
use parvis_catalog::Kind;
use parvis_db::testing::{TestDb, each_engine};
use parvis_db::{Db, Migrations, Pool};
use parvis_files::{Files, Scanner};
use parvis_journal::{By, Entry, Filter};
use parvis_kernel::{Actor, Clock, Id, Place, Role, Scope, SeededRng, Timestamp};
use parvis_procedures::service::life::{self, NewProcedure};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;

pub const PASSWORD: &str = "quatre girafes lisent dehors";

const MIGRATIONS: &[&Migrations] = &[
    &parvis_journal::MIGRATIONS,
    &parvis_accounts::MIGRATIONS,
    &parvis_jobs::MIGRATIONS,
    &parvis_files::MIGRATIONS,
    &parvis_measures::MIGRATIONS,
    &parvis_catalog::MIGRATIONS,
    &parvis_procedures::MIGRATIONS,
];

pub struct World {
    pub db: TestDb,
    pub means: Means,
    pub state: Id,
    pub town: Id,
    /// The ministry, and under it the two administrations.
    pub ministry: Organisation,
    pub taxes: Organisation,
    pub papers: Organisation,
    /// Scanned by nobody.
    pub files: Files,
    folder: TempDir,
    tick: Arc<AtomicI64>,
}

/// Runs `test` in a fresh world on each engine; the engine's name is in the output of a test that fails.
pub fn on_each_engine(test: impl Fn(&World)) {
    for db in each_engine(MIGRATIONS) {
        eprintln!("on {}", db.pool.url());
        test(&World::new(db));
    }
}

/// 1 March 2026, noon, and some seconds.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_micros("2026-03-01T12:00:00Z".parse::<Timestamp>().unwrap().micros() + second * 1_000_000)
}

/// The time of a world: each look is a second later.
struct Ticking(Arc<AtomicI64>);

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        at(self.0.fetch_add(1, Ordering::Relaxed))
    }
}

impl World {
    fn new(db: TestDb) -> Self {
        let rng = Arc::new(SeededRng::new(1));
        let means = Means { key: Key::new(&*rng), rng, cost: Cost::TEST, issuer: "Parvis".into() };
        let by = By::console(at(0));
        let made = db.pool.write(|db| {
            let space = |db: &mut Db, name: &str, kind: &str, territory: &str| {
                let new = NewSpace { name: name.into(), kind: kind.into(), territory: territory.into() };
                spaces::create(db, &means, &by, &new).map(|space| space.id)
            };
            // The first space is the one made first: identifiers of one instant have no order.
            let state = space(db, "État", "state", "")?;
            let later = By::console(at(1));
            let new = NewSpace { name: "Ville".into(), kind: "commune".into(), territory: "01004".into() };
            let town = spaces::create(db, &means, &later, &new)?.id;
            let organisation = |db: &mut Db, name: &str, kind: &str, parent| {
                let new =
                    NewOrganisation { name: name.into(), kind: kind.into(), siret: String::new(), parent };
                organisations::create(db, &means, &by, state, &new)
            };
            let ministry = organisation(db, "Ministère des exemples", "ministry", None)?;
            let taxes = organisation(db, "Direction des impôts", "administration", Some(ministry.id))?;
            let papers = organisation(db, "Direction des titres", "administration", Some(ministry.id))?;
            Ok::<_, AccountsError>((state, town, ministry, taxes, papers))
        });
        let (state, town, ministry, taxes, papers) = made.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let files = parvis_files::testing::files(folder.path(), None);
        let tick = Arc::new(AtomicI64::new(10));
        Self { db, means, state, town, ministry, taxes, papers, files, folder, tick }
    }

    /// The same world with a scanner.
    pub fn scanned_by(&self, scanner: Scanner) -> Files {
        parvis_files::testing::files(self.folder.path(), Some(scanner))
    }

    pub fn pool(&self) -> &Pool {
        &self.db.pool
    }

    /// A moment after all others.
    pub fn now(&self) -> Timestamp {
        at(self.tick.fetch_add(1, Ordering::Relaxed))
    }

    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(Ticking(Arc::clone(&self.tick)))
    }

    pub fn wait_an_hour(&self) {
        self.tick.fetch_add(3600, Ordering::Relaxed);
    }

    /// What the store of files holds.
    pub fn kept(&self) -> Vec<PathBuf> {
        fn under(folder: &Path) -> Vec<PathBuf> {
            let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
            let all = entries.map(|entry| entry.unwrap().path());
            all.flat_map(|path| if path.is_dir() { under(&path) } else { vec![path] }).collect()
        }
        under(&self.folder.path().join("files"))
    }

    /// A file stands where the folder of files should be.
    pub fn break_store(&self) {
        std::fs::write(self.folder.path().join("files"), "").unwrap();
    }

    pub fn console(&self) -> By {
        By::console(self.now())
    }

    /// Somebody with one role.
    pub fn agent(&self, local: &str, role: Role, scope: Scope) -> Id {
        let space = if scope == Scope::Space(self.town) { self.town } else { self.state };
        let account = demo::Account { local, name: local, space, password: PASSWORD };
        self.pool().write(|db| demo::make(db, &self.means, &self.console(), &account, role, scope)).unwrap()
    }

    /// As somebody would come now, with the rights they hold.
    pub fn by(&self, agent: Id) -> By {
        let now = self.now();
        let rights = self.pool().read(|db| parvis_accounts::service::rights::held(db, agent, now)).unwrap();
        By { actor: Actor::agent(agent, None, rights), ..By::console(now) }
    }

    pub fn someone(&self, local: &str, role: Role, scope: Scope) -> By {
        self.by(self.agent(local, role, scope))
    }

    /// A procedure in force since 2025, and its slug.
    pub fn procedure(&self, space: Id, number: &str, name: &str, administration: &str) -> String {
        let new = NewProcedure {
            space,
            number: number.into(),
            facts: vec![
                (Kind::Name, name.into()),
                (Kind::Ministry, "Ministère des exemples".into()),
                (Kind::Administration, administration.into()),
                (Kind::Address, "https://exemple.fr/entree".into()),
            ],
            on: "2025-01-01".parse().unwrap(),
            reason: "essai".into(),
        };
        self.pool().write(|db| life::create(db, &self.means, &self.console(), &new)).unwrap()
    }

    pub fn place(&self, slug: &str) -> Place {
        let by = self.console();
        let read = |db: &mut Db| {
            parvis_procedures::service::catalogue::get(db, &by, slug, parvis_kernel::Permission::CatalogRead)
        };
        self.pool().read(read).unwrap().place
    }

    pub fn scope(&self, slug: &str) -> Scope {
        Scope::Procedure(self.place(slug).procedure.unwrap())
    }

    /// The journal's entries of an action, the newest first.
    pub fn acts(&self, action: &str) -> Vec<Entry> {
        let filter = Filter { action: Some(action.into()), ..Filter::default() };
        self.pool().read(|db| parvis_journal::page(db, &filter)).unwrap()
    }
}

/// The field that an error is about, and its message.
pub fn wrong<T: std::fmt::Debug>(result: Result<T, AccountsError>) -> (&'static str, &'static str) {
    match result.unwrap_err() {
        AccountsError::Invalid { field, message } => (field, message),
        AccountsError::Conflict(message) => ("", message),
        AccountsError::NotFound => ("", "not found"),
        AccountsError::Forbidden => ("", "forbidden"),
        other => panic!("{other}"),
    }
}
