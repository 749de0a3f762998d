//! Who audited, when the statement was made, which version it follows.

use parvis_kernel::Day;
use regex::Regex;
use std::sync::LazyLock;

use super::date::days;
use crate::words::{pattern, unfold};

/// What a day in a statement is the day of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    Established,
    Updated,
}

/// The days on which it was made and last brought up to date.
pub fn dates(lines: &[String]) -> (Option<Day>, Option<Day>) {
    let (mut established, mut updated) = (None, None);
    for (nth, line) in lines.iter().enumerate() {
        let mut from = 0;
        for (range, day) in days(line) {
            let own = &line[from..range.start];
            // A day that stands alone is said of what is above it.
            let before =
                if own.trim().is_empty() && from == 0 && nth > 0 { lines[nth - 1].as_str() } else { own };
            match dated(before) {
                Some(Dated::Established) => established = established.or(Some(day)),
                Some(Dated::Updated) => updated = updated.max(Some(day)),
                None => {}
            }
            from = range.end;
        }
    }
    (established, updated)
}

/// The last thing said before a day, in its sentence.
fn dated(before: &str) -> Option<Dated> {
    static CUES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?P<updated>mises? a jour|mis a jour|actualisee?|revisee?|modifiee?|revue|updated|revised|reviewed)|(?P<made>etablie?|publiee?|redigee?|date de (?:la )?(?:declaration|publication)|declaration (?:d'accessibilite )?(?:du|en date)|en date du|created|established|prepared|published|made on|drawn up)|(?P<other>\bloi\b|\bdecret|\barrete|ordonnance|directive|audit|test|evaluation|controle|schema|referentiel|\brgaa\b|version|\blaw\b|\bact\b)",
        )
    });
    let sentence = before.rsplit(". ").next().unwrap_or(before);
    let last = CUES.captures_iter(sentence).last()?;
    if last.name("updated").is_some() {
        return Some(Dated::Updated);
    }
    last.name("made").map(|_| Dated::Established)
}

/// The organisation that audited, in the words of the page; `lines` are tidy.
pub fn auditor(lines: &[String], folded: &[String]) -> Option<String> {
    static BY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:audit|evaluation|controle|test|verification)s?\b[^.]{0,120}?\b(?P<by>par|by)(?: nos soins)? (?:la societe |l'entreprise |le cabinet |l'agence |l'organisme |l'association |the company )?(?P<name>.+)",
        )
    });
    static INSIDE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:audit|evaluation)s?\b[^.]{0,80}\b(?:en interne|interne|internal|in-house)\b|\bauto-?evaluation\b|\bself-assess",
        )
    });
    static END: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r" (?:revele|indique|montre|conclut|fait|etablit|en date|le \d|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|\d{4})|du \d|sur |selon |dans |reveals?|shows?|on \d|in \w+ \d{4}|found|,)|[,.;:()\[\]|]|$",
        )
    });
    // "No audit was made by …" names nobody.
    static NONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:aucune?|no) (?:audit|evaluation)"));
    const MOST: usize = 80;
    for (line, low) in lines.iter().zip(folded).filter(|(_, low)| !NONE.is_match(low)) {
        if let Some(found) = BY.captures(low).and_then(|found| found.name("name")) {
            let end = END.find(found.as_str()).map_or(found.end(), |end| found.start() + end.start());
            let name = unfold(line, low, found.start(), end).trim();
            if (2..=MOST).contains(&name.chars().count()) && name.chars().any(char::is_alphabetic) {
                return Some(name.to_owned());
            }
        }
        if let Some(found) = INSIDE.find(low) {
            return Some(unfold(line, low, found.start(), found.end()).trim().to_owned());
        }
    }
    None
}

/// The version of the reference that it follows, as it writes it: `4.1`.
pub fn version(folded: &[String]) -> Option<String> {
    static VERSION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:\brgaa\b|referentiel general d'a[^.]{10,60})[),]{0,2} ?(?:version|v\.?)? ?(?P<v>[2-9](?:\.\d){0,2})\b",
        )
    });
    folded.iter().find_map(|line| Some(VERSION.captures(line)?.name("v")?.as_str().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{fold, tidy};

    fn both(text: &str) -> (Vec<String>, Vec<String>) {
        let lines: Vec<String> = text.lines().map(tidy).collect();
        let folded = lines.iter().map(|line| fold(line)).collect();
        (lines, folded)
    }

    #[test]
    fn the_days_of_a_statement_are_its_own() {
        for (text, made, updated) in [
            (
                "Cette déclaration a été établie le 12/03/2021. Elle a été mise à jour le 5 juin 2024.",
                "2021-03-12",
                "2024-06-05",
            ),
            ("Établissement\nCette déclaration a été établie en mars 2023", "2023-03-31", ""),
            ("Date de publication :\n4 mai 2022", "2022-05-04", ""),
            ("Conformément à la loi du 11 février 2005 et au décret du 24 juillet 2019.", "", ""),
            ("Cette déclaration, établie en application de la loi du 11 février 2005.", "", ""),
            ("L'audit a été réalisé le 3 mars 2020.", "", ""),
            ("Dernière mise à jour : 01/02/2024. Mise à jour le 01/02/2023.", "", "2024-02-01"),
            (
                "This statement was prepared on 3 March 2025. It was last updated on 4 April 2026.",
                "2025-03-03",
                "2026-04-04",
            ),
        ] {
            let (_, folded) = both(text);
            let (established, latest) = dates(&folded);
            let said = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
            assert_eq!((said(established), said(latest)), (made.into(), updated.into()), "{text}");
        }
    }

    #[test]
    fn the_auditor_is_named_as_the_page_does() {
        for (text, want) in [
            (
                "L'audit de conformité réalisé par la société Éxemple Conseil révèle que 50 % des critères sont respectés.",
                Some("Éxemple Conseil"),
            ),
            (
                "Un audit a été mené en juin 2024 par Atelier d'Exemple, cabinet spécialisé.",
                Some("Atelier d'Exemple"),
            ),
            ("L'audit a été réalisé en interne.", Some("audit a été réalisé en interne")),
            ("An audit carried out by Example Ltd shows that", Some("Example Ltd")),
            ("Aucun audit n'a encore été fait par une personne.", None),
            ("Bonjour par ici.", None),
        ] {
            let (lines, folded) = both(text);
            assert_eq!(auditor(&lines, &folded).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn the_version_is_that_of_the_reference() {
        for (text, want) in [
            ("conforme avec le RGAA, version 4.1, en raison", Some("4.1")),
            ("référentiel général d'amélioration de l'accessibilité (RGAA), version 4.1.2", Some("4.1.2")),
            ("RGAA 3", Some("3")),
            ("RGAA v4", Some("4")),
            ("le RGAA", None),
        ] {
            assert_eq!(version(&both(text).1).as_deref(), want, "{text}");
        }
    }
}
