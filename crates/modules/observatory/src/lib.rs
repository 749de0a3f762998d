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
//! Tables: `observatory_edition`, `observatory_line`, `observatory_erratum`, `observatory_comment`,
//! `observatory_signature`. Writes no measurement.

pub mod browse;
pub mod edition;
mod error;
mod format;
mod http;
pub mod links;
mod ports;
pub mod service;
mod shelf;
pub mod store;
mod views;

use parvis_db::Migrations;
use parvis_db::diesel_migrations::{EmbeddedMigrations, embed_migrations};
use parvis_i18n::Locales;
use parvis_ui::MenuEntry;

pub use error::ObservatoryError;
pub use http::desk::{MENU as DESK_MENU, Press, routes as desk_routes};
pub use http::{App, openapi, router};
pub use ports::Elsewhere;
pub use shelf::{Published, Shelf};

/// The words of the pages.
pub const LOCALES: Locales = Locales {
    owner: "observatory",
    fr: include_str!("../locales/fr.ftl"),
    en: include_str!("../locales/en.ftl"),
};

/// The entries of the main menu: message key and address.
pub const MENU: &[MenuEntry] = &[
    ("menu-latest", links::latest),
    ("menu-groups", links::groups),
    ("menu-indicators", links::indicators),
    ("menu-editions", links::editions),
    ("menu-data", links::data),
];

/// The entries of the footer.
pub const FOOTER: &[MenuEntry] = &[
    ("method-title", links::method),
    ("errata-title", links::errata),
    ("interface-title", links::interface),
    ("accessibility-title", links::accessibility),
    ("legal-title", links::legal),
    ("map-title", links::site_map),
];

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
