//! What a page and its site show, in a few sentences.

use parvis_i18n::Words;

use super::Report;
use crate::facts::{Facts, Stated};
use crate::phone::Phone;
use crate::site::SiteReport;
use crate::statement::State;

/// Numbers that are named; of more, the first ones.
const NUMBERS: usize = 6;

/// What a page shows, a line for each kind; nothing of what was not found, which findings tell.
pub fn of_page(words: &Words, facts: &Facts) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |key: &str, value: &str| lines.push(words.a(key, "value", value));
    if let Some(mention) = &facts.accessibility {
        say("probe-fact-accessibility", &state(words, mention.state));
    }
    if let Some(says) = &facts.statement {
        say("probe-fact-statement", &statement(words, says));
    }
    if !facts.contact.phones.is_empty() {
        let named = facts.contact.phones.iter().take(NUMBERS).map(|phone| number(words, phone));
        say("probe-fact-phones", &named.collect::<Vec<_>>().join(", "));
    }
    let ways = [
        (facts.contact.form.is_some(), "probe-way-form"),
        (facts.contact.has_email, "probe-way-email"),
        (facts.contact.has_postal_address, "probe-way-address"),
        (facts.contact.has_hours, "probe-way-hours"),
        (facts.contact.has_deaf_relay, "probe-way-deaf"),
    ];
    let ways: Vec<String> =
        ways.iter().filter(|(is_there, _)| *is_there).map(|(_, key)| words.t(key)).collect();
    if !ways.is_empty() {
        say("probe-fact-ways", &ways.join(", "));
    }
    let doors: Vec<String> = facts
        .marks
        .sign_in
        .iter()
        .map(|one| words.t(&format!("probe-sign-in-{}", one.as_str().replace('_', "-"))))
        .collect();
    if !doors.is_empty() {
        say("probe-fact-sign-in", &doors.join(", "));
    }
    if let Some(to) = &facts.marks.feedback {
        say("probe-fact-feedback", to);
    }
    let others: Vec<String> =
        facts.marks.other_ways.iter().map(|one| words.t(&format!("probe-other-{}", one.as_str()))).collect();
    if !others.is_empty() {
        say("probe-fact-other-ways", &others.join(", "));
    }
    if let Some(one) = &facts.readability {
        let known = [
            ("ease", words.decimal(one.ease, 0)),
            ("words", words.decimal(one.words_per_sentence, 1)),
            ("lix", words.decimal(one.lix, 0)),
        ];
        let known: Vec<_> = known.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        lines.push(words.with("probe-fact-readability", &known));
    }
    lines
}

/// What was learnt of a site beside its pages.
pub fn of_site(words: &Words, site: &SiteReport) -> Vec<String> {
    let mut lines = vec![site.origin.clone()];
    if let Some(statement) = &site.statement {
        let says = statement.says.as_ref().map(|says| self::statement(words, says));
        let value = says.map_or_else(|| statement.url.clone(), |says| format!("{says} ({})", statement.url));
        lines.push(words.a("probe-fact-statement", "value", value.as_str()));
    }
    if let Some(file) = &site.security_txt {
        let parts: Vec<&str> = file.contacts.iter().chain(&file.expires).map(String::as_str).collect();
        lines.push(words.a("probe-fact-security", "value", parts.join(", ").as_str()));
    }
    if let Some(delay) = site.robots.delay {
        lines.push(words.a(
            "probe-fact-delay",
            "value",
            words.integer(usize::try_from(delay).unwrap_or(usize::MAX)).as_str(),
        ));
    }
    let known = [("links", site.links_checked.into()), ("left", site.pages_left.into())];
    lines.push(words.with("probe-fact-walk", &known));
    lines
}

/// The sites of a report that were looked at beside their pages.
pub fn sites<'r>(words: &'r Words, report: &'r Report) -> impl Iterator<Item = Vec<String>> + 'r {
    report.sites.iter().map(|site| of_site(words, site))
}

fn state(words: &Words, state: Option<State>) -> String {
    words.t(&format!("probe-state-{}", state.map_or("unsaid", State::as_str)))
}

fn number(words: &Words, phone: &Phone) -> String {
    format!("{} ({})", phone.number, words.t(&format!("probe-cost-{}", phone.cost.as_str())))
}

fn statement(words: &Words, says: &Stated) -> String {
    let one = &says.statement;
    let part = |key: &str, value: Option<String>| value.map(|value| words.a(key, "value", value.as_str()));
    let parts = [
        Some(state(words, one.state)),
        part(
            "probe-statement-rate",
            one.rate.map(|rate| words.decimal(rate, if rate.fract() == 0.0 { 0 } else { 2 })),
        ),
        part("probe-statement-made", one.established.map(|day| words.day(day))),
        part("probe-statement-updated", one.updated.map(|day| words.day(day))),
        part("probe-statement-ends", one.expires().map(|day| words.day(day))),
        part("probe-statement-auditor", one.auditor.clone()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
