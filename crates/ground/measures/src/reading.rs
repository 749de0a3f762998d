use parvis_kernel::{Day, Id, Timestamp};

use crate::indicator::{Indicator, Unit};

parvis_kernel::text_enum! {
    /// The stretch of time a reading speaks of; it ends with the reading's day.
    pub enum Window {
        Year = "12m",
        Quarter = "3m",
        Month = "1m",
        /// No stretch: the state on that day.
        Point = "point",
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Raw, in the indicator's unit, never rounded.
    Number(f64),
    /// One of the indicator's options, by its slug.
    Choice(String),
    /// The question does not arise for this procedure.
    NotApplicable,
}

/// The option that stands for [`Value::NotApplicable`] in files and in the database.
pub(crate) const NOT_APPLICABLE: &str = "not_applicable";

/// One measurement of one procedure: what the ledger holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub procedure: Id,
    /// Slug of the indicator.
    pub indicator: String,
    /// Version of the method it was measured with.
    pub method: String,
    pub window: Window,
    /// The day whose state it tells; the last day of the window.
    pub as_of: Day,
    pub value: Value,
    /// Number of answers or tries behind the value; `None` when the source gives none.
    pub n: Option<u32>,
    /// Answers per mark, when known: `(mark, answers)`.
    pub counts: Option<Vec<(f64, u32)>>,
    /// Who or what measured: a short name such as `jdma`.
    pub source: String,
    pub collected_at: Timestamp,
    /// When the ledger took it in.
    pub recorded_at: Timestamp,
    /// 1 for the first; a correction has the next number and supersedes the ones before.
    pub revision: i32,
    /// Why it was corrected.
    pub reason: Option<String>,
}

/// Why a value cannot be a reading of an indicator; the text is a message key that says what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidReading(pub &'static str);

impl Value {
    /// Reads a value from text, in the unit of `indicator` files: a number, an option, or `not_applicable`.
    ///
    /// # Errors
    /// When it is none of these, not finite, or off the unit's range.
    pub fn parse(indicator: &Indicator, text: &str) -> Result<Self, InvalidReading> {
        Self::scaled(indicator, text, indicator.file_scale)
    }

    /// Reads a raw value from text, in the indicator's own unit: a number, an option, or `not_applicable`.
    ///
    /// # Errors
    /// Those of [`Value::parse`].
    pub fn raw(indicator: &Indicator, text: &str) -> Result<Self, InvalidReading> {
        Self::scaled(indicator, text, 1.0)
    }

    fn scaled(indicator: &Indicator, text: &str, scale: f64) -> Result<Self, InvalidReading> {
        if text == NOT_APPLICABLE {
            return Ok(Self::NotApplicable);
        }
        if indicator.unit == Unit::Choice {
            return match indicator.choice(text) {
                Some(choice) => Ok(Self::Choice(choice.slug.clone())),
                None => Err(InvalidReading("measures-form-choice")),
            };
        }
        let number: f64 = text.parse().map_err(|_| InvalidReading("measures-form-number"))?;
        let number = number / scale;
        let (range, form) = match indicator.unit {
            Unit::Mark => (0.0..=10.0, "measures-form-mark"),
            Unit::Share if scale > 1.0 => (0.0..=1.0, "measures-form-mark"),
            Unit::Share => (0.0..=1.0, "measures-form-share"),
            Unit::Percent => (0.0..=100.0, "measures-form-percent"),
            Unit::Count | Unit::Millis | Unit::Index | Unit::Choice => (0.0..=1e9, "measures-form-positive"),
        };
        if range.contains(&number) { Ok(Self::Number(number)) } else { Err(InvalidReading(form)) }
    }

    /// The text that [`Value::stored`] reads back, beside the number.
    pub(crate) fn parts(&self) -> (Option<f64>, Option<&str>) {
        match self {
            Self::Number(number) => (Some(*number), None),
            Self::Choice(slug) => (None, Some(slug)),
            Self::NotApplicable => (None, Some(NOT_APPLICABLE)),
        }
    }

    pub(crate) fn stored(number: Option<f64>, choice: Option<String>) -> Self {
        match (number, choice) {
            (Some(number), _) => Self::Number(number),
            (None, Some(slug)) if slug != NOT_APPLICABLE => Self::Choice(slug),
            (None, _) => Self::NotApplicable,
        }
    }
}

/// `0:12|5:30|10:58`: answers per mark, in files and in the database.
pub(crate) fn parse_counts(text: &str) -> Option<Vec<(f64, u32)>> {
    let pair = |part: &str| {
        let (mark, count) = part.split_once(':')?;
        let mark: f64 = mark.trim().parse().ok()?;
        (0.0..=10.0).contains(&mark).then_some((mark, count.trim().parse().ok()?))
    };
    text.split('|').map(pair).collect()
}

pub(crate) fn write_counts(counts: &[(f64, u32)]) -> String {
    counts.iter().map(|(mark, count)| format!("{mark}:{count}")).collect::<Vec<_>>().join("|")
}
