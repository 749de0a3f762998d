//! Errors of the interface, as problem details (RFC 9457).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use parvis_kernel::ErrorKind;
use serde::{Deserialize, Serialize};

/// A problem: `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Problem {
    /// An address that names the kind of problem; it need not lead anywhere.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    /// What is wrong with this very request, and what to do.
    pub detail: String,
}

/// The status of a kind of error.
pub(crate) const fn status(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Invalid => StatusCode::BAD_REQUEST,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::Conflict => StatusCode::CONFLICT,
        ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Builds a problem.
pub fn problem(kind: ErrorKind, detail: impl Into<String>) -> Problem {
    let (name, title) = match kind {
        ErrorKind::NotFound => ("not-found", "Not found"),
        ErrorKind::Invalid => ("invalid-request", "Invalid request"),
        ErrorKind::Forbidden => ("forbidden", "Forbidden"),
        ErrorKind::Conflict => ("conflict", "Conflict"),
        ErrorKind::Unavailable => ("unavailable", "Unavailable for the moment"),
    };
    Problem {
        kind: format!("urn:parvis:problem:{name}"),
        title: title.into(),
        status: status(kind).as_u16(),
        detail: detail.into(),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let json = HeaderValue::from_static("application/problem+json");
        (status, [(header::CONTENT_TYPE, json)], body).into_response()
    }
}
