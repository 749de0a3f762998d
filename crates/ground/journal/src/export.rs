//! JSON Lines that a third party can check: each entry with its hash, and checkpoints on the way.

use parvis_db::Db;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Write};

use crate::chain::Checkpoint;
use crate::error::JournalError;
use crate::store;

/// A checkpoint follows each that many entries, and the last one.
pub const CHECKPOINT_EVERY: i64 = 1_000;

/// A line of the file.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    /// `entry` is a text, so that it is hashed exactly as it stands.
    Entry {
        hash: String,
        entry: String,
    },
    Checkpoint {
        checkpoint: i64,
        hash: String,
    },
}

/// Writes the whole journal, and returns how many entries it has.
///
/// # Errors
/// The database's own, or that of `to`.
pub fn export(db: &mut Db, to: &mut dyn Write) -> Result<i64, JournalError> {
    store::snapshot(db, |db| {
        let mut seq = 0;
        let mut hash = String::new();
        loop {
            let entries = store::after(db, seq)?;
            if entries.is_empty() {
                break;
            }
            for entry in entries {
                seq = entry.seq;
                hash.clone_from(&entry.hash);
                let line = Line::Entry { entry: entry.text(), hash: entry.hash };
                write(to, &line)?;
                if seq % CHECKPOINT_EVERY == 0 {
                    write(to, &Line::Checkpoint { checkpoint: seq, hash: hash.clone() })?;
                }
            }
        }
        if seq % CHECKPOINT_EVERY != 0 {
            write(to, &Line::Checkpoint { checkpoint: seq, hash })?;
        }
        Ok(seq)
    })
}

fn write(to: &mut dyn Write, line: &Line) -> Result<(), JournalError> {
    serde_json::to_writer(&mut *to, line).map_err(std::io::Error::from)?;
    Ok(to.write_all(b"\n")?)
}

/// The checkpoints of a file that [`export`] wrote earlier, in its order.
///
/// # Errors
/// A line that is not one of such a file.
pub fn checkpoints(from: impl BufRead) -> Result<Vec<Checkpoint>, JournalError> {
    let mut kept = Vec::new();
    for (at, line) in from.lines().enumerate() {
        match serde_json::from_str(&line?) {
            Ok(Line::Checkpoint { checkpoint, hash }) => kept.push(Checkpoint { seq: checkpoint, hash }),
            Ok(Line::Entry { .. }) => {}
            Err(_) => return Err(JournalError::BadCheckpoint { line: at + 1 }),
        }
    }
    kept.sort_by_key(|k| k.seq);
    Ok(kept)
}
