//! What the last readings of a procedure's pages say to the ledger: only what a machine can see there.

use parvis_kernel::Day;
use parvis_measures::Value;
use serde::Deserialize;

use crate::finding::{Finding, Verdict};

/// What is taken from a kept report; all the rest is left aside.
#[derive(Debug, Default, Deserialize)]
pub struct Told {
    #[serde(default)]
    pages: Vec<Page>,
    #[serde(default)]
    sites: Vec<Site>,
}

#[derive(Debug, Deserialize)]
struct Page {
    facts: Option<Facts>,
    browser: Option<Browser>,
    findings: Vec<Finding>,
}

#[derive(Debug, Deserialize)]
struct Facts {
    sign_in: Vec<String>,
    other_ways: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Browser {
    missed: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Site {
    statement: Option<Statement>,
}

#[derive(Debug, Deserialize)]
struct Statement {
    url: String,
    says: Option<Says>,
}

#[derive(Debug, Deserialize)]
struct Says {
    rate: Option<f64>,
    expires: Option<String>,
}

impl Told {
    /// Nothing, of a report that this version does not read.
    pub fn read(report: &str) -> Self {
        serde_json::from_str(report).unwrap_or_default()
    }

    /// The statement's address and the day after which it no longer holds, when it is dated.
    pub fn statement_ends(&self) -> Option<(&str, Day)> {
        self.sites.iter().find_map(|site| {
            let statement = site.statement.as_ref()?;
            Some((statement.url.as_str(), statement.says.as_ref()?.expires.as_ref()?.parse().ok()?))
        })
    }

    /// The rate that the statement declares, in percent, while it holds.
    fn rate(&self, today: Day) -> Option<f64> {
        let says = self.sites.iter().find_map(|site| site.statement.as_ref()?.says.as_ref())?;
        let holds =
            says.expires.as_ref().and_then(|day| day.parse::<Day>().ok()).is_some_and(|end| end >= today);
        says.rate.filter(|rate| holds && (0.0..=100.0).contains(rate))
    }

    /// On a phone: `fail` when it scrolls sideways or forbids to zoom, `partly` when targets or texts are small; none when no
    /// browser saw it.
    fn mobile(&self) -> Option<&'static str> {
        let page = self.pages.first()?;
        page.browser.as_ref().filter(|browser| browser.missed.is_none())?;
        let has = |rules: &[&str], proven: bool| {
            page.findings
                .iter()
                .any(|one| rules.contains(&one.rule.as_ref()) && (!proven || one.verdict == Verdict::Failed))
        };
        Some(if has(&["page-scrolls-sideways", "zoom-forbidden"], true) {
            "fail"
        } else if has(&["page-scrolls-sideways", "target-is-small", "text-is-tiny"], false) {
            "partly"
        } else {
            "pass"
        })
    }
}

/// The indicators on which all reports of a procedure together say something: the lowest declared rate, the worst page on a
/// phone; a sign-in and another way as soon as one page shows them. What is not seen is not said to be missing: it may be on
/// a page that only a person reaches.
pub fn told(all: &[Told], today: Day) -> Vec<(&'static str, Value)> {
    let mut said = Vec::new();
    let rates = all.iter().filter_map(|one| one.rate(today));
    if let Some(rate) = rates.min_by(f64::total_cmp) {
        said.push(("accessibility", Value::Number(rate)));
    }
    let seen: Vec<&str> = all.iter().filter_map(Told::mobile).collect();
    if let Some(worst) = ["fail", "partly", "pass"].into_iter().find(|state| seen.contains(state)) {
        said.push(("mobile", Value::Choice(worst.to_owned())));
    }
    let facts = || all.iter().flat_map(|one| &one.pages).filter_map(|page| page.facts.as_ref());
    let signs = |way: &str| facts().any(|facts| facts.sign_in.iter().any(|one| one == way));
    if let Some(way) = ["franceconnect_plus", "franceconnect"].into_iter().find(|way| signs(way)) {
        said.push(("sign_in", Value::Choice(way.to_owned())));
    }
    if facts().any(|facts| !facts.other_ways.is_empty()) {
        said.push(("non_digital_alternative", Value::Choice("first_page".to_owned())));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(facts: &str, browser: &str, findings: &[Finding], says: &str) -> Told {
        let findings = serde_json::to_string(findings).unwrap();
        Told::read(&format!(
            r#"{{"pages":[{{"facts":{facts},"browser":{browser},"findings":{findings}}}],
                "sites":[{{"statement":{{"url":"https://a.example/a","is_file":false,"says":{says}}}}}]}}"#
        ))
    }

    #[test]
    fn only_what_a_machine_sees_is_told() {
        let today: Day = "2026-11-22".parse().unwrap();
        let facts = r#"{"sign_in":["proconnect","franceconnect"],"other_ways":["phone"]}"#;
        let none = r#"{"sign_in":[],"other_ways":[]}"#;
        let small = [Finding::of_page("target-is-small", Verdict::ToReview, "")];
        let wide = [Finding::of_page("page-scrolls-sideways", Verdict::Failed, "")];
        let seen = r#"{"missed":null}"#;
        let choice = |slug: &str| Value::Choice(slug.to_owned());
        let one = report(facts, seen, &small, r#"{"rate":84.5,"expires":"2027-01-01"}"#);
        assert_eq!(one.statement_ends(), Some(("https://a.example/a", "2027-01-01".parse().unwrap())));
        let two = report(none, seen, &wide, r#"{"rate":60.0,"expires":"2026-01-01"}"#);
        let three = report(none, "null", &[], "null");
        let said = told(&[one, two, three], today);
        let want = [
            ("accessibility", Value::Number(84.5)),
            ("mobile", choice("fail")),
            ("sign_in", choice("franceconnect")),
            ("non_digital_alternative", choice("first_page")),
        ];
        assert_eq!(said, want, "a statement that ended declares nothing");
        assert_eq!(told(&[report(none, "null", &[], "null")], today), []);
        assert_eq!(told(&[report(none, seen, &[], "null")], today), [("mobile", choice("pass"))]);
        assert_eq!(told(&[report(none, r#"{"missed":"late"}"#, &[], "null"), Told::read("{")], today), []);
    }
}
