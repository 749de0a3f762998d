//! The running product: the pool, the site, the routes, the background work.

use axum::Router;
use parvis_accounts::http::{Desk, RouteInfo, Routes, paths};
use parvis_accounts::secret::Key;
use parvis_accounts::service::provider::SignInWith;
use parvis_accounts::{Means, Post};
use parvis_db::{DatabaseUrl, Pool, migrate};
use parvis_files::Files;
use parvis_jobs::{Registry, Worker};
use parvis_kernel::{Clock, Locale, Rng, SystemClock, SystemRng};
use parvis_mail::Mailer;
use parvis_observatory::{App, FOOTER, MENU, Press, Shelf};
use parvis_outbound::Outbound;
use parvis_probes::Prober;
use parvis_reviews::hooks::Courier;
use parvis_ui::Theme;
use parvis_web::{
    Edge, Health, Identify, Limits, Network, PageCache, asset_router, finish, health_router, stylesheet,
};
use std::sync::Arc;
use std::time::Duration;

pub use parvis_ui::Site;

use crate::beside::Beside;
use crate::failure::Failure;
use crate::gate::guard;
use crate::modules::{DESK_MENU, MIGRATIONS, desk_routes, jobs, messages};
use crate::watch::Watch;

/// Memory for answers that are kept.
const CACHE_BYTES: u64 = 16 * 1024 * 1024;
/// How often another process's publication is looked for.
const WATCH: Duration = Duration::from_secs(1);

/// Opens the database, with so many connections at most, and brings it up to date.
///
/// # Errors
/// When it cannot be opened or a migration fails.
pub fn open_pool(url: DatabaseUrl, connections: u32) -> Result<Pool, Failure> {
    if let DatabaseUrl::Sqlite(path) = &url
        && let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    let pool = Pool::open(url, connections)?;
    pool.write(|db| migrate(db, MIGRATIONS))?;
    Ok(pool)
}

/// A site at `base_url`, with the menus of all modules.
pub fn site(base_url: String, theme: Theme) -> Site {
    let mut footer = FOOTER.to_vec();
    footer.push(("desk-sign-in", |locale| paths::SIGN_IN.to(locale, &[])));
    Site {
        publisher: None,
        contact: None,
        base_url,
        theme,
        stylesheet: stylesheet(theme),
        languages: Locale::ALL.to_vec(),
        demo: false,
        menu: MENU.to_vec(),
        footer,
    }
}

/// What an installation brings besides its database and its site.
#[derive(Clone)]
pub struct Parts {
    pub means: Means,
    pub mailer: Mailer,
    /// What people upload.
    pub files: Files,
    /// Where agents may sign in instead of here.
    pub providers: Arc<[SignInWith]>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub proxies: Vec<Network>,
    pub clock: Arc<dyn Clock>,
    /// How many requests of each class are answered at the same time.
    pub limits: Limits,
    /// The way to webhooks, which waits [`parvis_reviews::hooks::PATIENCE`]; none: nothing is sent to them.
    pub outbound: Option<Outbound>,
    /// What looks at addresses; none: this process does not.
    pub prober: Option<Prober>,
}

impl Parts {
    /// With the key of the installation, what it keeps its files in, and no mail.
    pub fn new(key: Key, files: Files) -> Self {
        Self {
            means: means(key),
            mailer: Mailer::none(),
            files,
            providers: Arc::default(),
            proxies: Vec::new(),
            clock: Arc::new(SystemClock),
            limits: Limits::default(),
            outbound: None,
            prober: None,
        }
    }
}

/// What secrets are made with, after the key of the installation.
pub fn means(key: Key) -> Means {
    Means {
        key,
        rng: Arc::new(SystemRng),
        cost: parvis_accounts::password::Cost::STANDARD,
        issuer: "Parvis".to_owned(),
    }
}

/// The product, ready to be served.
pub struct Product {
    pub router: Router,
    /// Every route behind the door.
    pub routes: Vec<RouteInfo>,
    /// What can be done in the background.
    pub registry: Arc<Registry>,
    pub worker: Worker,
    pub watch: Watch,
    /// Told to balancers; it is told when the process is asked to stop.
    pub health: Arc<Health>,
}

