use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// How far an answer that is no page of ours is let into a browser: put on the answer by its handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// A picture made to be embedded by other sites: a badge.
    Embeddable,
    /// A letter of ours, shown as it is sent: it has its own styles and runs nothing.
    Letter,
    /// What somebody sent us: whatever it holds, it runs nothing and belongs to no site.
    Sandboxed,
}

/// The one script of a page, by the nonce that its element carries: put on the answer by the page's handler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    pub nonce: String,
}

/// Nearly all pages have no script, and none has an inline style, so the policy can be this short.
const PAGE: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const PICTURE: &str = "default-src 'none'; frame-ancestors 'none'";
const SENT: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

const LETTER: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/// Told to browsers when the site is behind TLS: never come without it, for two years. Not said of the names below the
/// site's: they may be other services of the administration.
const HSTS: &str = "max-age=63072000";

/// Puts the security headers on every answer; `is_tls` says that readers come over TLS.
pub(crate) async fn security_headers(State(is_tls): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let framing = response.extensions().get::<Framing>().copied();
    let embeddable = framing == Some(Framing::Embeddable);
    let script = response.extensions().get::<Script>().and_then(|script| {
        let policy = format!("{PAGE}; script-src 'nonce-{}'; connect-src 'self'", script.nonce);
        HeaderValue::from_str(&policy).ok()
    });
    let headers = response.headers_mut();
    let mut set = |name, value| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    let policy = match framing {
        None => PAGE,
        Some(Framing::Embeddable) => PICTURE,
        Some(Framing::Letter) => LETTER,
        Some(Framing::Sandboxed) => SENT,
    };
    set(header::CONTENT_SECURITY_POLICY, policy);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    if let Some(policy) = script.filter(|_| framing.is_none()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if is_tls {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    let resource = if embeddable { "cross-origin" } else { "same-origin" };
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static(resource));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert(
        "permissions-policy",
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    );
    response
}
