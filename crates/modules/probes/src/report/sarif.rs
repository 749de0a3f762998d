//! The report in SARIF 2.1.0 (OASIS, 27 March 2020), which forges and editors read.

use parvis_i18n::Words;
use serde_json::{Value, json};
use std::collections::BTreeMap;

use super::Report;
use crate::finding::{Finding, Verdict};
use crate::rgaa;

/// The log of a report.
pub fn sarif(words: &Words, report: &Report) -> Value {
    let all = report
        .pages
        .iter()
        .flat_map(|page| page.findings.iter().map(move |one| (page.final_url.as_str(), one)));
    let mut log = sarif_of(words, all);
    log["runs"][0]["invocations"] = json!([{
        "executionSuccessful": report.pages.iter().all(|page| page.missed.is_none()),
        "startTimeUtc": report.began_at,
    }]);
    log
}

/// The log of findings, each with the address of its page: one run, a rule for each rule that found something, a result
/// for each finding.
pub fn sarif_of<'f>(words: &Words, all: impl Iterator<Item = (&'f str, &'f Finding)>) -> Value {
    let mut rules: BTreeMap<&str, &Finding> = BTreeMap::new();
    let results: Vec<Value> = all
        .map(|(url, one)| {
            rules.entry(&one.rule).or_insert(one);
            result(words, url, one)
        })
        .collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Parvis",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.values().map(|one| rule(words, one)).collect::<Vec<_>>(),
            }},
            "results": results,
        }],
    })
}

fn rule(words: &Words, one: &Finding) -> Value {
    let criterion = one.criterion.as_deref().and_then(|number| rgaa::current().criterion(number));
    let about = criterion.map(|known| format!("RGAA {} : {}", known.number, known.title));
    json!({
        "id": one.rule,
        "shortDescription": { "text": one.why(words) },
        "fullDescription": { "text": about.unwrap_or_else(|| one.why(words)) },
        "help": { "text": one.fix(words) },
        "defaultConfiguration": { "level": level(one.verdict) },
        "properties": { "tags": criterion.map(|known| known.wcag.clone()).unwrap_or_default() },
    })
}

/// A proven failure is an error, a point to review is one that a person closes.
const fn level(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Failed => "error",
        Verdict::ToReview => "warning",
    }
}

const fn kind(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Failed => "fail",
        // SARIF 2.1.0, 3.27.9 and 3.27.10: what needs a person has its own kind, which has no level.
        Verdict::ToReview => "review",
    }
}

fn result(words: &Words, url: &str, one: &Finding) -> Value {
    let text =
        if one.seen.is_empty() { one.why(words) } else { format!("{} [{}]", one.why(words), one.seen) };
    let mut physical = json!({ "artifactLocation": { "uri": url } });
    if let Some(line) = one.line.filter(|line| *line > 0) {
        physical["region"] = json!({ "startLine": line, "snippet": { "text": one.excerpt } });
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(selector) = &one.selector {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": selector, "kind": "element" }]);
    }
    let level = if one.verdict == Verdict::Failed { "error" } else { "none" };
    json!({
        "ruleId": one.rule,
        "kind": kind(one.verdict),
        "level": level,
        "message": { "text": text },
        "locations": [location],
        "partialFingerprints": { "parvisProbe/v1": one.mark(url) },
    })
}
