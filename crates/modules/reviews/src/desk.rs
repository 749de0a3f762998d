//! The pages of whoever answers for a procedure: its surveys, their buttons, the figures, what people wrote.

mod button;
mod dashboard;
mod enter;
mod export;
mod forms;
mod keys;
mod opinions;
mod settings;
mod words;

use parvis_accounts::http::{Cx, Paths, Routes};
use parvis_ui::Frame;

use crate::links;
use crate::service::forms::Held;

pub fn routes(routes: Routes) -> Routes {
    let routes = keys::routes(export::routes(routes));
    enter::routes(button::routes(opinions::routes(settings::routes(dashboard::routes(forms::routes(
        routes,
    ))))))
}

/// The frame of a page under the list of surveys.
fn frame(cx: &Cx<'_>, title: &str, paths: Paths) -> Frame {
    cx.frame(title, paths.address(&[]))
        .under(cx.t("reviews-title"), links::FORMS.to(cx.locale(), &[]))
        .under(title.to_owned(), paths.to(cx.locale(), &[]))
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
