use parvis_accounts::http::{Answer, Cx, Refusal, Reply, paths};
use parvis_accounts::service::requests::{self, NewRequest};
use parvis_accounts::service::spaces;
use parvis_ui::{Block, Field, Form, Tone};

use super::frame;
use crate::words;

fn form(cx: &Cx<'_>) -> Result<Form, Refusal> {
    let mut all = cx.read(spaces::all)?;
    // Spaces that nobody may ask to join are not shown.
    all.retain(|space| !space.settings.domains.is_empty());
    Ok(Form::new("demande", paths::ASK.to(cx.locale(), &[]), cx.t("ask-submit"))
        .field(Field::select("space", cx.t("ask-space"), words::spaces(&all)))
        .field(Field::line("name", cx.t("door-name")))
        .field(Field::email("email", cx.t("door-email"), "email"))
        .field(Field::area("message", cx.t("ask-message")).optional()))
}

fn page(cx: &Cx<'_>, block: Block) -> Reply {
    Reply::page(cx.page(frame(cx, paths::ASK, "ask-title"), vec![block]).led(cx.t("ask-lead")))
}

pub fn show(cx: &Cx<'_>) -> Answer {
    Ok(page(cx, Block::Form(form(cx)?)))
}

pub fn ask(cx: &Cx<'_>) -> Answer {
    let new = NewRequest {
        space: cx.field_id("space"),
        email: cx.fields.get("email").into(),
        name: cx.fields.get("name").into(),
        message: cx.fields.get("message").into(),
    };
    Ok(match cx.write(|db| requests::ask(db, &cx.desk.means, &cx.by, &new)) {
        Ok(()) => {
            let (title, text) = (cx.t("ask-sent"), cx.t("ask-sent-text"));
            page(cx, Block::Alert { tone: Tone::Success, title, text })
        }
        Err(error) => page(cx, Block::Form(cx.again(form(cx)?, error)?)),
    })
}
