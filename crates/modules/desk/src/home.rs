//! The first page of the desk: what one may do here.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, DeskEntry, Reply, paths};
use parvis_accounts::service::{enter, organisations, requests, spaces};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Link, Tone};

use crate::words;

pub fn show(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    let (given, spaces, organisations, waiting) = cx.read(|db| {
        let given = enter::history_of_rights(db, signed.agent.id)?;
        let waiting = requests::list(db, &cx.by)?.iter().filter(|r| r.decided.is_none()).count();
        Ok::<_, AccountsError>((given, spaces::all(db)?, organisations::all(db)?, waiting))
    })?;
    let mut blocks = Vec::new();
    if waiting > 0 && cx.may_somewhere(Permission::AgentInvite) {
        let title = cx.words.a("welcome-requests", "n", waiting);
        blocks.push(Block::Alert { tone: Tone::Info, title, text: String::new() });
        let to = paths::REQUESTS.to(cx.locale(), &[]);
        blocks.push(Block::Links(vec![Link::new(cx.t("requests-title"), to)]));
    }
    let held: Vec<_> = given.iter().filter(|r| r.holds(cx.now())).collect();
    if held.is_empty() {
        let (title, text) = (cx.t("welcome-no-right"), cx.t("welcome-no-right-text"));
        blocks.push(Block::Alert { tone: Tone::Info, title, text });
    }
    let facts = held
        .iter()
        .map(|r| {
            let scope = words::scope(cx, r.scope, &spaces, &organisations);
            (words::role(cx, r.role), Cell::text(scope))
        })
        .collect();
    blocks.push(Block::Facts(facts));
    let shown = |e: &&DeskEntry| {
        e.paths != paths::DESK && e.permission.is_none_or(|permission| cx.may_somewhere(permission))
    };
    let mut links: Vec<Link> = cx
        .desk
        .menu
        .iter()
        .filter(shown)
        .map(|e| Link::new(cx.t(e.key), e.paths.to(cx.locale(), &[])))
        .collect();
    links.push(Link::new(cx.t("account-title"), paths::ACCOUNT.to(cx.locale(), &[])));
    links.push(Link::new(cx.t("welcome-public"), format!("/{}", cx.locale())));
    blocks.push(Block::Heading(cx.t("welcome-what")));
    blocks.push(Block::Links(links));
    let title = cx.words.a("welcome-title", "name", signed.agent.name.as_str());
    let frame = cx.frame(&title, paths::DESK.address(&[])).under(cx.t("desk-home"), "");
    Ok(Reply::page(cx.page(frame, blocks)))
}
