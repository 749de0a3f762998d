//! Figures of the survey in the reader's language.

use parvis_i18n::Words;

use crate::model::Topic;
use crate::score::Score;

/// Marks on ten with one decimal, shares as whole percentages.
pub fn value(words: &Words, score: &Score) -> String {
    number(words, !score.marks.is_empty(), score.value)
}

/// "7.9 to 8.3".
pub fn interval(words: &Words, score: &Score) -> String {
    let [low, high] =
        [score.interval.low, score.interval.high].map(|end| number(words, !score.marks.is_empty(), end));
    words.with("reviews-interval", &[("low", low.into()), ("high", high.into())])
}

/// A mark, or a share.
pub fn number(words: &Words, is_mark: bool, value: f64) -> String {
    if is_mark { words.decimal(value, 1) } else { words.percent(value * 100.0, 0) }
}

/// What a topic is called: as its owner says, else as the lexicon does, else by its own words.
pub fn topic(words: &Words, topic: &Topic) -> String {
    let own = || topic.words.iter().take(2).cloned().collect::<Vec<_>>().join(", ");
    let key = format!("reviews-topic-{}", topic.key.replace('_', "-"));
    let usual =
        || if words.has(&key) { words.t(&key) } else { words.a("reviews-topic-words", "words", own()) };
    topic.name.clone().unwrap_or_else(usual)
}
