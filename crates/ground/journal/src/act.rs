use parvis_db::Db;
use parvis_kernel::{Actor, Place, Timestamp};

use crate::entry::{Change, Entry};
use crate::error::JournalError;
use crate::store;

/// On whose behalf, from where and when something is done.
#[derive(Debug, Clone)]
pub struct By {
    pub actor: Actor,
    pub now: Timestamp,
    /// Network prefix of the request; `console` for a command.
    pub network: String,
    /// The request's identifier, as in the log.
    pub request: String,
}

/// What stands for the network of a command.
pub const CONSOLE: &str = "console";

impl By {
    /// The operator at the console.
    pub fn console(now: Timestamp) -> Self {
        Self { actor: Actor::console(), now, network: CONSOLE.to_owned(), request: CONSOLE.to_owned() }
    }
}

/// What was done, to be written in the journal.
#[derive(Debug, Clone)]
pub struct Act {
    action: &'static str,
    place: Place,
    object_kind: &'static str,
    object: String,
    changes: Vec<Change>,
    reason: Option<String>,
}

impl Act {
    /// An act on an object; `action` is `thing.verb`. The object is named by what identifies it without naming a
    /// person: an identifier, a slug.
    pub fn new(
        action: &'static str,
        place: &Place,
        object_kind: &'static str,
        object: impl Into<String>,
    ) -> Self {
        Self {
            action,
            place: place.clone(),
            object_kind,
            object: object.into(),
            changes: Vec::new(),
            reason: None,
        }
    }

    /// Something that is so from now on.
    #[must_use]
    pub fn set(self, what: &str, to: impl Into<String>) -> Self {
        self.changed(what, None, Some(to.into()))
    }

    /// Something that was one way and is another; nothing is written when both are the same.
    #[must_use]
    pub fn changed(mut self, what: &str, from: Option<String>, to: Option<String>) -> Self {
        if from != to {
            self.changes.push(Change { what: what.to_owned(), from, to });
        }
        self
    }

    #[must_use]
    pub fn because(mut self, reason: &str) -> Self {
        self.reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        self
    }
}

/// Runs a use case and writes what it did in the journal, in one transaction: both or neither.
///
/// The entry is written last, so that the end of the chain, which one transaction at a time may move, is held for
/// the shortest time.
///
/// # Errors
/// Those of the use case, or the journal's; then nothing has changed.
pub fn act<T, E>(db: &mut Db, by: &By, work: impl FnOnce(&mut Db) -> Result<(T, Act), E>) -> Result<T, E>
where
    E: From<JournalError> + From<diesel::result::Error>,
{
    db.tx(|db| {
        let (value, act) = work(db)?;
        record(db, by, act)?;
        Ok(value)
    })
}

fn record(db: &mut Db, by: &By, act: Act) -> Result<(), JournalError> {
    let (seq, before) = store::lock_head(db)?;
    let mut entry = Entry {
        seq: seq + 1,
        at: by.now,
        actor: by.actor.agent,
        organisation: by.actor.organisation,
        space: act.place.space,
        action: act.action.to_owned(),
        object_kind: act.object_kind.to_owned(),
        object: act.object,
        changes: act.changes,
        reason: act.reason,
        network: by.network.clone(),
        request: by.request.clone(),
        hash: String::new(),
    };
    entry.hash = entry.chained(&before);
    store::append(db, &entry)
}
