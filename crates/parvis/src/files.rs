//! The section `[files]`: where what people upload is kept, and what looks at it first.

use parvis_files::{Files, FilesSettings, Keep, S3Settings, Scanner};
use parvis_outbound::Outbound;
use serde::Deserialize;
use std::fmt;
use std::path::{Path, PathBuf};
use url::{Host, Url};

use crate::failure::Failure;

const MEGABYTE: usize = FilesSettings::MEGABYTE;
/// The largest file that may be allowed, in megabytes: a form carries no more.
const MOST_MEGABYTES: usize = 10;

/// The section as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilesSection {
    folder: Option<PathBuf>,
    max_megabytes: Option<usize>,
    scanner: Option<String>,
    s3: Option<S3Section>,
}

/// The section `[files.s3]`. The key and the secret may come from the environment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct S3Section {
    endpoint: String,
    region: String,
    bucket: String,
    #[serde(default)]
    path_style: bool,
    key: Option<String>,
    secret_file: Option<PathBuf>,
}

/// The files of an installation, checked.
#[derive(Debug, Clone)]
pub struct FilesConfig {
    place: Place,
    /// Bytes of a file at most.
    pub limit: usize,
    pub scanner: Option<Scanner>,
}

#[derive(Debug, Clone)]
enum Place {
    Folder(PathBuf),
    S3(Box<Bucket>),
}

/// A bucket; its secret is read when it is opened.
#[derive(Debug, Clone)]
struct Bucket {
    endpoint: Url,
    section: S3Section,
    key: String,
}

impl fmt::Display for FilesConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Folder(path) => path.display().fmt(f),
            Place::S3(bucket) => write!(f, "{} ({})", bucket.endpoint, bucket.section.bucket),
        }
    }
}

impl FilesConfig {
    /// # Errors
    /// A folder and a bucket at once; a size, a scanner or an address that is not understood; a bucket without its key.
    pub fn checked(section: FilesSection, data_dir: &Path) -> Result<Self, Failure> {
        let place = match (section.folder, section.s3) {
            (Some(folder), Some(_)) => {
                let folder = folder.display().to_string();
                return Err(Failure::setting("files.folder", &folder, "fail-form-files-place"));
            }
            (None, Some(s3)) => Place::S3(Box::new(Bucket::checked(s3)?)),
            (folder, None) => Place::Folder(folder.unwrap_or_else(|| data_dir.join("files"))),
        };
        let megabytes = section.max_megabytes.unwrap_or(FilesSettings::LIMIT / MEGABYTE);
        if !(1..=MOST_MEGABYTES).contains(&megabytes) {
            let text = megabytes.to_string();
            return Err(Failure::setting("files.max_megabytes", &text, "fail-form-files-size"));
        }
        let scanner = section.scanner.map(|text| {
            text.parse().map_err(|_| Failure::setting("files.scanner", &text, "fail-form-files-scanner"))
        });
        Ok(Self { place, limit: megabytes * MEGABYTE, scanner: scanner.transpose()? })
    }

    /// Reads the secret; asks nothing of the store yet.
    ///
    /// # Errors
    /// A secret that is missing or cannot be read, a bucket that cannot be addressed.
    pub fn open(&self, outbound: &Outbound) -> Result<Files, Failure> {
        let keep = match &self.place {
            Place::Folder(path) => Keep::Folder(path.clone()),
            Place::S3(bucket) => Keep::S3(bucket.open()?),
        };
        let settings = FilesSettings { keep, limit: self.limit, scanner: self.scanner.clone() };
        Files::new(settings, outbound).map_err(Failure::other)
    }
}

