//! Pages that fight back: each comes to a clear end within its limits, and the next page works.

use axum::Router;
use axum::body::Body;
use axum::http::header;
use axum::response::Html;
use axum::routing::get;
use parvis_browser::{Browser, Error, Loaded, Viewport};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::world::{HEAD, assert_next_works, browser, pages, serve, settings};

/// Opens a page made of a script.
async fn fight(script: &str) -> (Result<Loaded, Error>, parvis_browser::Page, Browser, SocketAddr) {
    let server = pages(&[("/", format!("{HEAD}<body><p id=p>x</p><script>{script}</script>"))]).await;
    let browser = browser(settings(&["127.0.0.1"])).await;
    let page = browser.page(Viewport::DESK).await.unwrap();
    let begun = Instant::now();
    let opened = page.open(&format!("http://{server}/")).await;
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    (opened, page, browser, server)
}

#[tokio::test]
async fn a_loop_without_end_is_ended() {
    let (opened, _page, browser, server) = fight("for (;;);").await;
    assert!(matches!(opened, Err(Error::Late(_))), "{opened:?}");
    assert_next_works(&browser, server).await;
}

#[tokio::test]
async fn a_loop_that_begins_later_is_ended() {
    let (opened, page, browser, server) = fight("setTimeout(() => { for (;;); }, 1000)").await;
    assert!(opened.unwrap().is_whole);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(matches!(page.eval::<u8>("1").await, Err(Error::Late(_))));
    assert_next_works(&browser, server).await;
}

#[tokio::test]
async fn dialogs_are_dismissed_and_those_without_end_are_ended() {
    let (opened, page, browser, server) =
        fight("alert(1); p.textContent = String(confirm(2)) + prompt(3); onbeforeunload = () => 'stay'")
            .await;
    assert_eq!(opened.unwrap().dialogs, 3);
    assert_eq!(page.eval::<String>("document.querySelector('p').textContent").await.unwrap(), "falsenull");
    page.open(&format!("http://{server}/sound")).await.unwrap();
    drop(page);
    assert_next_works(&browser, server).await;
    let (opened, _page, browser, server) = fight("for (;;) alert('again')").await;
    assert!(matches!(opened, Err(Error::Late(_))), "{opened:?}");
    assert_next_works(&browser, server).await;
}

#[tokio::test]
async fn windows_are_closed() {
    let storm = "for (let i = 0; i < 200; i++) { open('/sound'); open('/sound', '_blank', 'noopener') }";
    let (opened, page, browser, server) = fight(storm).await;
    let windows = opened.as_ref().map(|loaded| loaded.windows);
    assert!(windows.as_ref().is_ok_and(|windows| *windows >= 2), "{opened:?}");
    assert_eq!(page.eval::<u8>("1").await.unwrap(), 1);
    drop(page);
    assert_next_works(&browser, server).await;
}

#[tokio::test]
async fn what_a_page_writes_to_its_console_is_not_listened_to() {
    let storm = "const long = 'x'.repeat(1e5); for (let i = 0; i < 100; i++) { console.log(long, { i }); console.error(i) }";
    let (opened, page, browser, server) = fight(storm).await;
    assert!(opened.is_ok(), "{opened:?}");
    assert_eq!(page.eval::<u8>("1").await.unwrap(), 1);
    drop(page);
    assert_next_works(&browser, server).await;
}

#[tokio::test]
async fn a_download_is_refused() {
    let file = || async {
        (
            [
                (header::CONTENT_DISPOSITION, "attachment; filename=a.exe"),
                (header::CONTENT_TYPE, "application/x"),
            ],
            "x",
        )
    };
    let sound = || async { Html(format!("{HEAD}<h1>All is well</h1>")) };
    let server = serve(Router::new().route("/file", get(file)).route("/sound", get(sound))).await;
    let browser = browser(settings(&["127.0.0.1"])).await;
    let page = browser.page(Viewport::DESK).await.unwrap();
    let opened = page.open(&format!("http://{server}/file")).await;
    assert_eq!(opened.unwrap_err(), Error::Download);
    drop(page);
    assert_next_works(&browser, server).await;
}

#[tokio::test]
async fn a_page_that_swells_is_ended() {
    let swell = "const all = []; for (let i = 0; i < 64; i++) { const a = new Uint8Array(64 << 20); a.fill(i); all.push(a) }";
    let server = pages(&[("/", format!("{HEAD}<body><script>{swell}</script>"))]).await;
    let browser = browser(parvis_browser::Settings { memory_mib: 900, ..settings(&["127.0.0.1"]) }).await;
    let page = browser.page(Viewport::DESK).await.unwrap();
    let opened = page.open(&format!("http://{server}/")).await;
    assert!(matches!(opened, Err(Error::Memory(900) | Error::Crashed)), "{opened:?}");
    assert_next_works(&browser, server).await;
}

#[tokio::test]
async fn a_page_whose_objects_fill_the_heap_is_ended() {
    let (opened, page, browser, server) =
        fight("const all = []; for (;;) all.push(new Array(1000).fill({ x: Math.random() }))").await;
    let ended = match opened {
        Ok(_) => page.eval::<u8>("1").await.map(drop),
        Err(error) => Err(error),
    };
    assert!(ended.is_err_and(|error| error.is_fatal()));
    assert_next_works(&browser, server).await;
}

