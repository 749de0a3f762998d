//! HTTP/1.1 as plainly as it can be spoken, so that the client weighs little in what is measured.

use axum::Router;
use parvis_web::Listening;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use tokio::runtime::Runtime;

/// Serves on a free port of the loopback, on the runtime given.
pub fn serve(runtime: &Runtime, app: Router) -> SocketAddr {
    runtime.block_on(async {
        let listening = Listening::on("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = listening.address;
        tokio::spawn(parvis_web::serve(listening, app, std::future::pending()));
        address
    })
}

/// One connection that is kept open.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, buffer: vec![0; 4 * 1024 * 1024] }
    }

    pub fn send(&mut self, path: &str) {
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: br\r\n\r\n");
        self.stream.write_all(request.as_bytes()).unwrap();
    }

    /// Status and length of the whole answer, head included.
    pub fn receive(&mut self) -> (u16, usize) {
        let mut have = 0;
        loop {
            let read = self.stream.read(&mut self.buffer[have..]).unwrap();
            assert!(read > 0, "the server hung up");
            have += read;
            let Some(head) = find(&self.buffer[..have], b"\r\n\r\n") else { continue };
            let text = std::str::from_utf8(&self.buffer[..head]).unwrap();
            let status = text.get(9..12).and_then(|s| s.parse().ok()).unwrap();
            let length: usize = length(text);
            let whole = head + 4 + length;
            while have < whole {
                let read = self.stream.read(&mut self.buffer[have..]).unwrap();
                assert!(read > 0, "the server hung up");
                have += read;
            }
            return (status, whole);
        }
    }

    /// Sends a whole request and gives status, head and body.
    pub fn exchange(&mut self, request: &str) -> (u16, String, String) {
        self.stream.write_all(request.as_bytes()).unwrap();
        let (status, whole) = self.receive();
        let head = find(&self.buffer[..whole], b"\r\n\r\n").unwrap();
        let text = |part: &[u8]| String::from_utf8_lossy(part).into_owned();
        (status, text(&self.buffer[..head]), text(&self.buffer[head + 4..whole]))
    }

    pub fn get(&mut self, path: &str) -> (u16, usize) {
        self.send(path);
        self.receive()
    }
}

fn length(head: &str) -> usize {
    let is_length = |line: &&str| line.len() > 15 && line[..15].eq_ignore_ascii_case("content-length:");
    head.split("\r\n").find(is_length).and_then(|line| line[15..].trim().parse().ok()).unwrap()
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}
