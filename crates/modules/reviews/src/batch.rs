//! Sheets of paper that are keyed together, each twice, and what the two readings of one do not share.

use parvis_kernel::{Id, Timestamp};
use parvis_text::words::words;
use std::collections::BTreeSet;

use crate::answers::{Answers, Help, Reached};
use crate::service::entry::Told;
use crate::shape::ExtraId;
use crate::survey::{Contact, Tongue};

/// Sheets of one batch: what an agent keys in an afternoon, and counts by hand.
pub const MOST_SHEETS: i32 = 200;

parvis_kernel::text_enum! {
    /// How far a sheet is.
    pub enum SheetState {
        ToEnter = "to_enter",
        /// Read once.
        ToCheck = "to_check",
        /// Read twice, and not in the same way: whoever holds the sheet says what stands on it.
        Differs = "differs",
        /// It is an opinion.
        Kept = "kept",
        /// Nothing on it can be counted.
        Blank = "blank",
        /// The batch was given up before.
        GivenUp = "given_up",
    }
}

/// Sheets of one form that came by one button, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    pub id: Id,
    pub form: Id,
    pub button: Id,
    pub name: String,
    pub tongue: Tongue,
    /// Version of the form that its sheets ask.
    pub version: i32,
    pub made_at: Timestamp,
    pub made_by: Option<Id>,
    /// Every sheet is settled, or somebody gave the batch up.
    pub ended_at: Option<Timestamp>,
}

/// What stands on a sheet; none when it is blank or cannot be read.
pub type Reading = Option<Told>;

/// A reading and who read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    pub reading: Reading,
    pub by: Option<Id>,
}

/// One sheet, under the number that is written on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub batch: Id,
    pub number: i32,
    pub state: SheetState,
    pub first: Option<Read>,
    pub second: Option<Read>,
    /// Answers that its two readings did not share.
    pub slips: i32,
    pub opinion: Option<Id>,
}

impl SheetState {
    /// Nothing is left to do.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Kept | Self::Blank | Self::GivenUp)
    }
}

/// The sheet to take next: those that nobody read, then those that were read once, then those read in two ways.
pub fn next(sheets: &[Sheet]) -> Option<&Sheet> {
    sheets.iter().filter(|sheet| !sheet.state.is_settled()).min_by_key(|sheet| (sheet.state, sheet.number))
}

/// Something that a sheet says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Whether there is anything on it.
    Blank,
    Satisfaction,
    Clarity,
    /// That no help was needed, or with whom else it was sought.
    Help,
    /// What came of a way to the administration.
    Way(Contact),
    Other,
    /// A question of the form's own.
    Extra(ExtraId),
    Comment,
}

/// What came of a way to the administration; none when it was not tried.
pub fn way(answers: &Answers, contact: Contact) -> Option<Option<Reached>> {
    match &answers.help {
        Some(Help::Sought { contacts, .. }) => contacts.get(&contact).copied(),
        _ => None,
    }
}

/// Help from elsewhere, by name; none when the question was not answered, "none" when none was needed.
pub fn elsewhere(answers: &Answers) -> Option<Vec<&'static str>> {
    match answers.help.as_ref()? {
        Help::NotNeeded => Some(vec!["none"]),
        Help::Sought { helpers, .. } => Some(helpers.iter().map(|helper| helper.as_str()).collect()),
    }
}

/// What two readings of a sheet do not share. Texts are compared by their words: capitals, accents and punctuation do
/// not tell them apart.
pub fn differences(one: &Reading, other: &Reading) -> Vec<Part> {
    let (one, other) = match (one, other) {
        (Some(one), Some(other)) => (one, other),
        (None, None) => return Vec::new(),
        _ => return vec![Part::Blank],
    };
    let (a, b) = (&one.answers, &other.answers);
    let ways = Contact::ALL.iter().map(|contact| (Part::Way(*contact), way(a, *contact) == way(b, *contact)));
    let named = a.extras.keys().chain(b.extras.keys()).chain(one.texts.keys()).chain(other.texts.keys());
    let named: BTreeSet<ExtraId> = named.copied().collect();
    let extras = named.into_iter().map(|id| {
        let is_same_text = says(one.texts.get(&id)) == says(other.texts.get(&id));
        (Part::Extra(id), is_same_text && a.extras.get(&id) == b.extras.get(&id))
    });
    [
        (Part::Satisfaction, a.satisfaction == b.satisfaction),
        (Part::Clarity, a.clarity == b.clarity),
        (Part::Help, elsewhere(a) == elsewhere(b)),
    ]
    .into_iter()
    .chain(ways)
    .chain([(Part::Other, says(one.other.as_ref()) == says(other.other.as_ref()))])
    .chain(extras)
    .chain([(Part::Comment, says(one.verbatim.as_ref()) == says(other.verbatim.as_ref()))])
    .filter_map(|(part, is_same)| (!is_same).then_some(part))
    .collect()
}

