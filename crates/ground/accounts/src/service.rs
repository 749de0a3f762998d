//! The use cases. The first thing each does is to ask whether the actor may; what it changes and its entry in the
//! journal are one transaction.

pub mod agents;
pub mod demo;
pub mod email;
pub mod enter;
pub mod invite;
pub mod organisations;
pub mod own;
pub mod passkeys;
pub mod provider;
pub mod requests;
pub mod reset;
pub mod rights;
pub mod setup;
pub mod spaces;
pub(crate) mod throttle;
