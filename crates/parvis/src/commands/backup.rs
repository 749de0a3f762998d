use indicatif::ProgressBar;
use parvis_backup::{Absence, Made, Make, archive_name, make, rotate};
use parvis_db::{Access, Db};
use parvis_journal::{Act, By, JournalError, act};
use parvis_kernel::{Clock, Place, SystemClock};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::{Context, print};
use crate::cli::{Backup, BackupVerb};
use crate::failure::Failure;

mod restore;
mod verify;

pub use restore::run as restore;

/// A megabyte as operators count it.
const MEGABYTE: u64 = 1024 * 1024;

pub fn run(context: &Context<'_>, args: &Backup) -> Result<(), Failure> {
    if let Some(BackupVerb::Verify(args)) = &args.verb {
        return verify::run(context, args);
    }
    let (config, words) = (&context.config.backup, context.words);
    let recipients = config.recipients(&args.recipient)?;
    let place = args.archive_to.clone().or_else(|| config.folder.clone());
    let place = place.ok_or(Failure::Refused("fail-backup-where"))?;
    // A folder of the configuration is made; one of the command line may be a mistake, and then a file.
    if args.archive_to.is_none() {
        make_folder(&place)?;
    }
    let folder = place.is_dir().then(|| place.clone());
    let to = match &folder {
        Some(folder) => folder.join(archive_name(SystemClock.now(), !recipients.is_empty())),
        None => place,
    };
    let key = args.with_key.then(|| read_key(&context.config.key_file)).transpose()?;
    let made = written(context, &to, &recipients, key.as_deref())?;
    let removed = match (folder, args.keep.or(config.keep)) {
        (Some(folder), Some(keep)) => rotate(&folder, keep, &to)?,
        _ => Vec::new(),
    };
    say(context, &to, &made);
    for path in removed {
        print(&words.a("backup-rotated", "path", path.display().to_string()));
    }
    note(context, "platform.backup", &made.manifest.sums)
}

fn written(
    context: &Context<'_>,
    to: &Path,
    recipients: &parvis_backup::Recipients,
    key: Option<&[u8]>,
) -> Result<Made, Failure> {
    let (config, files) = (&context.config, context.files()?);
    make_folder(&config.backup.scratch)?;
    let what = Make {
        url: &config.database,
        files: &files,
        to,
        scratch: &config.backup.scratch,
        recipients,
        key,
        parvis: env!("CARGO_PKG_VERSION"),
        clock: &SystemClock,
    };
    let progress = Progress::new(context, "backup-writing");
    Ok(make(&what, &mut |bytes| progress.at(bytes))?)
}

/// What was made, for whoever reads the log of the timer.
fn say(context: &Context<'_>, to: &Path, made: &Made) {
    let (words, manifest) = (context.words, &made.manifest);
    print(&words.with(
        "backup-made",
        &[
            ("path", to.display().to_string().into()),
            ("megabytes", made.bytes.div_ceil(MEGABYTE).into()),
            ("rows", manifest.rows.values().sum::<u64>().into()),
            ("tables", manifest.rows.len().into()),
            ("files", manifest.files.into()),
        ],
    ));
    for one in manifest.absent.iter().filter(|one| one.why == Absence::Damaged) {
        print(&words.a("backup-absent-damaged", "id", one.id.to_string()));
    }
    let removed = manifest.absent_as(Absence::Removed);
    if removed > 0 {
        print(&words.a("backup-absent-removed", "n", removed));
    }
    print(&words.t(if manifest.with_key { "backup-has-key" } else { "backup-no-key" }));
}

/// Writes in the journal that everything left, or came back.
fn note(context: &Context<'_>, action: &'static str, sums: &str) -> Result<(), Failure> {
    let mut db = Db::open(&context.config.database, Access::Write)?;
    let by = By::console(SystemClock.now());
    act(&mut db, &by, |_| Ok::<_, JournalError>(((), Act::new(action, &Place::PLATFORM, "backup", sums))))?;
    Ok(())
}

fn read_key(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::file(path, &error))
}

/// A folder for the program's own user alone, unless it is there already.
fn make_folder(path: &PathBuf) -> Result<(), Failure> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true).mode(0o700).create(path).map_err(|error| Failure::file(path, &error))
}

/// How far it is, for a person at a terminal.
struct Progress<'c> {
    bar: ProgressBar,
    context: &'c Context<'c>,
    key: &'static str,
}

impl<'c> Progress<'c> {
    fn new(context: &'c Context<'c>, key: &'static str) -> Self {
        Self { bar: ProgressBar::new_spinner(), context, key }
    }

    fn at(&self, bytes: u64) {
        self.bar.set_message(self.context.words.a(self.key, "megabytes", bytes / MEGABYTE));
        self.bar.tick();
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
