//! Files of opinions: with the very filters of the list, however many there are.

use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_export::{Column, Kind, Layout, StreamFormat};
use parvis_kernel::{ErrorKind, Permission};
use parvis_ui::{Block, Link};
use parvis_web::Query;
use std::sync::Arc;

use super::extras::named;
use super::versions::tongue;
use super::{filters, frame_of};
use crate::download;
use crate::links;
use crate::row::{Subject, columns};
use crate::service::{export, forms};
use crate::shape::Extra;

pub fn routes(routes: Routes) -> Routes {
    routes.page(links::EXPORT, Policy::Needs(Permission::ReviewRead), show)
}

/// What says where a list is rather than what is in it, and what says which file.
const NOT_FILTERS: [&str; 3] = ["avant", "format", "fait"];

fn filters<'c>(cx: &'c Cx<'_>) -> impl Iterator<Item = (&'c str, &'c str)> {
    cx.query.iter().filter(|(name, value)| !NOT_FILTERS.contains(name) && !value.is_empty())
}

/// To the files of the list that is on screen.
pub(super) fn link(cx: &Cx<'_>) -> Link {
    let to = links::EXPORT.to(cx.locale(), &[cx.part("id")]);
    Link::new(cx.t("reviews-export"), format!("{to}{}", Query::write(filters(cx))))
}

fn show(cx: &Cx<'_>) -> Answer {
    match cx.query.get("format") {
        None => choose(cx),
        Some(format) => match StreamFormat::from_extension(format) {
            Some(format) => file(cx, format),
            None => Err(Refusal::because(ErrorKind::Invalid, "reviews-export-format")),
        },
    }
}

fn choose(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let held = cx.read(|db| forms::get(db, &cx.by, id, Permission::ReviewRead))?;
    let here = links::EXPORT.to(cx.locale(), &[cx.part("id")]);
    let format = |format: &StreamFormat| {
        let extension = format.extension();
        let query = Query::write(filters(cx).chain([("format", extension)]));
        Link::new(cx.t(&format!("reviews-export-{extension}")), format!("{here}{query}"))
    };
    let is_filtered = filters(cx).next().is_some();
    let list = links::OPINIONS.to(cx.locale(), &[cx.part("id")]);
    let list = format!("{list}{}", Query::write(filters(cx)));
    let blocks = vec![
        Block::Text(cx.t(if is_filtered { "reviews-export-filtered" } else { "reviews-export-usual" })),
        Block::Links(vec![Link::new(cx.t("reviews-export-list"), list)]),
        Block::Heading(cx.t("reviews-export-choose")),
        Block::Links(StreamFormat::ALL.iter().map(format).collect()),
        Block::Text(cx.t("reviews-export-sheets")),
        Block::Text(cx.t("reviews-export-journal")),
    ];
    let title = cx.t("reviews-export-title");
    Ok(Reply::page(cx.page(frame_of(cx, &held, &title, links::EXPORT), blocks)))
}

/// The title of a column, for people.
fn titled(cx: &Cx<'_>, subject: Subject) -> Column {
    let help = |name: &str| cx.t(&format!("reviews-help-{name}"));
    let title = match subject {
        Subject::Plain(key) => cx.t(&format!("reviews-column-{}", key.replace('_', "-"))),
        Subject::Help(name) => cx.words.a("reviews-column-of-help", "way", help(name)),
        Subject::Reached(contact) => cx.words.a("reviews-column-of-reached", "way", help(contact.as_str())),
        Subject::Quality(contact) => cx.words.a("reviews-column-of-quality", "way", help(contact.as_str())),
    };
    Column { key: subject.key(), title }
}

/// What the identifiers in the column of a question mean.
fn legend(cx: &Cx<'_>, extra: &Extra) -> String {
    let label = |pick| format!("{pick} = {}", extra.pick_label(pick, tongue(cx)).0);
    let picks: Vec<String> = extra.picks().into_iter().map(label).collect();
    let key = format!("extra_{}", extra.id);
    format!("{key} : {}. {}", named(cx, extra), picks.join(" ; ")).trim_end().to_owned()
}

fn file(cx: &Cx<'_>, format: StreamFormat) -> Answer {
    let id = cx.id("id")?;
    let told: Vec<String> = filters(cx).map(|(name, value)| format!("{name}={value}")).collect();
    let told = told.join(" ");
    let wanted = filters::wanted(cx);
    let begun = cx.write(|db| export::begin(db, &cx.by, id, &wanted, &told, format.extension()))?;
    let title = cx.words.a("reviews-export-of", "name", begun.held.form.name.as_str());
    let about = &begun.about;
    let columns = columns().into_iter().map(|(subject, kind)| (titled(cx, subject), kind));
    let own = about.own_columns().map(|(key, extra)| (Column { key, title: named(cx, extra) }, Kind::Text));
    let notes = [
        cx.words.a("reviews-export-note-day", "day", cx.words.date(cx.now())),
        cx.words.a("reviews-export-note-filters", "filters", if told.is_empty() { "–" } else { &told }),
        cx.t("reviews-export-note-masked"),
    ];
    let layout = Layout {
        name: cx.t("reviews-title"),
        columns: columns.chain(own).collect(),
        notes: notes.into_iter().chain(about.extras.iter().map(|extra| legend(cx, extra))).collect(),
        title,
    };
    let name = format!("avis-{}-{}", begun.held.about.procedure.slug, cx.now().day());
    let desk = cx.desk;
    let answer =
        download::answer(&desk.pool, Arc::clone(&desk.clock), cx.by.clone(), begun, (format, layout), &name);
    answer.map(Reply::made).map_err(|error| {
        tracing::error!(%error, "an export could not begin");
        Refusal::new(ErrorKind::Unavailable)
    })
}
