use parvis_accounts::http::{Answer, Cx, Refusal, Reply, paths};
use parvis_accounts::service::{enter, own, passkeys};
use parvis_accounts::{AccountsError, factor};
use parvis_kernel::ErrorKind;
use parvis_ui::{Block, Field, Form, Input, Link, Tone};

use super::{entered, frame};
use crate::passkey;

/// What the sealed secret of a form belongs to.
fn about(cx: &Cx<'_>) -> Result<String, Refusal> {
    Ok(format!("enrol {}", cx.signed()?.agent.id))
}

/// The secret that the form carries, sealed; a new one at first.
fn secret(cx: &Cx<'_>) -> Result<Vec<u8>, Refusal> {
    let key = &cx.desk.means.key;
    match cx.fields.get("secret") {
        "" => Ok(factor::new_secret(&*cx.desk.means.rng)),
        sealed => key.open(&about(cx)?, sealed).ok_or(Refusal::new(ErrorKind::Invalid)),
    }
}

fn form(cx: &Cx<'_>, action: &str, secret: &[u8]) -> Result<Form, Refusal> {
    let sealed = cx.desk.means.key.seal(&*cx.desk.means.rng, &about(cx)?, secret);
    let one_time = Input::Line { kind: "text", autocomplete: "one-time-code" };
    Ok(Form::new("enrolement", action, cx.t("enrol-submit"))
        .field(Field::hidden("secret", sealed))
        .field(Field::new("code", cx.t("second-code"), one_time).hinted(cx.t("enrol-code-hint"))))
}

/// The picture and the secret to be read by an application, and the form for its first code.
pub(crate) fn factor_blocks(
    cx: &Cx<'_>,
    action: &str,
    error: Option<AccountsError>,
) -> Result<Vec<Block>, Refusal> {
    let secret = secret(cx)?;
    let account = cx.signed()?.agent.email.as_ref().map(ToString::to_string).unwrap_or_default();
    let uri = factor::uri(&secret, &account, &cx.desk.means.issuer);
    let mut form = form(cx, action, &secret)?;
    if let Some(error) = error {
        form = cx.again(form, error)?;
    }
    Ok(vec![
        Block::Text(cx.t("enrol-scan")),
        Block::Picture(parvis_charts::qr(&uri, &cx.t("enrol-picture"))),
        Block::Text(cx.t("enrol-type")),
        Block::Code(vec![factor::readable(&secret)]),
        Block::Form(form),
    ])
}

pub fn show(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    match cx.read(|db| own::may_enrol(db, signed)) {
        Err(refusal) if refusal.kind == ErrorKind::Forbidden => {
            Ok(Reply::to(paths::SECOND.to(cx.locale(), &[])))
        }
        may => may.and_then(|()| page(cx, None, None)),
    }
}

/// Both ways, with what is wrong with either.
fn page(cx: &Cx<'_>, code: Option<AccountsError>, key: Option<AccountsError>) -> Answer {
    let mut blocks = vec![Block::Heading(cx.t("enrol-application"))];
    blocks.extend(factor_blocks(cx, &paths::ENROL.to(cx.locale(), &[]), code)?);
    let mut form = passkey::new_form(cx, paths::ENROL_PASSKEY, "enrol-passkey");
    if let Some(error) = key {
        form = cx.again(form, error)?;
    }
    blocks.push(if passkey::party(cx).is_some() { Block::Form(form) } else { passkey::nowhere(cx) });
    Ok(Reply::page(cx.page(frame(cx, paths::ENROL, "enrol-title"), blocks).led(cx.t("enrol-lead"))))
}

pub fn enrol(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    let (secret, code) = (secret(cx)?, cx.fields.get("code"));
    let means = &cx.desk.means;
    let done = cx.write(|db| {
        db.tx(|db| {
            let codes = own::enrol_totp(db, means, &cx.by, signed, &secret, code)?;
            let begun = enter::promote(db, means, &cx.by, signed, &cx.browser, "totp")?;
            Ok::<_, AccountsError>((codes, begun))
        })
    });
    match done {
        Ok((codes, begun)) => Ok(entered(show_codes(cx, codes), &begun)),
        Err(error) => page(cx, Some(error), None),
    }
}

pub fn enrol_passkey(cx: &Cx<'_>) -> Answer {
    let (party, signed, name) = (passkey::here(cx)?, cx.signed()?, cx.fields.get("name"));
    let means = &cx.desk.means;
    let done = passkey::answered(cx, &party, signed).and_then(|new| {
        cx.write(|db| {
            db.tx(|db| {
                let codes = passkeys::add(db, means, &cx.by, signed, name, new)?;
                let begun = enter::promote(db, means, &cx.by, signed, &cx.browser, "passkey")?;
                Ok::<_, AccountsError>((codes.unwrap_or_default(), begun))
            })
        })
    });
    match done {
        Ok((codes, begun)) => Ok(entered(show_codes(cx, codes), &begun)),
        Err(error) => page(cx, None, Some(error)),
    }
}

/// The recovery codes, shown once.
pub(crate) fn show_codes(cx: &Cx<'_>, codes: Vec<String>) -> Reply {
    let (title, text) = (cx.t("codes-keep"), cx.t("codes-keep-text"));
    let blocks = vec![
        Block::Alert { tone: Tone::Warning, title, text },
        Block::Code(codes),
        Block::Steps(vec![Link::new(cx.t("codes-kept"), paths::DESK.to(cx.locale(), &[]))]),
    ];
    let title = cx.t("codes-title");
    let frame = cx.frame(&title, paths::ACCOUNT.address(&[])).under(title.clone(), "");
    Reply::page(cx.page(frame, blocks).led(cx.t("codes-lead")))
}
