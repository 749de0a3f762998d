//! The numbers of the register of enterprises and establishments (Sirene).

use std::fmt;
use std::str::FromStr;

/// Why a number is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNumber {
    #[error("expected {0} digits")]
    Length(usize),
    #[error("the last digit does not agree with the others: a digit is wrong or two are swapped")]
    Key,
}

/// The number of an establishment: 14 digits, the first nine of which are the legal unit's (SIREN).
///
/// Source of the key: Luhn's, over all digits, as said by Insee; the establishments of La Poste (SIREN 356 000 000)
/// other than its seat follow another rule: their digits sum to a multiple of 5.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siret(String);

/// The number of a legal unit: nine digits, the last one Luhn's key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siren(String);

const LA_POSTE: &str = "356000000";

impl Siret {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The legal unit's own number.
    pub fn siren(&self) -> Siren {
        Siren(self.0[..9].to_owned())
    }
}

impl Siren {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Siret {
    type Err = BadNumber;

    /// Spaces are allowed: people copy `130 025 265 00013`.
    fn from_str(text: &str) -> Result<Self, BadNumber> {
        let digits = digits(text, 14)?;
        digits[..9].parse::<Siren>()?;
        let sum: u32 = digits.bytes().map(|b| u32::from(b - b'0')).sum();
        let is_right = luhn(&digits) || (digits.starts_with(LA_POSTE) && sum.is_multiple_of(5));
        is_right.then_some(Self(digits)).ok_or(BadNumber::Key)
    }
}

impl FromStr for Siren {
    type Err = BadNumber;

    fn from_str(text: &str) -> Result<Self, BadNumber> {
        let digits = digits(text, 9)?;
        luhn(&digits).then_some(Self(digits)).ok_or(BadNumber::Key)
    }
}

fn digits(text: &str, length: usize) -> Result<String, BadNumber> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_right = digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
    is_right.then_some(digits).ok_or(BadNumber::Length(length))
}

/// Luhn's key: every second digit from the right doubled, 9 taken off when over 9, the sum a multiple of 10.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, b)| match (u32::from(b - b'0'), at % 2) {
            (digit, 0) => digit,
            (digit, _) if digit > 4 => digit * 2 - 9,
            (digit, _) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

impl fmt::Display for Siret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Siren {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn real_numbers_pass_and_slips_do_not() {
        for (text, want) in [
            ("130 025 265 00013", Ok("13002526500013")),
            ("35600000000048", Ok("35600000000048")),
            ("35600000049837", Ok("35600000049837")),
            ("13002526500014", Err(BadNumber::Key)),
            ("31002526500013", Err(BadNumber::Key)),
            ("1300252650001", Err(BadNumber::Length(14))),
            ("1300252650001a", Err(BadNumber::Length(14))),
            ("", Err(BadNumber::Length(14))),
        ] {
            assert_eq!(text.parse::<Siret>().as_ref().map(Siret::as_str).map_err(|e| *e), want, "{text}");
        }
        assert_eq!("13002526500013".parse::<Siret>().unwrap().siren().as_str(), "130025265");
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_seen(start in "[0-9]{8}", at in 0_usize..9, other in 1_u8..10) {
            let right: Vec<Siren> = (0..10).filter_map(|key| format!("{start}{key}").parse().ok()).collect();
            prop_assert_eq!(right.len(), 1);
            let mut bytes = right[0].as_str().as_bytes().to_vec();
            bytes[at] = b'0' + (bytes[at] - b'0' + other) % 10;
            let wrong = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(wrong.parse::<Siren>(), Err(BadNumber::Key));
        }
    }
}
