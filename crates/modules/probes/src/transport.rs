//! What the exchange itself shows: encryption, headers, cookies, speed.

use parvis_kernel::Timestamp;
use parvis_outbound::http::header;
use parvis_outbound::{Hop, Missed, Visit};
use std::time::Duration;

use crate::finding::{Finding, Verdict};

/// A certificate that ends sooner is told of.
pub const SOON: Duration = Duration::from_secs(21 * 86_400);
/// First bytes that come later are slow: the limit of the red grade of response time (docs/indicators.md).
pub const SLOW: Duration = Duration::from_millis(800);

/// Everything that a visit shows beside the page.
pub fn findings(visit: &Visit, now: Timestamp) -> Vec<Finding> {
    let mut all = Vec::new();
    if let Some(missed) = &visit.missed {
        let rule = match missed {
            Missed::Certificate(_) => "certificate-not-valid",
            Missed::Refused(_) => "address-is-private",
            _ => "page-not-reached",
        };
        let asked = visit.hops.last().map_or("", |hop| hop.url.as_str());
        all.push(Finding::of_page(rule, Verdict::Failed, asked));
    }
    let Some(last) = visit.last() else { return all };
    if let Some(status) = last.status.filter(|status| !status.is_success()) {
        all.push(Finding::of_page("page-answers-error", Verdict::Failed, status.to_string()));
    }
    if last.url.scheme() == "http" && last.status.is_some() {
        all.push(Finding::of_page("page-not-encrypted", Verdict::Failed, last.url.as_str()));
    }
    let leaves_tls =
        visit.hops.windows(2).any(|pair| pair[0].url.scheme() == "https" && pair[1].url.scheme() == "http");
    if leaves_tls {
        all.push(Finding::of_page("redirection-leaves-encryption", Verdict::Failed, last.url.as_str()));
    }
    if let Some(expires_at) =
        last.tls.as_ref().filter(|tls| tls.problem.is_none()).and_then(|tls| tls.expires_at)
        && expires_at < now.plus(SOON)
    {
        all.push(Finding::of_page("certificate-ends-soon", Verdict::Failed, expires_at.day().to_string()));
    }
    if let Some(first) = last.timings.first_byte.filter(|first| *first >= SLOW) {
        all.push(Finding::of_page("answer-is-slow", Verdict::ToReview, format!("{} ms", first.as_millis())));
    }
    if visit.is_cut {
        all.push(Finding::of_page("page-is-too-long", Verdict::ToReview, ""));
    }
    all.extend(headers(last));
    all
}

/// Headers that protect whoever reads the page, and cookies that came before she was asked.
fn headers(last: &Hop) -> Vec<Finding> {
    if last.status.is_none() {
        return Vec::new();
    }
    let value = |name: &str| {
        last.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("").to_ascii_lowercase()
    };
    let mut all = Vec::new();
    let mut lacks = |is_there: bool, rule| {
        if !is_there {
            all.push(Finding::of_page(rule, Verdict::ToReview, ""));
        }
    };
    let policy = value("content-security-policy");
    lacks(
        last.url.scheme() != "https" || value("strict-transport-security").contains("max-age"),
        "header-hsts-missing",
    );
    lacks(!policy.is_empty(), "header-policy-missing");
    lacks(value("x-content-type-options") == "nosniff", "header-sniffing-allowed");
    lacks(
        policy.contains("frame-ancestors") || !value("x-frame-options").is_empty(),
        "header-framing-allowed",
    );
    let cookies = last.headers.get_all(header::SET_COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
    // Those that a service needs (a session, a load balancer's, a token of forms) may be set without asking.
    let names: Vec<&str> = cookies
        .filter_map(|cookie| cookie.split('=').next())
        .map(str::trim)
        .filter(|name| is_tracer(name))
        .collect();
    if !names.is_empty() {
        all.push(Finding::of_page("cookie-before-consent", Verdict::Failed, names.join(", ")));
    }
    all
}

/// Cookies of audience measurement and advertising that need consent (the regulator's guidelines, CNIL 2020-091), by the
/// names their makers give them. Only those set under the site's own name: others cannot be in the answer of its page,
/// and a short name such as `fr` may be the site's own.
fn is_tracer(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "_ga",
        "_gid",
        "_gat",
        "_gcl_au",
        "_fbp",
        "_hjid",
        "_hjsession",
        "_uetsid",
        "_uetvid",
        "_clck",
        "_clsk",
    ];
    let name = name.to_ascii_lowercase();
    NAMES.contains(&name.as_str())
        || name.starts_with("_ga_")
        || name.starts_with("_hjsession")
        || name.starts_with("_gac_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_outbound::http::{HeaderMap, StatusCode};
    use parvis_outbound::{Timings, Tls};

    fn visit(url: &str, headers: &[(&'static str, &str)], tls: Option<Tls>) -> Visit {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let hop = Hop {
            url: url.parse().unwrap(),
            address: None,
            families: (true, false),
            timings: Timings { first_byte: Some(Duration::from_millis(900)), ..Timings::default() },
            tls,
            status: Some(StatusCode::OK),
            headers: map,
        };
        Visit { hops: vec![hop], body: Vec::new(), wire: 0, is_cut: false, missed: None }
    }

    fn rules(visit: &Visit) -> Vec<String> {
        findings(visit, "2026-11-22T12:00:00Z".parse().unwrap())
            .into_iter()
            .map(|one| one.rule.into_owned())
            .collect()
    }

    #[test]
    fn what_protects_is_looked_for() {
        let tls = |day: &str| Tls {
            protocol: Some("TLSv1.3".into()),
            expires_at: Some(day.parse().unwrap()),
            issuer: None,
            chain: 2,
            problem: None,
        };
        let good = [
            ("strict-transport-security", "max-age=1"),
            ("content-security-policy", "default-src 'self'; frame-ancestors 'none'"),
            ("x-content-type-options", "nosniff"),
            ("set-cookie", "session=1; HttpOnly"),
        ];
        let sound = visit("https://a.example/", &good, Some(tls("2027-06-01T00:00:00Z")));
        assert_eq!(rules(&sound), ["answer-is-slow"]);
        let soon = visit("https://a.example/", &good, Some(tls("2026-12-10T00:00:00Z")));
        assert_eq!(rules(&soon), ["certificate-ends-soon", "answer-is-slow"]);
        let bare = visit("http://a.example/", &[("set-cookie", "_ga=1"), ("set-cookie", "x=2")], None);
        let want = [
            "page-not-encrypted",
            "answer-is-slow",
            "header-policy-missing",
            "header-sniffing-allowed",
            "header-framing-allowed",
            "cookie-before-consent",
        ];
        assert_eq!(rules(&bare), want);
    }
}
