use parvis_accounts::http::{Answer, Cx, Reply, paths};
use parvis_accounts::model::Agent;
use parvis_accounts::service::{enter, invite, own};
use parvis_ui::{Block, Cell, Form};

use super::{code, code_field, entered, frame, new_password};

fn form(cx: &Cx<'_>) -> Form {
    let [password, again] = new_password(cx);
    Form::new("invitation", paths::INVITATION.to(cx.locale(), &[]), cx.t("invitation-submit"))
        .field(code_field(cx))
        .field(password)
        .field(again)
}

fn email(agent: &Agent) -> String {
    agent.email.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn page(cx: &Cx<'_>, agent: &Agent, form: Form) -> Reply {
    let facts = vec![
        (cx.t("door-name"), Cell::text(agent.name.clone())),
        (cx.t("door-email"), Cell::text(email(agent))),
    ];
    let blocks = vec![Block::Facts(facts), Block::Form(form)];
    Reply::page(
        cx.page(frame(cx, paths::INVITATION, "invitation-title"), blocks).led(cx.t("invitation-lead")),
    )
}

pub fn show(cx: &Cx<'_>) -> Answer {
    let agent = cx.read(|db| invite::invited(db, code(cx), cx.now()))?;
    Ok(page(cx, &agent, form(cx)))
}

pub fn accept(cx: &Cx<'_>) -> Answer {
    let agent = cx.read(|db| invite::invited(db, code(cx), cx.now()))?;
    let (means, email) = (&cx.desk.means, email(&agent));
    let password = cx.fields.raw("password");
    let begun = own::prepare(means, password, cx.fields.raw("again"), &[&agent.name, &email])
        .and_then(|hash| cx.write(|db| invite::accept(db, &cx.by, code(cx), &hash)))
        .and_then(|_| enter::with_password(&cx.desk.pool, means, &cx.by, &email, password, &cx.browser));
    match begun {
        Ok(begun) => Ok(entered(Reply::to(paths::ENROL.to(cx.locale(), &[])), &begun)),
        Err(error) => Ok(page(cx, &agent, cx.again(form(cx), error)?)),
    }
}
