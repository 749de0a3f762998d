//! Whether a request that changes something comes from a page of ours.

use axum::http::{HeaderMap, header};

/// Whether the browser says that the request comes from this very origin: by `Sec-Fetch-Site`, else by `Origin`
/// against `Host`. A request that says neither is refused too: every browser that people still use says one.
pub fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text(header::ORIGIN);
    if let Some(site) = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok()) {
        return site == "same-origin" && origin.is_none_or(|origin| same(origin, text(header::HOST)));
    }
    origin.is_some_and(|origin| same(origin, text(header::HOST)))
}

fn same(origin: &str, host: Option<&str>) -> bool {
    let rest = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    rest.is_some() && rest == host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_from_elsewhere_is_seen() {
        for (fetch, origin, want) in [
            (Some("same-origin"), None, true),
            (Some("same-origin"), Some("https://parvis.example"), true),
            (None, Some("https://parvis.example"), true),
            (Some("same-origin"), Some("https://evil.example"), false),
            (Some("cross-site"), Some("https://parvis.example"), false),
            (Some("same-site"), None, false),
            (Some("none"), None, false),
            (None, Some("https://evil.example"), false),
            (None, Some("https://parvis.example.evil.example"), false),
            (None, Some("null"), false),
            (None, None, false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "parvis.example".parse().unwrap());
            if let Some(fetch) = fetch {
                headers.insert("sec-fetch-site", fetch.parse().unwrap());
            }
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, origin.parse().unwrap());
            }
            assert_eq!(is_from_here(&headers), want, "{fetch:?} {origin:?}");
        }
    }
}
