//! axe-core (MPL-2.0), as its makers publish it, with its own French words; what of RGAA 4.1 its rules decide is ours to
//! say.

use rust_embed::{EmbeddedFile, RustEmbed};
use serde::Deserialize;
use std::borrow::Cow;

use super::look::Hit;
use crate::finding::{Finding, Said, Verdict};
use parvis_kernel::Locale;

/// What `assets/build.mjs` copied; empty when the assets were not built.
#[derive(RustEmbed)]
#[folder = "../../../assets/axe"]
struct Files;

/// The rules of axe-core whose failures fail a criterion of RGAA 4.1, and its test where there is one only. Those that
/// are not here are told without a criterion, to be reviewed: what they ask for is not what a criterion does.
pub const TABLE: &[(&str, &str, Option<&str>)] = &[
    ("area-alt", "1.1", Some("1.1.2")),
    ("aria-allowed-attr", "7.1", Some("7.1.1")),
    ("aria-command-name", "11.9", Some("11.9.1")),
    ("aria-hidden-body", "10.8", Some("10.8.1")),
    ("aria-hidden-focus", "10.8", Some("10.8.1")),
    ("aria-input-field-name", "11.1", Some("11.1.1")),
    ("aria-required-attr", "7.1", Some("7.1.1")),
    ("aria-required-children", "7.1", Some("7.1.1")),
    ("aria-required-parent", "7.1", Some("7.1.1")),
    ("aria-roles", "7.1", Some("7.1.1")),
    ("aria-toggle-field-name", "11.1", Some("11.1.1")),
    ("aria-valid-attr", "7.1", Some("7.1.1")),
    ("aria-valid-attr-value", "7.1", Some("7.1.1")),
    ("autocomplete-valid", "11.13", Some("11.13.1")),
    ("blink", "13.8", Some("13.8.2")),
    ("button-name", "11.9", Some("11.9.1")),
    ("color-contrast", "3.2", None),
    ("definition-list", "9.3", Some("9.3.3")),
    ("dlitem", "9.3", Some("9.3.3")),
    ("document-title", "8.5", Some("8.5.1")),
    ("duplicate-id-aria", "8.2", Some("8.2.1")),
    ("frame-title", "2.1", Some("2.1.1")),
    ("html-has-lang", "8.3", Some("8.3.1")),
    ("html-lang-valid", "8.4", Some("8.4.1")),
    ("image-alt", "1.1", Some("1.1.1")),
    ("input-button-name", "11.9", Some("11.9.1")),
    ("input-image-alt", "1.1", Some("1.1.3")),
    ("label", "11.1", Some("11.1.1")),
    ("link-in-text-block", "10.6", Some("10.6.1")),
    ("link-name", "6.2", Some("6.2.1")),
    ("list", "9.3", Some("9.3.1")),
    ("listitem", "9.3", Some("9.3.1")),
    ("marquee", "13.8", Some("13.8.1")),
    ("meta-viewport", "10.4", Some("10.4.2")),
    ("nested-interactive", "7.1", Some("7.1.1")),
    ("object-alt", "1.1", Some("1.1.6")),
    ("role-img-alt", "1.1", Some("1.1.1")),
    ("select-name", "11.1", Some("11.1.1")),
    ("server-side-image-map", "1.1", Some("1.1.4")),
    ("summary-name", "7.1", Some("7.1.1")),
    ("svg-img-alt", "1.1", Some("1.1.5")),
    ("td-headers-attr", "5.7", Some("5.7.4")),
    ("valid-lang", "8.8", Some("8.8.1")),
];

/// What axe-core says of one element.
#[derive(Debug, Deserialize)]
pub(super) struct AxeHit {
    #[serde(flatten)]
    pub hit: Hit,
    why: String,
    fix: String,
}

fn text(name: &str) -> Option<Cow<'static, str>> {
    let EmbeddedFile { data, .. } = Files::get(name)?;
    match data {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
    }
}

/// axe-core and its words, to be run before a page's own scripts; none when the assets were not built.
pub(super) fn script(locale: Locale) -> Option<String> {
    let axe = text("axe.min.js")?;
    let words = match locale {
        Locale::Fr => text("fr.json")?,
        Locale::En => Cow::Borrowed("null"),
    };
    Some(format!("if (!globalThis.axe) {{ {axe}\n; globalThis.parvisWords = {words}; }}"))
}

/// What axe-core is sure of fails the criterion that the table names; all else is to be reviewed.
pub(super) fn finding(one: AxeHit) -> Finding {
    let known = TABLE.iter().find(|(rule, _, _)| *rule == one.hit.rule);
    Finding {
        rule: Cow::Owned(format!("axe-{}", one.hit.rule)),
        criterion: known.map(|(_, criterion, _)| Cow::Borrowed(*criterion)),
        test: known.and_then(|(_, _, test)| *test).map(Cow::Borrowed),
        verdict: if one.hit.sure && known.is_some() { Verdict::Failed } else { Verdict::ToReview },
        selector: Some(one.hit.selector).filter(|selector| !selector.is_empty()),
        line: None,
        excerpt: Some(one.hit.excerpt),
        seen: one.hit.seen,
        said: Some(Said { why: one.why, fix: one.fix }),
        crop: one.hit.crop,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axe_is_there_unmodified_and_its_table_names_rules_that_it_has() {
        let axe = text("axe.min.js").expect("make assets");
        assert!(axe.starts_with("/*! axe v4.") && axe.contains("http://mozilla.org/MPL/2.0/"));
        let words: serde_json::Value = serde_json::from_str(&text("fr.json").unwrap()).unwrap();
        assert_eq!(words["lang"], "fr");
        for (rule, _, _) in TABLE {
            assert!(axe.contains(&format!("\"{rule}\"")), "{rule}");
        }
    }

    #[test]
    fn only_what_the_table_names_and_axe_is_sure_of_fails() {
        let hit = |rule: &str, sure| AxeHit {
            hit: Hit { rule: rule.to_owned(), sure, ..Hit::default() },
            why: "why".to_owned(),
            fix: "fix".to_owned(),
        };
        let of = |rule, sure| {
            let one = finding(hit(rule, sure));
            (one.criterion, one.verdict)
        };
        assert_eq!(of("image-alt", true), (Some("1.1".into()), Verdict::Failed));
        assert_eq!(of("image-alt", false), (Some("1.1".into()), Verdict::ToReview));
        assert_eq!(of("bypass", true), (None, Verdict::ToReview));
    }
}
