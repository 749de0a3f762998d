//! The ledger of measurements, the indicators as data, and the one place that grades them.
//!
//! Every module that learns something about a procedure writes a [`Reading`] here; whoever shows readings
//! reads them here. This crate does not know who writes or who reads.
//!
//! What must always hold:
//! - the ledger is append-only: a correction is a new revision that supersedes, the database refuses the rest;
//! - grades are taken on raw values, never on rounded ones;
//! - no reading, too few answers, not applicable, stale and zero stay five different things.
//!
//! Tables: `measures_reading`, `measures_gap`.

mod assess;
mod gaps;
mod import;
mod indicator;
mod interval;
mod ledger;
mod load;
mod reading;
mod suspect;

use parvis_db::Migrations;
use parvis_db::diesel_migrations::{EmbeddedMigrations, embed_migrations};
use parvis_i18n::Locales;

pub use assess::{Assessment, Level, assess};
pub use import::{COLUMNS, Context, Draft, parse};
pub use indicator::{Choice, Direction, Indicator, Indicators, Method, Text, Unit};
pub use interval::{Basis, Interval, Z95, exact_mark, wilson};
pub use ledger::{Gap, Key, gaps_all, history, load_up_to, of_procedure, record, record_gaps, revisions};
pub use load::{Report, load};
pub use reading::{InvalidReading, Reading, Value, Window};
pub use suspect::is_suspect;

/// The tables of the ledger.
pub const MIGRATIONS: Migrations = Migrations { owner: "measures", sqlite, postgres };

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
    owner: "measures",
    fr: include_str!("../locales/fr.ftl"),
    en: include_str!("../locales/en.ftl"),
};
