//! One agent: who they are, what they may do, and what can be done about it.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Paths, Policy, Refusal, Reply, Routes};
use parvis_accounts::model::{Agent, Given, Organisation, Space, Status};
use parvis_accounts::service::rights::NewRight;
use parvis_accounts::service::{agents, enter, invite, organisations, own, rights, spaces};
use parvis_kernel::{Id, Permission, Place, Role, Scope};
use parvis_ui::{Block, Cell, Field, Form, Table};

use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    let manage = Policy::Needs(Permission::AgentManage);
    routes
        .page(links::AGENT, Policy::Needs(Permission::AgentRead), show)
        .act(links::AGENT_AGAIN, Policy::Needs(Permission::AgentInvite), again)
        .act(links::AGENT_SUSPEND, manage, suspend)
        .act(links::AGENT_RESUME, manage, resume)
        .act(links::AGENT_RESET, manage, reset)
        .act(links::AGENT_FACTOR, manage, factor)
        .act(links::AGENT_ASSIGN, manage, assign)
        .act(links::AGENT_DELETE, manage, delete)
        .act(links::AGENT_RIGHT, Policy::Needs(Permission::RightGive), give)
        // Whoever lent a right may end the loan.
        .act(links::RIGHT_REVOKE, Policy::SignedIn, revoke)
}

struct Around {
    agent: Agent,
    has_second: bool,
    given: Vec<Given>,
    spaces: Vec<Space>,
    organisations: Vec<Organisation>,
}

fn load(cx: &Cx<'_>) -> Result<Around, Refusal> {
    let id = cx.id("id")?;
    cx.read(|db| {
        let agent = agents::get(db, &cx.by, id, Permission::AgentRead)?;
        Ok::<_, AccountsError>(Around {
            has_second: own::has_second(db, agent.id)?,
            agent,
            given: enter::history_of_rights(db, id)?,
            spaces: spaces::all(db)?,
            organisations: organisations::all(db)?,
        })
    })
}

/// Scopes over which the actor may give something: pairs of value and label.
fn scopes(cx: &Cx<'_>, around: &Around) -> Vec<(String, String)> {
    let gives = |scope: Scope, place: &Place| {
        Role::ALL.iter().any(|role| cx.by.actor.may_give(*role, scope, place, cx.now()))
    };
    let label = |scope| words::scope(cx, scope, &around.spaces, &around.organisations);
    let mut all = Vec::new();
    if gives(Scope::Platform, &Place::PLATFORM) {
        all.push(("platform".to_owned(), label(Scope::Platform)));
    }
    for space in &around.spaces {
        let scope = Scope::Space(space.id);
        if gives(scope, &Place::space(space.id)) {
            all.push((format!("space:{}", space.id), label(scope)));
        }
    }
    for one in around.organisations.iter().filter(|o| o.closed_at.is_none()) {
        let scope = Scope::Organisation(one.id);
        if gives(scope, &Place::under(one.space, one.line.clone())) {
            all.push((format!("organisation:{}", one.id), label(scope)));
        }
    }
    all
}

fn read_scope(text: &str) -> Option<Scope> {
    match text.split_once(':') {
        None if text == "platform" => Some(Scope::Platform),
        Some(("space", id)) => id.parse().ok().map(Scope::Space),
        Some(("organisation", id)) => id.parse().ok().map(Scope::Organisation),
        _ => None,
    }
}

