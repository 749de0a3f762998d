//! Numbers that a key tells from other numbers.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cue::{before, pattern};
use super::plain::Plain;

/// Digits and letters from `start` on, each with the place after it, without the signs between: at most two of
/// them, on one line. Stops after `most`.
pub fn spelled(plain: &Plain, start: usize, most: usize) -> Vec<(u8, usize)> {
    let mut read = Vec::with_capacity(most);
    let mut between = 0;
    for (at, &byte) in plain.bytes().iter().enumerate().skip(start) {
        match byte {
            byte if byte.is_ascii_alphanumeric() => {
                read.push((byte, at + 1));
                between = 0;
            }
            b' ' | b'.' | b'-' | b'_' | b'/' if between < 2 => between += 1,
            _ => break,
        }
        if read.len() == most {
            break;
        }
    }
    read
}

/// The first `count` characters when the number may end there, and its end.
fn exactly(plain: &Plain, read: &[(u8, usize)], count: usize) -> Option<(Vec<u8>, usize)> {
    let (_, end) = *read.get(count.checked_sub(1)?)?;
    plain.ends(end).then(|| (read[..count].iter().map(|(byte, _)| *byte).collect(), end))
}

/// `value` when it is digits only.
fn number(value: &[u8]) -> Option<u64> {
    let digits = std::str::from_utf8(value).ok()?;
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// Tries `end_of` wherever a number may begin.
fn scan(plain: &Plain, end_of: impl Fn(usize) -> Option<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < plain.bytes().len() {
        let begins = plain.bytes()[at].is_ascii_alphanumeric() && plain.begins(at);
        match begins.then(|| end_of(at)).flatten() {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Lengths of the account numbers of each country.
/// Source: registry of ISO 13616, kept by SWIFT.
const IBAN_LENGTHS: &str = "ad24 ae23 al28 at20 az28 ba20 be16 bg22 bh22 bi27 br29 by28 ch21 cr22 cy28 cz24 de22 \
     dj27 dk18 do28 ee20 eg29 es24 fi18 fo18 fr27 gb22 ge22 gi23 gl18 gr27 gt28 hr21 hu28 ie22 il23 iq23 is26 it27 \
     jo30 kw30 kz20 lb28 lc32 li21 lt20 lu20 lv21 ly25 mc27 md24 me22 mk19 mr27 mt31 mu30 nl18 no15 om23 pk24 pl28 \
     ps29 pt25 qa29 ro24 rs22 ru33 sa24 sc31 sd18 se24 si19 sk24 sm27 so23 st25 sv28 tl23 tn24 tr26 ua29 va22 vg24 \
     xk20";

/// Bank accounts: country, length and key of ISO 13616; without the key when a French one is announced.
pub fn ibans(plain: &Plain) -> Vec<Range<usize>> {
    static SAID: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:iban|rib)\b"));
    scan(plain, |start| {
        let country = plain.text().get(start..start + 2)?;
        let length = IBAN_LENGTHS.split(' ').find_map(|entry| entry.strip_prefix(country)?.parse().ok())?;
        let (value, end) = exactly(plain, &spelled(plain, start, length), length)?;
        number(&value[2..4])?;
        let mistyped =
            || country == "fr" && number(&value[4..14]).is_some() && SAID.is_match(before(plain, start));
        (iban_key(&value) || mistyped()).then_some(end)
    })
}

/// Moved behind and read as a number with A = 10 … Z = 35, country and key leave 1 modulo 97 (ISO 7064).
fn iban_key(value: &[u8]) -> bool {
    let rest = value[4..].iter().chain(&value[..4]).fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'a') + 10) % 97,
    });
    rest == 1
}

/// Social security numbers: sex, year, month, place, order and key; without its key, or with a wrong one, when
/// announced.
/// Source: decree 82-103 of 22 January 1982, article 4; 3, 4, 7 and 8 are given for a time by the funds.
pub fn social_security_numbers(plain: &Plain) -> Vec<Range<usize>> {
    static SAID: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:nir|secu|securite sociale?|n(?:o|um|umero)?[ .:]*ss|vitale)\b"));
    scan(plain, |start| {
        let read = spelled(plain, start, 13);
        if !matches!(read.first()?.0, b'1'..=b'4' | b'7' | b'8') || read.len() < 13 {
            return None;
        }
        let value: Vec<u8> = read.iter().map(|(byte, _)| *byte).collect();
        let body = nir_body(&value)?;
        let end = read[12].1;
        match key_after(plain, end) {
            Some((key, end)) if key == 97 - body % 97 => Some(end),
            other if SAID.is_match(before(plain, start)) => {
                // Digits after a bracket are a key when they are the right one only.
                let joined = other.filter(|(_, key_end)| !plain.text()[end..*key_end].contains('('));
                joined.map(|(_, end)| end).or(plain.ends(end).then_some(end))
            }
            _ => None,
        }
    })
}

