//! Putting an archive back, for good or to look at it.

use age::Identity;
use data_encoding::HEXLOWER;
use parvis_db::{DatabaseUrl, Db, Migrations, applied, known, migrate};
use parvis_files::Files;
use parvis_kernel::{Clock, Id, Timestamp};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

use crate::engine::{Incoming, ScratchDatabase, engine_of};
use crate::read::{Part, walk};
use crate::scratch::ScratchFolder;
use crate::{Engine, Error, Manifest, count};

/// An archive that is whole: every sum was checked.
pub struct Opened {
    path: PathBuf,
    identities: Vec<Box<dyn Identity>>,
    pub manifest: Manifest,
}

/// Reads an archive from one end to the other and touches nothing. `progress` is told the bytes read so far.
///
/// # Errors
/// Whatever is wrong with it.
pub fn open(
    path: &Path,
    identities: Vec<Box<dyn Identity>>,
    progress: &mut dyn FnMut(u64),
) -> Result<Opened, Error> {
    let mut bytes = 0;
    let manifest = walk(path, &identities, &mut |_, part| {
        bytes += part.len() as u64;
        progress(bytes);
        Ok(())
    })?;
    Ok(Opened { path: path.to_owned(), identities, manifest })
}

/// Where an archive is put back.
pub struct Restore<'a> {
    pub url: &'a DatabaseUrl,
    /// None: files are compared with the database and kept nowhere.
    pub files: Option<&'a Files>,
    /// Whether what is there may make way.
    pub replace: bool,
    /// All that this program knows.
    pub migrations: &'a [&'a Migrations],
    pub clock: &'a dyn Clock,
}

/// What was put back.
#[derive(Debug)]
pub struct Restored {
    pub files: u64,
    /// Migrations that ran since the archive was made by an earlier version.
    pub migrated: usize,
    /// The text of the installation's key, when it is in the archive.
    pub key: Option<Vec<u8>>,
    /// What the database that was there is called now.
    pub former: Option<String>,
}

/// Puts an archive back: all of it, or nothing. `progress` is told the bytes read so far.
///
/// # Errors
/// A place that is not empty, another engine, a later version; whatever differs between the archive and its manifest;
/// whatever cannot be written. Then everything is as it was.
pub fn restore(opened: &Opened, to: &Restore<'_>, progress: &mut dyn FnMut(u64)) -> Result<Restored, Error> {
    let (manifest, now) = (&opened.manifest, to.clock.now());
    let database = engine_of(to.url);
    if manifest.engine != database {
        return Err(Error::OtherEngine { archive: manifest.engine, database });
    }
    let ours = known(to.url, to.migrations)?;
    if manifest.migrations.iter().any(|one| !ours.contains(one)) {
        return Err(Error::NewerData { parvis: manifest.parvis.clone() });
    }
    if let Some(files) = to.files.filter(|_| !to.replace)
        && files.holds_any(now)?
    {
        return Err(Error::FilesNotEmpty);
    }
    let mut loading = Loading {
        incoming: Some(Incoming::begin(to.url, to.replace, manifest.database_bytes, now)?),
        loaded: None,
        put: Vec::new(),
        files: 0,
        key: None,
        to,
        manifest,
    };
    let mut bytes = 0;
    walk(&opened.path, &opened.identities, &mut |part, content| {
        bytes += content.len() as u64;
        progress(bytes);
        loading.part(part, content)
    })?;
    loading.finish()
}

struct Loading<'a> {
    incoming: Option<Incoming>,
    /// Once the last part of the database came.
    loaded: Option<Db>,
    /// The files that are kept so far, to be taken back should the rest fail.
    put: Vec<Id>,
    files: u64,
    key: Option<Vec<u8>>,
    to: &'a Restore<'a>,
    manifest: &'a Manifest,
}

