use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use crate::public::{is_within_v4, is_within_v6};

/// A part of one's own network that requests may go to: `sso.intra.example` (that name and no other),
/// `10.20.0.0/16`, `fd12::/16`, `127.0.0.1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// Whatever address that name has, in small letters.
    Host(String),
    V4(Ipv4Addr, u32),
    V6(Ipv6Addr, u32),
}

impl Allowed {
    pub(crate) fn is_host(&self, name: &str) -> bool {
        matches!(self, Self::Host(host) if host.eq_ignore_ascii_case(name.trim_end_matches('.')))
    }

    pub(crate) fn covers(&self, ip: IpAddr) -> bool {
        match (self, ip.to_canonical()) {
            (Self::V4(block, length), IpAddr::V4(ip)) => is_within_v4(ip, (*block, *length)),
            (Self::V6(block, length), IpAddr::V6(ip)) => is_within_v6(ip, (*block, *length)),
            _ => false,
        }
    }
}

/// What was given is neither a host nor a network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?}: expected a host (sso.intra.example), an address (10.0.0.1) or a network (10.0.0.0/8)")]
pub struct NotAllowable(String);

impl FromStr for Allowed {
    type Err = NotAllowable;

    fn from_str(text: &str) -> Result<Self, NotAllowable> {
        let wrong = || NotAllowable(text.to_owned());
        let text = text.trim();
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length.parse::<u32>().map_err(|_| wrong())?)),
            None => (text, None),
        };
        match address.trim_start_matches('[').trim_end_matches(']').parse() {
            Ok(IpAddr::V4(ip)) if length.is_none_or(|n| n <= 32) => Ok(Self::V4(ip, length.unwrap_or(32))),
            Ok(IpAddr::V6(ip)) if length.is_none_or(|n| n <= 128) => Ok(Self::V6(ip, length.unwrap_or(128))),
            Err(_) if length.is_none() => match url::Host::parse(text) {
                Ok(url::Host::Domain(name)) if !name.contains('*') => {
                    Ok(Self::Host(name.trim_end_matches('.').to_owned()))
                }
                _ => Err(wrong()),
            },
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Host(name) => f.write_str(name),
            Self::V4(ip, length) => write!(f, "{ip}/{length}"),
            Self::V6(ip, length) => write!(f, "{ip}/{length}"),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Allowed {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_networks_are_read() {
        for (text, shown) in [
            ("sso.intra.example", "sso.intra.example"),
            ("SSO.Intra.Example.", "sso.intra.example"),
            ("localhost", "localhost"),
            ("10.20.0.0/16", "10.20.0.0/16"),
            ("127.0.0.1", "127.0.0.1/32"),
            ("fd12::/16", "fd12::/16"),
            ("[::1]", "::1/128"),
            ("0.0.0.0/0", "0.0.0.0/0"),
        ] {
            assert_eq!(text.parse::<Allowed>().unwrap().to_string(), shown);
        }
        for bad in
            ["", "10.0.0.0/33", "fd12::/129", "10.0.0.0/-1", "10.0.0.0/", "intra/8", "a b", "http://x", "*.x"]
        {
            assert!(bad.parse::<Allowed>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_network_covers_its_addresses_however_written() {
        let network: Allowed = "10.20.0.0/16".parse().unwrap();
        for (ip, want) in
            [("10.20.255.1", true), ("::ffff:10.20.0.1", true), ("10.21.0.1", false), ("::1", false)]
        {
            assert_eq!(network.covers(ip.parse().unwrap()), want, "{ip}");
        }
        let host: Allowed = "intra.example".parse().unwrap();
        assert!(host.is_host("Intra.example.") && !host.is_host("x.intra.example"));
    }
}
