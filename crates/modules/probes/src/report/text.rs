//! The report as people read it in a terminal.

use parvis_i18n::Words;

use super::{PageReport, Report, facts};
use crate::finding::{Finding, Verdict};

/// Every page with what was found, grouped by rule, and what it comes to.
pub fn text(words: &Words, report: &Report) -> String {
    let mut lines: Vec<String> = report.pages.iter().flat_map(|page| page_lines(words, page)).collect();
    for site in facts::sites(words, report) {
        lines.extend(
            site.iter()
                .enumerate()
                .map(|(nth, line)| plain(&format!("{}{line}", if nth == 0 { "" } else { "  " }))),
        );
        lines.push(String::new());
    }
    lines.push(summary(words, report));
    lines.push(at_best(words, report));
    lines.push(words.t("probe-undecided"));
    lines.join("\n")
}

/// How much was found, in a sentence.
pub fn summary(words: &Words, report: &Report) -> String {
    let (failed, review) = (report.count(Verdict::Failed), report.count(Verdict::ToReview));
    words.with("probe-summary", &[("failed", failed.into()), ("review", review.into())])
}

/// The rate that no audit of these pages can exceed, in a sentence.
pub fn at_best(words: &Words, report: &Report) -> String {
    words.a("probe-at-best", "rate", words.decimal(report.at_best, 1).as_str())
}

/// What came of asking for the page, in a sentence.
pub fn answer(words: &Words, page: &PageReport) -> Option<String> {
    if let Some(why) = &page.missed {
        let why = words.t(&format!("probe-missed-{}", why.kind));
        return Some(words.a("probe-missed", "why", why.as_str()));
    }
    let ms = |time: Option<f64>| time.map_or_else(|| "–".to_owned(), |time| words.decimal(time, 0));
    let (first, total) = (ms(page.timings.first_byte), ms(Some(page.timings.total)));
    let kb = words.integer(page.wire_bytes / 1024);
    let known = [
        ("status", i64::from(page.status?).into()),
        ("first", first.as_str().into()),
        ("total", total.as_str().into()),
        ("kb", kb.as_str().into()),
    ];
    Some(words.with("probe-answered", &known))
}

/// What a browser measured, or that none was used, in a sentence; nothing of a page that was not reached.
pub fn seen(words: &Words, page: &PageReport) -> Option<String> {
    let Some(seen) = &page.browser else {
        return page.missed.is_none().then(|| words.t("probe-browser-none"));
    };
    let (lcp, cls) = (words.decimal(seen.lcp?, 0), words.decimal(seen.cls?, 2));
    let kb = words.integer(usize::try_from(seen.bytes / 1024).unwrap_or(usize::MAX));
    let known = [
        ("lcp", lcp.as_str().into()),
        ("cls", cls.as_str().into()),
        ("requests", i64::try_from(seen.requests).unwrap_or(i64::MAX).into()),
        ("kb", kb.as_str().into()),
        ("third", seen.third_parties.len().into()),
    ];
    Some(words.with("probe-browser-measured", &known))
}

/// The heading of the findings of a verdict.
pub fn heading(words: &Words, verdict: Verdict, n: usize) -> String {
    words.a(&format!("probe-verdict-{}", verdict.as_str().replace('_', "-")), "n", n)
}

fn page_lines(words: &Words, page: &PageReport) -> Vec<String> {
    let mut lines = vec![page.final_url.clone()];
    lines.extend(
        [answer(words, page), seen(words, page)].into_iter().flatten().map(|line| format!("  {line}")),
    );
    let shown = page.facts.iter().flat_map(|shown| facts::of_page(words, shown));
    lines.extend(shown.map(|line| plain(&format!("  {line}"))));
    for (verdict, groups) in page.grouped() {
        let n = groups.iter().map(|(_, all)| all.len()).sum();
        lines.push(String::new());
        lines.push(format!("  {}", heading(words, verdict, n)));
        for (first, all) in groups {
            let criterion = first.criterion.as_ref().map(|c| format!("RGAA {c} · ")).unwrap_or_default();
            lines.push(plain(&format!("  - {criterion}{}", first.why(words))));
            lines.push(plain(&format!("    → {}", first.fix(words))));
            lines.extend(
                all.into_iter().map(place).filter(|at| !at.is_empty()).map(|at| format!("      {at}")),
            );
        }
    }
    lines.push(String::new());
    lines
}

/// Where, and what was seen there.
pub fn place(one: &Finding) -> String {
    let line = one.line.map(|line| format!("{line}: ")).unwrap_or_default();
    let element = one.excerpt.as_deref().unwrap_or_default();
    let is_told = one.seen.is_empty() || element.contains(&one.seen);
    let seen = if is_told { String::new() } else { format!(" [{}]", one.seen) };
    plain(&format!("{line}{element}{seen}")).trim().to_owned()
}

/// A page's words never steer a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
