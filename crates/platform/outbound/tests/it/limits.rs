use parvis_outbound::http::{Request, StatusCode};
use parvis_outbound::{Error, Outbound, OutboundSettings};
use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::{Server, outbound, say};

#[test]
fn an_answer_has_at_most_so_many_bytes_said_or_not() {
    let long = "x".repeat(1001);
    let exact = Server::start(|_, stream| say(stream, "200 OK", "", &"x".repeat(1000)));
    assert_eq!(outbound(&["127.0.0.1"]).get(&exact.url("/")).unwrap().body().len(), 1000);
    let said = Server::start({
        let long = long.clone();
        move |_, stream| say(stream, "200 OK", "", &long)
    });
    let unsaid = Server::start(move |_, stream| {
        let _ = write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{long}");
    });
    for server in [said, unsaid] {
        let error = outbound(&["127.0.0.1"]).get(&server.url("/")).unwrap_err();
        assert!(matches!(error, Error::TooLarge { limit: 1000, .. }), "{error:?}");
    }
}

#[test]
fn an_answer_that_drips_is_given_up_in_time() {
    let server = Server::start(|_, stream: &mut TcpStream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while stream.write_all(b"x").is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    let settings = OutboundSettings {
        allowed: vec!["127.0.0.1".parse().unwrap()],
        timeout: Duration::from_millis(300),
        ..OutboundSettings::default()
    };
    let begun = Instant::now();
    let error = Outbound::new(settings).unwrap().get(&server.url("/")).unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }) && error.may_pass(), "{error:?}");
    assert!(begun.elapsed() < Duration::from_secs(3));
}

#[test]
fn five_redirections_are_followed_and_no_more() {
    // /3 leads to /2, to /1, to /0.
    let server = Server::start(|line, stream| {
        let left: u32 = line.split(['/', ' ']).nth(2).unwrap().parse().unwrap();
        match left {
            0 => say(stream, "200 OK", "", "enfin"),
            _ => say(stream, "301 Moved", &format!("Location: /{}\r\n", left - 1), ""),
        }
    });
    let out = outbound(&["127.0.0.1"]);
    assert_eq!(out.get(&server.url("/5")).unwrap().body(), b"enfin");
    assert!(matches!(out.get(&server.url("/6")), Err(Error::Redirects { .. })));
    // Sent by hand, a redirection is an answer.
    let answer = out.send(Request::get(server.url("/1")).body(Vec::new()).unwrap()).unwrap();
    assert_eq!(answer.status(), StatusCode::MOVED_PERMANENTLY);
}

#[test]
fn what_does_not_succeed_has_a_kind() {
    let server = Server::start(|_, stream| say(stream, "503 Later", "", "plus tard"));
    let out = outbound(&["127.0.0.1", "localhost"]);
    let error = out.get(&server.url("/a?jeton=secret")).unwrap_err();
    assert!(matches!(&error, Error::Status { status, .. } if status.as_u16() == 503) && error.may_pass());
    assert!(!error.to_string().contains("secret"), "{error}");
    assert_eq!(
        out.send(Request::get(server.url("/")).body(Vec::new()).unwrap()).unwrap().body(),
        b"plus tard"
    );
    // A port that nothing listens on, and a name that does not exist.
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for url in [format!("http://{gone}/?jeton=secret"), "http://nulle-part.invalid/?jeton=secret".to_owned()]
    {
        let error = out.get(&url).unwrap_err();
        assert!(matches!(error, Error::Unreachable { .. }), "{error:?}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[tokio::test]
async fn it_may_be_used_and_dropped_where_others_run() {
    let server = Server::start(|_, stream| say(stream, "200 OK", "", "ok"));
    let (out, url) = (outbound(&["127.0.0.1"]), server.url("/"));
    let answer = tokio::task::spawn_blocking(move || out.get(&url)).await.unwrap().unwrap();
    assert_eq!(answer.body(), b"ok");
    drop(outbound(&[]));
}
