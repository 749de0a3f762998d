//! Requests to come in.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes, paths};
use parvis_accounts::model::AccessRequest;
use parvis_accounts::service::{requests, spaces};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Table, Tone};

use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    let policy = Policy::Needs(Permission::AgentInvite);
    routes.page(paths::REQUESTS, policy, show).act(links::REQUEST_DECIDE, policy, decide)
}

fn show(cx: &Cx<'_>) -> Answer {
    let (all, spaces) =
        cx.read(|db| Ok::<_, AccountsError>((requests::list(db, &cx.by)?, spaces::all(db)?)))?;
    let row = |request: &AccessRequest| {
        let decide = |label: &str, answer: &str| Cell::Button {
            label: cx.t(label),
            about: request.name.clone(),
            action: links::REQUEST_DECIDE.to(cx.locale(), &[&request.id.to_string()]),
            values: vec![("answer".into(), answer.into())],
        };
        let state = match request.decided {
            Some((_, true)) => Cell::Badge(Tone::Success, cx.t("requests-accepted")),
            Some((_, false)) => Cell::Badge(Tone::Warning, cx.t("requests-declined")),
            None => Cell::All(vec![decide("requests-accept", "yes"), decide("requests-decline", "no")]),
        };
        let space = spaces.iter().find(|s| s.id == request.space).map(|s| s.name.clone());
        vec![
            Cell::text(request.name.clone()),
            Cell::text(request.email.to_string()),
            Cell::text(space.unwrap_or_default()),
            Cell::text(request.message.clone()),
            Cell::text(words::instant(cx, request.asked_at)),
            state,
        ]
    };
    let columns = ["door-name", "door-email", "invite-space", "ask-message", "requests-asked", "desk-action"]
        .map(|k| cx.t(k));
    let table = Table {
        id: "demandes".into(),
        caption: cx.t("requests-caption"),
        columns: columns.to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("requests-none"),
    };
    let title = cx.t("requests-title");
    let frame = cx
        .frame(&title, paths::REQUESTS.address(&[]))
        .under(cx.t("agents-title"), links::AGENTS.to(cx.locale(), &[]))
        .under(title.clone(), paths::REQUESTS.to(cx.locale(), &[]));
    Ok(Reply::page(cx.page(frame, vec![Block::Table(table)]).led(cx.t("requests-lead"))))
}

fn decide(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let is_accepted = cx.fields.get("answer") == "yes";
    cx.write(|db| requests::decide(db, &cx.desk.means, &cx.by, id, is_accepted))?;
    let key = if is_accepted { "request-accepted" } else { "request-declined" };
    Ok(cx.done(&paths::REQUESTS.to(cx.locale(), &[]), key))
}
