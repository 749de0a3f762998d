use parvis_i18n::Words;
use parvis_kernel::Timestamp;
use std::io;
use std::path::{Path, PathBuf};

use crate::Engine;

/// Why a backup is not made, not believed or not put back.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{path}: {source}")]
    Io { path: PathBuf, source: io::Error },
    /// Needed and free, in bytes.
    #[error("{path}: {needed} bytes are needed, {free} are free")]
    NoRoom { path: PathBuf, needed: u64, free: u64 },
    #[error("{0} exists")]
    Exists(PathBuf),
    #[error("another backup or restore is running in {0}")]
    Running(PathBuf),
    #[error("not an archive of Parvis")]
    NotAnArchive,
    #[error("the archive ends before its end")]
    Cut,
    /// What does not decompress, decrypt or agree with its sum.
    #[error("the archive is damaged: {0}")]
    Damaged(String),
    /// A member that no archive of ours has, in name, kind, order or size.
    #[error("the archive holds what no backup holds: {0}")]
    Member(String),
    #[error("the archive unpacks to more than {0} bytes")]
    Bomb(u64),
    #[error("the archive's manifest is not understood: {0}")]
    Manifest(String),
    /// The manifest and what is in the archive differ: what, as said, as found.
    #[error("the manifest says {said} of {what}, there are {found}")]
    Lies { what: String, said: String, found: String },
    #[error("the archive was made by a later version, {parvis}")]
    NewerFormat { parvis: String },
    #[error("the archive was made by {parvis}, which knows migrations that this program does not")]
    NewerData { parvis: String },
    #[error("the archive is of {archive}, the database is {database}")]
    OtherEngine { archive: Engine, database: Engine },
    #[error("the archive is encrypted: an identity is needed")]
    NoIdentity,
    #[error("the archive is encrypted for other identities")]
    WrongIdentity,
    #[error("{0} holds no identity of age")]
    Identity(PathBuf),
    #[error("{0:?} is no recipient of age")]
    Recipient(String),
    #[error("the key goes into encrypted archives only")]
    KeyInClear,
    #[error("the database {0} is not empty")]
    DatabaseNotEmpty(String),
    #[error("files are kept already where those of the archive would go")]
    FilesNotEmpty,
    #[error("the database {0} is in use")]
    InUse(String),
    #[error("a server is not a scratch database: {0}")]
    Scratch(String),
    /// A program of PostgreSQL that is not on the `PATH`.
    #[error("{0} is not on the PATH")]
    NoTool(&'static str),
    /// A program of PostgreSQL, its version, and the version it must have.
    #[error("{tool} is of PostgreSQL {has}, {needs} is needed")]
    OldTool { tool: &'static str, has: u32, needs: u32 },
    /// What a program of PostgreSQL says last.
    #[error("{tool}: {said}")]
    Tool { tool: &'static str, said: String },
    #[error(transparent)]
    Files(#[from] parvis_files::Error),
    #[error(transparent)]
    Database(#[from] parvis_db::Error),
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        parvis_db::Error::from(error).into()
    }
}

impl Error {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    /// What reading through the layers of an archive failed for.
    pub(crate) fn reading(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            Self::Cut
        } else {
            Self::Damaged(error.to_string())
        }
    }

    /// The sentence for the operator: what is wrong, and what to do.
    pub fn sentence(&self, words: &Words) -> String {
        let path = |key: &str, path: &Path| words.a(key, "path", path.display().to_string());
        match self {
            Self::Io { path, source } => {
                let is_full = matches!(
                    source.kind(),
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
                );
                let about =
                    [("path", path.display().to_string().into()), ("detail", source.to_string().into())];
                if is_full { words.with("backup-full", &about) } else { words.with("backup-io", &about) }
            }
            Self::NoRoom { path, needed, free } => words.with(
                "backup-no-room",
                &[
                    ("path", path.display().to_string().into()),
                    ("needed", needed.div_ceil(1024 * 1024).into()),
                    ("free", (free / (1024 * 1024)).into()),
                ],
            ),
            Self::Exists(at) => path("backup-exists", at),
            Self::Running(at) => path("backup-running", at),
            Self::NotAnArchive => words.t("backup-not-an-archive"),
            Self::Cut => words.t("backup-cut"),
            Self::Damaged(detail) => words.a("backup-damaged", "detail", detail),
            Self::Member(name) => words.a("backup-member", "name", name),
            Self::Bomb(bytes) => words.a("backup-bomb", "megabytes", bytes / (1024 * 1024)),
            Self::Manifest(detail) => words.a("backup-manifest", "detail", detail),
            Self::Lies { what, said, found } => words.with(
                "backup-lies",
                &[("what", what.into()), ("said", said.into()), ("found", found.into())],
            ),
            Self::NewerFormat { parvis } | Self::NewerData { parvis } => {
                words.a("backup-newer", "parvis", parvis)
            }
            Self::OtherEngine { archive, database } => words.with(
                "backup-other-engine",
                &[
                    ("archive", words.t(&format!("backup-engine-{archive}")).into()),
                    ("database", words.t(&format!("backup-engine-{database}")).into()),
                ],
            ),
            Self::NoIdentity => words.t("backup-no-identity"),
            Self::WrongIdentity => words.t("backup-wrong-identity"),
            Self::Identity(at) => path("backup-identity", at),
            Self::Recipient(text) => words.a("backup-recipient", "recipient", text),
            Self::KeyInClear => words.t("backup-key-in-clear"),
            Self::DatabaseNotEmpty(url) => words.a("backup-database-not-empty", "url", url),
            Self::FilesNotEmpty => words.t("backup-files-not-empty"),
            Self::InUse(url) => words.a("backup-in-use", "url", url),
            Self::Scratch(url) => words.a("backup-scratch", "url", url),
            Self::NoTool(tool) => words.a("backup-no-tool", "tool", *tool),
            Self::OldTool { tool, has, needs } => words.with(
                "backup-old-tool",
                &[
                    ("tool", (*tool).into()),
                    ("has", has.to_string().into()),
                    ("needs", needs.to_string().into()),
                ],
            ),
            Self::Tool { tool, said } => {
                words.with("backup-tool", &[("tool", (*tool).into()), ("said", said.into())])
            }
            Self::Files(error) => words.a("backup-files", "detail", error.to_string()),
            Self::Database(error) => words.a("backup-database", "detail", error.to_string()),
        }
    }
}

/// The end of a name that tells when: fit for a file and for a schema.
pub(crate) fn stamp(now: Timestamp) -> String {
    now.to_string().to_lowercase().replace([':', '-'], "")
}
