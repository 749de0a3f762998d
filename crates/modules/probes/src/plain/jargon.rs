//! Words of the administration for which there are plainer ones: `plain/fr.toml`, words and choices of our own in the
//! spirit of public guides of plain language.

use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use std::sync::LazyLock;

use crate::words::{fold, tidy, unfold};

/// A word or a phrase, and what to write instead.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// With its other forms, as people write them.
    pub words: Vec<String>,
    pub instead: String,
}

#[derive(Deserialize)]
struct File {
    entry: Vec<Entry>,
}

/// The list for French.
#[expect(clippy::expect_used, reason = "the list is part of the source, read whole by a test")]
pub fn entries() -> &'static [Entry] {
    static ALL: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        let file: File =
            toml::from_str(include_str!("../../plain/fr.toml")).expect("a list that can be read");
        file.entry
    });
    &ALL
}

/// All forms as one pattern, the longest first: "à l'encontre de" is not "encontre".
#[expect(clippy::expect_used, reason = "made of the list, and so of the source")]
fn forms() -> &'static (Regex, Vec<(String, usize)>) {
    static ALL: LazyLock<(Regex, Vec<(String, usize)>)> = LazyLock::new(|| {
        let forms = entries()
            .iter()
            .enumerate()
            .flat_map(|(nth, entry)| entry.words.iter().map(move |word| (fold(&tidy(word)), nth)));
        let mut forms: Vec<(String, usize)> = forms.collect();
        forms.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        let any = forms.iter().map(|(form, _)| regex::escape(form)).collect::<Vec<_>>().join("|");
        let pattern = RegexBuilder::new(&format!(r"(?-u:\b)(?:{any})(?-u:\b)")).size_limit(1 << 24).build();
        forms.sort();
        (pattern.expect("a pattern of the list"), forms)
    });
    &ALL
}

/// The words of a tidy French text for which there are plainer ones, each as it is written, with what to write instead.
pub fn jargon(text: &str) -> Vec<(&str, &'static str)> {
    const MOST: usize = 20;
    let (pattern, forms) = forms();
    let folded = fold(text);
    let known = |found: &str| {
        let at = forms.binary_search_by(|(form, _)| form.as_str().cmp(found)).ok()?;
        Some(entries().get(forms.get(at)?.1)?.instead.as_str())
    };
    pattern
        .find_iter(&folded)
        .take(MOST)
        .filter_map(|found| Some((unfold(text, &folded, found.start(), found.end()), known(found.as_str())?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_word_is_listed_once_and_is_not_its_own_plainer_word() {
        let mut known = BTreeSet::new();
        assert!(entries().len() >= 120, "{}", entries().len());
        for entry in entries() {
            assert!(!entry.words.is_empty() && !entry.instead.is_empty());
            for word in &entry.words {
                assert!(known.insert(fold(word)), "{word} twice");
                assert!(!fold(&entry.instead).split(", ").any(|one| one == fold(word)), "{word}");
            }
            assert!(jargon(&entry.instead).is_empty(), "{} is jargon too", entry.instead);
        }
    }

    #[test]
    fn words_are_found_whole_and_in_their_forms() {
        for (text, want) in [
            ("Nonobstant ce délai, écrivez.", vec![("Nonobstant", "malgré")]),
            ("Les pièces SUSVISÉES", vec![("SUSVISÉES", "citées plus haut")]),
            ("le cas\u{a0}échéant", vec![("le cas échéant", "s'il y a lieu")]),
            ("Le délai est de deux mois.", vec![]),
        ] {
            let text = tidy(text);
            let found = jargon(&text);
            assert_eq!(found.len(), want.len(), "{text}");
            for ((word, instead), (wanted, meant)) in found.iter().zip(want) {
                assert_eq!((*word, instead.split(',').next().unwrap()), (wanted, meant));
            }
        }
    }
}
