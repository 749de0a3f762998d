//! A running product for each engine, with the shipped data, and a client that asks it.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use parvis_accounts::secret::Key;
use parvis_db::testing::{TestDb, each_engine};
use parvis_files::Files;
use parvis_kernel::{FixedClock, SeededRng};
use parvis_ui::Theme;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

pub const BASE: &str = "https://parvis.test";

pub fn clock() -> FixedClock {
    FixedClock("2026-09-01T08:00:00Z".parse().unwrap())
}

/// What is uploaded goes to a folder that lives as long as its guard; nobody scans it.
pub fn files() -> (TempDir, Files) {
    let folder = tempfile::tempdir().unwrap();
    let files = parvis_files::testing::files(folder.path(), None);
    (folder, files)
}

/// A database with the shipped data.
pub struct World {
    pub db: TestDb,
}

/// One world per engine, for tests that only read: those that run at the same time share them, and the last
/// one to end throws them away (a static would never drop, and leave its databases behind).
pub fn worlds() -> Arc<Vec<World>> {
    static SHARED: Mutex<Weak<Vec<World>>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    shared.upgrade().unwrap_or_else(|| {
        let fresh = Arc::new(fresh_worlds());
        *shared = Arc::downgrade(&fresh);
        fresh
    })
}

/// One world per engine, for a test that changes it.
pub fn fresh_worlds() -> Vec<World> {
    let fresh = |db: TestDb| {
        assert!(parvis::load_demo(&db.pool, &clock(), &SeededRng::new(7), &mut |_| {}).unwrap());
        World { db }
    };
    each_engine(parvis::MIGRATIONS).into_iter().map(fresh).collect()
}

impl World {
    pub fn engine(&self) -> &'static str {
        self.db.pool.read(|db| Ok::<_, parvis_db::Error>(db.engine())).unwrap()
    }

    /// The product freshly started: nothing is in its memory yet.
    pub fn start(&self) -> Client {
        let site = parvis::site(BASE.into(), Theme::Neutral);
        let key = Key::new(&SeededRng::new(1));
        let (_folder, files) = files();
        let parts = parvis::Parts::new(key, files);
        let product = parvis::build(self.db.pool.clone(), site, &parts, false).unwrap();
        Client::new(product.router)
    }

    /// SQL statements that `work` costs.
    pub fn statements<T>(&self, work: impl FnOnce() -> T) -> (u64, T) {
        let before = self.db.pool.statements();
        let result = work();
        (self.db.pool.statements() - before, result)
    }
}

/// Asks a started product, without a network.
pub struct Client {
    router: Router,
    runtime: Runtime,
}

impl Client {
    pub fn new(router: Router) -> Self {
        Self { router, runtime: Runtime::new().unwrap() }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(method, path, headers, "")
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap_or_else(|bad| panic!("{path}: {bad}"));
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = body.collect().await.unwrap().to_bytes().to_vec();
            Answer { status: parts.status.as_u16(), headers: parts.headers, body }
        })
    }

    /// A page that must be there.
    pub fn text(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}");
        answer.text()
    }

    pub fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(&self.text(path)).unwrap_or_else(|bad| panic!("{path}: {bad}"))
    }

    /// Every address of the site map, without the site's own.
    pub fn site_map(&self) -> Vec<String> {
        let xml = self.text("/sitemap.xml");
        let all = between(&xml, "<loc>", "</loc>");
        all.iter().map(|a| a.strip_prefix(BASE).unwrap().to_owned()).collect()
    }
}

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// What stands between each `open` and the `close` after it.
pub fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect()
}

/// At most `most` addresses of each kind: an address's kind is its first two segments, and how many it has.
pub fn sample(all: &[String], most: usize) -> Vec<String> {
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    let mut kept = Vec::new();
    for address in all {
        let parts: Vec<&str> = address.split('/').collect();
        let is_short = parts.len() <= 3;
        let kind =
            if is_short { address.clone() } else { format!("{}/{}:{}", parts[1], parts[2], parts.len()) };
        let kind = if parts.len() == 5 { format!("{kind}/{}", parts[3]) } else { kind };
        let count = seen.entry(kind).or_default();
        *count += 1;
        if *count <= most {
            kept.push(address.clone());
        }
    }
    kept
}
