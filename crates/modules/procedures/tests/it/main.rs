//! What owners and quality officers do, on real databases: every body runs on both engines.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod catalogue;
mod import;
mod owners;
mod pages;
mod world;
