//! The list of agents, and the invitation.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes, paths};
use parvis_accounts::model::{Agent, Given, Organisation};
use parvis_accounts::service::invite::{self, Invitation};
use parvis_accounts::service::{organisations, requests, rights, spaces};
use parvis_kernel::{Permission, fold};
use parvis_ui::{Block, Cell, Field, Form, Link, Table};

use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    routes
        .page(links::AGENTS, Policy::Needs(Permission::AgentRead), show)
        .page(links::INVITE, Policy::Needs(Permission::AgentInvite), invite_page)
        .act(links::INVITE, Policy::Needs(Permission::AgentInvite), invite)
}

fn row(cx: &Cx<'_>, (agent, given): &(Agent, Vec<Given>), organisations: &[Organisation]) -> Vec<Cell> {
    let organisation = organisations.iter().find(|o| Some(o.id) == agent.organisation);
    let roles: Vec<Cell> =
        given.iter().filter(|r| r.holds(cx.now())).map(|r| Cell::text(words::role(cx, r.role))).collect();
    let seen = agent.signed_in_at.map_or_else(|| cx.t("agents-never"), |at| cx.words.date(at));
    vec![
        Cell::link(agent.name.clone(), links::AGENT.to(cx.locale(), &[&agent.id.to_string()])),
        Cell::text(agent.email.as_ref().map(ToString::to_string).unwrap_or_default()),
        Cell::text(organisation.map(|o| o.name.clone()).unwrap_or_default()),
        Cell::All(roles),
        words::status(cx, agent.status),
        Cell::text(seen),
    ]
}

fn show(cx: &Cx<'_>) -> Answer {
    let (mut all, organisations, waiting) = cx.read(|db| {
        let waiting = requests::list(db, &cx.by)?.iter().filter(|r| r.decided.is_none()).count();
        Ok::<_, AccountsError>((rights::list(db, &cx.by)?, organisations::all(db)?, waiting))
    })?;
    let wanted = cx.query.get("q").unwrap_or("").to_owned();
    let folded = fold(&wanted);
    all.retain(|(agent, _)| {
        let email = agent.email.as_ref().map(|e| e.as_str()).unwrap_or_default();
        fold(&agent.name).contains(&folded) || email.contains(&folded)
    });
    let columns =
        ["door-name", "door-email", "agents-organisation", "agents-roles", "agents-status", "agents-seen"];
    let table = Table {
        id: "agents".into(),
        caption: cx.words.a("agents-caption", "n", all.len()),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(|one| row(cx, one, &organisations)).collect(),
        empty: cx.t("agents-none"),
    };
    let here = links::AGENTS.to(cx.locale(), &[]);
    let search = Form::search("recherche", &here, cx.t("desk-search"))
        .field(Field::line("q", cx.t("agents-search")).optional().filled(wanted));
    let mut steps = Vec::new();
    if cx.may_somewhere(Permission::AgentInvite) {
        steps.push(Link::new(cx.t("invite-title"), links::INVITE.to(cx.locale(), &[])));
        let label = cx.words.a("requests-link", "n", waiting);
        steps.push(Link::new(label, paths::REQUESTS.to(cx.locale(), &[])));
    }
    let title = cx.t("agents-title");
    let frame = cx.frame(&title, links::AGENTS.address(&[])).under(title.clone(), here);
    let blocks = vec![Block::Steps(steps), Block::Form(search), Block::Table(table)];
    Ok(Reply::page(cx.page(frame, blocks)))
}

fn form(cx: &Cx<'_>) -> Result<Form, Refusal> {
    let (spaces, organisations) = cx.read(|db| {
        let spaces = spaces::list(db, &cx.by, Permission::CatalogRead)?;
        Ok::<_, AccountsError>((spaces, organisations::list(db, &cx.by)?))
    })?;
    // Who keeps one organisation alone sees no whole space: theirs follows from the organisation.
    let mut choices = words::spaces(&spaces);
    if choices.is_empty() {
        let own = cx.signed()?.agent.space;
        choices.push((words::id_text(own), cx.t("invite-own-space")));
    }
    Ok(Form::new("invitation", links::INVITE.to(cx.locale(), &[]), cx.t("invite-submit"))
        .field(Field::line("name", cx.t("door-name")))
        .field(Field::email("email", cx.t("door-email"), "off"))
        .field(Field::select("space", cx.t("invite-space"), choices))
        .field(
            Field::select(
                "organisation",
                cx.t("agents-organisation"),
                words::organisations(cx, &organisations),
            )
            .optional(),
        )
        .field(
            Field::select("locale", cx.t("invite-language"), words::languages()).filled(cx.locale().as_str()),
        ))
}

fn page(cx: &Cx<'_>, form: Form) -> Reply {
    let title = cx.t("invite-title");
    let frame = cx
        .frame(&title, links::INVITE.address(&[]))
        .under(cx.t("agents-title"), links::AGENTS.to(cx.locale(), &[]))
        .under(title.clone(), links::INVITE.to(cx.locale(), &[]));
    Reply::page(cx.page(frame, vec![Block::Form(form)]).led(cx.t("invite-lead")))
}

fn invite_page(cx: &Cx<'_>) -> Answer {
    Ok(page(cx, form(cx)?))
}

fn invite(cx: &Cx<'_>) -> Answer {
    let new = Invitation {
        email: cx.fields.get("email").into(),
        name: cx.fields.get("name").into(),
        space: cx.field_id("space"),
        organisation: cx.field_id("organisation"),
        locale: words::locale(cx.fields.get("locale")),
    };
    match cx.write(|db| invite::invite(db, &cx.desk.means, &cx.by, &new)) {
        Ok(agent) => Ok(cx.done(&links::AGENT.to(cx.locale(), &[&agent.id.to_string()]), "invited")),
        Err(error) => Ok(page(cx, cx.again(form(cx)?, error)?)),
    }
}
