//! Signing in at an OpenID Connect provider: the protocol, and nothing of whoever signs in.
//!
//! Authorisation code with PKCE, in two steps: [`Provider::begin`] says where to send the browser and what to remember
//! ([`Attempt`], a secret of that one browser, good once and for a short while: keeping it so is the caller's part);
//! [`Provider::finish`] turns what the browser brings back into a [`Person`]. Everything blocks its thread.
//!
//! What must always hold: nobody is a person before the state, the issuer of the answer, the code with its verifier,
//! and the token's signature, issuer, audience, expiry and nonce have all been checked; keys are the provider's
//! published ones, never the client's secret; all requests leave through [`parvis_outbound`].
//!
//! Sources: OpenID Connect Core and Discovery 1.0, RP-Initiated Logout 1.0, RFC 7636 (PKCE), RFC 9207 (`iss`).

mod error;
mod known;
mod person;
mod provider;
mod settings;

pub use error::Error;
pub use person::Person;
pub use provider::{Attempt, Begun, Provider, Returned};
pub use settings::ProviderSettings;
