//! An archive while it is written: under another name, in a file that its owner alone can read.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::name::Member;
use crate::seal::{Recipients, Sealed};
use crate::{Error, Manifest};

/// zstd's own default: fast, and a third to a tenth of what a database takes.
const LEVEL: i32 = 3;

type Inside = zstd::Encoder<'static, Sealed<BufWriter<File>>>;

/// What is written so far. Dropped before [`Writer::finish`], it leaves nothing; killed, a file whose name begins with a
/// point and ends with `.partial`.
pub(crate) struct Writer {
    tar: Option<tar::Builder<Inside>>,
    /// The lines of the sums, in a file without a name: there may be as many as there are uploads.
    lines: BufWriter<File>,
    sums: Sha256,
    bytes: u64,
    partial: PathBuf,
    to: PathBuf,
    made: u64,
}

/// Where an archive is written before it has its name.
pub(crate) fn partial(to: &Path) -> PathBuf {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    to.with_file_name(format!(".{name}.partial"))
}

impl Writer {
    /// `made` is the time that members bear, in seconds since 1970.
    pub fn new(to: &Path, scratch: &Path, recipients: &Recipients, made: u64) -> Result<Self, Error> {
        if to.exists() {
            return Err(Error::Exists(to.to_owned()));
        }
        let partial = partial(to);
        let failed = Error::io(&partial);
        let mut options = OpenOptions::new();
        let file = options.write(true).create(true).truncate(false).mode(0o600).open(&partial);
        let file = file.map_err(Error::io(&partial))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Running(to.to_owned())),
            // A file system without locks: two backups of one name in one second are refused by the name.
            Err(TryLockError::Error(_)) => {}
        }
        let layers = || {
            // What a backup that was killed left behind.
            file.set_len(0)?;
            let sealed = Sealed::new(BufWriter::with_capacity(256 * 1024, file), recipients)?;
            let mut inside = zstd::Encoder::new(sealed, LEVEL)?;
            inside.include_checksum(true)?;
            Ok(inside)
        };
        let inside = layers().map_err(failed)?;
        let lines = BufWriter::new(tempfile::tempfile_in(scratch).map_err(Error::io(scratch))?);
        let (tar, to) = (Some(tar::Builder::new(inside)), to.to_owned());
        Ok(Self { tar, lines, sums: Sha256::new(), bytes: 0, partial, to, made })
    }

    /// Adds a member, and its line to the sums.
    pub fn add(&mut self, member: Member, bytes: &[u8]) -> Result<(), Error> {
        let line = sum_line(&Sha256::digest(bytes), member);
        self.sums.update(line.as_bytes());
        self.bytes += line.len() as u64;
        self.lines.write_all(line.as_bytes()).map_err(Error::io(&self.partial))?;
        self.append(member, bytes.len() as u64, bytes)
    }

    fn append(&mut self, member: Member, size: u64, from: impl io::Read) -> Result<(), Error> {
        let mut header = tar::Header::new_ustar();
        header.set_size(size);
        header.set_mode(0o600);
        header.set_mtime(self.made);
        let appended = match &mut self.tar {
            Some(tar) => tar.append_data(&mut header, member.name(), from),
            None => Err(io::Error::other("the archive is finished")),
        };
        appended.map_err(Error::io(&self.partial))
    }

    /// Writes the sums, then the manifest with theirs, waits for the disk, and gives the archive its name: its bytes.
    pub fn finish(mut self, manifest: impl FnOnce(String) -> Manifest) -> Result<(u64, Manifest), Error> {
        let partial = self.partial.clone();
        let failed = || Error::io(&partial);
        self.lines.flush().map_err(failed())?;
        let mut lines = self.lines.get_ref().try_clone().map_err(failed())?;
        lines.rewind().map_err(failed())?;
        self.append(Member::Sums, self.bytes, lines)?;
        let manifest = manifest(HEXLOWER.encode(&self.sums.finalize_reset()));
        let text = manifest.text()?;
        self.append(Member::Manifest, text.len() as u64, text.as_bytes())?;
        let close = |tar: tar::Builder<Inside>| {
            let file = tar.into_inner()?.finish()?.finish()?;
            let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.sync_all()?;
            let bytes = file.metadata()?.len();
            fs::rename(&self.partial, &self.to)?;
            // A name outlives a power cut once its folder does.
            sync_folder(&self.to)?;
            Ok(bytes)
        };
        let tar = self.tar.take().ok_or_else(|| io::Error::other("the archive is finished"));
        Ok((tar.and_then(close).map_err(failed())?, manifest))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if self.partial.exists() {
            // What cannot be removed is not named like an archive.
            drop(fs::remove_file(&self.partial));
        }
    }
}

/// A line as `sha256sum` writes it.
pub(crate) fn sum_line(digest: &[u8], member: Member) -> String {
    format!("{}  {}\n", HEXLOWER.encode(digest), member.name())
}

/// Has the folder of a file outlive a power cut.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}
