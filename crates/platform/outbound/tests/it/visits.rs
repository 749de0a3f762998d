//! Visits: measured part by part, and never hurt by what the other side does.

use parvis_outbound::{MOST_HOPS, Missed, Visit, VisitSettings, Visitor};
use std::io::Write;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

use crate::{Server, say, tls};

const LIMIT: usize = 100_000;

fn visit(allowed: &[&str], url: &str, seconds: u64) -> Visit {
    let visitor = Visitor::new(VisitSettings {
        allowed: allowed.iter().map(|text| text.parse().unwrap()).collect(),
        timeout: Duration::from_secs(seconds),
        limit: LIMIT,
        agent: "Essai/1".into(),
    });
    Runtime::new().unwrap().block_on(visitor.get(&url.parse().unwrap()))
}

/// A page whose certificate the machine believes.
pub fn is_trusted(url: &str) {
    let seen = visit(&["localhost"], url, 5);
    assert!(seen.is_success(), "{:?}", seen.missed);
    let last = seen.last().unwrap();
    let shown = last.tls.clone().unwrap();
    assert_eq!((shown.protocol.as_deref(), shown.problem), (Some("TLSv1.3"), None));
    assert!(last.timings.tls.is_some() && last.timings.lookup.is_some(), "{:?}", last.timings);
}

#[test]
fn each_part_is_measured() {
    let server = Server::start(|line, stream| {
        if line.contains("/old") {
            return say(stream, "301 Moved Permanently", "Location: /new?q=%C3%A9\r\n", "elsewhere");
        }
        std::thread::sleep(Duration::from_millis(200));
        say(stream, "200 OK", "X-Own: yes\r\n", "<p>Bonjour</p>");
    });
    let seen = visit(&["127.0.0.1"], &server.url("/old"), 10);
    assert!(seen.is_success(), "{seen:?}");
    assert_eq!(seen.body, b"<p>Bonjour</p>");
    assert_eq!(seen.hops.iter().map(|hop| hop.status.unwrap().as_u16()).collect::<Vec<_>>(), [301, 200]);
    let last = seen.last().unwrap();
    assert_eq!(last.url.path(), "/new");
    assert_eq!(last.headers["x-own"], "yes");
    assert_eq!((last.address, last.timings.lookup, last.timings.tls), (Some(server.address), None, None));
    let first_byte = last.timings.first_byte.unwrap();
    assert!(first_byte >= Duration::from_millis(200) && last.timings.total >= first_byte, "{last:?}");
    let heads = server.heads();
    assert!(heads[1].starts_with("GET /new?q=%C3%A9 HTTP/1.1"), "{}", heads[1]);
    assert!(heads[1].contains("user-agent: Essai/1") && !heads[1].contains("cookie"), "{}", heads[1]);
}

#[test]
fn what_is_private_is_not_visited_by_any_redirection() {
    let server = Server::start(|_, stream| say(stream, "302 Found", "Location: http://127.0.0.2:1/\r\n", ""));
    assert_eq!(visit(&[], &server.url("/"), 5).missed, Some(Missed::Refused("127.0.0.1".into())));
    assert!(server.heads().is_empty(), "nobody knocked");
    let seen = visit(&["127.0.0.1"], &server.url("/"), 5);
    assert_eq!((seen.missed, seen.hops.len()), (Some(Missed::Refused("127.0.0.2".into())), 2));
}

#[test]
fn circles_end() {
    let server = Server::start(|_, stream| say(stream, "302 Found", "Location: /\r\n", ""));
    let seen = visit(&["127.0.0.1"], &server.url("/"), 10);
    assert_eq!((seen.missed, seen.hops.len()), (Some(Missed::Circles), MOST_HOPS));
}

#[test]
fn an_endless_body_is_cut() {
    let server = Server::start(|_, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n";
        let mut going = stream.write_all(head.as_bytes());
        while going.is_ok() {
            going = stream.write_all(&[b'a'; 65_536]);
        }
    });
    let seen = visit(&["127.0.0.1"], &server.url("/"), 10);
    assert_eq!((seen.body.len(), seen.is_cut, seen.missed), (LIMIT, true, None));
}

#[test]
fn a_drip_and_a_silence_end_in_time() {
    let server = Server::start(|line, stream| {
        if line.contains("/drip") {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while stream.write_all(b"a").is_ok() {
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        std::thread::sleep(Duration::from_secs(20));
    });
    for path in ["/drip", "/silence"] {
        let begun = Instant::now();
        assert_eq!(visit(&["127.0.0.1"], &server.url(path), 1).missed, Some(Missed::Late(1)), "{path}");
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn what_is_no_answer_is_said() {
    let broken = Server::start(|line, stream| {
        let text = if line.contains("/short") {
            "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"
        } else {
            "\0\0 this is no HTTP \r\n\r\n"
        };
        let _ = stream.write_all(text.as_bytes());
    });
    let short = visit(&["127.0.0.1"], &broken.url("/short"), 5);
    assert!(matches!(short.missed, Some(Missed::Broken(_))), "{short:?}");
    assert_eq!(short.body, b"short");
    assert!(matches!(visit(&["127.0.0.1"], &broken.url("/"), 5).missed, Some(Missed::Broken(_))));
    assert!(matches!(visit(&["127.0.0.1"], "http://127.0.0.1:1/", 5).missed, Some(Missed::Closed(_))));
    assert!(matches!(visit(&[], "http://name.invalid/", 5).missed, Some(Missed::Unknown(_))));
    assert!(matches!(visit(&[], "ftp://name.invalid/", 5).missed, Some(Missed::Invalid(_))));
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_described() {
    let (url, _) = tls::server();
    let seen = visit(&["localhost"], &url, 5);
    assert!(matches!(seen.missed, Some(Missed::Certificate(_))), "{:?}", seen.missed);
    let shown = seen.last().unwrap().tls.clone().unwrap();
    assert!(shown.expires_at.is_some() && shown.chain == 1 && shown.problem.is_some(), "{shown:?}");
    let plain = Server::start(|_, stream| say(stream, "200 OK", "", ""));
    let url = plain.url("/").replace("http:", "https:");
    assert!(matches!(visit(&["127.0.0.1"], &url, 5).missed, Some(Missed::Tls(_))));
}
