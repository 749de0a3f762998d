//! The ways to reach whoever answers for a page, as it shows them.

use regex::Regex;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::dom::{Dom, El};
use crate::name::name;
use crate::phone::{self, Phone};
use crate::words::{fold, pattern, tidy};

/// Links and lines of a page that are looked at.
const MOST: usize = 20_000;

/// Ways to reach somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contact {
    pub phones: Vec<Phone>,
    /// A postal address of France: a postcode and a town.
    pub has_postal_address: bool,
    /// Where to write from the page itself, as it links there.
    pub form: Option<String>,
    /// A postal address of the network is linked or shown.
    pub has_email: bool,
    pub has_hours: bool,
    /// A relay for people who do not hear.
    pub has_deaf_relay: bool,
}

/// What a page shows.
pub fn find(dom: &Dom) -> Contact {
    let lines = dom.lines();
    let folded: Vec<String> = lines.iter().take(MOST).map(|line| fold(line.text)).collect();
    let links: Vec<(String, String, &str)> = links(dom);
    let by_href = |part: &str| links.iter().any(|(_, href, _)| href.contains(part));
    Contact {
        phones: phones(&folded, &links),
        has_postal_address: has_address(&folded),
        form: links.iter().find(|(text, href, _)| is_form(text, href)).map(|(_, _, to)| (*to).to_owned()),
        has_email: by_href("mailto:") || folded.iter().any(|line| EMAIL.is_match(line)),
        has_hours: folded.iter().any(|line| HOURS.is_match(line)),
        has_deaf_relay: ["acce-o.fr", "acceo", "elioz", "tadeo", "rogervoice", "sourdline"]
            .iter()
            .any(|one| by_href(one))
            || folded.iter().any(|line| RELAY.is_match(line)),
    }
}

/// The links that are shown: name and address folded, address as it is.
fn links(dom: &Dom) -> Vec<(String, String, &str)> {
    let shown = dom.named("a").take(MOST).filter(|el| !el.is_hidden());
    let read = |el: El<'_>| fold(&tidy(&name(el)));
    shown.filter_map(|el| Some((read(el), fold(el.says("href")?), el.says("href")?))).collect()
}

fn phones(folded: &[String], links: &[(String, String, &str)]) -> Vec<Phone> {
    let mut all: BTreeMap<String, Phone> = BTreeMap::new();
    let called =
        links.iter().filter_map(|(_, href, _)| Phone::parse(href.strip_prefix("tel:")?.split(';').next()?));
    let written = folded.iter().flat_map(|line| phone::find(line));
    for phone in called.chain(written).take(phone::MOST) {
        all.entry(phone.number.clone()).or_insert(phone);
    }
    all.into_values().collect()
}

/// In one line, or in up to three that follow each other, as on an envelope.
fn has_address(folded: &[String]) -> bool {
    const ENVELOPE: usize = 100;
    let is_short = |lines: &&[String]| lines.iter().all(|line| line.len() < ENVELOPE);
    folded.iter().any(|line| ADDRESS.is_match(line))
        || folded.windows(3).filter(is_short).any(|lines| ADDRESS.is_match(&lines.join(" ")))
        || folded.windows(2).filter(is_short).any(|lines| ADDRESS.is_match(&lines.join(" ")))
}

fn is_form(text: &str, href: &str) -> bool {
    static WRITE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:nous )?contact(?:ez|er)?\b|\bcontact(?:ez|er)?[- ]nous\b|formulaire de contact|\b(?:nous ecrire|ecrivez-nous|poser une question|posez (?:votre|une) question|envoyer un message|contact us|contact form|ask a question)\b",
        )
    });
    text.len() < 80 && WRITE.is_match(text) && !href.starts_with("mailto:") && !href.starts_with("tel:")
}

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    // A postcode beside a street, a box or a courier code, so that a sum or a code alone is none.
    pattern(
        r"\b(?:rue|avenue|av\.|boulevard|bd|place|quai|allee|chemin|route|impasse|esplanade|square|cours|bp|cs|tsa|b\.p\.|cedex|libre reponse)\b[^:;]{0,120}?\b(?:0[1-9]|[1-8]\d|9[0-8]) ?\d{3}\b [a-z]|\b(?:0[1-9]|[1-8]\d|9[0-8])\d{3} [a-z' -]{2,40} cedex\b",
    )
});
static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[a-z0-9._+-]{1,64}(?:@| ?\(at\) ?| ?\[at\] ?)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}")
});
static HOURS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b\d\d? ?(?:h|:)(?: ?[0-5]\d)? ?(?:a|-|et|to|/) ?\d\d? ?(?:h|:)|\b(?:24h/24|24 h/24|7j/7|7 j/7)|\bdu lundi au\b.{0,40}\d ?h|\b\d\d?(?::\d\d)? ?(?:am|pm) ?(?:to|-|until) ?\d",
    )
});
static RELAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"sourdes?\b.{0,30}malentendant|malentendant.{0,30}sourd|\blangue des signes|\blsf\b|\brogervoice\b|\bsourdline\b|\belioz\b|\btadeo\b|\bacceo\b|transcription (?:instantanee|ecrite) de la parole|deaf or hard of hearing|sign language|text relay",
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::parse;

    #[test]
    fn the_ways_that_a_page_shows_are_seen() {
        let page = "<a href='tel:+33199001234'>Appeler</a><p>ou le <b>0 892</b> 70 12 39</p><p>Mairie d’Exemple, 1 rue de l’Exemple, 75001 Paris</p>
            <p>Du lundi au vendredi, de 9 h à 17 h 30.</p><a href=/contact>Nous contacter</a><a href='mailto:a@exemple.fr'>Courriel</a>
            <p>Personnes sourdes ou malentendantes : <a href='https://app.acce-o.fr/client/exemple'>en langue des signes</a></p>";
        let found = find(&parse(page));
        let numbers: Vec<&str> = found.phones.iter().map(|phone| phone.number.as_str()).collect();
        assert_eq!(numbers, ["0199001234", "0892701239"]);
        assert_eq!(found.form.as_deref(), Some("/contact"));
        assert!(found.has_postal_address && found.has_email && found.has_hours && found.has_deaf_relay);
    }

    #[test]
    fn what_is_no_way_is_not_seen() {
        let page = "<p>Montant : 75 000 euros. Code 75001. Contactless. Rapport 24 a 36.</p><p hidden>01 99 00 12 34</p><a href=/x>Lentilles de contact</a>";
        assert_eq!(find(&parse(page)), Contact::default());
    }

    #[test]
    fn postal_addresses_are_told_from_other_figures() {
        for (text, is_one) in [
            ("12, avenue de l'Exemple 33000 Bordeaux", true),
            ("TSA 12345, 59000 LILLE CEDEX", true),
            ("CS 10001 – 44000 Nantes Cedex 1", true),
            ("place de marché : 45000 articles", false),
            ("La démarche coûte 45000 euros", false),
            ("Code 75001 Paris", false),
        ] {
            assert_eq!(ADDRESS.is_match(&fold(&tidy(text))), is_one, "{text}");
        }
    }
}
