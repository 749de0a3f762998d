//! The pages.

use askama::Template;
use axum::extract::{Extension, Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use parvis_kernel::Locale;
use parvis_web::{Freshness, Query};
use std::sync::Arc;

use super::{App, Context, Refusal, work};
use crate::browse::{BadView, View};
use crate::edition::{Edition, difference as differences};
use crate::links;
use crate::shelf::Published;
use crate::views::{self, ErratumView};

type Shared = State<Arc<App>>;
type Answer = Result<Response, Refusal>;

/// A page, kept in memory until something is published.
fn page(template: &impl Template) -> Answer {
    let mut response = Html(template.render()?).into_response();
    response.extensions_mut().insert(Freshness::Minute);
    Ok(response)
}

/// The latest edition, or "not found" before the first.
pub(super) fn latest_of(published: &Published) -> Result<&Edition, Refusal> {
    published.latest().ok_or_else(Refusal::not_found)
}

pub(super) fn edition_of<'p>(published: &'p Published, slug: &str) -> Result<&'p Edition, Refusal> {
    published.edition(slug).ok_or_else(Refusal::not_found)
}

pub(super) async fn choose_language(State(app): Shared, headers: HeaderMap) -> Response {
    let wish = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let to = links::home(Locale::negotiate(wish, &app.shelf.published().site.languages));
    ([(header::VARY, "accept-language")], Redirect::temporary(&to)).into_response()
}

pub(super) async fn nowhere() -> StatusCode {
    StatusCode::NOT_FOUND
}

pub(super) async fn home(State(app): Shared, Extension(locale): Extension<Locale>) -> Answer {
    work(app, locale, |cx, _| {
        let Some(edition) = cx.published.latest() else {
            return page(&views::EmptyPage::new(cx.site(), &cx.words));
        };
        page(&views::HomePage::new(cx.site(), &cx.words, &cx.published, edition))
    })
    .await
}

pub(super) async fn latest(State(app): Shared, Extension(locale): Extension<Locale>) -> Answer {
    let published = app.shelf.published();
    let to = links::edition(locale, &latest_of(&published)?.slug);
    Ok(Redirect::temporary(&to).into_response())
}

pub(super) async fn edition(
    State(app): Shared,
    Extension(locale): Extension<Locale>,
    Path(slug): Path<String>,
    RawQuery(raw): RawQuery,
) -> Answer {
    work(app, locale, move |cx, db| {
        let edition = edition_of(&cx.published, &slug)?;
        let view = read_view(cx, raw.as_deref())?;
        let index = cx.shelf().index(db, &slug)?;
        let selected = index.select(&view).map_err(|bad| Refusal::view(&cx.words, &bad))?;
        let last = selected.len().div_ceil(View::PAGE).max(1);
        if view.page > last {
            return Err(Refusal::view(&cx.words, &BadView::Page(view.page, last)));
        }
        let errata = cx.published.errata_of(&slug).map(|e| ErratumView::new(&cx.words, e)).collect();
        let before = cx.published.before(edition);
        let from = (view.page - 1) * View::PAGE;
        let places = &selected[from..(from + View::PAGE).min(selected.len())];
        let rows = cx.shelf().rows(db, &slug, &index, places)?;
        let count = selected.len();
        let shown = views::Shown { edition, before, errata, index: &index, view: &view, count, rows: &rows };
        page(&views::EditionPage::new(cx.site(), &cx.words, shown))
    })
    .await
}

/// Reads the view that a query asks for.
pub(super) fn read_view(cx: &Context, raw: Option<&str>) -> Result<View, Refusal> {
    let query = Query::parse(raw).map_err(|bad| Refusal::query(&cx.words, &bad))?;
    View::parse(&query, parvis_measures::Indicators::standard()).map_err(|bad| Refusal::view(&cx.words, &bad))
}

