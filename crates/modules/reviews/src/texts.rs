//! The words of the survey, in each of its languages: `survey/*.toml`, one key a text.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::survey::Tongue;

/// The words of one language.
#[derive(Debug)]
pub struct Texts {
    pub tongue: Tongue,
    all: HashMap<String, String>,
}

const fn source(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::French => include_str!("../survey/fr.toml"),
        Tongue::English => include_str!("../survey/en.toml"),
        Tongue::Spanish => include_str!("../survey/es.toml"),
        Tongue::Arabic => include_str!("../survey/ar.toml"),
        Tongue::EasyFrench => include_str!("../survey/falc.toml"),
    }
}

impl Texts {
    /// The words of a language; read once.
    pub fn of(tongue: Tongue) -> &'static Self {
        static ALL: OnceLock<Vec<Texts>> = OnceLock::new();
        let read = |tongue: &Tongue| Texts {
            tongue: *tongue,
            // A file of ours: a test reads each.
            all: toml::from_str(source(*tongue)).unwrap_or_default(),
        };
        let all = ALL.get_or_init(|| Tongue::ALL.iter().map(read).collect());
        all.iter().find(|texts| texts.tongue == tongue).unwrap_or(&all[0])
    }

    /// A text; its key when it is missing, which a test excludes.
    pub fn say<'t>(&'t self, key: &'t str) -> &'t str {
        self.all.get(key).map_or(key, String::as_str)
    }

    /// A text with one word put in.
    pub fn say_with(&self, key: &str, name: &str, value: &str) -> String {
        self.say(key).replace(&format!("{{{name}}}"), value)
    }

    /// The text of an option: `satisfaction-good`.
    pub fn option(&self, question: &str, option: &str) -> &str {
        self.all.get(&format!("{question}-{option}")).map_or("", String::as_str)
    }
}

impl Tongue {
    /// The first language of a browser's wish (`Accept-Language`) that the survey speaks; French else.
    pub fn negotiate(accept_language: &str) -> Self {
        let spoken = |part: &str| {
            let tag = part.split([';', '-']).next().unwrap_or("").trim().to_ascii_lowercase();
            Self::parse(&tag).filter(|tongue| *tongue != Self::EasyFrench)
        };
        accept_language.split(',').find_map(spoken).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Contact, Face, Helper, Mark};
    use std::collections::BTreeSet;

    #[test]
    fn every_language_says_everything() {
        let keys = |tongue| Texts::of(tongue).all.keys().cloned().collect::<BTreeSet<_>>();
        let french = keys(Tongue::French);
        assert!(french.len() > 60, "{french:?}");
        for tongue in Tongue::ALL {
            assert_eq!(keys(*tongue), french, "{tongue}");
            let texts = Texts::of(*tongue);
            let options = Face::ALL
                .iter()
                .map(|face| ("satisfaction", face.as_str()))
                .chain(
                    Mark::ALL
                        .iter()
                        .flat_map(|mark| [("clarity", mark.as_str()), ("quality", mark.as_str())]),
                )
                .chain(Contact::ALL.iter().map(|contact| ("help", contact.as_str())))
                .chain(Helper::ALL.iter().map(|helper| ("help", helper.as_str())));
            for (question, option) in options {
                assert!(!texts.option(question, option).is_empty(), "{tongue}: {question}-{option}");
            }
            for (key, name) in [
                ("about", "{name}"),
                ("step", "{n}"),
                ("step", "{total}"),
                ("reached-of", "{way}"),
                ("read-by", "{publisher}"),
            ] {
                assert!(texts.say(key).contains(name), "{tongue}: {key}");
            }
        }
    }

    #[test]
    fn the_first_wish_that_is_spoken() {
        for (wish, want) in [
            ("", Tongue::French),
            ("de", Tongue::French),
            ("de, ar-MA;q=0.9, en;q=0.8", Tongue::Arabic),
            ("es-ES,es;q=0.9", Tongue::Spanish),
            ("falc", Tongue::French),
        ] {
            assert_eq!(Tongue::negotiate(wish), want, "{wish}");
        }
    }
}
