//! Who waits for an answer, and answering.

use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Field, Form, Link, Table};

use super::{frame_of, frame_under, words};
use crate::links;
use crate::model::{self, FollowUp, Opinion};
use crate::service::follow;
use crate::service::forms::Held;

pub fn routes(routes: Routes) -> Routes {
    let answer = Policy::Needs(Permission::ReviewAnswer);
    routes.page(links::WAITING, answer, list).page(links::ANSWER, answer, show).act(
        links::ANSWER,
        answer,
        send,
    )
}

fn list(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let answered = cx.query.get("repondus").is_some();
    let (held, all) = cx.read(|db| follow::list(db, &cx.by, id, answered))?;
    let row = |(one, opinion): &(FollowUp, Opinion)| {
        vec![
            Cell::link(comment(cx, opinion), links::ANSWER.to(cx.locale(), &[&one.opinion.to_string()])),
            words::face(cx, opinion),
            Cell::text(cx.words.date(one.asked_at)),
            Cell::text(one.answered_at.map(|at| cx.words.date(at)).unwrap_or_default()),
            words::answer(cx, one),
        ]
    };
    let columns =
        ["reviews-comment", "reviews-face", "reviews-asked", "reviews-answered", "reviews-answer-state"];
    let table = Table {
        id: "attentes".into(),
        caption: cx.t(if answered { "reviews-answered-caption" } else { "reviews-waiting-caption" }),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t(if answered { "reviews-answered-none" } else { "reviews-waiting-none" }),
    };
    let here = links::WAITING.to(cx.locale(), &[cx.part("id")]);
    let other = if answered {
        Link::new(cx.t("reviews-waiting-title"), here)
    } else {
        Link::new(cx.t("reviews-answered-title"), format!("{here}?repondus=1"))
    };
    let title = cx.t("reviews-waiting-title");
    let blocks = vec![Block::Table(table), Block::Links(vec![other])];
    let page = cx.page(frame_of(cx, &held, &title, links::WAITING), blocks);
    Ok(Reply::page(page.led(cx.t("reviews-waiting-lead"))))
}

fn comment(cx: &Cx<'_>, opinion: &Opinion) -> String {
    opinion.verbatim.clone().unwrap_or_else(|| cx.t("reviews-no-comment"))
}

fn form(cx: &Cx<'_>) -> Form {
    Form::new("reponse", links::ANSWER.to(cx.locale(), &[cx.part("id")]), cx.t("reviews-reply-send"))
        .field(Field::area("text", cx.t("reviews-reply")).hinted(cx.t("reviews-reply-hint")))
}

type Found = (Held, Opinion, FollowUp, Vec<model::Reply>);

fn page(cx: &Cx<'_>, found: &Found, form: Form) -> Reply {
    let (held, opinion, one, replies) = found;
    let title = cx.t("reviews-answer-title");
    let list = ("reviews-waiting-title", links::WAITING);
    let frame = frame_under(cx, held, list, &title, (links::ANSWER, cx.part("id")));
    let mut blocks = vec![
        Block::Facts(vec![
            (cx.t("reviews-day"), Cell::text(cx.words.date(opinion.created_at))),
            (cx.t("reviews-face"), words::face(cx, opinion)),
            (cx.t("reviews-tongue"), Cell::text(opinion.tongue.name())),
            (cx.t("reviews-answer-state"), words::answer(cx, one)),
        ]),
        Block::Heading(cx.t("reviews-comment")),
        Block::Text(comment(cx, opinion)),
    ];
    for reply in replies {
        blocks.push(Block::Heading(cx.words.a("reviews-reply-of", "day", cx.words.date(reply.at))));
        blocks.push(Block::Text(reply.text.clone()));
    }
    blocks.push(Block::Form(form));
    Reply::page(cx.page(frame, blocks).led(cx.t("reviews-answer-lead")))
}

fn show(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let found = cx.read(|db| follow::one(db, &cx.by, id))?;
    Ok(page(cx, &found, form(cx)))
}

fn send(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    match cx.write(|db| follow::answer(db, &cx.desk.means, &cx.by, id, cx.fields.get("text"))) {
        Ok(form) => Ok(cx.done(&links::WAITING.to(cx.locale(), &[&form.to_string()]), "reviews-answered")),
        Err(error) => {
            let again = cx.again(form(cx), error)?;
            let found = cx.read(|db| follow::one(db, &cx.by, id))?;
            Ok(page(cx, &found, again))
        }
    }
}
