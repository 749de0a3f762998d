//! `/api/v1/reviews`: figures for everybody, more for those who hold a key (`docs/reviews-api.md`).

mod answers;
mod limit;
mod opinions;
mod services;
mod statistics;

use axum::Router;
use axum::extract::{RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use data_encoding::HEXLOWER;
use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_kernel::{ErrorKind, Locale, Timestamp};
use parvis_web::{Client, Freshness, Problem, Query, problem};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use utoipa::OpenApi;

use crate::Public;
use crate::service::keys::{self, Key, Scope};
use limit::Limits;
pub(crate) use opinions::as_json as opinion_as_json;

/// The document of the interface.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Parvis: opinions",
        version = "1",
        description = "What people say of procedures. Without a key: figures of the last twelve whole months, nothing \
                       of fewer than ten people. With a key (Authorization: Bearer): the surveys it opens.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    paths(services::list, statistics::list, opinions::list),
    components(schemas(Problem))
)]
struct Document;

/// The OpenAPI document, for `parvis openapi` and `/api/v1/reviews/openapi.json`.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// What the handlers share.
pub(crate) struct Api {
    public: Arc<Public>,
    limits: Limits,
}

/// The addresses of the interface.
pub fn router(public: Arc<Public>) -> Router {
    let api = Arc::new(Api { public, limits: Limits::new() });
    Router::new()
        .route("/api/v1/reviews/services", get(services::list))
        .route("/api/v1/reviews/statistics", get(statistics::list))
        .route("/api/v1/reviews/opinions", get(opinions::list))
        .route("/api/v1/reviews/openapi.json", get(document))
        .layer(from_fn(open_to_all))
        .with_state(api)
}

async fn document() -> Response {
    let mut response = axum::Json(openapi()).into_response();
    response.extensions_mut().insert(Freshness::Day);
    response
}

/// Reading is for programs of any site: what is not for everybody needs a key in a header, which no browser adds by
/// itself.
async fn open_to_all(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert("access-control-allow-origin", HeaderValue::from_static("*"));
    response
}

