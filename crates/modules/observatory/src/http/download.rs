//! Files: a view as a table, the canonical form, badges.

use axum::extract::{Extension, Path, RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use parvis_charts::Badge;
use parvis_export::{Cell as Out, Column, Format, Sheet};
use parvis_i18n::Words;
use parvis_kernel::Locale;
use parvis_measures::{Indicator, Indicators, Level};
use parvis_web::{Framing, Freshness};
use std::sync::Arc;

use super::pages::{edition_of, latest_of, read_view};
use super::{App, Refusal, work};
use crate::browse::{Row, View};
use crate::edition::Edition;
use crate::views::{CellView, tone};
use crate::{format, links, store};

type Answer = Result<Response, Refusal>;

fn file(body: Vec<u8>, kind: &str, freshness: Freshness) -> Answer {
    let mut response = body.into_response();
    let kind = HeaderValue::from_str(kind).map_err(|_| Refusal::not_found())?;
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response.extensions_mut().insert(freshness);
    Ok(response)
}

/// A view of an edition as CSV, ODS, XLSX or JSON: all its pages, in its order.
pub(super) async fn view(
    State(app): State<Arc<App>>,
    Extension(locale): Extension<Locale>,
    Path((slug, name)): Path<(String, String)>,
    RawQuery(raw): RawQuery,
) -> Answer {
    work(app, locale, move |cx, db| {
        let format = name.rsplit_once('.').and_then(|(_, ext)| Format::from_extension(ext));
        let format = format.ok_or_else(Refusal::not_found)?;
        if !links::download(cx.locale(), &slug, format.extension(), "").ends_with(&name) {
            return Err(Refusal::not_found());
        }
        let edition = edition_of(&cx.published, &slug)?;
        let view = read_view(cx, raw.as_deref())?;
        let index = cx.shelf().index(db, &slug)?;
        let places = index.select(&view).map_err(|bad| Refusal::view(&cx.words, &bad))?;
        let rows = cx.shelf().rows(db, &slug, &index, &places)?;
        let columns = shown(&view, index.columns());
        let sheet = sheet(
            &cx.words,
            edition,
            &columns,
            &rows,
            &cx.site().absolute(&links::edition(cx.locale(), &slug)),
        );
        let mut response =
            file(parvis_export::write(format, &sheet)?, format.media_type(), Freshness::Immutable)?;
        let name = format!("attachment; filename=\"parvis-{slug}.{}\"", format.extension());
        if let Ok(name) = HeaderValue::from_str(&name) {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
        }
        Ok(response)
    })
    .await
}

fn shown(view: &View, columns: &[usize]) -> Vec<(usize, &'static Indicator)> {
    let all = Indicators::standard().public().enumerate();
    all.filter(|(at, i)| {
        if view.indicators.is_empty() { columns.contains(at) } else { view.indicators.contains(&i.slug) }
    })
    .collect()
}

/// Each indicator gives its level in words and by code, its raw value, n, interval, date, source and method: the
/// five kinds of absence stay apart, and 0 is a number.
fn sheet(
    words: &Words,
    edition: &Edition,
    columns: &[(usize, &'static Indicator)],
    rows: &[Arc<Row>],
    address: &str,
) -> Sheet {
    let locale = words.locale();
    let column = |key: String, title: String| Column { key, title };
    let fixed = ["procedure", "name", "organisation", "ministry", "audience", "theme", "address"];
    let mut heads: Vec<Column> =
        fixed.iter().map(|k| column((*k).to_owned(), words.t(&format!("column-{k}")))).collect();
    let parts = ["grade", "value", "n", "low", "high", "too_close", "suspect", "as_of", "source", "method"];
    for (_, indicator) in columns {
        let name = indicator.name.get(locale);
        heads.extend(parts.iter().map(|part| {
            let title = format!("{name} – {}", words.t(&format!("column-{}", part.replace('_', "-"))));
            column(format!("{}_{part}", indicator.slug), title)
        }));
    }
    let text = |t: &Option<String>| t.clone().map_or(Out::Empty, Out::Text);
    let number = |v: Option<f64>| v.map_or(Out::Empty, Out::Number);
    let body = rows.iter().map(|row| {
        let l = &row.line;
        let audience = if l.audiences.is_empty() { Out::Empty } else { Out::Text(l.audiences.join("|")) };
        let mut cells = vec![
            Out::Text(l.procedure.clone()),
            Out::Text(l.name.clone()),
            text(&l.administration),
            text(&l.ministry),
            audience,
            text(&l.theme),
            text(&l.address),
        ];
        for (at, _) in columns {
            let Some(cell) = row.cells[*at].as_ref() else {
                cells.push(Out::Text(Level::NoData.as_str().to_owned()));
                cells.extend((1..parts.len()).map(|_| Out::Empty));
                continue;
            };
            cells.push(Out::Text(cell.level.as_str().to_owned()));
            cells.push(cell.value.map_or_else(|| text(&cell.choice), Out::Number));
            cells.push(cell.n.map_or(Out::Empty, |n| Out::Integer(i64::from(n))));
            cells.extend([number(cell.low), number(cell.high)]);
            cells.extend([cell.too_close, cell.suspect].map(|b| Out::Integer(i64::from(b))));
            cells.push(Out::Date(cell.as_of.to_string()));
            cells.extend([&cell.source, &cell.method].map(|t| Out::Text(t.to_string())));
        }
        cells
    });
    Sheet {
        name: edition.slug.clone(),
        title: words.a("edition-title", "month", words.month(edition.month())),
        columns: heads,
        notes: vec![
            address.to_owned(),
            words.a("export-checksum", "checksum", &edition.checksum),
            words.t("export-levels"),
            words.t("export-raw"),
        ],
        rows: body.collect(),
    }
}

/// The canonical form, whose SHA-256 is the checksum of the edition.
pub(super) async fn canonical(State(app): State<Arc<App>>, Path(name): Path<String>) -> Answer {
    work(app, Locale::Fr, move |cx, db| {
        let slug = name.strip_suffix(".jsonl").ok_or_else(Refusal::not_found)?;
        let edition = edition_of(&cx.published, slug)?;
        let mut body = serde_json::to_vec(&edition.header).map_err(crate::ObservatoryError::from)?;
        body.push(b'\n');
        for (_, line) in store::line_texts(db, slug)? {
            body.extend_from_slice(line.as_bytes());
            body.push(b'\n');
        }
        file(body, "application/jsonl; charset=utf-8", Freshness::Immutable)
    })
    .await
}

/// The badge of one indicator of one procedure, made to be shown on its own site.
pub(super) async fn badge(
    State(app): State<Arc<App>>,
    Extension(locale): Extension<Locale>,
    Path((slug, name)): Path<(String, String)>,
) -> Answer {
    work(app, locale, move |cx, _| {
        let words = &cx.words;
        let indicator = name.strip_suffix(".svg").unwrap_or("");
        let found = Indicators::standard().public().enumerate().find(|(_, i)| i.slug == indicator);
        let (at, indicator) = found.ok_or_else(Refusal::not_found)?;
        let edition = latest_of(&cx.published)?;
        let book = cx.shelf().latest()?;
        let row = book.row(&slug).ok_or_else(Refusal::not_found)?;
        let cell = row.cells[at].as_ref();
        let view = CellView::new(words, indicator, cell);
        let level = cell.map_or(Level::NoData, |c| c.level);
        let value = match (&view.value, level) {
            (Some(value), Level::Green | Level::Amber | Level::Red | Level::Blue | Level::Ungraded) => {
                value.clone()
            }
            _ => view.level.clone(),
        };
        let desc = words.with(
            "badge-desc",
            &[
                ("procedure", (&row.line.name).into()),
                ("indicator", (&view.label).into()),
                ("value", value.as_str().into()),
                ("level", format::level(words, level).into()),
                ("month", words.month(edition.month()).into()),
            ],
        );
        let badge = Badge {
            id: format!("badge-{}", indicator.slug),
            label: view.label,
            value,
            tone: tone(level),
            desc,
        };
        let mut response = file(badge.svg().into_bytes(), "image/svg+xml", Freshness::Minute)?;
        response.extensions_mut().insert(Framing::Embeddable);
        Ok(response)
    })
    .await
}
