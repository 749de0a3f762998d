//! The measures of a whole text.

use schemars::JsonSchema;
use serde::Serialize;

use super::LEAST;
use super::sentence::{sentences, words};

/// How hard a text is to read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Measures {
    pub words: usize,
    pub words_per_sentence: f64,
    /// `kandel_moles` for French, `flesch` for English.
    pub formula: &'static str,
    /// Reading ease, 0 (very hard) to 100 (very easy); may go beyond.
    pub ease: f64,
    /// About 30 for easy texts, 50 and more for hard ones.
    pub lix: f64,
}

impl Measures {
    /// Measures of a text, its lines apart; none for one of fewer than a hundred words, or in another language.
    pub fn of<'t>(language: &str, lines: impl Iterator<Item = &'t str>) -> Option<Self> {
        let (formula, base, per_syllable) = match language {
            "fr" => ("kandel_moles", 207.0, 73.6),
            "en" => ("flesch", 206.835, 84.6),
            _ => return None,
        };
        let (mut count, mut all_sentences, mut all_syllables, mut long) = (0usize, 0usize, 0usize, 0usize);
        for sentence in lines.flat_map(sentences) {
            all_sentences += 1;
            for word in words(sentence) {
                count += 1;
                all_syllables += syllables(word, language);
                long += usize::from(word.chars().count() > 6);
            }
        }
        if count < LEAST {
            return None;
        }
        let of = |part: usize, whole: usize| {
            #[expect(clippy::cast_precision_loss, reason = "a page has less than 2^52 words")]
            let share = part as f64 / whole.max(1) as f64;
            share
        };
        let words_per_sentence = of(count, all_sentences);
        let ease = base - 1.015 * words_per_sentence - per_syllable * of(all_syllables, count);
        let tenth = |value: f64| (value * 10.0).round() / 10.0;
        Some(Self {
            words: count,
            words_per_sentence: tenth(words_per_sentence),
            formula,
            ease: tenth(ease),
            lix: tenth(words_per_sentence + 100.0 * of(long, count)),
        })
    }
}

/// Syllables of a word, about: groups of vowels, without the final mute e of both languages; at least one.
pub fn syllables(word: &str, language: &str) -> usize {
    let word = word.to_lowercase();
    let is_vowel = |c: char| "aeiouyàâäéèêëîïôöùûüÿœæáíóú".contains(c);
    let mut count = 0;
    let (mut before, mut acute) = (false, false);
    for c in word.chars() {
        let vowel = is_vowel(c);
        // A diaeresis begins a syllable of its own, and so does an é, which joins no vowel around it.
        let apart = before && (acute || matches!(c, 'ï' | 'ë' | 'é'));
        acute = c == 'é';
        count += usize::from(vowel && (!before || apart));
        before = vowel;
    }
    let endings: &[&str] = if language == "fr" { &["e", "es", "ent"] } else { &["e", "es", "ed"] };
    let mute = endings.iter().any(|ending| {
        let Some(stem) = word.strip_suffix(ending) else { return false };
        let last = stem.chars().next_back();
        let after_consonant = last.is_some_and(|c| !is_vowel(c) || c == 'é');
        match *ending {
            // "ment", "cent" are said; "mangent" is not: verbs are told by their stem only here and there.
            "ent" => after_consonant && word.ends_with("ent") && !ends_aloud(&word),
            "es" if language == "en" => after_consonant && !stem.ends_with(['s', 'x', 'z', 'h', 'c', 'g']),
            "ed" => after_consonant && !stem.ends_with(['t', 'd']),
            "e" if language == "en" => after_consonant && !stem.ends_with('l'),
            _ => after_consonant,
        }
    });
    (count - usize::from(mute && count > 1)).max(1)
}

/// Nouns, adjectives and adverbs in -ent, where it is said.
fn ends_aloud(word: &str) -> bool {
    ["ment", "cent", "gent", "dent", "quent", "lent", "ient", "vent", "tent", "rent"]
        .iter()
        .any(|end| word.ends_with(end))
        && !["erent", "issent", "aient"].iter().any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn syllables_are_counted_about_as_they_are_said() {
        for (word, many) in [
            ("chat", 1),
            ("table", 1),
            ("demande", 2),
            ("administration", 5),
            ("eau", 1),
            ("justificatif", 5),
            ("naïf", 2),
            ("document", 3),
            ("pièces", 1),
            ("le", 1),
            ("obligatoire", 4),
            ("créer", 2),
            ("née", 1),
            ("l", 1),
        ] {
            assert_eq!(syllables(word, "fr"), many, "{word}");
        }
        for (word, many) in [
            ("cat", 1),
            ("make", 1),
            ("table", 2),
            ("asked", 1),
            ("wanted", 2),
            ("boxes", 2),
            ("information", 4),
        ] {
            assert_eq!(syllables(word, "en"), many, "{word}");
        }
    }

    #[test]
    fn the_formulas_are_those_of_their_authors() {
        // 100 words of one syllable in ten sentences.
        let text = "Le chat est sur le lit et il y va. ".repeat(10);
        let fr = Measures::of("fr", std::iter::once(text.as_str())).unwrap();
        assert_eq!((fr.words, fr.words_per_sentence, fr.lix), (100, 10.0, 10.0));
        assert!((fr.ease - (207.0 - 10.15 - 73.6)).abs() < 0.06, "{fr:?}");
        assert_eq!(Measures::of("de", std::iter::once(text.as_str())), None);
    }

    proptest! {
        #[test]
        fn a_word_has_a_syllable_and_no_more_than_letters(word in "[a-zéèêëàâîïôûùœ]{1,30}") {
            for language in ["fr", "en"] {
                let many = syllables(&word, language);
                prop_assert!(many >= 1 && many <= word.chars().count());
            }
        }
    }
}
