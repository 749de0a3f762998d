//! Old archives go once newer ones are there.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::name::is_archive_name;

/// Removes the oldest archives of a folder beyond the `keep` newest, and what backups that were killed left there: the
/// archives that went. Only files that are named as [`crate::archive_name`] names them are touched; `made`, which has
/// just been finished, stays whatever its name says.
///
/// # Errors
/// A folder that cannot be read, a file that cannot be removed.
pub fn rotate(folder: &Path, keep: u32, made: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut archives = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
        let entry = entry.map_err(Error::io(folder))?;
        let (path, name) = (entry.path(), entry.file_name());
        let (Some(name), Ok(kind)) = (name.to_str(), entry.file_type()) else { continue };
        if !kind.is_file() {
            continue;
        }
        if is_archive_name(name) && path.file_name() != made.file_name() {
            archives.push(path);
        } else if is_left_behind(name) && File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            fs::remove_file(&path).map_err(Error::io(&path))?;
        }
    }
    // Names follow time; without `.age`, so that archives of both kinds follow one another.
    archives.sort_by_key(|path| path.file_name().map(|name| name.to_string_lossy().replace(".age", "")));
    let too_many = (archives.len() + 1).saturating_sub(usize::try_from(keep.max(1)).unwrap_or(usize::MAX));
    archives.truncate(too_many);
    archives.iter().try_for_each(|path| fs::remove_file(path).map_err(Error::io(path)))?;
    Ok(archives)
}

fn is_left_behind(name: &str) -> bool {
    name.strip_prefix('.').and_then(|name| name.strip_suffix(".partial")).is_some_and(is_archive_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_stay_and_nothing_else_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let archives = ["parvis-2026-11-20T010000Z.tar.zst", "parvis-2026-11-21T010000Z.tar.zst.age"];
        let made = at("parvis-2026-11-22T010000Z.tar.zst");
        for name in archives.iter().chain(&["notes.txt", ".parvis-2026-11-19T010000Z.tar.zst.partial"]) {
            fs::write(at(name), name).unwrap();
        }
        fs::write(&made, "made").unwrap();
        assert_eq!(rotate(folder.path(), 2, &made).unwrap(), [at(archives[0])]);
        assert!(at(archives[1]).exists() && at("notes.txt").exists() && made.exists());
        assert!(!at(".parvis-2026-11-19T010000Z.tar.zst.partial").exists());
        assert_eq!(rotate(folder.path(), 0, &made).unwrap(), [at(archives[1])], "one always stays");
        assert!(made.exists());
    }
}
