//! What people upload: accepted by content, scanned before it is served, kept in a folder or an S3 store.
//!
//! A recipe. A handler receives the bytes, then attaches them in the transaction of the act they belong to:
//! ```ignore
//! let received = files.receive(&pool, &upload.name, upload.bytes, clock, rng)?;     // kept, not yet anyone's
//! pool.write(|db| db.tx(|db| {
//!     let id = store::add_proof(db, …)?;
//!     files.attach(db, &received, &Owner::new("proof", id.to_string()).of(space, agent), clock, rng)
//! }))?;
//! bell.ring();                                                                      // it is scanned at once
//! ```
//! and serves them to whoever may see what they are attached to, which only the module knows:
//! ```ignore
//! let file = parvis_files::find(db, id)?.ok_or(NotFound)?;                          // then the module's policy
//! Ok(files.open(file, clock.now())?.into_response())
//! ```
//!
//! What must always hold:
//! - a file is what its content says, of a few [`Kind`]s, whatever its name says; its name is a label;
//! - while a scanner is configured, nothing that it has not found clean is served; one that is down stops files,
//!   not pages;
//! - a file comes as a download that a browser neither guesses at nor runs;
//! - what is read back is what was written (SHA-256), or nothing;
//! - bytes that belong to no row are erased within a day, whatever was interrupted.
//!
//! Table: `files_file`.

mod depot;
mod error;
mod jobs;
mod keep;
mod kind;
mod label;
mod model;
mod scanner;
mod serve;
mod service;
mod settings;
mod store;
#[cfg(feature = "testing")]
pub mod testing;

use parvis_db::Migrations;
use parvis_db::diesel_migrations::{EmbeddedMigrations, embed_migrations};
use parvis_i18n::Locales;

pub use error::Error;
pub use kind::Kind;
pub use model::{File, Owner, Received, State};
pub use scanner::{BadScanner, Scanner, Verdict};
pub use serve::Download;
pub use service::Files;
pub use settings::{FilesSettings, Keep, S3Settings};
pub use store::{STRIDE, after, find, of_owner};

/// The table of the files.
pub const MIGRATIONS: Migrations = Migrations { owner: "files", sqlite, postgres };

fn sqlite() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    ALL
}

fn postgres() -> EmbeddedMigrations {
    const ALL: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    ALL
}

/// The words of states, kinds and refusals.
pub const LOCALES: Locales =
    Locales { owner: "files", fr: include_str!("../locales/fr.ftl"), en: include_str!("../locales/en.ftl") };
