//! The running product: the pool, the site, the routes.

use axum::Router;
use parvis_db::{DatabaseUrl, Pool, migrate};
use parvis_kernel::SystemClock;
use parvis_observatory::{App, FOOTER, MENU, Shelf};
use parvis_ui::Theme;
use parvis_web::{PageCache, asset_router, finish, stylesheet};
use std::sync::Arc;
use std::time::Duration;

pub use parvis_ui::Site;

use crate::failure::Failure;
use crate::modules::{MIGRATIONS, messages};

/// Readers at the same time: reads are short, and two cores serve no more.
const READERS: u32 = 8;
/// Memory for answers that are kept.
const CACHE_BYTES: u64 = 16 * 1024 * 1024;
/// How often another process's publication is looked for.
const WATCH: Duration = Duration::from_secs(1);

/// Opens the database and brings it up to date.
///
/// # Errors
/// When it cannot be opened or a migration fails.
pub fn open_pool(url: DatabaseUrl) -> Result<Pool, Failure> {
    if let DatabaseUrl::Sqlite(path) = &url
        && let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    let pool = Pool::open(url, READERS)?;
    pool.write(|db| migrate(db, MIGRATIONS))?;
    Ok(pool)
}

/// A site at `base_url`, with the menus of all modules.
pub fn site(base_url: String, publisher: String, theme: Theme) -> Site {
    Site {
        publisher,
        contact: None,
        base_url,
        theme,
        stylesheet: stylesheet(theme),
        demo: false,
        menu: MENU.to_vec(),
        footer: FOOTER.to_vec(),
    }
}

/// The whole application. With `watch`, what other processes publish is looked for each second.
///
/// # Errors
/// When what is published cannot be read.
pub fn build(pool: Pool, site: Site, watch: bool) -> Result<Router, Failure> {
    let messages = messages().map_err(Failure::other)?;
    let app = Arc::new(App { pool, shelf: Shelf::new(), site, messages, clock: Arc::new(SystemClock) });
    app.pool.read(|db| app.shelf.refresh(db))?;
    let cache = PageCache::new(CACHE_BYTES);
    if watch {
        tokio::spawn(watch_publications(Arc::clone(&app), cache.clone()));
    }
    let routes = parvis_observatory::router(app).merge(asset_router());
    Ok(finish(routes, cache))
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
