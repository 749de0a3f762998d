use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cue::pattern;
use super::plain::Plain;

/// Dates of birth: a whole date after « né le » or « date de naissance ». Other dates tell of nobody, nor does a year.
pub fn find(plain: &Plain) -> Vec<Range<usize>> {
    static BIRTH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"\b(?:ne(?:e|\(e\)|\.e|-e)?s? (?:le )?|(?:date de naissance|ddn)(?: est)?(?: le)?[ :]*)",
            r"((?:0?[1-9]|[12][0-9]|3[01])[ ./-](?:0?[1-9]|1[0-2])[ ./-](?:(?:19|20)[0-9]{2}|[0-9]{2})\b",
            r"|(?:1er|[0-9]{1,2}) (?:janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)[a-z]*\.? (?:19|20)[0-9]{2}\b)",
        ))
    });
    BIRTH.captures_iter(plain.text()).filter_map(|read| Some(read.get(1)?.range())).collect()
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::masking::plain::Plain;

    #[test]
    fn dates_of_birth_and_others() {
        for (text, want) in [
            ("née le 3 mai 1962 à Brest", Some("3 mai 1962")),
            ("Date de naissance : 01/02/1950.", Some("01/02/1950")),
            ("né(e) le 1er août 2001", Some("1er août 2001")),
            ("né en 1985", None),
            ("rendez-vous le 01/02/2024", None),
            ("né le 45/13/1990", None),
        ] {
            let plain = Plain::new(text);
            let found = find(&plain).first().map(|range| &text[plain.origin(range)]);
            assert_eq!(found, want, "{text}");
        }
    }
}
