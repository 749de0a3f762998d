//! The canonical form: JSON Lines, the header first, then the procedures in the order of their slugs.
//!
//! It holds nothing that differs between two machines (no internal identifier, no date of import), so whoever
//! has the same readings gets the same checksum: `sha256sum` of the file is the edition's checksum.

use parvis_kernel::{Day, Month};
use parvis_measures::{Direction, Indicators};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;

use super::Line;

/// The first line of the canonical form: what the edition is and the rules its grades follow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// `parvis-edition/1`: the version of this form.
    pub format: String,
    pub edition: String,
    pub as_of: Day,
    pub procedures: usize,
    pub rules: Vec<Rule>,
}

/// How one indicator was graded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    pub indicator: String,
    pub direction: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub green: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amber: Option<f64>,
    pub minimum_n: u32,
    pub window: String,
    pub life_months: i32,
}

impl Header {
    pub fn new(edition: &str, month: Month, procedures: usize, indicators: &Indicators) -> Self {
        let rules = indicators.public().map(|i| Rule {
            indicator: i.slug.clone(),
            direction: match i.direction {
                Direction::Higher => "higher".into(),
                Direction::Lower => "lower".into(),
            },
            green: i.green,
            amber: i.amber,
            minimum_n: i.minimum_n,
            window: i.window().as_str().into(),
            life_months: i.life_months,
        });
        Self {
            format: "parvis-edition/1".into(),
            edition: edition.into(),
            as_of: month.last_day(),
            procedures,
            rules: rules.collect(),
        }
    }
}

/// An edition in its canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canonical {
    pub header: String,
    /// `(slug, line)`, sorted by slug.
    pub lines: Vec<(String, String)>,
    /// SHA-256 of the whole, each line ended by `\n`, in hexadecimal.
    pub checksum: String,
}

impl Canonical {
    /// Writes the canonical form.
    ///
    /// # Errors
    /// None in practice: plain data always serialises.
    pub fn new(header: &Header, lines: &[Line]) -> Result<Self, serde_json::Error> {
        let header = serde_json::to_string(header)?;
        let mut texts = Vec::with_capacity(lines.len());
        for line in lines {
            texts.push((line.procedure.clone(), serde_json::to_string(line)?));
        }
        texts.sort();
        let checksum = checksum(&header, texts.iter().map(|(_, text)| text.as_str()));
        Ok(Self { header, lines: texts, checksum })
    }
}

/// SHA-256 of a header and lines already in order, each ended by `\n`.
pub(crate) fn checksum<'l>(header: &'l str, lines: impl Iterator<Item = &'l str>) -> String {
    let mut hash = Sha256::new();
    for line in std::iter::once(header).chain(lines) {
        hash.update(line.as_bytes());
        hash.update(b"\n");
    }
    hex(&hash.finalize())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
