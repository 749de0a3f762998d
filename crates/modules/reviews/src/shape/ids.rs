//! How questions of one's own and their options are named in answers, counters and files: `q3`, `o2`, `4`.

use std::fmt;
use std::str::FromStr;

/// A question of one's own. The name is never used again within a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ExtraId {
    /// `q1` to `q9999`.
    Own(u16),
    /// `sus1` to `sus10`: a statement of the System Usability Scale, whose score is made of all ten.
    Sus(u8),
}

/// What is chosen of a question of one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Pick {
    /// `o1` to `o99`: an option of a choice, never used again within its question.
    Option(u8),
    /// `0` to `10`: a step of a scale.
    Value(u8),
}

/// A text that names neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no name of a question or of an option")]
pub struct Unnamed;

impl fmt::Display for ExtraId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(n) => write!(f, "q{n}"),
            Self::Sus(n) => write!(f, "sus{n}"),
        }
    }
}

impl fmt::Display for Pick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option(n) => write!(f, "o{n}"),
            Self::Value(n) => write!(f, "{n}"),
        }
    }
}

/// One spelling a name: `q1`, never `q01` nor `q+1`.
fn only<T: ToString>(found: Option<T>, text: &str) -> Result<T, Unnamed> {
    found.filter(|one| one.to_string() == text).ok_or(Unnamed)
}

impl FromStr for ExtraId {
    type Err = Unnamed;

    fn from_str(text: &str) -> Result<Self, Unnamed> {
        let own = text.strip_prefix('q').and_then(|n| n.parse().ok()).filter(|n| (1..=9_999).contains(n));
        let sus = text.strip_prefix("sus").and_then(|n| n.parse().ok()).filter(|n| (1..=10).contains(n));
        only(own.map(Self::Own).or(sus.map(Self::Sus)), text)
    }
}

impl FromStr for Pick {
    type Err = Unnamed;

    fn from_str(text: &str) -> Result<Self, Unnamed> {
        let option = text.strip_prefix('o').and_then(|n| n.parse().ok()).filter(|n| (1..=99).contains(n));
        let value = text.parse().ok().filter(|n| *n <= 10);
        only(option.map(Self::Option).or(value.map(Self::Value)), text)
    }
}

impl TryFrom<String> for ExtraId {
    type Error = Unnamed;

    fn try_from(text: String) -> Result<Self, Unnamed> {
        text.parse()
    }
}

impl TryFrom<String> for Pick {
    type Error = Unnamed;

    fn try_from(text: String) -> Result<Self, Unnamed> {
        text.parse()
    }
}

impl From<ExtraId> for String {
    fn from(id: ExtraId) -> Self {
        id.to_string()
    }
}

impl From<Pick> for String {
    fn from(pick: Pick) -> Self {
        pick.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_spelling() {
        for text in ["q1", "q12", "q9999", "sus1", "sus10"] {
            assert_eq!(text.parse::<ExtraId>().unwrap().to_string(), text);
        }
        for text in ["", "q", "q0", "q01", "q+1", "Q1", "q10000", "sus0", "sus11", "o1", "q1.o1", "q 1"] {
            assert!(text.parse::<ExtraId>().is_err(), "{text}");
        }
        for text in ["o1", "o99", "0", "10"] {
            assert_eq!(text.parse::<Pick>().unwrap().to_string(), text);
        }
        for text in ["", "o0", "o100", "11", "-1", "00", "+1", "q1"] {
            assert!(text.parse::<Pick>().is_err(), "{text}");
        }
    }
}