/// The thirteen digits of a number as the key counts them: Corsica is 19 for 2A and 18 for 2B.
/// Nothing when there is no such month: 1 to 12, else 20 to 42 or 50 and more where the day is not known.
fn nir_body(value: &[u8]) -> Option<u64> {
    if !matches!(number(&value[3..5])?, 1..=12 | 20..=42 | 50..=99) {
        return None;
    }
    let mut value = value.to_vec();
    match &value[5..7] {
        b"2a" => value[5..7].copy_from_slice(b"19"),
        b"2b" => value[5..7].copy_from_slice(b"18"),
        _ => {}
    }
    number(&value)
}

/// The two digits after the number, with "clé" before them or in brackets, and the end of it all.
fn key_after(plain: &Plain, at: usize) -> Option<(u64, usize)> {
    static KEY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[ ./_-]{0,2}[,(]?(?: ?cle)?(?: de controle)?[ :=]{0,3}([0-9]{2})"));
    let rest = &plain.text()[at..];
    let digits = KEY.captures(rest)?.get(1)?;
    let closed = rest[..digits.start()].contains('(') && rest[digits.end()..].starts_with(')');
    let end = at + digits.end();
    Some((digits.as_str().parse().ok()?, end + usize::from(closed))).filter(|_| plain.ends(end))
}

/// Payment cards: issuer, length and key of Luhn (ISO/IEC 7812-1). Sixteen digits, fifteen of American Express;
/// other lengths are also those of companies and files, so that the word must be there.
pub fn cards(plain: &Plain) -> Vec<Range<usize>> {
    static SAID: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:cartes?|cb|visa|mastercard|maestro|amex|diners|bancaires?)\b"));
    scan(plain, |start| {
        let read = spelled(plain, start, 19);
        (13..=19).rev().find_map(|count| {
            let (value, end) = exactly(plain, &read, count)?;
            number(&value[..12])?;
            let issuer = number(&value[..4])?;
            let known = match (issuer, count) {
                (2221..=2720 | 3528..=3589 | 4000..=4999 | 5100..=5599 | 6000..=6999, 16) => true,
                (3400..=3499 | 3700..=3799, 15) => true,
                (3000..=6999, _) => SAID.is_match(before(plain, start)),
                _ => false,
            };
            (known && luhn(&value)).then_some(end)
        })
    })
}

/// Every second digit from the right counts double, the digits of the double added; the sum is a multiple of ten.
fn luhn(value: &[u8]) -> bool {
    let sum = value.iter().rev().enumerate().try_fold(0_u32, |sum, (place, byte)| {
        let digit = char::from(*byte).to_digit(10)?;
        let counted = if place % 2 == 1 { digit * 2 } else { digit };
        Some(sum + counted / 10 + counted % 10)
    });
    sum.is_some_and(|sum| sum % 10 == 0)
}

/// Tax numbers: thirteen digits, the first 0 to 3, the last three what the first ten leave modulo 511; without the
/// key when announced.
/// Source: European Commission, "TIN algorithms", France.
pub fn tax_numbers(plain: &Plain) -> Vec<Range<usize>> {
    static SAID: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:fisca(?:l|le|ux)|spi|impots?|declarant)\b"));
    scan(plain, |start| {
        let (value, end) = exactly(plain, &spelled(plain, start, 13), 13)?;
        let (first, key) = (number(&value[..10])?, number(&value[10..])?);
        let right = first > 0 && first % 511 == key;
        (matches!(value[0], b'0'..=b'3') && (right || SAID.is_match(before(plain, start)))).then_some(end)
    })
}

#[cfg(test)]
mod tests {
    use super::{cards, ibans, social_security_numbers, tax_numbers};
    use crate::masking::plain::Plain;

    #[test]
    fn keys() {
        let rules = [ibans, social_security_numbers, cards, tax_numbers];
        for (name, text, rule, found) in [
            ("IBAN", "FR14 2004 1010 0505 0001 3M02 606", 0, true),
            ("IBAN, wrong key", "FR15 2004 1010 0505 0001 3M02 606", 0, false),
            ("IBAN, wrong key, announced", "IBAN FR15 2004 1010 0505 0001 3M02 606", 0, true),
            ("IBAN, too long", "BE68 5390 0754 7034A", 0, false),
            ("NIR", "1 80 11 43 990 909 35", 1, true),
            ("NIR, Corsica", "1 37 10 2A 999 950 38", 1, true),
            ("NIR, wrong key", "1 80 11 43 990 909 36", 1, false),
            ("NIR, no such month", "1 80 13 43 990 909 35", 1, false),
            ("NIR, announced without key", "NIR 1 80 11 43 990 909", 1, true),
            ("card", "4111-1111-1111-1111", 2, true),
            ("card, wrong key", "4111-1111-1111-1112", 2, false),
            ("SIRET of 14 digits", "362 521 879 00034", 2, false),
            ("tax", "12 34 567 890 066", 3, true),
            ("tax, wrong key", "12 34 567 890 067", 3, false),
            ("tax, announced", "numéro fiscal 1234567890123", 3, true),
            ("tax, begins with 4", "numéro fiscal 4234567890123", 3, false),
        ] {
            assert_eq!(!rules[rule](&Plain::new(text)).is_empty(), found, "{name}");
        }
    }
}
