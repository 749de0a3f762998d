//! A procedure of a space, somebody who answers for it, and a site of this machine that can be made to fail.

use parvis_accounts::service::{demo, spaces};
use parvis_accounts::{AccountsError, Means, Post};
use parvis_db::testing::{TestDb, each_engine};
use parvis_db::{Db, Migrations};
use parvis_i18n::{Locales, Messages};
use parvis_jobs::{Failure, Registry, run_all};
use parvis_journal::By;
use parvis_kernel::{Clock, Day, Id, Locale, Role, Scope, Timestamp};
use parvis_mail::{Letterhead, Mailer};
use parvis_probes::service::watching::{self, NewWatch};
use parvis_probes::watch::hours::Hours;
use parvis_probes::{Prober, Public, jobs};
use parvis_ui::{Site, Theme};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

const MIGRATIONS: &[&Migrations] = &[
    &parvis_journal::MIGRATIONS,
    &parvis_accounts::MIGRATIONS,
    &parvis_jobs::MIGRATIONS,
    &parvis_measures::MIGRATIONS,
    &parvis_catalog::MIGRATIONS,
    &parvis_probes::MIGRATIONS,
];

pub const LOCALES: &[Locales] = &[
    parvis_i18n::LOCALES,
    parvis_mail::LOCALES,
    parvis_ui::LOCALES,
    parvis_catalog::LOCALES,
    parvis_measures::LOCALES,
    parvis_accounts::LOCALES,
    parvis_probes::LOCALES,
];

/// A clock that a test sets.
#[derive(Clone)]
pub struct Set(Arc<AtomicI64>);

impl Clock for Set {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::Relaxed))
    }
}

/// A site of this machine: what it answers, and how often it was asked.
pub struct Server {
    pub address: SocketAddr,
    status: Arc<AtomicU16>,
    page: Arc<Mutex<String>>,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (status, page) = (Arc::new(AtomicU16::new(200)), Arc::new(Mutex::new(String::new())));
        let (now, what) = (Arc::clone(&status), Arc::clone(&page));
        std::thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let _ = stream.read(&mut [0; 4096]);
                let (status, page) = (now.load(Ordering::Relaxed), what.lock().unwrap().clone());
                let head = format!(
                    "HTTP/1.1 {status} -\r\nContent-Type: text/html\r\nContent-Length: {}\r\n",
                    page.len()
                );
                let _ = stream.write_all(format!("{head}Connection: close\r\n\r\n{page}").as_bytes());
            }
        });
        Self { address, status, page }
    }

    pub fn answers(&self, status: u16) {
        self.status.store(status, Ordering::Relaxed);
    }

    pub fn shows(&self, body: &str) {
        let head = "<!DOCTYPE html><html lang=fr><title>Une page d'essai</title><body><main><h1>Bonjour</h1>";
        *self.page.lock().unwrap() = format!("{head}{body}</main>");
    }

    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }
}

pub struct World {
    pub db: TestDb,
    pub means: Means,
    pub slug: String,
    pub procedure: Id,
    pub server: Server,
    clock: Set,
    registry: Registry,
    folder: TempDir,
}

pub fn on_each_engine(test: impl Fn(&World)) {
    for db in each_engine(MIGRATIONS) {
        eprintln!("on {}", db.pool.url());
        test(&World::new(db));
    }
}

/// 2 March 2026, a Monday, eleven in the morning in Paris.
pub fn morning() -> Timestamp {
    "2026-03-02T10:00:00Z".parse().unwrap()
}

impl World {
    fn new(db: TestDb) -> Self {
        let means = Means::testing();
        let clock = Set(Arc::new(AtomicI64::new(morning().micros())));
        let by = By::console(morning());
        let (slug, procedure) = db.pool.write(|db| made(db, &means, &by)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let messages = Messages::new(LOCALES).unwrap();
        let head = Letterhead {
            service: "Parvis".into(),
            publisher: "Essai".into(),
            url: "http://localhost".into(),
            messages: messages.clone(),
        };
        let mailer = Mailer::folder(folder.path(), head).unwrap();
        let post = Post { mailer, messages, base_url: "http://localhost".into(), means: means.clone() };
        let allowed = vec!["127.0.0.0/8".parse().unwrap()];
        let prober = Prober::new(allowed, "Parvis-Probe/essai".into(), "ici".into(), Arc::new(clock.clone()));
        let registry = jobs(Registry::builder(), prober, post).build().unwrap();
        let server = Server::start();
        server.shows("");
        let world = Self { db, means, slug, procedure, server, clock, registry, folder };
        // A schedule that is seen for the first time waits for its next tick.
        world.pass(0);
        world
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn by(&self) -> By {
        By::console(self.now())
    }

    /// Has time pass, and what is due done.
    pub fn pass(&self, minutes: u64) -> Vec<Failure> {
        let now = self.now() + std::time::Duration::from_secs(60 * minutes);
        self.clock.0.store(now.micros(), Ordering::Relaxed);
        run_all(&self.db.pool, &self.registry, &self.clock, &*self.means.rng).unwrap()
    }

    /// The server's address, looked at each minute.
    pub fn watch(&self, hours: Hours) -> Id {
        let new = NewWatch { url: self.server.url(), every: 1, hours: Some(hours) };
        self.write(|db| watching::add(db, &self.means, &self.by(), &self.slug, &new)).unwrap()
    }

    pub fn write<T>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, AccountsError>,
    ) -> Result<T, AccountsError> {
        self.db.pool.write(work)
    }

    /// What everybody sees.
    pub fn public(&self) -> Arc<Public> {
        let site = Site {
            publisher: None,
            contact: None,
            base_url: "http://localhost".into(),
            theme: Theme::Neutral,
            stylesheet: "/style.css".into(),
            languages: Locale::ALL.to_vec(),
            demo: false,
            menu: Vec::new(),
            footer: Vec::new(),
        };
        let (messages, clock) = (Messages::new(LOCALES).unwrap(), Arc::new(self.clock.clone()));
        Public::new(self.db.pool.clone(), site, messages, clock)
    }

    /// The letters that were sent, the first one first.
    pub fn letters(&self) -> Vec<String> {
        let mut all: Vec<PathBuf> =
            std::fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        all.sort();
        all.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
    }
}

fn made(db: &mut Db, means: &Means, by: &By) -> Result<(String, Id), AccountsError> {
    use parvis_catalog::{Kind, New, create};
    let new = spaces::NewSpace { name: "État".into(), kind: "state".into(), territory: String::new() };
    let space = spaces::create(db, means, by, &new)?.id;
    let facts = vec![(Kind::Name, "Changer de prénom".to_owned())];
    let on: Day = "2025-01-01".parse().unwrap();
    let new = New { number: "jdma-1".into(), facts };
    let procedure = create(db, &new, on, means.id(by.now), by.now).unwrap();
    let account = demo::Account {
        local: "porteuse",
        name: "Porteuse",
        space,
        password: "quatre girafes lisent dehors",
    };
    let scope = Scope::Procedure(procedure.id);
    demo::make(db, means, by, &account, Role::ProcedureOwner, scope)?;
    Ok((procedure.slug, procedure.id))
}
