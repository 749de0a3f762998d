//! Style sheets and fonts, part of the binary.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use parvis_ui::Theme;
use rust_embed::RustEmbed;

use crate::cache::Freshness;

#[derive(RustEmbed)]
#[folder = "../../../assets/dist"]
struct Dist;

/// Whether the build has a file.
pub fn has_asset(name: &str) -> bool {
    Dist::get(name).is_some()
}

/// The address of a theme's style sheet: it holds a part of the file's hash, so browsers keep it for ever.
pub fn stylesheet(theme: Theme) -> String {
    let name = format!("{}.css", theme.as_str());
    let hash = Dist::get(&name).map_or([0; 32], |file| file.metadata.sha256_hash());
    let tag = hash[..6].iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    format!("/assets/{tag}/{name}")
}

/// The routes of the assets. The hash in the address is for browsers; any is answered.
pub fn asset_router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{hash}/{*name}", get(serve)).route("/favicon.svg", get(favicon))
}

async fn serve(Path((_, name)): Path<(String, String)>) -> Response {
    let Some(file) = Dist::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let mut response = file.data.into_owned().into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.extensions_mut().insert(Freshness::Immutable);
    response
}

async fn favicon() -> Response {
    const ICON: &str = include_str!("favicon.svg");
    let mut response = ICON.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"));
    response.extensions_mut().insert(Freshness::Day);
    response
}
