//! Telephone numbers of services, and what calling them costs.
//!
//! Source: the French national numbering plan (Arcep, decision 2018-0881): 0800 to 0805 are free, 0806 to 0809 cost a
//! plain call, 081, 082 and 089 and the numbers 118 xyz bear a surcharge; short numbers beginning with 30 or 31 are free,
//! others of four figures may bear one. Administrations of the State, its public bodies and social security may not use a number
//! that does (law 2018-727 of 10 August 2018, art. 28): local authorities are not held to it, so the use is to be
//! reviewed, not proven wrong.

use regex::Regex;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::words::pattern;

parvis_kernel::text_enum! {
    /// What a call costs beyond a plain one.
    pub enum Cost {
        /// The call is free.
        Free = "free",
        /// As any call.
        Plain = "plain",
        /// Depends on the number: its holder says.
        Unsure = "unsure",
        /// Beyond a plain call.
        Premium = "premium",
    }
}

/// A number as it is dialled in France, figures alone; those of other countries keep their `+`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Phone {
    pub number: String,
    pub cost: Cost,
}

/// Numbers of one page at most.
pub const MOST: usize = 100;

impl Phone {
    /// A number from its figures and signs (a `tel:` address, a text); none when it is none of a service.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.replace("(0)", "");
        let is_sign = |c: char| c.is_ascii_digit() || c == '+';
        let kept: String = text.chars().filter(|c| is_sign(*c)).collect();
        let other = text
            .chars()
            .any(|c| !(is_sign(c) || c.is_whitespace() || matches!(c, '.' | '-' | '/' | '(' | ')' | '·')));
        let number = if let Some(rest) = kept.strip_prefix("+33").or_else(|| kept.strip_prefix("0033")) {
            if rest.starts_with('0') {
                rest.to_owned()
            } else if rest.len() == 9 {
                format!("0{rest}")
            } else {
                rest.to_owned()
            }
        } else {
            kept
        };
        if other || number.is_empty() {
            return None;
        }
        cost(&number).map(|cost| Self { number, cost })
    }
}

fn cost(number: &str) -> Option<Cost> {
    if let Some(abroad) = number.strip_prefix('+') {
        let is_one = (8..=15).contains(&abroad.len()) && !abroad.starts_with('0') && !abroad.contains('+');
        return is_one.then_some(Cost::Unsure);
    }
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match number.len() {
        10 if number.starts_with("08") => match number.as_bytes()[2] {
            b'0' if number.as_bytes()[3] <= b'5' => Some(Cost::Free),
            b'0' => Some(Cost::Plain),
            b'1' | b'2' | b'9' => Some(Cost::Premium),
            // 0836, 0868 and the like are no longer given out; the others are not for callers.
            _ => Some(Cost::Unsure),
        },
        10 if number.starts_with('0') && number.as_bytes()[1] != b'0' => Some(Cost::Plain),
        6 if number.starts_with("118") => Some(Cost::Premium),
        6 if number.starts_with("116") => Some(Cost::Free),
        4 if number.starts_with("30") || number.starts_with("31") => Some(Cost::Free),
        4 if number.starts_with('3') || number.starts_with("10") => Some(Cost::Unsure),
        3 if matches!(number, "112" | "114" | "115" | "119") => Some(Cost::Free),
        2 if matches!(number, "15" | "17" | "18") => Some(Cost::Free),
        _ => None,
    }
}

/// Numbers in a folded text, in order. A short number is one only where the text says that one calls it; figures that
/// belong to something else (an identifier, a sum, a date) are none.
pub fn find(folded: &str) -> Vec<Phone> {
    static LONG: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:\+ ?33|0033) ?(?:\(0\))?[ .-]?[1-9](?:[ ./·-]?\d){8}|\b0[1-9](?: ?[./·-]? ?\d\d){4}\b|\b0 ?8\d\d(?:[ .-]?\d){6}\b|\b0 ?8\d\d ?\d{3} ?\d{3}\b",
        )
    });
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:tel(?:ephon[a-z]{1,4})?\.?(?: au)?|(?:appel[a-z]{1,4}|compos[a-z]{1,4}|joign[a-z]{1,5}|contact[a-z]{1,4}|joignable|call|dial)(?:-nous|-les)?(?: [a-z']{1,12}){0,4}? (?:au|le|on|numero)|numero(?: [a-z]{1,9}){0,2}|par telephone(?: au)?|phone|call|dial|ring|allo [a-z' -]{2,25}) ?:? ?(?P<n>(?:3\d ?\d\d|10 ?\d\d|118 ?\d{3}|116 ?\d{3}|11[2459]))\b(?: *(?P<more>[\d,.]\d|%|euros|€|rue|bis|personnes|places))?",
        )
    });
    let mut found: Vec<(usize, Phone)> = Vec::new();
    for one in LONG.find_iter(folded) {
        if found.len() >= MOST {
            break;
        }
        if !is_longer(folded, one.start(), one.end())
            && let Some(phone) = Phone::parse(one.as_str())
        {
            found.push((one.start(), phone));
        }
    }
    for captures in SHORT.captures_iter(folded).take(MOST) {
        let Some(number) = captures.name("n").filter(|_| captures.name("more").is_none()) else { continue };
        if !is_longer(folded, number.start(), number.end())
            && let Some(phone) = Phone::parse(number.as_str())
        {
            found.push((number.start(), phone));
        }
    }
    found.sort();
    let mut known = BTreeSet::new();
    found
        .into_iter()
        .map(|(_, phone)| phone)
        .filter(|phone| known.insert(phone.number.clone()))
        .take(MOST)
        .collect()
}

