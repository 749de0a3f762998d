//! What people say of a procedure, for everybody: figures, never words.

mod files;
mod view;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use parvis_accounts::http::Paths;
use parvis_accounts::{AccountsError, dressed};
use parvis_catalog::by_slug;
use parvis_db::{Db, Pool};
use parvis_i18n::Messages;
use parvis_kernel::{Clock, ErrorKind, Id, Locale, Timestamp};
use parvis_places::Ground;
use parvis_ui::{ErrorPage, Site};
use parvis_web::Freshness;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::service::public;
use crate::store::public as store;

/// The page of a procedure.
pub const PAGE: Paths = Paths::new("/fr/demarches/{slug}/avis", "/en/procedures/{slug}/opinions");

/// What the public pages are made with.
pub struct Public {
    pub(crate) pool: Pool,
    /// As the installation is set.
    pub(crate) site: Site,
    pub(crate) messages: Messages,
    pub(crate) clock: Arc<dyn Clock>,
    /// Procedures with a survey, and when that was read.
    surveyed: Mutex<Option<(Timestamp, Arc<BTreeSet<Id>>)>>,
}

/// How long the list of procedures with a survey is believed.
const BELIEVED: Duration = Duration::from_secs(60);

impl Public {
    pub fn new(pool: Pool, site: Site, messages: Messages, clock: Arc<dyn Clock>) -> Arc<Self> {
        Arc::new(Self { pool, site, messages, clock, surveyed: Mutex::default() })
    }

    /// Address of the page about a procedure, and the words that lead there; none without a survey. For pages of
    /// others, which need not know what is here.
    ///
    /// # Errors
    /// The database's own; a list of a minute ago is believed without asking it.
    pub fn link(
        &self,
        db: &mut Db,
        procedure: Id,
        slug: &str,
        locale: Locale,
    ) -> Result<Option<(String, String)>, AccountsError> {
        if !self.surveyed(db)?.contains(&procedure) {
            return Ok(None);
        }
        let words = self.messages.words(locale);
        Ok(Some((words.t("reviews-public-link"), PAGE.to(locale, &[slug]))))
    }

    /// Reads now which procedures have a survey, so that no page does.
    ///
    /// # Errors
    /// The database's own.
    pub fn refresh(&self, db: &mut Db) -> Result<(), AccountsError> {
        self.surveyed(db).map(drop)
    }

    fn surveyed(&self, db: &mut Db) -> Result<Arc<BTreeSet<Id>>, AccountsError> {
        let now = self.clock.now();
        let mut known = self.surveyed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, all)) = &*known
            && now <= at.plus(BELIEVED)
        {
            return Ok(Arc::clone(all));
        }
        let all = Arc::new(store::procedures(db)?.into_iter().collect::<BTreeSet<_>>());
        *known = Some((now, Arc::clone(&all)));
        Ok(all)
    }
}

/// The public addresses.
pub fn public_router(public: Arc<Public>) -> Router {
    let page = |locale| move |state, path| show(locale, state, path);
    Router::new()
        .route(PAGE.fr, get(page(Locale::Fr)))
        .route(PAGE.en, get(page(Locale::En)))
        .route("/donnees/avis/{file}", get(files::show))
        .with_state(public)
}

async fn show(locale: Locale, State(public): State<Arc<Public>>, Path(slug): Path<String>) -> Response {
    let own = Arc::clone(&public);
    let made = public.pool.run(move |db| own.page(db, locale, &slug)).await;
    made.unwrap_or_else(|error| public.refused(locale, &error))
}

impl Public {
    fn page(&self, db: &mut Db, locale: Locale, slug: &str) -> Result<Response, AccountsError> {
        let now = self.clock.now();
        let procedure = by_slug(db, slug)?.ok_or(AccountsError::NotFound)?;
        if procedure.slug != slug {
            // A number it has or had: the page has one address.
            return Ok(Redirect::permanent(&PAGE.to(locale, &[&procedure.slug])).into_response());
        }
        let summary = public::summary(db, procedure.id, now)?.ok_or(AccountsError::NotFound)?;
        let site = dressed(&self.site, Ground::load(db)?.space_of(&procedure, now.day()));
        let name = procedure.at(now.day(), now).map_or_else(|| procedure.slug.clone(), |shown| shown.name);
        let about = view::About { site: &site, words: self.messages.words(locale), slug, name: &name };
        let mut response = match about.page(&procedure, &summary).render_page() {
            Ok(html) => Html(html).into_response(),
            Err(error) => {
                tracing::error!(%error, "a public page could not be written");
                return Ok(self.refused(locale, &AccountsError::NotFound));
            }
        };
        response.extensions_mut().insert(Freshness::Minute);
        Ok(response)
    }

    fn refused(&self, locale: Locale, error: &AccountsError) -> Response {
        let kind = error.kind();
        let status = match kind {
            ErrorKind::NotFound => StatusCode::NOT_FOUND,
            _ => {
                tracing::error!(%error, "a public page could not be made");
                StatusCode::SERVICE_UNAVAILABLE
            }
        };
        let words = self.messages.words(locale);
        let detail = (kind == ErrorKind::NotFound).then(|| words.t("reviews-public-none"));
        match askama::Template::render(&ErrorPage::new(&self.site, words, kind, detail)) {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => status.into_response(),
        }
    }
}
