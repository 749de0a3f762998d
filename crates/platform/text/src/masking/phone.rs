use std::ops::Range;

use super::cue::{in_a_link, of_a_file};
use super::keyed::spelled;
use super::plain::Plain;

/// Countries whose numbers people write after 00: neighbours and those many families come from. After a plus sign,
/// any country.
const COUNTRIES: [&str; 20] = [
    "32", "34", "39", "40", "41", "44", "48", "49", "351", "352", "377", "212", "213", "216", "221", "223",
    "225", "237", "261", "269",
];
/// The French country codes: metropolis, then overseas.
const FRENCH: [&str; 9] = ["33", "262", "508", "590", "594", "596", "681", "687", "689"];

/// Telephone numbers of people: the geographical, mobile and box numbers of the French numbering plan (01 to 07 and
/// 09) however they are grouped, the same with +33, 0033 or an overseas code, and numbers of other countries.
/// Not the special numbers (08) nor the short ones, which are services.
/// Source: Arcep, decision 2018-0881, national numbering plan; ITU-T E.164 for the lengths.
pub fn find(plain: &Plain) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < plain.bytes().len() {
        let end = match plain.bytes()[at] {
            b'+' | b'(' | b'0' | b'o' if begins(plain, at) || follows(&found, at) => {
                international(plain, at).or_else(|| national(plain, at))
            }
            _ => None,
        };
        match end.filter(|_| !in_a_link(plain, at)) {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Right after another number: `06 39 98 12 34 01 99 00 12 34`.
fn follows(found: &[Range<usize>], at: usize) -> bool {
    found.last().is_some_and(|last| last.end + 1 == at)
}

/// Not inside a number, a code or a series: `2024-0612…`, `12 06 39 …`.
fn begins(plain: &Plain, at: usize) -> bool {
    let back = |by: usize| at.checked_sub(by).map(|at| plain.bytes()[at]);
    let solid = |byte: Option<u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric());
    let digit = |byte: Option<u8>| byte.is_some_and(|b| b.is_ascii_digit());
    match back(1) {
        Some(b'.' | b'-' | b'_' | b'/' | b'+' | b',') => !solid(back(2)),
        Some(b' ') => !digit(back(2)),
        other => plain.begins(at) || plain.bytes()[at] == b'+' && !digit(other),
    }
}

/// The end of `+33 6 …`, `+33 (0)6 …`, `(+33) 6 …`, `0033 6 …`, `+32 470 …` at `start`.
fn international(plain: &Plain, start: usize) -> Option<usize> {
    let rest = &plain.text()[start..];
    let opened = rest.strip_prefix('(').unwrap_or(rest);
    let (plus, after) = match (opened.strip_prefix('+'), opened.strip_prefix("00")) {
        (Some(after), _) => (true, after),
        (_, Some(after)) => (false, after),
        _ => return None,
    };
    let after = after.strip_prefix(' ').unwrap_or(after);
    if let Some(own) = FRENCH.iter().find_map(|code| after.strip_prefix(code)) {
        // The zero of the national number is said by some and dropped by others.
        let own = own.trim_start_matches([')', ' ', '.', '-']);
        let own = ["(0)", "0"].iter().find_map(|zero| own.strip_prefix(zero)).unwrap_or(own);
        let read = spelled(plain, plain.text().len() - own.trim_start_matches([' ', '.', '-']).len(), 9);
        let digits = read.len() == 9 && read.iter().all(|(byte, _)| byte.is_ascii_digit());
        return (digits && !matches!(read[0].0, b'0' | b'8'))
            .then(|| read[8].1)
            .filter(|end| plain.ends(*end));
    }
    if !(plus || COUNTRIES.iter().any(|code| after.starts_with(code)) && !of_a_file(plain, start)) {
        return None;
    }
    let read = spelled(plain, plain.text().len() - after.len(), 16);
    let digits = read.iter().take_while(|(byte, _)| byte.is_ascii_digit()).count();
    // The last of the digits that ends a group: `+32 470 12 34 56` of `+32 470 12 34 56 2b`.
    let end = (9..=digits.min(15)).rev().map(|count| read[count - 1].1).find(|end| plain.ends(*end));
    end.filter(|_| digits < 16)
}

/// The end of ten digits, 0 and 1 to 7 or 9 first, at `start`.
fn national(plain: &Plain, start: usize) -> Option<usize> {
    // A letter O for the zero is a common slip.
    let read = spelled(plain, start, 10);
    let digits = read.len() == 10 && read[1..].iter().all(|(byte, _)| byte.is_ascii_digit());
    let first = matches!(read.first()?.0, b'0' | b'o') && digits && matches!(read[1].0, b'1'..=b'7' | b'9');
    let end = read.last()?.1;
    if !first || !plain.ends(end) {
        return None;
    }
    let groups: Vec<&str> =
        plain.text()[start..end].split([' ', '.', '-', '_', '/']).filter(|group| !group.is_empty()).collect();
    let file = groups.len() == 1 && of_a_file(plain, start);
    let decimal = groups[0].len() == 1 && plain.bytes()[start + 1] != b' ';
    (!file && !decimal && !is_date(&groups) && !goes_on(plain, &groups, end)).then_some(end)
}

/// `01.02.2024 10`: a day, a month and a year.
fn is_date(groups: &[&str]) -> bool {
    let up_to = |group: &str, most: u32| group.len() == 2 && group.parse().is_ok_and(|n: u32| n <= most);
    matches!(groups, [day, month, year, ..]
        if up_to(day, 31) && up_to(month, 12) && year.len() == 4 && matches!(&year[..2], "19" | "20"))
}

/// `01 02 03 04 05 06 …`: a series of pairs longer than a number, and not several numbers.
fn goes_on(plain: &Plain, groups: &[&str], end: usize) -> bool {
    let more = spelled(plain, end, 10);
    let pair = matches!(more.as_slice(), [(a, _), (b, end), ..]
        if a.is_ascii_digit() && b.is_ascii_digit() && plain.ends(*end));
    groups.len() == 5 && pair && more.iter().take_while(|(byte, _)| byte.is_ascii_digit()).count() < 10
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::masking::plain::Plain;

    #[test]
    fn numbers_of_people_and_of_services() {
        for (text, want) in [
            ("0639981234", Some("0639981234")),
            ("o6 39 98 12 34", Some("o6 39 98 12 34")),
            ("0 639 981 234", Some("0 639 981 234")),
            ("tel:+33(0)639981234.", Some("+33(0)639981234")),
            ("(+33) 6 39 98 12 34", Some("(+33) 6 39 98 12 34")),
            ("+32 470 12 34 56", Some("+32 470 12 34 56")),
            ("0032 470 12 34 56", Some("0032 470 12 34 56")),
            ("06 39 98 12 34 ou 3949", Some("06 39 98 12 34")),
            ("0 809 401 401", None),
            ("+33 809 401 401", None),
            ("08 92 70 12 39", None),
            ("06 39 98 12 345", None),
            ("0.0612345678", None),
            ("01/02/2024 10:30", None),
            ("01 02 03 04 05 06 07", None),
            ("dossier n° 0612345678", None),
            ("https://example.fr/0612345678", None),
        ] {
            let found = find(&Plain::new(text));
            assert_eq!(found.first().map(|range| &text[range.clone()]), want, "{text}");
        }
    }
}
