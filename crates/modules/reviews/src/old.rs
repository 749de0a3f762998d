//! The CSV export of the feedback service that came before: one line an opinion, answers in words.

mod labels;
mod row;

use parvis_csv::{Columns, Problems, Table};
use std::collections::HashMap;

pub use row::{Line, Reading};

/// The columns of an export; what a file calls otherwise is renamed.
pub const COLUMNS: Columns = Columns {
    required: &["id", "date", "satisfaction"],
    optional: &[
        "form",
        "link",
        "clarity",
        "help",
        "reached_counter",
        "reached_phone",
        "reached_email",
        "reached_chat",
        "quality_counter",
        "quality_phone",
        "quality_email",
        "quality_chat",
        "other",
        "comment",
    ],
};

/// Words that a file uses for options, besides those that are known: folded, and the option.
pub type Labels = HashMap<String, String>;

/// The export of a file.
///
/// # Errors
/// Every problem of its header.
pub fn open<'f>(bytes: &'f [u8], map: &[(String, String)]) -> Result<Table<'f>, Problems> {
    Table::open(bytes, COLUMNS, map)
}
