//! A published edition in memory, and the views of it that addresses ask for.

mod book;
mod index;
mod indexer;
mod texts;
mod view;

pub use book::{Book, Row};
pub use index::Index;
pub use indexer::Indexer;
pub use view::{BadView, Sort, SortKey, View};
