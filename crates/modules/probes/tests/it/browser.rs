//! The corpus that needs a browser, in the real Chromium: each planted defect is found there, and nothing else.

use axum::Router;
use axum::http::header;
use axum::response::Html;
use axum::routing::get;
use parvis_browser::{Browser, Settings};
use parvis_kernel::Locale;
use parvis_probes::browser::{RULES, look, merge};
use parvis_probes::dom::parse;
use parvis_probes::rules;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;
use tokio::net::TcpListener;

async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn browser() -> Browser {
    browser_in(Duration::from_secs(20)).await
}

/// A browser that gives a page so long to load, and to answer.
async fn browser_in(time: Duration) -> Browser {
    let allowed = vec!["127.0.0.1".parse().unwrap()];
    let settings = Settings { allowed, load_time: time, answer_time: time, ..Settings::default() };
    Browser::launch(settings).await.expect("these tests need Chromium: scripts/setup chromium")
}

/// The pages: their names, the rule that each breaks, and what they hold.
fn corpus() -> Vec<(String, Option<String>, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus-browser");
    let mut all: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all.iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let rule = name.split('.').next().unwrap();
            let planted = (!rule.starts_with("clean-")).then(|| rule.to_owned());
            (name, planted, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

#[tokio::test]
async fn each_defect_planted_for_a_browser_is_found_and_nothing_else() {
    let corpus = corpus();
    let router = corpus.iter().fold(Router::new(), |router, (name, _, html)| {
        let html = html.clone();
        router.route(&format!("/{name}"), get(move || std::future::ready(Html(html.clone()))))
    });
    let (server, browser) = (serve(router).await, browser().await);
    let only = std::env::var("PARVIS_TEST_PAGE").unwrap_or_default();
    let mut figures: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut missed, mut others) = (Vec::new(), Vec::new());
    for (name, planted, html) in corpus.iter().filter(|(name, _, _)| name.contains(&only)) {
        let locale = if name.ends_with(".fr.html") { Locale::Fr } else { Locale::En };
        let seen = look(&browser, &format!("http://{server}/{name}").parse().unwrap(), locale).await;
        assert_eq!(seen.report.missed, None, "{name}: {:?}", seen.findings);
        if !only.is_empty() {
            println!("{name}: {:#?}", seen.report);
        }
        let found = merge(rules::read(&parse(html)), seen.rendered.as_deref(), seen.findings);
        if let Some(rule) = planted {
            let figure = figures.entry(rule.clone()).or_default();
            figure.0 += 1;
            if found.iter().any(|one| one.rule == *rule) { figure.1 += 1 } else { missed.push(name) }
        }
        let not_planted = found.into_iter().filter(|one| Some(&*one.rule) != planted.as_deref());
        others.extend(not_planted.map(|one| (name, one.rule, one.verdict, one.excerpt, one.seen)));
    }
    for (rule, (planted, found)) in &figures {
        println!("{rule:>30}  planted {planted}  found {found}");
    }
    println!(
        "{} pages, {} missed, {} findings where nothing was planted",
        corpus.len(),
        missed.len(),
        others.len()
    );
    assert!(missed.is_empty() && others.is_empty(), "missed: {missed:#?}, found unplanted: {others:#?}");
}

fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=fr><title>Une page d'essai</title><link rel=icon href=data:,><body><main><h1>Titre</h1>{body}</main>"
    )
}

#[tokio::test]
async fn a_page_that_fights_back_is_said_and_the_next_is_seen() {
    let html = |body: &str| {
        let html = page(body);
        get(move || std::future::ready(Html(html)))
    };
    let router = Router::new()
        .route("/loop", html("<script>for (;;);</script>"))
        .route("/late", html("<script>document.addEventListener('focusin', () => { for (;;); })</script><button>A</button>"))
        .route("/liar", html("<p><img src=data:,></p><script>document.querySelectorAll = () => []; Element.prototype.checkVisibility = () => false; window.parvis = { all: () => [] }; window.axe = { run: () => 0 }</script>"))
        .route("/away", html("<script>if (!location.hash) setTimeout(() => { location.hash = 1; location.reload() }, 400)</script>"))
        .route("/sound", html("<p>Tout va bien.</p>"));
    let server = serve(router).await;
    let browser = browser_in(Duration::from_secs(4)).await;
    let see = async |path: &str| {
        look(&browser, &format!("http://{server}{path}").parse().unwrap(), Locale::Fr).await
    };
    for path in ["/loop", "/late"] {
        let seen = see(path).await;
        assert_eq!(seen.report.missed, Some("late"), "{path}");
        assert!(seen.findings.iter().any(|one| one.rule == "page-wears-out-browser"), "{path}");
        let next = see("/sound").await;
        assert_eq!((next.report.missed, next.findings.len()), (None, 0), "{:?}", next.findings);
    }
    let liar = see("/liar").await;
    assert!(liar.findings.iter().any(|one| one.rule == "axe-image-alt"), "{liar:?}");
    assert_eq!(see("/away").await.report.missed, None);
}

