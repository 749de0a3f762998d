//! TLS with a certificate of our own: trusted when the machine trusts its authority, refused otherwise.

use parvis_outbound::{Error, Outbound};
use rustls::{ServerConfig, ServerConnection, Stream};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;

use crate::{outbound, visits};

/// Set for the process whose machine trusts the certificate: the address to ask.
const ADDRESS: &str = "PARVIS_TEST_OUTBOUND_TLS";

/// Asks once, in a process of its own; nothing when the tests run as tests.
#[test]
fn asks_where_the_certificate_is_trusted() {
    let Ok(url) = std::env::var(ADDRESS) else { return };
    let out: Outbound = outbound(&["localhost", "127.0.0.1"]);
    assert_eq!(out.get(&url).unwrap().body(), b"chiffre");
    visits::is_trusted(&url);
    // The certificate is for the name, not for the address.
    let error = out.get(&url.replace("localhost", "127.0.0.1")).unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error:?}");
}

/// A server whose certificate is its own: its address, and the certificate as PEM.
pub fn server() -> (String, String) {
    let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(own.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key.into())
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://localhost:{}/", listener.local_addr().unwrap().port());
    std::thread::spawn(move || {
        for mut tcp in listener.incoming().map_while(Result::ok) {
            let mut tls = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = Stream::new(&mut tls, &mut tcp);
            // A client that does not trust us hangs up here.
            if stream.read(&mut [0; 4096]).is_ok() {
                let _ = stream
                    .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nchiffre");
            }
        }
    });
    (url, own.cert.pem())
}

#[test]
fn only_a_certificate_of_a_known_authority_is_good() {
    let (url, own) = server();
    let error = outbound(&["localhost"]).get(&url).unwrap_err();
    assert!(error.to_string().contains("certificate"), "{error}");

    let folder = tempfile::tempdir().unwrap();
    let authority = folder.path().join("authority.pem");
    std::fs::write(&authority, own).unwrap();
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "tls::asks_where_the_certificate_is_trusted"])
        .env(ADDRESS, &url)
        .env("SSL_CERT_FILE", &authority)
        .env_remove("SSL_CERT_DIR")
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
}
