use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use std::time::{Duration, Instant};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::cache::{PageCache, serve_from_memory};
use crate::client::{Client, Identify, identify};
use crate::headers::security_headers;

/// What stands between the site and the network.
#[derive(Clone)]
pub struct Edge {
    /// Readers come over TLS: the site's address begins with `https`.
    pub is_tls: bool,
    pub identify: Identify,
}

/// Puts around the routes what every answer needs.
pub fn finish(routes: Router, cache: PageCache, edge: Edge) -> Router {
    routes
        .layer(from_fn_with_state(cache, serve_from_memory))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(30)))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }))
        .layer(from_fn_with_state(edge.is_tls, security_headers))
        .layer(from_fn(log))
        .layer(from_fn_with_state(edge.identify, identify))
}

/// Waits until the process is asked to stop.
pub async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
    tracing::info!("stopping: no new request is taken, open ones end");
}

/// One line a request: what was asked and how long it took; never who asked, nor the query, which may hold
/// what a person typed.
async fn log(request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let id = request.extensions().get::<Client>().map(|client| client.request.clone()).unwrap_or_default();
    let begun = Instant::now();
    let response = next.run(request).await;
    let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    tracing::debug!(id, %method, path, status = response.status().as_u16(), micros, "request");
    response
}
