//! Days as statements write them, in figures or in words, in French and English.

use parvis_kernel::{Day, Month};
use regex::Captures;
use std::sync::LazyLock;

use crate::words::pattern;

const MONTHS: [(&str, &str, i8); 12] = [
    ("janvier", "january", 1),
    ("fevrier", "february", 2),
    ("mars", "march", 3),
    ("avril", "april", 4),
    ("mai", "may", 5),
    ("juin", "june", 6),
    ("juillet", "july", 7),
    ("aout", "august", 8),
    ("septembre", "september", 9),
    ("octobre", "october", 10),
    ("novembre", "november", 11),
    ("decembre", "december", 12),
];

/// Days in a folded text, each with where it is written (bytes). A month alone is its last day: what is judged by it is
/// judged in favour of whoever wrote it.
pub fn days(folded: &str) -> Vec<(std::ops::Range<usize>, Day)> {
    static WRITTEN: LazyLock<regex::Regex> = LazyLock::new(|| {
        let months = MONTHS.map(|(fr, en, _)| format!("{fr}|{en}")).join("|");
        pattern(&format!(
            r"\b(?:(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)|(?P<d2>\d\d?) ?[/.-] ?(?P<m2>\d\d?) ?[/.-] ?(?P<y2>(?:19|20)\d\d|\d\d)|(?:(?P<d3>\d\d?)(?: ?(?:er|st|nd|rd|th))?(?: of)? )?(?P<n3>{months}),? (?P<y3>(?:19|20)\d\d)|(?P<n4>{months}) (?P<d4>\d\d?)(?:st|nd|rd|th)?,? (?P<y4>(?:19|20)\d\d))\b"
        ))
    });
    WRITTEN.captures_iter(folded).filter_map(|found| Some((found.get(0)?.range(), day(&found)?))).collect()
}

fn day(found: &Captures<'_>) -> Option<Day> {
    let text = |name: &str| found.name(name).map(|part| part.as_str());
    let number = |name: &str| text(name).and_then(|part| part.parse::<i16>().ok());
    let small = |name: &str| text(name).and_then(|part| part.parse::<i8>().ok());
    let named = |name: &str| {
        let name = text(name)?;
        MONTHS.iter().find(|(fr, en, _)| *fr == name || *en == name).map(|(_, _, month)| *month)
    };
    if let Some(year) = number("y1") {
        return Day::new(year, small("m1")?, small("d1")?);
    }
    if let Some(year) = number("y2") {
        let year = if year < 100 { 2000 + year } else { year };
        return Day::new(year, small("m2")?, small("d2")?);
    }
    if let Some(year) = number("y3") {
        let month = named("n3")?;
        return match small("d3") {
            Some(day) => Day::new(year, month, day),
            None => Month::new(year, month).map(Month::last_day),
        };
    }
    Day::new(number("y4")?, named("n4")?, small("d4")?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{fold, tidy};

    fn read(text: &str) -> Vec<String> {
        days(&fold(&tidy(text))).into_iter().map(|(_, day)| day.to_string()).collect()
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        for (text, want) in [
            ("établie le 12 mars 2024.", "2024-03-12"),
            ("le 1er janvier 2023", "2023-01-01"),
            ("le 1\u{a0}er\u{a0}août 2022", "2022-08-01"),
            ("le 04/09/2021", "2021-09-04"),
            ("le 4.9.2021", "2021-09-04"),
            ("le 04-09-21", "2021-09-04"),
            ("en FÉVRIER 2024", "2024-02-29"),
            ("2025-06-30", "2025-06-30"),
            ("on March 3rd, 2025", "2025-03-03"),
            ("on 3 March 2025", "2025-03-03"),
            ("on the 3rd of March 2025", "2025-03-03"),
            ("in June 2025", "2025-06-30"),
        ] {
            assert_eq!(read(text), [want], "{text}");
        }
        for text in ["le 31/02/2024", "article 47", "RGAA 4.1.2", "le 12 mars", "1.2.3", "2005-102 du"] {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}