/// The background work of all modules.
///
/// # Errors
/// Two jobs of one name: a mistake of the build, found by its tests.
pub fn registry(site: &Site, parts: &Parts) -> Result<Registry, Failure> {
    let post = Post {
        mailer: parts.mailer.clone(),
        messages: messages().map_err(Failure::other)?,
        base_url: site.base_url.clone(),
        means: parts.means.clone(),
    };
    let courier = parts.outbound.clone();
    let courier = courier.map(|outbound| Courier::new(post.clone(), outbound, Arc::clone(&parts.clock)));
    parts
        .files
        .register(jobs(Registry::builder(), post, courier, parts.prober.clone()))
        .build()
        .map_err(Failure::other)
}

/// The whole application. With `watch`, what other processes publish is looked for each second.
///
/// # Errors
/// When what is published cannot be read.
pub fn build(pool: Pool, site: Site, parts: &Parts, watch: bool) -> Result<Product, Failure> {
    let messages = messages().map_err(Failure::other)?;
    let rng: Arc<dyn Rng> = Arc::clone(&parts.means.rng);
    let registry = Arc::new(registry(&site, parts)?);
    let worker = Worker::new(pool.clone(), Arc::clone(&registry), Arc::clone(&parts.clock), Arc::clone(&rng));
    let desk = Arc::new(Desk {
        pool: pool.clone(),
        site: site.clone(),
        messages: messages.clone(),
        clock: Arc::clone(&parts.clock),
        means: parts.means.clone(),
        menu: DESK_MENU.concat(),
        providers: Arc::clone(&parts.providers),
        mailer: parts.mailer.clone(),
        bell: worker.bell(),
    });
    let own = Watch::new(pool.clone(), Arc::clone(&registry), Arc::clone(&parts.clock));
    let health = own.health();
    let is_tls = site.base_url.starts_with("https://");
    let (own_site, own_messages) = (site.clone(), messages.clone());
    let cache = PageCache::new(CACHE_BYTES);
    let survey = parvis_reviews::Survey::new(
        pool.clone(),
        site.clone(),
        parts.means.clone(),
        Arc::clone(&parts.clock),
    );
    let public =
        parvis_reviews::Public::new(pool.clone(), site.clone(), messages.clone(), Arc::clone(&parts.clock));
    let probes =
        parvis_probes::Public::new(pool.clone(), site.clone(), messages.clone(), Arc::clone(&parts.clock));
    let elsewhere = Arc::new(Beside { reviews: Arc::clone(&public), probes: Arc::clone(&probes) });
    let clock = Arc::clone(&parts.clock);
    let app = Arc::new(App { pool, shelf: Shelf::new(site), messages, clock, elsewhere });
    app.pool.read(|db| app.shelf.refresh(db))?;
    app.pool.read(|db| public.refresh(db))?;
    app.pool.read(|db| probes.refresh(db))?;
    if watch {
        tokio::spawn(watch_publications(Arc::clone(&app), cache.clone()));
    }
    let press = Press { app: Arc::clone(&app), cache: cache.clone() };
    let behind = desk_routes(Routes::new(desk), press, &parts.files, parts.outbound.as_ref());
    let routes = behind.list().to_vec();
    let all = parvis_observatory::router(app)
        .merge(parvis_reviews::router(survey))
        .merge(parvis_reviews::api_router(Arc::clone(&public)))
        .merge(parvis_reviews::public_router(public))
        .merge(parvis_probes::public_router(probes))
        .merge(asset_router())
        .merge(health_router(Arc::clone(&health)))
        .merge(behind.finish());
    let patterns = routes.iter().flat_map(|route: &RouteInfo| [route.paths.fr, route.paths.en]).collect();
    let guard = guard(parts.limits, patterns, own_site, own_messages);
    let identify =
        Identify { proxies: Arc::new(parts.proxies.clone()), clock: Arc::clone(&parts.clock), rng };
    let edge = Edge { is_tls, identify, guard, health: Arc::clone(&health) };
    let router = finish(all, cache, edge);
    Ok(Product { router, routes, registry, worker, watch: own, health })
}

async fn watch_publications(app: Arc<App>, cache: PageCache) {
    warm(&app).await;
    let mut ticks = tokio::time::interval(WATCH);
    loop {
        ticks.tick().await;
        let watched = Arc::clone(&app);
        match app.pool.run(move |db| watched.shelf.refresh(db)).await {
            Ok(true) => {
                cache.renew();
                warm(&app).await;
            }
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(%error, "what is published could not be read; pages stay as they are");
            }
        }
    }
}

/// Indexes older editions in the background, so that nobody waits for them.
async fn warm(app: &Arc<App>) {
    let warmed = Arc::clone(app);
    if let Err(error) = app.pool.run(move |db| warmed.shelf.warm(db)).await {
        tracing::warn!(%error, "older editions could not be indexed; their first readers will wait");
    }
}
