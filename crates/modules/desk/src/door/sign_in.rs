use parvis_accounts::http::{Answer, Cx, Reply, SESSION_COOKIE, paths};
use parvis_accounts::model::Level;
use parvis_accounts::service::enter;
use parvis_ui::{Block, Field, Form, Link, Tone};
use parvis_web::clear_cookie;

use super::{entered, frame, provider, setup};

/// Where somebody wanted to go before they were asked to sign in: a page of the desk, nothing else.
pub(super) fn back<'c>(cx: &'c Cx<'_>) -> Option<&'c str> {
    let asked = match cx.fields.get("retour") {
        "" => cx.query.get("retour")?,
        asked => asked,
    };
    let desk = paths::DESK.to(cx.locale(), &[]);
    asked.strip_prefix(&desk).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')).then_some(asked)
}

fn form(cx: &Cx<'_>) -> Form {
    Form::new("connexion", paths::SIGN_IN.to(cx.locale(), &[]), cx.t("sign-in-submit"))
        .field(Field::email("email", cx.t("door-email"), "username"))
        .field(Field::password("password", cx.t("door-password"), "current-password"))
        .field(Field::hidden("retour", back(cx).unwrap_or("")))
}

fn page(cx: &Cx<'_>, form: Form) -> Answer {
    let link = |key: &str, to: parvis_accounts::http::Paths| Link::new(cx.t(key), to.to(cx.locale(), &[]));
    let mut blocks = vec![
        Block::Form(form),
        Block::Links(vec![link("forgotten-title", paths::FORGOTTEN), link("ask-title", paths::ASK)]),
    ];
    blocks.splice(0..0, provider::buttons(cx));
    if setup::is_waiting(cx)? {
        let (title, text) = (cx.t("setup-waiting"), cx.t("setup-waiting-text"));
        blocks.insert(0, Block::Alert { tone: Tone::Info, title, text });
    }
    Ok(Reply::page(cx.page(frame(cx, paths::SIGN_IN, "sign-in-title"), blocks).led(cx.t("sign-in-lead"))))
}

pub fn show(cx: &Cx<'_>) -> Answer {
    if cx.signed().is_ok_and(|signed| signed.session.level == Level::Full) {
        return Ok(Reply::to(paths::DESK.to(cx.locale(), &[])));
    }
    page(cx, form(cx))
}

pub fn enter(cx: &Cx<'_>) -> Answer {
    let (email, password) = (cx.fields.get("email"), cx.fields.raw("password"));
    match enter::with_password(&cx.desk.pool, &cx.desk.means, &cx.by, email, password, &cx.browser) {
        Ok(begun) => {
            let query = back(cx).map(|to| parvis_web::Query::write([("retour", to)])).unwrap_or_default();
            Ok(entered(Reply::to(format!("{}{query}", paths::SECOND.to(cx.locale(), &[]))), &begun))
        }
        Err(error) => page(cx, cx.again(form(cx), error)?),
    }
}

pub fn leave(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    let begun_at = cx.write(|db| enter::leave(db, &cx.by, signed))?;
    Ok(provider::leave(cx, begun_at.as_deref()).cookie(clear_cookie(SESSION_COOKIE)))
}
