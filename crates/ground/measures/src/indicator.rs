//! The indicators as data: `indicators.toml` is the one place where a question, a threshold or a method is set.

use parvis_kernel::{Locale, Month};
use serde::Deserialize;
use std::sync::LazyLock;

use crate::assess::Level;
use crate::reading::Window;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    #[serde(deserialize_with = "french")]
    pub fr: String,
    pub en: String,
}

fn french<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    String::deserialize(from).map(|text| parvis_kernel::french_spaces(&text))
}

impl Text {
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }
}

/// What a value is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 0–10.
    Mark,
    /// 0–1.
    Share,
    /// 0–100.
    Percent,
    /// A number of things.
    Count,
    /// Milliseconds.
    Millis,
    /// 0–1, without a meaning of its own.
    Index,
    /// One of the listed options.
    Choice,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Green from the limit upwards, the limit included.
    Higher,
    /// Green below the limit, the limit excluded.
    Lower,
}

/// One option of an indicator that is a choice, with the level it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub slug: String,
    pub level: String,
    pub name: Text,
}

impl Choice {
    pub fn level(&self) -> Level {
        Level::parse(&self.level).unwrap_or(Level::Ungraded)
    }
}

/// A way of measuring. Values of two versions are not compared: curves are cut between them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    pub version: String,
    /// First month whose readings use it, `YYYY-MM`.
    pub since: String,
    /// How it measures.
    pub how: Text,
    /// Why it replaced the one before; empty for the first.
    #[serde(default = "Text::empty")]
    pub reason: Text,
}

impl Text {
    const fn empty() -> Self {
        Self { fr: String::new(), en: String::new() }
    }
}

/// An indicator: a question about a procedure, how it is measured and how it is graded.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    pub slug: String,
    pub name: Text,
    pub question: Text,
    pub goal: Text,
    /// What would turn it green.
    pub advice: Text,
    pub unit: Unit,
    pub direction: Direction,
    /// The limit of green, in the unit; absent when the indicator is not graded by number.
    pub green: Option<f64>,
    /// The limit of amber.
    pub amber: Option<f64>,
    /// Answers needed for a grade; 0 for none.
    pub minimum_n: u32,
    #[serde(rename = "window")]
    window_text: String,
    /// For how many months a reading stands, the month it describes included.
    pub life_months: i32,
    /// Whether it has a page and a column; a measurement kept for the record has not.
    #[serde(default = "yes")]
    pub public: bool,
    /// The names that files of measurements give it beside its slug.
    #[serde(default)]
    pub file_names: Vec<String>,
    /// Values in files are divided by this.
    #[serde(default = "one")]
    pub file_scale: f64,
    /// Values below this, for `suspect_run` readings in a row, look like a fault of the instrument.
    pub suspect_below: Option<f64>,
    #[serde(default)]
    pub suspect_run: usize,
    #[serde(default, rename = "choice")]
    pub choices: Vec<Choice>,
    #[serde(rename = "method")]
    pub methods: Vec<Method>,
}

const fn yes() -> bool {
    true
}

const fn one() -> f64 {
    1.0
}

impl Indicator {
    /// The window of the readings that are graded.
    pub fn window(&self) -> Window {
        Window::parse(&self.window_text).unwrap_or(Window::Point)
    }

    pub fn choice(&self, slug: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.slug == slug)
    }

    /// Whether it can be green at all; autonomy, for one, is shown without a judgement.
    pub fn is_graded(&self) -> bool {
        self.green.is_some() || self.choices.iter().any(|c| c.level() == Level::Green)
    }

    /// The method that was in force for a reading of `month`: the last that began by then, else the first.
    pub fn method_at(&self, month: Month) -> &Method {
        let text = month.to_string();
        self.methods.iter().rev().find(|m| m.since <= text).unwrap_or(&self.methods[0])
    }

    pub fn method(&self, version: &str) -> Option<&Method> {
        self.methods.iter().find(|m| m.version == version)
    }
}

/// All indicators, in the order of pages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicators {
    #[serde(rename = "indicator")]
    all: Vec<Indicator>,
}

impl Indicators {
    /// The indicators shipped with Parvis.
    ///
    /// # Panics
    /// Never in a build that passed its tests: the file is part of the program.
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Indicators> = LazyLock::new(|| {
            Indicators::parse(include_str!("../indicators.toml"))
                .unwrap_or_else(|e| panic!("indicators.toml: {e}"))
        });
        &STANDARD
    }

    /// Reads a file of indicators and checks what a type cannot.
    ///
    /// # Errors
    /// A sentence that names the indicator and what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let read: Self = toml::from_str(text).map_err(|e| e.to_string())?;
        for one in &read.all {
            one.check().map_err(|wrong| format!("{}: {wrong}", one.slug))?;
        }
        Ok(read)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Indicator> {
        self.all.iter()
    }

    /// Those that have a page and a column.
    pub fn public(&self) -> impl Iterator<Item = &Indicator> {
        self.all.iter().filter(|i| i.public)
    }

    pub fn get(&self, slug: &str) -> Option<&Indicator> {
        self.all.iter().find(|i| i.slug == slug)
    }

    /// The indicator that a file calls `name`.
    pub fn named_in_file(&self, name: &str) -> Option<&Indicator> {
        self.all.iter().find(|i| i.slug == name || i.file_names.iter().any(|n| n == name))
    }
}

impl Indicator {
    fn check(&self) -> Result<(), &'static str> {
        if Window::parse(&self.window_text).is_none() {
            return Err("unknown window");
        }
        if self.methods.is_empty() || self.methods.iter().any(|m| m.since.parse::<Month>().is_err()) {
            return Err("a method needs a month since when it is used (YYYY-MM)");
        }
        if !self.methods.is_sorted_by(|a, b| a.since < b.since) {
            return Err("methods must follow each other in time");
        }
        if self.unit == Unit::Choice && (self.choices.is_empty() || self.green.is_some()) {
            return Err("a choice has options and no limits");
        }
        if self.choices.iter().any(|c| Level::parse(&c.level).is_none()) {
            return Err("unknown level of an option");
        }
        let ordered = match (self.green, self.amber, self.direction) {
            (Some(green), Some(amber), Direction::Higher) => green > amber,
            (Some(green), Some(amber), Direction::Lower) => green < amber,
            (None, Some(_), _) => false,
            _ => true,
        };
        if ordered { Ok(()) } else { Err("limits are in the wrong order") }
    }
}
