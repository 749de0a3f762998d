//! Use cases.

pub mod counters;
pub mod entry;
pub mod export;
pub mod forms;
pub mod import;
pub mod keep;
pub mod keys;
pub mod measure;
pub mod opendata;
pub mod public;
pub mod reading;
