use mail_parser::{Message, MessageParser};
use parvis_kernel::Timestamp;
use std::path::Path;

use crate::Error;

/// The newest letters of a folder that are listed.
const LISTED: usize = 100;

/// A letter that was written to a file instead of being sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Name of the file, without its ending.
    pub name: String,
    pub at: Timestamp,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

impl Written {
    fn new(name: String, message: &Message<'_>) -> Self {
        let to = message.to().and_then(|all| all.first()).and_then(|one| one.address());
        let seconds = message.date().map_or(0, mail_parser::DateTime::to_timestamp);
        Self {
            name,
            at: Timestamp::from_micros(seconds.saturating_mul(1_000_000)),
            to: to.unwrap_or_default().to_owned(),
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
        }
    }
}

/// The letters of a folder, the newest first. What is no letter is passed over.
pub(crate) fn letters(folder: &Path) -> Result<Vec<Written>, Error> {
    let entries: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "eml"));
    // Their names begin with the instant.
    paths.sort_unstable_by(|a, b| b.cmp(a));
    let read = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).ok()?;
        let name = path.file_stem()?.to_str()?.to_owned();
        Some(Written::new(name, &MessageParser::default().parse(&bytes)?))
    };
    Ok(paths.iter().take(LISTED).filter_map(read).collect())
}
