//! What owners and quality officers do, on real databases: every body runs on both engines.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod assess;
mod catalogue;
mod correct;
mod documentation;
mod evidence;
mod evidence_pages;
mod import;
mod owners;
mod pages;
mod reminders;
mod world;