fn forms(cx: &Cx<'_>, around: &Around) -> Vec<Form> {
    let id = around.agent.id.to_string();
    let to = |paths: Paths| paths.to(cx.locale(), &[&id]);
    let place = parvis_accounts::Placed::place(&around.agent);
    let may = |permission| cx.by.actor.may(permission, &place, cx.now());
    let reason = || Field::line("reason", cx.t("desk-reason")).hinted(cx.t("desk-reason-hint"));
    let mut forms = Vec::new();
    if may(Permission::RightGive) {
        let roles = Role::ALL.iter().map(|r| (r.to_string(), words::role(cx, *r))).collect();
        forms.push(
            Form::new("droit", to(links::AGENT_RIGHT), cx.t("rights-give"))
                .titled(cx.t("rights-give-title"))
                .field(Field::select("role", cx.t("rights-role"), roles))
                .field(Field::select("scope", cx.t("rights-scope"), scopes(cx, around)))
                .field(Field::day("until", cx.t("rights-until")).optional())
                .field(reason()),
        );
    }
    if !may(Permission::AgentManage) {
        return forms;
    }
    let own: Vec<_> =
        around.organisations.iter().filter(|o| Some(o.space) == around.agent.space).cloned().collect();
    let choices = words::organisations(cx, &own);
    let current = words::id_text(around.agent.organisation);
    forms.push(
        Form::new("organisation", to(links::AGENT_ASSIGN), cx.t("desk-save"))
            .titled(cx.t("agents-organisation"))
            .field(
                Field::select("organisation", cx.t("agents-organisation"), choices)
                    .filled(current)
                    .optional(),
            ),
    );
    let simple = |id: &str, paths, key: &str| Form::new(id, to(paths), cx.t(key));
    match around.agent.status {
        Status::Invited => forms.push(simple("reinviter", links::AGENT_AGAIN, "agent-again")),
        Status::Active => {
            forms.push(simple("mot-de-passe", links::AGENT_RESET, "agent-reset"));
            forms.push(
                simple("second-facteur", links::AGENT_FACTOR, "agent-factor")
                    .titled(cx.t("agent-factor-title"))
                    .field(reason()),
            );
            forms.push(
                simple("suspendre", links::AGENT_SUSPEND, "agent-suspend")
                    .titled(cx.t("agent-suspend-title"))
                    .field(reason())
                    .grave(),
            );
        }
        _ => forms.push(simple("retablir", links::AGENT_RESUME, "agent-resume")),
    }
    forms.push(
        simple("supprimer", links::AGENT_DELETE, "agent-delete")
            .titled(cx.t("agent-delete-title"))
            .field(reason())
            .grave(),
    );
    forms
}

