//! What scripts need: the script that asks on other sites' pages, which of these may, and where a step leads.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use parvis_web::{Framing, Freshness, is_from_here};
use sha2::{Digest, Sha384};

/// Sites pin the hash of what lies here: it never changes. Other words or another behaviour are `avis-2.js`, beside it.
const SOURCE: &str = include_str!("../../embed/avis-1.js");
pub(crate) const ADDRESS: &str = "/avis/avis-1.js";

/// The hash of the script as pages pin it (Subresource Integrity).
pub(crate) fn integrity() -> String {
    format!("sha384-{}", BASE64.encode(&Sha384::digest(SOURCE)))
}

/// The script that asks the first question on a page of another site. Any site may load it, which a pinned hash asks
/// for; whether its answers are taken, [`is_welcome`] says.
pub(super) async fn script() -> Response {
    let mut response = SOURCE.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response.extensions_mut().insert(Framing::Embeddable);
    response.extensions_mut().insert(Freshness::Day);
    response
}

/// Whether an answer may come from where the browser says that it comes: a page of ours, or of a site that the space
/// named. A browser that does not say (an old one) is believed: it cannot be made to forge a header either.
pub(super) fn is_welcome(headers: &HeaderMap, origins: &[String]) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (None, None) | (Some("same-origin"), _) => true,
        (_, Some(origin)) => is_from_here(headers) || origins.iter().any(|known| known == origin),
        (Some(_), None) => false,
    }
}

/// A script that sent a step asks for JSON: it is told where the next screen is, rather than led there.
pub(super) async fn where_next(request: Request, next: Next) -> Response {
    let is_script = request.method() == Method::POST
        && request.headers().get(header::ACCEPT).is_some_and(|accept| accept == "application/json");
    let response = next.run(request).await;
    let to = response.headers().get(header::LOCATION).filter(|_| is_script);
    let Some(to) = to.and_then(|to| to.to_str().ok()).map(str::to_owned) else { return response };
    let mut told = (StatusCode::OK, serde_json::json!({ "to": to }).to_string()).into_response();
    told.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    told.extensions_mut().insert(Freshness::Never);
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Face, Point, Tongue};
    use crate::texts::Texts;

    #[test]
    fn the_script_that_sites_pin_has_not_changed() {
        assert_eq!(integrity(), PINNED, "a site that pins it would lose its panel: make avis-2.js");
    }

    const PINNED: &str = "sha384-w8SEoLzPzgjovvl4G8yKw0Nkv6cAkSEAAbe3AWG74Wa6AknbLw/m5YQyXkGbnTSW";

    #[test]
    fn the_script_asks_in_the_words_of_the_survey() {
        for tongue in Tongue::ALL {
            let texts = Texts::of(*tongue);
            let faces = Face::ALL.iter().map(|face| texts.option("satisfaction", face.as_str()));
            let questions = Point::ALL.iter().map(|point| {
                super::super::view::first_question(
                    crate::shape::Shape::of(crate::shape::Template::National),
                    texts,
                    *point,
                )
            });
            for text in faces.chain(questions).chain([texts.say("button"), texts.say("thanks")]) {
                assert!(SOURCE.contains(&format!("\"{text}\"")), "{tongue}: {text}");
            }
        }
    }

    #[test]
    fn an_answer_comes_from_our_pages_or_from_a_site_that_the_space_named() {
        let origins = ["https://www.exemple.fr".to_owned()];
        for (fetch, origin, want) in [
            (None, None, true),
            (Some("same-origin"), Some("https://parvis.example"), true),
            (Some("same-origin"), Some("null"), true),
            (None, Some("https://parvis.example"), true),
            (Some("cross-site"), Some("https://www.exemple.fr"), true),
            (None, Some("https://www.exemple.fr"), true),
            (Some("cross-site"), Some("https://www.exemple.fr.evil.example"), false),
            (Some("cross-site"), Some("null"), false),
            (Some("cross-site"), None, false),
            (Some("none"), None, false),
            (None, Some("https://evil.example"), false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "parvis.example".parse().unwrap());
            for (name, value) in [("sec-fetch-site", fetch), ("origin", origin)] {
                if let Some(value) = value {
                    headers.insert(name, value.parse().unwrap());
                }
            }
            assert_eq!(is_welcome(&headers, &origins), want, "{fetch:?} {origin:?}");
        }
    }
}
