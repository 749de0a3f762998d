//! What is looked for in comments, as people type it: words, "a phrase", -without, begin*.
//!
//! Nothing that can be typed is wrong: what is no word is passed over.

use parvis_text::words::{Language, Stems, Word, is_common, words};
use std::sync::LazyLock;

use crate::survey::Tongue;

/// Characters of a search that are read.
const LONGEST: usize = 1_000;
/// Parts of a search that are looked for.
const MOST: usize = 24;

/// Letters of a beginning: fewer begin so many words that looking takes long.
const SHORTEST: usize = 3;

/// Shared: making them takes longer than using them once.
pub(crate) static STEMS: LazyLock<Stems> = LazyLock::new(Stems::default);

/// The language whose stems the words of a comment have. Arabic ones are known by their letters.
pub const fn language(tongue: Tongue) -> Language {
    match tongue {
        Tongue::English => Language::English,
        Tongue::Spanish => Language::Spanish,
        Tongue::French | Tongue::EasyFrench | Tongue::Arabic => Language::French,
    }
}

/// What one part of a search means: any one of these.
pub(crate) type Clause = Vec<Term>;

/// Stems, as the index holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Term {
    /// These, one right after the other.
    Run(Vec<String>),
    /// One that begins so.
    Beginning(String),
}

/// A search that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// All of these.
    pub(crate) wanted: Vec<Clause>,
    /// None of these.
    pub(crate) excluded: Vec<Clause>,
}

#[derive(Debug)]
struct Part {
    words: Vec<String>,
    is_excluded: bool,
    is_beginning: bool,
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”')
}

impl Query {
    /// Reads a search. Very common words count within a phrase, or when nothing else is there. The languages are those
    /// that comments may be written in; empty: all.
    pub fn parse(text: &str, languages: &[Language]) -> Self {
        let languages = if languages.is_empty() { &Language::ALL } else { languages };
        let text: String = text.chars().take(LONGEST).collect();
        let mut parts = parts(&text);
        let tells = |part: &Part| part.is_excluded || part.words.len() > 1 || !is_common(&part.words[0]);
        if parts.iter().any(|part| tells(part) && !part.is_excluded) {
            parts.retain(tells);
        }
        let mut query = Self::default();
        for part in parts.into_iter().take(MOST) {
            let list = if part.is_excluded { &mut query.excluded } else { &mut query.wanted };
            list.push(clause(&part, languages));
        }
        query
    }

    /// Whether nothing is looked for.
    pub const fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.excluded.is_empty()
    }

    /// Where in a comment stands what was looked for: pairs of bytes, in order, apart.
    pub fn found_in(&self, text: &str, language: Language) -> Vec<(usize, usize)> {
        let all = words(text);
        let stems: Vec<String> = all.iter().map(|word| STEMS.of(&word.folded, language)).collect();
        let mut found: Vec<(usize, usize)> = Vec::new();
        for at in 0..all.len() {
            let longest = self.wanted.iter().flatten().filter_map(|term| length_at(term, &stems[at..])).max();
            let Some(length) = longest else { continue };
            let (start, end) = (all[at].start, all[at + length - 1].end);
            match found.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => found.push((start, end)),
            }
        }
        found
    }
}

/// How many words at the beginning of `stems` a term matches.
fn length_at(term: &Term, stems: &[String]) -> Option<usize> {
    match term {
        Term::Run(run) => stems.starts_with(run).then_some(run.len()),
        Term::Beginning(beginning) => stems.first()?.starts_with(beginning).then_some(1),
    }
}

fn parts(text: &str) -> Vec<Part> {
    let mut all = Vec::new();
    let mut is_excluded = false;
    for (n, piece) in text.split(is_quote).enumerate() {
        // Every second piece stands between quotes; one that was left open goes to the end.
        if n % 2 == 1 {
            push(&mut all, folded(words(piece)), is_excluded, false);
            is_excluded = false;
            continue;
        }
        for chunk in piece.split_whitespace() {
            let bare = chunk.trim_start_matches(['-', '−', '–']);
            is_excluded = bare.len() < chunk.len();
            let found = words(bare);
            let is_beginning = found
                .last()
                .is_some_and(|last| bare.get(last.end..).is_some_and(|rest| rest.starts_with('*')));
            if bare.contains('-') && !is_beginning {
                push(&mut all, folded(found), is_excluded, false);
            } else {
                let last = found.len();
                for (n, word) in folded(found).into_iter().enumerate() {
                    push(&mut all, vec![word], is_excluded, is_beginning && n + 1 == last);
                }
            }
        }
        // A hyphen excludes the phrase that follows it only when it touches it.
        is_excluded = is_excluded && piece.ends_with(['-', '−', '–']);
    }
    all
}

