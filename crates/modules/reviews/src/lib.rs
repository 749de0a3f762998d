//! What people say of a procedure: the national survey, step by step, at national scale, for everyone.
//!
//! What must always hold: the server owns dates, scores, lengths and whether answers fit together; an opinion that was
//! acknowledged is kept once, and counted once, in the transaction that keeps it; counters and opinions say the same
//! ([`service::counters::verify`]); no address is kept, and personal data is masked before anything is stored; what a
//! rule sets aside is kept, shown to whoever answers for the procedure, and put back with one act.
//!
//! Tables: `reviews_*`. Writes the readings `satisfaction`, `clarity`, `help_reachable`, `help_effective` and
//! `autonomy`, with the source `reviews`.

pub mod alerts;
pub mod answers;
pub mod api;
pub mod batch;
mod desk;
pub mod disclose;
mod download;
mod format;
pub mod generate;
pub mod hooks;
pub mod intake;
mod jobs;
mod letters;
pub mod links;
mod measured;
pub mod model;
pub mod old;
pub mod opendata;
mod pages;
pub mod quote;
mod retention;
pub mod row;
pub mod score;
pub mod search;
pub mod service;
pub mod shape;
mod store;
pub mod survey;
pub mod sus;
pub mod telling;
pub mod texts;
pub mod topics;

use parvis_accounts::http::{DeskEntry, Routes};
use parvis_db::Migrations;
use parvis_db::diesel_migrations::{EmbeddedMigrations, embed_migrations};
use parvis_i18n::Locales;
use parvis_kernel::Permission;
use parvis_outbound::Outbound;

pub use api::{openapi, router as api_router};
pub use hooks::jobs as hook_jobs;
pub use jobs::jobs;
pub use letters::jobs as letter_jobs;
pub use measured::{METRICS, gauge};
pub use pages::public::{Public, public_router};
pub use pages::{Survey, router};
pub use retention::RETENTION;
pub use store::Wanted;
pub use store::counts::{Filter, Slice, between};

/// The words of the desk's pages.
pub const LOCALES: Locales = Locales {
    owner: "reviews",
    fr: include_str!("../locales/fr.ftl"),
    en: include_str!("../locales/en.ftl"),
};

/// The entries of the desk's menu.
pub const MENU: &[DeskEntry] = &[
    DeskEntry { key: "reviews-title", paths: links::FORMS, permission: Some(Permission::ReviewRead) },
    DeskEntry { key: "reviews-keys-title", paths: links::KEYS, permission: Some(Permission::ReviewManage) },
    DeskEntry { key: "reviews-enter-title", paths: links::ENTER, permission: Some(Permission::ReviewEnter) },
];

/// The routes of the module behind the door.
pub fn routes(routes: Routes) -> Routes {
    desk::routes(routes)
}

/// The routes of webhooks; `outbound` says which hosts of its own network the installation names.
pub fn hook_routes(routes: Routes, outbound: Option<&Outbound>) -> Routes {
    desk::hooks::routes(routes, outbound)
}

/// The tables of the module.
pub const MIGRATIONS: Migrations = Migrations { owner: "reviews", sqlite, postgres };

fn sqlite() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    ALL
}

fn postgres() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    ALL
}
