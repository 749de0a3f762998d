use data_encoding::HEXLOWER;
use parvis_db::{Db, Error as Database, Pool};
use parvis_i18n::Words;
use parvis_jobs::enqueue;
use parvis_kernel::{Clock, Id, Rng, Timestamp};
use parvis_outbound::Outbound;
use sha2::{Digest, Sha256};
use std::sync::Arc;

use crate::depot::Depot;
use crate::jobs::{self, DAY, Scan, Sweep};
use crate::label::label;
use crate::{Download, Error, File, FilesSettings, Kind, Owner, Received, Scanner, State, store};

/// The files of an installation; cheap to clone. What it does blocks its thread.
#[derive(Clone)]
pub struct Files(Arc<Inner>);

struct Inner {
    depot: Depot,
    limit: usize,
    scanner: Option<Scanner>,
}

impl Files {
    /// # Errors
    /// [`Error::Settings`] when a bucket has no sound address, or files may be larger than answers are read.
    pub fn new(settings: FilesSettings, outbound: &Outbound) -> Result<Self, Error> {
        let FilesSettings { keep, limit, scanner } = settings;
        if limit > outbound.limit() {
            let most = outbound.limit();
            return Err(Error::Settings(format!("files of {limit} bytes, answers of {most} at most")));
        }
        Ok(Self(Arc::new(Inner { depot: Depot::new(keep, outbound)?, limit, scanner })))
    }

    /// Adds what is done with files in the background.
    #[must_use]
    pub fn register(&self, jobs: parvis_jobs::Builder) -> parvis_jobs::Builder {
        jobs::register(self, jobs)
    }

    /// What may be sent, for whoever chooses a file.
    pub fn hint(&self, words: &Words) -> String {
        words.a("files-hint", "megabytes", self.0.limit / FilesSettings::MEGABYTE)
    }

    /// Bytes of a file at most.
    pub fn limit(&self) -> usize {
        self.0.limit
    }

    pub fn scanner(&self) -> Option<&Scanner> {
        self.0.scanner.as_ref()
    }

    /// Accepts what somebody sent, by what it holds, and keeps its bytes. Nobody sees them before they are attached.
    ///
    /// # Errors
    /// [`Error::Empty`], [`Error::TooLarge`], [`Error::NotAccepted`]; those of the depot and the database.
    pub fn receive(
        &self,
        pool: &Pool,
        name: &str,
        bytes: &[u8],
        clock: &dyn Clock,
        rng: &dyn Rng,
    ) -> Result<Received, Error> {
        if bytes.is_empty() {
            return Err(Error::Empty);
        }
        if bytes.len() > self.0.limit {
            return Err(Error::TooLarge { limit: self.0.limit });
        }
        let kind = Kind::of(bytes, name).ok_or(Error::NotAccepted)?;
        let (id, now) = (Id::new(clock, rng), clock.now());
        // First: whatever happens from here on, bytes that are attached to nothing go.
        pool.write(|db| enqueue(db, Id::new(clock, rng), &Sweep { file: id }, now + DAY))?;
        self.0.depot.put(id, bytes, now)?;
        Ok(Received { id, name: label(name, kind), kind, size: bytes.len() as u64, sha256: digest(bytes) })
    }

    /// Attaches what was received in the last hours, in the caller's transaction, and asks for its scan. Ring the
    /// worker's bell once that transaction is committed.
    ///
    /// # Errors
    /// The database's own.
    pub fn attach(
        &self,
        db: &mut Db,
        received: &Received,
        owner: &Owner,
        clock: &dyn Clock,
        rng: &dyn Rng,
    ) -> Result<(), Database> {
        let now = clock.now();
        let state = if self.0.scanner.is_some() { State::Waiting } else { State::Unscanned };
        store::insert(db, received, owner, state, now)?;
        if state == State::Waiting {
            enqueue(db, Id::new(clock, rng), &Scan { file: received.id }, now)?;
        }
        Ok(())
    }

    /// Whether a file's state lets it be served.
    ///
    /// # Errors
    /// Those of [`State::allows`].
    pub fn allows(&self, file: &File) -> Result<(), Error> {
        file.state.allows(self.0.scanner.is_some())
    }

    /// Whether the depot answers and lets us in: it is asked for a file that nobody has.
    ///
    /// # Errors
    /// [`Error::Depot`].
    pub fn reach(&self, now: Timestamp) -> Result<(), Error> {
        self.0.depot.get(Id::from_bytes([0; 16]), now).map(drop)
    }

    /// What is sent to somebody who may see the file, if its state allows it.
    ///
    /// # Errors
    /// Those of [`Files::allows`]; [`Error::Damaged`] when the bytes are not those received; those of the depot.
    pub fn open(&self, file: File, now: Timestamp) -> Result<Download, Error> {
        self.allows(&file)?;
        let bytes = self.bytes(&file, now)?;
        Ok(Download { file, bytes })
    }

    /// Removes a file, in the caller's transaction; its bytes are erased soon after. False when there was none.
    ///
    /// # Errors
    /// The database's own.
    pub fn remove(&self, db: &mut Db, id: Id, clock: &dyn Clock, rng: &dyn Rng) -> Result<bool, Database> {
        let is_gone = store::delete(db, id)?;
        if is_gone {
            enqueue(db, Id::new(clock, rng), &Sweep { file: id }, clock.now())?;
        }
        Ok(is_gone)
    }

    /// The bytes as they were received, whatever their state: for the scanner.
    pub(crate) fn bytes(&self, file: &File, now: Timestamp) -> Result<Vec<u8>, Error> {
        let bytes = self.0.depot.get(file.id, now)?.ok_or(Error::Damaged)?;
        if digest(&bytes) == file.sha256 { Ok(bytes) } else { Err(Error::Damaged) }
    }

    pub(crate) fn keep(&self, id: Id, bytes: &[u8], now: Timestamp) -> Result<(), Error> {
        self.0.depot.put(id, bytes, now)
    }

    pub(crate) fn is_used(&self, now: Timestamp) -> Result<bool, Error> {
        self.0.depot.holds_any(now)
    }

    pub(crate) fn erase(&self, id: Id, now: Timestamp) -> Result<(), Error> {
        self.0.depot.erase(id, now)
    }
}

fn digest(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}
