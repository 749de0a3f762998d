//! What every answer carries, and how it is kept by browsers and caches.

use std::io::Read;

use crate::world::{Answer, Client, worlds};

/// One row per kind of answer: what is asked, with what, and what comes back.
///
/// `cache` is the beginning of Cache-Control; `cors` whether any site may read it.
struct Row {
    method: &'static str,
    path: &'static str,
    status: u16,
    kind: &'static str,
    cache: &'static str,
    cors: bool,
}

const fn row(
    method: &'static str,
    path: &'static str,
    status: u16,
    kind: &'static str,
    cache: &'static str,
    cors: bool,
) -> Row {
    Row { method, path, status, kind, cache, cors }
}

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const DAY: &str = "public, max-age=86400";
const MINUTE: &str = "public, max-age=60";
const NEVER: &str = "no-store";
const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

#[rustfmt::skip]
const TABLE: &[Row] = &[
    row("GET",  "/fr",                                   200, HTML, MINUTE, false),
    row("GET",  "/en/editions/2026-08",                  200, HTML, MINUTE, false),
    row("GET",  "/fr/editions/2026-08?grade=red",        200, HTML, MINUTE, false),
    row("GET",  "/fr/demarches/jdma-3059",               200, HTML, MINUTE, false),
    row("HEAD", "/fr/methode",                           200, HTML, MINUTE, false),
    row("GET",  "/fr/connexion",                         200, HTML, NEVER, false),
    row("GET",  "/en/desk/journal",                      303, "",   NEVER, false),
    row("POST", "/fr/connexion",                         403, HTML, NEVER, false),
    row("PUT",  "/fr/connexion",                         405, "",   NEVER, false),
    row("GET",  "/",                                     307, "",   NEVER, false),
    row("GET",  "/fr/",                                  308, "",   NEVER, false),
    row("GET",  "/fr/editions/derniere",                 307, "",   NEVER, false),
    row("GET",  "/fr/nowhere",                           404, HTML, NEVER, false),
    row("GET",  "/nowhere",                              404, HTML, NEVER, false),
    row("GET",  "/fr/editions/2026-08?page=99",          400, HTML, NEVER, false),
    row("POST", "/fr",                                   405, HTML, NEVER, false),
    row("DELETE", "/fr/editions/2026-08",                405, HTML, NEVER, false),
    row("GET",  "/fr/editions/2026-08/demarches.csv",    200, "text/csv", IMMUTABLE, false),
    row("GET",  "/fr/editions/2026-08/demarches.json",   200, JSON, IMMUTABLE, false),
    row("GET",  "/fr/editions/2026-08/demarches.ods",    200, "application/vnd.oasis", IMMUTABLE, false),
    row("GET",  "/fr/editions/2026-08/demarches.xlsx",   200, "application/vnd.openxml", IMMUTABLE, false),
    row("GET",  "/editions/2026-08.jsonl",               200, "application/jsonl", IMMUTABLE, false),
    row("GET",  "/fr/demarches/jdma-3059/satisfaction.svg", 200, "image/svg+xml", MINUTE, false),
    row("GET",  "/fr/atom.xml",                          200, "application/atom+xml", MINUTE, false),
    row("GET",  "/sitemap.xml",                          200, "application/xml", MINUTE, false),
    row("GET",  "/robots.txt",                           200, "text/plain", MINUTE, false),
    row("GET",  "/favicon.svg",                          200, "image/svg+xml", DAY, false),
    row("GET",  "/assets/0/neutral.css",                 200, "text/css", IMMUTABLE, false),
    row("GET",  "/assets/0/nothing.css",                 404, "", NEVER, false),
    row("GET",  "/api/v1/editions",                      200, JSON, MINUTE, true),
    row("GET",  "/api/v1/editions/2026-08/summary",      200, JSON, IMMUTABLE, true),
    row("GET",  "/api/v1/indicators",                    200, JSON, DAY, true),
    row("GET",  "/api/v1/catalog.jsonld",                200, "application/ld+json", MINUTE, true),
    row("GET",  "/api/v1/nowhere",                       404, PROBLEM, NEVER, true),
    row("GET",  "/api/v1/editions/2026-08/summary?x=1",  400, PROBLEM, NEVER, true),
    row("POST", "/api/v1/editions",                      405, PROBLEM, NEVER, true),
    row("HEAD", "/api/v1/editions",                      200, JSON, MINUTE, true),
];

