//! Making an archive.

use parvis_db::{Access, DatabaseUrl, Db, applied};
use parvis_files::Files;
use parvis_kernel::{Clock, Id};
use std::path::Path;

use crate::engine::{Snapshot, engine_of};
use crate::manifest::{Absence, Absent};
use crate::name::Member;
use crate::seal::Recipients;
use crate::write::Writer;
use crate::{Error, FORMAT, Manifest, count};

/// What goes into an archive, and where it goes.
pub struct Make<'a> {
    pub url: &'a DatabaseUrl,
    pub files: &'a Files,
    /// The archive; nothing must have that name.
    pub to: &'a Path,
    /// A folder as private as the database: a SQLite database is copied there first, whole and in clear.
    pub scratch: &'a Path,
    pub recipients: &'a Recipients,
    /// The text of the installation's key.
    pub key: Option<&'a [u8]>,
    /// The program's own version.
    pub parvis: &'a str,
    pub clock: &'a dyn Clock,
}

/// An archive that was made.
#[derive(Debug)]
pub struct Made {
    pub manifest: Manifest,
    /// Of the archive.
    pub bytes: u64,
}

/// Makes an archive while the server and its workers go on: what was acknowledged before this call is in it. `progress`
/// is told the bytes read so far.
///
/// # Errors
/// [`Error::KeyInClear`] before anything is read; whatever cannot be read or written. Then there is no archive.
pub fn make(make: &Make<'_>, progress: &mut dyn FnMut(u64)) -> Result<Made, Error> {
    if make.key.is_some() && make.recipients.is_empty() {
        return Err(Error::KeyInClear);
    }
    let made_at = make.clock.now();
    let seconds = u64::try_from(made_at.micros() / 1_000_000).unwrap_or(0);
    let mut writer = Writer::new(make.to, make.scratch, make.recipients, seconds)?;
    let mut state = Snapshot::take(make.url, make.scratch)?;
    let migrations = applied(state.db())?;
    let rows = count::rows(state.db())?;
    let engine_version = state.version()?;
    let (mut parts, mut bytes) = (0, 0);
    let database_bytes = state.stream(&mut |part| {
        parts += 1;
        bytes += part.len() as u64;
        progress(bytes);
        writer.add(Member::Database(parts), part)
    })?;
    let kept = files(make, state.db(), &mut writer, &mut |n| progress(bytes + n))?;
    if let Some(key) = make.key {
        writer.add(Member::Key, key)?;
    }
    drop(state);
    let (bytes, manifest) = writer.finish(|sums| Manifest {
        format: FORMAT,
        parvis: make.parvis.to_owned(),
        engine: engine_of(make.url),
        engine_version,
        made_at,
        migrations,
        rows,
        database_bytes,
        files: kept.files,
        files_bytes: kept.bytes,
        absent: kept.absent,
        with_key: make.key.is_some(),
        sums,
    })?;
    Ok(Made { manifest, bytes })
}

#[derive(Default)]
struct Kept {
    files: u64,
    bytes: u64,
    absent: Vec<Absent>,
}

/// The files that this state of the database knows. They never change, and those removed meanwhile are few.
fn files(
    make: &Make<'_>,
    state: &mut Db,
    writer: &mut Writer,
    progress: &mut dyn FnMut(u64),
) -> Result<Kept, Error> {
    let (mut kept, mut last): (Kept, Option<Id>) = (Kept::default(), None);
    loop {
        let some = parvis_files::after(state, last)?;
        let Some(end) = some.last() else { return Ok(kept) };
        last = Some(end.id);
        for file in some {
            match make.files.copy_out(&file, make.clock.now()) {
                Ok(bytes) => {
                    kept.files += 1;
                    kept.bytes += bytes.len() as u64;
                    writer.add(Member::File(file.id), &bytes)?;
                    progress(kept.bytes);
                }
                Err(parvis_files::Error::Damaged) => {
                    let mut now = Db::open(make.url, Access::Read)?;
                    let is_known = parvis_files::find(&mut now, file.id)?.is_some();
                    let why = if is_known { Absence::Damaged } else { Absence::Removed };
                    kept.absent.push(Absent { id: file.id, why });
                }
                Err(other) => return Err(other.into()),
            }
        }
    }
}
