//! Routes. Each handler is: read the address, ask the shelf or the store, build a view.

mod api;
pub mod desk;
mod download;
mod feed;
mod machine;
mod pages;
mod refusal;

use axum::extract::Extension;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use axum::{Router, response::Redirect};
use parvis_db::{Db, Pool};
use parvis_i18n::{Messages, Words};
use parvis_kernel::{Clock, Locale};
use parvis_ui::Site;
use std::sync::Arc;

pub use api::openapi;
pub use refusal::Refusal;

use crate::links;
use crate::ports::Elsewhere;
use crate::shelf::{Published, Shelf};

/// What the handlers share.
pub struct App {
    pub pool: Pool,
    pub shelf: Shelf,
    pub messages: Messages,
    pub clock: Arc<dyn Clock>,
    /// Who else has pages about procedures.
    pub elsewhere: Arc<dyn Elsewhere>,
}

/// What one request works with.
pub(crate) struct Context {
    app: Arc<App>,
    pub words: Words,
    pub published: Arc<Published>,
}

impl Context {
    fn new(app: Arc<App>, locale: Locale) -> Self {
        let words = app.messages.words(locale).clone();
        let published = app.shelf.published();
        Self { app, words, published }
    }

    pub const fn locale(&self) -> Locale {
        self.words.locale()
    }

    pub fn site(&self) -> &Site {
        &self.published.site
    }

    pub fn elsewhere(&self) -> &dyn Elsewhere {
        &*self.app.elsewhere
    }

    pub fn shelf(&self) -> &Shelf {
        &self.app.shelf
    }
}

/// Runs the whole of a request's work on one connection, in one thread hop.
pub(crate) async fn work<T: Send + 'static>(
    app: Arc<App>,
    locale: Locale,
    job: impl FnOnce(&Context, &mut Db) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let pool = app.pool.clone();
    pool.run(move |db| job(&Context::new(app, locale), db)).await
}

/// The routes of the module.
pub fn router(app: Arc<App>) -> Router {
    let french = pages_in(Locale::Fr, Arc::clone(&app));
    let english = pages_in(Locale::En, Arc::clone(&app));
    let shared = Router::new()
        .route("/", get(pages::choose_language))
        .route("/editions/{slug}", get(download::canonical))
        .route("/sitemap.xml", get(machine::sitemap))
        .route("/robots.txt", get(machine::robots))
        .with_state(Arc::clone(&app));
    let fallback = Router::new().fallback(pages::nowhere).with_state(Arc::clone(&app));
    let wrapped = french.merge(english).merge(shared).fallback_service(fallback);
    let wrapped = wrapped.layer(from_fn_with_state(Arc::clone(&app), refusal::as_page));
    api::router(app).merge(wrapped)
}

fn pages_in(locale: Locale, app: Arc<App>) -> Router {
    let l = locale;
    let under = |base: String, rest: &str| format!("{base}/{rest}");
    let latest = links::latest(l);
    Router::new()
        .route(&links::home(l), get(pages::home))
        .route(&links::editions(l), get(pages::archive))
        .route(&latest, get(pages::latest))
        .route(&under(links::editions(l), "{slug}"), get(pages::edition))
        .route(&under(links::editions(l), "{slug}/{file}"), get(download::view))
        .route(&difference_pattern(l), get(pages::difference))
        .route(&links::procedures(l), get(pages::latest))
        .route(&under(links::procedures(l), "{slug}"), get(pages::procedure))
        .route(&under(links::procedures(l), "{slug}/{file}"), get(download::badge))
        .route(&links::groups(l), get(pages::groups))
        .route(&under(links::groups(l), "{dimension}/{key}"), get(pages::group))
        .route(&links::indicators(l), get(pages::indicators))
        .route(&under(links::indicators(l), "{slug}"), get(pages::indicator))
        .route(&links::errata(l), get(pages::errata))
        .route(&links::feed(l), get(feed::atom))
        .route(&links::method(l), get(pages::method))
        .route(&links::data(l), get(pages::data))
        .route(&links::interface(l), get(pages::interface))
        .route(&links::accessibility(l), get(pages::accessibility))
        .route(&links::legal(l), get(pages::legal))
        .route(&links::site_map(l), get(pages::site_map))
        .route(
            &format!("{}/", links::home(l)),
            get(move || async move { Redirect::permanent(&links::home(l)) }),
        )
        .layer(Extension(locale))
        .with_state(app)
}

fn difference_pattern(locale: Locale) -> String {
    links::difference(locale, "\u{1}", "\u{2}").replace("%01", "{slug}").replace("%02", "{before}")
}
