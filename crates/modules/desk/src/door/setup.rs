use parvis_accounts::http::{Answer, Cx, Refusal, Reply, paths};
use parvis_accounts::service::setup::{self, FirstRun};
use parvis_accounts::service::spaces::NewSpace;
use parvis_accounts::service::{enter, own};
use parvis_accounts::{AccountsError, token};
use parvis_ui::{Block, Field, Form};

use super::{code, code_field, entered, frame, new_password};
use crate::words;

fn form(cx: &Cx<'_>) -> Form {
    let [password, again] = new_password(cx);
    Form::new("installation", paths::SETUP.to(cx.locale(), &[]), cx.t("setup-submit"))
        .field(code_field(cx))
        .field(Field::line("space", cx.t("setup-space")).hinted(cx.t("setup-space-hint")))
        .field(Field::select("kind", cx.t("spaces-kind"), words::space_kinds(cx)))
        .field(
            Field::line("territory", cx.t("spaces-territory"))
                .hinted(cx.t("spaces-territory-hint"))
                .optional(),
        )
        .field(Field::line("name", cx.t("door-name")))
        .field(Field::email("email", cx.t("door-email"), "username"))
        .field(password)
        .field(again)
}

fn page(cx: &Cx<'_>, form: Form) -> Reply {
    Reply::page(
        cx.page(frame(cx, paths::SETUP, "setup-title"), vec![Block::Form(form)]).led(cx.t("setup-lead")),
    )
}

pub fn show(cx: &Cx<'_>) -> Answer {
    cx.read(|db| token::peek(db, code(cx), token::Kind::Setup, cx.now()))?;
    Ok(page(cx, form(cx)))
}

pub fn open(cx: &Cx<'_>) -> Answer {
    cx.read(|db| token::peek(db, code(cx), token::Kind::Setup, cx.now()))?;
    let new = FirstRun {
        space: NewSpace {
            name: cx.fields.get("space").into(),
            kind: cx.fields.get("kind").into(),
            territory: cx.fields.get("territory").into(),
        },
        name: cx.fields.get("name").into(),
        email: cx.fields.get("email").into(),
        locale: cx.locale(),
    };
    match do_open(cx, &new) {
        Ok(begun) => Ok(entered(Reply::to(paths::ENROL.to(cx.locale(), &[])), &begun)),
        Err(error) => Ok(page(cx, cx.again(form(cx), error)?)),
    }
}

fn do_open(cx: &Cx<'_>, new: &FirstRun) -> Result<enter::Entered, AccountsError> {
    let means = &cx.desk.means;
    let own = [new.name.as_str(), &new.email, &new.space.name];
    let password = cx.fields.raw("password");
    let prepared = own::prepare(means, password, cx.fields.raw("again"), &own)?;
    cx.write(|db| setup::open(db, means, &cx.by, code(cx), new, &prepared))?;
    enter::with_password(&cx.desk.pool, means, &cx.by, &new.email, password, &cx.browser)
}

/// Whether the installation waits for its first administrator: the sign-in page says so.
pub fn is_waiting(cx: &Cx<'_>) -> Result<bool, Refusal> {
    cx.read(setup::is_empty)
}
