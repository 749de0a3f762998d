//! What a real browser shows of a page: how it came to be seen, what people meet at each width and with the keyboard
//! alone, and what axe-core says of it.

mod axe;
mod look;
mod merge;
mod report;
mod rules;
mod walk;

pub use axe::TABLE as AXE_CRITERIA;
pub use look::{Seen, look};
pub use merge::merge;
pub use report::{BrowserReport, Weight};
pub use rules::RULES;

use parvis_browser::Browser;
use parvis_kernel::{Locale, Timestamp};
use parvis_outbound::Visitor;
use url::Url;

use crate::page;
use crate::report::PageReport;

/// Visits a page over HTTP, then opens it in a browser. Where both say the same of the same element, it is said once; what
/// the page's scripts mended is not held against it.
pub async fn probe(
    browser: &Browser,
    visitor: &Visitor,
    url: &Url,
    now: Timestamp,
    locale: Locale,
) -> PageReport {
    let mut report = page::probe(visitor, url, now).await;
    let is_success =
        report.missed.is_none() && report.status.is_some_and(|status| (200..300).contains(&status));
    if is_success {
        let seen = look(browser, url, locale).await;
        report.findings =
            merge(std::mem::take(&mut report.findings), seen.rendered.as_deref(), seen.findings);
        report.browser = Some(seen.report);
    }
    report
}
