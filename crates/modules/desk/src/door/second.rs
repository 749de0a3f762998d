use parvis_accounts::http::{Answer, Cx, Refusal, Reply, paths};
use parvis_accounts::model::Level;
use parvis_accounts::service::demo;
use parvis_accounts::service::enter::{self, Second};
use parvis_ui::{Block, Field, Form, Input, Tone};

use super::{entered, frame, sign_in};

fn form(cx: &Cx<'_>) -> Form {
    let one_time = Input::Line { kind: "text", autocomplete: "one-time-code" };
    Form::new("code", paths::SECOND.to(cx.locale(), &[]), cx.t("second-submit"))
        .field(Field::new("code", cx.t("second-code"), one_time).hinted(cx.t("second-code-hint")))
        .field(Field::hidden("retour", sign_in::back(cx).unwrap_or("")))
}

fn recovery(cx: &Cx<'_>) -> Form {
    Form::new("secours", paths::SECOND.to(cx.locale(), &[]), cx.t("second-submit"))
        .field(Field::line("recovery", cx.t("second-recovery")).hinted(cx.t("second-recovery-hint")))
        .field(Field::hidden("retour", sign_in::back(cx).unwrap_or("")))
}

fn page(cx: &Cx<'_>, form: Form, recovery: Form) -> Answer {
    // The second way opens by itself when it was refused.
    let other = if recovery.errors().is_empty() {
        Block::More { summary: cx.t("second-lost"), blocks: vec![Block::Form(recovery)] }
    } else {
        Block::Form(recovery)
    };
    let mut blocks = vec![Block::Form(form), other];
    if cx.desk.site.demo
        && let Some(code) =
            cx.read(|db| demo::code(db, &cx.desk.means, &cx.by, &cx.signed()?.agent).map_err(Refusal::from))?
    {
        let title = cx.words.a("second-demo", "code", code);
        blocks.insert(0, Block::Alert { tone: Tone::Info, title, text: cx.t("second-demo-text") });
    }
    Ok(Reply::page(cx.page(frame(cx, paths::SECOND, "second-title"), blocks).led(cx.t("second-lead"))))
}

pub fn show(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    if signed.session.level == Level::Full {
        return Ok(Reply::to(paths::DESK.to(cx.locale(), &[])));
    }
    if !signed.agent.has_totp {
        return Ok(Reply::to(paths::ENROL.to(cx.locale(), &[])));
    }
    page(cx, form(cx), recovery(cx))
}

pub fn enter(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    let (code, paper) = (cx.fields.get("code"), cx.fields.get("recovery"));
    let second = if paper.is_empty() { Second::Code(code) } else { Second::Recovery(paper) };
    match cx.write(|db| enter::with_second(db, &cx.desk.means, &cx.by, signed, second, &cx.browser)) {
        Ok(begun) => {
            let to = sign_in::back(cx).map_or_else(|| paths::DESK.to(cx.locale(), &[]), str::to_owned);
            Ok(entered(Reply::to(to), &begun))
        }
        Err(error) if paper.is_empty() => page(cx, cx.again(form(cx), error)?, recovery(cx)),
        Err(error) => page(cx, form(cx), cx.again(recovery(cx), error)?),
    }
}
