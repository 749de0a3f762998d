use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, Method, Request, Url, redirect};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, mpsc};
use tokio::runtime::Runtime;

use crate::{Allowed, Error, OutboundSettings, is_public};

/// An answer, whole.
pub type Answer = http::Response<Vec<u8>>;

/// Redirections that [`Outbound::get`] follows at most.
const REDIRECTIONS: usize = 5;

/// The way out; cheap to clone, meant to be one for the whole program.
#[derive(Clone)]
pub struct Outbound(Arc<Inner>);

struct Inner {
    client: Client,
    settings: OutboundSettings,
    /// Its own, so that threads outside any runtime can ask; none once dropped.
    runtime: Option<Runtime>,
}

impl Outbound {
    /// # Errors
    /// [`Error::Settings`] when TLS or the thread of the requests cannot be set up.
    pub fn new(settings: OutboundSettings) -> Result<Self, Error> {
        let wrong = |error: &dyn std::fmt::Display| Error::Settings(error.to_string());
        let client = Client::builder()
            .tls_backend_preconfigured(tls().map_err(|e| wrong(&e))?)
            .dns_resolver(Lookup(settings.allowed.clone().into()))
            // A proxy would look names up for us, unchecked.
            .no_proxy()
            .redirect(redirect::Policy::none())
            .referer(false)
            .user_agent(&settings.agent)
            .build()
            .map_err(|e| wrong(&e))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("parvis-outbound")
            .enable_all()
            .build()
            .map_err(|e| wrong(&e))?;
        Ok(Self(Arc::new(Inner { client, settings, runtime: Some(runtime) })))
    }

    /// Bytes of an answer at most.
    pub fn limit(&self) -> usize {
        self.0.settings.limit
    }

    /// Whether a host (a name, or an address) is one of one's own network that the installation names.
    pub fn names(&self, host: &str) -> bool {
        let ip = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
        let is_own = |one: &Allowed| one.is_host(host) || ip.is_some_and(|ip| one.covers(ip));
        self.0.settings.allowed.iter().any(is_own)
    }

    /// Sends a request and waits for the answer, whatever its status; a redirection is an answer like another.
    ///
    /// It blocks its thread: in asynchronous code, call it in `spawn_blocking`.
    ///
    /// # Errors
    /// [`Error`], but not `Status` nor `Redirects`.
    pub fn send(&self, request: http::Request<Vec<u8>>) -> Result<Answer, Error> {
        let request =
            Request::try_from(request).map_err(|error| Error::Invalid(because(&error.without_url())))?;
        self.wait(request, |inner, request| async move { inner.exchange(request).await })
    }

    /// Fetches an address, over five redirections at most; blocks like [`Outbound::send`].
    ///
    /// # Errors
    /// [`Error`]; `Status` when the last answer is not a success.
    pub fn get(&self, url: &str) -> Result<Answer, Error> {
        let url = Url::parse(url).map_err(|error| Error::Invalid(error.to_string()))?;
        let request = Request::new(Method::GET, url);
        self.wait(request, |inner, request| async move { inner.follow(request.url().clone()).await })
    }

    fn wait<F>(&self, request: Request, work: impl FnOnce(Arc<Inner>, Request) -> F) -> Result<Answer, Error>
    where
        F: Future<Output = Result<Answer, Error>> + Send + 'static,
    {
        let host = host(request.url());
        let lost = |reason: &str| Error::Unreachable { host: host.clone(), reason: reason.to_owned() };
        let Some(runtime) = &self.0.runtime else { return Err(lost("requests have ended")) };
        let (answer, answered) = mpsc::sync_channel(1);
        let limit = self.0.settings.timeout;
        let work = work(Arc::clone(&self.0), request);
        runtime.spawn(async move {
            // Nobody waits any more when this fails.
            let _ = answer.send(tokio::time::timeout(limit, work).await);
        });
        match answered.recv() {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(lost(&format!("nothing whole came in {} s", limit.as_secs_f32()))),
            Err(_) => Err(lost("the request was lost")),
        }
    }
}

