//! Serving pages: strict addresses, security headers, compression, pages kept in memory, problem details.
//!
//! What must always hold: no answer leaves without its security headers; an address that is not understood
//! gets a sentence that says so, never an empty page or an ignored parameter; an answer kept in memory is
//! thrown away when something is published.

mod assets;
mod cache;
mod encoding;
mod headers;
mod problem;
mod query;
mod server;

pub use assets::{asset_router, has_asset, stylesheet};
pub use cache::{Freshness, PageCache, serve_from_memory};
pub use encoding::Encoding;
pub use headers::{Framing, security_headers};
pub use problem::{Problem, problem};
pub use query::{BadQuery, Query};
pub use server::{Listening, finish, serve};