#[test]
fn every_kind_of_answer_has_its_headers() {
    let worlds = worlds();
    let client = worlds[0].start();
    // The second round is answered from memory where the first was kept.
    for round in ["first", "second"] {
        for row in TABLE {
            let answer = client.ask(row.method, row.path, &[]);
            let name = format!("{round} {} {}", row.method, row.path);
            assert_eq!(answer.status, row.status, "{name}");
            assert!(answer.header("content-type").starts_with(row.kind), "{name}: {:?}", answer.headers);
            assert_eq!(answer.header("cache-control"), row.cache, "{name}");
            let cors = if row.cors { "*" } else { "" };
            assert_eq!(answer.header("access-control-allow-origin"), cors, "{name}");
            if row.method == "HEAD" {
                assert!(answer.body.is_empty(), "{name}");
            }
            if row.method != "HEAD" && row.status == 200 && row.cache != NEVER {
                assert!(answer.header("etag").starts_with('"'), "{name}");
                assert!(answer.header("vary").contains("accept-encoding"), "{name}");
            }
            if row.status == 405 {
                assert!(answer.header("allow").contains("GET"), "{name}: what is allowed is not said");
            }
            secured(&name, row.path, &answer);
        }
    }
}

fn secured(name: &str, path: &str, answer: &Answer) {
    let is_badge = path.contains("/demarches/") && path.ends_with(".svg");
    for (header, want) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "strict-origin-when-cross-origin"),
        ("x-frame-options", "DENY"),
        ("strict-transport-security", "max-age=63072000"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", if is_badge { "cross-origin" } else { "same-origin" }),
    ] {
        assert_eq!(answer.header(header), want, "{name}: {header}");
    }
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{name}");
    assert!(!policy.contains("unsafe"), "{name}: {policy}");
    assert!(answer.header("permissions-policy").contains("camera=()"), "{name}");
}

#[test]
fn cookies_are_closed_to_scripts_and_other_sites() {
    let worlds = worlds();
    let answer = worlds[0].start().get("/fr/connexion");
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-formulaire="), "{cookie}");
    for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    // A page for readers sets none.
    assert_eq!(worlds[0].start().get("/fr").header("set-cookie"), "");
}

fn plain(answer: &Answer) -> Vec<u8> {
    let mut body = Vec::new();
    match answer.header("content-encoding") {
        "br" => brotli::Decompressor::new(answer.body.as_slice(), 4096).read_to_end(&mut body).unwrap(),
        "gzip" => flate2::read::GzDecoder::new(answer.body.as_slice()).read_to_end(&mut body).unwrap(),
        "" => return answer.body.clone(),
        other => panic!("{other}"),
    };
    body
}

#[test]
fn a_compressed_answer_says_the_same_and_is_not_sent_twice() {
    let worlds = worlds();
    let client = worlds[0].start();
    for path in ["/fr", "/fr/editions/2026-08", "/api/v1/editions", "/editions/2026-08.jsonl", "/sitemap.xml"]
    {
        let identity = client.get(path);
        assert_eq!(identity.header("content-encoding"), "", "{path}");
        let mut tags = vec![identity.header("etag").to_owned()];
        for encoding in ["br", "gzip"] {
            let answer = client.ask("GET", path, &[("accept-encoding", encoding)]);
            assert_eq!(answer.header("content-encoding"), encoding, "{path}");
            assert!(answer.body.len() < identity.body.len(), "{path}: {encoding} is no smaller");
            assert!(plain(&answer) == identity.body, "{path}: {encoding} says something else");
            tags.push(answer.header("etag").to_owned());
        }
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 3, "{path}: bodies that differ need tags that differ");
        for encoding in ["", "br", "gzip"] {
            not_sent_twice(&client, path, encoding);
        }
    }
    // Compressed already: not again.
    for path in ["/fr/editions/2026-08/demarches.xlsx", "/fr/editions/2026-08/demarches.ods"] {
        let answer = client.ask("GET", path, &[("accept-encoding", "br, gzip")]);
        assert_eq!((answer.status, answer.header("content-encoding")), (200, ""), "{path}");
    }
    let refused = client.ask("GET", "/fr", &[("accept-encoding", "br;q=0, gzip")]);
    assert_eq!(refused.header("content-encoding"), "gzip");
}

fn not_sent_twice(client: &Client, path: &str, encoding: &str) {
    let first = client.ask("GET", path, &[("accept-encoding", encoding)]);
    let tag = first.header("etag");
    for known in [tag.to_owned(), format!("\"other\", {tag}"), format!("W/{tag}"), "*".to_owned()] {
        let again = client.ask("GET", path, &[("accept-encoding", encoding), ("if-none-match", &known)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path} {encoding} {known}");
        assert_eq!(again.header("etag"), tag, "{path} {encoding}");
        for header in ["cache-control", "vary", "content-security-policy"] {
            assert_eq!(again.header(header), first.header(header), "{path} {encoding} {header}");
        }
    }
    let other = client.ask("GET", path, &[("accept-encoding", encoding), ("if-none-match", "\"other\"")]);
    assert_eq!(other.status, 200, "{path} {encoding}");
    assert!(other.body == first.body);
}
