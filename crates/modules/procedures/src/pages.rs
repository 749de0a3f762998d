//! The pages: each is a plain function that reads, asks a use case, and puts pieces one under the other.

mod assess;
mod assessment;
mod criteria;
mod end;
mod evidence;
mod fact;
mod import;
mod list;
mod measures;
mod new;
mod one;
mod owners;
mod reading;

use parvis_accounts::http::{Cx, Paths, Routes};
use parvis_files::Files;
use parvis_ui::{Frame, Table};

use crate::links;
use crate::place::Located;

pub fn routes(routes: Routes, files: &Files) -> Routes {
    let routes = import::routes(new::routes(list::routes(routes)));
    let routes = reading::routes(measures::routes(routes));
    let routes = assessment::routes(assess::routes(criteria::routes(routes), files), files);
    let routes = evidence::routes(routes, files);
    owners::routes(end::routes(fact::routes(one::routes(routes))))
}

/// The frame of a page under the list of procedures.
fn frame(cx: &Cx<'_>, title: &str, paths: Paths, parts: &[&str]) -> Frame {
    cx.frame(title, paths.address(parts))
        .under(cx.t("proc-title"), links::PROCEDURES.to(cx.locale(), &[]))
        .under(title.to_owned(), paths.to(cx.locale(), parts))
}

/// The frame of a page under one procedure.
fn frame_of(cx: &Cx<'_>, one: &Located, title: &str, paths: Paths, parts: &[&str]) -> Frame {
    let slug = one.shown.slug.as_str();
    cx.frame(title, paths.address(parts))
        .under(cx.t("proc-title"), links::PROCEDURES.to(cx.locale(), &[]))
        .under(one.shown.name.clone(), links::PROCEDURE.to(cx.locale(), &[slug]))
        .under(title.to_owned(), paths.to(cx.locale(), parts))
}

fn table(cx: &Cx<'_>, id: &str, caption: String, columns: &[&str], empty: &str) -> Table {
    Table {
        id: id.to_owned(),
        caption,
        columns: columns.iter().map(|key| cx.t(key)).collect(),
        rows: Vec::new(),
        empty: cx.t(empty),
    }
}

/// Rows on a page of a list.
const ROWS: usize = 50;

/// The rows of the page that the address asks for, and the links to the pages before and after it.
fn paged<'a, T>(cx: &Cx<'_>, all: &'a [T], paths: Paths) -> (&'a [T], Vec<parvis_ui::Link>) {
    paged_at(cx, all, &paths.to(cx.locale(), &[]))
}

/// The same, of a list whose address has varying parts.
fn paged_at<'a, T>(cx: &Cx<'_>, all: &'a [T], here: &str) -> (&'a [T], Vec<parvis_ui::Link>) {
    let pages = all.len().div_ceil(ROWS).max(1);
    let page = cx.query.get("page").and_then(|text| text.parse().ok()).unwrap_or(1_usize).clamp(1, pages);
    let from = (page - 1) * ROWS;
    let rows = &all[from.min(all.len())..(from + ROWS).min(all.len())];
    let link = |to: usize, key: &str| {
        let number = to.to_string();
        let kept = cx.query.iter().filter(|(name, _)| !matches!(*name, "page" | "fait"));
        let query = parvis_web::Query::write(kept.chain([("page", number.as_str())]));
        let label = cx.words.with(key, &[("page", to.into()), ("pages", pages.into())]);
        parvis_ui::Link::new(label, format!("{here}{query}"))
    };
    let mut links = Vec::new();
    if page > 1 {
        links.push(link(page - 1, "proc-page-before"));
    }
    if page < pages {
        links.push(link(page + 1, "proc-page-after"));
    }
    (rows, links)
}
