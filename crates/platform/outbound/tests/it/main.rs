//! The way out, against real servers of this machine.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod limits;
mod refusals;
mod tls;
mod visits;

use parvis_outbound::{Outbound, OutboundSettings};
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A server that answers each request with the bytes that `answer` makes of its first line, and remembers the heads.
struct Server {
    address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, heads) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(Vec::new())));
        let (kept, answer) = (Arc::clone(&heads), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (kept, answer) = (Arc::clone(&kept), Arc::clone(&answer));
                std::thread::spawn(move || serve(stream, &kept, answer.as_ref()));
            }
        });
        Self { address, heads }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, heads: &Mutex<Vec<String>>, answer: &dyn Fn(&str, &mut TcpStream)) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let head: Vec<String> =
        lines.by_ref().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let Some(first) = head.first().cloned() else { return };
    heads.lock().unwrap().push(head.join("\n"));
    answer(&first, &mut stream);
}

/// One answer, after which the connection ends.
fn say(stream: &mut TcpStream, status: &str, headers: &str, body: &str) {
    let length = body.len();
    let text =
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}");
    // A client that had enough hangs up.
    let _ = stream.write_all(text.as_bytes());
}

fn outbound(allowed: &[&str]) -> Outbound {
    Outbound::new(OutboundSettings {
        allowed: allowed.iter().map(|text| text.parse().unwrap()).collect(),
        timeout: Duration::from_secs(5),
        limit: 1000,
        ..OutboundSettings::default()
    })
    .unwrap()
}
