//! Logs: for people at a terminal, as JSON Lines for a collector. Traces, with the feature `otel`.
//!
//! What must always hold: logs go to standard error, so that a command's output can be piped; logs and traces hold no
//! personal data, no query string and no secret.

#[cfg(feature = "otel")]
mod otel;

use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt};

parvis_kernel::text_enum! {
    /// The form of the logs.
    #[derive(Default)]
    pub enum LogFormat {
        #[default]
        Text = "text",
        Json = "json",
    }
}

/// Kept for as long as the program runs: what was traced last is sent when it is dropped.
#[must_use]
pub struct Telemetry {
    #[cfg(feature = "otel")]
    _traces: Option<otel::Traces>,
}

/// Starts logging. `filter` is in the form of `tracing` (`info`, `parvis_web=debug`); one that is not
/// understood falls back to `info`. A second call changes nothing. With the feature `otel`, traces are sent where the
/// variables `OTEL_…` say.
pub fn start(format: LogFormat, filter: &str) -> Telemetry {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    // A line that cannot be written is lost: told of it, the default is to panic in whatever wrote it.
    let base = fmt::layer().with_writer(std::io::stderr).with_target(false).log_internal_errors(false);
    let lines: Box<dyn Layer<Registry> + Send + Sync> = match format {
        LogFormat::Text => base.compact().boxed(),
        LogFormat::Json => base.json().flatten_event(true).with_span_list(false).boxed(),
    };
    // A logger that is set already is the embedding program's choice: it stays.
    #[cfg(not(feature = "otel"))]
    {
        let _ = tracing_subscriber::registry().with(lines.with_filter(filter)).try_init();
        Telemetry {}
    }
    #[cfg(feature = "otel")]
    {
        let traces = otel::Traces::start();
        let layer = traces.as_ref().map(otel::Traces::layer);
        let _ = tracing_subscriber::registry().with(lines.with_filter(filter)).with(layer).try_init();
        Telemetry { _traces: traces }
    }
}
