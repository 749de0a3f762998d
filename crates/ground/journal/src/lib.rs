//! The audit trail: one entry per act, each committing to the one before it.
//!
//! [`act`] runs a use case and writes its entry in the same transaction: neither is ever there without the other.
//! The entry names the agent by identifier only, so that it outlives the account without keeping the person's name.
//!
//! What must always hold: entries are only ever added, one after the other, and the database refuses anything else;
//! altering, removing, reordering or cutting entries behind its back is seen by [`verify`]; what [`export`] writes
//! can be checked with nothing but SHA-256 (`docs/journal.md`).
//!
//! Tables: `journal_entry`, `journal_head`, `journal_erasure`.

mod act;
mod chain;
mod ended;
mod entry;
mod error;
mod export;
pub mod retention;
mod store;

use parvis_db::Migrations;
use parvis_db::diesel_migrations::{EmbeddedMigrations, embed_migrations};

pub use act::{Act, By, CONSOLE, act};
pub use chain::{Checkpoint, Fault, Verified, verify};
pub use ended::{JOBS, jobs};
pub use entry::{Change, Entry};
pub use error::JournalError;
pub use export::{CHECKPOINT_EVERY, checkpoints, export};
pub use store::{Filter, PAGE, actions, page};

/// The tables of the journal.
pub const MIGRATIONS: Migrations = Migrations { owner: "journal", sqlite, postgres };

fn sqlite() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    ALL
}

fn postgres() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    ALL
}
