use parvis_kernel::{Id, Timestamp};

use crate::{Error, Kind};

parvis_kernel::text_enum! {
    /// What is known of a file's harmlessness.
    pub enum State {
        /// The scanner has still to see it.
        Waiting = "waiting",
        /// The scanner found nothing.
        Clean = "clean",
        /// The scanner knows what it holds.
        Infected = "infected",
        /// The scanner cannot look into it, and will not be able to later: too large for it, or damaged.
        Unscannable = "unscannable",
        /// It came while there was no scanner.
        Unscanned = "unscanned",
    }
}

impl State {
    /// Whether a file may be served: while a scanner is configured, only what it found clean; without one, what
    /// nobody looked at too, and those who show it say so.
    ///
    /// # Errors
    /// [`Error::Waiting`] for what may be served later, [`Error::Infected`], [`Error::Unscannable`].
    pub const fn allows(self, has_scanner: bool) -> Result<(), Error> {
        match (self, has_scanner) {
            (Self::Clean, _) | (Self::Unscanned, false) => Ok(()),
            (Self::Waiting, _) | (Self::Unscanned, true) => Err(Error::Waiting),
            (Self::Infected, _) => Err(Error::Infected),
            (Self::Unscannable, _) => Err(Error::Unscannable),
        }
    }
}

/// What a file is attached to, and who sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// A word of the module that attaches it: `proof`.
    pub kind: &'static str,
    /// What identifies the thing among those of its kind.
    pub id: String,
    /// None: the platform.
    pub space: Option<Id>,
    /// The agent who sent it; none: a visitor.
    pub sender: Option<Id>,
}

impl Owner {
    pub fn new(kind: &'static str, id: impl Into<String>) -> Self {
        Self { kind, id: id.into(), space: None, sender: None }
    }

    #[must_use]
    pub const fn of(mut self, space: Id, sender: Option<Id>) -> Self {
        (self.space, self.sender) = (Some(space), sender);
        self
    }
}

/// A file as kept; its bytes are in the depot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub id: Id,
    pub space: Option<Id>,
    pub owner_kind: String,
    pub owner_id: String,
    /// A label with the extension of its kind, at most 120 characters.
    pub name: String,
    pub kind: Kind,
    /// Bytes.
    pub size: u64,
    /// 64 hexadecimal digits.
    pub sha256: String,
    pub state: State,
    pub created_at: Timestamp,
    pub created_by: Option<Id>,
}

/// What was received and accepted, but is not attached to anything yet: it is erased after a day if it never is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub id: Id,
    pub name: String,
    pub kind: Kind,
    pub size: u64,
    pub sha256: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_clean_passes_a_scanner() {
        for (state, with, without) in [
            (State::Clean, true, true),
            (State::Unscanned, false, true),
            (State::Waiting, false, false),
            (State::Infected, false, false),
            (State::Unscannable, false, false),
        ] {
            assert_eq!((state.allows(true).is_ok(), state.allows(false).is_ok()), (with, without), "{state}");
        }
    }
}