impl Bucket {
    fn checked(section: S3Section) -> Result<Self, Failure> {
        let wrong = || Failure::setting("files.s3.endpoint", &section.endpoint, "fail-form-files-endpoint");
        let endpoint: Url = section.endpoint.parse().map_err(|_| wrong())?;
        if !matches!(endpoint.scheme(), "https" | "http") || endpoint.host().is_none() {
            return Err(wrong());
        }
        if !section.path_style && !matches!(endpoint.host(), Some(Host::Domain(_))) {
            return Err(Failure::setting("files.s3.path_style", "false", "fail-form-files-path-style"));
        }
        if section.bucket.is_empty() {
            return Err(Failure::setting("files.s3.bucket", "", "fail-form-files-bucket"));
        }
        let key = std::env::var("PARVIS_S3_KEY").ok().or_else(|| section.key.clone());
        let key = key.ok_or_else(|| Failure::setting("files.s3.key", "", "fail-form-files-key"))?;
        Ok(Self { endpoint, section, key })
    }

    fn open(&self) -> Result<S3Settings, Failure> {
        let secret = match (std::env::var("PARVIS_S3_SECRET"), &self.section.secret_file) {
            (Ok(secret), _) => secret,
            (_, Some(path)) => {
                std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?.trim().to_owned()
            }
            _ => return Err(Failure::setting("files.s3.secret_file", "", "fail-form-files-secret")),
        };
        let S3Section { region, bucket, path_style, .. } = self.section.clone();
        let (endpoint, key) = (self.endpoint.clone(), self.key.clone());
        Ok(S3Settings { endpoint, region, bucket, path_style, key, secret })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_outbound::OutboundSettings;

    fn checked(text: &str) -> Result<FilesConfig, Failure> {
        FilesConfig::checked(toml::from_str(text).map_err(Failure::other)?, Path::new("/data"))
    }

    fn open(config: &FilesConfig) -> Result<Files, Failure> {
        config.open(&Outbound::new(OutboundSettings::default()).unwrap())
    }

    const S3: &str = "[s3]\nendpoint = \"https://s3.exemple.fr\"\nregion = \"fr\"\nbucket = \"parvis\"\n";

    #[test]
    fn files_are_in_a_folder_beside_the_database_unless_said() {
        let config = checked("").unwrap();
        assert_eq!((config.to_string().as_str(), config.limit), ("/data/files", 10 * MEGABYTE));
        assert!(open(&config).unwrap().scanner().is_none());
        let config =
            checked("folder = \"/srv/f\"\nmax_megabytes = 3\nscanner = \"unix:/run/clamav/clamd.ctl\"");
        let files = open(&config.unwrap()).unwrap();
        assert_eq!((files.limit(), files.scanner().is_some()), (3 * MEGABYTE, true));
    }

    #[test]
    fn a_bucket_has_its_secret_in_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s3.secret");
        let text = format!("{S3}key = \"k\"\npath_style = true\nsecret_file = \"{}\"", path.display());
        let config = checked(&text).unwrap();
        assert_eq!(config.to_string(), "https://s3.exemple.fr/ (parvis)");
        assert!(matches!(open(&config), Err(Failure::File { .. })), "a secret that is not there");
        std::fs::write(&path, "secret\n").unwrap();
        assert!(open(&config).is_ok());
        let without = checked(&format!("{S3}key = \"k\"")).unwrap();
        assert!(matches!(open(&without), Err(Failure::Setting { name: "files.s3.secret_file", .. })));
    }

    #[test]
    fn a_mistake_names_its_key() {
        for (text, key) in [
            ("max_megabytes = 0", "files.max_megabytes"),
            ("max_megabytes = 11", "files.max_megabytes"),
            ("scanner = \"localhost:3310\"", "files.scanner"),
            (&format!("folder = \"/f\"\n{S3}key = \"k\""), "files.folder"),
            (S3, "files.s3.key"),
            (&S3.replace("https://", ""), "files.s3.endpoint"),
            (&S3.replace("https://", "ftp://"), "files.s3.endpoint"),
            (&S3.replace("s3.exemple.fr", "192.0.2.1:9000"), "files.s3.path_style"),
            (&S3.replace("\"parvis\"", "\"\""), "files.s3.bucket"),
        ] {
            let Err(Failure::Setting { name, .. }) = checked(text) else { panic!("{text}") };
            assert_eq!(name, key, "{text}");
        }
        for text in ["folders = \"x\"", "[s3]\nsecret = \"x\""] {
            assert!(matches!(checked(text), Err(Failure::Other(_))), "{text}");
        }
    }
}
