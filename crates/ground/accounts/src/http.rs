//! The door: every page and act behind the sign-in is a route with a policy, and a handler that is a plain function.
//!
//! [`Routes`] takes no route without its [`Policy`]; the list of them all is what the tests of wrong actors walk.

mod cx;
mod door;
pub mod paths;
mod reply;
mod routes;

pub use cx::{Cx, Desk, DeskEntry};
pub use door::{CHALLENGE_COOKIE, DEVICE_COOKIE, FORM_COOKIE, FORM_FIELD, SESSION_COOKIE};
pub use reply::{Answer, Refusal, Reply};
pub use routes::{Paths, Policy, RouteInfo, Routes};
