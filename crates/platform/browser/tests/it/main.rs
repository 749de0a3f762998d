//! A real Chromium and real servers of this machine: pages as they are seen, and pages that fight back.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod hostile;
mod network;
mod sight;
mod world;
