//! Whether the process lives, and whether it should be sent requests: for balancers and supervisors.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, oneshot};
use tokio::time::timeout;

/// How long what was found stays true: however many ask, the database is asked once in that time.
const FRESH: Duration = Duration::from_secs(1);
/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

parvis_kernel::text_enum! {
    /// Why no request should be sent here.
    pub enum NotReady {
        /// It was asked to stop, and answers what still comes.
        Stopping = "stopping",
        /// The database does not answer.
        Database = "database",
        /// The database lacks migrations of this version.
        Migrations = "migrations",
    }
}

impl NotReady {
    const fn reason(self) -> &'static str {
        match self {
            Self::Stopping => "this process was asked to stop; it answers what still comes",
            Self::Database => "the database does not answer",
            Self::Migrations => "the database lacks migrations of this version; restart to run them",
        }
    }
}

/// Asks the database, and may take as long as it likes.
pub type Look = dyn Fn() -> Result<(), NotReady> + Send + Sync;

/// The health of this process.
pub struct Health {
    stopping: AtomicBool,
    look: Arc<Look>,
    is_looking: Arc<AtomicBool>,
    last: Mutex<Option<(Instant, Result<(), NotReady>)>>,
}

impl Health {
    pub fn new(look: Arc<Look>) -> Arc<Self> {
        let (stopping, is_looking) = (AtomicBool::new(false), Arc::default());
        Arc::new(Self { stopping, look, is_looking, last: Mutex::default() })
    }

    /// From now on it says that it is stopping.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Release);
    }

    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Acquire)
    }

    /// Whether requests should be sent here.
    ///
    /// # Errors
    /// Why not, within two seconds.
    pub async fn ready(&self) -> Result<(), NotReady> {
        if self.is_stopping() {
            return Err(NotReady::Stopping);
        }
        timeout(PATIENCE, self.looked()).await.unwrap_or(Err(NotReady::Database))
    }

    async fn looked(&self) -> Result<(), NotReady> {
        let mut last = self.last.lock().await;
        if let Some((at, found)) = &*last
            && at.elapsed() < FRESH
        {
            return *found;
        }
        // A look of before that has not ended: the database is silent.
        if self.is_looking.swap(true, Ordering::AcqRel) {
            return Err(NotReady::Database);
        }
        let (look, is_looking, (tell, told)) =
            (Arc::clone(&self.look), Arc::clone(&self.is_looking), oneshot::channel());
        // A thread of its own: those of the pool may all be busy, which is no reason to be sent nothing.
        let thread = std::thread::Builder::new().name("parvis-health".to_owned()).spawn(move || {
            let found = look();
            is_looking.store(false, Ordering::Release);
            // Nobody waits any more for a look that took too long.
            let _ = tell.send(found);
        });
        if thread.is_err() {
            self.is_looking.store(false, Ordering::Release);
            return Err(NotReady::Database);
        }
        let found = told.await.unwrap_or(Err(NotReady::Database));
        *last = Some((Instant::now(), found));
        found
    }
}

/// `/healthz`: the process lives. `/readyz`: it should be sent requests.
pub fn health_router(health: Arc<Health>) -> Router {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready)).with_state(health)
}

/// The routes of [`health_router`].
pub const HEALTH: [&str; 2] = ["/healthz", "/readyz"];

async fn alive() -> Response {
    said(StatusCode::OK, &json!({"status": "alive"}))
}

async fn ready(State(health): State<Arc<Health>>) -> Response {
    match health.ready().await {
        Ok(()) => said(StatusCode::OK, &json!({"status": "ready"})),
        Err(why) => {
            said(StatusCode::SERVICE_UNAVAILABLE, &json!({"status": why.as_str(), "reason": why.reason()}))
        }
    }
}

fn said(status: StatusCode, what: &serde_json::Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    (status, headers, what.to_string()).into_response()
}

/// While the process stops, each answer is the last of its connection: whoever asks again comes by the balancer.
pub(crate) async fn let_go(State(health): State<Arc<Health>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if health.is_stopping() {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;

    #[tokio::test]
    async fn however_many_ask_the_database_is_asked_once_a_second_and_a_stop_is_told_at_once() {
        let looks = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&looks);
        let health = Health::new(Arc::new(move || {
            counted.fetch_add(1, Ordering::SeqCst);
            Err(NotReady::Migrations)
        }));
        for _ in 0..100 {
            assert_eq!(health.ready().await, Err(NotReady::Migrations));
        }
        assert!(looks.load(Ordering::SeqCst) <= 2, "{looks:?}");
        health.stop();
        assert_eq!(health.ready().await, Err(NotReady::Stopping));
    }

    #[tokio::test(start_paused = true)]
    async fn a_database_that_is_silent_is_told_of_in_time_and_asked_by_one_thread_alone() {
        let (go, gone) = std::sync::mpsc::channel::<()>();
        let gone = std::sync::Mutex::new(gone);
        let looks = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&looks);
        let health = Health::new(Arc::new(move || {
            if counted.fetch_add(1, Ordering::SeqCst) == 0 {
                let _ = gone.lock().unwrap().recv();
            }
            Ok(())
        }));
        for _ in 0..5 {
            assert_eq!(health.ready().await, Err(NotReady::Database));
        }
        while looks.load(Ordering::SeqCst) == 0 {
            std::thread::yield_now();
        }
        assert_eq!(looks.load(Ordering::SeqCst), 1);
        go.send(()).unwrap();
        while health.is_looking.load(Ordering::Acquire) {
            std::thread::yield_now();
        }
        tokio::time::resume();
        assert_eq!(health.ready().await, Ok(()), "it is well again by itself");
    }
}
