use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Refusal, Reply, paths};
use parvis_accounts::model::Level;
use parvis_accounts::service::demo;
use parvis_accounts::service::enter::{self, Second};
use parvis_accounts::service::passkeys;
use parvis_ui::{Block, Field, Form, Input, Tone};

use super::{entered, frame, sign_in};
use crate::passkey;

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

/// What the agent may show besides a recovery code.
struct Ways {
    code: bool,
    passkey: bool,
}

fn ways(cx: &Cx<'_>) -> Result<Ways, Refusal> {
    let agent = &cx.signed()?.agent;
    let passkeys = cx.read(|db| passkeys::list(db, agent.id).map_err(Refusal::from))?;
    Ok(Ways { code: agent.has_totp, passkey: !passkeys.is_empty() })
}

/// The ways that the agent has; `refused` is the form that was refused and why.
fn page(cx: &Cx<'_>, ways: &Ways, refused: Option<(&str, AccountsError)>) -> Answer {
    let mut forms = [passkey::use_form(cx, sign_in::back(cx)), form(cx), recovery(cx)];
    if let Some((id, error)) = refused
        && let Some(form) = forms.iter_mut().find(|form| form.id == id)
    {
        *form = cx.again(form.clone(), error)?;
    }
    let [key, code, recovery] = forms;
    // The second way opens by itself when it was refused.
    let other = if recovery.errors().is_empty() {
        let summary = cx.t(if ways.code { "second-lost" } else { "second-lost-passkey" });
        Block::More { summary, blocks: vec![Block::Form(recovery)] }
    } else {
        Block::Form(recovery)
    };
    let mut blocks = Vec::new();
    if ways.passkey {
        blocks.push(if passkey::party(cx).is_some() { Block::Form(key) } else { passkey::nowhere(cx) });
    }
    if ways.code {
        blocks.push(Block::Form(if ways.passkey { code.titled(cx.t("second-application")) } else { code }));
    }
    blocks.push(other);
    if cx.desk.site.demo
        && let Some(code) =
            cx.read(|db| demo::code(db, &cx.desk.means, &cx.by, &cx.signed()?.agent).map_err(Refusal::from))?
    {
        let title = cx.words.a("second-demo", "code", code);
        blocks.insert(0, Block::Alert { tone: Tone::Info, title, text: cx.t("second-demo-text") });
    }
    let lead = match (ways.passkey, ways.code) {
        (true, true) => "second-lead-both",
        (true, false) => "second-lead-passkey",
        (false, _) => "second-lead",
    };
    Ok(Reply::page(cx.page(frame(cx, paths::SECOND, "second-title"), blocks).led(cx.t(lead))))
}

pub fn show(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    if signed.session.level == Level::Full {
        return Ok(Reply::to(paths::DESK.to(cx.locale(), &[])));
    }
    let ways = ways(cx)?;
    if !ways.code && !ways.passkey {
        return Ok(Reply::to(paths::ENROL.to(cx.locale(), &[])));
    }
    page(cx, &ways, None)
}

pub fn enter(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    let (code, paper) = (cx.fields.get("code"), cx.fields.get("recovery"));
    let party = passkey::party(cx).filter(|_| !cx.fields.get("credential").is_empty());
    let (name, second) = match &party {
        Some(party) => ("cle", Second::Passkey(passkey::answer(cx, party))),
        None if paper.is_empty() => ("code", Second::Code(code)),
        None => ("secours", Second::Recovery(paper)),
    };
    match cx.write(|db| enter::with_second(db, &cx.desk.means, &cx.by, signed, second, &cx.browser)) {
        Ok(begun) => {
            let to = sign_in::back(cx).map_or_else(|| paths::DESK.to(cx.locale(), &[]), str::to_owned);
            Ok(entered(Reply::to(to), &begun))
        }
        Err(error) => page(cx, &ways(cx)?, Some((name, error))),
    }
}
