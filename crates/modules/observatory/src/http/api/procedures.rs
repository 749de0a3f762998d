use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use parvis_kernel::Locale;
use parvis_measures::{Indicator, Indicators, Window};
use parvis_web::{Freshness, Problem};
use std::sync::Arc;

use super::answers::{GapAnswer, IndicatorAnswer, MeasurementsAnswer, ProcedureAnswer, ReadingAnswer};
use super::editions::read;
use super::{Answer, json};
use crate::http::{App, Refusal, work};

/// A procedure as the latest edition has it.
#[utoipa::path(get, path = "/api/v1/procedures/{id}", operation_id = "getProcedure",
    params(("id" = String, Path, description = "Public identity of the procedure, or a number it has or had")),
    responses((status = 200, description = "The procedure", body = ProcedureAnswer),
              (status = 404, description = "There is no such procedure in the latest edition", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn one(State(app): State<Arc<App>>, Path(id): Path<String>) -> Answer {
    work(app, Locale::En, move |cx, db| {
        let book = cx.shelf().latest()?;
        let indicators: Vec<&Indicator> = Indicators::standard().public().collect();
        if let Some(row) = book.row(&id) {
            return json(&ProcedureAnswer::new(row, &indicators), Freshness::Minute);
        }
        let found = parvis_catalog::by_slug(db, &id)?.ok_or_else(Refusal::not_found)?;
        let row = book.row(&found.slug).ok_or_else(Refusal::not_found)?;
        json(&ProcedureAnswer::new(row, &indicators), Freshness::Minute)
    })
    .await
}

/// The readings of a procedure in force, oldest first, and the gaps of the collectors.
#[utoipa::path(get, path = "/api/v1/procedures/{id}/measurements", operation_id = "listMeasurements",
    params(("id" = String, Path, description = "Public identity of the procedure, or a number it has or had"),
           ("indicator" = Option<String>, Query, description = "Slug of one indicator"),
           ("window" = Option<String>, Query, pattern = "^(12m|3m|1m|point)$", description = "12m, 3m, 1m or point")),
    responses((status = 200, description = "The readings", body = MeasurementsAnswer),
              (status = 400, description = "An unknown parameter or value", body = Problem, content_type = "application/problem+json"),
              (status = 404, description = "There is no such procedure", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn measurements(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    RawQuery(raw): RawQuery,
) -> Answer {
    work(app, Locale::En, move |cx, db| {
        let query = read(cx, raw.as_deref(), &["indicator", "window"])?;
        let indicator = query.get("indicator");
        if let Some(slug) = indicator.filter(|slug| Indicators::standard().get(slug).is_none()) {
            return Err(Refusal::invalid(format!("indicator={slug}: there is no such indicator.")));
        }
        let window = query.get("window").map(|w| {
            Window::parse(w)
                .ok_or_else(|| Refusal::invalid(format!("window={w}: expected 12m, 3m, 1m or point.")))
        });
        let window = window.transpose()?;
        let procedure = parvis_catalog::by_slug(db, &id)?.ok_or_else(Refusal::not_found)?;
        if procedure.slug != id {
            let query = raw.as_ref().map_or_else(String::new, |raw| format!("?{raw}"));
            let to = format!("/api/v1/procedures/{}/measurements{query}", procedure.slug);
            return Ok(Redirect::permanent(&to).into_response());
        }
        let (readings, gaps) = parvis_measures::history(db, procedure.id)?;
        let wanted = |of: &str, w: &str| {
            indicator.is_none_or(|i| i == of) && window.is_none_or(|asked| asked.as_str() == w)
        };
        let measurements = readings.iter().filter(|r| wanted(&r.indicator, r.window.as_str()));
        let gaps = gaps.iter().filter(|g| wanted(&g.indicator, &g.period));
        let answer = MeasurementsAnswer {
            procedure: procedure.slug,
            measurements: measurements.map(ReadingAnswer::from).collect(),
            gaps: gaps.map(GapAnswer::from).collect(),
        };
        json(&answer, Freshness::Minute)
    })
    .await
}

/// The indicators: questions, limits, methods.
#[utoipa::path(get, path = "/api/v1/indicators", operation_id = "listIndicators",
    responses((status = 200, description = "The indicators", body = Vec<IndicatorAnswer>)))]
pub(super) async fn indicators() -> Answer {
    let all: Vec<IndicatorAnswer> = Indicators::standard().public().map(IndicatorAnswer::from).collect();
    json(&all, Freshness::Day)
}
