//! The only way from the browser to the network: a forward proxy on this machine that judges each address and connects
//! to the one it judged, so that no name can lead inside by answering twice.

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use parvis_outbound::{Allowed, Missed, connect_to};
use std::collections::HashSet;
use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

/// How our own refusals are known from a server's: never let through from one.
pub const WHY: HeaderName = HeaderName::from_static("parvis-proxy");
/// Connections at once; more wait.
const MOST: usize = 128;
/// Names remembered as refused; a page cannot make the list long.
const MOST_REFUSED: usize = 1000;

/// For a server to go on after the browser has said all.
const GRACE: Duration = Duration::from_secs(30);
/// Before another try when this machine has no more room for a connection.
const REST: Duration = Duration::from_millis(50);

type Body = BoxBody<Bytes, hyper::Error>;

/// Closed when dropped.
pub struct Proxy {
    pub port: u16,
    state: Arc<State>,
    accepting: JoinHandle<()>,
}

struct State {
    allowed: Vec<Allowed>,
    /// Ports of this machine that are closed whatever is allowed: the browser's own door, and this one.
    closed: Mutex<HashSet<u16>>,
    refused: Mutex<HashSet<String>>,
    bytes: AtomicU64,
    most: AtomicU64,
}

impl Proxy {
    /// # Errors
    /// When no port of this machine is free.
    pub async fn start(allowed: Vec<Allowed>) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let state = Arc::new(State {
            allowed,
            closed: Mutex::new(HashSet::from([port])),
            refused: Mutex::default(),
            bytes: AtomicU64::new(0),
            most: AtomicU64::new(u64::MAX),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&state)));
        Ok(Self { port, state, accepting })
    }

    /// Closes a port of this machine to pages.
    pub fn close(&self, port: u16) {
        self.state.closed.lock().unwrap_or_else(PoisonError::into_inner).insert(port);
    }

    /// Whether a host was refused since the start.
    pub fn has_refused(&self, host: &str) -> bool {
        self.state.refused.lock().unwrap_or_else(PoisonError::into_inner).contains(host)
    }

    /// Bytes received since the start.
    pub fn bytes(&self) -> u64 {
        self.state.bytes.load(Ordering::Relaxed)
    }

    /// Lets `more` bytes through from now on, and then none.
    pub fn allow_bytes(&self, more: u64) {
        self.state.most.store(self.bytes().saturating_add(more), Ordering::Relaxed);
    }

    /// Whether all the bytes allowed were used.
    pub fn is_spent(&self) -> bool {
        self.state.is_spent()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl State {
    fn count(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    fn is_spent(&self) -> bool {
        self.bytes.load(Ordering::Relaxed) >= self.most.load(Ordering::Relaxed)
    }

    async fn connect(&self, host: &str, port: u16) -> Result<TcpStream, Missed> {
        let connected = connect_to(&self.allowed, host, port).await.and_then(|stream| {
            let to = stream.peer_addr().map_err(|error| Missed::Closed(error.to_string()))?;
            let is_closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner).contains(&to.port());
            if is_closed && to.ip().to_canonical().is_loopback() {
                return Err(Missed::Refused(host.to_owned()));
            }
            let _ = stream.set_nodelay(true);
            Ok(stream)
        });
        if let Err(Missed::Refused(_)) = &connected {
            let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
            if refused.len() < MOST_REFUSED {
                refused.insert(host.to_owned());
            }
        }
        connected
    }
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    let room = Arc::new(Semaphore::new(MOST));
    // The connections end with this task: the set aborts them when it is dropped.
    let mut open = tokio::task::JoinSet::new();
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(REST).await;
            continue;
        };
        let state = Arc::clone(&state);
        open.spawn(async move {
            let _place = place;
            let service = hyper::service::service_fn(|request| serve(Arc::clone(&state), request));
            let connection = hyper::server::conn::http1::Builder::new();
            let _ = connection.serve_connection(TokioIo::new(stream), service).with_upgrades().await;
        });
        while open.try_join_next().is_some() {}
    }
}

async fn serve(state: Arc<State>, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    if state.is_spent() {
        return Ok(refusal("bytes"));
    }
    let Some(host) = request.uri().host().map(str::to_owned) else { return Ok(refusal("invalid")) };
    let (is_tunnel, port) = (request.method() == Method::CONNECT, request.uri().port_u16());
    let stream = match state.connect(&host, port.unwrap_or(if is_tunnel { 443 } else { 80 })).await {
        Ok(stream) => stream,
        Err(missed) => return Ok(refusal(missed.kind())),
    };
    if is_tunnel {
        tokio::spawn(async move {
            if let Ok(upgraded) = hyper::upgrade::on(request).await {
                tunnel(&state, TokioIo::new(upgraded), stream).await;
            }
        });
        return Ok(Response::new(Full::default().map_err(|never| match never {}).boxed()));
    }
    Ok(forward(state, request, stream).await.unwrap_or_else(|_| refusal("broken")))
}

/// Why no answer came, as the name of a [`Missed`].
fn refusal(why: &'static str) -> Response<Body> {
    let mut response = Response::new(Full::default().map_err(|never| match never {}).boxed());
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    response.headers_mut().insert(WHY, HeaderValue::from_static(why));
    response
}

/// Bytes both ways, those received counted, until a side ends or there were too many.
async fn tunnel(state: &State, browser: impl AsyncRead + AsyncWrite, server: TcpStream) {
    let (mut from_browser, mut to_browser) = tokio::io::split(browser);
    let (mut from_server, mut to_server) = server.into_split();
    let up = async {
        let _ = tokio::io::copy(&mut from_browser, &mut to_server).await;
        let _ = to_server.shutdown().await;
    };
    let down = async {
        let mut bytes = vec![0; 32 * 1024];
        while let Ok(many) = from_server.read(&mut bytes).await {
            state.count(many);
            if many == 0 || state.is_spent() || to_browser.write_all(&bytes[..many]).await.is_err() {
                break;
            }
        }
        let _ = to_browser.shutdown().await;
    };
    // A server that has said all ends the exchange; a browser that has may still wait for the answer.
    tokio::select! {
        () = down => {}
        () = async { up.await; tokio::time::sleep(GRACE).await } => {}
    }
}

/// One request without encryption, over a connection of its own.
async fn forward(
    state: Arc<State>,
    mut request: Request<Incoming>,
    stream: TcpStream,
) -> Result<Response<Body>, hyper::Error> {
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    if let Some(host) =
        request.uri().authority().and_then(|authority| HeaderValue::from_str(authority.as_str()).ok())
    {
        request.headers_mut().insert(header::HOST, host);
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    *request.uri_mut() = Uri::try_from(path).unwrap_or_default();
    for_one_hop(request.headers_mut());
    let (mut head, body) = sender.send_request(request).await?.into_parts();
    for_one_hop(&mut head.headers);
    head.headers.remove(WHY);
    Ok(Response::from_parts(head, Counted { body, state }.boxed()))
}

/// Leaves out what is between neighbours only (RFC 9110, 7.6.1).
fn for_one_hop(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    let own = [header::CONNECTION, header::TE, header::TRAILER, header::TRANSFER_ENCODING, header::UPGRADE];
    for name in own.into_iter().chain(named) {
        headers.remove(name);
    }
    headers.remove("proxy-connection");
    headers.remove("keep-alive");
}

/// A body whose bytes are counted, cut when there were too many.
struct Counted {
    body: Incoming,
    state: Arc<State>,
}

impl hyper::body::Body for Counted {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        if self.state.is_spent() {
            return Poll::Ready(None);
        }
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            self.state.count(frame.data_ref().map_or(0, Bytes::len));
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
