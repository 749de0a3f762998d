//! The rules that a browser is needed for.

use std::borrow::Cow;

use super::look::Hit;
use crate::finding::{Finding, Verdict};

/// Something that is looked for in a browser.
#[derive(Debug)]
pub struct BrowserRule {
    /// Its name in reports and messages; never changed.
    pub id: &'static str,
    /// The criterion of RGAA 4.1 and its test; none for what is good practice without one.
    pub criterion: Option<(&'static str, &'static str)>,
    /// What it says when it is sure; else it asks for a review.
    pub verdict: Verdict,
}

const fn failed(id: &'static str, criterion: &'static str, test: &'static str) -> BrowserRule {
    BrowserRule { id, criterion: Some((criterion, test)), verdict: Verdict::Failed }
}

const fn to_review(id: &'static str, criterion: &'static str, test: &'static str) -> BrowserRule {
    BrowserRule { id, criterion: Some((criterion, test)), verdict: Verdict::ToReview }
}

const fn practice(id: &'static str) -> BrowserRule {
    BrowserRule { id, criterion: None, verdict: Verdict::ToReview }
}

/// Every rule. Limits of speed: those between what needs work and what is poor (web.dev/vitals).
pub const RULES: &[BrowserRule] = &[
    failed("page-scrolls-sideways", "10.11", "10.11.1"),
    failed("text-cut-when-spaced", "10.12", "10.12.1"),
    to_review("text-cut-when-enlarged", "10.4", "10.4.1"),
    to_review("words-made-by-style", "10.2", "10.2.1"),
    failed("direction-not-said", "8.10", "8.10.1"),
    to_review("animation-is-long", "13.8", "13.8.1"),
    failed("focus-not-visible", "10.7", "10.7.1"),
    failed("keyboard-trap", "12.9", "12.9.1"),
    to_review("focus-is-taken-away", "7.3", "7.3.2"),
    to_review("tab-order-is-not-seen-order", "12.8", "12.8.1"),
    practice("focus-is-covered"),
    practice("target-is-small"),
    practice("text-justified-by-style"),
    practice("text-is-tiny"),
    practice("page-needs-scripts"),
    practice("page-is-slow-to-show"),
    practice("page-shifts"),
    // Not proven: a machine that is busy makes any page slow.
    practice("page-wears-out-browser"),
    practice("page-not-seen"),
];

/// Slower to show its largest part than this, in milliseconds.
pub const SLOW_LCP: f64 = 4_000.0;
/// Shifting more than this.
pub const MUCH_CLS: f64 = 0.25;
/// Characters fewer than which a page without its scripts says nothing, and more than which it does with them.
pub const NOTHING: usize = 50;
pub const SOMETHING: usize = 200;

/// What a hit says; none for a rule that is not there.
pub(super) fn finding(hit: Hit) -> Option<Finding> {
    let rule = RULES.iter().find(|rule| rule.id == hit.rule)?;
    Some(Finding {
        rule: Cow::Borrowed(rule.id),
        criterion: rule.criterion.map(|(criterion, _)| Cow::Borrowed(criterion)),
        test: rule.criterion.map(|(_, test)| Cow::Borrowed(test)),
        verdict: if hit.sure { rule.verdict } else { Verdict::ToReview },
        selector: Some(hit.selector).filter(|selector| !selector.is_empty()),
        line: None,
        excerpt: Some(hit.excerpt).filter(|excerpt| !excerpt.is_empty()),
        seen: hit.seen,
        said: None,
        crop: hit.crop,
    })
}

/// A finding about the page as a whole.
pub(super) fn of_page(rule: &'static str, seen: impl Into<String>) -> Option<Finding> {
    finding(Hit { rule: rule.to_owned(), sure: true, seen: seen.into(), ..Hit::default() })
}
