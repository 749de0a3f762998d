//! Where a program is told: an address of the web, with TLS unless the installation names its host.

use parvis_outbound::http::Uri;
use std::fmt;

/// Characters of an address.
const LONGEST: usize = 500;

/// An address that messages may be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

/// Why an address is not taken: the key of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadAddress(pub &'static str);

impl Address {
    /// Reads an address; `is_named` says whether the installation names a host of its own network (`[outbound]`), for
    /// which TLS is not asked.
    ///
    /// # Errors
    /// What is no address, holds a name or a password, or has no TLS.
    pub fn parse(text: &str, is_named: impl Fn(&str) -> bool) -> Result<Self, BadAddress> {
        let text = text.trim();
        let wrong = BadAddress("reviews-hook-url-form");
        if text.len() > LONGEST || text.contains('#') {
            return Err(wrong);
        }
        let uri: Uri = text.parse().map_err(|_| wrong)?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or(wrong)?;
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(BadAddress("reviews-hook-url-password"));
        }
        match uri.scheme_str() {
            Some("https") => Ok(Self(text.to_owned())),
            Some("http") if is_named(host) => Ok(Self(text.to_owned())),
            Some("http") => Err(BadAddress("reviews-hook-url-tls")),
            _ => Err(wrong),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The host of an address, fit for a log: a path may hold a secret.
pub fn host(url: &str) -> String {
    url.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_tls_unless_its_host_is_named() {
        let read = |text: &str| Address::parse(text, |host| host == "127.0.0.1");
        for good in ["https://x.fr/a?b=c", " https://x.fr:8443 ", "http://127.0.0.1:9000/a"] {
            assert_eq!(read(good).unwrap().as_str(), good.trim());
        }
        for (bad, why) in [
            ("", "form"),
            ("x.fr/a", "form"),
            ("https://", "form"),
            ("ftp://x.fr", "form"),
            ("https://x.fr/a#b", "form"),
            ("https://x .fr/", "form"),
            ("http://x.fr/", "tls"),
            ("http://127.0.0.2/", "tls"),
            ("https://me:secret@x.fr/", "password"),
            (&format!("https://x.fr/{}", "a".repeat(500)), "form"),
        ] {
            assert_eq!(
                read(bad),
                Err(BadAddress(match why {
                    "tls" => "reviews-hook-url-tls",
                    "password" => "reviews-hook-url-password",
                    _ => "reviews-hook-url-form",
                })),
                "{bad}"
            );
        }
        assert_eq!(host("https://x.fr:8443/secret"), "x.fr");
    }
}
