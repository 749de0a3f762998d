use http::{HeaderMap, Method, StatusCode, header};
use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use hyper_util::rt::TokioIo;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout_at;
use tokio_rustls::TlsConnector;
use url::{Host, Url};

use crate::Allowed;
use crate::certificate::{Seen, Tls, Witness};
use crate::decode::decode;
use crate::send::{is_redirection, may_reach, native_roots};

/// Redirections that a visit follows at most: what browsers allow.
pub const MOST_HOPS: usize = 20;

/// To find an address that accepts.
const CONNECT: Duration = Duration::from_secs(10);

/// What a visit may cost, and who makes it.
#[derive(Debug, Clone)]
pub struct VisitSettings {
    /// What may be visited besides the public Internet; nothing unless said.
    pub allowed: Vec<Allowed>,
    /// From the first look-up to the last byte, redirections included; 30 s unless said.
    pub timeout: Duration,
    /// Bytes of a body that are kept, as they came and once unpacked; 8 MiB unless said.
    pub limit: usize,
    pub agent: String,
}

impl Default for VisitSettings {
    fn default() -> Self {
        Self {
            allowed: Vec::new(),
            timeout: Duration::from_secs(30),
            limit: 8 * 1024 * 1024,
            agent: concat!("Parvis/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// How long each part of one exchange took; none for a part that did not take place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Timings {
    /// Looking the name up.
    pub lookup: Option<Duration>,
    /// Until the connection was accepted.
    pub connect: Option<Duration>,
    /// Until both sides agreed on keys.
    pub tls: Option<Duration>,
    /// From the request to the head of the answer.
    pub first_byte: Option<Duration>,
    /// Of the whole exchange, the body included.
    pub total: Duration,
}

/// One request and its answer.
#[derive(Debug, Clone)]
pub struct Hop {
    pub url: Url,
    /// The address that was connected to.
    pub address: Option<SocketAddr>,
    /// Whether the name has addresses of version 4 and of version 6.
    pub families: (bool, bool),
    pub timings: Timings,
    pub tls: Option<Tls>,
    /// None when no answer came.
    pub status: Option<StatusCode>,
    pub headers: HeaderMap,
}

/// Why a visit came to no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Missed {
    #[error("{0} is not an address that can be visited")]
    Invalid(String),
    #[error("{0} is on a private network")]
    Refused(String),
    #[error("the name {0} is not known")]
    Unknown(String),
    #[error("no connection: {0}")]
    Closed(String),
    #[error("the certificate is not valid: {0}")]
    Certificate(String),
    #[error("no understanding on TLS: {0}")]
    Tls(String),
    #[error("nothing whole came in {0} s")]
    Late(u64),
    #[error("the answer broke off: {0}")]
    Broken(String),
    #[error("redirected more than {MOST_HOPS} times, or in circles")]
    Circles,
}

impl Missed {
    /// What kind of failure it is, as reports name it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::Refused(_) => "refused",
            Self::Unknown(_) => "unknown",
            Self::Closed(_) => "closed",
            Self::Certificate(_) => "certificate",
            Self::Tls(_) => "tls",
            Self::Late(_) => "late",
            Self::Broken(_) => "broken",
            Self::Circles => "circles",
        }
    }
}

/// A visit: every exchange, the last one with its body.
#[derive(Debug, Clone)]
pub struct Visit {
    pub hops: Vec<Hop>,
    /// Unpacked.
    pub body: Vec<u8>,
    /// Bytes of the body as they came.
    pub wire: usize,
    /// There was more of the body than is kept.
    pub is_cut: bool,
    pub missed: Option<Missed>,
}

impl Visit {
    /// The last exchange; none when the address could not even be asked.
    pub fn last(&self) -> Option<&Hop> {
        self.hops.last()
    }

    /// The answer, when it is a success.
    pub fn is_success(&self) -> bool {
        self.missed.is_none() && self.last().and_then(|hop| hop.status).is_some_and(|s| s.is_success())
    }
}

/// Visits pages as a browser without scripts would, and measures each part. Nothing is kept from one to the next: no
/// cookie, no connection.
#[derive(Clone)]
pub struct Visitor {
    settings: Arc<VisitSettings>,
    roots: Arc<rustls::RootCertStore>,
}

impl Visitor {
    pub fn new(settings: VisitSettings) -> Self {
        Self { settings: Arc::new(settings), roots: Arc::new(native_roots()) }
    }

    /// The same visitor with other limits of time and size.
    #[must_use]
    pub fn within(&self, timeout: Duration, limit: usize) -> Self {
        let settings = VisitSettings { timeout, limit, ..VisitSettings::clone(&self.settings) };
        Self { settings: Arc::new(settings), roots: Arc::clone(&self.roots) }
    }