pub(super) async fn procedure(
    State(app): Shared,
    Extension(locale): Extension<Locale>,
    Path(slug): Path<String>,
) -> Answer {
    let now = app.clock.now();
    work(app, locale, move |cx, db| {
        let edition = latest_of(&cx.published)?;
        let procedure = parvis_catalog::by_slug(db, &slug)?.ok_or_else(Refusal::not_found)?;
        if procedure.slug != slug {
            // A number it has or had: the page has one address.
            let to = links::procedure(cx.locale(), &procedure.slug);
            return Ok(Redirect::permanent(&to).into_response());
        }
        let book = cx.shelf().latest()?;
        let (readings, gaps) = parvis_measures::history(db, procedure.id)?;
        let errata = cx.published.errata.iter().filter(|e| e.procedure.as_deref() == Some(slug.as_str()));
        let errata = errata.map(|e| ErratumView::new(&cx.words, e)).collect();
        let known = views::Known {
            edition,
            procedure: &procedure,
            row: book.row(&slug),
            readings: &readings,
            gaps: &gaps,
            errata,
            elsewhere: cx.elsewhere().links(db, procedure.id, &procedure.slug, cx.locale()),
            now,
        };
        page(&views::ProcedurePage::new(cx.site(), &cx.words, known))
    })
    .await
}

pub(super) async fn groups(State(app): Shared, Extension(locale): Extension<Locale>) -> Answer {
    work(app, locale, |cx, _| page(&views::GroupsPage::new(cx.site(), &cx.words, latest_of(&cx.published)?)))
        .await
}

pub(super) async fn group(
    State(app): Shared,
    Extension(locale): Extension<Locale>,
    Path((dimension, key)): Path<(String, String)>,
    RawQuery(raw): RawQuery,
) -> Answer {
    work(app, locale, move |cx, _| {
        let dimension = links::dimension(cx.locale(), &dimension).ok_or_else(Refusal::not_found)?;
        let edition = latest_of(&cx.published)?;
        let groups = edition.summary.groups.get(&dimension).ok_or_else(Refusal::not_found)?;
        let group = groups.get(&key).ok_or_else(Refusal::not_found)?;
        let query = Query::parse(raw.as_deref()).map_err(|bad| Refusal::query(&cx.words, &bad))?;
        if let Some(name) = query.unknown(&["with"]) {
            return Err(Refusal::view(&cx.words, &BadView::Parameter(name.to_owned())));
        }
        let other = match query.get("with") {
            Some(with) => {
                let found = groups.get_key_value(with);
                let bad = || Refusal::view(&cx.words, &BadView::Value("with", with.to_owned()));
                Some(found.map(|(key, group)| (key.as_str(), group)).ok_or_else(bad)?)
            }
            None => None,
        };
        let book = cx.shelf().latest()?;
        let members = book.group(dimension, &key).ok_or_else(Refusal::not_found)?;
        let before = cx.published.before(edition);
        let compared = views::Compared {
            edition,
            before,
            dimension,
            key: &key,
            group,
            other,
            book: &book,
            members: &members,
        };
        page(&views::GroupPage::new(cx.site(), &cx.words, &compared))
    })
    .await
}

pub(super) async fn indicators(State(app): Shared, Extension(locale): Extension<Locale>) -> Answer {
    work(app, locale, |cx, _| {
        page(&views::IndicatorsPage::new(cx.site(), &cx.words, latest_of(&cx.published)?))
    })
    .await
}

pub(super) async fn indicator(
    State(app): Shared,
    Extension(locale): Extension<Locale>,
    Path(slug): Path<String>,
) -> Answer {
    work(app, locale, move |cx, _| {
        let indicator = parvis_measures::Indicators::standard().get(&slug).filter(|i| i.public);
        let indicator = indicator.ok_or_else(Refusal::not_found)?;
        let edition = latest_of(&cx.published)?;
        let book = cx.shelf().latest()?;
        page(&views::IndicatorPage::new(cx.site(), &cx.words, indicator, &cx.published, edition, &book))
    })
    .await
}

