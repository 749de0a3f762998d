//! One page: visited, read, judged.

use parvis_kernel::Timestamp;
use parvis_outbound::http::header::CONTENT_TYPE;
use parvis_outbound::{Missed, Visit, Visitor};
use std::time::Duration;
use url::Url;

use crate::dom::{Dom, parse};
use crate::finding::{Finding, Verdict};
use crate::report::PageReport;
use crate::{facts, rules, transport};

/// A failure is believed after a second try.
const AGAIN: Duration = Duration::from_secs(1);

/// A page that was visited: what is said of it, and what it is.
pub struct Read {
    pub report: PageReport,
    /// None when it was not reached, or is no page of HTML.
    pub dom: Option<Dom>,
    /// Where redirections led.
    pub url: Url,
}

/// Visits a page and says what is found there. `now` is the moment by which a certificate is judged.
pub async fn probe(visitor: &Visitor, url: &Url, now: Timestamp) -> PageReport {
    read(visitor, url, now).await.report
}

/// The same, with the page itself, for whoever follows its links.
pub async fn read(visitor: &Visitor, url: &Url, now: Timestamp) -> Read {
    let visit = visit(visitor, url).await;
    let mut findings = transport::findings(&visit, now);
    let is_page = visit.is_success() && is_html(&visit);
    let dom = is_page.then(|| parse(&text(&visit.body, content_type(&visit))));
    findings.extend(dom.iter().flat_map(judge));
    let mut report = PageReport::new(url, &visit, findings);
    report.facts = dom.as_ref().map(facts::read);
    let url = visit.last().map_or(url, |hop| &hop.url).clone();
    Read { report, dom, url }
}

/// Visits an address; a failure that may pass by itself stands after a second try.
pub async fn visit(visitor: &Visitor, url: &Url) -> Visit {
    let visit = visitor.get(url).await;
    if !is_worth_another(&visit) {
        return visit;
    }
    tokio::time::sleep(AGAIN).await;
    visitor.get(url).await
}

/// What may pass by itself: not an address that is refused, nor one that does not exist.
fn is_worth_another(visit: &Visit) -> bool {
    let answers_badly =
        visit.last().and_then(|hop| hop.status).is_some_and(|status| status.is_server_error());
    match &visit.missed {
        Some(Missed::Invalid(_) | Missed::Refused(_) | Missed::Circles | Missed::Certificate(_)) => false,
        Some(_) => true,
        None => answers_badly,
    }
}

fn content_type(visit: &Visit) -> &str {
    let header = visit.last().and_then(|hop| hop.headers.get(CONTENT_TYPE));
    header.and_then(|value| value.to_str().ok()).unwrap_or("")
}

fn is_html(visit: &Visit) -> bool {
    let kind = content_type(visit).to_ascii_lowercase();
    kind.is_empty() || kind.contains("text/html") || kind.contains("application/xhtml")
}

fn judge(dom: &Dom) -> Vec<Finding> {
    let mut findings = rules::read(dom);
    if dom.is_cut {
        findings.push(Finding::of_page("page-is-too-deep", Verdict::ToReview, ""));
    }
    findings
}

/// A page's text: by its byte order mark, the server's word, the page's own, else as most pages are.
pub fn text(body: &[u8], content_type: &str) -> String {
    const HEAD: usize = 2048;
    let of_server = content_type.split("charset=").nth(1).map(|name| name.trim_matches(['"', '\'', ' ']));
    let of_server = of_server.and_then(|name| name.split([';', '"']).next());
    let head = String::from_utf8_lossy(&body[..body.len().min(HEAD)]).to_ascii_lowercase();
    let of_page = head.split("charset=").nth(1).map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'']);
        rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .next()
            .unwrap_or("")
            .to_owned()
    });
    let label = of_server.map(str::to_owned).or(of_page).unwrap_or_default();
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode(body).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_its_own_letters() {
        for (body, kind, want) in [
            ("é".as_bytes(), "text/html; charset=utf-8", "é"),
            (&b"\xe9"[..], "text/html; charset=ISO-8859-1", "é"),
            (&b"<meta charset=windows-1252>\xe9"[..], "text/html", "<meta charset=windows-1252>é"),
            (&b"\xef\xbb\xbf\xc3\xa9"[..], "text/html; charset=iso-8859-1", "é"),
            ("é".as_bytes(), "", "é"),
            (&b"\xff"[..], "text/html; charset=nonsense", "\u{fffd}"),
        ] {
            assert_eq!(text(body, kind), want, "{kind}");
        }
    }
}
