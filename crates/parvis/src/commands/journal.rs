use indicatif::ProgressBar;
use parvis_journal::{Verified, checkpoints, export as write_out, verify as walk};
use std::io::BufReader;
use std::path::Path;

use super::{Context, print};
use crate::cli::Journal;
use crate::failure::Failure;

pub fn run(context: &Context<'_>, what: &Journal) -> Result<(), Failure> {
    match what {
        Journal::Verify { against } => verify(context, against.as_deref()),
        Journal::Export => export(context),
    }
}

fn verify(context: &Context<'_>, against: Option<&Path>) -> Result<(), Failure> {
    let words = context.words;
    let kept = match against {
        Some(path) => {
            let file = std::fs::File::open(path).map_err(|error| Failure::file(path, &error))?;
            checkpoints(BufReader::new(file))?
        }
        None => Vec::new(),
    };
    let progress = ProgressBar::new_spinner();
    let say = |n: i64| progress.set_message(words.a("journal-reading", "n", n));
    let found = context.pool()?.read(|db| walk(db, &kept, say))?;
    progress.finish_and_clear();
    match found {
        Verified::Whole { entries, head } => {
            print(&words.with("journal-whole", &[("n", entries.into()), ("hash", head.hash.into())]));
            Ok(())
        }
        Verified::Broken { seq, fault } => {
            let fault = words.t(&format!("journal-fault-{fault}"));
            print(&words.with("journal-broken", &[("seq", seq.into()), ("fault", fault.into())]));
            Err(Failure::Said)
        }
    }
}

fn export(context: &Context<'_>) -> Result<(), Failure> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    context.pool()?.read(|db| write_out(db, &mut out))?;
    std::io::Write::flush(&mut out).map_err(Failure::other)
}
