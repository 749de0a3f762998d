//! Cookies of ours: `__Host-`, so that they come from this very site over a safe connection, and nothing else.

use axum::http::{HeaderMap, HeaderValue, header};
use std::time::Duration;

/// The value of one of our cookies. Names are given without `__Host-`.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key.strip_prefix("__Host-")? == name).then_some(value)
    })
}

/// The header that sets one of our cookies: out of reach of scripts, sent to this site alone, never from another.
/// Without a `lifetime` it goes with the browser's window. `value` must be plain letters and digits.
pub fn set_cookie(name: &str, value: &str, lifetime: Option<Duration>) -> HeaderValue {
    let age = lifetime.map(|l| format!("; Max-Age={}", l.as_secs())).unwrap_or_default();
    let text = format!("__Host-{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The header that takes one of our cookies away.
pub fn clear_cookie(name: &str) -> HeaderValue {
    set_cookie(name, "", Some(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_host_cookies_are_ours() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "s=forged; __Host-s=right; __Host-t=2".parse().unwrap());
        headers.append(header::COOKIE, "__Secure-u=3".parse().unwrap());
        assert_eq!(cookie(&headers, "s"), Some("right"));
        assert_eq!(cookie(&headers, "t"), Some("2"));
        assert_eq!(cookie(&headers, "u"), None);
    }

    #[test]
    fn a_cookie_is_closed_to_scripts_and_to_other_sites() {
        assert_eq!(
            set_cookie("s", "x", None).to_str().unwrap(),
            "__Host-s=x; Path=/; Secure; HttpOnly; SameSite=Lax"
        );
        assert!(clear_cookie("s").to_str().unwrap().ends_with("Max-Age=0"));
    }
}
