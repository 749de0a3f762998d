//! The letters of a demonstration, which are written to files: whoever tries Parvis reads them here.

use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::{ErrorKind, Permission, Place};
use parvis_mail::Written;
use parvis_ui::{Block, Cell, Table};

use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    let manage = Policy::Needs(Permission::PlatformManage);
    routes.page(links::LETTERS, manage, show).page(links::LETTER, manage, one)
}

/// Letters hold links that open accounts: only the keepers of the platform read them, and nobody where they are sent.
fn written(cx: &Cx<'_>) -> Result<Vec<Written>, Refusal> {
    if !cx.by.actor.may(Permission::PlatformManage, &Place::PLATFORM, cx.now()) {
        return Err(Refusal::not_found());
    }
    let letters = cx.desk.mailer.written().map_err(|error| {
        tracing::error!(%error, "the folder of the letters could not be read");
        Refusal::new(ErrorKind::Unavailable)
    })?;
    letters.ok_or(Refusal::not_found())
}

fn show(cx: &Cx<'_>) -> Answer {
    let row = |letter: &Written| {
        vec![
            Cell::link(letter.subject.clone(), links::LETTER.to(cx.locale(), &[&letter.name])),
            Cell::text(letter.to.clone()),
            Cell::text(words::instant(cx, letter.at)),
        ]
    };
    let all = written(cx)?;
    let table = Table {
        id: "lettres".into(),
        caption: cx.t("letters-caption"),
        columns: ["letters-subject", "letters-to", "letters-at"].map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("letters-none"),
    };
    let plain = |letter: &Written| Block::More {
        summary: format!("{} – {}", letter.subject, letter.to),
        blocks: vec![Block::Code(letter.text.lines().map(str::to_owned).collect())],
    };
    let mut blocks = vec![Block::Table(table)];
    if !all.is_empty() {
        blocks.push(Block::Heading(cx.t("letters-plain")));
        blocks.extend(all.iter().take(20).map(plain));
    }
    let title = cx.t("letters-title");
    let frame = cx
        .frame(&title, links::LETTERS.address(&[]))
        .under(cx.t("jobs-title"), links::JOBS.to(cx.locale(), &[]))
        .under(title.clone(), links::LETTERS.to(cx.locale(), &[]));
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("letters-lead"))))
}

fn one(cx: &Cx<'_>) -> Answer {
    let letter = written(cx)?.into_iter().find(|letter| letter.name == cx.part("lettre"));
    Ok(Reply::letter(letter.ok_or(Refusal::not_found())?.html))
}
