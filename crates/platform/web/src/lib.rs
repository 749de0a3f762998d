//! Serving pages: strict addresses, security headers, compression, pages kept in memory, problem details.
//!
//! What must always hold: no answer leaves without its security headers; an address that is not understood
//! gets a sentence that says so, never an empty page or an ignored parameter; an answer kept in memory is
//! thrown away when something is published; an address is kept as the prefix of its network only.

mod assets;
mod cache;
mod class;
mod client;
mod cookies;
mod encoding;
mod form;
mod guard;
mod headers;
mod health;
mod measured;
mod origin;
mod problem;
mod query;
mod serve;
mod server;

pub use assets::{asset_router, has_asset, script, stylesheet};
pub use cache::{Freshness, PageCache, serve_from_memory};
pub use class::{Class, Limit, Limits, Verdict, verdict};
pub use client::{Client, Identify, Network, NotANetwork};
pub use cookies::{clear_cookie, cookie, set_cookie};
pub use encoding::Encoding;
pub use form::{BadForm, Fields, Upload};
pub use guard::{Classify, Excuse, Guard, Refused, Turned};
pub use headers::{Framing, Script};
pub use health::{HEALTH, Health, Look, NotReady, health_router};
pub use measured::METRICS;
pub use origin::is_from_here;
pub use problem::{Problem, problem};
pub use query::{BadQuery, Query};
pub use serve::{Listening, serve};
pub use server::{Edge, asked_to_stop, finish};