#[tokio::test]
async fn a_page_that_crashes_is_said_and_the_next_works() {
    let server = pages(&[("/", format!("{HEAD}<p>x"))]).await;
    let browser = browser(settings(&["127.0.0.1"])).await;
    let page = browser.page(Viewport::DESK).await.unwrap();
    page.open(&format!("http://{server}/")).await.unwrap();
    for renderer in renderers(browser.process().await) {
        std::process::Command::new("kill").args(["-9", &renderer.to_string()]).status().unwrap();
    }
    let answer = page.eval::<u8>("1").await;
    assert!(answer.as_ref().is_err_and(Error::is_fatal), "{answer:?}");
    assert_next_works(&browser, server).await;
}

/// The processes of pages under one that this test started.
fn renderers(root: u32) -> Vec<u32> {
    let read = |path: String| std::fs::read_to_string(path).unwrap_or_default();
    let all: Vec<(u32, u32)> = std::fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok())
        .filter_map(|pid: u32| {
            let stat = read(format!("/proc/{pid}/stat"));
            Some((pid, stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?))
        })
        .collect();
    let mut own = vec![root];
    let mut next = 0;
    while let Some(pid) = own.get(next).copied() {
        own.extend(all.iter().filter(|(_, parent)| *parent == pid).map(|(pid, _)| *pid));
        next += 1;
    }
    own.retain(|pid| read(format!("/proc/{pid}/cmdline")).contains("--type=renderer"));
    own
}

#[tokio::test]
async fn a_page_that_is_replaced_under_us_is_asked_again_or_said() {
    let (opened, page, browser, server) =
        fight("if (!location.search) setTimeout(() => location.search = '?again', 300)").await;
    opened.unwrap();
    for _ in 0..40 {
        assert_eq!(page.eval::<String>("document.title").await.unwrap(), "A page");
    }
    let slow = page.eval::<u8>(
        "new Promise(done => { setTimeout(() => location.reload(), 50); setTimeout(() => done(1), 2000) })",
    );
    let never = slow.await;
    assert!(matches!(never, Ok(1) | Err(Error::Moved)), "{never:?}");
    page.eval::<Option<u8>>("void document.open(), document.write('<p>other'), null").await.unwrap();
    assert_eq!(page.eval::<String>("document.body.textContent").await.unwrap(), "other");
    drop(page);
    assert_next_works(&browser, server).await;
    let (opened, page, browser, server) = fight("setInterval(() => location.reload(), 1)").await;
    assert!(opened.is_ok() || opened.as_ref().is_err_and(Error::is_fatal), "{opened:?}");
    let _ = page.eval::<u8>("1").await;
    drop(page);
    assert_next_works(&browser, server).await;
}

#[tokio::test]
async fn a_server_that_never_answers_or_never_ends_is_not_waited_for() {
    let drip = || async {
        let (to, from) = tokio::sync::mpsc::channel::<Result<String, std::io::Error>>(1);
        tokio::spawn(async move {
            while to.send(Ok("<p>drop".to_owned())).await.is_ok() {
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        });
        let drops = futures_util::stream::unfold(from, |mut from| async { Some((from.recv().await?, from)) });
        ([(header::CONTENT_TYPE, "text/html")], Body::from_stream(drops))
    };
    let sound = || async { Html(format!("{HEAD}<h1>All is well</h1>")) };
    let router = Router::new()
        .route("/mute", get(std::future::pending::<()>))
        .route("/drip", get(drip))
        .route("/sound", get(sound));
    let server = serve(router).await;
    let browser = browser(settings(&["127.0.0.1"])).await;
    let page = browser.page(Viewport::DESK).await.unwrap();
    let mute = page.open(&format!("http://{server}/mute")).await;
    assert_eq!(mute.unwrap_err(), Error::Late("loading the page"));
    assert_next_works(&browser, server).await;
    let page = browser.page(Viewport::DESK).await.unwrap();
    assert!(!page.open(&format!("http://{server}/drip")).await.unwrap().is_whole);
    assert!(page.eval::<usize>("document.querySelectorAll('p').length").await.unwrap() > 3);
    drop(page);
    assert_next_works(&browser, server).await;
}

#[tokio::test]
async fn a_body_without_end_is_cut() {
    let flood = || async {
        let bytes = futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b'x'; 1 << 16]));
        ([(header::CONTENT_TYPE, "text/plain")], Body::from_stream(bytes))
    };
    let sound = || async { Html(format!("{HEAD}<h1>All is well</h1>")) };
    let server = serve(Router::new().route("/", get(flood)).route("/sound", get(sound))).await;
    let browser = browser(parvis_browser::Settings { bytes: 4 << 20, ..settings(&["127.0.0.1"]) }).await;
    let page = browser.page(Viewport::DESK).await.unwrap();
    let opened = page.open(&format!("http://{server}/")).await;
    assert_eq!(opened.unwrap_err(), Error::Bytes(4 << 20));
    assert_next_works(&browser, server).await;
}

#[tokio::test]
async fn no_browser_outlives_its_owner() {
    let browser = browser(settings(&[])).await;
    let process = browser.process().await;
    browser.page(Viewport::DESK).await.unwrap().eval::<u8>("1").await.unwrap();
    assert!(!renderers(process).is_empty() && std::path::Path::new(&format!("/proc/{process}")).exists());
    let all = renderers(process);
    drop(browser);
    tokio::time::sleep(Duration::from_millis(300)).await;
    let is_left = |pid: &u32| {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        !status.is_empty() && !status.contains("State:\tZ")
    };
    assert!(!all.iter().chain([&process]).any(is_left));
}