/// The words of a text.
fn says(text: Option<&String>) -> Vec<String> {
    words(text.map_or("", String::as_str)).into_iter().map(|word| word.folded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::tests::answers;
    use crate::survey::{Face, Mark};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn told(answers: Answers, verbatim: &str) -> Reading {
        Some(Told { answers, verbatim: Some(verbatim.to_owned()), other: None, texts: BTreeMap::new() })
    }

    #[test]
    fn words_are_compared_and_not_how_they_are_typed() {
        let good = Answers::new(Face::Good);
        for (one, other, is_same) in [
            ("Très bien, merci !", "tres bien merci", true),
            ("Trois semaines d’attente", "trois semaines d'attente.", true),
            ("Trois semaines", "Deux semaines", false),
            ("", "…", true),
        ] {
            let found = differences(&told(good.clone(), one), &told(good.clone(), other));
            assert_eq!(found.is_empty(), is_same, "{one} / {other}: {found:?}");
        }
        assert_eq!(differences(&None, &told(good, "")), [Part::Blank]);
        assert_eq!(differences(&None, &None), []);
    }

    #[test]
    fn each_answer_is_compared() {
        let base = Answers { clarity: Some(Mark::Good), ..Answers::new(Face::Good) };
        let reached = |to| Some(Help::Sought { contacts: [(Contact::Phone, to)].into(), helpers: [].into() });
        for (other, want) in [
            (Answers { satisfaction: Face::Bad, ..base.clone() }, vec![Part::Satisfaction]),
            (Answers { clarity: None, ..base.clone() }, vec![Part::Clarity]),
            (Answers { help: Some(Help::NotNeeded), ..base.clone() }, vec![Part::Help]),
            (Answers { help: reached(None), ..base.clone() }, vec![Part::Help, Part::Way(Contact::Phone)]),
        ] {
            assert_eq!(differences(&told(base.clone(), ""), &told(other, "")), want);
        }
        let (no, yes) = (reached(Some(Reached::No)), reached(Some(Reached::Yes(None))));
        let both = [no, yes].map(|help| told(Answers { help, ..base.clone() }, ""));
        assert_eq!(differences(&both[0], &both[1]), [Part::Way(Contact::Phone)]);
    }

    #[test]
    fn own_questions_are_compared_too() {
        let id: ExtraId = "q1".parse().unwrap();
        let say = |text: &str| {
            let texts = BTreeMap::from([(id, text.to_owned())]);
            Some(Told { answers: Answers::new(Face::Good), verbatim: None, other: None, texts })
        };
        let pick = |option: &str| {
            let extras = BTreeMap::from([(id, [option.parse().unwrap()].into())]);
            told(Answers { extras, ..Answers::new(Face::Good) }, "")
        };
        assert_eq!(differences(&say("Au marché"), &say("au marche.")), []);
        assert_eq!(differences(&say("Au marché"), &say("À la mairie")), [Part::Extra(id)]);
        assert_eq!(differences(&pick("o1"), &pick("o2")), [Part::Extra(id)]);
        assert_eq!(differences(&pick("o1"), &pick("o1")), []);
    }

    proptest! {
        #[test]
        fn two_readings_that_share_everything_are_the_same_answers(a in answers(), b in answers()) {
            let same = differences(&told(a.clone(), ""), &told(b.clone(), "")).is_empty();
            prop_assert_eq!(same, a == b);
        }
    }
}
