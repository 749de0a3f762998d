//! A server of this machine, and a browser that may reach it.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use parvis_browser::{Browser, Settings};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

pub const HEAD: &str = "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>A page</title>";

/// Serves until the test ends.
pub async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// Serves pages by their paths, and a sound one at `/sound`.
pub async fn pages(pages: &[(&'static str, String)]) -> SocketAddr {
    let sound = format!("{HEAD}<body><main><h1>All is well</h1></main>");
    let with = |router: Router, path: &'static str, page: String| {
        router.route(path, get(move || std::future::ready(Html(page.clone()))))
    };
    let router = pages.iter().fold(Router::new(), |router, (path, page)| with(router, path, page.clone()));
    serve(with(router, "/sound", sound)).await
}

/// Settings of a browser that may reach one address of this machine, in short times.
pub fn settings(allowed: &[&str]) -> Settings {
    Settings {
        allowed: allowed.iter().map(|one| one.parse().unwrap()).collect(),
        agent: "Parvis-Test".to_owned(),
        page_time: Duration::from_secs(30),
        load_time: Duration::from_secs(4),
        answer_time: Duration::from_secs(3),
        ..Settings::default()
    }
}

pub async fn browser(settings: Settings) -> Browser {
    Browser::launch(settings).await.expect("these tests need Chromium: scripts/setup chromium")
}

/// The next page after whatever was: it works.
pub async fn assert_next_works(browser: &Browser, server: SocketAddr) {
    let page = browser.page(parvis_browser::Viewport::DESK).await.unwrap();
    let loaded = page.open(&format!("http://{server}/sound")).await.unwrap();
    assert_eq!((loaded.status, loaded.is_whole), (Some(200), true));
    assert_eq!(page.eval::<String>("document.querySelector('h1').textContent").await.unwrap(), "All is well");
}
