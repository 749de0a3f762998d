//! `/api/v1`: the same figures for machines. The OpenAPI document is generated from these handlers.

mod answers;
mod editions;
mod linked;
mod procedures;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use parvis_web::{Freshness, Problem, problem};
use serde::Serialize;
use std::sync::Arc;
use utoipa::OpenApi;

use super::refusal::{is_readable, refusal_of};
use super::{App, Refusal};

type Answer = Result<Response, Refusal>;

/// The document of the interface.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Parvis",
        version = "1",
        description = "The quality of online public procedures: editions, procedures, measurements, indicators. \
                       No key is needed. Values are raw, in the unit of their indicator; grades are taken on raw values.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    paths(
        editions::list,
        editions::one,
        editions::summary,
        editions::procedures,
        procedures::one,
        procedures::measurements,
        procedures::indicators,
        linked::catalog,
        linked::services,
    ),
    components(schemas(Problem))
)]
struct Document;

/// The OpenAPI document, for `parvis openapi` and `/api/v1/openapi.json`.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

pub(super) fn router(app: Arc<App>) -> Router {
    let routes = Router::new()
        .route("/editions", get(editions::list))
        .route("/editions/{slug}", get(editions::one))
        .route("/editions/{slug}/summary", get(editions::summary))
        .route("/editions/{slug}/procedures", get(editions::procedures))
        .route("/procedures/{id}", get(procedures::one))
        .route("/procedures/{id}/measurements", get(procedures::measurements))
        .route("/indicators", get(procedures::indicators))
        .route("/catalog.jsonld", get(linked::catalog))
        .route("/services.jsonld", get(linked::services))
        .route("/openapi.json", get(document))
        .fallback(nowhere)
        .layer(from_fn_with_state(Arc::clone(&app), as_problem))
        .layer(from_fn(open_to_all))
        .with_state(app);
    Router::new().nest("/api/v1", routes)
}

async fn document() -> Answer {
    json(&openapi(), Freshness::Day)
}

async fn nowhere() -> Refusal {
    Refusal::not_found()
}

/// Reading is for everyone, from any site.
async fn open_to_all(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert("access-control-allow-origin", HeaderValue::from_static("*"));
    response
}

/// Turns refusals into problem details (RFC 9457).
async fn as_problem(State(_): State<Arc<App>>, request: Request, next: Next) -> Response {
    let response = if is_readable(request.uri().path()) {
        next.run(request).await
    } else {
        Refusal::invalid("The address is not UTF-8 once decoded.".into()).into_response()
    };
    let status = response.status();
    let Some(refusal) = refusal_of(&response) else { return response };
    let detail = refusal.detail.unwrap_or_else(|| default_detail(status.as_u16()));
    Problem { status: status.as_u16(), ..problem(refusal.kind, detail) }.into_response()
}

fn default_detail(status: u16) -> String {
    match status {
        404 => "There is nothing at this address. The interface is described at /api/v1/openapi.json.",
        405 => "Only GET is possible here.",
        400..=499 => "The request is not understood. The interface is described at /api/v1/openapi.json.",
        _ => "Something on our side did not answer. Try again in a minute.",
    }
    .to_owned()
}

pub(super) fn json<T: Serialize>(value: &T, freshness: Freshness) -> Answer {
    let body = serde_json::to_vec(value).map_err(crate::ObservatoryError::from)?;
    let kind = HeaderValue::from_static("application/json");
    let mut response = ([(header::CONTENT_TYPE, kind)], body).into_response();
    response.extensions_mut().insert(freshness);
    Ok(response)
}