impl Loading<'_> {
    fn part(&mut self, part: Part, bytes: &[u8]) -> Result<(), Error> {
        match part {
            Part::Database => self.incoming.as_mut().map_or(Ok(()), |incoming| incoming.write(bytes)),
            Part::File(id) => self.file(id, bytes),
            Part::Key => {
                self.key = Some(bytes.to_vec());
                Ok(())
            }
        }
    }

    /// The database, compared with the manifest when it is first asked for.
    fn db(&mut self) -> Result<&mut Db, Error> {
        if self.loaded.is_none() {
            let Some(incoming) = &mut self.incoming else { return Err(Error::Cut) };
            let mut db = incoming.load()?;
            compare(&mut db, self.manifest)?;
            self.loaded = Some(db);
        }
        self.loaded.as_mut().ok_or(Error::Cut)
    }

    fn file(&mut self, id: Id, bytes: &[u8]) -> Result<(), Error> {
        let row = parvis_files::find(self.db()?, id)?;
        let sum = HEXLOWER.encode(&Sha256::digest(bytes));
        if row.is_none_or(|row| row.sha256 != sum) {
            return Err(Error::Lies { what: format!("files/{id}"), said: "–".to_owned(), found: sum });
        }
        self.files += 1;
        let Some(files) = self.to.files else { return Ok(()) };
        self.put.push(id);
        Ok(files.put_back(id, bytes, self.to.clock.now())?)
    }

    fn finish(mut self) -> Result<Restored, Error> {
        let (said, found) = (self.manifest.absent.len() as u64, self.files);
        let migrations = self.to.migrations;
        let db = self.db()?;
        let rows = count::rows(db)?.get("files_file").copied().unwrap_or(0);
        if found + said != rows {
            return Err(Error::Lies {
                what: "files".to_owned(),
                said: rows.to_string(),
                found: (found + said).to_string(),
            });
        }
        let migrated = migrate(db, migrations)?;
        // Closed before it takes its name.
        self.loaded = None;
        let former = self.incoming.take().map(Incoming::commit).transpose()?.flatten();
        self.put.clear();
        Ok(Restored { files: found, migrated, key: self.key.take(), former })
    }
}

impl Drop for Loading<'_> {
    fn drop(&mut self) {
        // Its connection first: what is undone must not be in use.
        self.loaded = None;
        if let Some(files) = self.to.files.filter(|_| !self.to.replace) {
            // The folder was empty: what cannot be taken back is known to no database, and harms nobody.
            self.put.iter().for_each(|id| drop(files.take_back(*id, self.to.clock.now())));
        }
    }
}

/// Whether a database is what the manifest says: its migrations, and the rows of each table.
fn compare(db: &mut Db, manifest: &Manifest) -> Result<(), Error> {
    let migrations = applied(db).map_err(|error| Error::Damaged(error.to_string()))?;
    if migrations != manifest.migrations {
        return Err(Error::Lies {
            what: "migrations".to_owned(),
            said: manifest.migrations.len().to_string(),
            found: migrations.len().to_string(),
        });
    }
    let rows = count::rows(db)?;
    let names = rows.keys().chain(manifest.rows.keys());
    let number = |n: Option<&u64>| n.map_or_else(|| "–".to_owned(), ToString::to_string);
    for name in names {
        let (said, found) = (manifest.rows.get(name), rows.get(name));
        if said != found {
            return Err(Error::Lies { what: name.clone(), said: number(said), found: number(found) });
        }
    }
    Ok(())
}

/// A place where an archive can be put back to be looked at: it disappears with this value.
pub struct Scratch {
    url: DatabaseUrl,
    _keep: Keep,
}

enum Keep {
    Folder(#[expect(dead_code, reason = "its Drop removes the folder")] ScratchFolder),
    Database(#[expect(dead_code, reason = "its Drop removes the database")] ScratchDatabase),
    /// Somebody else's, who made it empty.
    Given,
}

impl Scratch {
    /// A scratch database of an archive's engine: a file in `folder`, or a database beside that of `server`.
    ///
    /// # Errors
    /// [`Error::Scratch`] when the archive is of PostgreSQL and `server` is none; a folder or a server that refuses.
    pub fn make(engine: Engine, folder: &Path, server: &DatabaseUrl, now: Timestamp) -> Result<Self, Error> {
        match (engine, server) {
            (Engine::Sqlite, _) => {
                let kept = ScratchFolder::make(folder)?;
                Ok(Self { url: DatabaseUrl::Sqlite(kept.join("scratch.db")), _keep: Keep::Folder(kept) })
            }
            (Engine::Postgres, DatabaseUrl::Postgres(server)) => {
                let made = ScratchDatabase::make(server, now)?;
                Ok(Self { url: made.url.clone(), _keep: Keep::Database(made) })
            }
            (Engine::Postgres, DatabaseUrl::Sqlite(_)) => Err(Error::Scratch("postgres://…".to_owned())),
        }
    }

    /// An empty database that was made for it, and stays, filled.
    pub const fn given(url: DatabaseUrl) -> Self {
        Self { url, _keep: Keep::Given }
    }

    pub const fn url(&self) -> &DatabaseUrl {
        &self.url
    }
}
