//! Editions of the observatory: draft, difference, publication, and the public pages and interface.
//!
//! It reads the ledger of measurements and the catalogue; nobody else does so for all procedures at once.
//!
//! What must always hold:
//! - a published edition never changes: the database refuses it; corrections are errata;
//! - every published figure can be computed again from the rows behind it ([`service::recompute`]);
//! - the same readings give the same checksum on any machine and either engine;
//! - a page of a published edition costs at most three SQL statements, most often none.
//!
//! Tables: `observatory_edition`, `observatory_line`, `observatory_erratum`. Writes no measurement.

pub mod edition;
mod error;
pub mod service;
pub mod store;

use parvis_db::Migrations;
use parvis_db::diesel_migrations::{EmbeddedMigrations, embed_migrations};

pub use error::ObservatoryError;

/// The tables of the observatory.
pub const MIGRATIONS: Migrations = Migrations { owner: "observatory", sqlite, postgres };

fn sqlite() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    ALL
}

fn postgres() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    ALL
}
