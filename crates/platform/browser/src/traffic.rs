//! What a page fetches, as the browser tells of it.

use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};
use url::Url;

/// Requests that are told one by one; more are only counted.
const MOST: usize = 2_000;
/// Characters of an address that are kept.
const LONGEST: usize = 1_000;

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Document,
    Style,
    Script,
    Image,
    Font,
    Media,
    Data,
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "Document" => Self::Document,
            "Stylesheet" => Self::Style,
            "Script" => Self::Script,
            "Image" => Self::Image,
            "Font" => Self::Font,
            "Media" | "TextTrack" => Self::Media,
            "XHR" | "Fetch" | "EventSource" | "WebSocket" => Self::Data,
            _ => Self::Other,
        }
    }
}

/// One request, redirections gathered in the last.
#[derive(Debug, Clone, Serialize)]
pub struct Request {
    pub url: String,
    pub kind: Kind,
    pub status: Option<u16>,
    /// As they came, headers included.
    pub bytes: u64,
    /// Why it failed, in the browser's words.
    pub failed: Option<String>,
}

/// Everything that a page fetched since it was opened.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Traffic {
    pub requests: Vec<Request>,
    /// Requests in all, those beyond the first two thousand included.
    pub count: u64,
    /// Bytes in all, as they came.
    pub bytes: u64,
    #[serde(skip)]
    places: HashMap<String, usize>,
    #[serde(skip)]
    open: HashSet<String>,
}

impl Traffic {
    /// Bytes and requests of a kind.
    pub fn of(&self, kind: Kind) -> (u64, usize) {
        let own = self.requests.iter().filter(|one| one.kind == kind);
        own.fold((0, 0), |(bytes, many), one| (bytes + one.bytes, many + 1))
    }

    /// Origins other than that of the page that were asked for something.
    pub fn third_parties(&self, page: &Url) -> BTreeSet<String> {
        let urls = self.requests.iter().filter_map(|one| Url::parse(&one.url).ok());
        let web = urls.filter(|url| matches!(url.scheme(), "http" | "https" | "ws" | "wss"));
        web.filter(|url| url.host_str() != page.host_str())
            .map(|url| url.origin().ascii_serialization())
            .collect()
    }

    /// Requests that have not ended.
    pub fn is_quiet(&self) -> bool {
        self.open.is_empty()
    }

    pub(crate) fn asked(&mut self, params: &Value) {
        let (Some(id), Some(url)) = (params["requestId"].as_str(), params["request"]["url"].as_str()) else {
            return;
        };
        if url.starts_with("data:") || url.starts_with("blob:") {
            return;
        }
        let url: String = url.chars().take(LONGEST).collect();
        if let Some(one) = self.places.get(id).and_then(|place| self.requests.get_mut(*place)) {
            one.url = url;
            return;
        }
        self.count += 1;
        if self.requests.len() < MOST {
            // What streams for ever is not waited for.
            if !matches!(params["type"].as_str(), Some("EventSource" | "WebSocket" | "Ping" | "Media")) {
                self.open.insert(id.to_owned());
            }
            self.places.insert(id.to_owned(), self.requests.len());
            let kind = Kind::of(params["type"].as_str().unwrap_or(""));
            self.requests.push(Request { url, kind, status: None, bytes: 0, failed: None });
        }
    }

    fn of_request(&mut self, params: &Value) -> Option<&mut Request> {
        self.places.get(params["requestId"].as_str()?).and_then(|place| self.requests.get_mut(*place))
    }

    pub(crate) fn answered(&mut self, params: &Value) {
        let status = params["response"]["status"].as_u64().and_then(|status| u16::try_from(status).ok());
        if let Some(one) = self.of_request(params) {
            one.status = status;
        }
    }

    pub(crate) fn ended(&mut self, params: &Value) {
        // A number with a fraction in the protocol; never less than none.
        let bytes = params["encodedDataLength"].as_f64().unwrap_or(0.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bytes of one answer")]
        let bytes = bytes.clamp(0.0, 1e15) as u64;
        self.bytes += bytes;
        let failed = params["errorText"].as_str().map(|why| why.chars().take(200).collect());
        if let Some(one) = self.of_request(params) {
            one.bytes += bytes;
            one.failed = failed;
        }
        if let Some(id) = params["requestId"].as_str() {
            self.open.remove(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn requests_are_counted_by_kind_and_by_origin() {
        let mut traffic = Traffic::default();
        let ask =
            |id: &str, url: &str, kind: &str| json!({"requestId": id, "request": {"url": url}, "type": kind});
        traffic.asked(&ask("1", "https://a.example/", "Document"));
        traffic.asked(&ask("2", "https://b.example/x.js", "Script"));
        traffic.asked(&ask("2", "https://c.example/x.js", "Script"));
        traffic.asked(&ask("3", "data:image/png;base64,", "Image"));
        assert!(!traffic.is_quiet());
        traffic.answered(&json!({"requestId": "1", "response": {"status": 200}}));
        traffic.ended(&json!({"requestId": "1", "encodedDataLength": 100.0}));
        traffic.ended(&json!({"requestId": "2", "errorText": "net::ERR_FAILED"}));
        traffic.ended(&json!({"requestId": "unknown", "encodedDataLength": -1}));
        assert!(traffic.is_quiet());
        assert_eq!((traffic.count, traffic.bytes), (2, 100));
        assert_eq!(traffic.of(Kind::Document), (100, 1));
        assert_eq!(traffic.requests[1].failed.as_deref(), Some("net::ERR_FAILED"));
        let third = traffic.third_parties(&"https://a.example/".parse().unwrap());
        assert_eq!(third.into_iter().collect::<Vec<_>>(), ["https://c.example"]);
    }

    #[test]
    fn what_the_browser_says_otherwise_is_passed_over() {
        let mut traffic = Traffic::default();
        for odd in [json!(null), json!({}), json!({"requestId": 1, "request": []}), json!({"requestId": "1"})]
        {
            traffic.asked(&odd);
            traffic.answered(&odd);
            traffic.ended(&odd);
        }
        assert_eq!(traffic.count, 0);
    }
}
