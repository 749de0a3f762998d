//! Archives of real databases of both engines: made, put back, and made wrong.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod hostile;
mod kept;
mod words;

use parvis_backup::{Error, Made, Make, Opened, Recipients, Restore, Restored, make, open, restore};
use parvis_db::testing::{TestDb, each_engine};
use parvis_db::{Access, DatabaseUrl, Db, Migrations};
use parvis_files::{Files, Owner, testing};
use parvis_kernel::{Clock, FixedClock, Id, SystemClock, SystemRng};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const ALL: &[&Migrations] = &[&parvis_jobs::MIGRATIONS, &parvis_files::MIGRATIONS];
pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n";

pub fn clock() -> FixedClock {
    FixedClock("2026-11-22T09:30:00Z".parse().unwrap())
}

/// An installation: a database, a store of files, a folder for all else.
pub struct Home {
    pub db: TestDb,
    pub url: DatabaseUrl,
    pub files: Files,
    pub folder: TempDir,
}

impl Home {
    fn new(db: TestDb) -> Self {
        let (folder, url) = (tempfile::tempdir().unwrap(), db.pool.url().clone());
        Self { db, url, files: testing::files(folder.path(), None), folder }
    }

    /// On each engine, one with tables and one without any.
    pub fn pairs() -> Vec<(Self, Self)> {
        let empty = each_engine(&[]).into_iter().map(|db| {
            let mut home = Self::new(db);
            // The file of the pool is in use.
            if let DatabaseUrl::Sqlite(path) = &mut home.url {
                *path = home.folder.path().join("data/other.db");
            }
            home
        });
        each_engine(ALL).into_iter().map(Self::new).zip(empty).collect()
    }

    pub fn upload(&self, n: usize) -> Vec<Id> {
        let one = |at: usize| {
            let bytes = [PDF, format!("% {at}\n").as_bytes()].concat();
            let received =
                self.files.receive(&self.db.pool, "a.pdf", &bytes, &SystemClock, &SystemRng).unwrap();
            let owner = Owner::new("proof", at.to_string());
            let attached: Result<(), parvis_db::Error> =
                self.db.pool.write(|db| self.files.attach(db, &received, &owner, &SystemClock, &SystemRng));
            attached.unwrap();
            received.id
        };
        (0..n).map(one).collect()
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn save(&self, to: &Path, recipients: &Recipients, key: Option<&[u8]>) -> Result<Made, Error> {
        let what = Make {
            url: &self.url,
            files: &self.files,
            to,
            scratch: self.folder.path(),
            recipients,
            key,
            parvis: "0.1.0",
            clock: &clock(),
        };
        make(&what, &mut |_| {})
    }

    pub fn put_back(&self, opened: &Opened, replace: bool) -> Result<Restored, Error> {
        let to =
            Restore { url: &self.url, files: Some(&self.files), replace, migrations: ALL, clock: &clock() };
        restore(opened, &to, &mut |_| {})
    }

    /// The bytes of every file that the database knows, by a connection of its own: the pool's may be of another.
    pub fn held(&self) -> Vec<(Id, Option<Vec<u8>>)> {
        let mut db = Db::open(&self.url, Access::Write).unwrap();
        let all = parvis_files::after(&mut db, None).unwrap();
        let bytes = |file| self.files.copy_out(&file, clock().now()).ok();
        all.into_iter().map(|file| (file.id, bytes(file))).collect()
    }
}

/// An archive that is not encrypted.
pub fn opened(path: &Path) -> Result<Opened, Error> {
    open(path, Vec::new(), &mut |_| {})
}
