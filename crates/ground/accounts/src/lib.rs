//! Agents, organisations and spaces; who may do what, where, until when; and the door in front of every page that
//! needs it.
//!
//! Rights are plain values of the kernel ([`parvis_kernel::Actor::may`]); this crate keeps them, and hands objects
//! over as [`Guarded`], which open to a permission and in no other way.
//!
//! What must always hold:
//! - no secret is stored: of tokens, codes and sessions a digest, of passwords an Argon2id hash, of second factors a
//!   text sealed with the installation's key;
//! - links and codes are good once: of many uses at the same time, one succeeds;
//! - answers and their timing do not tell whether an account exists;
//! - what an act changes and its entry in the journal are one transaction;
//! - a deleted account leaves its identifier, nothing else.
//!
//! Tables: `accounts_*`.

mod device;
mod error;
pub mod factor;
mod guard;
pub mod http;
mod letters;
mod look;
mod means;
pub mod model;
pub mod passkey;
pub mod password;
mod post;
mod retention;
pub mod secret;
pub mod service;
mod store;
pub mod token;

use parvis_db::Migrations;
use parvis_db::diesel_migrations::{EmbeddedMigrations, embed_migrations};

use parvis_i18n::Locales;

pub use device::device_name;
pub use error::AccountsError;
pub use guard::{Guarded, Placed, visible};
pub use letters::LetterJob;
pub use look::dressed;
pub use means::Means;
pub use post::{Post, jobs};
pub use retention::RETENTION;

/// The tables of the accounts.
pub const MIGRATIONS: Migrations = Migrations { owner: "accounts", sqlite, postgres };

fn sqlite() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    ALL
}

fn postgres() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    ALL
}

/// The words of roles, errors and letters.
pub const LOCALES: Locales = Locales {
    owner: "accounts",
    fr: include_str!("../locales/fr.ftl"),
    en: include_str!("../locales/en.ftl"),
};
