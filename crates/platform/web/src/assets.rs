//! Style sheets, fonts and scripts, part of the binary.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use data_encoding::{BASE64, HEXLOWER};
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

/// The address of a theme's style sheet.
pub fn stylesheet(theme: Theme) -> String {
    let name = format!("{}.css", theme.as_str());
    address(&name, hash(&name).unwrap_or_default())
}

/// The address of a script and its integrity, as browsers check it; none when the build has no such script.
pub fn script(name: &str) -> Option<(String, String)> {
    let hash = hash(name)?;
    Some((address(name, hash), format!("sha256-{}", BASE64.encode(&hash))))
}

fn hash(name: &str) -> Option<[u8; 32]> {
    Dist::get(name).map(|file| file.metadata.sha256_hash())
}

/// The address of a file: it holds a part of its hash, so browsers keep it for ever.
fn address(name: &str, hash: [u8; 32]) -> String {
    format!("/assets/{}/{name}", HEXLOWER.encode(&hash[..6]))
}

/// The routes of the assets. The hash in the address is for browsers; any is answered.
pub fn asset_router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{hash}/{*name}", get(serve)).route("/favicon.svg", get(favicon))
}

async fn serve(Path((_, name)): Path<(String, String)>) -> Response {
    let Some(file) = Dist::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
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
