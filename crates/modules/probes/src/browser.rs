//! What a real browser shows of a page: how it came to be seen, what people meet at each width and with the keyboard
//! alone, and what axe-core says of it.

mod axe;
mod look;
mod merge;
mod report;
mod rules;
mod walk;

pub use axe::TABLE as AXE_CRITERIA;
pub use look::{Seen, look};
pub use merge::merge;
pub use report::{BrowserReport, Weight};
pub use rules::RULES;
