//! Where a page may not go: this machine and private networks, whichever way they are named.

use axum::Router;
use axum::response::{Html, Redirect};
use axum::routing::get;
use parvis_browser::{Error, Viewport};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::world::{HEAD, assert_next_works, browser, pages, serve, settings};

/// A server that nobody may ask, and how often it was.
async fn inner() -> (u16, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let secret = move || {
        count.fetch_add(1, Ordering::SeqCst);
        async { "secret" }
    };
    let server = serve(Router::new().fallback(secret)).await;
    (server.port(), asked)
}

#[tokio::test]
async fn this_machine_is_refused_whichever_way_it_is_named() {
    let (port, asked) = inner().await;
    let browser = browser(settings(&[])).await;
    for host in [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "2130706433",
        "0x7f.1",
        "10.0.0.1",
        "169.254.169.254",
        "192.168.1.1",
    ] {
        let page = browser.page(Viewport::DESK).await.unwrap();
        let opened = page.open(&format!("http://{host}:{port}/")).await;
        assert!(matches!(opened, Err(Error::Refused(_))), "{host}: {opened:?}");
        let opened = page.open(&format!("https://{host}:{port}/")).await;
        assert!(matches!(opened, Err(Error::Refused(_))), "{host} over TLS: {opened:?}");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_redirection_leads_inside_for_nobody() {
    let (port, asked) = inner().await;
    // The page is served at an address that is allowed; the other is not.
    let to = move |host: &'static str| {
        get(move || async move { Redirect::temporary(&format!("http://{host}:{port}/")) })
    };
    let sound = get(|| async { Html(format!("{HEAD}<h1>All is well</h1>")) });
    let router = Router::new()
        .route("/address", to("127.0.0.1"))
        .route("/name", to("localhost"))
        .route("/scheme", get(|| async { Redirect::temporary("file:///etc/passwd") }))
        .route("/sound", sound);
    let listener = tokio::net::TcpListener::bind("127.0.0.2:0").await.unwrap();
    let server = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let browser = browser(settings(&["127.0.0.2"])).await;
    for path in ["address", "name"] {
        let page = browser.page(Viewport::DESK).await.unwrap();
        let opened = page.open(&format!("http://{server}/{path}")).await;
        assert!(matches!(opened, Err(Error::Refused(_))), "{path}: {opened:?}");
    }
    let page = browser.page(Viewport::DESK).await.unwrap();
    let opened = page.open(&format!("http://{server}/scheme")).await;
    assert!(matches!(opened, Err(Error::Unreachable(_))), "{opened:?}");
    drop(page);
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    assert_next_works(&browser, server).await;
}

#[tokio::test]
async fn parts_of_a_page_lead_inside_for_nobody() {
    let (port, asked) = inner().await;
    let page_html = format!(
        "{HEAD}<body><img src=http://127.0.0.1:{port}/a.png><script src=http://localhost:{port}/b.js></script>\
         <iframe src=http://[::1]:{port}/c></iframe><link rel=stylesheet href=http://0.0.0.0:{port}/d.css>\
         <link rel=dns-prefetch href=//localhost><link rel=preconnect href=http://127.0.0.1:{port}>\
         <script>\
         fetch('http://127.0.0.1:{port}/e', {{mode: 'no-cors'}}).catch(() => 0);\
         new WebSocket('ws://127.0.0.1:{port}/f');\
         navigator.sendBeacon('http://127.0.0.1:{port}/g', 'x');\
         new EventSource('http://127.0.0.1:{port}/h');\
         const w = new Worker(URL.createObjectURL(new Blob([`fetch('http://127.0.0.1:{port}/i', {{mode: 'no-cors'}}).catch(() => 0); importScripts('http://127.0.0.1:{port}/j')`])));\
         const rtc = new RTCPeerConnection({{iceServers: [{{urls: 'stun:127.0.0.1:{port}?transport=tcp'.replace('?transport=tcp', '')}}]}}); rtc.createDataChannel('x'); rtc.createOffer().then(o => rtc.setLocalDescription(o));\
         </script>"
    );
    let router = Router::new().route("/", get(move || std::future::ready(Html(page_html))));
    let listener = tokio::net::TcpListener::bind("127.0.0.2:0").await.unwrap();
    let server = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let browser = browser(settings(&["127.0.0.2"])).await;
    let page = browser.page(Viewport::DESK).await.unwrap();
    let loaded = page.open(&format!("http://{server}/")).await.unwrap();
    assert_eq!(loaded.status, Some(200));
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    assert!(page.traffic().count >= 6, "{:?}", page.traffic());
}

#[tokio::test]
async fn the_browsers_own_door_is_closed_to_pages_whatever_is_allowed() {
    let server = pages(&[]).await;
    let browser = browser(settings(&["0.0.0.0/0", "::/0"])).await;
    assert_next_works(&browser, server).await;
    let arguments = std::fs::read_to_string(format!("/proc/{}/cmdline", browser.process().await)).unwrap();
    let value =
        |name: &str| arguments.split('\0').find_map(|one| one.strip_prefix(name).map(str::to_owned)).unwrap();
    let folder = value("--user-data-dir=");
    let door = std::fs::read_to_string(format!("{folder}/DevToolsActivePort")).unwrap();
    let proxy = value("--proxy-server=http://127.0.0.1:");
    for port in [door.lines().next().unwrap(), &proxy] {
        let page = browser.page(Viewport::DESK).await.unwrap();
        let opened = page.open(&format!("http://127.0.0.1:{port}/json/list")).await;
        assert!(matches!(opened, Err(Error::Refused(_))), "{opened:?}");
    }
}

#[tokio::test]
async fn a_name_that_is_not_known_is_said() {
    let browser = browser(settings(&[])).await;
    let page = browser.page(Viewport::DESK).await.unwrap();
    let opened = page.open("http://nowhere.invalid/").await;
    assert!(matches!(&opened, Err(Error::Unreachable(why)) if why == "unknown"), "{opened:?}");
    for wrong in ["file:///etc/passwd", "chrome://crash", "javascript:1", "not an address"] {
        assert!(matches!(page.open(wrong).await, Err(Error::Invalid(_))), "{wrong}");
    }
}