/// The archive; with `?edition=…&avec=…` it leads to the difference of the two that were chosen.
pub(super) async fn archive(
    State(app): Shared,
    Extension(locale): Extension<Locale>,
    RawQuery(raw): RawQuery,
) -> Answer {
    work(app, locale, move |cx, _| {
        let query = Query::parse(raw.as_deref()).map_err(|bad| Refusal::query(&cx.words, &bad))?;
        if let Some(name) = query.unknown(&["edition", "with"]) {
            return Err(Refusal::view(&cx.words, &BadView::Parameter(name.to_owned())));
        }
        if let (Some(one), Some(two)) = (query.get("edition"), query.get("with")) {
            let (one, two) = (edition_of(&cx.published, one)?, edition_of(&cx.published, two)?);
            let (after, before) = if one.as_of >= two.as_of { (one, two) } else { (two, one) };
            let to = links::difference(cx.locale(), &after.slug, &before.slug);
            return Ok(Redirect::temporary(&to).into_response());
        }
        page(&views::ArchivePage::new(cx.site(), &cx.words, &cx.published))
    })
    .await
}

pub(super) async fn difference(
    State(app): Shared,
    Extension(locale): Extension<Locale>,
    Path((slug, before)): Path<(String, String)>,
) -> Answer {
    work(app, locale, move |cx, db| {
        let (edition, before) = (edition_of(&cx.published, &slug)?, edition_of(&cx.published, &before)?);
        let (old, new) = (cx.shelf().lines(db, &before.slug)?, cx.shelf().lines(db, &edition.slug)?);
        let all = differences(&old, &new, parvis_measures::Indicators::standard());
        page(&views::DifferencePage::new(cx.site(), &cx.words, edition, before, &all))
    })
    .await
}

pub(super) async fn errata(State(app): Shared, Extension(locale): Extension<Locale>) -> Answer {
    work(app, locale, |cx, _| page(&views::ErrataPage::new(cx.site(), &cx.words, &cx.published))).await
}

pub(super) async fn method(State(app): Shared, Extension(locale): Extension<Locale>) -> Answer {
    work(app, locale, |cx, _| page(&views::MethodPage::new(cx.site(), &cx.words))).await
}

pub(super) async fn data(State(app): Shared, Extension(locale): Extension<Locale>) -> Answer {
    work(app, locale, |cx, _| page(&views::DataPage::new(cx.site(), &cx.words, &cx.published))).await
}

pub(super) async fn interface(State(app): Shared, Extension(locale): Extension<Locale>) -> Answer {
    work(app, locale, |cx, _| {
        let document = serde_json::to_value(super::openapi()).unwrap_or_default();
        page(&views::InterfacePage::new(cx.site(), &cx.words, &document))
    })
    .await
}

pub(super) async fn accessibility(State(app): Shared, Extension(locale): Extension<Locale>) -> Answer {
    work(app, locale, |cx, _| page(&views::AccessibilityPage::new(cx.site(), &cx.words))).await
}

pub(super) async fn legal(State(app): Shared, Extension(locale): Extension<Locale>) -> Answer {
    work(app, locale, |cx, _| page(&views::LegalPage::new(cx.site(), &cx.words))).await
}

pub(super) async fn site_map(State(app): Shared, Extension(locale): Extension<Locale>) -> Answer {
    work(app, locale, |cx, _| {
        let procedures = names(cx)?;
        page(&views::SiteMapPage::new(cx.site(), &cx.words, &cx.published, procedures))
    })
    .await
}

/// The slug and name of every procedure of the latest edition.
pub(super) fn names(cx: &Context) -> Result<Vec<(String, String)>, Refusal> {
    if cx.published.latest().is_none() {
        return Ok(Vec::new());
    }
    let book = cx.shelf().latest()?;
    Ok(book.rows.iter().map(|r| (r.line.procedure.clone(), r.line.name.clone())).collect())
}
