//! `parvis probe`: reads pages as a machine can, without a database or a server.

use parvis_i18n::Words;
use parvis_kernel::{Clock, SystemClock};
use parvis_outbound::{VisitSettings, Visitor};
use parvis_probes::finding::{Finding, Verdict};
use parvis_probes::page;
use parvis_probes::report::{PageReport, Report};
use serde::Deserialize;
use std::io::Write;
use std::path::Path;
use std::time::Duration;
use url::Url;

use super::print;
use crate::cli::{Format, Probe};
use crate::failure::Failure;

/// Who visits, for the other side's log.
const AGENT: &str = concat!("Parvis-Probe/", env!("CARGO_PKG_VERSION"), " (parvis probe)");

/// What may be found before the command fails: what is not said is not looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    failed: Option<usize>,
    to_review: Option<usize>,
    first_byte_ms: Option<f64>,
    total_ms: Option<f64>,
    wire_kb: Option<f64>,
}

/// Visits each address, in order, and says what is found.
pub fn run(words: &Words, probe: &Probe) -> Result<(), Failure> {
    let budget = probe.budget.as_deref().map(read_budget).transpose()?;
    let urls: Vec<Url> = probe.url.iter().map(|text| address(text)).collect::<Result<_, _>>()?;
    let private = ["0.0.0.0/0", "::/0"].iter().filter_map(|all| all.parse().ok());
    let allowed = if probe.allow_private { private.collect() } else { Vec::new() };
    let timeout = Duration::from_secs(probe.timeout);
    let settings = VisitSettings { allowed, timeout, agent: AGENT.to_owned(), ..VisitSettings::default() };
    let (visitor, began_at) = (Visitor::new(settings), SystemClock.now());
    let pages = super::runtime()?.block_on(async {
        let mut pages = Vec::new();
        for url in &urls {
            pages.push(page::probe(&visitor, url, SystemClock.now()).await);
        }
        pages
    });
    let report = Report::new(&began_at.to_string(), pages);
    match probe.format {
        Format::Json => print(&serde_json::to_string_pretty(&report).map_err(Failure::other)?),
        Format::Text => print(&text(words, &report)),
    }
    let over = over(words, &report, &budget.unwrap_or_default());
    if over.is_empty() {
        return Ok(());
    }
    over.iter().for_each(|line| complain(line));
    Err(Failure::Said)
}

fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// An address as people type it: `www.example.fr` is one too.
fn address(text: &str) -> Result<Url, Failure> {
    let wrong = || Failure::argument(text, "fail-url");
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&whole).map_err(|_| wrong())?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.host().is_some();
    if is_web { Ok(url) } else { Err(wrong()) }
}

fn read_budget(path: &Path) -> Result<Budget, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    toml::from_str(&text)
        .map_err(|error| Failure::Config { path: path.to_owned(), detail: error.message().to_owned() })
}

/// What goes beyond the budget, and pages that were not reached.
fn over(words: &Words, report: &Report, budget: &Budget) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for page in report.pages.iter().filter(|page| page.missed.is_some()) {
        all.push(words.a("probe-not-reached", "url", page.url.as_str()));
    }
    let beyond = |what: &str, most: Option<f64>, value: f64| {
        let most = most.filter(|most| value > *most)?;
        let (value, most) = (words.decimal(value, 0), words.decimal(most, 0));
        Some(words.with(
            "probe-over",
            &[("what", what.into()), ("value", value.as_str().into()), ("most", most.as_str().into())],
        ))
    };
    #[expect(clippy::cast_precision_loss, reason = "counts of findings are small")]
    let count = |verdict| report.count(verdict) as f64;
    #[expect(clippy::cast_precision_loss, reason = "limits of findings are small")]
    let most = |limit: Option<usize>| limit.map(|limit| limit as f64);
    all.extend(beyond("failed", most(budget.failed), count(Verdict::Failed)));
    all.extend(beyond("to_review", most(budget.to_review), count(Verdict::ToReview)));
    for page in &report.pages {
        all.extend(beyond("first_byte_ms", budget.first_byte_ms, page.timings.first_byte.unwrap_or(0.0)));
        all.extend(beyond("total_ms", budget.total_ms, page.timings.total));
        #[expect(clippy::cast_precision_loss, reason = "pages have less than 2^52 bytes")]
        all.extend(beyond("wire_kb", budget.wire_kb, page.wire_bytes as f64 / 1024.0));
    }
    all
}

/// The report as people read it.
fn text(words: &Words, report: &Report) -> String {
    let mut lines = Vec::new();
    for page in &report.pages {
        lines.extend(page_lines(words, page));
    }
    let (failed, review) = (report.count(Verdict::Failed), report.count(Verdict::ToReview));
    lines.push(words.with("probe-summary", &[("failed", failed.into()), ("review", review.into())]));
    lines.push(words.t("probe-undecided"));
    lines.join("\n")
}

fn page_lines(words: &Words, page: &PageReport) -> Vec<String> {
    let mut lines = vec![page.final_url.clone()];
    match (&page.missed, page.status) {
        (Some(why), _) => lines.push(format!(
            "  {}",
            words.a("probe-missed", "why", words.t(&format!("probe-missed-{}", why.kind)).as_str())
        )),
        (None, Some(status)) => {
            let ms = |time: Option<f64>| time.map_or_else(|| "–".to_owned(), |time| words.decimal(time, 0));
            let (first, total) = (ms(page.timings.first_byte), ms(Some(page.timings.total)));
            let kb = words.integer(page.wire_bytes / 1024);
            let known = [
                ("status", i64::from(status).into()),
                ("first", first.as_str().into()),
                ("total", total.as_str().into()),
                ("kb", kb.as_str().into()),
            ];
            lines.push(format!("  {}", words.with("probe-answered", &known)));
        }
        (None, None) => {}
    }
    for verdict in [Verdict::Failed, Verdict::ToReview] {
        let own: Vec<&Finding> = page.findings.iter().filter(|one| one.verdict == verdict).collect();
        if !own.is_empty() {
            lines.push(String::new());
            lines.push(format!(
                "  {}",
                words.a(&format!("probe-verdict-{}", verdict.as_str().replace('_', "-")), "n", own.len())
            ));
        }
        let mut last = "";
        for one in own {
            if one.rule != last {
                let criterion = one.criterion.map(|c| format!("RGAA {c} · ")).unwrap_or_default();
                lines.push(format!("  - {criterion}{}", words.t(&format!("probe-{}", one.rule))));
                lines.push(format!("    → {}", words.t(&format!("probe-{}-fix", one.rule))));
                last = one.rule;
            }
            lines.push(format!("      {}", place(one)));
        }
    }
    lines.push(String::new());
    lines
}

/// Where, and what was seen there.
fn place(one: &Finding) -> String {
    let line = one.line.map(|line| format!("{line}: ")).unwrap_or_default();
    let element = one.excerpt.clone().unwrap_or_default();
    let seen = if one.seen.is_empty() || element.contains(&one.seen) {
        String::new()
    } else {
        format!(" [{}]", one.seen)
    };
    plain(&format!("{line}{element}{seen}")).trim().to_owned()
}

/// A page's words never steer a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
