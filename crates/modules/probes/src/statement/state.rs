//! Whether a statement says that everything, a part or nothing is accessible.

use regex::{Captures, Regex};
use std::sync::LazyLock;

use crate::words::pattern;

parvis_kernel::text_enum! {
    /// The three states of the law (order of 20 September 2019): all criteria are met, at least half, fewer or no audit.
    pub enum State {
        Full = "full",
        Partial = "partial",
        None = "none",
    }
}

impl State {
    /// In the words of the law, which are French.
    pub const fn said(self) -> &'static str {
        match self {
            Self::Full => "totalement conforme",
            Self::Partial => "partiellement conforme",
            Self::None => "non conforme",
        }
    }

    /// What a rate (percent of criteria) makes it.
    pub fn of_rate(rate: f64) -> Self {
        match rate {
            rate if rate >= 100.0 => Self::Full,
            rate if rate >= 50.0 => Self::Partial,
            _ => Self::None,
        }
    }
}

const HOW: &str = r"(?P<how>totalement|entierement|pleinement|partiellement|non|pas|fully|totally|partially|partly|not|non)";

/// "Accessibilité : partiellement conforme", as home pages must say it: on folded text.
pub fn mention(folded: &str) -> Option<State> {
    static FRENCH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"\baccessib(?:ilite|ility)(?: numerique| web| statement)?(?: (?:du|de|de la|de l'|de ce|of|of the|of this) ?(?:site|service|portail|application|plateforme|website|teleservice)[^:.%]{{0,60}}?)?(?: rgaa)?(?: 4(?:\.\d)*)?(?: est| is)? ?[:|(/-]? ?(?:site |service |niveau |conformite :? ?)?{HOW}(?: |-)?(?:conforme|conformite|compliant)\b"
        ))
    });
    static LAST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\baccessib(?:ilite|ility)(?: numerique)?(?: (?:du|de ce) (?:site|service))? ?: ?(?:conformite )?(?P<how>totale|partielle|conforme|compliant)\b",
        )
    });
    let found = FRENCH.captures(folded).or_else(|| LAST.captures(folded))?;
    Some(how(&found))
}

fn how(found: &Captures<'_>) -> State {
    match found.name("how").map_or("", |how| how.as_str()) {
        "partiellement" | "partially" | "partly" | "partielle" | "partial" => State::Partial,
        "non" | "pas" | "not" | "non-conformite" => State::None,
        _ => State::Full,
    }
}

/// What one way of saying it finds in a line.
type Rank<'r> = &'r dyn Fn(&str) -> Vec<State>;

/// The state among the folded lines of a statement; none when it says none, or several. What is said under the heading of
/// the model comes first: what is told of contents that are not accessible often has the same words.
pub fn state(lines: &[String]) -> Option<State> {
    const HEADINGS: [&str; 2] = ["etat de conformite", "compliance status"];
    const ENDS: [&str; 5] = [
        "resultats des tests",
        "resultat des tests",
        "contenus non accessibles",
        "test results",
        "non-accessible content",
    ];
    let is_one = |line: &str, names: &[&str]| names.contains(&line.trim_end_matches([' ', ':', '.']));
    let begins = lines.iter().position(|line| is_one(line, &HEADINGS)).map(|at| at + 1);
    let section = begins.and_then(|from| {
        let length = lines[from..].iter().position(|line| is_one(line, &ENDS))?;
        among(&lines[from..from + length])
    });
    section.or_else(|| among(lines))
}

/// The state that lines say, the surest way of saying it first.
fn among(lines: &[String]) -> Option<State> {
    static SAID: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"\b(?:est|sont|reste|demeure|is|are)(?: donc| actuellement| a ce jour| aujourd'hui| en| currently| therefore)? {HOW}(?: |-)(?:conforme|conformite|compliant)"
        ))
    });
    static DENIED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:n'est|ne sont|is|are)(?: donc| actuellement)? (?:pas|not)(?: encore| yet)? (?:en )?(?:conforme|conformite|compliant)",
        )
    });
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:conformite (?P<how>totale|partielle)|(?:etat|niveau|statut|degre) (?:de )?(?:la )?conformite ?:? ?(?:(?P<how2>totale|partielle|total|partiel|non|partiellement|totalement)\b))",
        )
    });
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:est|sont|is|are)(?: en)? (?P<how>conforme|conformite|compliant)\w* (?:au|avec|a la|aux|with)\b",
        )
    });
    let ranks: [Rank<'_>; 5] = [
        &|line| {
            let said = SAID.captures_iter(line).filter(|found| is_said(line, found)).map(|found| how(&found));
            said.chain(DENIED.find_iter(line).map(|_| State::None)).collect()
        },
        &|line| mention(line).into_iter().collect(),
        &|line| {
            let found = LABEL.captures_iter(line).filter(|found| is_said(line, found));
            found.map(|found| of_label(&found)).collect()
        },
        &|line| {
            // A line of its own: the state under its heading.
            match line.trim_matches([' ', '.', ':', '-']) {
                "totalement conforme" | "fully compliant" | "conformite totale" => vec![State::Full],
                "partiellement conforme" | "partially compliant" | "conformite partielle" => {
                    vec![State::Partial]
                }
                "non conforme" | "non-conforme" | "non-conformite" | "not compliant" | "non-compliant" => {
                    vec![State::None]
                }
                _ => Vec::new(),
            }
        },
        &|line| WHOLE.captures_iter(line).filter(|found| is_said(line, found)).map(|_| State::Full).collect(),
    ];
    for rank in ranks {
        let mut states: Vec<State> = lines.iter().flat_map(|line| rank(line)).collect();
        states.sort_unstable();
        states.dedup();
        match states.as_slice() {
            [] => {}
            [one] => return Some(*one),
            // It explains all of them, or speaks of several services.
            _ => return None,
        }
    }
    None
}

