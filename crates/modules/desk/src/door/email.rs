use parvis_accounts::http::{Answer, Cx, Paths, Reply, paths};
use parvis_accounts::service::email::{Step, confirm_at};
use parvis_accounts::token::{self, Kind};
use parvis_ui::{Block, Form, Tone};

use super::{code, code_field, frame};

// A page first, a button then: mail scanners follow links before people do.
fn show(cx: &Cx<'_>, paths: Paths, kind: Kind) -> Answer {
    let (_, to) = cx.read(|db| token::peek(db, code(cx), kind, cx.now()))?;
    let form = Form::new("adresse", paths.to(cx.locale(), &[]), cx.t("email-submit")).field(code_field(cx));
    let text = cx.words.a("email-lead", "to", to);
    Ok(Reply::page(cx.page(frame(cx, paths, "email-title"), vec![Block::Form(form)]).led(text)))
}

fn confirm(cx: &Cx<'_>, paths: Paths, kind: Kind) -> Answer {
    let step = cx.write(|db| confirm_at(db, &cx.by, code(cx), kind))?;
    let (title, text) = match step {
        Step::Half => (cx.t("email-half"), cx.t("email-half-text")),
        Step::Done => (cx.t("email-done"), cx.t("email-done-text")),
    };
    let alert = Block::Alert { tone: Tone::Success, title, text };
    Ok(Reply::page(cx.page(frame(cx, paths, "email-title"), vec![alert])))
}

pub fn before(cx: &Cx<'_>) -> Answer {
    show(cx, paths::EMAIL_BEFORE, Kind::EmailBefore)
}

pub fn confirm_before(cx: &Cx<'_>) -> Answer {
    confirm(cx, paths::EMAIL_BEFORE, Kind::EmailBefore)
}

pub fn after(cx: &Cx<'_>) -> Answer {
    show(cx, paths::EMAIL_AFTER, Kind::EmailAfter)
}

pub fn confirm_after(cx: &Cx<'_>) -> Answer {
    confirm(cx, paths::EMAIL_AFTER, Kind::EmailAfter)
}
