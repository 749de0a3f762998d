//! Links that lead nowhere: each is asked for once, without its body first, politely.

use parvis_outbound::{Missed, Visit, Visitor};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use url::Url;

use crate::finding::Verdict;

/// For one link, from the look-up to the head of the answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of a body, where a server does not answer without one.
const BODY: usize = 64 * 1024;
/// Hosts asked at the same time; of one host, a link at a time.
const HOSTS: usize = 6;

/// What came of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead {
    pub rule: &'static str,
    pub verdict: Verdict,
    /// The status, or why no answer came.
    pub seen: String,
}

/// Asks for each address; those that lead nowhere. `own` is the host of the journey, `pause` is left between two requests
/// to one host.
pub async fn check(visitor: &Visitor, urls: &[Url], own: &str, pause: Duration) -> BTreeMap<Url, Dead> {
    let visitor = visitor.within(PATIENCE, BODY);
    let mut hosts: BTreeMap<String, Vec<Url>> = BTreeMap::new();
    for url in urls {
        hosts.entry(url.host_str().unwrap_or("").to_owned()).or_default().push(url.clone());
    }
    let places = Arc::new(Semaphore::new(HOSTS));
    let mut tasks = JoinSet::new();
    for (host, urls) in hosts {
        let (visitor, places, is_own) = (visitor.clone(), Arc::clone(&places), host == own);
        tasks.spawn(async move {
            let _place = places.acquire().await;
            let mut dead = Vec::new();
            for url in urls {
                let visit = ask(&visitor, &url, pause).await;
                dead.extend(judge(&visit, is_own).map(|why| (url, why)));
                tokio::time::sleep(pause).await;
            }
            dead
        });
    }
    let mut all = BTreeMap::new();
    while let Some(dead) = tasks.join_next().await {
        all.extend(dead.unwrap_or_default());
    }
    all
}

/// Without its body; some servers answer that badly, so whatever is not well is asked for again as a page is.
async fn ask(visitor: &Visitor, url: &Url, pause: Duration) -> Visit {
    let visit = visitor.head(url).await;
    if visit.is_success() || matches!(visit.missed, Some(Missed::Refused(_) | Missed::Invalid(_))) {
        return visit;
    }
    tokio::time::sleep(pause).await;
    visitor.get(url).await
}

/// A page of one's own that the server says it does not have is proven; elsewhere it may be said to machines alone. A
/// refusal to a machine (401, 403, 405, 429) says nothing of what people get.
fn judge(visit: &Visit, is_own: bool) -> Option<Dead> {
    let dead = |rule, verdict, seen: String| Some(Dead { rule, verdict, seen });
    match &visit.missed {
        Some(Missed::Refused(_)) => dead("link-to-private-address", Verdict::ToReview, String::new()),
        Some(Missed::Unknown(name)) => dead("link-broken", Verdict::ToReview, name.clone()),
        // More came than is kept of a body: there is a page.
        Some(missed) => dead("link-not-answering", Verdict::ToReview, missed.kind().to_owned()),
        None => match visit.last().and_then(|hop| hop.status)?.as_u16() {
            status @ (404 | 410) => dead(
                "link-broken",
                if is_own { Verdict::Failed } else { Verdict::ToReview },
                status.to_string(),
            ),
            status @ 500.. => dead("link-not-answering", Verdict::ToReview, status.to_string()),
            _ => None,
        },
    }
}

/// What a page of the journey that its server says does not exist comes to.
pub fn gone(status: Option<u16>) -> Option<Dead> {
    let status = status.filter(|status| matches!(status, 404 | 410))?;
    Some(Dead { rule: "link-broken", verdict: Verdict::Failed, seen: status.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_outbound::http::{HeaderMap, StatusCode};
    use parvis_outbound::{Hop, Timings};

    fn visit(status: Option<u16>, missed: Option<Missed>) -> Visit {
        let hop = Hop {
            url: "https://a.example/".parse().unwrap(),
            address: None,
            families: (true, true),
            timings: Timings::default(),
            tls: None,
            status: status.map(|status| StatusCode::from_u16(status).unwrap()),
            headers: HeaderMap::new(),
        };
        Visit { hops: vec![hop], body: Vec::new(), wire: 0, is_cut: false, missed }
    }

    #[test]
    fn only_what_leads_nowhere_is_told() {
        for (status, missed, is_own, want) in [
            (Some(200), None, true, None),
            (Some(404), None, true, Some(("link-broken", Verdict::Failed))),
            (Some(410), None, false, Some(("link-broken", Verdict::ToReview))),
            (Some(403), None, true, None),
            (Some(429), None, false, None),
            (Some(503), None, true, Some(("link-not-answering", Verdict::ToReview))),
            (None, Some(Missed::Late(10)), true, Some(("link-not-answering", Verdict::ToReview))),
            (None, Some(Missed::Unknown("b.example".into())), true, Some(("link-broken", Verdict::ToReview))),
            (
                None,
                Some(Missed::Refused("10.0.0.1".into())),
                false,
                Some(("link-to-private-address", Verdict::ToReview)),
            ),
        ] {
            let found = judge(&visit(status, missed.clone()), is_own).map(|dead| (dead.rule, dead.verdict));
            assert_eq!(found, want, "{status:?} {missed:?}");
        }
    }
}
