//! What somebody answered, checked when it is made, and what of it is counted.

use std::collections::{BTreeMap, BTreeSet};

use crate::shape::{ExtraId, Pick};
use crate::survey::{Contact, Face, Helper, Mark};
use crate::sus;

/// Whether the administration could be reached one way, and how good its help was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    No,
    Yes(Option<Mark>),
}

/// The answer to "did you need help?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Help {
    /// "No help needed" excludes all the rest.
    NotNeeded,
    /// With whom it was sought: the ways to the administration, each with what came of it when that was told, and
    /// others. At least one.
    Sought { contacts: BTreeMap<Contact, Option<Reached>>, helpers: BTreeSet<Helper> },
}

/// The answers of one opinion that have a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    pub satisfaction: Face,
    pub clarity: Option<Mark>,
    pub help: Option<Help>,
    /// What was chosen of the form's own questions; a question that was not answered is not there.
    pub extras: BTreeMap<ExtraId, BTreeSet<Pick>>,
}

/// An option of the survey, as counters and the database name it: `clarity.very_good`, `reached.phone.no`,
/// `extra.q1.o2`.
pub type OptionId = String;

impl Answers {
    pub const fn new(satisfaction: Face) -> Self {
        Self { satisfaction, clarity: None, help: None, extras: BTreeMap::new() }
    }

    /// Every option that these answers count once, in a fixed order. `opinion` counts opinions and `help` those that
    /// answered the question about help: what shares are taken of. So does `extra.q1` for a question of one's own.
    /// `sus.29` counts those whose answers make 29 points of 40 on the usability scale.
    pub fn options(&self) -> Vec<OptionId> {
        let mut all = vec!["opinion".to_owned(), format!("satisfaction.{}", self.satisfaction)];
        all.extend(self.clarity.map(|mark| format!("clarity.{mark}")));
        match &self.help {
            None => {}
            Some(Help::NotNeeded) => all.extend(["help".to_owned(), "help.none".to_owned()]),
            Some(Help::Sought { contacts, helpers }) => {
                all.push("help".to_owned());
                for (contact, reached) in contacts {
                    all.push(format!("help.{contact}"));
                    match reached {
                        None => {}
                        Some(Reached::No) => all.push(format!("reached.{contact}.no")),
                        Some(Reached::Yes(mark)) => {
                            all.push(format!("reached.{contact}.yes"));
                            all.extend(mark.map(|mark| format!("quality.{contact}.{mark}")));
                        }
                    }
                }
                all.extend(helpers.iter().map(|helper| format!("help.{helper}")));
            }
        }
        for (id, picks) in &self.extras {
            all.push(format!("extra.{id}"));
            all.extend(picks.iter().map(|pick| format!("extra.{id}.{pick}")));
        }
        all.extend(sus::points(&self.extras).map(|points| format!("sus.{points}")));
        all
    }

    /// How the database keeps them: the options, with a space between.
    pub fn text(&self) -> String {
        self.options().join(" ")
    }

    /// The inverse of [`Answers::text`]; none for a text that no answers give.
    pub fn parse(text: &str) -> Option<Self> {
        let options: BTreeSet<&str> = text.split(' ').collect();
        let under = |prefix: &str| {
            let found = options.iter().filter_map(|option| option.strip_prefix(prefix)?.strip_prefix('.'));
            found.map(str::to_owned).collect::<Vec<_>>()
        };
        let satisfaction = Face::parse(under("satisfaction").first()?)?;
        let clarity = under("clarity").first().and_then(|mark| Mark::parse(mark));
        let named = under("help");
        let help = if !options.contains("help") {
            None
        } else if named == ["none"] {
            Some(Help::NotNeeded)
        } else {
            let reached = |contact: Contact| {
                if options.contains(format!("reached.{contact}.no").as_str()) {
                    return Some(Reached::No);
                }
                let yes = options.contains(format!("reached.{contact}.yes").as_str());
                let mark = under(&format!("quality.{contact}")).first().and_then(|mark| Mark::parse(mark));
                yes.then_some(Reached::Yes(mark))
            };
            let contacts = named.iter().filter_map(|n| Contact::parse(n)).map(|c| (c, reached(c))).collect();
            let helpers = named.iter().filter_map(|n| Helper::parse(n)).collect();
            Some(Help::Sought { contacts, helpers })
        };
        let mut extras: BTreeMap<ExtraId, BTreeSet<Pick>> = BTreeMap::new();
        for option in options.iter().filter_map(|option| option.strip_prefix("extra.")) {
            let (id, pick) = option.split_once('.').map_or((option, None), |(id, pick)| (id, Some(pick)));
            let picks = extras.entry(id.parse().ok()?).or_default();
            picks.extend(pick.map(str::parse::<Pick>).transpose().ok()?);
        }
        let found = Self { satisfaction, clarity, help, extras };
        (found.text() == text).then_some(found)
    }
}

