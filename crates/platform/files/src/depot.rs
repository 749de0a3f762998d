//! Where the bytes are: a folder or a bucket, by the file's identifier alone.

mod folder;
mod s3;

use parvis_kernel::{Id, Timestamp};
use parvis_outbound::Outbound;

use crate::{Error, Keep};

pub(crate) enum Depot {
    Folder(folder::Folder),
    S3(s3::S3),
}

impl Depot {
    pub fn new(keep: Keep, outbound: &Outbound) -> Result<Self, Error> {
        Ok(match keep {
            Keep::Folder(path) => Self::Folder(folder::Folder(path)),
            Keep::S3(settings) => Self::S3(s3::S3::new(settings, outbound.clone())?),
        })
    }

    /// Keeps the bytes: once it returns, they outlive a power cut.
    pub fn put(&self, id: Id, bytes: &[u8], now: Timestamp) -> Result<(), Error> {
        match self {
            Self::Folder(folder) => Ok(folder.put(id, bytes)?),
            Self::S3(s3) => s3.put(id, bytes, now),
        }
    }

    /// The bytes; none when there are none.
    pub fn get(&self, id: Id, now: Timestamp) -> Result<Option<Vec<u8>>, Error> {
        match self {
            Self::Folder(folder) => Ok(folder.get(id)?),
            Self::S3(s3) => s3.get(id, now),
        }
    }

    /// Whether any bytes are kept.
    pub fn holds_any(&self, now: Timestamp) -> Result<bool, Error> {
        match self {
            Self::Folder(folder) => Ok(folder.holds_any()?),
            Self::S3(s3) => s3.holds_any(now),
        }
    }

    /// Erases the bytes, if there are any.
    pub fn erase(&self, id: Id, now: Timestamp) -> Result<(), Error> {
        match self {
            Self::Folder(folder) => Ok(folder.erase(id)?),
            Self::S3(s3) => s3.erase(id, now),
        }
    }
}
