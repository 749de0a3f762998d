//! The catalogue of procedures: an identity that survives a new name, owner, address or number.
//!
//! A procedure is an identifier, a slug that never changes, and dated [`Fact`]s. Everything that can change is
//! a fact: its name, who answers for it, its address, its number in another system, its state. A fact says
//! since when it holds and when we learnt it, so that any past day can be told as it was known at any moment.
//!
//! What must always hold: facts are append-only; a slug is never reused; a number means at most one procedure
//! on any one day; merging, splitting and retiring delete nothing.
//!
//! Tables: `catalog_procedure`, `catalog_fact`.

mod birth;
mod entry;
mod error;
mod facts;
mod form;
mod import;
mod lineage;
mod procedure;
mod store;
mod territory;

use parvis_db::Migrations;
use parvis_db::diesel_migrations::{EmbeddedMigrations, embed_migrations};
use parvis_i18n::Locales;

pub use birth::{New, create};
pub use entry::{EntryRule, VOLUME_LIMIT, entry_rule};
pub use error::CatalogError;
pub use facts::{Fact, Kind, State};
pub use import::{Audience, COLUMNS, Draft, Report, load, parse};
pub use lineage::{Act, act};
pub use procedure::{Catalog, Procedure, Snapshot};
pub use store::{all, by_id, by_slug, facts_of};
pub use territory::Territory;

/// The tables of the catalogue.
pub const MIGRATIONS: Migrations = Migrations { owner: "catalog", sqlite, postgres };

fn sqlite() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    ALL
}

fn postgres() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    ALL
}

/// The words of import problems.
pub const LOCALES: Locales = Locales {
    owner: "catalog",
    fr: include_str!("../locales/fr.ftl"),
    en: include_str!("../locales/en.ftl"),
};
