//! What changes against the edition published before, each line of which leads to its cell.

use parvis_accounts::http::{Answer, Cx, Reply};
use parvis_measures::Indicators;
use parvis_ui::{Block, Cell, Table};

use super::{DIFFERENCES, edition_of, to_line, under_edition};
use crate::edition::{Cell as Measured, Difference};
use crate::format;
use crate::service;

fn value(cx: &Cx<'_>, indicator: Option<&str>, cell: Option<&Measured>) -> String {
    let (Some(indicator), Some(cell)) = (indicator.and_then(|slug| Indicators::standard().get(slug)), cell)
    else {
        return String::new();
    };
    let level = format::level(cx.words, cell.level);
    match format::value(cx.words, indicator, cell) {
        Some(shown) => format!("{shown} ({level})"),
        None => level,
    }
}

pub fn show(cx: &Cx<'_>) -> Answer {
    let edition = edition_of(cx)?;
    let slug = edition.slug.as_str();
    let (before, all) = cx.read(|db| service::diff(db, slug, None))?;
    let row = |one: &Difference| {
        let indicator = one.indicator.as_deref();
        let name = indicator.and_then(|slug| Indicators::standard().get(slug));
        let name = name.map(|i| i.name.get(cx.locale()).to_owned()).unwrap_or_default();
        vec![
            to_line(cx, slug, &one.procedure, &one.name),
            Cell::text(name),
            Cell::text(cx.t(&format!("review-change-{}", one.change.as_str().replace('_', "-")))),
            Cell::text(value(cx, indicator, one.before.as_ref())),
            Cell::text(value(cx, indicator, one.after.as_ref())),
        ]
    };
    let columns = ["review-procedure", "review-indicator", "review-change", "review-before", "review-after"];
    let table = Table {
        id: "ecarts".into(),
        caption: cx.words.a("review-differences-caption", "n", all.len()),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("review-differences-none"),
    };
    let title = cx.words.a("review-differences-of", "name", slug);
    let frame = cx.frame(&title, DIFFERENCES.address(&[slug]));
    let frame = under_edition(cx, frame, slug).under(cx.t("review-differences"), "");
    let lead = match before {
        Some(before) => cx.words.a("review-against", "name", before),
        None => cx.t("review-first"),
    };
    Ok(Reply::page(cx.page(frame, vec![Block::Table(table)]).led(lead)))
}
