//! Where a page says how accessible it is: the mention that the law asks for on the home page, and what it links to.

use schemars::JsonSchema;
use serde::Serialize;

use super::state::{State, mention};
use crate::dom::{Dom, El};
use crate::name::name;
use crate::words::{fold, tidy};

/// What a page says of its accessibility besides a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mention {
    /// The state that is said; none where a link says "Accessibilité" alone.
    pub state: Option<State>,
    /// Where it links to, as the page writes it.
    pub href: Option<String>,
    /// What it links to is a file (PDF, text): no machine reads it.
    pub is_file: bool,
}

/// Links of a page that are looked at.
const MOST: usize = 20_000;

/// The mention of a page, when there is one.
pub fn find(dom: &Dom) -> Option<Mention> {
    let link = dom
        .named("a")
        .take(MOST)
        .filter(|el| el.says("href").is_some() && !el.is_hidden())
        .filter_map(|el| Some((rank(el)?, el)))
        .min_by_key(|(rank, el)| (*rank, el.key()))
        .map(|(_, el)| el);
    // Links that touch one another are one line: the name of each is looked at too.
    let state = stated(dom).or_else(|| mention(&fold(&tidy(&name(link?)))));
    if state.is_none() && link.is_none() {
        return None;
    }
    let href = link.and_then(|el| el.says("href")).map(str::to_owned);
    let is_file = href.as_deref().is_some_and(is_file);
    Some(Mention { state, href, is_file })
}

/// The first state that a line says, or two that follow each other: the words are often in boxes of their own.
fn stated(dom: &Dom) -> Option<State> {
    const LONGEST: usize = 300;
    let lines = dom.lines();
    let folded: Vec<String> = lines
        .iter()
        .map(|line| if line.text.len() > LONGEST { String::new() } else { fold(line.text) })
        .collect();
    let one = |nth: usize| mention(&folded[nth]);
    let pair = |nth: usize| {
        let next = folded.get(nth + 1)?;
        (folded[nth].contains("accessib") && !next.contains("accessib") && folded[nth].len() < 60)
            .then(|| mention(&format!("{} {next}", folded[nth])))?
    };
    (0..folded.len()).find_map(|nth| one(nth).or_else(|| pair(nth)))
}

/// How surely a link leads to the statement: the least is the surest; none for other links.
fn rank(el: El<'_>) -> Option<u8> {
    let href = fold(el.says("href")?);
    if href.starts_with('#') || href.starts_with("javascript:") || href.starts_with("mailto:") {
        return None;
    }
    let text = fold(&tidy(&name(el)));
    if text.len() > 300 {
        return None;
    }
    // What is about something else: plans, settings, buildings, the law itself.
    const OTHER: &[&str] = &[
        "schema",
        "plan d'action",
        "plan annuel",
        "pluriannuel",
        "options d'accessibilite",
        "parametres",
        "handicapee",
        "pmr",
        "lieux",
        "batiment",
        "referentiel",
        "settings",
        "aide",
        "menu",
        "transport",
        "logement",
        "attestation",
    ];
    if OTHER.iter().any(|other| text.contains(other)) {
        return None;
    }
    let is_named = text.contains("accessibilit");
    let path = href.split(['?', '#']).next().unwrap_or("");
    match () {
        () if mention(&text).is_some() => Some(0),
        () if text.contains("declaration") && is_named || text.contains("accessibility statement") => Some(1),
        () if is_named && text.len() < 60 => Some(2),
        () if path.contains("accessibilit") && (text.contains("conforme") || text.contains("compliant")) => {
            Some(3)
        }
        () => None,
    }
}

/// Whether an address is one of a document rather than of a page.
pub fn is_file(href: &str) -> bool {
    const ENDINGS: &[&str] = &[".pdf", ".odt", ".doc", ".docx", ".rtf"];
    let path = href.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    ENDINGS.iter().any(|ending| path.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::parse;

    #[test]
    fn the_mention_is_found_however_it_is_marked() {
        for (page, state, href) in [
            ("<a href=/a>Accessibilité : partiellement conforme</a>", Some(State::Partial), Some("/a")),
            (
                "<a href=/a>Accessibilité&nbsp;: <span>partielle</span>ment <b>conforme</b></a>",
                Some(State::Partial),
                Some("/a"),
            ),
            ("<a href=/a>Accessibilité :</a> <div>non conforme</div>", Some(State::None), Some("/a")),
            (
                "<a href=/a><img alt='Accessibilité : totalement conforme' src=x></a>",
                Some(State::Full),
                Some("/a"),
            ),
            ("<a href=/a aria-label='Accessibilité : non conforme'>RGAA</a>", Some(State::None), Some("/a")),
            ("<p>Accessibilité : non conforme</p>", Some(State::None), None),
            (
                "<a href=/a>Accessibilité : non conforme</a><a href=/m>Mentions</a>",
                Some(State::None),
                Some("/a"),
            ),
            (
                "<a href=/s>Schéma pluriannuel d'accessibilité</a> <a href=/a>Accessibilité</a>",
                None,
                Some("/a"),
            ),
            ("<a href=/x>Accessibilité</a><a href=/d>Déclaration d’accessibilité</a>", None, Some("/d")),
            ("<a href=/a>Accessibility: partially compliant</a>", Some(State::Partial), Some("/a")),
            ("<a href=#a>Accessibilité</a>", None, None),
        ] {
            let found = find(&parse(page));
            let found = found.unwrap_or(Mention { state: None, href: None, is_file: false });
            assert_eq!((found.state, found.href.as_deref()), (state, href), "{page}");
        }
        assert_eq!(find(&parse("<p>Bonjour</p>")), None);
        assert!(find(&parse("<a href='/d.PDF?v=2'>Accessibilité : non conforme (PDF)</a>")).unwrap().is_file);
    }
}
