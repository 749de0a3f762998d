//! What the owner of a procedure and the quality officer do with it: keep its facts, say who answers for it, assess
//! the criteria that only a person can read, correct its measurements.
//!
//! What must always hold: a procedure opens where it lies and nowhere else, and nothing of one space is seen from
//! another; nobody accepts what they assessed; an assessment that was accepted never changes, nor do its files; what a
//! page changes and its entry in the journal are one transaction; a reason is told with every change.
//!
//! Tables: `procedures_assessment`. Writes readings with the source `human`.

pub mod assessment;
pub mod links;
mod pages;
pub mod protocol;
mod reminders;
pub mod service;
mod store;
mod words;

use parvis_accounts::http::{DeskEntry, Routes};
use parvis_db::Migrations;
use parvis_db::diesel_migrations::{EmbeddedMigrations, embed_migrations};
use parvis_files::Files;
use parvis_i18n::Locales;
use parvis_kernel::Permission;

pub use parvis_places as place;
pub use reminders::jobs;

/// The tables of the module.
pub const MIGRATIONS: Migrations = Migrations { owner: "procedures", sqlite, postgres };

fn sqlite() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    ALL
}

fn postgres() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    ALL
}

/// The words of the pages.
pub const LOCALES: Locales = Locales {
    owner: "procedures",
    fr: include_str!("../locales/fr.ftl"),
    en: include_str!("../locales/en.ftl"),
};

/// The entries of the desk's menu.
pub const MENU: &[DeskEntry] = &[
    DeskEntry { key: "proc-title", paths: links::PROCEDURES, permission: Some(Permission::CatalogRead) },
    DeskEntry { key: "crit-title", paths: links::CRITERIA, permission: Some(Permission::MeasureRead) },
];

/// The routes of the module; evidence is kept in `files`.
pub fn routes(routes: Routes, files: &Files) -> Routes {
    pages::routes(routes, files)
}
