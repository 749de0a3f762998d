//! The quotes of a survey: to be read, printed, or taken along as text.

use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Link, Table};

use super::{frame_of, words};
use crate::links;
use crate::model::{Opinion, Quote};
use crate::service::quotes;

pub fn routes(routes: Routes) -> Routes {
    let read = Policy::Needs(Permission::ReviewRead);
    routes.page(links::QUOTES, read, show).page(links::QUOTES_TEXT, read, text).act(
        links::UNQUOTE,
        Policy::Needs(Permission::ReviewAnswer),
        remove,
    )
}

/// The month alone: a day may tell who wrote.
fn month(cx: &Cx<'_>, one: &Opinion) -> String {
    cx.words.month(one.day().month())
}

fn show(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let (held, all) = cx.read(|db| quotes::list(db, &cx.by, id))?;
    let may = cx.by.actor.may(Permission::ReviewAnswer, &held.about.place, cx.now());
    let action = links::UNQUOTE.to(cx.locale(), &[cx.part("id")]);
    let row = |(quote, one): &(Quote, Opinion)| {
        let remove = Cell::Button {
            label: cx.t("reviews-quote-remove"),
            about: quote.text.chars().take(60).collect(),
            action: action.clone(),
            values: vec![("quote".into(), quote.id.to_string())],
        };
        let about = cx.t("reviews-quote-of");
        vec![
            Cell::text(cx.words.a("reviews-quoted", "text", quote.text.as_str())),
            words::face(cx, one),
            Cell::text(month(cx, one)),
            Cell::text(words::channel(cx, one.channel)),
            Cell::link(about, links::OPINION.to(cx.locale(), &[&one.id.to_string()])),
            if may { remove } else { Cell::text("") },
        ]
    };
    let columns = [
        "reviews-quote-text",
        "reviews-face",
        "reviews-month",
        "reviews-channel",
        "reviews-quote-opinion",
        "desk-action",
    ];
    let table = Table {
        id: "citations".into(),
        caption: cx.t("reviews-quotes"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("reviews-quotes-none"),
    };
    let mut blocks = vec![Block::Table(table)];
    if !all.is_empty() {
        let file = links::QUOTES_TEXT.to(cx.locale(), &[cx.part("id")]);
        blocks.push(Block::Links(vec![Link::new(cx.t("reviews-quotes-text"), file)]));
    }
    let title = cx.t("reviews-quotes");
    Ok(Reply::page(
        cx.page(frame_of(cx, &held, &title, links::QUOTES), blocks).led(cx.t("reviews-quotes-lead")),
    ))
}

/// The quotes as plain text, one a paragraph, with how it went, the month and the channel.
fn text(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let (held, all) = cx.read(|db| quotes::list(db, &cx.by, id))?;
    let mut text = format!("{}\r\n{}\r\n", held.form.name, cx.t("reviews-quotes"));
    for (quote, one) in &all {
        let said = cx.words.a("reviews-quoted", "text", quote.text.as_str());
        let face = cx.t(&format!("reviews-face-{}", one.answers.satisfaction));
        let about = [face, month(cx, one), words::channel(cx, one.channel)].join(" · ");
        text.push_str(&format!("\r\n{}\r\n({about})\r\n", said.replace('\n', "\r\n")));
    }
    Ok(Reply::file("citations.txt", "text/plain; charset=utf-8", text.into_bytes()))
}

fn remove(cx: &Cx<'_>) -> Answer {
    let quote = cx.field_id("quote").ok_or(Refusal::not_found())?;
    let form = cx.write(|db| quotes::remove(db, &cx.by, quote))?;
    Ok(cx.done(&links::QUOTES.to(cx.locale(), &[&form.to_string()]), "reviews-unquoted"))
}
