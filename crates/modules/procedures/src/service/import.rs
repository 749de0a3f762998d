//! Files of procedures: what a file would do, then doing it.

use parvis_accounts::model::Space;
use parvis_accounts::service::spaces;
use parvis_accounts::{AccountsError, Means};
use parvis_catalog::{CatalogError, Draft, Kind, Report};
use parvis_csv::Problems;
use parvis_db::Db;
use parvis_journal::{Act, By, JournalError, act};
use parvis_kernel::{Day, FixedClock, Id, Permission, Place};
use sha2::{Digest, Sha256};
use std::fmt::Write;

use super::reason;
use crate::place::Ground;

/// A file and how it is to be read.
#[derive(Debug, Clone)]
pub struct File {
    pub space: Id,
    pub bytes: Vec<u8>,
    /// Each column of the file with the name that is ours; an empty one is left out.
    pub map: Vec<(String, String)>,
    /// The day from which rows hold that do not say it.
    pub on: Day,
}

/// Why a file is not taken; then nothing of it is.
#[derive(Debug)]
pub enum Fault {
    /// What is wrong, line by line.
    Problems(Problems),
    /// What is wrong with a procedure that it names: key of the message, slug or number.
    Procedure(&'static str, String),
    Other(AccountsError),
}

macro_rules! other {
    ($($error:ty),+) => { $(impl From<$error> for Fault {
        fn from(error: $error) -> Self {
            Self::Other(error.into())
        }
    })+ };
}
other!(AccountsError, JournalError, parvis_db::Error, diesel::result::Error);

/// What the file would do; asked on a connection that writes, since it runs as the recording would.
///
/// # Errors
/// Without the right over the whole space; what is wrong with the file.
pub fn preview(db: &mut Db, means: &Means, by: &By, file: &File) -> Result<Report, Fault> {
    let (draft, _) = draft(db, by, file)?;
    load(db, means, by, &draft, true)
}

/// Records the file.
///
/// # Errors
/// Those of [`preview`].
pub fn record(db: &mut Db, means: &Means, by: &By, file: &File, why: &str) -> Result<Report, Fault> {
    act(db, by, |db| {
        let why = reason(why)?;
        let (draft, space) = draft(db, by, file)?;
        let report = load(db, means, by, &draft, false)?;
        let done = Act::new("procedure.import", &Place::space(space.id), "space", &space.slug)
            .set("day", file.on.to_string())
            .set("new", report.new.to_string())
            .set("changed", report.changed.to_string())
            .set("unchanged", report.unchanged.to_string())
            .set("sha256", digest(&file.bytes))
            .because(&why);
        Ok((report, done))
    })
}

/// The file read, if nothing in it is of another space.
fn draft(db: &mut Db, by: &By, file: &File) -> Result<(Draft, Space), Fault> {
    let space = spaces::get(db, by, file.space, Permission::CatalogWrite)?;
    let mut draft = parvis_catalog::parse(&file.bytes, &file.map, file.on).map_err(Fault::Problems)?;
    let ground = Ground::load(db)?;
    let catalog = parvis_catalog::all(db).map_err(AccountsError::from)?;
    let elsewhere = draft
        .known(&catalog)
        .find(|(_, one)| ground.space_of(one, by.now.day()).is_none_or(|own| own.id != space.id));
    if let Some((number, _)) = elsewhere {
        return Err(Fault::Procedure("proc-import-taken", number.to_owned()));
    }
    if ground.spaces.first().map(|first| first.id) != Some(space.id) {
        draft = draft.saying(Kind::Space, &space.slug);
    }
    Ok((draft, space))
}

fn load(db: &mut Db, means: &Means, by: &By, draft: &Draft, dry_run: bool) -> Result<Report, Fault> {
    parvis_catalog::load(db, draft, dry_run, &FixedClock(by.now), &*means.rng).map_err(|error| match error {
        CatalogError::Ended { slug, .. } => Fault::Procedure("proc-import-ended", slug),
        CatalogError::Twice { slug, .. } => Fault::Procedure("proc-import-twice", slug),
        other => Fault::Other(super::refused(other, Some("file"))),
    })
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
