//! The corpus that needs a browser, in the real Chromium: each planted defect is found there, and nothing else.

use axum::Router;
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
use tokio::net::TcpListener;

async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn browser() -> Browser {
    let settings = Settings { allowed: vec!["127.0.0.1".parse().unwrap()], ..Settings::default() };
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
