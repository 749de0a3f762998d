use lettre::SmtpTransport;
use lettre::transport::smtp::{PoolConfig, SmtpTransportBuilder};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;
use url::{Host, Url};

use crate::Error;

/// Seconds that the server has to answer each command.
const PATIENCE: Duration = Duration::from_secs(30);

/// What an installation says of its mail.
#[derive(Debug, Clone)]
pub struct MailSettings {
    pub smtp_url: SmtpUrl,
    /// Who writes: `Parvis <ne-pas-repondre@x.gouv.fr>`, or an address alone.
    pub from: String,
    /// Who reads the answers, in the same form; nobody when absent, and letters say so.
    pub reply_to: Option<String>,
}

/// A mail server, in one of three forms; the port may be left out, `USER:PASSWORD@` too:
///
/// - `smtps://USER:PASSWORD@HOST:465`: TLS from the first byte;
/// - `smtp+starttls://USER:PASSWORD@HOST:587`: TLS before anything is said, or nothing is sent;
/// - `smtp://HOST:25`: no TLS, for a relay of one's own network; a password is refused, save on this machine.
///
/// Certificates are checked against the authorities of the machine (`SSL_CERT_FILE` names others). What has a
/// meaning in an address is written `%40` for `@`, `%3A` for `:`, `%2F` for `/`.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(Url);

impl SmtpUrl {
    pub(crate) fn transport(&self) -> Result<SmtpTransport, Error> {
        let mut url = self.0.as_str().to_owned();
        if let Some(rest) = url.strip_prefix(STARTTLS) {
            url = format!("smtp://{rest}?tls=required");
        }
        let builder: SmtpTransportBuilder = SmtpTransport::from_url(&url)
            .map_err(|error| Error::Settings(format!("{self} cannot be used: {error}")))?;
        // Two: as many as jobs run at the same time.
        Ok(builder.timeout(Some(PATIENCE)).pool_config(PoolConfig::new().max_size(2)).build())
    }

    fn is_on_this_machine(&self) -> bool {
        match self.0.host() {
            Some(Host::Domain(name)) => {
                name == "localhost" || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
            }
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        }
    }
}

const STARTTLS: &str = "smtp+starttls://";

impl FromStr for SmtpUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = |why: &str| Error::Settings(format!("the address of the mail server: {why}"));
        let forms = "expected smtps://USER:PASSWORD@HOST, smtp+starttls://USER:PASSWORD@HOST or smtp://HOST";
        let url = Url::parse(text.trim()).map_err(|_| wrong(forms))?;
        let is_known = matches!(url.scheme(), "smtps" | "smtp+starttls" | "smtp");
        let has_host = url.host_str().is_some_and(|host| !host.is_empty());
        if !is_known || !has_host || url.query().is_some() || url.fragment().is_some() {
            return Err(wrong(forms));
        }
        let url = Self(url);
        if url.0.scheme() == "smtp" && url.0.password().is_some() && !url.is_on_this_machine() {
            return Err(wrong("its password would travel in clear; use smtps:// or smtp+starttls://"));
        }
        Ok(url)
    }
}

/// Without the password, fit for a log.
impl fmt::Display for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = &self.0;
        write!(f, "{}://", url.scheme())?;
        if !url.username().is_empty() {
            write!(f, "{}@", url.username())?;
        }
        f.write_str(url.host_str().unwrap_or(""))?;
        url.port().map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<'de> serde::Deserialize<'de> for SmtpUrl {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_read_and_its_password_never_shown() {
        for (text, shown) in [
            ("smtps://parvis:hunter2@mail.x.fr", "smtps://parvis@mail.x.fr"),
            ("smtp+starttls://a%40x.fr:hunter2%2F@mail.x.fr:587", "smtp+starttls://a%40x.fr@mail.x.fr:587"),
            ("smtp://relay.intra:25", "smtp://relay.intra:25"),
            ("smtp://me:hunter2@127.0.0.1:1025", "smtp://me@127.0.0.1:1025"),
            ("smtp://me:hunter2@localhost", "smtp://me@localhost"),
            ("smtp://me:hunter2@[::1]:25", "smtp://me@[::1]:25"),
        ] {
            let url: SmtpUrl = text.parse().unwrap();
            assert_eq!((format!("{url:?}"), url.to_string()), (shown.to_owned(), shown.to_owned()));
            assert!(url.transport().is_ok(), "{text}");
        }
        for bad in [
            "",
            "mail.x.fr:25",
            "http://me:hunter2@mail.x.fr",
            "smtp://",
            "smtp://me:hunter2@mail.x.fr",
            "smtps://me:hunter2@mail.x.fr?tls=none",
            "smtps://me:hunter2@bad host",
        ] {
            let error = bad.parse::<SmtpUrl>().unwrap_err().to_string();
            assert!(error.contains("smtps://") && !error.contains("hunter2"), "{bad}: {error}");
        }
    }
}
