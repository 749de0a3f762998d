//! Who sends a request: its network, its identifier, and whether it came over TLS.

use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use parvis_kernel::{Clock, Id, Rng};
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

/// The sender of a request, put on it by [`identify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// `/24` of an IPv4 address, `/48` of an IPv6 one: what is kept of where somebody is.
    pub network: String,
    /// The request's identifier, in the log and in the journal.
    pub request: String,
}

/// A range of addresses, such as `10.0.0.0/8`; an address alone is a range of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

/// Expected `10.0.0.0/8`, `2001:db8::/32` or an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotANetwork;

impl Network {
    /// The network of that many leading bits around an address.
    pub fn around(address: IpAddr, bits: u8) -> Self {
        let address = match address {
            IpAddr::V4(v4) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(bits.min(32))).unwrap_or(0);
                IpAddr::V4((u32::from(v4) & mask).into())
            }
            IpAddr::V6(v6) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(bits.min(128))).unwrap_or(0);
                IpAddr::V6((u128::from(v6) & mask).into())
            }
        };
        Self { address, bits }
    }

    /// What is kept of an address.
    pub fn prefix(address: IpAddr) -> Self {
        Self::around(address, if address.is_ipv4() { 24 } else { 48 })
    }

    pub fn contains(self, address: IpAddr) -> bool {
        Self::around(address, self.bits) == self
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.bits)
    }
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u8>().map_err(|_| NotANetwork)?)),
            None => (text, None),
        };
        let address: IpAddr = address.trim().parse().map_err(|_| NotANetwork)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        if bits > most { Err(NotANetwork) } else { Ok(Self::around(address, bits)) }
    }
}

/// What [`identify`] needs.
#[derive(Clone)]
pub struct Identify {
    /// Proxies whose `X-Forwarded-For` is believed; anybody else's is ignored.
    pub proxies: Arc<Vec<Network>>,
    pub clock: Arc<dyn Clock>,
    pub rng: Arc<dyn Rng>,
}

/// Tells each request where it comes from.
pub async fn identify(State(own): State<Identify>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let address = address_of(peer, request.headers(), &own.proxies);
    let client = Client {
        network: Network::prefix(address).to_string(),
        request: Id::new(&*own.clock, &*own.rng).to_string(),
    };
    request.extensions_mut().insert(client);
    next.run(request).await
}

/// The address of the sender: the last one of `X-Forwarded-For` that is no trusted proxy, when the peer is one.
fn address_of(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| proxies.iter().any(|network| network.contains(address.to_canonical()));
    if !is_trusted(peer) {
        return peer.to_canonical();
    }
    let forwarded = headers.get_all("x-forwarded-for").iter().rev();
    let mut hops = forwarded.filter_map(|value| value.to_str().ok()).flat_map(|value| value.rsplit(','));
    let sender =
        hops.by_ref().map_while(|hop| hop.trim().parse::<IpAddr>().ok()).find(|hop| !is_trusted(*hop));
    sender.unwrap_or(peer).to_canonical()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(peer: &str, forwarded: &[&str]) -> String {
        let proxies = ["10.0.0.0/8".parse().unwrap(), "::1".parse().unwrap()];
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        address_of(peer.parse().unwrap(), &headers, &proxies).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        for (peer, forwarded, want) in [
            ("192.0.2.7", &["198.51.100.1"][..], "192.0.2.7"),
            ("10.1.2.3", &["198.51.100.1"], "198.51.100.1"),
            ("10.1.2.3", &["203.0.113.9, 198.51.100.1, 10.9.9.9"], "198.51.100.1"),
            ("10.1.2.3", &["203.0.113.9", "198.51.100.1"], "198.51.100.1"),
            ("10.1.2.3", &["198.51.100.1, rubbish"], "10.1.2.3"),
            ("10.1.2.3", &[], "10.1.2.3"),
            ("::1", &["2001:db8::1"], "2001:db8::1"),
            ("::ffff:192.0.2.7", &[], "192.0.2.7"),
        ] {
            assert_eq!(sender(peer, forwarded), want, "{peer} {forwarded:?}");
        }
    }

    #[test]
    fn a_prefix_says_little_of_a_person() {
        let prefix = |text: &str| Network::prefix(text.parse().unwrap()).to_string();
        assert_eq!(prefix("192.0.2.77"), "192.0.2.0/24");
        assert_eq!(prefix("2001:db8:1:2:3::4"), "2001:db8:1::/48");
        for bad in ["", "10.0.0.0/33", "10.0.0/8", "2001:db8::/129", "x/8"] {
            assert!(bad.parse::<Network>().is_err(), "{bad}");
        }
        assert!("0.0.0.0/0".parse::<Network>().unwrap().contains([8, 8, 8, 8].into()));
    }
}
