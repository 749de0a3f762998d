use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Personal;

/// Stands for what was found, and for a marker.
pub const HIDDEN: char = '\u{1}';

/// A text as the rules see it: ASCII, lower case, without accents; one byte for each character. Every space is a
/// space (a line break stays one), every hyphen a hyphen, `n°` is `n:`; other letters are `x`, other signs `~`.
/// Characters that nobody sees are left out: address books put them around the numbers that people copy.
pub struct Plain {
    text: String,
    origins: Vec<Origin>,
}

/// Where a byte of the plain text comes from.
#[derive(Clone)]
struct Origin {
    /// In the bytes of the original.
    range: Range<usize>,
    upper: bool,
}

impl Plain {
    pub fn new(text: &str) -> Self {
        let mut plain = Self { text: String::with_capacity(text.len()), origins: Vec::new() };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let marker = Personal::ALL
                .iter()
                .map(|kind| kind.marker())
                .find(|marker| c == '[' && text[at..].starts_with(marker));
            let start = at;
            at += marker.map_or(c.len_utf8(), str::len);
            match if marker.is_some() { Some(HIDDEN) } else { ascii(c) } {
                Some(ascii) => plain.push(ascii, Origin { range: start..at, upper: c.is_uppercase() }),
                // It goes with what it follows.
                None => {
                    if let Some(last) = plain.origins.last_mut() {
                        last.range.end = at;
                    }
                }
            }
        }
        plain
    }

    fn push(&mut self, ascii: char, origin: Origin) {
        self.text.push(ascii);
        self.origins.push(origin);
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// Whether the character at `at` was a capital.
    pub fn upper(&self, at: usize) -> bool {
        self.origins[at].upper
    }

    /// Whether all letters between are capitals.
    pub fn all_upper(&self, mut range: Range<usize>) -> bool {
        range.all(|at| self.upper(at) || !self.bytes()[at].is_ascii_alphabetic())
    }

    /// Whether the text has no small letter, so that a capital tells nothing.
    pub fn shouts(&self) -> bool {
        self.all_upper(0..self.text.len())
    }

    /// Whether a number may begin at `at`: words are run into it (`le0639…`), codes are not (`REF0639…`).
    pub fn begins(&self, at: usize) -> bool {
        let small = |at: usize| self.bytes()[at].is_ascii_lowercase() && !self.upper(at);
        let run_in = at >= 2 && small(at - 1) && small(at - 2);
        self.is_edge(at) || run_in && !small(at)
    }

    /// Whether a number may end before `at`: `…1234merci`.
    pub fn ends(&self, at: usize) -> bool {
        let small = |at: usize| self.bytes().get(at).is_some_and(u8::is_ascii_lowercase) && !self.upper(at);
        self.is_edge(at) || self.bytes()[at - 1].is_ascii_digit() && small(at) && small(at + 1)
    }

    /// Whether no letter or digit is on one side of `at`.
    pub fn is_edge(&self, at: usize) -> bool {
        let solid = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        !(solid(at.checked_sub(1).and_then(|last| self.bytes().get(last))) && solid(self.bytes().get(at)))
    }

    /// The bytes of the original behind a range, which is not empty.
    pub fn origin(&self, range: &Range<usize>) -> Range<usize> {
        self.origins[range.start].range.start..self.origins[range.end - 1].range.end
    }

    /// Puts one [`HIDDEN`] for each of the ranges, which are in order and apart.
    pub fn hide(&mut self, ranges: &[Range<usize>]) {
        if ranges.is_empty() {
            return;
        }
        let mut left = Self { text: String::new(), origins: Vec::new() };
        let mut done = 0;
        for range in ranges {
            left.keep(self, done..range.start);
            left.push(HIDDEN, Origin { range: self.origin(range), upper: false });
            done = range.end;
        }
        left.keep(self, done..self.text.len());
        *self = left;
    }

    fn keep(&mut self, from: &Self, range: Range<usize>) {
        self.text.push_str(&from.text[range.clone()]);
        self.origins.extend_from_slice(&from.origins[range]);
    }
}

/// The character of the plain text for one of the original, if any is seen.
fn ascii(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        c if c.is_ascii_control() => Some(' '),
        c if c.is_ascii() => Some(c.to_ascii_lowercase()),
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => None,
        c if is_combining_mark(c) => None,
        c if c.is_whitespace() => Some(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '’' | '‘' | 'ʼ' | '´' => Some('\''),
        '°' | 'º' => Some(':'),
        'œ' | 'Œ' => Some('o'),
        'æ' | 'Æ' => Some('a'),
        c => {
            let base = std::iter::once(c).nfkd().find(char::is_ascii_alphanumeric);
            base.map(|base| base.to_ascii_lowercase()).or(Some(if c.is_alphabetic() { 'x' } else { '~' }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Plain;

    #[test]
    fn what_the_rules_see() {
        for (name, text, plain) in [
            ("accents", "Élève à l’Œuvre", "eleve a l'ouvre"),
            ("accents apart", "e\u{301}te\u{301}", "ete"),
            ("spaces and hyphens", "06\u{a0}39\u{202f}98–12\t34", "06 39 98-12 34"),
            ("copied from an address book", "\u{202a}+33 6\u{202c}", "+33 6"),
            ("full width", "０６", "06"),
            ("number sign", "n° 4, №5", "n: 4, n5"),
            ("other writing", "Łódź 😡", "xodz ~"),
            ("marker", "Mme [nom masqué], [nom]", "mme \u{1}, [nom]"),
            ("control character", "a\u{1}b\r\nc", "a b \nc"),
        ] {
            assert_eq!(Plain::new(text).text(), plain, "{name}");
        }
    }

    #[test]
    #[expect(clippy::single_range_in_vec_init, reason = "one place is hidden")]
    fn what_is_hidden_keeps_its_place() {
        let mut plain = Plain::new("né à Évry, oui");
        plain.hide(&[5..9]);
        assert_eq!(plain.text(), "ne a \u{1}, oui");
        assert_eq!(plain.origin(&(5..6)), 7..12);
        assert_eq!(plain.origin(&(8..11)), 14..17);
    }
}
