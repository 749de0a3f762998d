//! Opinions on real databases: every body runs on both engines.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod alerts;
mod batches;
mod counting;
mod entry;
mod flood;
mod follow;
mod forms;
mod generate;
mod hooks;
mod import;
mod judged;
mod nightly;
mod pages;
mod search;
mod topics;
mod versions;
mod versions_counted;
mod versions_pages;
mod work;
mod world;
