use axum::extract::{Path, RawQuery, State};
use parvis_kernel::Locale;
use parvis_measures::{Indicator, Indicators};
use parvis_web::{Freshness, Problem, Query};
use std::sync::Arc;

use super::answers::{
    EditionAnswer, GroupSummary, IndicatorCount, ProcedureAnswer, ProceduresAnswer, SummaryAnswer,
};
use super::{Answer, json};
use crate::browse::View;
use crate::edition::Dimension;
use crate::http::pages::edition_of;
use crate::http::{App, Context, Refusal, work};

/// Most procedures in one answer.
const MOST: usize = 500;

/// The published editions, newest first.
#[utoipa::path(get, path = "/api/v1/editions", operation_id = "listEditions",
    responses((status = 200, description = "The editions", body = Vec<EditionAnswer>)))]
pub(super) async fn list(State(app): State<Arc<App>>) -> Answer {
    work(app, Locale::En, |cx, _| {
        let all: Vec<EditionAnswer> = cx.published.editions.iter().map(|e| answer(cx, e)).collect();
        json(&all, Freshness::Minute)
    })
    .await
}

fn answer(cx: &Context, edition: &crate::edition::Edition) -> EditionAnswer {
    EditionAnswer::new(edition, cx.published.errata_of(&edition.slug).map(Into::into))
}

