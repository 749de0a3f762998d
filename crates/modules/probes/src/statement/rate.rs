//! The share of criteria that a statement says are met: not the lowest percentage of the page, the right one.

use regex::Regex;
use std::sync::LazyLock;

use crate::words::pattern;

/// How much a percentage looks like the rate; the first is the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    /// "84,5 % des critères du RGAA sont respectés".
    Criteria,
    /// "taux de conformité : 84,5 %", "conforme à 84,5 %".
    Conformity,
    /// "le taux moyen de conformité s'élève à 91 %": a mean over pages, which the law does not ask for.
    Mean,
}

fn is(cell: &'static LazyLock<Regex>, text: &str) -> bool {
    cell.is_match(text)
}

static PERCENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[^\d.,])(?P<n>\d{1,3}(?:[.,]\d{1,4})?) ?(?:%|pour ?cents?\b|percent\b|per cent\b)")
});
/// Limits and aims are no results.
static NO_RESULT_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:moins de|plus de|au moins|au minimum|au maximum|jusqu'a|superieure?s? (?:ou egale?s? )?a|inferieure?s? (?:ou egale?s? )?a|entre|seuil de|objectif[^.]{0,40}|vise[^.]{0,40}|viser|atteindre|atteinte de|contre|d'ici[^.]{0,30}|at least|less than|more than|under|over|up to|between|aim[^.]{0,30}|target[^.]{0,30}|instead of|non[- ]conformite[^.]{0,40}|non[- ]conformes? ?:?)[ :(]*$",
    )
});
/// "passe de 62 % à 84 %": the second one counts.
static FORMER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^ ?(?:en [a-z0-9 ]{4,15} )?(?:a|to) \d"));
static CRITERIA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ ?\)?[ :]*(?:des|de|of)(?: l'ensemble des)?(?: the)?(?: \d{1,3})?(?: wcag| rgaa)?(?: criteres?| criteria| regles| points de controle| tests)\b",
    )
});
static NOT_MET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[^.%;]{0,80}(?:\bnon[- ](?:conformes?|respectes?|satisfaits?|applicables?|valides?)|(?:ne|n') ?(?:sont|est) pas|\bpas (?:respectes?|conformes?|satisfaits?)|\bnot (?:met|applicable|respected|compliant|satisfied)|\bde(?:s)? pages\b|\bof (?:the )?pages\b)",
    )
});
static CONFORMITY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:taux (?:de conformite|de respect|d'accessibilite|global|legal|rgaa|obtenu)|conformite|conformes?\b|respecte|niveau d'accessibilite|accessible a|compliance rate|compliance|compliant|conformance)(?:[^.%]{0,80}|[^.%]{0,40}\bpass[a-z]{1,4} de [\d,.]{1,6} ?% a ?)$",
    )
});
static MEAN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:taux moyen|moyenne|average|mean)[^.%]{0,100}$"));
/// What a percentage of something else is said of.
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ ?(?:des|de|d'|of) ?(?:la |l'|les |the )?(?:pages|usagers|users|population|agents|francais|visites|personnes|surcharge|reduction|contenus|documents|zoom)",
    )
});

/// The rate, in percent, among the folded lines of a statement.
pub fn rate(lines: &[String]) -> Option<f64> {
    let mut best: Option<(Sure, f64)> = None;
    for (nth, line) in lines.iter().enumerate() {
        for found in PERCENT.captures_iter(line) {
            let (Some(all), Some(number)) = (found.get(0), found.name("n")) else { continue };
            let Some(value) = value(number.as_str()) else { continue };
            // A figure that stands alone is said of what is above or under it.
            let before = match line[..number.start()].trim() {
                "" if nth > 0 => lines[nth - 1].as_str(),
                _ => &line[..number.start()],
            };
            let after = match line[all.end()..].trim_matches([' ', '.', ')']) {
                "" => lines.get(nth + 1).map_or("", String::as_str),
                _ => &line[all.end()..],
            };
            if let Some(sure) = judge(last(before, 160), after)
                && best.is_none_or(|(known, _)| sure < known)
            {
                best = Some((sure, value));
            }
        }
    }
    best.map(|(_, value)| value)
}

fn judge(before: &str, after: &str) -> Option<Sure> {
    if is(&NO_RESULT_BEFORE, before) || is(&FORMER, after) || is(&ELSEWHERE, after) || is(&NOT_MET, after) {
        return None;
    }
    if is(&CRITERIA, after) {
        return Some(Sure::Criteria);
    }
    if is(&MEAN, before) {
        return Some(Sure::Mean);
    }
    is(&CONFORMITY, before).then_some(Sure::Conformity)
}

/// A share of a hundred.
fn value(text: &str) -> Option<f64> {
    text.replace(',', ".").parse::<f64>().ok().filter(|value| (0.0..=100.0).contains(value))
}

/// The last bytes of a text, about.
fn last(text: &str, most: usize) -> &str {
    let start = text.len().saturating_sub(most);
    let start = (start..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{fold, tidy};

    #[test]
    fn the_right_percentage_is_the_rate() {
        for (text, want) in [
            ("L'audit révèle que 84,5 % des critères du RGAA sont respectés.", Some(84.5)),
            (
                "L'audit révèle que :\n84,5\u{a0}% des critères RGAA version 4.1 sont respectés ;\nLe taux moyen de conformité du service en ligne s'élève à 91,07 %.",
                Some(84.5),
            ),
            (
                "Le taux moyen de conformité du service en ligne s'élève à 91 %.\n50 % des critères du RGAA sont respectés.",
                Some(50.0),
            ),
            ("Le taux moyen de conformité s’élève à 91,2 %.", Some(91.2)),
            // A name may end as a word does that says an aim.
            ("L'audit réalisé par Smwaim révèle que :\n50 % des critères sont respectés.", Some(50.0)),
            ("We aim for 90 %.", None),
            ("Taux de conformité\n72,4 %", Some(72.4)),
            ("72%\ndes critères sont respectés", Some(72.0)),
            ("Le site est conforme à 100 % au RGAA.", Some(100.0)),
            ("Partiellement conforme (66,67 %)", Some(66.67)),
            (
                "Conformité partielle : si au moins 50 % des critères sont respectés.\nTaux global de conformité : 61 %",
                Some(61.0),
            ),
            ("Non conforme si moins de 50 % des critères de contrôle sont respectés.", None),
            ("Le taux de conformité passe de 62 % à 84 %.", Some(84.0)),
            ("81 % des critères sont respectés, contre 62 % en 2022.", Some(81.0)),
            ("20 % des critères ne sont pas respectés ; 80 % des critères sont respectés.", Some(80.0)),
            ("15 % des critères non conformes", None),
            ("L'objectif est d'atteindre 75 % des critères.", None),
            ("Zoom jusqu'à 200 %. 12 % de la population est concernée.", None),
            ("75 pour cent des critères sont satisfaits", Some(75.0)),
            ("82.3% of the RGAA criteria are met", Some(82.3)),
            ("Compliance rate: 64%", Some(64.0)),
            ("250 % des critères", None),
            ("3,84,5 % des critères", None),
            ("", None),
        ] {
            let lines: Vec<String> = text.lines().map(|line| fold(&tidy(line))).collect();
            assert_eq!(rate(&lines), want, "{text}");
        }
    }
}
