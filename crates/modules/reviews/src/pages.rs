//! The survey as people see it: plain forms, a screen a question, one style sheet. A script of its own only sends again
//! what did not get through.

mod embed;
mod entry;
pub(crate) mod extras;
mod follow;
mod paper;
mod picture;
pub(crate) mod public;
pub(crate) mod read;
mod steps;
pub(crate) mod view;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::get;
pub(crate) use embed::{ADDRESS as SCRIPT, integrity};
use parvis_accounts::{AccountsError, Means, dressed};
use parvis_catalog::by_id;
use parvis_db::Pool;
use parvis_kernel::{Clock, Id, Timestamp};
use parvis_places::Ground;
use parvis_ui::Site;
use quick_cache::sync::Cache;
use std::sync::Arc;
use std::time::Duration;

use crate::model::{Button, Form};
use crate::service::forms::{Called, called};
use crate::service::versions;
use crate::shape::Shape;

/// What the survey's pages are made with.
pub struct Survey {
    pool: Pool,
    /// As the installation is set.
    site: Site,
    means: Means,
    clock: Arc<dyn Clock>,
    entries: Cache<Called, Arc<Entry>>,
    /// Versions that were asked for; one never changes.
    shapes: Cache<(Id, i32), Arc<Shape>>,
}

/// A button as people come by it.
pub(crate) struct Entry {
    pub button: Button,
    pub form: Form,
    /// The newest version.
    pub version: i32,
    pub shape: Arc<Shape>,
    /// The procedure, by its name.
    pub procedure: String,
    /// As the space of the procedure wishes it.
    pub site: Site,
    /// Origins of the sites that may ask the first question on their own pages.
    pub origins: Vec<String>,
    read_at: Timestamp,
}

/// How long a button that was changed may still be answered as it was: another process may have changed it.
const KEPT: Duration = Duration::from_secs(5);
/// Buttons kept in memory.
const BUTTONS: usize = 4_000;

impl Survey {
    pub fn new(pool: Pool, site: Site, means: Means, clock: Arc<dyn Clock>) -> Arc<Self> {
        Arc::new(Self { pool, site, means, clock, entries: Cache::new(BUTTONS), shapes: Cache::new(BUTTONS) })
    }

    async fn entry(self: &Arc<Self>, by: Called) -> Result<Arc<Entry>, AccountsError> {
        let now = self.clock.now();
        if let Some(entry) = self.entries.get(&by).filter(|entry| now <= entry.read_at.plus(KEPT)) {
            return Ok(entry);
        }
        let own = Arc::clone(self);
        self.pool
            .run(move |db| {
                let (button, form) = called(db, &by)?;
                let (version, shape) = versions::current(db, form.id)?;
                let procedure = by_id(db, form.procedure)?.ok_or(AccountsError::NotFound)?;
                let ground = Ground::load(db)?;
                let space = ground.space_of(&procedure, now.day());
                let site = dressed(&own.site, space);
                let origins = space.map(|space| space.settings.origins.clone()).unwrap_or_default();
                let shown = procedure.at(now.day(), now);
                let procedure = shown.map_or_else(|| form.name.clone(), |shown| shown.name);
                let shape = Arc::new(shape);
                let read_at = now;
                let entry = Entry { button, form, version, shape, procedure, site, origins, read_at };
                let entry = Arc::new(entry);
                own.entries.insert(by, Arc::clone(&entry));
                Ok(entry)
            })
            .await
    }

    /// The version that a page says it was made with; the newest where it says none, or one that never was.
    async fn version(self: &Arc<Self>, entry: &Entry, named: &str) -> (i32, Arc<Shape>) {
        let newest = || (entry.version, Arc::clone(&entry.shape));
        let Some(number) = named.parse().ok().filter(|number| *number != entry.version) else {
            return newest();
        };
        let key = (entry.form.id, number);
        if let Some(shape) = self.shapes.get(&key) {
            return (number, shape);
        }
        match self.pool.run(move |db| versions::shape(db, key.0, number)).await {
            Ok(shape) => {
                let shape = Arc::new(shape);
                self.shapes.insert(key, Arc::clone(&shape));
                (number, shape)
            }
            Err(_) => newest(),
        }
    }
}

/// Where an answer is read, with the code that was given for it.
const FOLLOW: &str = "/suivi";

/// The survey's addresses, those of the service that came before among them.
pub fn router(survey: Arc<Survey>) -> Router {
    Router::new()
        .route("/avis", get(entry::find))
        .route("/avis/{code}", get(entry::first).post(entry::begin))
        .route(embed::ADDRESS, get(embed::script))
        .route("/avis/{code}/bouton.svg", get(picture::button))
        .route("/avis/{code}/papier", get(paper::show))
        .route("/avis/{code}/qr.svg", get(picture::code))
        .route("/avis/{code}/{step}", get(steps::step).post(steps::go_on))
        .route(FOLLOW, get(follow::ask).post(follow::show))
        .route("/Demarches/{service}", get(entry::old))
        .layer(from_fn(embed::where_next))
        .with_state(survey)
}
