//! The report as one file for a browser: nothing else is needed to read it, and it keeps the rules that it speaks of.

use askama::Template;
use parvis_i18n::Words;
use parvis_kernel::Locale;

use super::text::{answer, at_best, heading, seen, summary};
use super::{Group, PageReport, Report, facts};
use crate::finding::Verdict;
use crate::rgaa;

/// Findings of one rule that are shown at once: the others on demand.
const AT_ONCE: usize = 5;

#[derive(Template)]
#[template(path = "report.html")]
struct View<'r> {
    words: &'r Words,
    report: &'r Report,
    title: String,
    criteria: Vec<CriterionRow<'r>>,
}

/// A criterion on which something was found.
struct CriterionRow<'r> {
    number: &'r str,
    title: &'static str,
    verdict: Verdict,
    failed: usize,
    to_review: usize,
}

impl View<'_> {
    fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    fn lang(&self) -> &'static str {
        self.words.locale().as_str()
    }

    /// The words of the reference are French alone.
    fn is_french(&self) -> bool {
        self.words.locale() == Locale::Fr
    }

    fn summary(&self) -> String {
        summary(self.words, self.report)
    }

    fn at_best(&self) -> String {
        at_best(self.words, self.report)
    }

    fn shown(&self, page: &PageReport) -> Vec<String> {
        page.facts.as_ref().map(|shown| facts::of_page(self.words, shown)).unwrap_or_default()
    }

    fn sites(&self) -> Vec<Vec<String>> {
        facts::sites(self.words, self.report).collect()
    }

    fn answer(&self, page: &PageReport) -> String {
        let told = [answer(self.words, page), seen(self.words, page)];
        told.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn heading(&self, verdict: &Verdict, groups: &[Group<'_>]) -> String {
        heading(self.words, *verdict, groups.iter().map(|(_, all)| all.len()).sum())
    }

    fn verdict(&self, verdict: &Verdict) -> String {
        self.t(&format!("probe-verdict-{}-name", verdict.as_str().replace('_', "-")))
    }

    /// Whether there is anything to say of where.
    fn has_places(&self, group: &Group<'_>) -> bool {
        group.1.iter().any(|one| one.excerpt.is_some() || !one.seen.is_empty())
    }

    fn more(&self, group: &Group<'_>) -> String {
        self.words.a("probe-more", "n", group.1.len() - AT_ONCE)
    }
}

/// The whole document.
///
/// # Errors
/// None that a report can bring about: what the template says.
pub fn html(words: &Words, report: &Report) -> Result<String, askama::Error> {
    let row = |(number, found): (_, &super::Criterion)| CriterionRow {
        number,
        title: rgaa::current().criterion(number).map_or("", |criterion| criterion.title.as_str()),
        verdict: found.verdict,
        failed: found.failed,
        to_review: found.to_review,
    };
    let mut criteria: Vec<CriterionRow<'_>> =
        report.criteria.iter().map(|(n, found)| row((n.as_ref(), found))).collect();
    criteria.sort_by_key(|row| rgaa::place(row.number));
    let title = match report.pages.as_slice() {
        [page] => words.a("probe-report-of", "url", page.final_url.as_str()),
        pages => words.a("probe-report-of-pages", "n", pages.len()),
    };
    View { words, report, title, criteria }.render()
}
