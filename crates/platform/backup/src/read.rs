//! An archive from its first byte to its last: every member known, every sum right, or an error that says what is not.

use age::Identity;
use parvis_kernel::Id;
use sha2::{Digest, Sha256};
use std::io::{self, Read};
use std::path::Path;

use crate::name::Member;
use crate::seal::opened;
use crate::write::sum_line;
use crate::{Error, Manifest};

/// How many times its size an archive may unpack to, beyond [`SMALL`]: databases shrink to a tenth, rarely to a
/// hundredth.
const RATIO: u64 = 400;
const SMALL: u64 = 256 * 1024 * 1024;
/// Logarithm of the memory that decompression may ask for: 128 MiB, as `zstd -d` allows.
const WINDOW: u32 = 27;

/// A member that is put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Database,
    File(Id),
    Key,
}

/// What is done with each part.
pub type Visit<'v> = dyn FnMut(Part, &[u8]) -> Result<(), Error> + 'v;

/// Walks through an archive and gives each part to `visit`, whole and in order. What was visited may be believed only
/// once the walk has ended well: the sums come last.
///
/// # Errors
/// Whatever is wrong with the archive; those of `visit`.
pub fn walk(path: &Path, identities: &[Box<dyn Identity>], visit: &mut Visit<'_>) -> Result<Manifest, Error> {
    let size = std::fs::metadata(path).map_err(Error::io(path))?.len();
    let most = size.saturating_mul(RATIO).saturating_add(SMALL);
    let damaged = |error: io::Error| Error::reading(&error);
    let mut inside = zstd::Decoder::new(opened(path, identities)?).map_err(damaged)?;
    inside.window_log_max(WINDOW).map_err(damaged)?;
    members(inside, most, visit)
}

/// Walks likewise through what is decrypted and decompressed already, of `most` bytes at most.
///
/// # Errors
/// Those of [`walk`].
pub fn members(from: impl Read, most: u64, visit: &mut Visit<'_>) -> Result<Manifest, Error> {
    let mut archive = tar::Archive::new(Bounded { from, left: most, most });
    let mut walked = Walked::default();
    // Raw: long names and other extensions are members like others here, and none of ours; read for us, they would be
    // held in memory whatever their size.
    for entry in archive.entries().map_err(|error| bounded(&error))?.raw(true) {
        let mut entry = entry.map_err(|error| bounded(&error))?;
        walked.member(&mut entry, visit)?;
    }
    // To the last byte: the ends of the layers say that nothing was cut, and nothing may follow.
    let mut rest = archive.into_inner();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let n = rest.read(&mut buffer).map_err(|error| bounded(&error))?;
        if n == 0 {
            return walked.end();
        }
        if buffer[..n].iter().any(|byte| *byte != 0) {
            return Err(Error::Member("…".to_owned()));
        }
    }
}

/// What was seen so far.
#[derive(Default)]
struct Walked {
    last: Option<Member>,
    sums: Sha256,
    /// Of the lines as they must be; known once the member of the sums was read and is the same.
    agreed: Option<String>,
    manifest: Option<Manifest>,
    database: u64,
    files: u64,
    files_bytes: u64,
    has_key: bool,
    buffer: Vec<u8>,
}

impl Walked {
    fn member(&mut self, entry: &mut tar::Entry<'_, impl Read>, visit: &mut Visit<'_>) -> Result<(), Error> {
        let name = entry.path_bytes().into_owned();
        let member = Member::parse(&name)?;
        let shown = || Error::Member(member.name());
        if entry.header().entry_type() != tar::EntryType::Regular
            || !member.follows(self.last)
            || entry.size() > member.most()
        {
            return Err(shown());
        }
        self.last = Some(member);
        if member == Member::Sums {
            return self.agree(entry);
        }
        self.buffer.clear();
        let read = entry.read_to_end(&mut self.buffer).map_err(|error| bounded(&error))?;
        if read as u64 != entry.size() {
            return Err(Error::Cut);
        }
        if member == Member::Manifest {
            self.manifest = Some(Manifest::parse(&self.buffer)?);
            return Ok(());
        }
        self.sums.update(sum_line(&Sha256::digest(&self.buffer), member).as_bytes());
        let part = match member {
            Member::File(id) => {
                self.files += 1;
                self.files_bytes += self.buffer.len() as u64;
                Part::File(id)
            }
            Member::Key => {
                self.has_key = true;
                Part::Key
            }
            _ => {
                self.database += self.buffer.len() as u64;
                Part::Database
            }
        };
        visit(part, &self.buffer)
    }

    /// The lines that the archive holds are those of what was read.
    fn agree(&mut self, entry: &mut impl Read) -> Result<(), Error> {
        let mut held = Sha256::new();
        io::copy(entry, &mut HashWriter(&mut held)).map_err(|error| bounded(&error))?;
        let (held, computed) = (held.finalize(), self.sums.finalize_reset());
        if held != computed {
            return Err(Error::Damaged("SHA256SUMS".to_owned()));
        }
        self.agreed = Some(data_encoding::HEXLOWER.encode(&computed));
        Ok(())
    }

    /// What the manifest says is what was read.
    fn end(self) -> Result<Manifest, Error> {
        let (Some(manifest), Some(sums)) = (self.manifest, self.agreed) else { return Err(Error::Cut) };
        let same = |what: &str, said: &dyn ToString, found: &dyn ToString| {
            let (said, found) = (said.to_string(), found.to_string());
            let is_same = said == found;
            if is_same { Ok(()) } else { Err(Error::Lies { what: what.to_owned(), said, found }) }
        };
        same("SHA256SUMS", &manifest.sums, &sums)?;
        same("database", &manifest.database_bytes, &self.database)?;
        same("files", &manifest.files, &self.files)?;
        same("files", &manifest.files_bytes, &self.files_bytes)?;
        same("parvis.key", &manifest.with_key, &self.has_key)?;
        Ok(manifest)
    }
}

struct HashWriter<'h>(&'h mut Sha256);

impl io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads no more than an honest archive of that size would give.
struct Bounded<R> {
    from: R,
    left: u64,
    most: u64,
}

/// Said by [`Bounded`], wrapped by what reads through it.
#[derive(Debug, thiserror::Error)]
#[error("more than {0} bytes")]
struct TooMuch(u64);

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(bytes)?;
        match self.left.checked_sub(n as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::other(TooMuch(self.most))),
        }
        Ok(n)
    }
}

/// What reading failed for, through the layers that wrap an error in another.
fn bounded(error: &io::Error) -> Error {
    let mut below: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(one) = below {
        if let Some(TooMuch(most)) = one.downcast_ref::<TooMuch>() {
            return Error::Bomb(*most);
        }
        if let Some(inner) = one.downcast_ref::<io::Error>() {
            if inner.kind() == io::ErrorKind::UnexpectedEof {
                return Error::Cut;
            }
            below = inner.get_ref().map(|inner| inner as &(dyn std::error::Error + 'static));
        } else {
            below = one.source();
        }
    }
    Error::reading(error)
}
