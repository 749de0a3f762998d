//! The yearly open data, its dictionary and its licence.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use parvis_accounts::AccountsError;
use parvis_export::StreamFormat;
use parvis_kernel::Locale;
use parvis_web::Freshness;
use std::sync::Arc;

use super::Public;
use crate::download::sent;
use crate::opendata::{dictionary, formats, layout};
use crate::service::opendata::{LICENCE, Year};

fn text(kind: &'static str, body: Vec<u8>) -> Response {
    let mut response = ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], body).into_response();
    response.extensions_mut().insert(Freshness::Day);
    response
}

/// `2025.csv`, `2025.parquet`, `dictionary.csv`, `licence.txt`.
pub(super) async fn show(State(public): State<Arc<Public>>, Path(file): Path<String>) -> Response {
    let made = match file.as_str() {
        "dictionary.csv" => {
            let mut body = Vec::new();
            let written = dictionary(&mut body).map_err(|_| AccountsError::NotFound);
            written.map(|()| text("text/csv; charset=utf-8", body))
        }
        "licence.txt" => Ok(text("text/plain; charset=utf-8", format!("{LICENCE}\n").into_bytes())),
        name => match asked(name) {
            Some((year, format)) => year_file(&public, year, format).await,
            None => Err(AccountsError::NotFound),
        },
    };
    made.unwrap_or_else(|error| public.refused(Locale::Fr, &error))
}

fn asked(name: &str) -> Option<(i16, StreamFormat)> {
    let (year, extension) = name.split_once('.')?;
    Some((year.parse().ok()?, formats().find(|format| format.extension() == extension)?))
}

async fn year_file(public: &Public, year: i16, format: StreamFormat) -> Result<Response, AccountsError> {
    let now = public.clock.now();
    let source = public.pool.run(move |db| Year::new(db, year, now)).await?;
    let name = format!("avis-{year}");
    let made = sent(&public.pool, source, (format, layout(year)), &name, |_, _| async {});
    made.map_err(|error| {
        tracing::error!(%error, "a file of open data could not begin");
        AccountsError::NotFound
    })
}
