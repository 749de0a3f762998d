//! The measurements of one procedure.

use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_kernel::Permission;
use parvis_measures::{Indicators, Reading};
use parvis_ui::{Block, Cell};

use super::{frame_of, paged_at, table};
use crate::service::correct::{self, Name};
use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    routes.page(links::MEASURES, Policy::Needs(Permission::MeasureRead), show)
}

/// A reading's value in words; the value alone when its indicator is known no more.
pub fn value(cx: &Cx<'_>, reading: &Reading) -> String {
    match Indicators::standard().get(&reading.indicator) {
        Some(indicator) => words::value(cx, indicator, &reading.value),
        None => crate::service::assess::text(&reading.value),
    }
}

pub fn indicator(cx: &Cx<'_>, slug: &str) -> String {
    let found = Indicators::standard().get(slug);
    found.map_or_else(|| slug.to_owned(), |indicator| indicator.name.get(cx.locale()).to_owned())
}

pub fn n(cx: &Cx<'_>, reading: &Reading) -> String {
    reading.n.map(|n| cx.words.integer(n)).unwrap_or_default()
}

pub fn window(cx: &Cx<'_>, reading: &Reading) -> String {
    cx.t(&format!("meas-window-{}", reading.window))
}

fn show(cx: &Cx<'_>) -> Answer {
    let (one, all) = cx.read(|db| correct::list(db, &cx.by, cx.part("slug")))?;
    let slug = one.shown.slug.as_str();
    let here = links::MEASURES.to(cx.locale(), &[slug]);
    let (rows, pages) = paged_at(cx, &all, &here);
    let columns = [
        "meas-indicator",
        "meas-as-of",
        "proc-value",
        "meas-n",
        "meas-window",
        "meas-source",
        "meas-method",
        "meas-revision",
    ];
    let mut table = table(cx, "mesures", cx.words.a("meas-caption", "n", all.len()), &columns, "meas-none");
    let row = |reading: &Reading| {
        let name = Name::of(reading).to_string();
        let to = links::READING.to(cx.locale(), &[slug, &name]);
        vec![
            Cell::link(indicator(cx, &reading.indicator), to),
            Cell::text(cx.words.day(reading.as_of)),
            Cell::text(value(cx, reading)),
            Cell::text(n(cx, reading)),
            Cell::text(window(cx, reading)),
            Cell::text(reading.source.clone()),
            Cell::text(reading.method.clone()),
            Cell::text(reading.revision.to_string()),
        ]
    };
    table.rows = rows.iter().map(row).collect();
    let mut blocks = vec![Block::Table(table)];
    if !pages.is_empty() {
        blocks.push(Block::Links(pages));
    }
    let title = cx.words.a("meas-title", "name", one.shown.name.as_str());
    let frame = frame_of(cx, &one, &title, links::MEASURES, &[slug]);
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("meas-lead"))))
}

/// The newest reading of each indicator: a summary for the procedure's page.
pub fn summary(cx: &Cx<'_>, all: &[Reading]) -> Block {
    let columns = ["meas-indicator", "proc-value", "meas-n", "meas-as-of", "meas-source"];
    let mut table = table(cx, "dernieres-mesures", cx.t("meas-last"), &columns, "meas-none");
    let last = |slug: &str| all.iter().filter(|r| r.indicator == slug).max_by_key(|r| r.as_of);
    let row = |reading: &Reading| {
        vec![
            Cell::text(indicator(cx, &reading.indicator)),
            Cell::text(value(cx, reading)),
            Cell::text(n(cx, reading)),
            Cell::text(cx.words.day(reading.as_of)),
            Cell::text(reading.source.clone()),
        ]
    };
    table.rows = Indicators::standard().public().filter_map(|i| last(&i.slug)).map(row).collect();
    Block::Table(table)
}
