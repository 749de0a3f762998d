//! What a page shows.

use axum::Router;
use axum::http::HeaderMap;
use axum::response::Html;
use axum::routing::get;
use parvis_browser::{Clip, Error, Kind, Viewport, find};

use crate::world::{HEAD, browser, pages, serve, settings};

#[tokio::test]
async fn a_page_that_needs_scripts_is_seen_as_people_see_it() {
    assert!(find().is_some());
    let written = format!(
        "{HEAD}<body><main id=m></main><script>document.querySelector('#m').innerHTML = '<h1>Written</h1><button>One</button><button>Two</button>'</script>"
    );
    let server = pages(&[("/", written)]).await;
    let browser = browser(settings(&["127.0.0.1"])).await;
    let page = browser.page(Viewport::DESK).await.unwrap();
    let loaded = page.open(&format!("http://{server}/")).await.unwrap();
    assert_eq!((loaded.status, loaded.is_whole, loaded.dialogs), (Some(200), true, 0));
    assert_eq!(page.eval::<String>("document.querySelector('h1').textContent").await.unwrap(), "Written");
    let heading = page.ax_tree().await.unwrap().into_iter().find(|node| node.role == "heading").unwrap();
    assert_eq!((heading.name.as_str(), heading.is_ignored), ("Written", false));
    let focused = "document.activeElement.textContent";
    page.key("Tab").await.unwrap();
    assert_eq!(page.eval::<String>(focused).await.unwrap(), "One");
    page.key("Tab").await.unwrap();
    assert_eq!(page.eval::<String>(focused).await.unwrap(), "Two");
    page.key("Shift+Tab").await.unwrap();
    assert_eq!(page.eval::<String>(focused).await.unwrap(), "One");
    let clip = Clip { x: 0.0, y: 0.0, width: 100.0, height: 50.0, scale: 1.0 };
    assert!(page.screenshot(clip).await.unwrap().starts_with(b"\x89PNG"));
    page.set_viewport(Viewport::NARROW).await.unwrap();
    assert_eq!(page.eval::<u32>("innerWidth").await.unwrap(), 320);
}

#[tokio::test]
async fn a_page_without_scripts_is_seen_too() {
    let written = format!("{HEAD}<body><p id=p>Before</p><script>p.textContent = 'After'</script>");
    let server = pages(&[("/", written)]).await;
    let browser = browser(settings(&["127.0.0.1"])).await;
    let page = browser.page(Viewport::DESK).await.unwrap();
    page.set_scripts(false).await.unwrap();
    page.open(&format!("http://{server}/")).await.unwrap();
    let text: String = page.eval("document.querySelector('p').textContent").await.unwrap();
    assert_eq!(text, "Before");
}

#[tokio::test]
async fn a_page_cannot_change_what_it_is_asked() {
    let liar = format!(
        "{HEAD}<body><p>x</p><script>document.querySelectorAll = () => []; Array.prototype.map = () => 'lie'; window.mine = 'seen'; JSON.stringify = () => '0'</script>"
    );
    let server = pages(&[("/", liar)]).await;
    let browser = browser(settings(&["127.0.0.1"])).await;
    let page = browser.page(Viewport::DESK).await.unwrap();
    page.before_load("globalThis.ours = 7").await.unwrap();
    page.open(&format!("http://{server}/")).await.unwrap();
    let asked = "[[...document.querySelectorAll('p')].map(p => p.textContent)[0], ours, typeof window.mine]";
    let answer: (String, u32, String) = page.eval(asked).await.unwrap();
    assert_eq!(answer, ("x".to_owned(), 7, "undefined".to_owned()));
    assert!(
        matches!(page.eval::<u32>("throw new Error('no')").await, Err(Error::Script(why)) if why.contains("no"))
    );
    assert!(matches!(page.eval::<u32>("'text'").await, Err(Error::Script(_))));
}

#[tokio::test]
async fn requests_are_gathered_and_say_who_asks() {
    let other = serve(Router::new().route("/x.js", get(|| async { "1".repeat(5_000) }))).await;
    let page_html = format!(
        "{HEAD}<link rel=icon href=data:,><body><img src=/none.png><script src=http://localhost:{}/x.js></script>",
        other.port()
    );
    let agent = |headers: HeaderMap| async move {
        format!("{:?} {:?}", headers["user-agent"], headers["accept-language"])
    };
    let router = Router::new()
        .route("/", get(move || std::future::ready(Html(page_html))))
        .route("/agent", get(agent));
    let server = serve(router).await;
    let browser = browser(settings(&["127.0.0.1", "localhost"])).await;
    let page = browser.page(Viewport::DESK).await.unwrap();
    let url = format!("http://{server}/");
    page.open(&url).await.unwrap();
    let traffic = page.traffic();
    let (bytes, many) = traffic.of(Kind::Script);
    assert!(many == 1 && (5_000..7_000).contains(&bytes), "{traffic:?}");
    assert_eq!(traffic.requests.iter().find(|one| one.kind == Kind::Image).unwrap().status, Some(404));
    let third: Vec<_> = traffic.third_parties(&url.parse().unwrap()).into_iter().collect();
    assert_eq!(third, [format!("http://localhost:{}", other.port())]);
    page.open(&format!("{url}agent")).await.unwrap();
    let said: String = page.eval("document.body.textContent").await.unwrap();
    assert!(said.contains("Parvis-Test") && !said.contains("Headless") && said.contains("fr-FR"), "{said}");
}

#[tokio::test]
async fn what_a_page_keeps_is_not_there_for_the_next() {
    let keeper = format!("{HEAD}<body><script>document.cookie = 'a=1; path=/'; localStorage.b = 2</script>");
    let server = pages(&[("/", keeper)]).await;
    let browser = browser(settings(&["127.0.0.1"])).await;
    let kept = "document.cookie + localStorage.length";
    let first = browser.page(Viewport::DESK).await.unwrap();
    first.open(&format!("http://{server}/")).await.unwrap();
    assert_eq!(first.eval::<String>(kept).await.unwrap(), "a=11");
    drop(first);
    let second = browser.page(Viewport::DESK).await.unwrap();
    second.open(&format!("http://{server}/sound")).await.unwrap();
    assert_eq!(second.eval::<String>(kept).await.unwrap(), "0");
}

#[tokio::test]
async fn a_browser_that_is_not_there_is_said() {
    let mut settings = settings(&[]);
    settings.program = Some("/nowhere/chromium".into());
    let error = parvis_browser::Browser::launch(settings).await.err().unwrap();
    assert_eq!(error.kind(), "launch");
    assert!(Error::Missing.to_string().contains("install"));
}
