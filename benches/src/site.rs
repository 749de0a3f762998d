//! A site to measure: the shipped data, published.

use axum::Router;
use parvis_accounts::secret::Key;
use parvis_db::{DatabaseUrl, Pool};
use parvis_kernel::{FixedClock, SeededRng};
use parvis_ui::Theme;
use std::path::Path;

pub fn clock() -> FixedClock {
    FixedClock("2026-09-01T08:00:00Z".parse().unwrap())
}

pub fn pool(folder: &Path, name: &str) -> Pool {
    parvis::open_pool(DatabaseUrl::Sqlite(folder.join(name)), CONNECTIONS).unwrap()
}

/// As many as `limits.connections` gives by default.
const CONNECTIONS: u32 = 20;

/// The nine editions of the shipped data.
pub fn demo(folder: &Path) -> Pool {
    let pool = pool(folder, "demo.db");
    parvis::load_demo(&pool, &clock(), &SeededRng::new(7), &mut |_| {}).unwrap();
    pool
}

pub fn app(pool: &Pool) -> Router {
    build(pool, &|_| {})
}

/// The key of the installation.
pub fn key() -> Key {
    Key::new(&SeededRng::new(1))
}

/// The product, with something changed in what it is made of.
pub fn build(pool: &Pool, change: &dyn Fn(&mut parvis::Parts)) -> Router {
    let site = parvis::site("http://127.0.0.1".into(), Theme::Neutral);
    // Nothing is uploaded: the folder is never made.
    let files = parvis_files::testing::files(Path::new("nowhere"), None);
    let mut parts = parvis::Parts::new(key(), files);
    change(&mut parts);
    parvis::build(pool.clone(), site, &parts, false).unwrap().router
}
