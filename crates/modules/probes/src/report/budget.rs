//! What may be found before whoever probes is told that it is too much.

use parvis_i18n::Words;
use serde::Deserialize;

use super::Report;
use crate::finding::Verdict;

/// What is tolerated: what is not said is not looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// Proven failures, over all pages.
    pub failed: Option<usize>,
    /// Points to review, over all pages.
    pub to_review: Option<usize>,
    /// Of each page, in milliseconds.
    pub first_byte_ms: Option<f64>,
    /// Of each page, in milliseconds.
    pub total_ms: Option<f64>,
    /// Of each page, in KiB as they came.
    pub wire_kb: Option<f64>,
    /// The least that [`Report::at_best`] may be, in percent.
    pub fail_under: Option<f64>,
}

impl Budget {
    /// What goes beyond it, and pages that were not reached: a sentence each, in the reader's language.
    pub fn over(&self, words: &Words, report: &Report) -> Vec<String> {
        let missed = report.pages.iter().filter(|page| page.missed.is_some());
        let mut all: Vec<String> =
            missed.map(|page| words.a("probe-not-reached", "url", page.url.as_str())).collect();
        let beyond = |what: &str, most: Option<f64>, value: f64| {
            let most = most.filter(|most| value > *most)?;
            Some(said(words, "probe-over", what, value, most))
        };
        let counts = [
            ("failed", self.failed, report.count(Verdict::Failed)),
            ("to_review", self.to_review, report.count(Verdict::ToReview)),
        ];
        for (what, most, count) in counts {
            all.extend(beyond(what, most.map(float), float(count)));
        }
        for page in &report.pages {
            all.extend(beyond("first_byte_ms", self.first_byte_ms, page.timings.first_byte.unwrap_or(0.0)));
            all.extend(beyond("total_ms", self.total_ms, page.timings.total));
            all.extend(beyond("wire_kb", self.wire_kb, float(page.wire_bytes) / 1024.0));
        }
        if let Some(least) = self.fail_under.filter(|least| report.at_best < *least) {
            all.push(said(words, "probe-under", "fail_under", report.at_best, least));
        }
        all
    }
}

fn said(words: &Words, key: &str, what: &str, value: f64, limit: f64) -> String {
    let (value, limit) = (words.decimal(value, 1), words.decimal(limit, 1));
    words.with(
        key,
        &[("what", what.into()), ("value", value.as_str().into()), ("limit", limit.as_str().into())],
    )
}

#[expect(clippy::cast_precision_loss, reason = "counts of findings and bytes of a page are far below 2^52")]
const fn float(count: usize) -> f64 {
    count as f64
}
