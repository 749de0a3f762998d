//! Answers kept in memory: a published edition never changes, so neither do its pages.
//!
//! Every answer to a reader passes here once: it is compressed, gets its `ETag` and its `Cache-Control`, and
//! is kept until something is published or it is a minute old.

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::encoding::Encoding;
use crate::headers::Framing;

/// How long an answer stays good, told by the handler through the answer's extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// For ever: what its address names never changes.
    Immutable,
    /// A day.
    Day,
    /// A minute: a page that a publication or an erratum may change.
    Minute,
    /// By the reader's own browser, for the way back: asked for anew at each visit. A form that is gone back to is then
    /// the one that was sent.
    Back,
    /// Never kept.
    Never,
}

impl Freshness {
    const fn header(self) -> &'static str {
        match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Day => "public, max-age=86400",
            Self::Minute => "public, max-age=60",
            Self::Back => "private, no-cache",
            Self::Never => "no-store",
        }
    }
}

/// How old a kept answer may be: what the catalogue and the ledger learn shows after that at the latest.
const LONGEST: Duration = Duration::from_secs(60);
/// Larger answers are made anew each time.
const LARGEST: usize = 2 * 1024 * 1024;

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    address: String,
    encoding: Encoding,
}

struct Kept {
    headers: HeaderMap,
    body: Bytes,
    etag: HeaderValue,
    framing: Option<Framing>,
    generation: u64,
    made: Instant,
}

#[derive(Clone)]
struct Bytesize;

impl Weighter<Key, Arc<Kept>> for Bytesize {
    fn weight(&self, key: &Key, kept: &Arc<Kept>) -> u64 {
        (key.address.len() + kept.body.len() + 1024) as u64
    }
}

/// The answers of a site; cheap to clone.
#[derive(Clone)]
pub struct PageCache {
    kept: Arc<Cache<Key, Arc<Kept>, Bytesize>>,
    generation: Arc<AtomicU64>,
}

impl PageCache {
    /// Keeps at most `bytes` of answers.
    pub fn new(bytes: u64) -> Self {
        let items = usize::try_from(bytes / 8192).unwrap_or(1024).max(16);
        Self {
            kept: Arc::new(Cache::with_weighter(items, bytes, Bytesize)),
            generation: Arc::new(AtomicU64::new(0)),
        }
    }

    /// Throws everything away: something was published.
    pub fn renew(&self) {
        self.generation.fetch_add(1, Ordering::Release);
    }
}

/// The middleware.
pub async fn serve_from_memory(State(cache): State<PageCache>, mut request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return uncached(next.run(request).await, Freshness::Never);
    }
    // What is told to HEAD is what would be told to GET.
    let is_head = std::mem::replace(request.method_mut(), Method::GET) == Method::HEAD;
    let response = read_answer(&cache, request, next).await;
    if is_head { without_body(response) } else { response }
}

async fn read_answer(cache: &PageCache, request: Request, next: Next) -> Response {
    let accept = request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    let encoding = Encoding::negotiate(accept);
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let address = request.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let key = Key { address, encoding };
    let generation = cache.generation.load(Ordering::Acquire);
    if let Some(kept) = cache.kept.get(&key)
        && kept.generation == generation
        && kept.made.elapsed() < LONGEST
    {
        return answer(&kept, known.as_ref());
    }
    let response = next.run(request).await;
    let freshness = response.extensions().get::<Freshness>().copied().unwrap_or(Freshness::Never);
    let is_shared = !matches!(freshness, Freshness::Back | Freshness::Never);
    if response.status() != StatusCode::OK || !is_shared {
        return uncached(response, freshness);
    }
    match keep(response, freshness, encoding, generation).await {
        Ok(kept) => {
            let kept = Arc::new(kept);
            if kept.body.len() <= LARGEST {
                cache.kept.insert(key, Arc::clone(&kept));
            }
            answer(&kept, known.as_ref())
        }
        Err(error) => {
            tracing::error!(%error, "an answer could not be read back");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn without_body(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact().filter(|_| parts.status != StatusCode::NOT_MODIFIED) {
        parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    Response::from_parts(parts, Body::empty())
}

fn uncached(mut response: Response, freshness: Freshness) -> Response {
    let headers = response.headers_mut();
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(freshness.header()));
    }
    response
}

async fn keep(
    response: Response,
    freshness: Freshness,
    encoding: Encoding,
    generation: u64,
) -> Result<Kept, Box<dyn std::error::Error + Send + Sync>> {
    let (parts, body) = response.into_parts();
    let plain = body.collect().await?.to_bytes();
    let encoding = if is_text(&parts.headers) { encoding } else { Encoding::Identity };
    let etag = etag(&plain, encoding)?;
    let body = match encoding {
        Encoding::Identity => plain,
        _ => {
            let compress = move || encoding.compress(&plain);
            Bytes::from(tokio::task::spawn_blocking(compress).await??)
        }
    };
    let mut headers = parts.headers;
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::ETAG, etag.clone());
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(freshness.header()));
    if let Some(name) = encoding.header() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    let framing = parts.extensions.get::<Framing>().copied();
    Ok(Kept { headers, body, etag, framing, generation, made: Instant::now() })
}

/// What compresses well; spreadsheets and fonts are compressed already.
fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    // The end of the type: "openxmlformats" stands in that of a spreadsheet, which is compressed already.
    let kind = kind.split(';').next().unwrap_or("").trim();
    kind.starts_with("text/") || ["json", "jsonl", "xml", "javascript"].iter().any(|end| kind.ends_with(end))
}

/// A strong validator: the hash of the plain body, and the encoding, since its bytes differ.
fn etag(plain: &[u8], encoding: Encoding) -> Result<HeaderValue, header::InvalidHeaderValue> {
    let hash = Sha256::digest(plain);
    let mut text = String::from("\"");
    for byte in &hash[..12] {
        let _ = write!(text, "{byte:02x}");
    }
    text.push_str(encoding.header().map_or("", |name| if name == "br" { "-br" } else { "-gz" }));
    text.push('"');
    HeaderValue::from_str(&text)
}

fn answer(kept: &Kept, known: Option<&HeaderValue>) -> Response {
    let same = known.and_then(|v| v.to_str().ok()).is_some_and(|list| {
        let own = kept.etag.to_str().unwrap_or("");
        list.trim() == "*" || list.split(',').any(|one| one.trim().trim_start_matches("W/") == own)
    });
    let mut response = if same {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Response::new(Body::from(kept.body.clone()))
    };
    for (name, value) in &kept.headers {
        if !same || *name != header::CONTENT_TYPE {
            response.headers_mut().insert(name, value.clone());
        }
    }
    if same {
        response.headers_mut().remove(header::CONTENT_ENCODING);
    }
    if let Some(framing) = kept.framing {
        response.extensions_mut().insert(framing);
    }
    response
}