#[tokio::test]
async fn speed_and_weight_are_those_that_were_planted() {
    const LATE: Duration = Duration::from_millis(800);
    let picture = || async {
        tokio::time::sleep(LATE).await;
        // A picture of few bytes for its size is taken for a background, and not measured.
        let filling = "x".repeat(60_000);
        let drawn = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='900' height='600'><!--{filling}--><rect width='900' height='600' fill='teal'/></svg>"
        );
        ([(header::CONTENT_TYPE, "image/svg+xml")], drawn)
    };
    // Half of the window's height goes down by a fifth of its width: (512 + 256) / 1024 × 256 / 1280.
    let shifts = "<div id=a></div><div style='height:512px;background:#eee'>x</div>\
        <script>onload = () => requestAnimationFrame(() => requestAnimationFrame(() => { a.style.height = '256px' }))</script>";
    let shifting = format!(
        "<!DOCTYPE html><html lang=fr><title>Un titre</title><link rel=icon href=data:,><body style=margin:0>{shifts}"
    );
    let slow = page("<img src=/late.svg alt='Une carte' width=900 height=600>");
    let router = Router::new()
        .route("/", get(move || std::future::ready(Html(slow))))
        .route("/late.svg", get(picture))
        .route("/shifts", get(move || std::future::ready(Html(shifting))));
    let (server, browser) = (serve(router).await, browser().await);
    let seen = look(&browser, &format!("http://{server}/").parse().unwrap(), Locale::Fr).await.report;
    assert!(seen.lcp.unwrap() >= 800.0 && seen.fcp.unwrap() < seen.lcp.unwrap(), "{seen:?}");
    assert_eq!((seen.requests, seen.by_kind["image"].requests, seen.by_kind["document"].requests), (2, 1, 1));
    assert_eq!(seen.by_kind.values().map(|weight| weight.bytes).sum::<u64>(), seen.bytes);
    let seen = look(&browser, &format!("http://{server}/shifts").parse().unwrap(), Locale::Fr).await.report;
    let planted = (512.0 + 256.0) / 1024.0 * 256.0 / 1280.0;
    assert!((seen.cls.unwrap() - planted).abs() < 0.15 * planted, "{seen:?}");
}

#[tokio::test]
async fn a_finding_carries_a_small_picture_of_its_element() {
    let pale = page("<p style='color:#bbb'>Un texte pâle.</p>");
    let server = serve(Router::new().route("/", get(move || std::future::ready(Html(pale))))).await;
    let seen = look(&browser().await, &format!("http://{server}/").parse().unwrap(), Locale::Fr).await;
    let one = seen.findings.iter().find(|one| one.rule == "axe-color-contrast").unwrap();
    assert_eq!((one.criterion.as_deref(), one.selector.as_deref()), (Some("3.2"), Some("body > main > p")));
    assert!(one.said.as_ref().unwrap().why.contains("contraste"), "{one:?}");
    // A PNG, in base64.
    assert!(one.crop.as_ref().unwrap().0.starts_with("iVBOR"));
}

#[test]
fn every_rule_of_the_browser_has_its_page_and_its_words() {
    let planted: BTreeSet<String> = corpus().into_iter().filter_map(|(_, planted, _)| planted).collect();
    // Of time and of what goes wrong: no page of a corpus is slow or broken on every machine.
    let without_page = ["page-is-slow-to-show", "page-wears-out-browser", "page-not-seen"];
    for rule in RULES {
        assert!(
            planted.contains(rule.id) || without_page.contains(&rule.id),
            "{}: no page breaks it",
            rule.id
        );
        for locale in [parvis_probes::LOCALES.fr, parvis_probes::LOCALES.en] {
            for key in [format!("probe-{} = ", rule.id), format!("probe-{}-fix = ", rule.id)] {
                assert!(locale.lines().any(|line| line.starts_with(&key)), "{key} has no words");
            }
        }
    }
}
