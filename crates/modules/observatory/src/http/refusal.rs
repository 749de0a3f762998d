//! What a handler cannot answer, and the page or problem that says so.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use parvis_i18n::Words;
use parvis_kernel::{ErrorKind, Locale};
use parvis_ui::ErrorPage;
use parvis_web::BadQuery;
use percent_encoding::percent_decode_str;
use std::sync::Arc;

use super::App;
use crate::browse::{BadView, View};
use crate::error::ObservatoryError;

/// A refusal: its kind, and what can usefully be said, in the reader's language.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub kind: ErrorKind,
    pub detail: Option<String>,
}

impl Refusal {
    pub fn not_found() -> Self {
        Self { kind: ErrorKind::NotFound, detail: None }
    }

    pub fn invalid(detail: String) -> Self {
        Self { kind: ErrorKind::Invalid, detail: Some(detail) }
    }

    pub fn query(words: &Words, bad: &BadQuery) -> Self {
        Self::invalid(words.t(match bad {
            BadQuery::NotUtf8 => "refused-not-utf8",
            BadQuery::TooMany => "refused-too-many",
        }))
    }

    pub fn view(words: &Words, bad: &BadView) -> Self {
        Self::invalid(match bad {
            BadView::Parameter(name) => {
                let known = View::parameters();
                words.with("refused-parameter", &[("name", name.into()), ("known", known.into())])
            }
            BadView::Value(name, value) => {
                let value: String = value.chars().filter(|c| !c.is_control()).take(80).collect();
                words.with("refused-value", &[("name", (*name).into()), ("value", value.into())])
            }
            BadView::TooLong(name) => words.a("refused-too-long", "name", *name),
            BadView::Page(page, last) => {
                words.with("refused-page", &[("page", (*page).into()), ("last", (*last).into())])
            }
        })
    }
}

impl From<ObservatoryError> for Refusal {
    fn from(error: ObservatoryError) -> Self {
        let kind = error.kind();
        if kind == ErrorKind::Unavailable {
            tracing::error!(%error, "a request could not be answered");
        }
        Self { kind, detail: None }
    }
}

impl From<parvis_db::Error> for Refusal {
    fn from(error: parvis_db::Error) -> Self {
        ObservatoryError::from(error).into()
    }
}

impl From<parvis_export::ExportError> for Refusal {
    fn from(error: parvis_export::ExportError) -> Self {
        tracing::error!(%error, "an export could not be written");
        Self { kind: ErrorKind::Unavailable, detail: None }
    }
}

impl From<askama::Error> for Refusal {
    fn from(error: askama::Error) -> Self {
        tracing::error!(%error, "a page could not be written");
        Self { kind: ErrorKind::Unavailable, detail: None }
    }
}

/// The refusal travels to [`as_page`] or to the interface, which know how to say it.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = match self.kind {
            ErrorKind::NotFound => StatusCode::NOT_FOUND,
            ErrorKind::Invalid => StatusCode::BAD_REQUEST,
            ErrorKind::Forbidden => StatusCode::FORBIDDEN,
            ErrorKind::Conflict => StatusCode::CONFLICT,
            ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The refusal behind an answer: ours, or what a bare status of the router means.
pub(super) fn refusal_of(response: &Response) -> Option<Refusal> {
    if let Some(refusal) = response.extensions().get::<Refusal>() {
        return Some(refusal.clone());
    }
    let kind = match response.status() {
        StatusCode::NOT_FOUND => ErrorKind::NotFound,
        StatusCode::BAD_REQUEST | StatusCode::METHOD_NOT_ALLOWED => ErrorKind::Invalid,
        status if status.is_client_error() => ErrorKind::Invalid,
        status if status.is_server_error() => ErrorKind::Unavailable,
        _ => return None,
    };
    Some(Refusal { kind, detail: None })
}

/// Whether a path is UTF-8 once decoded, without the zero byte that no PostgreSQL text may hold.
pub(super) fn is_readable(path: &str) -> bool {
    percent_decode_str(path).decode_utf8().is_ok_and(|text| !text.contains('\0'))
}

/// Turns refusals into pages.
pub(super) async fn as_page(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let site = Arc::clone(&app.shelf.published().site);
    let locale = match request.uri().path().split('/').nth(1).and_then(Locale::parse) {
        Some(locale) => locale,
        None => Locale::negotiate(
            request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or(""),
            &site.languages,
        ),
    };
    let words = app.messages.words(locale);
    let response = if is_readable(request.uri().path()) {
        next.run(request).await
    } else {
        Refusal::invalid(words.t("refused-not-utf8")).into_response()
    };
    let Some(refusal) = refusal_of(&response) else { return response };
    let page = ErrorPage::new(&site, words, refusal.kind, refusal.detail);
    match page.render() {
        Ok(html) => (response.status(), Html(html)).into_response(),
        Err(_) => response,
    }
}