    /// Visits an address. What goes wrong is part of the visit.
    pub async fn get(&self, url: &Url) -> Visit {
        self.visit(Method::GET, url).await
    }

    /// Asks what an address would answer, without its body.
    pub async fn head(&self, url: &Url) -> Visit {
        self.visit(Method::HEAD, url).await
    }

    async fn visit(&self, method: Method, url: &Url) -> Visit {
        let mut visit = Visit { hops: Vec::new(), body: Vec::new(), wire: 0, is_cut: false, missed: None };
        let deadline = tokio::time::Instant::now() + self.settings.timeout;
        let late = Missed::Late(self.settings.timeout.as_secs());
        if timeout_at(deadline, self.follow(&method, url.clone(), &mut visit)).await.is_err() {
            visit.missed = Some(late);
        }
        visit
    }

    async fn follow(&self, method: &Method, mut url: Url, visit: &mut Visit) {
        for _ in 0..MOST_HOPS {
            let begun = Instant::now();
            visit.hops.push(Hop {
                url: url.clone(),
                address: None,
                families: (false, false),
                timings: Timings::default(),
                tls: None,
                status: None,
                headers: HeaderMap::new(),
            });
            let ended = self.exchange(method, &url, visit).await;
            let Some(hop) = visit.hops.last_mut() else { return };
            hop.timings.total = begun.elapsed();
            if let Err(missed) = ended {
                visit.missed = Some(missed);
                return;
            }
            let Some(next) = redirection(hop) else { return };
            visit.body.clear();
            url = next;
        }
        visit.missed = Some(Missed::Circles);
    }

    /// One request; its answer goes into the last hop and the visit.
    async fn exchange(&self, method: &Method, url: &Url, visit: &mut Visit) -> Result<(), Missed> {
        let Some(hop) = visit.hops.last_mut() else { return Ok(()) };
        let is_tls = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(Missed::Invalid(url.as_str().to_owned())),
        };
        let host = url.host_str().ok_or_else(|| Missed::Invalid(url.as_str().to_owned()))?;
        let addresses = self.addresses(url, hop).await?;
        let begun = Instant::now();
        let stream = connect(&addresses).await?;
        hop.timings.connect = Some(begun.elapsed());
        hop.address = stream.peer_addr().ok();
        let _ = stream.set_nodelay(true);
        let (agent, limit) = (self.settings.agent.as_str(), self.settings.limit);
        let answered = if is_tls {
            let begun = Instant::now();
            let (seen, stream) = self.secure(host, stream).await;
            hop.timings.tls = Some(begun.elapsed());
            let protocol = stream.as_ref().ok().and_then(|stream| stream.get_ref().1.protocol_version());
            hop.tls = Some(seen.tls(protocol));
            let stream = stream.map_err(|error| seen.missed(&error))?;
            ask((method, url), agent, stream, limit, &mut hop.timings).await?
        } else {
            ask((method, url), agent, stream, limit, &mut hop.timings).await?
        };
        hop.status = Some(answered.head.status);
        hop.headers = answered.head.headers;
        visit.wire = answered.body.len();
        let (body, is_cut) = decode(&hop.headers, answered.body, limit);
        (visit.body, visit.is_cut) = (body, is_cut || answered.is_cut);
        answered.broke.map_or(Ok(()), |why| Err(Missed::Broken(why)))
    }

    /// The addresses that may be connected to: an address is judged before it is, and is the one connected to.
    async fn addresses(&self, url: &Url, hop: &mut Hop) -> Result<Vec<SocketAddr>, Missed> {
        let port = url.port_or_known_default().unwrap_or(80);
        let (found, name): (Vec<SocketAddr>, _) = match url.host() {
            Some(Host::Ipv4(ip)) => (vec![(IpAddr::from(ip), port).into()], ip.to_string()),
            Some(Host::Ipv6(ip)) => (vec![(IpAddr::from(ip), port).into()], ip.to_string()),
            Some(Host::Domain(name)) => {
                let begun = Instant::now();
                let found = tokio::net::lookup_host((name, port)).await;
                hop.timings.lookup = Some(begun.elapsed());
                let found = found.map_err(|_| Missed::Unknown(name.to_owned()))?;
                (found.collect(), name.to_owned())
            }
            None => return Err(Missed::Invalid(url.as_str().to_owned())),
        };
        hop.families = (found.iter().any(SocketAddr::is_ipv4), found.iter().any(SocketAddr::is_ipv6));
        open(&self.settings.allowed, &name, found)
    }

    async fn secure(
        &self,
        host: &str,
        stream: TcpStream,
    ) -> (Seen, std::io::Result<tokio_rustls::client::TlsStream<TcpStream>>) {
        let (config, seen) = Witness::config(&self.roots);
        let name = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let connected = match (config, rustls::pki_types::ServerName::try_from(name)) {
            (Ok(config), Ok(name)) => TlsConnector::from(Arc::new(config)).connect(name, stream).await,
            _ => Err(std::io::Error::other("no TLS for this name")),
        };
        (seen, connected)
    }
}

