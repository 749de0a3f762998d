use std::fmt;
use std::path::PathBuf;
use url::Url;

use crate::Scanner;

/// What an installation says of its files.
#[derive(Debug, Clone)]
pub struct FilesSettings {
    pub keep: Keep,
    /// Bytes of a file at most; [`FilesSettings::LIMIT`] unless said.
    pub limit: usize,
    /// None: files are served unscanned, and shown to be so.
    pub scanner: Option<Scanner>,
}

impl FilesSettings {
    /// A megabyte as settings and people count it, in bytes.
    pub const MEGABYTE: usize = 1024 * 1024;
    /// 10 megabytes.
    pub const LIMIT: usize = 10 * Self::MEGABYTE;

    pub const fn new(keep: Keep) -> Self {
        Self { keep, limit: Self::LIMIT, scanner: None }
    }
}

/// Where the bytes are.
#[derive(Debug, Clone)]
pub enum Keep {
    /// A folder of this machine, made when it is first needed; for one machine, or a disk they share.
    Folder(PathBuf),
    /// A bucket of an S3-compatible store, which must exist; its host is among those that
    /// [`parvis_outbound::OutboundSettings::allowed`] names when it is on one's own network.
    S3(S3Settings),
}

/// A bucket and the key to it.
#[derive(Clone)]
pub struct S3Settings {
    pub endpoint: Url,
    pub region: String,
    pub bucket: String,
    /// `https://HOST/BUCKET` rather than `https://BUCKET.HOST`: what most stores of one's own want.
    pub path_style: bool,
    pub key: String,
    pub secret: String,
}

impl fmt::Debug for S3Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Settings")
            .field("endpoint", &self.endpoint.as_str())
            .field("bucket", &self.bucket)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}
