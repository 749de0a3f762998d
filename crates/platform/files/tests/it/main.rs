//! Files on real databases: every body runs on both engines.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod bucket;
mod clamd;
mod keeping;
mod scanning;
mod serving;
mod words;

use parvis_db::testing::{TestDb, each_engine};
use parvis_db::{Db, Pool};
use parvis_files::{Error, File, Files, FilesSettings, Keep, Owner, Received, Scanner, State};
use parvis_jobs::{Failure, Registry};
use parvis_kernel::{Clock, Id, SystemRng, Timestamp};
use parvis_outbound::{Outbound, OutboundSettings};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n";
const DAY: Duration = Duration::from_secs(86_400);

/// A clock that tests move.
struct Hands(AtomicI64);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// An installation of its own, with an empty depot.
struct World {
    pool: Pool,
    clock: Hands,
    files: Files,
    folder: tempfile::TempDir,
}

fn on_each_engine(scanner: Option<&Scanner>, test: impl Fn(&World)) {
    for db in each_engine(&[&parvis_jobs::MIGRATIONS, &parvis_files::MIGRATIONS]) {
        test(&World::of(&db, scanner));
    }
}

impl World {
    fn of(db: &TestDb, scanner: Option<&Scanner>) -> Self {
        eprintln!("on {}", db.pool.url());
        let folder = tempfile::tempdir().unwrap();
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        Self {
            pool: db.pool.clone(),
            clock: Hands(AtomicI64::new(now.micros())),
            files: files(Keep::Folder(folder.path().join("files")), scanner),
            folder,
        }
    }

    fn wait(&self, length: Duration) {
        self.clock.0.store((self.clock.now() + length).micros(), Ordering::SeqCst);
    }

    fn clock_now(&self) -> Timestamp {
        self.clock.now()
    }

    fn receive(&self, name: &str, bytes: &[u8]) -> Result<Received, Error> {
        self.files.receive(&self.pool, name, bytes, &self.clock, &SystemRng)
    }

    /// A file received and attached to the proof `1`.
    fn attached(&self, name: &str, bytes: &[u8]) -> Id {
        let received = self.receive(name, bytes).unwrap();
        let owner = Owner::new("proof", "1");
        self.write(|db| self.files.attach(db, &received, &owner, &self.clock, &SystemRng));
        received.id
    }

    fn find(&self, id: Id) -> Option<File> {
        self.pool.read(|db| parvis_files::find(db, id)).unwrap()
    }

    fn state(&self, id: Id) -> State {
        self.find(id).unwrap().state
    }

    /// The bytes, as served.
    fn open(&self, id: Id) -> Result<Vec<u8>, Error> {
        self.files.open(self.find(id).unwrap(), self.clock.now()).map(|download| download.bytes)
    }

    fn write<T>(&self, work: impl FnOnce(&mut Db) -> Result<T, parvis_db::Error>) -> T {
        self.pool.write(|db| db.tx(work)).unwrap()
    }

    /// Does what is due, with this installation's jobs.
    fn run(&self) -> Vec<Failure> {
        self.run_as(&self.files)
    }

    fn run_as(&self, files: &Files) -> Vec<Failure> {
        let registry = files.register(Registry::builder()).build().unwrap();
        parvis_jobs::run_all(&self.pool, &registry, &self.clock, &SystemRng).unwrap()
    }

    fn pending(&self) -> u64 {
        self.pool.read(parvis_jobs::pending).unwrap()
    }

    /// The files that the depot's folder holds.
    fn kept(&self) -> Vec<PathBuf> {
        under(self.folder.path())
    }
}

fn under(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { under(&path) } else { vec![path] }).collect()
}

fn files(keep: Keep, scanner: Option<&Scanner>) -> Files {
    let allowed = vec!["127.0.0.1".parse().unwrap()];
    let outbound = Outbound::new(OutboundSettings { allowed, ..OutboundSettings::default() }).unwrap();
    Files::new(FilesSettings { scanner: scanner.cloned(), ..FilesSettings::new(keep) }, &outbound).unwrap()
}