/// What a redirection leads to; none for an answer that is none, or that leads nowhere.
fn redirection(hop: &Hop) -> Option<Url> {
    hop.status.filter(|status| is_redirection(*status))?;
    let target = hop.headers.get(header::LOCATION)?;
    // Addresses with letters beyond ASCII are sent as they are by some.
    hop.url.join(&String::from_utf8_lossy(target.as_bytes())).ok()
}

/// Those of the addresses of a host that may be connected to.
fn open(allowed: &[Allowed], host: &str, found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, Missed> {
    let is_allowed = allowed.iter().any(|one| one.is_host(host));
    let is_open = |at: &SocketAddr| is_allowed || may_reach(allowed, at.ip());
    let open: Vec<SocketAddr> = found.into_iter().filter(is_open).collect();
    if open.is_empty() { Err(Missed::Refused(host.to_owned())) } else { Ok(open) }
}

/// Connects to a host (a name, or an address, that of IPv6 with or without brackets), for whoever speaks for another
/// program: the address that was judged is the one connected to.
///
/// # Errors
/// [`Missed::Refused`], [`Missed::Unknown`] and [`Missed::Closed`].
pub async fn connect_to(allowed: &[Allowed], host: &str, port: u16) -> Result<TcpStream, Missed> {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let found: Vec<SocketAddr> = match host.parse::<IpAddr>() {
        Ok(ip) => vec![(ip, port).into()],
        Err(_) => {
            let found = tokio::time::timeout(CONNECT, tokio::net::lookup_host((host, port))).await;
            found.ok().and_then(Result::ok).ok_or_else(|| Missed::Unknown(host.to_owned()))?.collect()
        }
    };
    connect(&open(allowed, host, found)?).await
}

/// The first of the addresses that accepts, each given its share of ten seconds.
async fn connect(addresses: &[SocketAddr]) -> Result<TcpStream, Missed> {
    let share = CONNECT / u32::try_from(addresses.len().max(1)).unwrap_or(1);
    let mut why = String::new();
    for address in addresses {
        match tokio::time::timeout(share.max(Duration::from_secs(1)), TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => why = error.to_string(),
            Err(_) => why = "no answer in time".to_owned(),
        }
    }
    Err(Missed::Closed(why))
}

/// An answer as it came.
struct Answered {
    head: http::response::Parts,
    body: Vec<u8>,
    is_cut: bool,
    broke: Option<String>,
}

/// Asks for an address on a connection that is open.
async fn ask<S>(
    (method, url): (&Method, &Url),
    agent: &str,
    stream: S,
    limit: usize,
    timings: &mut Timings,
) -> Result<Answered, Missed>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let broken = |error: hyper::Error| Missed::Broken(error.to_string());
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
    // Ends with the request: dropped with the visit.
    let connection = tokio::spawn(connection);
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let authority = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let request = http::Request::builder()
        .method(method)
        .uri(if target.is_empty() { "/" } else { target })
        .header(header::HOST, authority)
        .header(header::USER_AGENT, agent)
        .header(header::ACCEPT, "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5")
        .header(header::ACCEPT_LANGUAGE, "fr-FR,fr;q=0.9,en;q=0.5")
        .header(header::ACCEPT_ENCODING, "br, gzip")
        .body(Empty::<Bytes>::new())
        .map_err(|_| Missed::Invalid(url.as_str().to_owned()))?;
    let begun = Instant::now();
    let response = sender.send_request(request).await.map_err(broken)?;
    timings.first_byte = Some(begun.elapsed());
    let (head, body) = response.into_parts();
    let answered = read(head, body, limit).await;
    connection.abort();
    Ok(answered)
}

/// Reads a body until it ends, breaks off, or is longer than is kept.
async fn read(head: http::response::Parts, mut body: Incoming, limit: usize) -> Answered {
    let mut answered = Answered { head, body: Vec::new(), is_cut: false, broke: None };
    while let Some(frame) = body.frame().await {
        match frame {
            Ok(frame) => {
                let Ok(chunk) = frame.into_data() else { continue };
                let room = limit - answered.body.len();
                answered.body.extend_from_slice(&chunk[..chunk.len().min(room)]);
                if chunk.len() > room {
                    answered.is_cut = true;
                    break;
                }
            }
            Err(error) => {
                answered.broke = Some(error.to_string());
                break;
            }
        }
    }
    answered
}
