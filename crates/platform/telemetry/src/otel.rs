//! Spans, sent to a collector of OpenTelemetry over HTTP.

use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::SpanExporter;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::registry::LookupSpan;

/// The variables that name a collector: without one of them nothing is sent.
const WHERE: [&str; 2] = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];

/// What sends spans, in a thread of its own; what is left is sent when it is dropped.
pub struct Traces(SdkTracerProvider);

impl Traces {
    /// As the variables of the standard say; none when they name no collector.
    pub fn start() -> Option<Self> {
        if WHERE.iter().all(|name| std::env::var_os(name).is_none_or(|value| value.is_empty())) {
            return None;
        }
        // The one that the rest of the product uses; one that is set already stays.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let exporter = match SpanExporter::builder().with_http().build() {
            Ok(exporter) => exporter,
            Err(error) => {
                tracing::error!(%error, "traces cannot be sent");
                return None;
            }
        };
        let mut resource = Resource::builder();
        if std::env::var_os("OTEL_SERVICE_NAME").is_none() {
            resource = resource.with_service_name("parvis");
        }
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(resource.build())
            .build();
        Some(Self(provider))
    }

    /// Our own spans alone: those of libraries may hold what must leave the machine in no way.
    pub fn layer<S>(&self) -> impl Layer<S> + use<S>
    where
        S: tracing::Subscriber + for<'span> LookupSpan<'span>,
    {
        let own = Targets::new()
            .with_target("parvis", LevelFilter::INFO)
            .with_target("parvis_web", LevelFilter::INFO)
            .with_target("parvis_jobs", LevelFilter::INFO);
        tracing_opentelemetry::layer().with_tracer(self.0.tracer("parvis")).with_filter(own)
    }
}

impl Drop for Traces {
    fn drop(&mut self) {
        if let Err(error) = self.0.shutdown() {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}
