//! The pages behind the door: each is a plain function that reads, asks a use case, and puts pieces one under the other.

mod audits;
mod export;
mod findings;
mod list;
mod one;

use parvis_accounts::http::{Cx, Paths, Routes};
use parvis_places::Located;
use parvis_ui::{Frame, Table};

use crate::links;

pub fn routes(routes: Routes) -> Routes {
    audits::routes(export::routes(findings::routes(one::routes(list::routes(routes)))))
}

/// The frame of a page under one procedure.
fn frame_of(cx: &Cx<'_>, about: &Located, title: &str, paths: Paths, parts: &[&str]) -> Frame {
    let slug = about.shown.slug.as_str();
    cx.frame(title, paths.address(parts))
        .under(cx.t("probes-title"), links::PROBES.to(cx.locale(), &[]))
        .under(about.shown.name.clone(), links::PROCEDURE.to(cx.locale(), &[slug]))
        .under(title.to_owned(), paths.to(cx.locale(), parts))
}

fn table(cx: &Cx<'_>, id: &str, caption: &str, columns: &[&str], empty: &str) -> Table {
    Table {
        id: id.to_owned(),
        caption: cx.t(caption),
        columns: columns.iter().map(|key| cx.t(key)).collect(),
        rows: Vec::new(),
        empty: cx.t(empty),
    }
}
