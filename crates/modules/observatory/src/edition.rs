//! What an edition is made of: lines of procedures, cells of indicators, and the canonical form that is hashed.

mod canonical;
mod compute;
mod diff;
mod summary;

use parvis_catalog::EntryRule;
use parvis_kernel::{Day, Month, Timestamp};
use parvis_measures::{Basis, Level, Window};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use canonical::{Canonical, Header, Rule};
pub(crate) use canonical::{checksum, hex};
pub use compute::{LOOKBACK_MONTHS, compute};
pub use diff::{Change, Difference, difference};
pub use summary::{Dimension, Group, Stat, Summary, Tally, summarise};

/// One procedure of an edition, in the canonical form: field order and names are part of the checksum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The slug of the procedure: its public identity.
    pub procedure: String,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ministry: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub administration: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub life_event: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub territory: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_rule: Option<EntryRule>,
    /// By slug of the indicator; an indicator without any reading is absent.
    pub cells: BTreeMap<String, Cell>,
}

/// What an edition says of one procedure and one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    pub level: Level,
    /// Raw value in the indicator's unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u32>,
    /// Ends of the 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub too_close: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub suspect: bool,
    pub as_of: Day,
    pub window: Window,
    pub method: Box<str>,
    pub source: Box<str>,
    pub collected_at: Timestamp,
    pub revision: i32,
}

/// An edition without its lines.
#[derive(Debug, Clone)]
pub struct Edition {
    pub slug: String,
    pub as_of: Day,
    /// What the ledger and the catalogue learnt later plays no part in it.
    pub known_at: Timestamp,
    /// SHA-256 of the canonical form, in hexadecimal.
    pub checksum: String,
    pub header: Header,
    pub summary: Summary,
    /// `None` for a draft.
    pub publication: Option<Publication>,
}

/// Who published, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    pub at: Timestamp,
    pub by: String,
}

impl Edition {
    pub fn month(&self) -> Month {
        self.as_of.month()
    }
}

/// A correction to a published edition: a new entry, never a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erratum {
    /// Slug of the edition.
    pub edition: String,
    /// 1 for the first of the edition.
    pub number: i32,
    pub published_at: Timestamp,
    /// Who signs it.
    pub author: String,
    pub procedure: Option<String>,
    pub indicator: Option<String>,
    pub text_fr: String,
    pub text_en: String,
    /// SHA-256 over the edition's checksum, the digest of the erratum before, and this one: the chain shows that
    /// none was taken out.
    pub digest: String,
}