fn folded(words: Vec<Word>) -> Vec<String> {
    words.into_iter().map(|word| word.folded).collect()
}

fn push(all: &mut Vec<Part>, words: Vec<String>, is_excluded: bool, is_beginning: bool) {
    if !words.is_empty() {
        all.push(Part { words: words.into_iter().take(MOST).collect(), is_excluded, is_beginning });
    }
}

fn clause(part: &Part, languages: &[Language]) -> Clause {
    match part.words.as_slice() {
        [word] => {
            let own = STEMS.any(word, languages).into_iter().map(|stem| Term::Run(vec![stem]));
            // The stem of the whole word may be shorter than what was typed of it.
            let is_beginning = part.is_beginning && word.chars().count() >= SHORTEST;
            let longer = is_beginning.then(|| Stems::beginnings(word, languages));
            own.chain(longer.into_iter().flatten().map(Term::Beginning)).collect()
        }
        run => {
            let in_language =
                |language: &Language| run.iter().map(|word| STEMS.of(word, *language)).collect();
            let mut all: Vec<Vec<String>> = languages.iter().map(in_language).collect();
            all.dedup();
            all.into_iter().map(Term::Run).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A search in French, as it was understood.
    fn read(text: &str) -> String {
        let query = Query::parse(text, &[Language::French]);
        let clause = |clause: &Clause| {
            let term = |term: &Term| match term {
                Term::Run(run) => run.join("+"),
                Term::Beginning(beginning) => format!("{beginning}*"),
            };
            clause.iter().map(term).collect::<Vec<_>>().join("|")
        };
        let wanted = query.wanted.iter().map(clause);
        wanted.chain(query.excluded.iter().map(|c| format!("-{}", clause(c)))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn searches_are_read_as_people_type_them() {
        for (typed, want) in [
            ("", ""),
            ("  \0 - * \" ' ", ""),
            ("pièce jointe", "fpiec fjoint"),
            ("la pièce", "fpiec"),
            ("la", "fla"),
            ("\"la pièce", "fla+fpiec"),
            ("« pièce jointe » -site", "fpiec+fjoint -fsit"),
            ("site -\"pièce jointe\" \"mal fait\"", "fsit fmal+ffait -fpiec+fjoint"),
            ("rendez-vous", "frend+fvous"),
            ("inscripti*", "finscript|finscripti*|ainscripti*|ninscripti*|xinscripti*"),
            ("in*", "fin"),
            ("AND OR NOT NEAR(a b) col:x ^y", "fnear fb fcol fx"),
            ("cerfa 13750*05", "fcerf n13750 n05"),
            ("-site", "-fsit"),
        ] {
            assert_eq!(read(typed), want, "{typed}");
        }
    }

    #[test]
    fn what_was_found_is_marked_in_the_text_as_it_stands() {
        let text = "L'été, les Délais d'instruction <b>sont</b> longs : délai, DELAI.";
        let marks = |typed: &str| {
            let query = Query::parse(typed, &[]);
            let found = query.found_in(text, Language::French);
            found.into_iter().map(|(start, end)| &text[start..end]).collect::<Vec<_>>().join("|")
        };
        assert_eq!(marks("delai long"), "Délais|longs|délai|DELAI");
        assert_eq!(marks("\"délai d'instruction\""), "Délais d'instruction");
        assert_eq!(marks("instr* -long"), "instruction");
    }

    proptest! {
        #[test]
        fn nothing_typed_is_wrong(typed in "\\PC{0,80}", text in "\\PC{0,80}") {
            let query = Query::parse(&typed, &[]);
            for (start, end) in query.found_in(&text, Language::French) {
                prop_assert!(text.get(start..end).is_some());
            }
        }

        #[test]
        fn operators_are_no_harm(typed in "[\"*\\-()'^:a« »\0]{0,40}") {
            Query::parse(&typed, &[]);
        }
    }
}
