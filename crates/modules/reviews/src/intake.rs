//! Decisions about what comes in: how much, how often, and what is set aside (`docs/reviews.md` publishes the rule).

use sha2::{Digest, Sha256};
use std::time::Duration;

use crate::model::{Opinion, Rule};

/// The stretch of time in which opinions of one network prefix are counted.
pub const BURST: Duration = Duration::from_secs(10 * 60);
/// From this many on, at one button, opinions of one network prefix are set aside: a town hall or a France Services
/// house stays far below.
pub const BURST_ASIDE: i64 = 30;
/// From this many on they are refused, with a word on when to come back.
pub const BURST_REFUSED: i64 = 300;
/// A comment of fewer letters is too common to be called copied.
pub const COPIED_LETTERS: usize = 60;
/// How long a comment is remembered for the rule on copies.
pub const COPIED: Duration = Duration::from_secs(30 * 86_400);
/// Characters of a comment (rule of the national survey).
pub const VERBATIM_MOST: usize = 15_000;
/// Characters of an answer in words to a question of one's own.
pub const EXTRA_MOST: usize = 2_000;
/// Characters of "somebody else".
pub const OTHER_MOST: usize = 250;

/// What becomes of an opinion that comes from a crowd which sent `before` others through the button within [`BURST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Burst {
    Taken,
    Aside,
    Refused,
}

pub const fn burst(before: i64) -> Burst {
    match before {
        ..BURST_ASIDE => Burst::Taken,
        BURST_ASIDE..BURST_REFUSED => Burst::Aside,
        _ => Burst::Refused,
    }
}

/// A digest of a text's letters and digits: the same words however they are spaced, written large or punctuated. None
/// for a text without any.
pub fn print(text: &str) -> Option<i64> {
    let words: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let digest = Sha256::digest(words.as_bytes());
    let head: [u8; 8] = digest.as_slice().get(..8)?.try_into().ok()?;
    (!words.is_empty()).then_some(i64::from_be_bytes(head))
}

/// Another opinion of the form with the same words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    pub is_same_crowd: bool,
    pub has_same_answers: bool,
    /// How long before this one it came.
    pub before: Duration,
}

/// The rule that sets an opinion aside because of others with the same words.
pub fn repeated(one: &Opinion, others: &[Alike]) -> Option<Rule> {
    let letters = one.verbatim.as_deref().unwrap_or("").chars().filter(|c| c.is_alphanumeric()).count();
    let is_twin = |other: &Alike| other.is_same_crowd && other.has_same_answers;
    if letters == 0 {
        None
    } else if others.iter().any(is_twin) {
        Some(Rule::Twin)
    } else if letters >= COPIED_LETTERS && others.iter().any(|other| other.before <= COPIED) {
        Some(Rule::Copied)
    } else {
        None
    }
}

/// A text as it is kept: without what no reader sees (control and direction characters), trimmed, at most so long;
/// none when nothing is left.
pub fn tidy(text: &str, most: usize) -> Option<String> {
    let is_kept = |c: &char| *c == '\n' || !(c.is_control() || is_direction(*c));
    let kept: String = text.replace("\r\n", "\n").chars().filter(is_kept).collect();
    let kept: String = kept.trim().chars().take(most).collect();
    (!kept.is_empty()).then_some(kept)
}

/// Characters that turn the direction of the text around them, or join and hide: they make a text look other than it
/// is. Arabic needs none of them.
const fn is_direction(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Face;
    use proptest::prelude::*;

    fn opinion(verbatim: &str) -> Opinion {
        Opinion { crowd: Some(1), ..Opinion::said(1, Face::Good, verbatim) }
    }

    #[test]
    fn a_town_hall_is_not_a_burst() {
        assert_eq!((burst(0), burst(29)), (Burst::Taken, Burst::Taken));
        assert_eq!((burst(30), burst(299)), (Burst::Aside, Burst::Aside));
        assert_eq!(burst(300), Burst::Refused);
    }

    #[test]
    fn what_is_repeated_is_set_aside_and_short_thanks_are_not() {
        let other = |is_same_crowd, has_same_answers, days: u64| Alike {
            is_same_crowd,
            has_same_answers,
            before: Duration::from_secs(days * 86_400),
        };
        let long = "Le site refuse ma pièce jointe à chaque essai, et personne ne répond au téléphone.";
        for (verbatim, others, want) in [
            ("Merci", vec![other(false, true, 0)], None),
            ("Merci", vec![other(true, false, 0)], None),
            ("Merci", vec![other(true, true, 0)], Some(Rule::Twin)),
            ("", vec![other(true, true, 0)], None),
            (long, vec![], None),
            (long, vec![other(false, false, 29)], Some(Rule::Copied)),
            (long, vec![other(false, false, 31)], None),
        ] {
            assert_eq!(repeated(&opinion(verbatim), &others), want, "{verbatim}");
        }
    }

    #[test]
    fn words_are_the_same_however_they_are_dressed() {
        assert_eq!(print("Très  bien !"), print("très bien"));
        assert_ne!(print("très bien"), print("pas bien"));
        assert_eq!(print(" …! "), None);
    }

    #[test]
    fn nothing_hidden_is_kept() {
        assert_eq!(tidy("  a\r\nb\0\u{202e}c\u{200b} ", 50).as_deref(), Some("a\nbc"));
        assert_eq!(tidy(" \u{feff}\u{7}", 50), None);
        assert_eq!(tidy("مرحبا", 3).as_deref(), Some("مرح"));
    }

    proptest! {
        #[test]
        fn tidy_is_done_once(text in "\\PC{0,80}", most in 1_usize..40) {
            if let Some(kept) = tidy(&text, most) {
                prop_assert!(kept.chars().count() <= most && !kept.is_empty());
            }
        }
    }
}