/// Why a request is not answered.
#[derive(Debug)]
pub(crate) enum Fault {
    /// What is wrong with it, in words.
    Invalid(String),
    NotFound(String),
    /// It needs a key, or a better one.
    Key(&'static str),
    Forbidden(&'static str),
    /// Seconds until it may come again.
    TooMany(u64),
    Broken(AccountsError),
}

impl From<AccountsError> for Fault {
    fn from(error: AccountsError) -> Self {
        Self::Broken(error)
    }
}

impl From<parvis_db::Error> for Fault {
    fn from(error: parvis_db::Error) -> Self {
        Self::Broken(error.into())
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let own = |status: StatusCode, name: &str, title: &str, detail: &str| Problem {
            kind: format!("urn:parvis:problem:{name}"),
            title: title.into(),
            status: status.as_u16(),
            detail: detail.into(),
        };
        let mut response = match &self {
            Self::Invalid(detail) => problem(ErrorKind::Invalid, detail.as_str()),
            Self::NotFound(detail) => problem(ErrorKind::NotFound, detail.as_str()),
            Self::Forbidden(detail) => problem(ErrorKind::Forbidden, *detail),
            Self::Key(detail) => own(StatusCode::UNAUTHORIZED, "key", "A key is needed", detail),
            Self::TooMany(seconds) => {
                let detail = format!("Too many requests. Come again in {seconds} seconds.");
                own(StatusCode::TOO_MANY_REQUESTS, "too-many", "Too many requests", &detail)
            }
            Self::Broken(error) => {
                tracing::error!(%error, "the interface could not answer");
                problem(
                    ErrorKind::Unavailable,
                    "Something on our side did not answer. Try again in a minute.",
                )
            }
        }
        .into_response();
        let headers = response.headers_mut();
        match self {
            Self::Key(_) => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            Self::TooMany(seconds) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            _ => {}
        }
        response
    }
}

/// What a request says.
pub(crate) struct Asked {
    pub public: Arc<Public>,
    pub key: Option<Key>,
    pub query: Query,
    pub now: Timestamp,
}

impl Asked {
    /// A parameter, read by a function; what is wrong is said with what was expected.
    pub fn read<T>(
        &self,
        name: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Fault> {
        let Some(text) = self.query.get(name) else { return Ok(None) };
        let shown: String = text.chars().filter(|c| !c.is_control()).take(80).collect();
        read(text).map(Some).ok_or_else(|| Fault::Invalid(format!("{name}={shown}: expected {expected}.")))
    }

    /// How many at most: as asked, up to `most`.
    pub fn limit(&self, usual: usize, most: usize) -> Result<usize, Fault> {
        let read = |text: &str| text.parse().ok().filter(|n| (1..=most).contains(n));
        Ok(self.read("limit", &format!("a number from 1 to {most}"), read)?.unwrap_or(usual))
    }

    /// The key, which must open opinions.
    pub fn reader(&self) -> Result<&Key, Fault> {
        match &self.key {
            None => Err(Fault::Key("Opinions need a key: Authorization: Bearer parvis_….")),
            Some(key) if key.scope == Scope::Opinions => Ok(key),
            Some(_) => Err(Fault::Forbidden("This key opens figures only.")),
        }
    }
}

/// What every request passes: who asks, how often, what; then the work, in one hop; then the answer's digest against
/// the one that is known already.
async fn serve<T: Serialize + Send + 'static>(
    State(api): State<Arc<Api>>,
    (headers, RawQuery(raw)): (HeaderMap, RawQuery),
    client: Option<Client>,
    known: &'static [&'static str],
    work: fn(&Asked, &mut Db) -> Result<T, Fault>,
) -> Response {
    let own = Arc::clone(&api);
    let bearer = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or("").to_owned());
    let made =
        api.public.pool.run(move |db| own.answer(db, bearer.as_deref(), client, raw.as_deref(), known, work));
    let (body, touch) = match made.await {
        Ok(made) => made,
        Err(fault) => return fault.into_response(),
    };
    if let Some(key) = touch {
        let now = api.public.clock.now();
        // Not worth failing the answer.
        if let Err(error) = api.public.pool.run_writing(move |db| keys::touch(db, &key, now)).await {
            tracing::warn!(%error, "the use of a key could not be written down");
        }
    }
    let etag = format!("\"{}\"", HEXLOWER.encode(&Sha256::digest(&body)[..12]));
    let asked = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or("");
    let is_known = asked.split(',').any(|one| one.trim().trim_start_matches("W/") == etag);
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("authorization"));
    headers.extend(HeaderValue::from_str(&etag).ok().map(|etag| (header::ETAG, etag)));
    // Never shared: the same address says more to whoever holds a key.
    response.extensions_mut().insert(Freshness::Back);
    response
}

impl Api {
    fn answer<T: Serialize>(
        &self,
        db: &mut Db,
        bearer: Option<&str>,
        client: Option<Client>,
        raw: Option<&str>,
        known: &[&str],
        work: fn(&Asked, &mut Db) -> Result<T, Fault>,
    ) -> Result<(Vec<u8>, Option<Key>), Fault> {
        let now = self.public.clock.now();
        let network = client.map_or_else(String::new, |client| client.network);
        let key = match bearer.map(|text| text.strip_prefix("Bearer ").unwrap_or("").trim()) {
            None => None,
            Some(secret) => {
                let found = keys::known(db, secret, now)?;
                if found.is_none() {
                    // Whoever tries keys is slowed down.
                    self.limits.take(&network, limit::ANYBODY, now).map_err(Fault::TooMany)?;
                }
                let wrong = "This key opens nothing: it is wrong, has expired or was revoked.";
                Some(found.ok_or(Fault::Key(wrong))?)
            }
        };
        match &key {
            Some(key) => self.limits.take(&key.id.to_string(), limit::KEY, now),
            None => self.limits.take(&network, limit::ANYBODY, now),
        }
        .map_err(Fault::TooMany)?;
        let bad = |_| Fault::Invalid("The query is not UTF-8, or too long.".into());
        let query = Query::parse(raw).map_err(bad)?;
        if let Some(name) = query.unknown(known) {
            let name: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
            let known = known.join(", ");
            return Err(Fault::Invalid(format!("{name}: no such parameter. There are: {known}.")));
        }
        let asked = Asked { public: Arc::clone(&self.public), key, query, now };
        let value = work(&asked, db)?;
        let body = serde_json::to_vec(&value).map_err(|error| {
            tracing::error!(%error, "an answer could not be written");
            Fault::Broken(AccountsError::NotFound)
        })?;
        let touch = asked.key.filter(|key| keys::wants_touch(key, now));
        Ok((body, touch))
    }
}

/// The language of names without one of their own.
const LOCALE: Locale = Locale::En;
