//! What a page shows to those who need it: facts, before any judgement.

use parvis_kernel::Day;
use schemars::JsonSchema;
use serde::Serialize;

use crate::contact::{self, Contact};
use crate::dom::{Dom, El};
use crate::marks::{self, Marks};
use crate::name::name;
use crate::plain::{self, Measures};
use crate::statement::{self, Mention, Statement};
use crate::words::{fold, tidy};

/// Facts of a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Facts {
    /// The mention of accessibility, and where it links.
    pub accessibility: Option<Mention>,
    /// The accessibility statement that the page is or holds.
    pub statement: Option<Stated>,
    /// Where the legal notice is, as the page links to it.
    pub legal_notice: Option<String>,
    /// Where it is said what becomes of personal data.
    pub privacy: Option<String>,
    pub contact: Contact,
    #[serde(flatten)]
    pub marks: Marks,
    /// How hard the main text is to read; none for a text too short to say.
    pub readability: Option<Measures>,
}

/// A statement, and what follows from it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Stated {
    #[serde(flatten)]
    pub statement: Statement,
    /// The day after which it no longer holds.
    pub expires: Option<String>,
    pub contradicts_itself: bool,
}

impl From<Statement> for Stated {
    fn from(statement: Statement) -> Self {
        let expires = statement.expires().map(|day: Day| day.to_string());
        Self { contradicts_itself: statement.contradicts_itself(), expires, statement }
    }
}

/// Everything that is shown on a page.
pub fn read(dom: &Dom) -> Facts {
    const LINKS: usize = 20_000;
    let mut facts = Facts {
        accessibility: statement::mention::find(dom),
        statement: statement::read(dom).map(Stated::from),
        contact: contact::find(dom),
        marks: marks::find(dom),
        readability: plain::measure(dom),
        ..Facts::default()
    };
    for el in dom.named("a").take(LINKS).filter(|el| !el.is_hidden()) {
        let Some(href) = el.says("href").filter(|href| !href.starts_with('#')) else { continue };
        let text = fold(&tidy(&name(el)));
        if facts.legal_notice.is_none() && is_legal(&text) {
            facts.legal_notice = Some(href.to_owned());
        }
        if facts.privacy.is_none() && is_privacy(&text) {
            facts.privacy = Some(href.to_owned());
        }
    }
    facts
}

fn is_legal(text: &str) -> bool {
    const SAID: &[&str] = &[
        "mentions legales",
        "mention legale",
        "informations legales",
        "information legale",
        "legal notice",
        "legal information",
        "conditions generales d'utilisation",
        "cgu",
        "terms of use",
        "terms and conditions",
    ];
    text.len() < 120 && SAID.iter().any(|said| text.contains(said) && (said.len() > 3 || text == *said))
}

fn is_privacy(text: &str) -> bool {
    const SAID: &[&str] = &[
        "donnees personnelles",
        "donnees a caractere personnel",
        "protection des donnees",
        "confidentialite",
        "vie privee",
        "privacy",
        "personal data",
        "data protection",
        "rgpd",
    ];
    text.len() < 120 && SAID.iter().any(|said| text.contains(said))
}

/// The pages that a report should always hold, as this one links to them: statement, legal notice, personal data, contact.
pub fn doors(facts: &Facts) -> Vec<&str> {
    let statement = facts
        .accessibility
        .as_ref()
        .filter(|mention| !mention.is_file)
        .and_then(|mention| mention.href.as_deref());
    [statement, facts.legal_notice.as_deref(), facts.privacy.as_deref(), facts.contact.form.as_deref()]
        .into_iter()
        .flatten()
        .collect()
}

/// Whether an element is shown apart from the content: what surrounds every page of a site.
pub fn is_around(el: El<'_>) -> bool {
    std::iter::once(el).chain(el.ancestors()).any(|one| {
        one.is(&["header", "footer", "nav"])
            || matches!(one.attr("role"), Some("banner" | "contentinfo" | "navigation"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::parse;

    #[test]
    fn the_pages_that_the_law_asks_for_are_found() {
        let page = "<main><a href=/contact>Nous contacter</a></main><footer><a href=/a>Accessibilité : non conforme</a>
            <a href=/m>Mentions légales</a><a href=/d>Données personnelles et cookies</a></footer>";
        let facts = read(&parse(page));
        assert_eq!(doors(&facts), ["/a", "/m", "/d", "/contact"]);
        let none = read(&parse("<a href=/x>Légende des mentions</a>"));
        assert!(doors(&none).is_empty());
    }
}
