use axum::Router;
use axum::extract::ConnectInfo;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::future::Future;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tower::Layer;

use crate::measured::CONNECTIONS as CONNECTIONS_OPEN;

/// How long a connection may take to send the head of a request, idle time before it included: longer than the minute
/// that proxies keep an idle connection by default, so that it is they who close it.
const HEAD: Duration = Duration::from_secs(65);
/// Connections at the same time; the next ones wait their turn.
const CONNECTIONS: usize = 10_000;
/// Bytes of the head of a request, and of what is read at once of its body; a head is refused at twice that at the latest.
const HEAD_BYTES: usize = 32 * 1024;
/// Lines of the head of a request.
const HEADERS: usize = 100;
/// How long nothing may go out to somebody who takes nothing.
const TAKING: Duration = Duration::from_secs(60);
/// How long open requests are given to end.
const ENDING: Duration = Duration::from_secs(30);
/// How long nothing is taken when the system has no room for a connection.
const NO_ROOM: Duration = Duration::from_millis(100);

/// A server that accepts connections.
pub struct Listening {
    listener: TcpListener,
    pub address: SocketAddr,
    head: Duration,
}

impl Listening {
    /// Takes the address; port 0 asks for a free one.
    ///
    /// # Errors
    /// When the address is taken or not allowed.
    pub async fn on(address: SocketAddr) -> std::io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address, head: HEAD })
    }

    /// Closes a connection that has not sent the head of a request in so long.
    #[must_use]
    pub fn with_head_within(mut self, head: Duration) -> Self {
        self.head = head;
        self
    }

    /// The next connection. What fails concerns one connection, or passes.
    async fn accept(&self) -> (TcpStream, SocketAddr) {
        loop {
            match self.listener.accept().await {
                Ok(accepted) => return accepted,
                Err(error) if is_its_own(error.kind()) => {}
                Err(error) => {
                    tracing::error!(%error, "a connection could not be taken");
                    tokio::time::sleep(NO_ROOM).await;
                }
            }
        }
    }
}

/// A connection broke before it was taken.
fn is_its_own(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset)
}

/// Serves until `stop`, then lets open requests end, for half a minute at most. A connection that sends slowly is closed.
pub async fn serve(listening: Listening, app: Router, stop: impl Future<Output = ()>) {
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(listening.head);
    builder.http1().max_buf_size(HEAD_BYTES).max_headers(HEADERS);
    let (builder, open) = (Arc::new(builder), GracefulShutdown::new());
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = pin!(stop);
    loop {
        let next = async {
            let place = Arc::clone(&room).acquire_owned().await;
            (place, listening.accept().await)
        };
        let (place, (stream, from)) = tokio::select! {
            accepted = next => accepted,
            () = &mut stop => break,
        };
        // Answers are whole when they are written: there is nothing to gather.
        let _ = stream.set_nodelay(true);
        let (app, builder, watcher) = (app.clone(), Arc::clone(&builder), open.watcher());
        tokio::spawn(async move {
            CONNECTIONS_OPEN.up([]);
            let mut stream = TimeoutStream::new(stream);
            stream.set_write_timeout(Some(TAKING));
            let service = axum::Extension(ConnectInfo(from)).layer(app);
            let connection =
                builder.serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(service));
            if let Err(error) = watcher.watch(connection).await {
                tracing::debug!(%error, "a connection broke");
            }
            CONNECTIONS_OPEN.down([]);
            drop(place);
        });
    }
    drop(listening);
    if tokio::time::timeout(ENDING, open.shutdown()).await.is_err() {
        tracing::warn!("stopped with requests that did not end");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Bytes;
    use axum::routing::{get, post};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    const HELLO: &[u8] = b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

    /// A server that closes slow heads after a tenth of a second; what stops it, and whether it has.
    async fn started() -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let app = Router::new()
            .route("/", get(|| async { "hello" }))
            .route("/", post(|body: Bytes| async move { body.len().to_string() }));
        let listening = Listening::on("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let listening = listening.with_head_within(Duration::from_millis(100));
        let (address, (stop, stopped)) = (listening.address, oneshot::channel());
        let wait = async { drop(stopped.await) };
        (address, stop, tokio::spawn(serve(listening, app, wait)))
    }

    async fn answer(mut stream: TcpStream) -> String {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn a_head_that_comes_slowly_is_not_waited_for_and_others_are_served() {
        let (address, _stop, _) = started().await;
        let mut slow = Vec::new();
        for _ in 0..200 {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nhost: loc").await.unwrap();
            slow.push(stream);
        }
        let mut quick = TcpStream::connect(address).await.unwrap();
        quick.write_all(HELLO).await.unwrap();
        assert!(answer(quick).await.ends_with("hello"));
        for mut stream in slow {
            let mut rest = Vec::new();
            // Closed, without an answer or with one that says why.
            let closed = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut rest)).await;
            closed.expect("the connection is closed").ok();
            assert!(!String::from_utf8_lossy(&rest).contains("200 OK"));
        }
    }

    #[tokio::test]
    async fn what_is_under_way_ends_when_the_server_stops() {
        let (address, stop, ended) = started().await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        let head = b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 4\r\nconnection: close\r\n\r\nab";
        stream.write_all(head).await.unwrap();
        // The server has read the head once it has answered somebody who came after.
        let mut other = TcpStream::connect(address).await.unwrap();
        other.write_all(HELLO).await.unwrap();
        answer(other).await;
        stop.send(()).unwrap();
        stream.write_all(b"cd").await.unwrap();
        assert!(answer(stream).await.ends_with('4'));
        ended.await.unwrap();
        assert!(TcpStream::connect(address).await.is_err(), "no new connection is taken");
    }
}
