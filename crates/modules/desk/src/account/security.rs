//! Password, address, second factor, recovery codes.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Refusal, Reply, paths};
use parvis_accounts::service::enter::Signed;
use parvis_accounts::service::{email, own};
use parvis_kernel::ErrorKind;

use super::{back, page};
use crate::door::{factor_blocks, show_codes};
use crate::links;

pub fn password(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    let means = &cx.desk.means;
    let email = signed.agent.email.as_ref().map(ToString::to_string).unwrap_or_default();
    let own = [signed.agent.name.as_str(), &email];
    let done = own::prepare(means, cx.fields.raw("password"), cx.fields.raw("again"), &own).and_then(|new| {
        cx.write(|db| own::change_password(db, means, &cx.by, signed, cx.fields.raw("old"), &new))
    });
    back(cx, "mot-de-passe", "password", done)
}

pub fn email(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    let (to, password) = (cx.fields.get("email"), cx.fields.raw("old"));
    let done = cx.write(|db| email::ask(db, &cx.desk.means, &cx.by, signed, to, password));
    back(cx, "adresse", "email-asked", done)
}

pub fn codes(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    match cx.write(|db| own::new_codes(db, &cx.desk.means, &cx.by, signed, cx.fields.raw("old"))) {
        Ok(codes) => Ok(show_codes(cx, codes)),
        Err(error) => page(cx, Some(("codes", error))),
    }
}

/// Key of the title of the page where codes are set up, for the first time or anew.
pub(super) fn factor_title(signed: &Signed) -> &'static str {
    if signed.agent.has_totp { "account-factor" } else { "account-factor-first" }
}

fn factor_page(cx: &Cx<'_>, error: Option<AccountsError>) -> Answer {
    let blocks = factor_blocks(cx, &links::ACCOUNT_FACTOR.to(cx.locale(), &[]), error)?;
    let key = factor_title(cx.signed()?);
    let title = cx.t(key);
    let frame = cx
        .frame(&title, links::ACCOUNT_FACTOR.address(&[]))
        .under(cx.t("account-title"), paths::ACCOUNT.to(cx.locale(), &[]))
        .under(title.clone(), "");
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t(&format!("{key}-lead")))))
}

pub fn factor(cx: &Cx<'_>) -> Answer {
    factor_page(cx, None)
}

/// Another telephone: the session has shown the old one.
pub fn enrol(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    let about = format!("enrol {}", signed.agent.id);
    let secret =
        cx.desk.means.key.open(&about, cx.fields.get("secret")).ok_or(Refusal::new(ErrorKind::Invalid))?;
    let code = cx.fields.get("code");
    match cx.write(|db| own::enrol_totp(db, &cx.desk.means, &cx.by, signed, &secret, code)) {
        Ok(codes) => Ok(show_codes(cx, codes)),
        Err(error) => factor_page(cx, Some(error)),
    }
}
