//! The pages of whoever answers for a procedure: its surveys, their buttons, the figures, what people wrote.

mod alerts;
mod batches;
mod button;
mod compare;
mod dashboard;
mod enter;
mod export;
mod extras;
mod facets;
mod filters;
mod follow;
mod forms;
pub mod hooks;
mod keys;
mod opinion;
mod opinions;
mod quotes;
mod settings;
mod sheet;
mod topics;
mod versions;
mod watch;
mod words;

use parvis_accounts::http::{Cx, Paths, Routes};
use parvis_ui::{Block, Frame};

use crate::links;
use crate::service::forms::Held;

pub fn routes(routes: Routes) -> Routes {
    [
        forms::routes,
        dashboard::routes,
        compare::routes,
        settings::routes,
        versions::routes,
        opinions::routes,
        opinion::routes,
        quotes::routes,
        topics::routes,
        follow::routes,
        button::routes,
        enter::routes,
        batches::routes,
        sheet::routes,
        export::routes,
        keys::routes,
        alerts::routes,
        watch::routes,
    ]
    .into_iter()
    .fold(routes, |routes, add| add(routes))
}

/// A picture in its two widths: one is shown.
fn picture(wide: &str, compact: &str) -> Block {
    let html =
        format!("<div class=\"pv-chart__wide\">{wide}</div><div class=\"pv-chart__compact\">{compact}</div>");
    Block::Picture(html)
}

/// The frame of a page under the list of surveys.
fn frame(cx: &Cx<'_>, title: &str, paths: Paths) -> Frame {
    cx.frame(title, paths.address(&[]))
        .under(cx.t("reviews-title"), links::FORMS.to(cx.locale(), &[]))
        .under(title.to_owned(), paths.to(cx.locale(), &[]))
}

/// The frame of a page of something (`id`) that is under one of the lists of a survey.
fn frame_under(
    cx: &Cx<'_>,
    held: &Held,
    (list, lists): (&str, Paths),
    title: &str,
    (paths, id): (Paths, &str),
) -> Frame {
    let form = held.form.id.to_string();
    cx.frame(title, paths.address(&[id]))
        .under(cx.t("reviews-title"), links::FORMS.to(cx.locale(), &[]))
        .under(held.form.name.clone(), links::FORM.to(cx.locale(), &[&form]))
        .under(cx.t(list), lists.to(cx.locale(), &[&form]))
        .under(title.to_owned(), paths.to(cx.locale(), &[id]))
}

/// The frame of a page under one survey.
fn frame_of(cx: &Cx<'_>, held: &Held, title: &str, paths: Paths) -> Frame {
    let id = held.form.id.to_string();
    let frame = cx
        .frame(title, paths.address(&[&id]))
        .under(cx.t("reviews-title"), links::FORMS.to(cx.locale(), &[]))
        .under(held.form.name.clone(), links::FORM.to(cx.locale(), &[&id]));
    if paths == links::FORM { frame } else { frame.under(title.to_owned(), paths.to(cx.locale(), &[&id])) }
}
