//! Every address of the module, in one place: routes are registered and links are written from here.

use parvis_kernel::Locale;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::edition::Dimension;

const SEGMENT: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'/').add(b'<').add(b'>').add(b'?');

fn word(locale: Locale, fr: &'static str, en: &'static str) -> &'static str {
    match locale {
        Locale::Fr => fr,
        Locale::En => en,
    }
}

macro_rules! addresses {
    ($($(#[$meta:meta])* $name:ident = $fr:literal, $en:literal;)+) => { $(
        $(#[$meta])*
        pub fn $name(locale: Locale) -> String {
            format!("/{}", word(locale, $fr, $en))
        }
    )+ };
}

addresses! {
    home = "fr", "en";
    editions = "fr/editions", "en/editions";
    procedures = "fr/demarches", "en/procedures";
    groups = "fr/groupes", "en/groups";
    indicators = "fr/indicateurs", "en/indicators";
    errata = "fr/errata", "en/errata";
    feed = "fr/atom.xml", "en/atom.xml";
    method = "fr/methode", "en/method";
    data = "fr/donnees", "en/data";
    interface = "fr/interface", "en/interface";
    accessibility = "fr/accessibilite", "en/accessibility";
    legal = "fr/mentions-legales", "en/legal";
    site_map = "fr/plan-du-site", "en/site-map";
    /// Leads to the latest edition.
    latest = "fr/editions/derniere", "en/editions/latest";
}

fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

pub fn edition(locale: Locale, slug: &str) -> String {
    format!("{}/{}", editions(locale), segment(slug))
}

/// The same view of an edition as a file; `query` with its `?`.
pub fn download(locale: Locale, slug: &str, extension: &str, query: &str) -> String {
    format!("{}/{}.{extension}{query}", edition(locale, slug), word(locale, "demarches", "procedures"))
}

pub fn difference(locale: Locale, slug: &str, before: &str) -> String {
    format!(
        "{}/{}/{}",
        edition(locale, slug),
        word(locale, "difference-avec", "difference-from"),
        segment(before)
    )
}

/// The canonical form of an edition.
pub fn canonical(slug: &str) -> String {
    format!("/editions/{}.jsonl", segment(slug))
}

pub fn procedure(locale: Locale, slug: &str) -> String {
    format!("{}/{}", procedures(locale), segment(slug))
}

pub fn badge(locale: Locale, slug: &str, indicator: &str) -> String {
    format!("{}/{}.svg", procedure(locale, slug), segment(indicator))
}

pub fn indicator(locale: Locale, slug: &str) -> String {
    format!("{}/{}", indicators(locale), segment(slug))
}

pub fn group(locale: Locale, dimension: Dimension, key: &str) -> String {
    format!("{}/{}/{}", groups(locale), dimension_word(locale, dimension), segment(key))
}

/// How addresses of a language call a dimension.
pub fn dimension_word(locale: Locale, dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Ministry => word(locale, "ministere", "ministry"),
        Dimension::Organisation => word(locale, "organisme", "organisation"),
        Dimension::Department => word(locale, "service", "department"),
        Dimension::Audience => word(locale, "public", "audience"),
        Dimension::Theme => word(locale, "theme", "theme"),
        Dimension::LifeEvent => word(locale, "evenement-de-vie", "life-event"),
        Dimension::Territory => word(locale, "territoire", "territory"),
    }
}

/// The dimension that a word of an address means.
pub fn dimension(locale: Locale, text: &str) -> Option<Dimension> {
    Dimension::ALL.iter().copied().find(|d| dimension_word(locale, *d) == text)
}
