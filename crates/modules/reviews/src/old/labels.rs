//! Options by their French labels, whatever their accents and capitals.

use parvis_kernel::fold;

use super::Labels;
use crate::survey::{Contact, Face, Helper, Mark};

/// An option of "did you need help?".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    None,
    Contact(Contact),
    Helper(Helper),
}

const FACES: &[(&str, &[&str])] = &[
    ("bad", &["mal", "pas bien", "mauvais"]),
    ("medium", &["moyen", "moyennement", "mitige"]),
    ("good", &["bien", "tres bien"]),
];

const MARKS: &[(&str, &[&str])] = &[
    (
        "very_bad",
        &[
            "pas clair du tout",
            "pas du tout clair",
            "pas du tout clairs",
            "tres mauvais",
            "tres mauvaise",
            "1",
        ],
    ),
    ("bad", &["peu clair", "pas clair", "pas clairs", "mauvais", "mauvaise", "2"]),
    ("medium", &["moyen", "moyenne", "moyennement clair", "moyennement clairs", "3"]),
    ("good", &["clair", "clairs", "bien", "bon", "bonne", "4"]),
    (
        "very_good",
        &["tres clair", "tres clairs", "tres bien", "tres bon", "tres bonne", "excellent", "excellente", "5"],
    ),
];

const HELPS: &[(&str, &[&str])] = &[
    (
        "none",
        &[
            "je n'ai pas eu besoin d'aide",
            "pas besoin d'aide",
            "non, je n'ai pas eu besoin d'aide",
            "aucune aide",
        ],
    ),
    ("counter", &["au guichet", "guichet", "au guichet avec l'administration"]),
    ("phone", &["par telephone", "telephone", "au telephone", "au telephone avec l'administration"]),
    (
        "email",
        &["par courriel", "courriel", "par e-mail", "par email", "par mail", "e-mail", "email", "mail"],
    ),
    ("chat", &["par messagerie instantanee", "par messagerie", "par tchat", "par chat", "tchat", "chat"]),
    ("relative", &["un proche", "proche", "une personne proche", "par un proche"]),
    ("association", &["une association", "association", "par une association"]),
    (
        "websites",
        &[
            "des sites internet",
            "internet",
            "sites internet",
            "des sites d'information",
            "sites d'information",
        ],
    ),
    ("other", &["autre", "quelqu'un d'autre", "autres"]),
];

const ANSWERS: &[(&str, &[&str])] = &[("yes", &["oui"]), ("no", &["non"])];

/// A text without what differs from one export to another: accents, capitals, blanks, apostrophes, a final full stop.
fn bare(text: &str) -> String {
    let folded = fold(text).replace('’', "'");
    folded.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}

/// The option of a text: its identifier, a word of the file's own, or a known label.
fn option<'o>(text: &str, own: &'o Labels, known: &'o [(&str, &[&str])]) -> Option<&'o str> {
    let bare = bare(text);
    let is_own = |option: &&str| known.iter().any(|(name, _)| name == option);
    own.get(&bare).map(String::as_str).filter(is_own).or_else(|| {
        known
            .iter()
            .find(|(name, labels)| *name == bare || labels.contains(&bare.as_str()))
            .map(|(name, _)| *name)
    })
}

pub fn face(text: &str, own: &Labels) -> Option<Face> {
    Face::parse(option(text, own, FACES)?)
}

pub fn mark(text: &str, own: &Labels) -> Option<Mark> {
    Mark::parse(option(text, own, MARKS)?)
}

pub fn answer(text: &str, own: &Labels) -> Option<bool> {
    option(text, own, ANSWERS).map(|answer| answer == "yes")
}

pub fn help(text: &str, own: &Labels) -> Option<Choice> {
    let name = option(text, own, HELPS)?;
    if name == "none" {
        return Some(Choice::None);
    }
    Contact::parse(name).map(Choice::Contact).or_else(|| Helper::parse(name).map(Choice::Helper))
}

/// The words of a file's own, from `TEXT=option`.
pub fn own(pairs: &[(String, String)]) -> Labels {
    pairs.iter().map(|(text, option)| (bare(text), option.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_whatever_their_dress() {
        let own = own(&[("Nickel".into(), "good".into())]);
        assert_eq!(face(" BIEN ", &own), Some(Face::Good));
        assert_eq!(face("nickel", &own), Some(Face::Good));
        assert_eq!(face("bof", &own), None);
        assert_eq!(mark("Très  clair.", &own), Some(Mark::VeryGood));
        assert_eq!(help("Je n’ai pas eu besoin d’aide", &own), Some(Choice::None));
        assert_eq!(help("Au GUICHET", &own), Some(Choice::Contact(Contact::Counter)));
        assert_eq!(help("websites", &own), Some(Choice::Helper(Helper::Websites)));
        assert_eq!(answer("Oui", &own), Some(true));
    }

    #[test]
    fn every_option_of_the_survey_has_labels() {
        let own = Labels::new();
        assert!(Face::ALL.iter().all(|one| face(one.as_str(), &own) == Some(*one)));
        assert!(Mark::ALL.iter().all(|one| mark(one.as_str(), &own) == Some(*one)));
        let texts = crate::texts::Texts::of(crate::survey::Tongue::French);
        for name in HELPS.iter().map(|(name, _)| name) {
            assert!(help(texts.option("help", name), &own).is_some(), "{name}");
        }
        for one in Mark::ALL {
            assert_eq!(mark(texts.option("clarity", one.as_str()), &own), Some(*one));
            assert_eq!(mark(texts.option("quality", one.as_str()), &own), Some(*one));
        }
    }
}
