use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::cache::{PageCache, serve_from_memory};
use crate::client::{Identify, identify};
use crate::guard::{Guard, keep_gate};
use crate::headers::security_headers;
use crate::health::{Health, let_go};
use crate::measured::log;

/// What stands between the site and the network.
#[derive(Clone)]
pub struct Edge {
    /// Readers come over TLS: the site's address begins with `https`.
    pub is_tls: bool,
    pub identify: Identify,
    pub guard: Guard,
    pub health: Arc<Health>,
}

/// What an answer may take at most, whatever its class: longer than any limit of one.
const LONGEST: Duration = Duration::from_secs(300);

/// Puts around the routes what every answer needs.
pub fn finish(routes: Router, cache: PageCache, edge: Edge) -> Router {
    routes
        // Inside of what is kept in memory: an answer that is there takes no place.
        .layer(from_fn_with_state(edge.guard, keep_gate))
        .layer(from_fn_with_state(cache, serve_from_memory))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }))
        .layer(from_fn_with_state(edge.is_tls, security_headers))
        .layer(from_fn_with_state(edge.health, let_go))
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
