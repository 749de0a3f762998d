//! A procedure on a server of this machine, walked through as `parvis probe --pages` does; what the server was asked is
//! looked at too.

use parvis_kernel::{FixedClock, Timestamp};
use parvis_outbound::{VisitSettings, Visitor};
use parvis_probes::Eyes;
use parvis_probes::finding::Verdict;
use parvis_probes::report::PageReport;
use parvis_probes::site::{SiteReport, Walk, walk};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

type Log = Arc<Mutex<Vec<(Instant, String)>>>;

/// Serves pages by their path, each request on its own connection; what is not there is a 404.
fn serve(pages: &[(&str, String)]) -> (String, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let pages: BTreeMap<String, String> =
        pages.iter().map(|(path, body)| ((*path).to_owned(), body.replace("ORIGIN", &origin))).collect();
    let log = Log::default();
    let seen = Arc::clone(&log);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut head = vec![0; 4096];
            let read = stream.read(&mut head).unwrap_or(0);
            let head = String::from_utf8_lossy(&head[..read]).into_owned();
            let mut first = head.lines().next().unwrap_or("").split(' ');
            let (method, path) = (first.next().unwrap_or(""), first.next().unwrap_or(""));
            seen.lock().unwrap().push((Instant::now(), format!("{method} {path}")));
            let (status, body) = match pages.get(path) {
                Some(body) if body.starts_with("->") => {
                    let to = body.trim_start_matches("->");
                    let answer = format!(
                        "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    );
                    let _ = stream.write_all(answer.as_bytes());
                    continue;
                }
                Some(body) => ("200 OK", body.as_str()),
                None => ("404 Not Found", ""),
            };
            let kind = if path.ends_with(".txt") { "text/plain" } else { "text/html; charset=utf-8" };
            let length = body.len();
            let body = if method == "HEAD" { "" } else { body };
            let answer = format!(
                "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (origin, log)
}

fn page(body: &str) -> String {
    format!("<!DOCTYPE html><html lang=fr><title>Une démarche – Exemple</title><body><main><h1>Démarche</h1>{body}</main>
        <footer><a href=/accessibilite>Accessibilité : partiellement conforme</a> <a href=/mentions>Mentions légales</a> <a href=/donnees>Données personnelles</a></footer>")
}

fn statement() -> String {
    "<!DOCTYPE html><html lang=fr><title>Déclaration d’accessibilité</title><body><main><h1>Déclaration d’accessibilité</h1><h2>État de conformité</h2>
    <p>Le site est partiellement conforme avec le RGAA 4.1.</p><p>62,5 % des critères sont respectés.</p>
    <p>Cette déclaration a été établie le 3 mars 2021.</p><p>Écrivez à acces@exemple.fr.</p></main>"
        .to_owned()
}

fn run(start: &str, settings: Walk) -> (Vec<PageReport>, Option<SiteReport>) {
    let allowed = vec!["127.0.0.0/8".parse().unwrap()];
    let visitor =
        Visitor::new(VisitSettings { allowed, timeout: Duration::from_secs(5), ..VisitSettings::default() });
    let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(walk(
        &Eyes::source(visitor),
        &start.parse().unwrap(),
        settings,
        &FixedClock(now),
        &mut |_| {},
    ))
}

fn asked(log: &Log) -> Vec<String> {
    log.lock().unwrap().iter().map(|(_, line)| line.clone()).collect()
}

fn rules(page: &PageReport) -> Vec<(String, Verdict, String)> {
    page.findings.iter().map(|one| (one.rule.to_string(), one.verdict, one.seen.clone())).collect()
}

const QUICK: Walk = Walk { pages: 10, links: 10, pause: Duration::from_millis(20) };

#[test]
fn a_journey_is_walked_within_its_site_and_its_rules() {
    let (origin, log) = serve(&[
        ("/robots.txt", "User-agent: *\nDisallow: /prive\nCrawl-delay: 0.05\n".into()),
        (
            "/.well-known/security.txt",
            "Contact: mailto:securite@exemple.fr\nExpires: 2026-01-01T00:00:00Z\n".into(),
        ),
        (
            "/",
            page(
                "<a href=/etape-1>Commencer</a> <a href=/prive/x>Privé</a> <a href=/deconnexion>Quitter</a> <a href='/x?action=delete'>X</a> <a href=/notice.pdf>Notice</a> <a href=/perdu>Perdu</a> <a href=/ailleurs>Ailleurs</a> <a href=http://127.0.0.1:1/>Fermé</a>",
            ),
        ),
        ("/etape-1", page("<a href=/etape-2>Suite</a><p>Appelez le 01 99 00 12 34</p>")),
        ("/etape-2", page("<a href=/>Retour</a>")),
        ("/ailleurs", "->http://localhost:1/".into()),
        ("/accessibilite", statement()),
        ("/mentions", page("")),
        ("/donnees", page("")),
    ]);
    let (pages, site) = run(&format!("{origin}/"), QUICK);
    let site = site.unwrap();
    let read: Vec<&str> =
        pages.iter().map(|page| page.final_url.strip_prefix(&origin).unwrap_or(&page.final_url)).collect();
    assert_eq!(read, ["/", "/accessibilite", "/mentions", "/donnees", "/etape-1", "/etape-2"]);
    let log_lines = asked(&log);
    for never in ["/prive/x", "/deconnexion", "/x?action=delete"] {
        assert!(!log_lines.iter().any(|line| line.ends_with(never)), "{never} was asked for: {log_lines:?}");
    }
    assert!(
        !log_lines.contains(&"GET /notice.pdf".to_owned())
            || log_lines.contains(&"HEAD /notice.pdf".to_owned())
    );
    let times: Vec<Instant> = log.lock().unwrap().iter().map(|(at, _)| *at).collect();
    let shortest = times.windows(2).skip(2).map(|pair| pair[1] - pair[0]).min().unwrap();
    assert!(shortest >= Duration::from_millis(45), "a pause is left between two requests: {shortest:?}");
    assert_eq!((site.robots.is_there, site.robots.delay, site.robots.forbidden), (true, Some(50), 1));
    let stated = site.statement.unwrap();
    assert_eq!(stated.url, format!("{origin}/accessibilite"));
    assert_eq!(stated.says.unwrap().statement.rate, Some(62.5));
    let found = rules(&pages[0]);
    let has = |rule: &str, verdict| found.iter().any(|one| one.0 == rule && one.1 == verdict);
    assert!(
        has("statement-expired", Verdict::ToReview) && has("security-txt-expired", Verdict::Failed),
        "{found:#?}"
    );
    assert!(
        has("robots-forbid-journey", Verdict::ToReview) && has("no-other-way", Verdict::ToReview),
        "{found:#?}"
    );
    assert!(
        !has("legal-notice-missing", Verdict::ToReview)
            && !has("accessibility-mention-missing", Verdict::ToReview)
    );
    let broken: Vec<_> = found.iter().filter(|one| one.0.starts_with("link-")).collect();
    for gone in ["/notice.pdf", "/perdu"] {
        let is_told = |one: &&&(String, Verdict, String)| {
            one.0 == "link-broken" && one.2.contains(gone) && one.1 == Verdict::Failed
        };
        assert_eq!(broken.iter().filter(is_told).count(), 1, "{gone}: {broken:?}");
    }
    assert!(
        broken.iter().any(|one| one.0 == "link-not-answering" && one.2.contains("127.0.0.1:1/")),
        "{broken:?}"
    );
}

#[test]
fn one_page_alone_still_tells_of_its_statement() {
    let (origin, log) = serve(&[
        ("/", page("")),
        ("/accessibilite", statement()),
        ("/mentions", page("")),
        ("/donnees", page("")),
    ]);
    let (pages, site) = run(&format!("{origin}/"), Walk { pages: 1, links: 0, ..QUICK });
    assert_eq!(pages.len(), 1);
    assert_eq!(
        asked(&log),
        ["GET /", "GET /robots.txt", "GET /.well-known/security.txt", "GET /accessibilite"]
    );
    let site = site.unwrap();
    assert_eq!((site.links_checked, site.pages_left), (0, 3));
    assert!(site.statement.unwrap().says.is_some() && site.security_txt.is_none());
    assert!(rules(&pages[0]).iter().any(|one| one.0 == "security-txt-missing"));
}

#[test]
fn a_site_that_refuses_machines_is_read_no_further_than_asked() {
    let (origin, log) = serve(&[
        ("/robots.txt", "User-agent: Parvis-Probe\nDisallow: /\n".into()),
        ("/", page("<a href=/a>A</a>")),
    ]);
    let (pages, site) = run(&format!("{origin}/"), QUICK);
    assert_eq!(pages.len(), 1);
    assert_eq!(asked(&log), ["GET /", "GET /robots.txt", "GET /.well-known/security.txt"]);
    assert!(site.is_some() && rules(&pages[0]).iter().any(|one| one.0 == "robots-forbid-page"));
}

#[test]
fn a_site_without_end_ends() {
    let links: String = (0..500).map(|n| format!("<a href=/r{n}>{n}</a>")).collect();
    let mut pages = vec![("/".to_owned(), page(&links))];
    pages.extend((0..500).map(|n| (format!("/r{n}"), "->http://localhost:1/".to_owned())));
    let pages: Vec<(&str, String)> = pages.iter().map(|(path, body)| (path.as_str(), body.clone())).collect();
    let (origin, log) = serve(&pages);
    let (read, site) =
        run(&format!("{origin}/"), Walk { pages: 5, links: 5, pause: Duration::from_millis(1) });
    assert!(read.len() <= 5 && asked(&log).len() < 60, "{} {}", read.len(), asked(&log).len());
    assert!(site.unwrap().pages_left > 400);
}
