use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Reply, paths};
use parvis_accounts::service::{own, reset};
use parvis_ui::{Block, Field, Form, Tone};

use super::{code, code_field, frame, new_password};

fn forgotten_form(cx: &Cx<'_>) -> Form {
    Form::new("oubli", paths::FORGOTTEN.to(cx.locale(), &[]), cx.t("forgotten-submit")).field(Field::email(
        "email",
        cx.t("door-email"),
        "username",
    ))
}

fn forgotten_page(cx: &Cx<'_>, block: Block) -> Reply {
    Reply::page(
        cx.page(frame(cx, paths::FORGOTTEN, "forgotten-title"), vec![block]).led(cx.t("forgotten-lead")),
    )
}

pub fn forgotten(cx: &Cx<'_>) -> Answer {
    Ok(forgotten_page(cx, Block::Form(forgotten_form(cx))))
}

pub fn ask(cx: &Cx<'_>) -> Answer {
    let asked = cx.write(|db| reset::ask(db, &cx.desk.means, &cx.by, cx.fields.get("email"), cx.locale()));
    Ok(match asked {
        Ok(()) => {
            let (title, text) = (cx.t("forgotten-sent"), cx.t("forgotten-sent-text"));
            forgotten_page(cx, Block::Alert { tone: Tone::Success, title, text })
        }
        Err(error) => forgotten_page(cx, Block::Form(cx.again(forgotten_form(cx), error)?)),
    })
}

fn form(cx: &Cx<'_>) -> Form {
    let [password, again] = new_password(cx);
    Form::new("mot-de-passe", paths::RESET.to(cx.locale(), &[]), cx.t("reset-submit"))
        .field(code_field(cx))
        .field(password)
        .field(again)
}

fn page(cx: &Cx<'_>, form: Form) -> Reply {
    Reply::page(
        cx.page(frame(cx, paths::RESET, "reset-title"), vec![Block::Form(form)]).led(cx.t("reset-lead")),
    )
}

pub fn show(cx: &Cx<'_>) -> Answer {
    cx.read(|db| reset::asked(db, code(cx), cx.now()))?;
    Ok(page(cx, form(cx)))
}

pub fn reset(cx: &Cx<'_>) -> Answer {
    let agent = cx.read(|db| reset::asked(db, code(cx), cx.now()))?;
    let email = agent.email.as_ref().map(ToString::to_string).unwrap_or_default();
    let means = &cx.desk.means;
    let done = own::prepare(means, cx.fields.raw("password"), cx.fields.raw("again"), &[&agent.name, &email])
        .and_then(|hash| cx.write(|db| reset::reset(db, means, &cx.by, code(cx), &hash)));
    match done {
        Ok(_) => Ok(cx.done(&paths::SIGN_IN.to(cx.locale(), &[]), "password")),
        Err(error @ AccountsError::Spent) => Err(error.into()),
        Err(error) => Ok(page(cx, cx.again(form(cx), error)?)),
    }
}
