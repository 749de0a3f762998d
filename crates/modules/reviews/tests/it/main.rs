//! Opinions on real databases: every body runs on both engines.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod counting;
mod entry;
mod forms;
mod import;
mod nightly;
mod pages;
mod world;
