//! Recording a file: all of it in one transaction, and the same file twice changes nothing.

use parvis_db::{Db, Error};
use parvis_kernel::Timestamp;
use std::collections::{BTreeSet, HashMap};

use crate::gaps;
use crate::import::Draft;
use crate::ledger::{self, Key};
use crate::reading::Reading;

/// What recording a file did, or would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Readings the ledger did not have.
    pub new: usize,
    /// Readings that say the same as the one in force.
    pub unchanged: usize,
    /// Readings that supersede one in force.
    pub corrected: usize,
    /// Stretches of months, not known before, in which a collector that reads each month gave nothing.
    pub gaps: usize,
}

/// Procedures compared at a time: keeps memory small and the list of a query under the engines' limits.
const CHUNK: usize = 200;

/// Records `draft`; with `dry_run` only says what it would do. `progress` hears of each batch written.
///
/// # Errors
/// The database's own; then nothing is recorded.
pub fn load(
    db: &mut Db,
    mut draft: Draft,
    dry_run: bool,
    progress: &mut dyn FnMut(usize),
) -> Result<Report, Error> {
    let now = draft.readings.first().map_or(Timestamp::default(), |r| r.recorded_at);
    draft.readings.sort_by(|a, b| {
        let key = |r: &Reading| (r.procedure, r.window, r.as_of);
        key(a).cmp(&key(b)).then_with(|| a.indicator.cmp(&b.indicator))
    });
    db.tx(|db| {
        let mut report = Report::default();
        let mut rest = draft.readings.as_mut_slice();
        while !rest.is_empty() {
            let (chunk, tail) = rest.split_at_mut(chunk_end(rest));
            rest = tail;
            let write = supersede(db, chunk, &mut report)?;
            if !dry_run {
                ledger::append(db, &write, progress)?;
            }
        }
        report.gaps = gaps::update(db, &draft.readings, dry_run, now)?;
        Ok(report)
    })
}

/// Where the chunk of whole procedures that opens `sorted` ends.
fn chunk_end(sorted: &[Reading]) -> usize {
    let mut procedures = 0;
    let mut last = None;
    for (at, reading) in sorted.iter().enumerate() {
        if last != Some(reading.procedure) {
            last = Some(reading.procedure);
            procedures += 1;
            if procedures > CHUNK {
                return at;
            }
        }
    }
    sorted.len()
}

/// The readings of `chunk` that say something new, numbered after those in force.
fn supersede(db: &mut Db, chunk: &mut [Reading], report: &mut Report) -> Result<Vec<Reading>, Error> {
    let procedures: Vec<_> = chunk.iter().map(|r| r.procedure).collect::<BTreeSet<_>>().into_iter().collect();
    let days = || chunk.iter().map(|r| r.as_of);
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return Ok(Vec::new()) };
    let known: HashMap<Key, Reading> =
        ledger::between(db, &procedures, first, last)?.into_iter().map(|r| (r.key(), r)).collect();
    let mut write = Vec::new();
    for reading in chunk {
        match (!known.is_empty()).then(|| known.get(&reading.key())).flatten() {
            None => report.new += 1,
            Some(old) if old.says_the_same(reading) => {
                report.unchanged += 1;
                continue;
            }
            Some(old) => {
                report.corrected += 1;
                reading.revision = old.revision + 1;
            }
        }
        write.push(reading.clone());
    }
    Ok(write)
}

impl Reading {
    fn says_the_same(&self, other: &Self) -> bool {
        self.value == other.value
            && self.n == other.n
            && self.method == other.method
            && self.counts == other.counts
    }
}
