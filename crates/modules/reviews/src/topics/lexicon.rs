//! The lexicon: for each topic that online procedures are known for, the words that tell it.

use parvis_text::words::{Language, fold, is_common, words};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use crate::search::STEMS;

/// The one that is shipped.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

/// Other words that may stand between two of a cue.
const BETWEEN: usize = 2;
/// Words before a cue within which something is said to be missing.
const MISSING: usize = 2;

#[derive(Deserialize)]
struct File {
    topic: Vec<FileTopic>,
    generic: Generic,
}

#[derive(Deserialize)]
struct Generic {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct FileTopic {
    key: String,
    cues: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    absent: bool,
}

/// One word of a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Stem(String),
    /// A folded word that begins so.
    Beginning(String),
}

type Cue = Vec<Part>;

#[derive(Debug)]
struct Topic {
    key: String,
    cues: Vec<Cue>,
    unless: Vec<Cue>,
    /// Said to be missing, it tells nothing.
    absent: bool,
}

/// Where a cue stands: its topic, its place there, and whether it is one that denies the topic.
type Place = (usize, usize, bool);

/// Topics with their cues.
#[derive(Debug)]
pub struct Lexicon {
    topics: Vec<Topic>,
    /// Cues by the stem that they begin with, so that a word is compared with few of them.
    by_stem: HashMap<String, Vec<Place>>,
    /// Those that begin with the beginning of a word.
    by_beginning: Vec<(String, Place)>,
    generic: BTreeSet<String>,
}

fn cue(text: &str) -> Cue {
    let part = |word: &str| match word.strip_suffix('*') {
        Some(beginning) => Part::Beginning(fold(beginning)),
        None => Part::Stem(STEMS.of(&fold(word), Language::French)),
    };
    // What elision leaves before an apostrophe is no word of a comment either.
    let is_word = |word: &&str| !matches!(*word, "l" | "d" | "j" | "m" | "t" | "s" | "n" | "c" | "qu");
    text.split(' ').filter(is_word).map(part).collect()
}

impl Lexicon {
    fn shipped() -> Self {
        let text = include_str!("../../topics/fr.toml");
        let file: File =
            toml::from_str(text).unwrap_or_else(|error| unreachable!("the lexicon is shipped: {error}"));
        let cues = |all: &[String]| all.iter().map(|text| cue(text)).collect();
        let topic = |one: FileTopic| Topic {
            cues: cues(&one.cues),
            unless: cues(&one.unless),
            key: one.key,
            absent: one.absent,
        };
        let generic = file.generic.words.iter().flat_map(|word| words(word));
        let mut lexicon = Self {
            generic: generic.map(|word| STEMS.of(&word.folded, Language::French)).collect(),
            topics: file.topic.into_iter().map(topic).collect(),
            by_stem: HashMap::new(),
            by_beginning: Vec::new(),
        };
        for (at, topic) in lexicon.topics.iter().enumerate() {
            let said = topic.cues.iter().enumerate().map(|(n, cue)| ((at, n, false), cue));
            let denied = topic.unless.iter().enumerate().map(|(n, cue)| ((at, n, true), cue));
            for (place, cue) in said.chain(denied) {
                match cue.first() {
                    Some(Part::Stem(stem)) => lexicon.by_stem.entry(stem.clone()).or_default().push(place),
                    Some(Part::Beginning(text)) => lexicon.by_beginning.push((text.clone(), place)),
                    None => {}
                }
            }
        }
        lexicon
    }

    /// The names of the topics in the program and in the database, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.topics.iter().map(|topic| topic.key.as_str())
    }

    /// The topics that a comment speaks of, by their places; it is given as its folded words and their stems.
    pub fn topics(&self, folded: &[&str], stems: &[String]) -> Vec<usize> {
        let (mut said, mut denied) = (vec![false; self.topics.len()], vec![false; self.topics.len()]);
        for (at, (word, stem)) in folded.iter().zip(stems).enumerate() {
            let begun = self.by_beginning.iter().filter(|(text, _)| word.starts_with(text.as_str()));
            let same = self.by_stem.get(stem).into_iter().flatten();
            for (topic, cue, denies) in same.chain(begun.map(|(_, place)| place)) {
                let own = &self.topics[*topic];
                let (cue, told) = if *denies {
                    (&own.unless[*cue], &mut denied[*topic])
                } else {
                    (&own.cues[*cue], &mut said[*topic])
                };
                *told = *told || is_at(cue, folded, stems, at, own.absent && !denies);
            }
        }
        (0..self.topics.len()).filter(|at| said[*at] && !denied[*at]).collect()
    }

    /// Whether a word may tell a topic: it is not common, nor everywhere, nor a number.
    pub fn is_telling(&self, folded: &str, stem: &str) -> bool {
        folded.chars().count() > 2
            && !is_common(folded)
            && !stem.starts_with('n')
            && !self.generic.contains(stem)
    }
}

fn is_word(part: &Part, folded: &str, stem: &str) -> bool {
    match part {
        Part::Stem(own) => own == stem,
        Part::Beginning(beginning) => folded.starts_with(beginning.as_str()),
    }
}

/// Whether a cue begins at a word.
fn is_at(cue: &Cue, folded: &[&str], stems: &[String], at: usize, absent: bool) -> bool {
    let mut next = at;
    for (n, part) in cue.iter().enumerate() {
        let until = if n == 0 { at + 1 } else { (next + 1 + BETWEEN).min(folded.len()) };
        let found = (next..until).find(|at| is_word(part, folded[*at], &stems[*at]));
        let Some(found) = found else { return false };
        next = found + 1;
    }
    let before = &folded[at.saturating_sub(MISSING)..at];
    !(absent && before.iter().any(|word| matches!(*word, "aucun" | "aucune" | "sans" | "zero")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(text: &str) -> Vec<String> {
        let all = words(text);
        let stems: Vec<String> = all.iter().map(|word| STEMS.of(&word.folded, Language::French)).collect();
        let folded: Vec<&str> = all.iter().map(|word| word.folded.as_str()).collect();
        let keys: Vec<&str> = LEXICON.keys().collect();
        LEXICON.topics(&folded, &stems).into_iter().map(|at| keys[at].to_owned()).collect()
    }

    #[test]
    fn a_topic_is_told_by_its_words() {
        for (text, want) in [
            ("MOTS DE PASSE perdus", vec!["sign_in"]),
            ("le site ne marche toujours pas", vec!["bug"]),
            ("Aucun bug", vec![]),
            ("", vec![]),
            ("Les pièces", vec!["documents"]),
        ] {
            assert_eq!(topics(text), want, "{text}");
        }
    }

    #[test]
    fn the_lexicon_is_sound() {
        let keys: Vec<&str> = LEXICON.keys().collect();
        let distinct: BTreeSet<&str> = keys.iter().copied().collect();
        assert!(keys.len() == distinct.len() && keys.len() >= 12, "{keys:?}");
        for topic in &LEXICON.topics {
            let all = topic.cues.iter().chain(&topic.unless);
            for part in all.flatten() {
                let (Part::Stem(text) | Part::Beginning(text)) = part;
                assert!(text.chars().count() > 1, "{}: {part:?}", topic.key);
            }
        }
    }
}
