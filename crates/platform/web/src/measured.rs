//! What is counted of requests, and the line that each leaves in the log.

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use parvis_metrics::{Counter, Gauge, Histogram, Metric, SECONDS};
use std::time::Instant;
use tracing::Instrument;
use tracing::field::Empty;

use crate::client::Client;

static REQUESTS: Counter<3> = Counter::new(
    "parvis_http_requests",
    "Requests that were answered, by the pattern of their route and the class of the answer",
    &["route", "method", "status"],
);
static TIMES: Histogram<2> = Histogram::new(
    "parvis_http_request_seconds",
    "Time until the answer to a request began to be sent",
    &["route", "method"],
    SECONDS,
);
pub static UNDER_WAY: Gauge<1> =
    Gauge::new("parvis_http_requests_under_way", "Requests that are being answered, by class", &["class"]);
pub static WAITING: Gauge<1> =
    Gauge::new("parvis_http_requests_waiting", "Requests that wait for a place, by class", &["class"]);
pub static WAITED: Histogram<1> = Histogram::new(
    "parvis_http_wait_seconds",
    "Time that requests waited for a place which was not free at once, by class",
    &["class"],
    SECONDS,
);
pub static SHED: Counter<2> = Counter::new(
    "parvis_http_requests_shed",
    "Requests that were turned away: full (no room to wait), late (waited in vain), slow (took too long to answer), \
     large and body (what was sent)",
    &["class", "reason"],
);
pub static CONNECTIONS: Gauge<0> = Gauge::new("parvis_http_connections", "Connections that are open", &[]);

/// The metrics of this crate.
pub static METRICS: &[&dyn Metric] = &[&REQUESTS, &TIMES, &UNDER_WAY, &WAITING, &WAITED, &SHED, &CONNECTIONS];

/// A method by its name, if it is one that routes answer: whoever asks invents the others.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

const fn class(status: u16) -> &'static str {
    match status {
        100..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}

/// Counts each request, and writes one line: what was asked and how long it took; never who asked, nor the query, which
/// may hold what a person typed. What failed on our side is said at `info`, the rest at `debug`.
pub async fn log(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let verb = request.method().clone();
    let id = request.extensions().get::<Client>().map(|client| client.request.clone()).unwrap_or_default();
    let begun = Instant::now();
    let pattern = route.as_ref().map_or("none", MatchedPath::as_str);
    let span = tracing::info_span!("request", id, method = method(&verb), route = pattern, status = Empty);
    let response = next.run(request).instrument(span.clone()).await;
    span.record("status", response.status().as_u16());
    let _within = span.enter();
    let taken = begun.elapsed();
    let (route, status) = (pattern, response.status().as_u16());
    REQUESTS.add([route, method(&verb), class(status)]);
    TIMES.observe([route, method(&verb)], taken.as_secs_f64());
    let micros = u64::try_from(taken.as_micros()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::info!(micros, "request");
    } else {
        tracing::debug!(micros, "request");
    }
    response
}
