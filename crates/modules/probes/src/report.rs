//! What a probe says; its schema is part of the documentation (docs/probes.md).

mod budget;
mod facts;
mod html;
mod sarif;
mod text;

use parvis_i18n::Words;
use parvis_outbound::Visit;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;
use url::Url;

use crate::browser::BrowserReport;
use crate::facts::Facts;
use crate::finding::{Finding, Said, Verdict};
use crate::rgaa;
use crate::site::SiteReport;

pub use budget::Budget;
pub use html::html;
pub use sarif::{sarif, sarif_of};
pub use text::text;

/// A report on one or several pages.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// `parvis.probe/1`: what is added keeps it, what changes makes another.
    pub schema: &'static str,
    /// When the first page was visited (RFC 3339).
    pub began_at: String,
    pub pages: Vec<PageReport>,
    /// What was learnt of the sites of these pages beside them.
    pub sites: Vec<SiteReport>,
    /// RGAA 4.1: of each criterion on which something was found, the worst verdict and how often. Of all others nothing
    /// is decided.
    pub criteria: BTreeMap<Cow<'static, str>, Criterion>,
    /// The rate, in percent of all criteria, that no audit of these pages can exceed: a criterion that fails on one page
    /// fails as a whole, and the legal rate leaves out those that do not apply, which only lowers it.
    pub at_best: f64,
}

/// What was found of a criterion over all pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Criterion {
    pub verdict: Verdict,
    pub failed: usize,
    pub to_review: usize,
}

/// One page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PageReport {
    /// As it was asked for.
    pub url: String,
    /// Where redirections led.
    pub final_url: String,
    pub status: Option<u16>,
    /// Why no whole answer came.
    pub missed: Option<MissedReport>,
    pub redirections: usize,
    /// Milliseconds of the last exchange.
    pub timings: Times,
    pub tls: Option<TlsReport>,
    pub ipv4: bool,
    pub ipv6: bool,
    /// Bytes that came, and bytes once unpacked.
    pub wire_bytes: usize,
    pub body_bytes: usize,
    /// What a browser measured; none when none was used.
    pub browser: Option<BrowserReport>,
    /// What the page shows to those who need it; none when it was not read.
    pub facts: Option<Facts>,
    pub findings: Vec<Finding>,
}

/// Findings of one rule, and the first of them.
pub type Group<'p> = (&'p Finding, Vec<&'p Finding>);

#[derive(Debug, Serialize, JsonSchema)]
pub struct MissedReport {
    /// `invalid`, `refused`, `unknown`, `closed`, `certificate`, `tls`, `late`, `broken` or `circles`.
    pub kind: &'static str,
    /// In English, as libraries say it.
    pub detail: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Times {
    pub lookup: Option<f64>,
    pub connect: Option<f64>,
    pub tls: Option<f64>,
    pub first_byte: Option<f64>,
    pub total: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct TlsReport {
    pub protocol: Option<String>,
    pub issuer: Option<String>,
    pub expires_at: Option<String>,
    pub problem: Option<String>,
}

fn ms(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e5).round() / 1e2
}

impl PageReport {
    pub fn new(url: &Url, visit: &Visit, findings: Vec<Finding>) -> Self {
        let last = visit.last();
        let timings = last.map(|hop| hop.timings).unwrap_or_default();
        Self {
            url: url.to_string(),
            final_url: last.map_or(url, |hop| &hop.url).to_string(),
            status: last.and_then(|hop| hop.status).map(|status| status.as_u16()),
            missed: visit
                .missed
                .as_ref()
                .map(|missed| MissedReport { kind: missed.kind(), detail: missed.to_string() }),
            redirections: visit.hops.len().saturating_sub(1),
            timings: Times {
                lookup: timings.lookup.map(ms),
                connect: timings.connect.map(ms),
                tls: timings.tls.map(ms),
                first_byte: timings.first_byte.map(ms),
                total: ms(timings.total),
            },
            tls: last.and_then(|hop| hop.tls.as_ref()).map(|tls| TlsReport {
                protocol: tls.protocol.clone(),
                issuer: tls.issuer.clone(),
                expires_at: tls.expires_at.map(|at| at.to_string()),
                problem: tls.problem.clone(),
            }),
            ipv4: last.is_some_and(|hop| hop.families.0),
            ipv6: last.is_some_and(|hop| hop.families.1),
            wire_bytes: visit.wire,
            body_bytes: visit.body.len(),
            browser: None,
            facts: None,
            findings,
        }
    }

    /// The findings by verdict, proven failures first, those of one rule together; no verdict is empty.
    pub fn grouped(&self) -> Vec<(Verdict, Vec<Group<'_>>)> {
        let of = |verdict| {
            let mut groups: Vec<Group<'_>> = Vec::new();
            for one in self.findings.iter().filter(|one| one.verdict == verdict) {
                match groups.iter_mut().find(|(first, _)| first.rule == one.rule) {
                    Some((_, all)) => all.push(one),
                    None => groups.push((one, vec![one])),
                }
            }
            (verdict, groups)
        };
        [Verdict::Failed, Verdict::ToReview].map(of).into_iter().filter(|(_, all)| !all.is_empty()).collect()
    }
}

impl Report {
    pub fn new(began_at: &str, pages: Vec<PageReport>) -> Self {
        let mut criteria: BTreeMap<Cow<'static, str>, Criterion> = BTreeMap::new();
        for one in pages.iter().flat_map(|page| &page.findings) {
            let Some(criterion) = one.criterion.clone() else { continue };
            let none = Criterion { verdict: one.verdict, failed: 0, to_review: 0 };
            let known = criteria.entry(criterion).or_insert(none);
            match one.verdict {
                Verdict::Failed => known.failed += 1,
                Verdict::ToReview => known.to_review += 1,
            }
            known.verdict = if known.failed > 0 { Verdict::Failed } else { Verdict::ToReview };
        }
        let failed = criteria.values().filter(|one| one.verdict == Verdict::Failed).count();
        let at_best = rgaa::at_best(failed);
        Self {
            schema: "parvis.probe/1",
            began_at: began_at.to_owned(),
            pages,
            sites: Vec::new(),
            criteria,
            at_best,
        }
    }

    /// Gives each finding what it says in the reader's language, for whoever has no messages of ours.
    pub fn tell(&mut self, words: &Words) {
        for one in self.pages.iter_mut().flat_map(|page| &mut page.findings) {
            one.said = Some(Said { why: one.why(words), fix: one.fix(words) });
        }
    }

    /// Findings of a verdict over all pages.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.pages.iter().flat_map(|page| &page.findings).filter(|one| one.verdict == verdict).count()
    }
}
