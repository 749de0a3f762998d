//! What shows that an assessment is right: an address, a note, files. Files are attached to a draft at once, whatever
//! else is wrong with it, so that nobody chooses them twice; they are frozen with the assessment once it is sent.

use parvis_accounts::{AccountsError, Means};
use parvis_db::Db;
use parvis_files::{Error, File, Files, Owner, Received};
use parvis_journal::{Act, By, act};
use parvis_kernel::{FixedClock, Id, Permission};

use super::assess::{self, Bench};
use crate::assessment::Evidence;
use crate::store;

/// What the files of an assessment are attached to, in the words of the store of files.
const OWNER: &str = "assessment";
/// Files of one assessment at most.
pub const MOST: usize = 10;
/// Longest address, in bytes, and longest note, in characters.
const LONGEST: usize = 2000;

/// The files of an assessment, oldest first. Whether the actor may know of them was asked of the assessment.
///
/// # Errors
/// The database's own.
pub fn of(db: &mut Db, assessment: Id) -> Result<Vec<File>, AccountsError> {
    Ok(parvis_files::of_owner(db, OWNER, &assessment.to_string())?)
}

/// One file of an assessment that the actor may see.
///
/// # Errors
/// No such assessment for the actor, or no such file of it.
pub fn get(db: &mut Db, by: &By, assessment: Id, file: Id) -> Result<File, AccountsError> {
    assess::get(db, by, assessment, Permission::MeasureRead)?;
    of(db, assessment)?.into_iter().find(|one| one.id == file).ok_or(AccountsError::NotFound)
}

/// Attaches a file to the assessment of a criterion that is under way, which it begins when none is.
///
/// # Errors
/// Those of assessing; more than [`MOST`] files.
pub fn attach(
    db: &mut Db,
    files: &Files,
    means: &Means,
    by: &By,
    slug: &str,
    indicator: &str,
    received: &Received,
) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let bench = Bench::open(db, by, slug, indicator)?;
        let draft = bench.draft(means, by);
        if bench.before.is_none() {
            store::insert(db, &draft)?;
        }
        if of(db, draft.id)?.len() >= MOST {
            return Err(AccountsError::invalid("file", "crit-files-many"));
        }
        let owner = Owner::new(OWNER, draft.id.to_string());
        let owner = Owner { space: bench.one.place.space, sender: by.actor.agent, ..owner };
        files.attach(db, received, &owner, &FixedClock(by.now), &*means.rng)?;
        let (what, sha256) = entry(received.id, &received.sha256);
        Ok(((), assess::done("criterion.attach", &bench.one, &draft).set(&what, sha256)))
    })
}

/// Takes the files that somebody removes from the draft of an assessment away; returns them, and those that stay.
pub(super) fn remove(
    db: &mut Db,
    files: &Files,
    means: &Means,
    by: &By,
    assessment: Id,
    removed: &[Id],
) -> Result<(Vec<File>, Vec<File>), AccountsError> {
    let (gone, kept): (Vec<File>, Vec<File>) =
        of(db, assessment)?.into_iter().partition(|file| removed.contains(&file.id));
    for file in &gone {
        files.remove(db, file.id, &FixedClock(by.now), &*means.rng)?;
    }
    Ok((gone, kept))
}

/// An address and a note that may be kept.
pub(super) fn checked(told: &Evidence) -> Result<Evidence, AccountsError> {
    let kept = Evidence { link: told.link.trim().to_owned(), note: told.note.trim().to_owned() };
    let is_address = |link: &str| {
        url::Url::parse(link).is_ok_and(|url| url.scheme() == "https" && url.host_str().is_some())
    };
    if !kept.link.is_empty() && (kept.link.len() > LONGEST || !is_address(&kept.link)) {
        return Err(AccountsError::invalid("link", "crit-link-form"));
    }
    if kept.note.chars().count() > LONGEST {
        return Err(AccountsError::invalid("note", "crit-note-long"));
    }
    Ok(kept)
}

/// Whether evidence is enough to be sent to a second reader: something, and no file that nobody will ever open.
pub(super) fn suffices(files: &Files, told: &Evidence, kept: &[File]) -> Result<(), AccountsError> {
    if told.is_empty() && kept.is_empty() {
        return Err(AccountsError::invalid("link", "crit-evidence-none"));
    }
    let is_lost = |file: &File| !matches!(files.allows(file), Ok(()) | Err(Error::Waiting));
    if kept.iter().any(is_lost) {
        return Err(AccountsError::invalid("remove", "crit-file-remove"));
    }
    Ok(())
}

/// Whether a second reader could open every file: nobody agrees with what they cannot read.
pub(super) fn is_readable(files: &Files, all: &[File]) -> Result<(), AccountsError> {
    all.iter().try_for_each(|file| match files.allows(file) {
        Ok(()) => Ok(()),
        Err(Error::Waiting) => Err(AccountsError::Conflict("crit-file-waiting")),
        Err(_) => Err(AccountsError::Conflict("crit-file-refused")),
    })
}

/// An act that these files are part of.
pub(super) fn with(done: Act, all: &[File]) -> Act {
    all.iter().map(|file| entry(file.id, &file.sha256)).fold(done, |done, (what, to)| done.set(&what, to))
}

/// An act that takes these files away.
pub(super) fn without(done: Act, gone: &[File]) -> Act {
    let entries = gone.iter().map(|file| entry(file.id, &file.sha256));
    entries.fold(done, |done, (what, from)| done.changed(&what, Some(from), None))
}

/// A file as the journal writes it: its name may hold anything, its content is named by its hash.
fn entry(id: Id, sha256: &str) -> (String, String) {
    (format!("file {id}"), format!("sha256:{sha256}"))
}
