use parvis_outbound::Error;
use parvis_outbound::http::Request;

use crate::{Server, outbound, say};

fn hello() -> Server {
    Server::start(|_, stream| say(stream, "200 OK", "", "bonjour"))
}

#[test]
fn this_machine_is_closed_by_whatever_name_and_open_when_allowed() {
    let server = hello();
    let port = server.address.port();
    for host in [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "[::ffff:127.0.0.1]",
        "0",
        "[::]",
    ] {
        let error = outbound(&[]).get(&format!("http://{host}:{port}/")).unwrap_err();
        assert!(matches!(error, Error::Refused(_)), "{host}: {error:?}");
    }
    assert!(server.heads().is_empty(), "nobody knocked");
    for (allowed, host) in
        [("127.0.0.0/8", "127.0.0.1"), ("localhost", "localhost"), ("127.0.0.1", "localhost")]
    {
        let answer = outbound(&[allowed]).get(&format!("http://{host}:{port}/")).unwrap();
        assert_eq!(answer.body(), b"bonjour", "{allowed}");
    }
    let error = outbound(&["localhost"]).get(&server.url("/")).unwrap_err();
    assert!(matches!(error, Error::Refused(_)), "a name allows that name: {error:?}");
}

#[test]
fn a_redirection_is_checked_like_a_request() {
    let inner = hello();
    let target = format!("http://localhost:{}/secret", inner.address.port());
    let outer =
        Server::start(move |_, stream| say(stream, "302 Found", &format!("Location: {target}\r\n"), ""));
    let port = outer.address.port();
    // Only the outer one's address is allowed, by its name.
    let error = outbound(&["127.0.0.2"]).get(&format!("http://127.0.0.1:{port}/")).unwrap_err();
    assert!(matches!(error, Error::Refused(_)), "{error:?}");
    let answer = outbound(&["127.0.0.1", "localhost"]).get(&outer.url("/")).unwrap();
    assert_eq!(answer.body(), b"bonjour");
    assert_eq!(inner.heads().len(), 1);
}

#[test]
fn a_redirection_to_a_closed_address_is_refused() {
    for target in [
        "http://169.254.169.254/latest/meta-data",
        "http://[fd00:ec2::254]/",
        "http://127.0.0.2/",
        "ftp://x/",
    ] {
        let outer =
            Server::start(move |_, stream| say(stream, "307 T", &format!("Location: {target}\r\n"), ""));
        let error = outbound(&["127.0.0.1"]).get(&outer.url("/")).unwrap_err();
        assert!(matches!(error, Error::Refused(_) | Error::Invalid(_)), "{target}: {error:?}");
    }
}

#[test]
fn what_is_not_the_web_is_not_asked() {
    for bad in ["file:///etc/passwd", "ftp://example.org/", "gopher://x/", "nothing", ""] {
        assert!(matches!(outbound(&[]).get(bad), Err(Error::Invalid(_))), "{bad}");
    }
}

#[test]
fn a_request_says_who_asks_and_nothing_more() {
    let server = hello();
    let request =
        Request::post(server.url("/x")).header("authorization", "Bearer k").body(b"corps".to_vec()).unwrap();
    outbound(&["127.0.0.1"]).send(request).unwrap();
    let head = server.heads().remove(0).to_ascii_lowercase();
    let mut names: Vec<&str> = head.lines().skip(1).filter_map(|line| line.split(':').next()).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "authorization", "content-length", "host", "user-agent"], "{head}");
    assert!(head.contains("user-agent: parvis/"), "{head}");
}

#[test]
fn hosts_of_ones_own_network_are_named_by_the_configuration_alone() {
    let way = outbound(&["sso.intra.example", "10.20.0.0/16", "::1"]);
    for (host, named) in [
        ("SSO.intra.example", true),
        ("10.20.3.4", true),
        ("[::1]", true),
        ("10.21.0.1", false),
        ("x.sso.intra.example", false),
        ("www.example", false),
    ] {
        assert_eq!(way.names(host), named, "{host}");
    }
}
