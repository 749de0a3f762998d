//! What is missing on the first page of a procedure and on its site: asked to be looked at, since what a machine does not
//! find may be there in other words.

use parvis_kernel::Timestamp;
use std::collections::BTreeSet;

use super::SiteReport;
use crate::facts::Facts;
use crate::finding::{Finding, Verdict};
use crate::report::PageReport;
use crate::rgaa;
use crate::security_txt::SecurityTxt;
use crate::statement::State;

/// Findings on the site, told of its first page.
pub fn findings(
    first: &PageReport,
    site: &SiteReport,
    security: Option<&SecurityTxt>,
    is_forbidden: bool,
    now: Timestamp,
) -> Vec<Finding> {
    let mut all = Vec::new();
    if let Some(facts) = &first.facts {
        all.extend(accessibility(facts, site, now));
        all.extend(doors(facts));
    }
    all.extend(of_security(security, now));
    if is_forbidden {
        all.push(to_review("robots-forbid-page", ""));
    } else if site.robots.forbidden > 0 {
        all.push(to_review("robots-forbid-journey", site.robots.forbidden.to_string()));
    }
    all
}

/// The declared rate against what pages prove: a criterion that fails on one of them fails as a whole, so that no audit of
/// them can find more than `at_best` percent. To be looked at: the audit may have been of other pages.
pub fn contradiction(site: &SiteReport, pages: &[&PageReport]) -> Option<Finding> {
    let statement = &site.statement.as_ref()?.says.as_ref()?.statement;
    let wholly = (statement.state == Some(State::Full)).then_some(100.0);
    let declared = statement.rate.or(wholly)?;
    let failed: BTreeSet<&str> = pages
        .iter()
        .flat_map(|page| &page.findings)
        .filter(|one| one.verdict == Verdict::Failed)
        .filter_map(|one| one.criterion.as_deref())
        .collect();
    let at_best = rgaa::at_best(failed.len());
    let said = || {
        format!("{declared} % > {at_best:.2} % ({})", failed.iter().copied().collect::<Vec<_>>().join(", "))
    };
    (declared > at_best).then(|| to_review("statement-contradicted", said()))
}

fn to_review(rule: &'static str, seen: impl Into<String>) -> Finding {
    Finding::of_page(rule, Verdict::ToReview, seen)
}

/// The mention that the first page must bear, and the statement behind it (law 2005-102, art. 47; decree 2019-768).
fn accessibility(facts: &Facts, site: &SiteReport, now: Timestamp) -> Vec<Finding> {
    let mut all = Vec::new();
    let mention = facts.accessibility.as_ref();
    match mention.map(|mention| mention.state) {
        None => all.push(to_review("accessibility-mention-missing", "")),
        Some(None) => all.push(to_review("accessibility-mention-without-state", "")),
        Some(Some(_)) => {}
    }
    let Some(statement) = &site.statement else {
        all.push(to_review("statement-missing", ""));
        return all;
    };
    let Some(says) = &statement.says else {
        let rule = if statement.is_file { "statement-in-file" } else { "statement-not-read" };
        all.push(to_review(rule, statement.url.as_str()));
        return all;
    };
    if says.statement.expires().is_some_and(|end| end < now.day()) {
        all.push(to_review(
            "statement-expired",
            format!("{} {}", statement.url, says.expires.as_deref().unwrap_or("")),
        ));
    }
    let states = mention.and_then(|mention| mention.state).zip(says.statement.state);
    if let Some((said, stated)) = states.filter(|(said, stated)| said != stated) {
        all.push(to_review("statement-contradicts-mention", format!("{} / {}", said.said(), stated.said())));
    }
    all
}

/// What whoever is stuck on the first page looks for.
fn doors(facts: &Facts) -> Vec<Finding> {
    let mut all = Vec::new();
    if facts.legal_notice.is_none() {
        all.push(to_review("legal-notice-missing", ""));
    }
    if facts.privacy.is_none() {
        all.push(to_review("privacy-page-missing", ""));
    }
    if facts.contact.phones.is_empty() && facts.marks.other_ways.is_empty() {
        all.push(to_review("no-other-way", ""));
    }
    all
}

