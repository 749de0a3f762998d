use parvis_kernel::{Id, Timestamp};
use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// One thing that an act changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub what: String,
    /// As it was; none when there was nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// As it is now; none when it was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// One entry, as it is chained: its text is the JSON of these fields in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// 1 for the first, then one more each.
    pub seq: i64,
    #[serde(serialize_with = "precisely")]
    pub at: Timestamp,
    /// The agent; none for the console, and for a visitor who was not signed in.
    pub actor: Option<Id>,
    /// The organisation the agent acted for.
    pub organisation: Option<Id>,
    /// The space the act was done in; none for the platform.
    pub space: Option<Id>,
    pub action: String,
    pub object_kind: String,
    pub object: String,
    pub changes: Vec<Change>,
    pub reason: Option<String>,
    /// Network prefix, never the whole address.
    pub network: String,
    /// The request or the command, as in the log.
    pub request: String,
    #[serde(skip)]
    pub hash: String,
}

fn precisely<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&at.precise())
}

impl Entry {
    /// The text that is hashed and exported.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|error| unreachable!("an entry is plain text: {error}"))
    }

    /// What the entry's hash must be, after an entry of hash `before`.
    pub fn chained(&self, before: &str) -> String {
        link(before, &self.text())
    }
}

/// SHA-256 over the hash before, a line feed and the entry's text; 64 hexadecimal digits.
pub(crate) fn link(before: &str, text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(before.as_bytes());
    hash.update(b"\n");
    hash.update(text.as_bytes());
    hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
