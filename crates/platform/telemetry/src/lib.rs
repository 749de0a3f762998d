//! Logs: for people at a terminal, as JSON Lines for a collector.
//!
//! What must always hold: logs go to standard error, so that a command's output can be piped; they hold no
//! personal data, no query string and no secret.

use tracing_subscriber::EnvFilter;

parvis_kernel::text_enum! {
    /// The form of the logs.
    #[derive(Default)]
    pub enum LogFormat {
        #[default]
        Text = "text",
        Json = "json",
    }
}

/// Starts logging. `filter` is in the form of `tracing` (`info`, `parvis_web=debug`); one that is not
/// understood falls back to `info`. A second call changes nothing.
pub fn start(format: LogFormat, filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let base =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // A logger that is set already is the embedding program's choice: it stays.
    let _ = match format {
        LogFormat::Text => base.compact().try_init(),
        LogFormat::Json => base.json().flatten_event(true).try_init(),
    };
}
