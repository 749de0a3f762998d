//! The topics of comments, found on the machine itself by rules that can be read (`docs/reviews.md` publishes them):
//! those of a lexicon, by their words, and those that the words of the comments show by standing together.

mod cluster;
mod lexicon;
mod name;

pub use lexicon::{LEXICON, Lexicon};

use parvis_text::words::{Language, words};
use std::collections::{BTreeMap, BTreeSet};

use crate::search::{STEMS, language};
use crate::survey::Tongue;

/// Comments of a form that are read, the newest.
pub const MOST_COMMENTS: usize = 20_000;
/// Words of a comment that are read: the topic of a longer one shows before.
pub const MOST_WORDS: usize = 300;

/// A topic and its comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// That of the lexicon, or `word.` and the stem that the comments share.
    pub key: String,
    /// The words that tell it from the other topics, the most telling first, as people write them.
    pub words: Vec<String>,
    /// Places of its comments among those that were read.
    pub comments: Vec<u32>,
}

/// Stems by small numbers, with how people write them.
#[derive(Debug, Default)]
pub struct Vocabulary {
    numbers: BTreeMap<String, u32>,
    stems: Vec<String>,
    /// How often each way of writing was met; those met often enough matter, so few are kept.
    written: Vec<BTreeMap<String, u32>>,
}

impl Vocabulary {
    fn number(&mut self, stem: String, written: &str) -> u32 {
        let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(stem.clone()).or_insert(next);
        if number == next {
            self.stems.push(stem);
            self.written.push(BTreeMap::new());
        }
        let Some(ways) = self.written.get_mut(number as usize) else { return number };
        if ways.len() < 8 || ways.contains_key(written) {
            *ways.entry(written.to_owned()).or_insert(0) += 1;
        }
        number
    }

    fn stem(&self, number: u32) -> &str {
        self.stems.get(number as usize).map_or("", String::as_str)
    }

    /// The most usual way of writing a stem.
    fn written(&self, number: u32) -> &str {
        let ways = self.written.get(number as usize);
        let most = ways.into_iter().flatten().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        most.map_or("", |(way, _)| way)
    }
}

/// Comments as they are looked through: stems by number, and what the lexicon found in each.
#[derive(Debug, Default)]
pub struct Reader {
    vocabulary: Vocabulary,
    /// The distinct stems of each comment that may tell a topic.
    telling: Vec<Vec<u32>>,
    /// The topics of the lexicon that each comment speaks of.
    known: Vec<Vec<usize>>,
}

impl Reader {
    /// Reads one more comment; its place is the number of those before it.
    pub fn read(&mut self, text: &str, tongue: Tongue) {
        let mut all = words(text);
        all.truncate(MOST_WORDS);
        let language = language(tongue);
        let stems: Vec<String> = all.iter().map(|word| STEMS.of(&word.folded, language)).collect();
        let folded: Vec<&str> = all.iter().map(|word| word.folded.as_str()).collect();
        // The survey is shown in the browser's language, and people write in theirs: French is looked for in all.
        let french: Vec<String> = folded.iter().map(|word| STEMS.of(word, Language::French)).collect();
        self.known.push(LEXICON.topics(&folded, &french));
        let mut own = BTreeSet::new();
        for ((word, stem), french) in all.iter().zip(stems).zip(&french) {
            if LEXICON.is_telling(&word.folded, french) {
                let written = text.get(word.start..word.end).unwrap_or("").to_lowercase();
                own.insert(self.vocabulary.number(stem, &written));
            }
        }
        self.telling.push(own.into_iter().collect());
    }

    /// The topics of the comments that were read: those of the lexicon in its order, then those that words show, the
    /// most frequent first. The same comments in the same order give the same topics.
    pub fn topics(&self) -> Vec<Found> {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let mut all: Vec<(String, Vec<u32>)> = LEXICON
            .keys()
            .enumerate()
            .map(|(topic, key)| {
                let own = self.known.iter().enumerate().filter(|(_, known)| known.contains(&topic));
                (key.to_owned(), own.map(|(at, _)| place(at)).collect())
            })
            .collect();
        all.extend(
            cluster::clusters(self)
                .into_iter()
                .map(|(stem, comments)| (format!("word.{}", self.vocabulary.stem(stem)), comments)),
        );
        all.retain(|(_, comments)| !comments.is_empty());
        let names = name::words(self, &all);
        let found = all.into_iter().zip(names);
        found.map(|((key, comments), words)| Found { key, words, comments }).collect()
    }
}
