//! A text made comparable: what people read as the same is written the same.

use regex::Regex;

/// A pattern written in the source, for folded texts: no text makes it slow. Its letters, digits and limits of words are
/// those of ASCII, which is all that folded words are made of, and far quicker.
#[expect(clippy::expect_used, reason = "patterns are constants, each compiled by a test")]
pub(crate) fn pattern(text: &str) -> Regex {
    let ascii = text.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]").replace(r"\w", "[a-z0-9_]");
    Regex::new(&ascii).expect("a pattern of the source")
}

/// Spaces of any kind as one, without what is not seen (soft hyphens, joiners, direction marks, accents set apart).
pub fn tidy(text: &str) -> String {
    let is_unseen = |c: char| {
        matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
            || ('\u{300}'..='\u{36f}').contains(&c)
    };
    let mut tidy = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_unseen(*c)) {
        if c.is_whitespace() || c.is_control() {
            if !tidy.ends_with(' ') && !tidy.is_empty() {
                tidy.push(' ');
            }
        } else {
            tidy.push(c);
        }
    }
    tidy.truncate(tidy.trim_end().len());
    tidy
}

/// In small letters, without accents, apostrophes and dashes as keyboards write them. Of a tidy text, as many characters
/// as it has: places found in one are places in the other.
pub fn fold(tidy: &str) -> String {
    let plain = |c: char| match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' | 'ì' => 'i',
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ÿ' => 'y',
        'ñ' => 'n',
        '’' | '‘' | 'ʼ' | '´' | '`' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        '：' => ':',
        other => other,
    };
    tidy.chars().map(|c| plain(c.to_lowercase().next().unwrap_or(c))).collect()
}

/// The part of a tidy text between two places (bytes) of its folded form.
pub fn unfold<'t>(tidy: &'t str, folded: &str, start: usize, end: usize) -> &'t str {
    let count = |upto: usize| folded.get(..upto).map_or(0, |part| part.chars().count());
    let byte = |nth: usize| tidy.char_indices().nth(nth).map_or(tidy.len(), |(at, _)| at);
    let (start, end) = (byte(count(start)), byte(count(end)));
    tidy.get(start..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_reads_the_same_is_written_the_same() {
        assert_eq!(
            tidy(" Acces\u{ad}sibilité\u{a0}:\n\tnon\u{2011}conforme "),
            "Accessibilité : non‑conforme"
        );
        assert_eq!(fold("ACCESSIBILITÉ DE L’État — ŒUVRE"), "accessibilite de l'etat - œuvre");
        assert_eq!(tidy("e\u{301}tat"), "etat");
    }

    proptest! {
        #[test]
        fn places_in_a_folded_text_are_places_in_the_text(text: String) {
            let text = tidy(&text);
            let folded = fold(&text);
            prop_assert_eq!(text.chars().count(), folded.chars().count());
            prop_assert_eq!(unfold(&text, &folded, 0, folded.len()), text.as_str());
            prop_assert_eq!(&tidy(&text), &text);
        }
    }
}
