use diesel::prelude::*;
use diesel::sql_types::Text;
use parvis_db::{Access, DatabaseUrl, Db, on_db};
use parvis_kernel::Timestamp;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::error::stamp;
use crate::name::PART;
use crate::scratch::ScratchFolder;
use crate::write::sync_folder;
use crate::{Error, count};

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    said: String,
}

fn asked(db: &mut Db, query: &str) -> Result<String, Error> {
    let said: Said = on_db!(db, |c| diesel::sql_query(query).get_result(c))?;
    Ok(said.said)
}

/// A copy in a scratch folder: `VACUUM INTO` reads one state of the database, as one reader among others, and writers
/// go on.
pub(crate) struct Copy {
    pub db: Db,
    path: PathBuf,
    _folder: ScratchFolder,
}

impl Copy {
    pub fn take(path: &Path, scratch: &Path) -> Result<Self, Error> {
        let size = fs::metadata(path).map_err(Error::io(path))?.len();
        let folder = ScratchFolder::make(scratch)?;
        room(scratch, size)?;
        let copy = folder.join("copy.db");
        let quoted = copy.display().to_string().replace('\'', "''");
        // Not a reader: a database that was left by a crash is recovered by whoever may write.
        let mut source = Db::open(&DatabaseUrl::Sqlite(path.to_owned()), Access::Write)?;
        source.execute_batch(&format!("VACUUM INTO '{quoted}'"))?;
        drop(source);
        let db = Db::open(&DatabaseUrl::Sqlite(copy.clone()), Access::Read)?;
        Ok(Self { db, path: copy, _folder: folder })
    }

    pub fn version(&mut self) -> Result<String, Error> {
        asked(&mut self.db, "SELECT sqlite_version() AS said")
    }

    pub fn stream(&self, part: &mut dyn FnMut(&[u8]) -> Result<(), Error>) -> Result<u64, Error> {
        let file = File::open(&self.path).map_err(Error::io(&self.path))?;
        parts(file, Error::io(&self.path), part)
    }
}

/// Refuses to fill the disk that a server writes to.
fn room(folder: &Path, needed: u64) -> Result<(), Error> {
    let disk = rustix::fs::statvfs(folder).map_err(|error| Error::io(folder)(error.into()))?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    // Some room stays for those who write meanwhile.
    let needed = needed + needed / 10 + PART as u64;
    if free < needed { Err(Error::NoRoom { path: folder.to_owned(), needed, free }) } else { Ok(()) }
}

/// A file beside the database, which takes its name in one step.
pub(crate) struct Incoming {
    file: File,
    path: PathBuf,
    target: PathBuf,
    former: PathBuf,
    is_done: bool,
}

impl Incoming {
    pub fn begin(target: &Path, replace: bool, bytes: u64, now: Timestamp) -> Result<Self, Error> {
        let shown = || DatabaseUrl::Sqlite(target.to_owned()).to_string();
        if target.exists() {
            let is_empty = File::open(target).and_then(|file| file.metadata()).is_ok_and(|at| at.len() == 0)
                || count::is_empty(&mut Db::open(&DatabaseUrl::Sqlite(target.to_owned()), Access::Write)?)?;
            if !is_empty && !replace {
                return Err(Error::DatabaseNotEmpty(shown()));
            }
            leave_log(target)?;
        } else if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(Error::io(folder))?;
        }
        // A log without its database, or one that another program still writes, would be played into ours.
        if let Some(log) = logs(target).into_iter().find(|log| log.exists()) {
            return Err(Error::Exists(log));
        }
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        room(folder.unwrap_or(Path::new(".")), bytes)?;
        let path = beside(target, ".restoring");
        let mut options = OpenOptions::new();
        let file = options.write(true).create(true).truncate(false).mode(0o600).open(&path);
        let file = file.map_err(Error::io(&path))?;
        if file.try_lock().is_err() {
            return Err(Error::Running(target.to_owned()));
        }
        // What a restore that was killed left behind.
        logs(&path).iter().for_each(|log| drop(fs::remove_file(log)));
        file.set_len(0).map_err(Error::io(&path))?;
        let former = beside(target, &format!(".replaced-{}", stamp(now)));
        Ok(Self { file, path, target: target.to_owned(), former, is_done: false })
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.file.write_all(bytes).map_err(Error::io(&self.path))
    }

    pub fn load(&mut self) -> Result<Db, Error> {
        self.file.sync_all().map_err(Error::io(&self.path))?;
        let mut db = Db::open(&DatabaseUrl::Sqlite(self.path.clone()), Access::Write)
            .map_err(|error| Error::Damaged(error.to_string()))?;
        let said = asked(&mut db, "SELECT integrity_check AS said FROM pragma_integrity_check LIMIT 1");
        match said {
            Ok(said) if said == "ok" => Ok(db),
            Ok(said) => Err(Error::Damaged(said)),
            Err(error) => Err(Error::Damaged(error.to_string())),
        }
    }

    pub fn commit(mut self) -> Result<Option<String>, Error> {
        leave_log(&self.path)?;
        let failed = || Error::io(&self.target);
        let is_replacing = self.target.exists();
        if is_replacing {
            leave_log(&self.target)?;
            // A second name first: at no instant is there no database, which a server would make anew.
            fs::hard_link(&self.target, &self.former).map_err(failed())?;
        }
        fs::rename(&self.path, &self.target).map_err(failed())?;
        sync_folder(&self.target).map_err(failed())?;
        self.is_done = true;
        Ok(is_replacing.then(|| self.former.display().to_string()))
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.is_done {
            logs(&self.path).iter().chain([&self.path]).for_each(|path| drop(fs::remove_file(path)));
        }
    }
}

/// Puts the log of a database into it, which SQLite does only where no other program has it open.
fn leave_log(path: &Path) -> Result<(), Error> {
    let url = DatabaseUrl::Sqlite(path.to_owned());
    let mut db = Db::open(&url, Access::Write)?;
    let in_use = |_| Error::InUse(url.to_string());
    db.execute_batch("PRAGMA busy_timeout = 1000").map_err(in_use)?;
    #[derive(QueryableByName)]
    struct Mode {
        #[diesel(sql_type = Text)]
        journal_mode: String,
    }
    let mode: Result<Mode, _> =
        on_db!(&mut db, |c| diesel::sql_query("PRAGMA journal_mode = DELETE").get_result(c));
    match mode {
        Ok(mode) if mode.journal_mode == "delete" => Ok(()),
        _ => Err(Error::InUse(url.to_string())),
    }
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}{end}"))
}

/// What SQLite keeps beside a file while it is written.
fn logs(path: &Path) -> [PathBuf; 3] {
    ["-wal", "-shm", "-journal"].map(|end| beside(path, end))
}

/// The first part of a file's bytes, then the next, in memory one at a time.
pub(super) fn parts(
    mut from: impl Read,
    failed: impl FnOnce(std::io::Error) -> Error,
    part: &mut dyn FnMut(&[u8]) -> Result<(), Error>,
) -> Result<u64, Error> {
    let (mut buffer, mut all) = (Vec::with_capacity(PART), 0);
    loop {
        buffer.clear();
        match (&mut from).take(PART as u64).read_to_end(&mut buffer) {
            Ok(0) => return Ok(all),
            Ok(n) => all += n as u64,
            Err(error) => return Err(failed(error)),
        }
        part(&buffer)?;
    }
}
