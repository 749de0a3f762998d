//! Where one is signed in; what the program knows; leaving for good.

use parvis_accounts::device_name;
use parvis_accounts::http::{Answer, Cx, Reply, SESSION_COOKIE, paths};
use parvis_accounts::model::Session;
use parvis_accounts::service::own;
use parvis_kernel::Id;
use parvis_ui::{Block, Cell, Form, Table, Tone};
use parvis_web::clear_cookie;

use super::back;
use crate::{links, words};

pub(super) fn blocks(cx: &Cx<'_>, sessions: &[Session], current: Id) -> Vec<Block> {
    let row = |session: &Session| {
        let device =
            if session.device.is_empty() { cx.t("sessions-unknown") } else { device_name(&session.device) };
        let end = if session.id == current {
            Cell::Badge(Tone::Success, cx.t("sessions-this"))
        } else {
            let action = links::ACCOUNT_SESSION.to(cx.locale(), &[&session.id.to_string()]);
            Cell::button(cx.t("sessions-end"), device.clone(), action)
        };
        vec![
            Cell::text(device),
            Cell::text(session.network.clone()),
            Cell::text(words::instant(cx, session.started_at)),
            Cell::text(words::instant(cx, session.seen_at)),
            end,
        ]
    };
    let columns = ["sessions-device", "sessions-network", "sessions-started", "sessions-seen", "desk-action"];
    let table = Table {
        id: "sessions".into(),
        caption: cx.t("sessions-title"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: sessions.iter().map(row).collect(),
        empty: String::new(),
    };
    let mut blocks = vec![Block::Table(table)];
    if sessions.len() > 1 {
        let action = links::ACCOUNT_SESSIONS.to(cx.locale(), &[]);
        blocks.push(Block::Form(Form::new("autres", action, cx.t("sessions-end-others"))));
    }
    blocks
}

pub fn end(cx: &Cx<'_>) -> Answer {
    let (signed, id) = (cx.signed()?, cx.id("id")?);
    cx.write(|db| own::end_session(db, &cx.by, signed, Some(id)))?;
    back(cx, "", "session", Ok(()))
}

pub fn end_others(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    let done = cx.write(|db| own::end_session(db, &cx.by, signed, None));
    back(cx, "autres", "session", done)
}

pub fn export(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    let text = cx.read(|db| own::export(db, &signed.agent))?;
    Ok(Reply::file("parvis-compte.json", "application/json", text.into_bytes()))
}

pub fn delete(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    let done = cx.write(|db| own::delete(db, &cx.desk.means, &cx.by, signed, cx.fields.raw("old")));
    match done {
        Ok(()) => {
            let to = paths::SIGN_IN.to(cx.locale(), &[]);
            Ok(cx.done(&to, "deleted").cookie(clear_cookie(SESSION_COOKIE)))
        }
        Err(error) => back(cx, "supprimer", "", Err(error)),
    }
}
