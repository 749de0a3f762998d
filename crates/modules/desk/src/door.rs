//! Coming in: set-up, sign-in, second factor, invitation, new password, new address, request.

mod ask;
mod email;
mod enrol;
mod invitation;
mod provider;
mod reset;
mod second;
mod setup;
mod sign_in;

use parvis_accounts::http::{Cx, DEVICE_COOKIE, Paths, Policy, Reply, Routes, SESSION_COOKIE, paths};
use parvis_accounts::service::enter::Entered;
use parvis_ui::{Field, Frame};
use parvis_web::{Query, set_cookie};
use std::time::Duration;

use crate::passkey;

pub(crate) use enrol::{factor_blocks, show_codes};

/// A browser is remembered for a year.
const DEVICE_LIFETIME: Duration = Duration::from_secs(365 * 24 * 3600);

pub fn routes(routes: Routes) -> Routes {
    routes
        .page(paths::SETUP, Policy::Anyone, setup::show)
        .act(paths::SETUP, Policy::Anyone, setup::open)
        .page(paths::SIGN_IN, Policy::Anyone, sign_in::show)
        .act(paths::SIGN_IN, Policy::Anyone, sign_in::enter)
        .act(paths::PROVIDER, Policy::Anyone, provider::start)
        .page(paths::PROVIDER_BACK, Policy::Anyone, provider::finish)
        .act(paths::SIGN_OUT, Policy::HalfSigned, sign_in::leave)
        .page(paths::SECOND, Policy::HalfSigned, second::show)
        .act(paths::SECOND, Policy::HalfSigned, second::enter)
        .page(paths::ENROL, Policy::HalfSigned, enrol::show)
        .act(paths::ENROL, Policy::HalfSigned, enrol::enrol)
        .act(paths::ENROL_PASSKEY, Policy::HalfSigned, enrol::enrol_passkey)
        .act(paths::PASSKEY_NEW, Policy::HalfSigned, passkey::begin_new)
        .act(paths::PASSKEY_USE, Policy::HalfSigned, passkey::begin_use)
        .page(paths::FORGOTTEN, Policy::Anyone, reset::forgotten)
        .act(paths::FORGOTTEN, Policy::Anyone, reset::ask)
        .page(paths::RESET, Policy::Anyone, reset::show)
        .act(paths::RESET, Policy::Anyone, reset::reset)
        .page(paths::INVITATION, Policy::Anyone, invitation::show)
        .act(paths::INVITATION, Policy::Anyone, invitation::accept)
        .page(paths::EMAIL_BEFORE, Policy::Anyone, email::before)
        .act(paths::EMAIL_BEFORE, Policy::Anyone, email::confirm_before)
        .page(paths::EMAIL_AFTER, Policy::Anyone, email::after)
        .act(paths::EMAIL_AFTER, Policy::Anyone, email::confirm_after)
        .page(paths::ASK, Policy::Anyone, ask::show)
        .act(paths::ASK, Policy::Anyone, ask::ask)
}

/// A page of the door: its address in both languages keeps the code of a link.
fn frame(cx: &Cx<'_>, paths: Paths, title: &str) -> Frame {
    let query = match code(cx) {
        "" => String::new(),
        code => Query::write([("code", code)]),
    };
    let mut address = paths.address(&[]);
    address.fr.push_str(&query);
    address.en.push_str(&query);
    let title = cx.t(title);
    let here = address.get(cx.locale()).to_owned();
    cx.frame(&title, address).under(title.clone(), here)
}

/// The code of a link: in the address at first, then in the form.
fn code<'c>(cx: &'c Cx<'_>) -> &'c str {
    match cx.fields.get("code-lien") {
        "" => cx.query.get("code").unwrap_or(""),
        code => code,
    }
}

fn code_field(cx: &Cx<'_>) -> Field {
    Field::hidden("code-lien", code(cx))
}

/// The two fields of a new password.
pub(crate) fn new_password(cx: &Cx<'_>) -> [Field; 2] {
    [
        Field::password("password", cx.t("door-new-password"), "new-password")
            .hinted(cx.t("door-password-hint")),
        Field::password("again", cx.t("door-again"), "new-password"),
    ]
}

/// On to the next page, with the cookies of a session that begins.
pub(crate) fn entered(reply: Reply, entered: &Entered) -> Reply {
    reply.cookie(set_cookie(SESSION_COOKIE, &entered.session, None)).cookie(set_cookie(
        DEVICE_COOKIE,
        &entered.device,
        Some(DEVICE_LIFETIME),
    ))
}