fn rights_table(cx: &Cx<'_>, around: &Around) -> Block {
    let row = |given: &Given| {
        let place = match given.scope {
            Scope::Organisation(id) => around
                .organisations
                .iter()
                .find(|o| o.id == id)
                .map_or(Place::PLATFORM, |o| Place::under(o.space, o.line.clone())),
            _ => given.space.map_or(Place::PLATFORM, Place::space),
        };
        let role = words::role(cx, given.role);
        let may_take =
            given.holds(cx.now()) && cx.by.actor.may_give(given.role, given.scope, &place, cx.now());
        let take = if may_take {
            let action = links::RIGHT_REVOKE.to(cx.locale(), &[&given.id.to_string()]);
            Cell::button(cx.t("rights-revoke"), role.clone(), action)
        } else {
            Cell::text("")
        };
        let lent = if given.lent_from.is_some() { cx.t("rights-lent") } else { String::new() };
        vec![
            Cell::text(role),
            Cell::text(words::scope(cx, given.scope, &around.spaces, &around.organisations)),
            Cell::All(vec![words::validity(cx, given), Cell::text(lent)]),
            Cell::text(given.reason.clone()),
            take,
        ]
    };
    let columns = ["rights-role", "rights-scope", "rights-validity", "desk-reason", "desk-action"];
    Block::Table(Table {
        id: "droits".into(),
        caption: cx.t("rights-title"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: around.given.iter().map(row).collect(),
        empty: cx.t("rights-none"),
    })
}

fn page(cx: &Cx<'_>, around: &Around, refused: Option<(&str, AccountsError)>) -> Answer {
    let agent = &around.agent;
    let name =
        |id: Option<Id>| around.organisations.iter().find(|o| Some(o.id) == id).map(|o| o.name.clone());
    let space = around.spaces.iter().find(|s| Some(s.id) == agent.space).map(|s| s.name.clone());
    let facts = vec![
        (cx.t("door-email"), Cell::text(agent.email.as_ref().map(ToString::to_string).unwrap_or_default())),
        (cx.t("agents-status"), words::status(cx, agent.status)),
        (cx.t("invite-space"), Cell::text(space.unwrap_or_else(|| cx.t("desk-scope-platform")))),
        (
            cx.t("agents-organisation"),
            Cell::text(name(agent.organisation).unwrap_or_else(|| cx.t("desk-none"))),
        ),
        (cx.t("agent-second"), Cell::text(cx.t(if around.has_second { "desk-yes" } else { "desk-no" }))),
        (
            cx.t("agents-seen"),
            Cell::text(agent.signed_in_at.map_or_else(|| cx.t("agents-never"), |at| words::instant(cx, at))),
        ),
    ];
    let mut forms = forms(cx, around);
    if let Some((id, error)) = refused {
        match forms.iter_mut().find(|form| form.id == id && !form.fields.is_empty()) {
            Some(form) => *form = cx.again(form.clone(), error)?,
            None => return Err(error.into()),
        }
    }
    let mut blocks = vec![Block::Facts(facts), rights_table(cx, around)];
    blocks.extend(forms.into_iter().map(Block::Form));
    let id = agent.id.to_string();
    let frame = cx
        .frame(&agent.name, links::AGENT.address(&[&id]))
        .under(cx.t("agents-title"), links::AGENTS.to(cx.locale(), &[]))
        .under(agent.name.clone(), links::AGENT.to(cx.locale(), &[&id]));
    Ok(Reply::page(cx.page(frame, blocks)))
}

fn show(cx: &Cx<'_>) -> Answer {
    page(cx, &load(cx)?, None)
}

/// Back to the page, which says what was done; or the form again.
fn back(cx: &Cx<'_>, form: &str, done: &str, result: Result<(), AccountsError>) -> Answer {
    match result {
        Ok(()) => Ok(cx.done(&links::AGENT.to(cx.locale(), &[cx.part("id")]), done)),
        Err(error @ (AccountsError::Invalid { .. } | AccountsError::Conflict(_))) => {
            page(cx, &load(cx)?, Some((form, error)))
        }
        Err(error) => Err(error.into()),
    }
}

fn again(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    back(cx, "reinviter", "invited", cx.write(|db| invite::again(db, &cx.desk.means, &cx.by, id)))
}

fn suspend(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    back(
        cx,
        "suspendre",
        "suspended",
        cx.write(|db| agents::suspend(db, &cx.by, id, cx.fields.get("reason"))),
    )
}

fn resume(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    back(cx, "retablir", "resumed", cx.write(|db| agents::resume(db, &cx.by, id)))
}

fn reset(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    back(cx, "mot-de-passe", "reset-sent", cx.write(|db| agents::send_reset(db, &cx.desk.means, &cx.by, id)))
}

fn factor(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let reason = cx.fields.get("reason");
    let done = cx.write(|db| agents::reset_factor(db, &cx.desk.means, &cx.by, id, reason));
    back(cx, "second-facteur", "factor-reset", done)
}

fn assign(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    back(
        cx,
        "organisation",
        "saved",
        cx.write(|db| agents::assign(db, &cx.by, id, cx.field_id("organisation"))),
    )
}

fn delete(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    match cx.write(|db| agents::delete(db, &cx.by, id, cx.fields.get("reason"))) {
        Ok(()) => Ok(cx.done(&links::AGENTS.to(cx.locale(), &[]), "agent-deleted")),
        Err(error) => back(cx, "supprimer", "", Err(error)),
    }
}

fn give(cx: &Cx<'_>) -> Answer {
    let agent = cx.id("id")?;
    let done = (|| {
        let role =
            Role::parse(cx.fields.get("role")).ok_or(AccountsError::invalid("role", "accounts-choose"))?;
        let scope =
            read_scope(cx.fields.get("scope")).ok_or(AccountsError::invalid("scope", "accounts-choose"))?;
        let until = cx.field_day_end("until")?;
        let new = NewRight { agent, role, scope, from: None, until, reason: cx.fields.get("reason").into() };
        match cx.write(|db| rights::give(db, &cx.desk.means, &cx.by, &new, None)) {
            // The agent is seen, the combination may not be given: a wrong choice, not a wrong page.
            Err(AccountsError::Forbidden) => Err(AccountsError::invalid("role", "rights-may-not-give")),
            given => given.map(drop),
        }
    })();
    back(cx, "droit", "right-given", done)
}

fn revoke(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let agent = cx.write(|db| rights::revoke(db, &cx.by, id, cx.fields.get("reason"), None))?;
    let to = if cx.may_somewhere(Permission::AgentRead) {
        links::AGENT.to(cx.locale(), &[&agent.to_string()])
    } else {
        parvis_accounts::http::paths::ACCOUNT.to(cx.locale(), &[])
    };
    Ok(cx.done(&to, "right-revoked"))
}
