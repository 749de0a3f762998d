//! The pictures that other sites and posters show: the button, and its QR code.

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use parvis_charts::{Button, Look, qr};
use parvis_web::{Framing, Freshness, Query};
use std::sync::Arc;

use super::Survey;
use crate::service::forms::{Called, typed};
use crate::survey::Tongue;
use crate::texts::Texts;

fn svg(text: String) -> Response {
    let mut response = text.into_response();
    let kind = HeaderValue::from_static("image/svg+xml; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response.extensions_mut().insert(Framing::Embeddable);
    response.extensions_mut().insert(Freshness::Day);
    response
}

/// A picture's query, and whether the button exists.
async fn asked(survey: &Arc<Survey>, code: &str, raw: Option<&str>) -> Option<Query> {
    survey.entry(Called::Code(typed(code))).await.ok()?;
    Query::parse(raw).ok()
}

/// The button: `?theme=dark` for dark pages, `?style=outline` for a frame, `?l=` for a language.
pub(super) async fn button(
    State(survey): State<Arc<Survey>>,
    Path(code): Path<String>,
    RawQuery(raw): RawQuery,
) -> Response {
    let Some(query) = asked(&survey, &code, raw.as_deref()).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tongue = query.get("l").and_then(Tongue::parse).unwrap_or_default();
    let texts = Texts::of(tongue);
    svg(Button {
        label: texts.say("button").to_owned(),
        look: if query.get("theme") == Some("dark") { Look::Dark } else { Look::Light },
        outline: query.get("style") == Some("outline"),
        rtl: tongue.direction() == "rtl",
    }
    .svg())
}

/// The QR code of the survey's address, to be printed.
pub(super) async fn code(State(survey): State<Arc<Survey>>, Path(code): Path<String>) -> Response {
    if asked(&survey, &code, None).await.is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let address = survey.site.absolute(&format!("/avis/{}", typed(&code)));
    svg(qr(&address, &address))
}
