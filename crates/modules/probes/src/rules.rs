//! The rules that the source of a page is read by, a file for each theme of RGAA 4.1. A rule that proves is one that no
//! page meeting the criterion breaks; everything else is only to be reviewed.

mod forms;
mod frames;
mod images;
mod links;
mod mandatory;
mod media;
mod navigation;
mod presentation;
mod said;
mod structure;
mod tables;

use crate::dom::{Dom, El};
use crate::finding::{Check, Finding, Rule, Verdict};

/// Every rule, in the order of the themes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        images::RULES,
        frames::RULES,
        media::RULES,
        tables::RULES,
        links::RULES,
        mandatory::RULES,
        structure::RULES,
        presentation::RULES,
        forms::RULES,
        navigation::RULES,
        said::RULES,
    ]
    .into_iter()
    .flatten()
}

/// Everything that the rules find on a page.
pub fn read(dom: &Dom) -> Vec<Finding> {
    all().flat_map(|rule| rule.find(dom)).collect()
}

const fn failed(id: &'static str, test: &'static str, criterion: &'static str, check: Check) -> Rule {
    Rule { id, criterion: Some(criterion), test: Some(test), verdict: Verdict::Failed, check }
}

const fn to_review(id: &'static str, test: &'static str, criterion: &'static str, check: Check) -> Rule {
    Rule { id, criterion: Some(criterion), test: Some(test), verdict: Verdict::ToReview, check }
}

/// What no criterion asks for and people are glad of.
const fn practice(id: &'static str, check: Check) -> Rule {
    Rule { id, criterion: None, test: None, verdict: Verdict::ToReview, check }
}

/// The elements of these names that are not hidden.
fn shown<'d>(dom: &'d Dom, names: &'static [&'static str]) -> impl Iterator<Item = El<'d>> {
    dom.all().filter(|el| el.is(names) && !el.is_hidden())
}

/// Whether a text is a file's name or an address.
fn is_file_name(text: &str) -> bool {
    const ENDINGS: &[&str] = &[
        ".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".pdf", ".html", ".htm",
        ".php",
    ];
    let text = text.trim().to_lowercase();
    let is_one_word = !text.contains(char::is_whitespace);
    text.starts_with("http://")
        || text.starts_with("https://")
        || ENDINGS.iter().any(|ending| text.ends_with(ending) && (is_one_word || text.len() < 60))
        || is_one_word && (text.starts_with("img_") || text.starts_with("dsc_"))
}
