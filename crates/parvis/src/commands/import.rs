use indicatif::{ProgressBar, ProgressStyle};
use parvis_csv::MAX_BYTES;
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Clock, Day, Place, SystemClock, SystemRng, Timestamp};
use std::io::Read;
use std::path::Path;

use super::{Context, print};
use crate::cli::{Import, ImportFile};
use crate::failure::Failure;

pub fn run(context: &Context<'_>, what: &Import) -> Result<(), Failure> {
    match what {
        Import::Procedures { import, valid_from } => procedures(context, import, valid_from.as_deref()),
        Import::Measurements { import, source, collected_until } => {
            measurements(context, import, source, day(collected_until.as_deref())?.end())
        }
    }
}

fn procedures(context: &Context<'_>, import: &ImportFile, valid_from: Option<&str>) -> Result<(), Failure> {
    let words = context.words;
    let since = day(valid_from)?;
    let bytes = read(&import.file)?;
    let draft = parvis_catalog::parse(&bytes, &map(&import.map)?, since)
        .map_err(|problems| Failure::Import { path: import.file.clone(), problems })?;
    let report = context.pool()?.write(|db| -> Result<_, Failure> {
        let load = |db: &mut Db| parvis_catalog::load(db, &draft, import.dry_run, &SystemClock, &SystemRng);
        if import.dry_run {
            return Ok(load(db)?);
        }
        act(db, &By::console(SystemClock.now()), |db| {
            let report = load(db)?;
            let done = imported(
                "procedure.import",
                &import.file,
                [("new", report.new), ("changed", report.changed)],
            );
            Ok((report, done))
        })
    })?;
    print(&words.with(
        if import.dry_run { "import-procedures-dry" } else { "import-procedures" },
        &[
            ("new", report.new.into()),
            ("changed", report.changed.into()),
            ("unchanged", report.unchanged.into()),
            ("since", words.day(since).into()),
        ],
    ));
    Ok(())
}

fn measurements(
    context: &Context<'_>,
    import: &ImportFile,
    source: &str,
    collected_until: Timestamp,
) -> Result<(), Failure> {
    let words = context.words;
    if source != parvis_kernel::slug(source) || source.is_empty() {
        return Err(Failure::argument(source, "measures-form-source"));
    }
    let bytes = read(&import.file)?;
    let map = map(&import.map)?;
    let report = context.pool()?.write(|db| -> Result<_, Failure> {
        let catalog = parvis_catalog::all(db)?;
        let resolve = |number: &str, day: Day| catalog.resolve(number, day).map(|p| p.id);
        let now = SystemClock.now();
        let reading = parvis_measures::Context { resolve: &resolve, source, now, collected_until };
        let draft = parvis_measures::parse(&bytes, &map, &reading)
            .map_err(|problems| Failure::Import { path: import.file.clone(), problems })?;
        let bar = ProgressBar::new(draft.readings.len() as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} {msg}") {
            bar.set_style(style);
        }
        bar.set_message(words.t("import-rows"));
        let load = |db: &mut Db| parvis_measures::load(db, draft, import.dry_run, &mut |n| bar.inc(n as u64));
        let report = if import.dry_run {
            load(db).map_err(Failure::from)
        } else {
            act(db, &By::console(now), |db| {
                let report = load(db)?;
                let counts = [("new", report.new), ("corrected", report.corrected)];
                let done = imported("measure.import", &import.file, counts).set("source", source);
                Ok((report, done))
            })
        };
        bar.finish_and_clear();
        report
    })?;
    print(&words.with(
        if import.dry_run { "import-measurements-dry" } else { "import-measurements" },
        &[
            ("new", report.new.into()),
            ("corrected", report.corrected.into()),
            ("unchanged", report.unchanged.into()),
            ("gaps", report.gaps.into()),
        ],
    ));
    Ok(())
}

/// What the journal keeps of an import: the file's name, never its path, and how much it brought.
fn imported(action: &'static str, file: &Path, counts: [(&str, usize); 2]) -> Act {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or("?");
    let act = Act::new(action, &Place::PLATFORM, "file", name);
    counts.into_iter().fold(act, |act, (what, n)| act.set(what, n.to_string()))
}

/// Reads a file, and no more of it than may be imported: a larger one is refused before it fills the memory.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let wrong = |error| Failure::file(path, &error);
    let file = std::fs::File::open(path).map_err(wrong)?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(wrong)?;
    Ok(bytes)
}

pub(super) fn map(pairs: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let pair = |text: &String| match text.split_once('=') {
        // Without a new name, the column is left out.
        Some((old, new)) if !old.is_empty() => Ok((old.to_owned(), new.to_owned())),
        _ => Err(Failure::argument(text, "fail-form-map")),
    };
    pairs.iter().map(pair).collect()
}

/// The day of an argument; today without one.
pub fn day(text: Option<&str>) -> Result<Day, Failure> {
    match text {
        None => Ok(SystemClock.now().day()),
        Some(text) => text.parse().map_err(|_| Failure::argument(text, "catalog-form-day")),
    }
}
