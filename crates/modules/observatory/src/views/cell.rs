use parvis_charts::Tone;
use parvis_i18n::Words;
use parvis_measures::{Indicator, Level};

use crate::edition::Cell;
use crate::format;

/// A cell as a chip.
pub(crate) struct CellView {
    /// Name of the indicator: the label of the cell on a phone.
    pub label: String,
    /// End of the chip's class.
    pub class: String,
    /// The value, when the level has one to show.
    pub value: Option<String>,
    /// The level in words.
    pub level: String,
    /// Short warnings: too close to call, suspect.
    pub flags: Vec<String>,
}

impl CellView {
    pub fn new(words: &Words, indicator: &Indicator, cell: Option<&Cell>) -> Self {
        let level = cell.map_or(Level::NoData, |c| c.level);
        let value = cell.and_then(|cell| match level {
            // Without enough answers the value would be read as a mark: the number of answers is shown instead.
            Level::TooFew => cell.n.map(|n| words.a("answers", "n", n)),
            _ => format::value(words, indicator, cell),
        });
        let flag = |shown: bool, key| shown.then(|| words.t(key));
        let flags = cell.map_or_else(Vec::new, |c| {
            [flag(c.too_close, "flag-too-close"), flag(c.suspect, "flag-suspect")]
                .into_iter()
                .flatten()
                .collect()
        });
        Self {
            label: indicator.name.get(words.locale()).to_owned(),
            class: format::level_class(level),
            value,
            level: format::level(words, level),
            flags,
        }
    }
}

/// How a level is drawn.
pub(crate) const fn tone(level: Level) -> Tone {
    match level {
        Level::Green => Tone::Green,
        Level::Amber => Tone::Amber,
        Level::Red => Tone::Red,
        Level::Blue => Tone::Blue,
        Level::Ungraded => Tone::Neutral,
        Level::TooFew | Level::NotApplicable | Level::Stale | Level::NoData => Tone::Missing,
    }
}
