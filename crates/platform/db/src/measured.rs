//! What is known of the database from this side of it.

use diesel::r2d2::State;
use diesel::result::{DatabaseErrorKind as Kind, Error};
use parvis_metrics::{Counter, Gauge, Histogram, Metric};
use std::sync::atomic::{AtomicU64, Ordering};

pub static WAIT: Histogram<1> = Histogram::new(
    "parvis_db_wait_seconds",
    "Time until a connection of the pool was free",
    &["access"],
    &[0.000_1, 0.001, 0.01, 0.1, 0.5, 1.0, 2.5, 5.0],
);
pub static WRITE: Histogram<0> = Histogram::new(
    "parvis_db_write_lock_seconds",
    "Time for which a transaction held the one write lock of SQLite, its commit included",
    &[],
    &[0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0],
);
pub static ERRORS: Counter<1> = Counter::new(
    "parvis_db_errors",
    "Times that the database did not do what it was asked; a refused duplicate is none",
    &["kind"],
);
static CONNECTIONS: Gauge<2> =
    Gauge::new("parvis_db_connections", "Connections of the pool", &["access", "state"]);
static STATEMENTS: Counter<0> = Counter::new("parvis_db_statements", "SQL statements sent", &[]);

/// The metrics of this crate.
pub static METRICS: &[&dyn Metric] = &[&WAIT, &WRITE, &ERRORS, &CONNECTIONS, &STATEMENTS];

/// Whether an error says that something is wrong with the database, rather than with what it was given.
pub fn is_trouble(error: &Error) -> bool {
    match error {
        Error::NotFound | Error::RollbackTransaction => false,
        Error::DatabaseError(kind, _) => !matches!(
            kind,
            Kind::UniqueViolation
                | Kind::ForeignKeyViolation
                | Kind::CheckViolation
                | Kind::NotNullViolation
                | Kind::RestrictViolation
                | Kind::ExclusionViolation
        ),
        _ => true,
    }
}

pub fn connections(access: &str, state: &State) {
    let idle = i64::from(state.idle_connections);
    CONNECTIONS.set_count([access, "idle"], idle);
    CONNECTIONS.set_count([access, "in-use"], i64::from(state.connections) - idle);
}

/// `sent` since the pool was opened.
pub fn statements(sent: u64) {
    static COUNTED: AtomicU64 = AtomicU64::new(0);
    let before = COUNTED.fetch_max(sent, Ordering::Relaxed);
    STATEMENTS.add_many([], sent.saturating_sub(before));
    for kind in ["busy", "open", "query"] {
        ERRORS.add_many([kind], 0);
    }
}
