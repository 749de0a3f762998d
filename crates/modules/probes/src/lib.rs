//! What a page is really like to use, read by a machine; by hand with `parvis probe`, and by itself for the addresses of
//! procedures, every few minutes and each night.
//!
//! What must always hold: a machine proves failures and asks for reviews, it never says that a criterion is met; a page
//! is data, and nothing that it does can hurt ([`parvis_outbound::Visitor`], limits on size, time and depth); what could
//! not be visited is said, with why; a look that was due and did not take place is written down as a gap.
//!
//! Tables: `probes_watch`, `probes_check`, `probes_outage`, `probes_gap`, `probes_maintenance`, `probes_run`,
//! `probes_judgement`, `probes_alert`, `probes_audit`, `probes_audit_page`, `probes_audit_decision`,
//! `probes_audit_statement`. Writes readings with the source `probes`.

pub mod audit;
pub mod broken;
pub mod browser;
pub mod contact;
mod desk;
pub mod dom;
mod eyes;
pub mod facts;
pub mod finding;
mod jobs;
pub mod journey;
mod language;
mod letters;
pub mod links;
pub mod marks;
pub mod measure;
mod measured;
mod name;
pub mod page;
pub mod phone;
pub mod plain;
pub mod prober;
mod public;
pub mod report;
mod retention;
pub mod rgaa;
pub mod robots;
pub mod rules;
pub mod security_txt;
pub mod service;
pub mod site;
pub mod statement;
mod store;
pub mod track;
pub mod transport;
pub mod watch;
pub mod words;

use parvis_accounts::http::{DeskEntry, Routes};
use parvis_db::Migrations;
use parvis_db::diesel_migrations::{EmbeddedMigrations, embed_migrations};
use parvis_i18n::Locales;
use parvis_kernel::Permission;

pub use eyes::Eyes;
pub use jobs::jobs;
pub use measured::{METRICS, gauge};
pub use prober::Prober;
pub use public::{Public, public_router};
pub use retention::RETENTION;

/// The tables of the module.
pub const MIGRATIONS: Migrations = Migrations { owner: "probes", sqlite, postgres };

fn sqlite() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    ALL
}

fn postgres() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    ALL
}

/// What each rule says, and the words of the pages.
pub const LOCALES: Locales =
    Locales { owner: "probes", fr: include_str!("../locales/fr.ftl"), en: include_str!("../locales/en.ftl") };

/// The entry of the desk's menu.
pub const MENU: &[DeskEntry] =
    &[DeskEntry { key: "probes-title", paths: links::PROBES, permission: Some(Permission::MeasureRead) }];

/// The routes behind the door.
pub fn routes(routes: Routes) -> Routes {
    desk::routes(routes)
}
