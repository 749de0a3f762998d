use parvis_kernel::Id;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// `ab/cd/IDENTIFIER`: `ab` and `cd` are its last four digits, drawn at random, where the first ones tell the time and
/// are alike. Only the program's own user may read.
pub(crate) struct Folder(pub PathBuf);

impl Folder {
    fn place(&self, id: Id) -> PathBuf {
        let name = id.to_string();
        self.0.join(&name[name.len() - 4..name.len() - 2]).join(&name[name.len() - 2..]).join(&name)
    }

    /// Written aside, then named in one step: what has its name is whole.
    pub fn put(&self, id: Id, bytes: &[u8]) -> io::Result<()> {
        let place = self.place(id);
        let folder = place.parent().unwrap_or(&self.0);
        make(folder)?;
        let aside = place.with_extension("part");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&aside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&aside, &place)?;
        // A name outlives a power cut once its folder does, and that folder's name once its own does.
        folder.ancestors().take_while(|above| above.starts_with(&self.0)).try_for_each(sync)
    }

    pub fn get(&self, id: Id) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.place(id)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether any file is here, at any depth.
    pub fn holds_any(&self) -> io::Result<bool> {
        fn any(folder: &Path) -> io::Result<bool> {
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                if !entry.file_type()?.is_dir() || any(&entry.path())? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        match any(&self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            other => other,
        }
    }

    pub fn erase(&self, id: Id) -> io::Result<()> {
        let place = self.place(id);
        for path in [place.with_extension("part"), place] {
            match fs::remove_file(path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_kernel::{SystemClock, SystemRng};

    #[test]
    fn bytes_are_kept_for_the_program_alone_and_erased_without_a_trace() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder(home.path().join("files"));
        let id = Id::new(&SystemClock, &SystemRng);
        assert_eq!((folder.get(id).unwrap(), folder.holds_any().unwrap()), (None, false));
        folder.put(id, b"un").unwrap();
        folder.put(id, b"deux").unwrap();
        assert_eq!(folder.get(id).unwrap().unwrap(), b"deux");
        assert!(folder.holds_any().unwrap());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&folder.place(id)), mode(&folder.0)), (0o600, 0o700));
        }
        // What a crash left half-written goes with the rest.
        fs::write(folder.place(id).with_extension("part"), b"tro").unwrap();
        folder.erase(id).unwrap();
        folder.erase(id).unwrap();
        assert_eq!(fs::read_dir(folder.place(id).parent().unwrap()).unwrap().count(), 0);
        assert!(!folder.holds_any().unwrap(), "folders alone hold nothing");
    }
}