/// One edition, with its errata.
#[utoipa::path(get, path = "/api/v1/editions/{slug}", operation_id = "getEdition",
    params(("slug" = String, Path, description = "Name of the edition, `2026-08`")),
    responses((status = 200, description = "The edition", body = EditionAnswer),
              (status = 404, description = "There is no such edition", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn one(State(app): State<Arc<App>>, Path(slug): Path<String>) -> Answer {
    work(app, Locale::En, move |cx, _| {
        json(&answer(cx, edition_of(&cx.published, &slug)?), Freshness::Minute)
    })
    .await
}

/// How many procedures reach each goal, over all of them and by group.
#[utoipa::path(get, path = "/api/v1/editions/{slug}/summary", operation_id = "getEditionSummary",
    params(("slug" = String, Path, description = "Name of the edition, `2026-08`"),
           ("by" = Option<String>, Query, pattern = "^(ministry|organisation|department|audience|theme|life_event|territory)$", description = "Group by ministry, organisation, department, audience, theme, life_event or territory")),
    responses((status = 200, description = "The figures", body = SummaryAnswer),
              (status = 400, description = "An unknown parameter or dimension", body = Problem, content_type = "application/problem+json"),
              (status = 404, description = "There is no such edition", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn summary(
    State(app): State<Arc<App>>,
    Path(slug): Path<String>,
    RawQuery(raw): RawQuery,
) -> Answer {
    work(app, Locale::En, move |cx, _| {
        let edition = edition_of(&cx.published, &slug)?;
        let query = read(cx, raw.as_deref(), &["by"])?;
        let indicators: Vec<&Indicator> = Indicators::standard().public().collect();
        let groups = match query.get("by") {
            None => None,
            Some(by) => {
                let dimension = Dimension::parse(by).ok_or_else(|| {
                    let known = Dimension::ALL.iter().map(|d| d.as_str()).collect::<Vec<_>>().join(", ");
                    Refusal::invalid(format!("by={by}: expected one of {known}."))
                })?;
                let groups = edition.summary.groups.get(&dimension).into_iter().flatten();
                let group = |(key, g): (&String, &crate::edition::Group)| {
                    let count = |i: &&Indicator| {
                        IndicatorCount::new(i, g.tallies.get(&i.slug).copied().unwrap_or_default())
                    };
                    GroupSummary::new(key, &g.name, g.procedures, indicators.iter().map(count).collect())
                };
                Some(groups.map(group).collect())
            }
        };
        json(&SummaryAnswer::new(edition, &indicators, groups), Freshness::Immutable)
    })
    .await
}

/// The query, when it holds nothing but `known`.
pub(super) fn read(cx: &Context, raw: Option<&str>, known: &[&str]) -> Result<Query, Refusal> {
    let query = Query::parse(raw).map_err(|bad| Refusal::query(&cx.words, &bad))?;
    match query.unknown(known) {
        Some(name) => {
            Err(Refusal::invalid(format!("{name}: unknown parameter; expected {}.", known.join(", "))))
        }
        None => Ok(query),
    }
}

/// The procedures of an edition, in the order of their ids, with the filters of the pages.
#[utoipa::path(get, path = "/api/v1/editions/{slug}/procedures", operation_id = "listEditionProcedures",
    params(("slug" = String, Path, description = "Name of the edition, `2026-08`"),
           ("cursor" = Option<String>, Query, description = "`next` of the page before"),
           ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "Procedures in the answer: 1 to 500, 100 by default"),
           ("q" = Option<String>, Query, max_length = 200, description = "Words of the name, the organisation, the number or the theme; accents and capitals do not matter"),
           ("ministry" = Option<String>, Query, description = "Key of a ministry; may be repeated, like the others below"),
           ("organisation" = Option<String>, Query, description = "Key of an organisation"),
           ("department" = Option<String>, Query, description = "Key of a department"),
           ("audience" = Option<String>, Query, description = "Key of an audience"),
           ("theme" = Option<String>, Query, description = "Key of a theme"),
           ("life_event" = Option<String>, Query, description = "Key of a life event"),
           ("territory" = Option<String>, Query, description = "Key of a territory"),
           ("indicator" = Option<String>, Query, description = "Slug of an indicator"),
           ("grade" = Option<String>, Query, pattern = "^(green|amber|red|blue|ungraded|too_few|not_applicable|stale|no_data)$", description = "green, amber, red, blue, ungraded, too_few, not_applicable, stale or no_data")),
    responses((status = 200, description = "A page of procedures", body = ProceduresAnswer),
              (status = 400, description = "An unknown parameter, value or cursor", body = Problem, content_type = "application/problem+json"),
              (status = 404, description = "There is no such edition", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn procedures(
    State(app): State<Arc<App>>,
    Path(slug): Path<String>,
    RawQuery(raw): RawQuery,
) -> Answer {
    work(app, Locale::En, move |cx, db| {
        edition_of(&cx.published, &slug)?;
        let query = Query::parse(raw.as_deref()).map_err(|bad| Refusal::query(&cx.words, &bad))?;
        let limit = limit(&query)?;
        let filters = query.iter().filter(|(name, _)| !matches!(*name, "cursor" | "limit"));
        let filters = Query::write(filters);
        let view = Query::parse(filters.strip_prefix('?')).map_err(|bad| Refusal::query(&cx.words, &bad))?;
        if let Some(name) = ["sort", "page"].iter().find(|name| view.get(name).is_some()) {
            return Err(Refusal::invalid(format!("{name}: not here; pages are followed with cursor.")));
        }
        let view =
            View::parse(&view, Indicators::standard()).map_err(|bad| Refusal::view(&cx.words, &bad))?;
        let index = cx.shelf().index(db, &slug)?;
        let wanted = index.wanted(&view).map_err(|bad| Refusal::view(&cx.words, &bad))?;
        let after = query.get("cursor").map(|cursor| {
            let unknown = || Refusal::invalid("cursor: give the `next` of a page of this edition.".into());
            index.position(cursor).ok_or_else(unknown)
        });
        let after = after.transpose()?;
        // Places are in the order of slugs. One more than asked for tells whether there is a next page.
        let places = wanted.ones().filter_map(|at| u32::try_from(at).ok());
        let places = places.skip_while(|at| after.is_some_and(|after| *at <= after));
        let mut places: Vec<u32> = places.take(limit + 1).collect();
        let next = (places.len() > limit).then(|| index.slug(places[limit - 1]).to_owned());
        places.truncate(limit);
        let rows = cx.shelf().rows(db, &slug, &index, &places)?;
        let indicators: Vec<&Indicator> = Indicators::standard().public().collect();
        let procedures = rows.iter().map(|row| ProcedureAnswer::new(row, &indicators)).collect();
        let total = wanted.count_ones(..);
        json(&ProceduresAnswer { edition: slug, total, procedures, next }, Freshness::Immutable)
    })
    .await
}

fn limit(query: &Query) -> Result<usize, Refusal> {
    match query.get("limit").map(str::parse::<usize>) {
        None => Ok(100),
        Some(Ok(limit)) if (1..=MOST).contains(&limit) => Ok(limit),
        Some(_) => Err(Refusal::invalid(format!("limit: expected a whole number from 1 to {MOST}."))),
    }
}