/// Whether figures go on before or after: it is a part of something longer.
fn is_longer(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '.', '-', '/']);
    let before_is_figure = before.ends_with(|c: char| c.is_ascii_digit()) && before.len() + 1 >= start;
    let after = text[end..].strip_prefix([' ', '.', '-', '/', ',']).unwrap_or(&text[end..]);
    let two = after.as_bytes().get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_digit));
    let glued = text[end..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        || text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '@' | ','));
    glued || before_is_figure || two && !after.as_bytes().starts_with(b"0")
}

crate::finding::schema_of_texts!(Cost);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{fold, tidy};
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(String, Cost)> {
        find(&fold(&tidy(text))).into_iter().map(|phone| (phone.number, phone.cost)).collect()
    }

    #[test]
    fn numbers_are_read_as_they_are_written_and_priced_by_the_plan() {
        for (text, number, cost) in [
            ("Appelez le 01 99 00 12 34.", "0199001234", Cost::Plain),
            ("Tél. : 01.99.00.12.34", "0199001234", Cost::Plain),
            ("+33 (0)1 99 00 12 34", "0199001234", Cost::Plain),
            ("+33199001234", "0199001234", Cost::Plain),
            ("0033 1 99 00 12 34", "0199001234", Cost::Plain),
            ("+33 892 70 12 39", "0892701239", Cost::Premium),
            ("0 800 000 000 (service et appel gratuits)", "0800000000", Cost::Free),
            ("0805 00 00 00", "0805000000", Cost::Free),
            ("0 806 000 000", "0806000000", Cost::Plain),
            ("0 809 40 00 00", "0809400000", Cost::Plain),
            ("0 811 00 00 00", "0811000000", Cost::Premium),
            ("0820\u{a0}000\u{a0}000", "0820000000", Cost::Premium),
            ("0 892 68 00 00 (0,50 €/min)", "0892680000", Cost::Premium),
            ("Téléphone : 3939", "3939", Cost::Unsure),
            ("appelez le 39 39", "3939", Cost::Unsure),
            ("Composez le 3114, gratuit", "3114", Cost::Free),
            ("appelez-nous au 118 000", "118000", Cost::Premium),
            ("Contactez-nous par téléphone au 3646", "3646", Cost::Unsure),
        ] {
            assert_eq!(read(text), [(number.to_owned(), cost)], "{text}");
        }
    }

    #[test]
    fn figures_of_other_things_are_no_numbers() {
        for text in [
            "Le numéro de Siret est 130 025 265 00013.",
            "Dossier n° 0199001234567",
            "en 3018 habitants",
            "Tél. 3000 euros",
            "75 000 000 000 euros",
            "13/09/2024 10:30",
            "IBAN FR76 3000 1007 9412 3456 7890 185",
            "version 3.9.3.9",
            "article L. 3114-1",
            "08 12 2024 est une date",
            "loi n° 2005-102",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn an_address_of_a_call_is_a_number() {
        for (text, number) in [
            ("+33-1-99-00-12-34", "0199001234"),
            ("0892.70.12.39", "0892701239"),
            ("3939", "3939"),
            ("+3225551234", "+3225551234"),
        ] {
            assert_eq!(Phone::parse(text).map(|phone| phone.number).as_deref(), Some(number), "{text}");
        }
        for text in ["", "12", "+", "++33", "abc", "01 99 00 12", "0000000000"] {
            assert_eq!(Phone::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_priced_the_same_however_it_is_grouped(figures in "0[1-9][0-9]{8}", gap in "[ .-]?") {
            let pairs: Vec<&str> = (0..5).map(|nth| &figures[2 * nth..2 * nth + 2]).collect();
            let written = format!("Tél. : {}", pairs.join(&gap));
            let plain = Phone::parse(&figures).unwrap();
            prop_assert_eq!(find(&fold(&written)), vec![plain]);
        }

        #[test]
        fn any_text_gives_numbers_that_are_read_again(text in "[0-9 +().a-z/-]{0,120}") {
            for phone in find(&text) {
                prop_assert_eq!(Phone::parse(&phone.number), Some(phone));
            }
        }
    }
}