/// What counters change by when `before` becomes `after`.
pub fn delta(before: Option<&Answers>, after: Option<&Answers>) -> BTreeMap<OptionId, i64> {
    let mut changes = BTreeMap::new();
    let sides = [(before, -1), (after, 1)];
    for (answers, by) in sides {
        for option in answers.map(Answers::options).unwrap_or_default() {
            *changes.entry(option).or_insert(0) += by;
        }
    }
    changes.retain(|_, by| *by != 0);
    changes
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::collection::{btree_map, btree_set};
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::select;

    pub fn mark() -> impl Strategy<Value = Mark> {
        select(Mark::ALL)
    }

    pub fn help() -> impl Strategy<Value = Help> {
        let reached = prop_oneof![Just(Reached::No), option::of(mark()).prop_map(Reached::Yes)];
        let contacts = btree_map(select(Contact::ALL), option::of(reached), 0..=4);
        let sought = (contacts, btree_set(select(Helper::ALL), 0..=4))
            .prop_filter("at least one", |(contacts, helpers)| contacts.len() + helpers.len() > 0)
            .prop_map(|(contacts, helpers)| Help::Sought { contacts, helpers });
        prop_oneof![Just(Help::NotNeeded), sought]
    }

    pub fn extras() -> impl Strategy<Value = BTreeMap<ExtraId, BTreeSet<Pick>>> {
        let id = prop_oneof![(1..12_u16).prop_map(ExtraId::Own), (1..=10_u8).prop_map(ExtraId::Sus)];
        let pick = prop_oneof![(1..12_u8).prop_map(Pick::Option), (0..=10_u8).prop_map(Pick::Value)];
        let usability = proptest::collection::vec(1..=5_u8, 10).prop_map(|all| {
            let one = |(n, value): (u8, &u8)| (ExtraId::Sus(n), BTreeSet::from([Pick::Value(*value)]));
            (1..).zip(&all).map(one).collect()
        });
        prop_oneof![btree_map(id, btree_set(pick, 1..=3), 0..=4), usability]
    }

    pub fn answers() -> impl Strategy<Value = Answers> {
        (select(Face::ALL), option::of(mark()), option::of(help()), extras())
            .prop_map(|(satisfaction, clarity, help, extras)| Answers { satisfaction, clarity, help, extras })
    }

    proptest! {
        #[test]
        fn answers_survive_the_database(answers in answers()) {
            prop_assert_eq!(Answers::parse(&answers.text()), Some(answers));
        }

        #[test]
        fn a_change_and_its_inverse_leave_the_counters_as_they_were(a in answers(), b in answers()) {
            let (there, back) = (delta(Some(&a), Some(&b)), delta(Some(&b), Some(&a)));
            prop_assert_eq!(there.keys().collect::<Vec<_>>(), back.keys().collect::<Vec<_>>());
            prop_assert!(there.iter().all(|(option, by)| back[option] == -by));
            prop_assert!(delta(Some(&a), Some(&a)).is_empty());
        }

        #[test]
        fn no_text_makes_reading_panic(text in "\\PC{0,60}") {
            let _ = Answers::parse(&text);
        }
    }
}
