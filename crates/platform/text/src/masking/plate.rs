use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cue::{before, in_a_link, of_a_file, pattern};
use super::plain::Plain;

/// Short words that a number may stand between: `page de 100 et`.
const WORDS: [&str; 22] = [
    "ce", "de", "el", "en", "es", "et", "eh", "je", "la", "le", "ma", "me", "ne", "sa", "se", "ta", "te",
    "va", "ca", "na", "an", "as",
];

/// Licence plates: `AA-123-AA`, without I, O, U nor SS, when written with hyphens or in capitals or when a vehicle
/// is named; older ones (`1234 AB 56`) when a vehicle is named.
/// Source: order of 9 February 2009 on the registration of vehicles.
pub fn find(plain: &Plain) -> Vec<Range<usize>> {
    static NEW: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b([a-hj-np-tv-z]{2})([ -]?)([0-9]{3})([ -]?)([a-hj-np-tv-z]{2})\b"));
    static OLD: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b[0-9]{1,4}[ -]?[a-z]{1,3}[ -]?(?:[0-9]{2,3}|2[ab])\b"));
    let shouts = plain.shouts();
    let mut found: Vec<Range<usize>> = Vec::new();
    for read in NEW.captures_iter(plain.text()) {
        let (Some(all), left, right) = (read.get(0), &read[1], &read[5]) else { continue };
        let range = all.range();
        let vehicle = names_a_vehicle(plain, range.start);
        let hyphens = &read[2] == "-" && &read[4] == "-";
        let words = WORDS.contains(&left) || WORDS.contains(&right);
        let capitals = plain.all_upper(range.clone()) && !shouts && !(words && &read[2] == " ");
        let shaped = left != "ss" && right != "ss" && &read[3] != "000" && read[2] == read[4];
        let meant = vehicle || (hyphens || capitals) && !of_a_file(plain, range.start);
        if shaped && meant && alone(plain, &range) {
            found.push(range);
        }
    }
    for old in OLD.find_iter(plain.text()).map(|old| old.range()) {
        let capitals = plain.all_upper(old.clone()) && !shouts;
        let free = found.iter().all(|new| old.end <= new.start || new.end <= old.start);
        let meant = names_a_vehicle(plain, old.start) && capitals || says_plate(plain, old.start);
        if free && meant && alone(plain, &old) {
            found.push(old);
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// Not a piece of a longer code or of a link.
fn alone(plain: &Plain, range: &Range<usize>) -> bool {
    let joins = |byte: Option<&u8>| byte.is_some_and(|b| matches!(b, b'-' | b'_' | b'/' | b'@'));
    let last = range.start.checked_sub(1).and_then(|at| plain.bytes().get(at));
    !joins(last) && !joins(plain.bytes().get(range.end)) && !in_a_link(plain, range.start)
}

fn names_a_vehicle(plain: &Plain, at: usize) -> bool {
    static VEHICLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:immat[a-z]*|plaques?|vehicules?|voitures?|motos?|scooters?|carte grise|camions?|camionnettes?|remorques?|caravanes?|camping|autos?|cession|fourgons?)\b",
        )
    });
    VEHICLE.is_match(before(plain, at))
}

/// Whether a plate is announced right before.
fn says_plate(plain: &Plain, at: usize) -> bool {
    static PLATE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:immat[a-z]*|plaques?)(?: est)?(?: le)?[ :]*$"));
    PLATE.is_match(before(plain, at))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::masking::plain::Plain;

    #[test]
    fn plates_and_what_looks_like_them() {
        for (text, found) in [
            ("AB-123-CD", true),
            ("ab-123-cd", true),
            ("AB 123 CD volé", true),
            ("plaque ab123cd", true),
            ("AI-123-BO", false),
            ("SS-123-AB", false),
            ("AB-123-CDE", false),
            ("X-AB-123-CD", false),
            ("page de 100 et plus", false),
            ("produit AA-123-BB", false),
            ("immatriculé 1234 AB 56", true),
            ("1234 AB 56", false),
            ("voiture achetée 2500 le 12", false),
        ] {
            assert_eq!(!find(&Plain::new(text)).is_empty(), found, "{text}");
        }
    }
}