fn of_security(security: Option<&SecurityTxt>, now: Timestamp) -> Vec<Finding> {
    let Some(file) = security else { return vec![to_review("security-txt-missing", "")] };
    let mut all = Vec::new();
    let failed = |rule, seen: String| Finding::of_page(rule, Verdict::Failed, seen);
    if file.contacts.is_empty() {
        all.push(failed("security-txt-without-contact", String::new()));
    }
    match file.expires {
        Some(end) if end < now => all.push(failed("security-txt-expired", end.day().to_string())),
        Some(_) if !file.has_bad_expires => {}
        _ => all.push(failed("security-txt-without-end", String::new())),
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::parse;
    use crate::facts::{self, Stated};
    use crate::site::StatementReport;

    fn now() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn rules(all: Vec<Finding>) -> Vec<String> {
        all.into_iter().map(|one| one.rule.into_owned()).collect()
    }

    const SOUND: &str = "<p>Vous ne pouvez pas faire la démarche en ligne ? Appelez le 01 99 00 12 34.</p><footer><a href=/a>Accessibilité : partiellement conforme</a><a href=/m>Mentions légales</a><a href=/d>Données personnelles</a></footer>";

    fn stated(text: &str) -> SiteReport {
        let statement = crate::statement::read_text(text).map(Stated::from);
        let statement =
            StatementReport { url: "https://a.example/a".into(), is_file: false, says: statement };
        SiteReport { statement: Some(statement), ..SiteReport::default() }
    }

    #[test]
    fn a_sound_first_page_has_nothing_to_look_at() {
        let facts = facts::read(&parse(SOUND));
        let site = stated(
            "Déclaration d'accessibilité\nÉtat de conformité\nLe site est partiellement conforme.\nCette déclaration a été établie le 12 mars 2025.",
        );
        assert_eq!(rules(accessibility(&facts, &site, now())), Vec::<String>::new());
        assert_eq!(rules(doors(&facts)), Vec::<String>::new());
    }

    #[test]
    fn what_is_missing_or_disagrees_is_asked_to_be_looked_at() {
        let bare = facts::read(&parse("<p>Bonjour</p>"));
        assert_eq!(
            rules(accessibility(&bare, &SiteReport::default(), now())),
            ["accessibility-mention-missing", "statement-missing"]
        );
        assert_eq!(rules(doors(&bare)), ["legal-notice-missing", "privacy-page-missing", "no-other-way"]);
        let facts = facts::read(&parse(SOUND));
        let old = stated(
            "Déclaration d'accessibilité\nÉtat de conformité\nLe site est non conforme.\nCette déclaration a été établie le 12 mars 2022.",
        );
        assert_eq!(
            rules(accessibility(&facts, &old, now())),
            ["statement-expired", "statement-contradicts-mention"]
        );
        let other = stated("Bonjour");
        assert_eq!(rules(accessibility(&facts, &other, now())), ["statement-not-read"]);
    }

    #[test]
    fn a_rate_that_pages_deny_is_told_and_one_that_they_allow_is_not() {
        let url = "https://a.example/".parse().unwrap();
        let visit = parvis_outbound::Visit {
            hops: Vec::new(),
            body: Vec::new(),
            wire: 0,
            is_cut: false,
            missed: None,
        };
        let failure = |criterion: &'static str| Finding {
            criterion: Some(criterion.into()),
            ..Finding::of_page("x", Verdict::Failed, "")
        };
        let page = PageReport::new(&url, &visit, vec![failure("1.1"), failure("1.1"), failure("8.2")]);
        let about = |text: &str| {
            let text = format!("Déclaration d'accessibilité\nÉtat de conformité\n{text}");
            contradiction(&stated(&text), &[&page]).map(|one| one.seen)
        };
        let wholly = about("Le site est totalement conforme.");
        assert_eq!(wholly.as_deref(), Some("100 % > 98.11 % (1.1, 8.2)"));
        assert!(
            about("Le site est partiellement conforme. 99 % des critères du RGAA sont respectés.").is_some()
        );
        assert_eq!(
            about("Le site est partiellement conforme. 98 % des critères du RGAA sont respectés."),
            None
        );
    }

    #[test]
    fn a_file_for_weaknesses_that_does_not_hold_is_proven() {
        let read = |text: &str| crate::security_txt::read(text.as_bytes());
        for (file, want) in [
            ("", vec!["security-txt-missing"]),
            ("Contact: mailto:a@a.example\nExpires: 2027-01-01T00:00:00Z", vec![]),
            ("Contact: mailto:a@a.example\nExpires: 2026-01-01T00:00:00Z", vec!["security-txt-expired"]),
            ("Contact: mailto:a@a.example", vec!["security-txt-without-end"]),
            ("Expires: 2027-01-01T00:00:00Z", vec!["security-txt-without-contact"]),
        ] {
            assert_eq!(rules(of_security(read(file).as_ref(), now())), want, "{file}");
        }
    }
}
