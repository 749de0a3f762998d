//! The command line, the configuration, and the list of modules: wiring, nothing else.
//!
//! What must always hold: standard output holds a command's result and nothing else; progress, logs and errors
//! go to standard error; a command that fails says what to do and exits with 1, bad usage with 2.

mod app;
mod backup;
mod beside;
mod cli;
mod commands;
mod config;
mod demo;
mod demo_accounts;
mod failure;
mod files;
mod gate;
mod key;
mod limits;
mod modules;
mod probes;
mod providers;
mod watch;

pub use app::{Parts, Product, Site, build, open_pool, registry, site};
pub use cli::run;
pub use demo::load as load_demo;
pub use demo_accounts::{DEMO_PASSWORD, load as load_demo_accounts};
pub use failure::Failure;
pub use modules::{LOCALES, METRICS, MIGRATIONS, RETENTION, messages};
pub use watch::Watch;
