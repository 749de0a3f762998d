//! Messages in French and English, and how numbers and dates are written in each.
//!
//! Each crate brings its own `locales/fr.ftl` and `locales/en.ftl` ([`Locales`]); the binary folds them into
//! one [`Messages`]. A key is unique over the whole product. A missing message never breaks a page: its key is
//! shown between brackets and logged; a test of the binary fails on it first.

mod format;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use parvis_kernel::{Locale, french_spaces};
use std::borrow::Cow;
use std::sync::Arc;

/// The messages of one crate.
#[derive(Debug, Clone, Copy)]
pub struct Locales {
    pub owner: &'static str,
    pub fr: &'static str,
    pub en: &'static str,
}

impl Locales {
    const fn text(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::Fr => self.fr,
            Locale::En => self.en,
        }
    }
}

/// This crate's own words: months and units.
pub const LOCALES: Locales =
    Locales { owner: "i18n", fr: include_str!("../locales/fr.ftl"), en: include_str!("../locales/en.ftl") };

/// All messages, in all languages.
#[derive(Clone)]
pub struct Messages {
    fr: Words,
    en: Words,
}

/// What is wrong with the message files: a programmer's mistake, found by the first test that runs.
#[derive(Debug)]
pub struct BadMessages(pub Vec<String>);

impl std::fmt::Display for BadMessages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the message files are wrong: {}", self.0.join("; "))
    }
}

impl std::error::Error for BadMessages {}

impl Messages {
    /// Reads the message files of all crates.
    ///
    /// # Errors
    /// A file that is not Fluent, or a key that two files define.
    pub fn new(all: &[Locales]) -> Result<Self, BadMessages> {
        Ok(Self { fr: Words::new(Locale::Fr, all)?, en: Words::new(Locale::En, all)? })
    }

    pub const fn words(&self, locale: Locale) -> &Words {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }
}

/// The messages of one language; cheap to clone.
#[derive(Clone)]
pub struct Words {
    locale: Locale,
    bundle: Arc<FluentBundle<FluentResource>>,
}

impl Words {
    fn new(locale: Locale, all: &[Locales]) -> Result<Self, BadMessages> {
        let language: unic_langid::LanguageIdentifier =
            locale.as_str().parse().map_err(|e| BadMessages(vec![format!("{}: {e}", locale.as_str())]))?;
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The isolation marks that Fluent puts round values break searches, copies and exports.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match locale {
            Locale::Fr => format::fluent_number_fr,
            Locale::En => format::fluent_number_en,
        }));
        let mut wrong = Vec::new();
        for one in all {
            let text = match locale {
                Locale::Fr => french_spaces(one.text(locale)),
                Locale::En => one.text(locale).to_owned(),
            };
            let resource = FluentResource::try_new(text).unwrap_or_else(|(kept, errors)| {
                wrong.extend(errors.iter().map(|e| format!("{}/{}.ftl: {e}", one.owner, locale.as_str())));
                kept
            });
            if let Err(errors) = bundle.add_resource(resource) {
                wrong.extend(errors.iter().map(|e| format!("{}/{}.ftl: {e}", one.owner, locale.as_str())));
            }
        }
        if wrong.is_empty() { Ok(Self { locale, bundle: Arc::new(bundle) }) } else { Err(BadMessages(wrong)) }
    }

    pub const fn locale(&self) -> Locale {
        self.locale
    }

    /// Whether a message exists: for words that data may or may not have (a choice of an indicator).
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A message without arguments.
    pub fn t(&self, key: &str) -> String {
        self.message(key, None)
    }

    /// A message with one argument.
    pub fn a<'v>(&self, key: &str, name: &'v str, value: impl Into<Arg<'v>>) -> String {
        self.with(key, &[(name, value.into())])
    }

    /// A message with several arguments.
    ///
    /// ```ignore
    /// words.with("rows-shown", &[("from", 1.into()), ("to", 50.into())])
    /// ```
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            fluent.set(*name, value.0.clone());
        }
        self.message(key, Some(&fluent))
    }

    fn message(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            tracing::error!(key, locale = self.locale.as_str(), "message missing");
            return format!("⟦{key}⟧");
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key, locale = self.locale.as_str(), ?errors, "message with wrong arguments");
        }
        text
    }
}

/// A value put into a message: text as it is, a number written (and its plural chosen) by the language.
#[derive(Debug, Clone)]
pub struct Arg<'v>(FluentValue<'v>);

impl<'v> From<&'v str> for Arg<'v> {
    fn from(text: &'v str) -> Self {
        Self(FluentValue::String(Cow::Borrowed(text)))
    }
}

impl<'v> From<&'v String> for Arg<'v> {
    fn from(text: &'v String) -> Self {
        Self(FluentValue::String(Cow::Borrowed(text)))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self(FluentValue::String(Cow::Owned(text)))
    }
}

macro_rules! numbers {
    ($($kind:ty),+) => { $(impl From<$kind> for Arg<'_> {
        fn from(number: $kind) -> Self { Self(FluentValue::from(number)) }
    })+ };
}
numbers!(i32, u32, i64, u64, usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_takes_numbers_plurals_and_text() {
        let own = Locales {
            owner: "test",
            fr: "rows = { $n ->\n    [one] une ligne\n   *[other] { $n } lignes\n}\nhello = Bonjour { $name }",
            en: "rows = { $n ->\n    [one] one row\n   *[other] { $n } rows\n}\nhello = Hello { $name }",
        };
        let messages = Messages::new(&[LOCALES, own]).unwrap();
        let (fr, en) = (messages.words(Locale::Fr), messages.words(Locale::En));
        assert_eq!(fr.a("rows", "n", 0), "une ligne", "zero is singular in French");
        assert_eq!(fr.a("rows", "n", 1_797_512), "1\u{202f}797\u{202f}512 lignes");
        assert_eq!(en.a("rows", "n", 1_797_512), "1,797,512 rows");
        assert_eq!(fr.a("hello", "name", "<b>"), "Bonjour <b>");
        assert_eq!(fr.t("no-such-key"), "⟦no-such-key⟧");
    }

    #[test]
    fn a_key_defined_twice_or_a_broken_file_is_refused() {
        let twice = Locales { owner: "twice", fr: "a = 1\na = 2", en: "a = 1" };
        assert!(Messages::new(&[twice]).is_err());
        let broken = Locales { owner: "broken", fr: "a = { $", en: "a = 1" };
        assert!(Messages::new(&[broken]).is_err());
    }
}
