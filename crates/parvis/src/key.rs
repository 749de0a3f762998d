//! The installation's key: a file that only its owner can read, made at the first start.

use parvis_accounts::secret::Key;
use parvis_kernel::Rng;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use crate::failure::Failure;

/// Reads the key, or makes one where there is none.
///
/// # Errors
/// A file that cannot be read or written, that others can read, or that holds no key.
pub fn read_or_make(path: &Path, rng: &dyn Rng) -> Result<Key, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let mode =
                std::fs::metadata(path).map_err(|error| Failure::file(path, &error))?.permissions().mode();
            if mode & 0o077 != 0 {
                return Err(Failure::Key { path: path.to_owned(), problem: "fail-key-open" });
            }
            Key::parse(&text).ok_or(Failure::Key { path: path.to_owned(), problem: "fail-key-form" })
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => make(path, rng),
        Err(error) => Err(Failure::file(path, &error)),
    }
}

fn make(path: &Path, rng: &dyn Rng) -> Result<Key, Failure> {
    let failed = |error: std::io::Error| Failure::file(path, &error);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let key = Key::new(rng);
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(failed)?;
    writeln!(file, "{}", key.text()).and_then(|()| file.sync_all()).map_err(failed)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_kernel::SeededRng;

    #[test]
    fn a_key_is_made_once_and_closed_to_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/parvis.key");
        let first = read_or_make(&path, &SeededRng::new(1)).unwrap();
        assert_eq!(read_or_make(&path, &SeededRng::new(2)).unwrap().text(), first.text());
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(
            read_or_make(&path, &SeededRng::new(2)),
            Err(Failure::Key { problem: "fail-key-open", .. })
        ));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::write(&path, "rubbish").unwrap();
        assert!(matches!(
            read_or_make(&path, &SeededRng::new(2)),
            Err(Failure::Key { problem: "fail-key-form", .. })
        ));
    }
}
