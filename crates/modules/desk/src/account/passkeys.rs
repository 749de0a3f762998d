//! One's passkeys: the list, a new one, another name, one less.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes, paths};
use parvis_accounts::service::passkeys::{self, Passkey};
use parvis_ui::{Block, Cell, Field, Form, Frame, Table};

use crate::door::show_codes;
use crate::{links, passkey, words};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .page(links::PASSKEYS, Policy::SignedIn, show)
        .act(links::PASSKEYS, Policy::SignedIn, add)
        .page(links::PASSKEY, Policy::SignedIn, one)
        .act(links::PASSKEY, Policy::SignedIn, rename)
        .act(links::PASSKEY_REMOVE, Policy::SignedIn, remove)
}

fn address(cx: &Cx<'_>) -> String {
    links::PASSKEYS.to(cx.locale(), &[])
}

/// A page under that of the account.
fn under_account(cx: &Cx<'_>, frame: Frame) -> Frame {
    frame
        .under(cx.t("desk-home"), paths::DESK.to(cx.locale(), &[]))
        .under(cx.t("account-title"), paths::ACCOUNT.to(cx.locale(), &[]))
        .under(cx.t("passkeys-title"), address(cx))
}

fn last_used(cx: &Cx<'_>, passkey: &Passkey) -> String {
    passkey.used_at.map_or_else(|| cx.t("passkeys-never"), |at| words::instant(cx, at))
}

fn table(cx: &Cx<'_>, all: &[Passkey]) -> Table {
    let row = |passkey: &Passkey| {
        let one = links::PASSKEY.to(cx.locale(), &[&passkey.id]);
        vec![
            Cell::link(passkey.name.clone(), one),
            Cell::text(words::instant(cx, passkey.created_at)),
            Cell::text(last_used(cx, passkey)),
        ]
    };
    Table {
        id: "cles".into(),
        caption: cx.t("passkeys-title"),
        columns: ["passkey-name", "passkeys-added", "passkeys-used"].map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("passkeys-none"),
    }
}

fn page(cx: &Cx<'_>, refused: Option<AccountsError>) -> Answer {
    let all = cx.read(|db| passkeys::list(db, cx.signed()?.agent.id).map_err(Refusal::from))?;
    let mut form = passkey::new_form(cx, links::PASSKEYS, "passkey-add-title");
    if let Some(error) = refused {
        form = cx.again(form, error)?;
    }
    let end = if passkey::party(cx).is_some() { Block::Form(form) } else { passkey::nowhere(cx) };
    let frame = under_account(cx, cx.frame(&cx.t("passkeys-title"), links::PASSKEYS.address(&[])));
    let page = cx.page(frame, vec![Block::Table(table(cx, &all)), end]);
    Ok(Reply::page(page.led(cx.t("passkeys-lead"))))
}

fn show(cx: &Cx<'_>) -> Answer {
    page(cx, None)
}

fn add(cx: &Cx<'_>) -> Answer {
    let (party, signed, name) = (passkey::here(cx)?, cx.signed()?, cx.fields.get("name"));
    let added = passkey::answered(cx, &party, signed)
        .and_then(|new| cx.write(|db| passkeys::add(db, &cx.desk.means, &cx.by, signed, name, new)));
    match added {
        Ok(Some(codes)) => Ok(show_codes(cx, codes)),
        Ok(None) => Ok(cx.done(&address(cx), "passkey-added")),
        Err(error) => page(cx, Some(error)),
    }
}

/// The forms about one passkey; the one that was refused is shown with what is wrong.
fn page_of_one(cx: &Cx<'_>, refused: Option<(&str, AccountsError)>) -> Answer {
    let id = cx.part("id");
    let found = cx.read(|db| passkeys::get(db, cx.signed()?.agent.id, id).map_err(Refusal::from))?;
    let facts = vec![
        (cx.t("passkeys-added"), Cell::text(words::instant(cx, found.created_at))),
        (cx.t("passkeys-used"), Cell::text(last_used(cx, &found))),
    ];
    let mut forms = [
        Form::new("nom", links::PASSKEY.to(cx.locale(), &[id]), cx.t("desk-save"))
            .titled(cx.t("passkey-rename"))
            .field(Field::line("name", cx.t("passkey-name")).filled(&found.name)),
        Form::new("retirer", links::PASSKEY_REMOVE.to(cx.locale(), &[id]), cx.t("passkey-remove-submit"))
            .grave(),
    ];
    if let Some((name, error)) = refused
        && let Some(form) = forms.iter_mut().find(|form| form.id == name)
    {
        *form = cx.again(form.clone(), error)?;
    }
    let [rename, remove] = forms;
    let blocks = vec![
        Block::Facts(facts),
        Block::Form(rename),
        Block::Heading(cx.t("passkey-remove")),
        Block::Text(cx.t("passkey-remove-text")),
        Block::Form(remove),
    ];
    let title = cx.words.a("passkey-one", "name", found.name.as_str());
    let frame = under_account(cx, cx.frame(&title, links::PASSKEY.address(&[id]))).under(found.name, "");
    Ok(Reply::page(cx.page(frame, blocks)))
}

fn one(cx: &Cx<'_>) -> Answer {
    page_of_one(cx, None)
}

fn rename(cx: &Cx<'_>) -> Answer {
    let (signed, id, name) = (cx.signed()?, cx.part("id"), cx.fields.get("name"));
    match cx.write(|db| passkeys::rename(db, &cx.by, signed, id, name)) {
        Ok(()) => Ok(cx.done(&address(cx), "passkey-renamed")),
        Err(error) => page_of_one(cx, Some(("nom", error))),
    }
}

fn remove(cx: &Cx<'_>) -> Answer {
    let (signed, id) = (cx.signed()?, cx.part("id"));
    match cx.write(|db| passkeys::remove(db, &cx.desk.means, &cx.by, signed, id)) {
        Ok(()) => Ok(cx.done(&address(cx), "passkey-removed")),
        Err(error) => page_of_one(cx, Some(("retirer", error))),
    }
}
