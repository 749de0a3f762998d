//! Figures of the survey in the reader's language.

use parvis_i18n::Words;

use crate::score::Score;

/// Marks on ten with one decimal, shares as whole percentages.
pub fn value(words: &Words, score: &Score) -> String {
    number(words, score, score.value)
}

/// "7.9 to 8.3".
pub fn interval(words: &Words, score: &Score) -> String {
    let [low, high] = [score.interval.low, score.interval.high].map(|end| number(words, score, end));
    words.with("reviews-interval", &[("low", low.into()), ("high", high.into())])
}

fn number(words: &Words, score: &Score, value: f64) -> String {
    if score.marks.is_empty() { words.percent(value * 100.0, 0) } else { words.decimal(value, 1) }
}
