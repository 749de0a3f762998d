//! Use cases.

pub mod counters;
pub mod entry;
pub mod finding;
pub mod follow;
pub mod forms;
pub mod generate;
pub mod keep;
pub mod measure;
pub mod quotes;
pub mod reading;
pub mod topics;
pub mod words;
pub mod work;
