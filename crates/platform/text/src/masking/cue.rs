//! What the words around a number say of it.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use super::plain::{HIDDEN, Plain};

/// How far back an announcement is looked for, in characters.
const REACH: usize = 60;

/// A pattern over plain text. All are constants of this crate, each compiled by its tests.
pub fn pattern(source: &str) -> Regex {
    RegexBuilder::new(source).unicode(false).build().unwrap_or_else(|error| panic!("{error}"))
}

/// What was said before `at` in the same sentence, after anything found.
pub fn before(plain: &Plain, at: usize) -> &str {
    let reach = &plain.text()[at.saturating_sub(REACH)..at];
    let ends = [". ", "! ", "? "].iter().filter_map(|end| reach.rfind(end).map(|at| at + 2));
    let hidden = reach.rfind(HIDDEN).map(|at| at + 1);
    &reach[ends.chain(hidden).max().unwrap_or(0)..]
}

/// Whether the number at `at` is announced as that of a file, a form or a product.
pub fn of_a_file(plain: &Plain, at: usize) -> bool {
    static FILE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:dossiers?|demandes?|ref|references?|commandes?|factures?|tickets?|suivi|reclamations?|avis|recepisses?|formulaires?|cerfa|verbal|contraventions?|courriers?|produits?|articles?|modeles?|codes?|notices?|normes?|imprimes?|pieces?|serie|siret|siren|decret|contrats?|colis|versions?|salles?|identifiants?|bordereaux?|quittances?|sinistres?|polices?|adherents?|allocataires?|clients?|abonnements?|imprimantes?|scanners?|ordinateurs?|appareils?|logiciels?|ecrans?|bornes?|fiches?|annexes?|catalogues?|circulaires?|notes?|types?|gammes?|lots?)(?: [a-z']{1,12})?[ .:#]*(?:no|n|numero)?[ .:#]*$",
        )
    });
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:numeros?|num|no|n:) ?d(?:e |'| ')([a-z]+)(?: [a-z]{1,12})?[ .:(]*$"));
    // « numéro d'ordre », but « numéro de téléphone », « numéro de ma mère ».
    const REACHES: &[&str] = &[
        "tel",
        "telephone",
        "portable",
        "fixe",
        "mobile",
        "gsm",
        "contact",
        "rappel",
        "la",
        "ma",
        "mon",
        "mes",
        "sa",
        "son",
    ];
    let said = before(plain, at);
    FILE.is_match(said) || NUMBER.captures(said).is_some_and(|number| !REACHES.contains(&&number[1]))
}

/// Whether `at` is inside the address of a page.
pub fn in_a_link(plain: &Plain, at: usize) -> bool {
    let reach = &plain.text()[at.saturating_sub(4 * REACH)..at];
    let word = &reach[reach.rfind([' ', '\n', HIDDEN]).map_or(0, |space| space + 1)..];
    word.contains("://") || word.starts_with("www.")
}
