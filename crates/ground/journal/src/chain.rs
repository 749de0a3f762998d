use parvis_db::Db;
use std::fmt;

use crate::error::JournalError;
use crate::store;

/// A place in the chain and the hash that belongs there: whoever kept it can tell later that nothing before it has
/// changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    pub seq: i64,
    pub hash: String,
}

/// What a walk along the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// Every entry commits to the one before it, up to the end.
    Whole { entries: i64, head: Checkpoint },
    /// The first entry at which the chain breaks.
    Broken { seq: i64, fault: Fault },
}

/// How the chain is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The entry is not there: removed, or given another number.
    Missing,
    /// The entry, or the one before it, is not what was written.
    Altered,
    /// Entries were cut off the end.
    Cut,
    /// There are entries beyond the end that the journal knows of.
    Beyond,
    /// The entry differs from a checkpoint kept elsewhere: the chain was written anew.
    Rewritten,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "missing",
            Self::Altered => "altered",
            Self::Cut => "cut",
            Self::Beyond => "beyond",
            Self::Rewritten => "rewritten",
        })
    }
}

/// What an entry's predecessor is when there is none.
pub(crate) const ORIGIN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Walks the whole chain, calls `progress` with the number of entries read, and compares with checkpoints kept
/// elsewhere, which must be in order.
///
/// # Errors
/// The database's own. A broken chain is an answer, not an error.
pub fn verify(
    db: &mut Db,
    kept: &[Checkpoint],
    mut progress: impl FnMut(i64),
) -> Result<Verified, JournalError> {
    // One transaction: on both engines a walk sees one state, whatever is appended meanwhile.
    store::snapshot(db, |db| {
        let head = store::head(db)?;
        let mut kept = kept.iter().peekable();
        let (mut seq, mut before) = (0, ORIGIN.to_owned());
        loop {
            let entries = store::after(db, seq)?;
            if entries.is_empty() {
                break;
            }
            for entry in entries {
                seq += 1;
                let broken = |fault| Ok(Verified::Broken { seq, fault });
                if seq > head.seq {
                    return broken(Fault::Beyond);
                }
                if entry.seq != seq {
                    return broken(Fault::Missing);
                }
                if entry.chained(&before) != entry.hash {
                    return broken(Fault::Altered);
                }
                if kept.next_if(|k| k.seq == seq).is_some_and(|k| k.hash != entry.hash) {
                    return broken(Fault::Rewritten);
                }
                before = entry.hash;
            }
            progress(seq);
        }
        let end = kept.map(|k| k.seq).max().unwrap_or(0).max(head.seq);
        if seq < end {
            return Ok(Verified::Broken { seq: seq + 1, fault: Fault::Cut });
        }
        if before != head.hash {
            return Ok(Verified::Broken { seq, fault: Fault::Altered });
        }
        Ok(Verified::Whole { entries: seq, head })
    })
}
