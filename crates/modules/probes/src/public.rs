//! What the probes see of a procedure, for everybody: whether it answers, since when not, and what was not looked at. The
//! findings on its pages are for those who answer for it.

mod view;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
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
use parvis_web::{Framing, Freshness};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub(crate) use view::{share, standing};

use crate::service::public::{self, Summary};
use crate::store;

/// The page of a procedure.
pub const PAGE: Paths = Paths::new("/fr/demarches/{slug}/sondes", "/en/procedures/{slug}/probes");
/// Its badge, to be shown on other sites.
pub const BADGE: Paths =
    Paths::new("/fr/demarches/{slug}/sondes/badge.svg", "/en/procedures/{slug}/probes/badge.svg");

/// How long the list of procedures that are looked at is believed.
const BELIEVED: Duration = Duration::from_secs(60);

/// What the public pages are made with.
pub struct Public {
    pool: Pool,
    /// As the installation is set.
    site: Site,
    messages: Messages,
    clock: Arc<dyn Clock>,
    /// Procedures that are looked at, and when that was read.
    watched: Mutex<Option<(Timestamp, Arc<BTreeSet<Id>>)>>,
}

impl Public {
    pub fn new(pool: Pool, site: Site, messages: Messages, clock: Arc<dyn Clock>) -> Arc<Self> {
        Arc::new(Self { pool, site, messages, clock, watched: Mutex::default() })
    }

    /// Address of the page about a procedure, and the words that lead there; none when it is not looked at. For pages of
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
        if !self.watched(db)?.contains(&procedure) {
            return Ok(None);
        }
        Ok(Some((self.messages.words(locale).t("probes-public-link"), PAGE.to(locale, &[slug]))))
    }

    /// Reads now which procedures are looked at, so that no page does.
    ///
    /// # Errors
    /// The database's own.
    pub fn refresh(&self, db: &mut Db) -> Result<(), AccountsError> {
        self.watched(db).map(drop)
    }

    fn watched(&self, db: &mut Db) -> Result<Arc<BTreeSet<Id>>, AccountsError> {
        let now = self.clock.now();
        let mut known = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, all)) = &*known
            && now <= at.plus(BELIEVED)
        {
            return Ok(Arc::clone(all));
        }
        let all: BTreeSet<Id> = store::watches(db)?.into_iter().map(|watch| watch.procedure).collect();
        let all = Arc::new(all);
        *known = Some((now, Arc::clone(&all)));
        Ok(all)
    }
}

/// The public addresses.
pub fn public_router(public: Arc<Public>) -> Router {
    let page = |locale| move |state, path| show(locale, state, path);
    let badge = |locale| move |state, path| show_badge(locale, state, path);
    Router::new()
        .route(PAGE.fr, get(page(Locale::Fr)))
        .route(PAGE.en, get(page(Locale::En)))
        .route(BADGE.fr, get(badge(Locale::Fr)))
        .route(BADGE.en, get(badge(Locale::En)))
        .with_state(public)
}

async fn show(locale: Locale, State(public): State<Arc<Public>>, Path(slug): Path<String>) -> Response {
    let own = Arc::clone(&public);
    let made = public.pool.run(move |db| own.page(db, locale, &slug)).await;
    made.unwrap_or_else(|error| public.refused(locale, &error))
}

async fn show_badge(locale: Locale, State(public): State<Arc<Public>>, Path(slug): Path<String>) -> Response {
    let own = Arc::clone(&public);
    let made = public.pool.run(move |db| own.badge(db, locale, &slug)).await;
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
        let summary = self.summary(db, procedure.id)?;
        let site = dressed(&self.site, Ground::load(db)?.space_of(&procedure, now.day()));
        let name = procedure.at(now.day(), now).map_or_else(|| procedure.slug.clone(), |shown| shown.name);
        let about = view::About { site: &site, words: self.messages.words(locale), slug, name: &name };
        let mut response = match askama::Template::render(&about.page(&summary, now)) {
            Ok(html) => Html(html).into_response(),
            Err(error) => {
                tracing::error!(%error, "a public page could not be written");
                return Ok(self.refused(locale, &AccountsError::NotFound));
            }
        };
        response.extensions_mut().insert(Freshness::Minute);
        Ok(response)
    }

    fn badge(&self, db: &mut Db, locale: Locale, slug: &str) -> Result<Response, AccountsError> {
        let now = self.clock.now();
        let procedure = by_slug(db, slug)?.ok_or(AccountsError::NotFound)?;
        let summary = self.summary(db, procedure.id)?;
        let name = procedure.at(now.day(), now).map_or_else(|| procedure.slug.clone(), |shown| shown.name);
        let svg = view::badge(self.messages.words(locale), (procedure.id, &name), &summary, now).svg();
        let mut response = ([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response();
        response.extensions_mut().insert(Freshness::Minute);
        response.extensions_mut().insert(Framing::Embeddable);
        Ok(response)
    }

    fn summary(&self, db: &mut Db, procedure: Id) -> Result<Summary, AccountsError> {
        public::summary(db, procedure, self.clock.now())?.ok_or(AccountsError::NotFound)
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
        let detail = (kind == ErrorKind::NotFound).then(|| words.t("probes-public-none"));
        match askama::Template::render(&ErrorPage::new(&self.site, words, kind, detail)) {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => status.into_response(),
        }
    }
}
