//! What is told to whoever watches this process: metrics, and whether it is well.

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use parvis_db::{Error, Pool, Spare, unapplied};
use parvis_jobs::Registry;
use parvis_kernel::Clock;
use parvis_metrics::{CONTENT_TYPE, Gauge, Metric, expose, measure_process};
use parvis_web::{Health, NotReady, health_router};
use std::sync::Arc;
use tokio::sync::oneshot;

use crate::modules::{GAUGES, METRICS, MIGRATIONS};

static BUILD: Gauge<2> = Gauge::new(
    "parvis_build_info",
    "1, with the version of this program and the engine of its database",
    &["version", "engine"],
);
static DB_UP: Gauge<0> =
    Gauge::new("parvis_db_up", "1 when the database answered what these figures ask of it, else 0", &[]);
static READY: Gauge<0> =
    Gauge::new("parvis_ready", "1 when /readyz says that requests should be sent here, else 0", &[]);

/// The metrics of this crate.
pub static OWN: &[&dyn Metric] = &[&BUILD, &DB_UP, &READY];

/// Measures one process; cheap to clone.
#[derive(Clone)]
pub struct Watch(Arc<Inner>);

struct Inner {
    pool: Pool,
    spare: Arc<Spare>,
    registry: Arc<Registry>,
    clock: Arc<dyn Clock>,
}

impl Watch {
    pub fn new(pool: Pool, registry: Arc<Registry>, clock: Arc<dyn Clock>) -> Self {
        let spare = Arc::new(Spare::new(pool.url().clone()));
        Self(Arc::new(Inner { pool, spare, registry, clock }))
    }

    /// The health of this process: the database answers, and has what this version needs.
    pub fn health(&self) -> Arc<Health> {
        let spare = Arc::clone(&self.0.spare);
        Health::new(Arc::new(move || match spare.read(|db| unapplied(db, MIGRATIONS)) {
            Ok(missing) if missing.is_empty() => Ok(()),
            Ok(_) => Err(NotReady::Migrations),
            Err(error) => {
                tracing::warn!(%error, "the database did not answer");
                Err(NotReady::Database)
            }
        }))
    }

    /// SQL statements that watching has cost.
    pub fn statements(&self) -> u64 {
        self.0.spare.statements()
    }

    /// Every figure, those of the database asked for now. While it does not answer, its figures are those of before,
    /// and `parvis_db_up` is 0.
    pub fn figures(&self) -> String {
        self.told(true)
    }

    /// The figures; those of the database as they were, unless it is `asked`.
    fn told(&self, asked: bool) -> String {
        let Inner { pool, spare, registry, clock } = &*self.0;
        let now = clock.now();
        let engine = if pool.url().to_string().starts_with("sqlite") { "sqlite" } else { "postgres" };
        BUILD.set([env!("CARGO_PKG_VERSION"), engine], 1.0);
        measure_process();
        pool.measure();
        let measure = || {
            spare.read(|db| {
                parvis_jobs::measure(db, registry, now)?;
                GAUGES.iter().try_for_each(|gauge| gauge(db, now))
            })
        };
        let is_up = asked
            && measure()
                .inspect_err(|error: &Error| tracing::warn!(%error, "the database did not answer"))
                .is_ok();
        DB_UP.set([], f64::from(is_up));
        expose(METRICS.iter().copied().flatten())
    }

    /// The routes of the listener for those who watch: `/metrics`, `/healthz`, `/readyz`.
    pub fn router(self, health: Arc<Health>) -> Router {
        let asked = Arc::clone(&health);
        let metrics = move || {
            let (watch, health) = (self.clone(), Arc::clone(&asked));
            async move {
                let ready = health.ready().await;
                READY.set([], f64::from(ready.is_ok()));
                // A database that is silent is not waited for. A thread of its own: those of the pool may all be busy.
                let is_asked = ready != Err(NotReady::Database);
                let (tell, told) = oneshot::channel();
                let work = move || drop(tell.send(watch.told(is_asked)));
                let thread = std::thread::Builder::new().name("parvis-watch".to_owned()).spawn(work);
                let (Ok(_), Ok(text)) = (thread, told.await) else {
                    return StatusCode::SERVICE_UNAVAILABLE.into_response();
                };
                let kind = HeaderValue::from_static(CONTENT_TYPE);
                (
                    [
                        (header::CONTENT_TYPE, kind),
                        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
                    ],
                    text,
                )
                    .into_response()
            }
        };
        Router::new().route("/metrics", get(metrics)).merge(health_router(health))
    }
}
