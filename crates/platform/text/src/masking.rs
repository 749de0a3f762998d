//! Personal data in French free text: where it is, and the text without it.
//!
//! A rule sees the [`plain`] text and what was found so far, as one mark each: so what a rule sees in a masked text
//! is what it saw last before masking, and masking twice changes nothing.

mod birth;
mod cue;
mod email;
mod first_names;
mod keyed;
mod name;
mod phone;
mod plain;
mod plate;
mod words;

use std::ops::Range;

use plain::Plain;

parvis_kernel::text_enum! {
    /// What kind of personal data was found.
    pub enum Personal {
        /// Number of the register of persons (NIR), with its key or announced.
        SocialSecurity = "social_security",
        Email = "email",
        Phone = "phone",
        Iban = "iban",
        Card = "card",
        Plate = "plate",
        /// Number of a taxpayer (numéro fiscal, SPI).
        Tax = "tax",
        Name = "name",
        BirthDate = "birth_date",
    }
}

impl Personal {
    /// What stands in the masked text instead, in French as the comments are, whatever the language of the page:
    /// what is stored must not depend on it.
    pub const fn marker(self) -> &'static str {
        match self {
            Self::SocialSecurity => "[numéro de sécurité sociale masqué]",
            Self::Email => "[adresse e-mail masquée]",
            Self::Phone => "[téléphone masqué]",
            Self::Iban => "[IBAN masqué]",
            Self::Card => "[carte bancaire masquée]",
            Self::Plate => "[plaque masquée]",
            Self::Tax => "[numéro fiscal masqué]",
            Self::Name => "[nom masqué]",
            Self::BirthDate => "[date de naissance masquée]",
        }
    }
}

/// Personal data in a text: bytes `start..end`, on the boundaries of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub kind: Personal,
    pub start: usize,
    pub end: usize,
}

/// Where a rule finds its kind of data in a plain text: ranges in order, apart from one another.
type Rule = fn(&Plain) -> Vec<Range<usize>>;

/// The surest first, since what one finds the next no longer sees.
const RULES: [(Personal, Rule); 9] = [
    (Personal::Email, email::find),
    (Personal::Iban, keyed::ibans),
    (Personal::SocialSecurity, keyed::social_security_numbers),
    (Personal::Card, keyed::cards),
    (Personal::Tax, keyed::tax_numbers),
    (Personal::BirthDate, birth::find),
    (Personal::Phone, phone::find),
    (Personal::Plate, plate::find),
    (Personal::Name, name::find),
];

/// The personal data of a text, in order, never overlapping. Markers are none.
pub fn find(text: &str) -> Vec<Found> {
    let mut plain = Plain::new(text);
    let mut found = Vec::new();
    loop {
        let before = found.len();
        for (kind, rule) in RULES {
            let ranges = rule(&plain);
            found.extend(ranges.iter().map(|range| {
                let Range { start, end } = plain.origin(range);
                Found { kind, start, end }
            }));
            plain.hide(&ranges);
        }
        // What was found may have hidden its neighbour: look again until nothing is left.
        if found.len() == before {
            break;
        }
    }
    found.sort_by_key(|f| f.start);
    found
}

/// A text without its personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    pub text: String,
    /// What was masked, one for each place, in the order of the text.
    pub found: Vec<Personal>,
}

/// `text` with a marker instead of each piece of personal data.
///
/// ```
/// let masked = parvis_text::masking::mask("Rappelez Mme Durand au 06 39 98 12 34.");
/// assert_eq!(masked.text, "Rappelez Mme [nom masqué] au [téléphone masqué].");
/// ```
pub fn mask(text: &str) -> Masked {
    let mut masked = Masked { text: String::with_capacity(text.len()), found: Vec::new() };
    let mut done = 0;
    for Found { kind, start, end } in find(text) {
        masked.text.push_str(&text[done..start]);
        masked.text.push_str(kind.marker());
        masked.found.push(kind);
        done = end;
    }
    masked.text.push_str(&text[done..]);
    masked
}