impl Inner {
    async fn follow(&self, mut url: Url) -> Result<Answer, Error> {
        let begun_at = host(&url);
        for _ in 0..=REDIRECTIONS {
            let answer = self.exchange(Request::new(Method::GET, url.clone())).await?;
            let status = answer.status();
            if status.is_success() {
                return Ok(answer);
            }
            let target = answer.headers().get(http::header::LOCATION).and_then(|target| target.to_str().ok());
            let Some(next) =
                target.filter(|_| is_redirection(status)).and_then(|target| url.join(target).ok())
            else {
                return Err(Error::Status { host: host(&url), status });
            };
            if url.scheme() == "https" && next.scheme() != "https" {
                return Err(Error::Redirects { host: begun_at });
            }
            url = next;
        }
        Err(Error::Redirects { host: begun_at })
    }

    /// One request, one answer.
    async fn exchange(&self, request: Request) -> Result<Answer, Error> {
        self.check(request.url())?;
        let (host, limit) = (host(request.url()), self.settings.limit);
        let failed = |error: reqwest::Error| match refused(&error) {
            Some(name) => Error::Refused(name),
            None => Error::Unreachable { host: host.clone(), reason: because(&error.without_url()) },
        };
        let mut response = self.client.execute(request).await.map_err(failed)?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > limit {
                return Err(Error::TooLarge { host, limit });
            }
            body.extend_from_slice(&chunk);
        }
        let mut answer = Answer::new(body);
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        Ok(answer)
    }

    /// An address without a name is not looked up: it is judged here.
    fn check(&self, url: &Url) -> Result<(), Error> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Error::Invalid(format!("{}: is neither http nor https", url.scheme())));
        }
        let ip: IpAddr = match url.host() {
            Some(url::Host::Ipv4(ip)) => ip.into(),
            Some(url::Host::Ipv6(ip)) => ip.into(),
            Some(url::Host::Domain(_)) | None => return Ok(()),
        };
        if may_reach(&self.settings.allowed, ip) { Ok(()) } else { Err(Error::Refused(ip.to_string())) }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // A runtime may not be waited for where others run.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

pub(crate) fn may_reach(allowed: &[Allowed], ip: IpAddr) -> bool {
    is_public(ip) || allowed.iter().any(|one| one.covers(ip))
}

pub(crate) fn is_redirection(status: http::StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Host and port, fit for a log.
fn host(url: &Url) -> String {
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    format!("{}{port}", url.host_str().unwrap_or(""))
}

/// TLS as letters have it: ring, and the authorities of the machine.
fn tls() -> Result<rustls::ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config =
        rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.with_root_certificates(native_roots()).with_no_client_auth())
}

/// The certificate authorities of the machine.
pub(crate) fn native_roots() -> rustls::RootCertStore {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = rustls::RootCertStore::empty();
    let (known, _) = roots.add_parsable_certificates(found.certs);
    if known == 0 {
        tracing::warn!("no certificate authority is known to this machine: no https address can be asked");
    }
    roots
}

/// Looks names up, and gives the addresses that may be reached: those, and no others, are connected to.
struct Lookup(Arc<[Allowed]>);

/// All addresses of a name are closed.
#[derive(Debug, thiserror::Error)]
#[error("{0} is closed")]
struct Closed(String);

impl Resolve for Lookup {
    fn resolve(&self, name: Name) -> Resolving {
        let allowed = Arc::clone(&self.0);
        Box::pin(async move {
            let name = name.as_str();
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name, 0)).await?.collect();
            let is_allowed = allowed.iter().any(|one| one.is_host(name));
            let open = |at: &SocketAddr| is_allowed || may_reach(&allowed, at.ip());
            let open: Vec<SocketAddr> = found.into_iter().filter(open).collect();
            if open.is_empty() {
                return Err(Closed(name.to_owned()).into());
            }
            Ok::<Addrs, _>(Box::new(open.into_iter()))
        })
    }
}

/// The name that [`Lookup`] refused, if that is why a request failed.
fn refused(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    let closed = causes(error).find_map(|cause| cause.downcast_ref::<Closed>());
    closed.map(|Closed(name)| name.clone())
}

fn causes<'e>(
    error: &'e (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'e (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |error| error.source())
}

/// Why, in one line: each cause after the one it made.
fn because(error: &(dyn std::error::Error + 'static)) -> String {
    let mut texts: Vec<String> = causes(error).map(ToString::to_string).collect();
    texts.dedup();
    texts.join(": ")
}