fn of_label(found: &Captures<'_>) -> State {
    match found.name("how").or(found.name("how2")).map_or("", |how| how.as_str()) {
        how if how.starts_with("total") => State::Full,
        how if how.starts_with("partiel") => State::Partial,
        _ => State::None,
    }
}

/// Whether it is said, rather than explained: no condition in its sentence.
fn is_said(line: &str, found: &Captures<'_>) -> bool {
    static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:\b(?:si|s'il|s'ils|lorsque|lorsqu'\w*|quand|if|when|signifie|means)\b|\b(?:pages?|services?|sites?) qui\b)",
        )
    });
    let Some(all) = found.get(0) else { return false };
    let start = line[..all.start()].rfind(". ").map_or(0, |at| at + 2);
    let end = line[all.end()..].find(". ").map_or(line.len(), |at| all.end() + at);
    !CONDITION.is_match(&line[start..end])
}

crate::finding::schema_of_texts!(State);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{fold, tidy};

    #[test]
    fn the_mention_is_read_as_it_is_written() {
        for (text, want) in [
            ("Accessibilité : partiellement conforme", Some(State::Partial)),
            ("ACCESSIBILITÉ\u{a0}: NON CONFORME", Some(State::None)),
            ("Accessibilité : totalement conforme", Some(State::Full)),
            ("Accessibilité: non-conforme", Some(State::None)),
            ("Accessibilité (partiellement conforme)", Some(State::Partial)),
            ("Accessibilité du site : partiellement conforme", Some(State::Partial)),
            ("Accessibilité du service : non conforme", Some(State::None)),
            ("Accessibilité numérique : partiellement conforme", Some(State::Partial)),
            ("Accessibilité – partiellement conforme", Some(State::Partial)),
            ("Accessibilité partiellement conforme", Some(State::Partial)),
            ("Accessibilité RGAA 4.1 : non conforme", Some(State::None)),
            ("Accessibilité : conformité partielle", Some(State::Partial)),
            ("Accessibilité : conforme", Some(State::Full)),
            ("Accessibility: partially compliant", Some(State::Partial)),
            ("Accessibility: not compliant", Some(State::None)),
            ("Accessibility statement: fully compliant", Some(State::Full)),
            ("Accessibilité", None),
            ("Accessibilité : les conformes", None),
            ("Plan du site – Accessibilité – Mentions légales", None),
        ] {
            assert_eq!(mention(&fold(&tidy(text))), want, "{text}");
        }
    }

    #[test]
    fn the_state_is_what_the_statement_says_of_itself() {
        for (text, want) in [
            (
                "Le site est partiellement conforme avec le RGAA, version 4.1, en raison des non-conformités énumérées ci-dessous.",
                Some(State::Partial),
            ),
            ("Ce service n'est pas conforme au RGAA.", Some(State::None)),
            ("État de conformité : non conforme", Some(State::None)),
            ("État de conformité\nPartiellement conforme", Some(State::Partial)),
            ("Ce site est en conformité partielle avec le RGAA.", Some(State::Partial)),
            (
                "Conformité totale : si tous les critères sont respectés.\nConformité partielle : si au moins 50 % le sont.\nLe site est non conforme.",
                Some(State::None),
            ),
            (
                "Un site est non conforme si moins de la moitié des critères sont respectés. Le nôtre est partiellement conforme.",
                Some(State::Partial),
            ),
            ("Le site est partiellement conforme.\nL'application est non conforme.", None),
            (
                "État de conformité\nLe site est partiellement conforme.\nRésultats des tests\nLe menu est non conforme.",
                Some(State::Partial),
            ),
            ("Le site est conforme au RGAA.", Some(State::Full)),
            ("Le site est conforme à 84 %.", None),
            ("This website is partially compliant with RGAA.", Some(State::Partial)),
            ("Bonjour.", None),
        ] {
            let lines: Vec<String> = text.lines().map(|line| fold(&tidy(line))).collect();
            assert_eq!(state(&lines), want, "{text}");
        }
    }
}
