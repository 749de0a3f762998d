//! The only way out: requests to other machines, never to those of one's own network unless it says so.
//!
//! Whoever can have a server fetch an address can have it knock at doors that only the server reaches: its own
//! ports, its neighbours, the metadata of its cloud. So every request of the product leaves through [`Outbound`]:
//! ```no_run
//! # use parvis_outbound::{Outbound, OutboundSettings};
//! let outbound = Outbound::new(OutboundSettings {
//!     allowed: vec!["sso.intra.example".parse()?, "10.20.0.0/16".parse()?],
//!     ..OutboundSettings::default()
//! })?;
//! let page = outbound.get("https://www.example/etat")?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What must always hold:
//! - an address that is not of the public Internet ([`is_public`]) is not connected to, unless [`Allowed`];
//! - the address that was checked is the one connected to: a name is looked up once a connection;
//! - a redirection is a request like any other, checked again, never from TLS to none, and what the caller added to
//!   its request (a key, a password) is not repeated to another host;
//! - a request ends in time and in size, whatever the other side does;
//! - no cookie, no referrer, no proxy from the environment.
//!
//! [`Visitor`] is the way out for whoever measures: it keeps the same rules, and says how long each part took and what
//! went wrong.
//!
//! Certificates are checked against the authorities of the machine (`SSL_CERT_FILE` names others).

mod allowed;
mod certificate;
mod decode;
mod error;
mod public;
mod send;
mod settings;
mod visit;

pub use allowed::{Allowed, NotAllowable};
pub use certificate::Tls;
pub use error::Error;
pub use public::is_public;
pub use send::{Answer, Outbound};
pub use settings::OutboundSettings;
pub use visit::{Hop, MOST_HOPS, Missed, Timings, Visit, VisitSettings, Visitor, connect_to};

pub use http;
