//! Use cases.

pub mod counters;
pub mod entry;
pub mod forms;
pub mod reading;
