//! Folders for copies in clear, which go when they are done with: at the latest when the next one is made, should the
//! program have been killed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

use crate::Error;

const PREFIX: &str = ".parvis-scratch-";
/// Held as long as somebody works there; the system lets it go with the process.
const LOCK: &str = "lock";

/// A folder that disappears with this value.
pub(crate) struct ScratchFolder {
    folder: TempDir,
    _lock: File,
}

impl ScratchFolder {
    /// Makes one, readable by its owner alone, and removes those that were left behind.
    pub fn make(place: &Path) -> Result<Self, Error> {
        sweep(place)?;
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(place).map_err(Error::io(place))?;
        let lock = File::create(folder.path().join(LOCK)).map_err(Error::io(folder.path()))?;
        // A file system without locks: nothing is swept there.
        drop(lock.try_lock());
        Ok(Self { folder, _lock: lock })
    }

    pub fn join(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn sweep(place: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(place).map_err(Error::io(place))? {
        let path = entry.map_err(Error::io(place))?.path();
        let is_ours = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX));
        // One without a lock is being made.
        if is_ours && File::open(path.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok()) {
            fs::remove_dir_all(&path).map_err(Error::io(&path))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_behind_goes_and_what_is_in_use_stays() {
        let place = tempfile::tempdir().unwrap();
        let left = place.path().join(".parvis-scratch-left");
        fs::create_dir(&left).unwrap();
        fs::write(left.join(LOCK), "").unwrap();
        fs::write(left.join("copy.db"), "secret").unwrap();
        let used = ScratchFolder::make(place.path()).unwrap();
        let other = ScratchFolder::make(place.path()).unwrap();
        assert!(!left.exists() && used.join(LOCK).exists() && other.join(LOCK).exists());
        drop((used, other));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }
}
