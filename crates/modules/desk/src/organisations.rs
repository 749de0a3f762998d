//! The organisations of a space.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_accounts::model::Organisation;
use parvis_accounts::service::organisations::{self, NewOrganisation};
use parvis_accounts::service::spaces;
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Field, Form, Link, Table};

use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    let manage = Policy::Needs(Permission::OrganisationManage);
    routes
        .page(links::ORGANISATIONS, Policy::Needs(Permission::AgentRead), show)
        .page(links::ORGANISATION_NEW, manage, new_page)
        .act(links::ORGANISATION_NEW, manage, create)
        .page(links::ORGANISATION, manage, one)
        .act(links::ORGANISATION, manage, change)
}

fn show(cx: &Cx<'_>) -> Answer {
    let (all, spaces) =
        cx.read(|db| Ok::<_, AccountsError>((organisations::list(db, &cx.by)?, spaces::all(db)?)))?;
    let row = |one: &Organisation| {
        let parent = all.iter().find(|o| Some(o.id) == one.parent).map(|o| o.name.clone());
        let space = spaces.iter().find(|s| s.id == one.space).map(|s| s.name.clone());
        let name = if one.closed_at.is_some() {
            cx.words.a("organisations-closed", "name", one.name.as_str())
        } else {
            one.name.clone()
        };
        let may =
            cx.by.actor.may(Permission::OrganisationManage, &parvis_accounts::Placed::place(one), cx.now());
        let to = links::ORGANISATION.to(cx.locale(), &[&one.id.to_string()]);
        vec![
            if may { Cell::link(name, to) } else { Cell::text(name) },
            Cell::text(cx.t(&format!("organisation-kind-{}", one.kind))),
            Cell::text(parent.unwrap_or_default()),
            Cell::text(one.siret.as_ref().map(ToString::to_string).unwrap_or_default()),
            Cell::text(space.unwrap_or_default()),
        ]
    };
    let columns = [
        "organisations-name",
        "organisations-kind",
        "organisations-parent",
        "organisations-siret",
        "invite-space",
    ];
    let table = Table {
        id: "organisations".into(),
        caption: cx.words.a("organisations-caption", "n", all.len()),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("organisations-none"),
    };
    let mut blocks = vec![Block::Table(table)];
    if cx.may_somewhere(Permission::OrganisationManage) {
        let step = Link::new(cx.t("organisations-new"), links::ORGANISATION_NEW.to(cx.locale(), &[]));
        blocks.insert(0, Block::Steps(vec![step]));
    }
    let title = cx.t("organisations-title");
    let here = links::ORGANISATIONS.to(cx.locale(), &[]);
    let frame = cx.frame(&title, links::ORGANISATIONS.address(&[])).under(title.clone(), here);
    Ok(Reply::page(cx.page(frame, blocks)))
}

fn fields(cx: &Cx<'_>, form: Form, all: &[Organisation], own: Option<&Organisation>) -> Form {
    let others: Vec<_> =
        all.iter().filter(|o| own.is_none_or(|own| !o.line.contains(&own.id))).cloned().collect();
    let text = |value: Option<String>| value.unwrap_or_default();
    form.field(Field::line("name", cx.t("organisations-name")).filled(text(own.map(|o| o.name.clone()))))
        .field(
            Field::select("kind", cx.t("organisations-kind"), words::organisation_kinds(cx))
                .filled(text(own.map(|o| o.kind.to_string()))),
        )
        .field(
            Field::select("parent", cx.t("organisations-parent"), words::organisations(cx, &others))
                .filled(words::id_text(own.and_then(|o| o.parent)))
                .optional(),
        )
        .field(
            Field::line("siret", cx.t("organisations-siret"))
                .hinted(cx.t("organisations-siret-hint"))
                .filled(text(own.and_then(|o| o.siret.as_ref()).map(ToString::to_string)))
                .optional(),
        )
}

fn new_form(cx: &Cx<'_>) -> Result<Form, Refusal> {
    let (spaces, all) = cx.read(|db| {
        let spaces = spaces::list(db, &cx.by, Permission::CatalogRead)?;
        Ok::<_, AccountsError>((spaces, organisations::list(db, &cx.by)?))
    })?;
    let mut choices = words::spaces(&spaces);
    if choices.is_empty() {
        choices.push((words::id_text(cx.signed()?.agent.space), cx.t("invite-own-space")));
    }
    let form =
        Form::new("organisation", links::ORGANISATION_NEW.to(cx.locale(), &[]), cx.t("organisations-create"))
            .field(Field::select("space", cx.t("invite-space"), choices));
    Ok(fields(cx, form, &all, None))
}

fn page(cx: &Cx<'_>, title: &str, paths: parvis_accounts::http::Paths, parts: &[&str], form: Form) -> Reply {
    let frame = cx
        .frame(title, paths.address(parts))
        .under(cx.t("organisations-title"), links::ORGANISATIONS.to(cx.locale(), &[]))
        .under(title, paths.to(cx.locale(), parts));
    Reply::page(cx.page(frame, vec![Block::Form(form)]))
}

fn new_page(cx: &Cx<'_>) -> Answer {
    Ok(page(cx, &cx.t("organisations-new"), links::ORGANISATION_NEW, &[], new_form(cx)?))
}

fn asked(cx: &Cx<'_>) -> NewOrganisation {
    NewOrganisation {
        name: cx.fields.get("name").into(),
        kind: cx.fields.get("kind").into(),
        siret: cx.fields.get("siret").into(),
        parent: cx.field_id("parent"),
    }
}

fn create(cx: &Cx<'_>) -> Answer {
    let created =
        cx.field_id("space").ok_or(AccountsError::invalid("space", "accounts-choose")).and_then(|space| {
            cx.write(|db| organisations::create(db, &cx.desk.means, &cx.by, space, &asked(cx)))
        });
    match created {
        Ok(_) => Ok(cx.done(&links::ORGANISATIONS.to(cx.locale(), &[]), "saved")),
        Err(error) => {
            let form = cx.again(new_form(cx)?, error)?;
            Ok(page(cx, &cx.t("organisations-new"), links::ORGANISATION_NEW, &[], form))
        }
    }
}

fn form(cx: &Cx<'_>) -> Result<(Form, String), Refusal> {
    let id = cx.id("id")?;
    let (own, all) = cx.read(|db| {
        let own = organisations::get(db, &cx.by, id, Permission::OrganisationManage)?;
        Ok::<_, AccountsError>((own, organisations::list(db, &cx.by)?))
    })?;
    let to = links::ORGANISATION.to(cx.locale(), &[cx.part("id")]);
    let form = fields(cx, Form::new("organisation", to, cx.t("desk-save")), &all, Some(&own));
    let closed = if own.closed_at.is_some() { "1" } else { "" };
    let form = form.field(Field::tick("closed", cx.t("organisations-close")).filled(closed));
    Ok((form, own.name))
}

fn one(cx: &Cx<'_>) -> Answer {
    let (form, name) = form(cx)?;
    Ok(page(cx, &name, links::ORGANISATION, &[cx.part("id")], form))
}

fn change(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    match cx.write(|db| organisations::change(db, &cx.by, id, &asked(cx), cx.fields.has("closed"))) {
        Ok(()) => Ok(cx.done(&links::ORGANISATIONS.to(cx.locale(), &[]), "saved")),
        Err(error) => {
            let (form, name) = form(cx)?;
            Ok(page(cx, &name, links::ORGANISATION, &[cx.part("id")], cx.again(form, error)?))
        }
    }
}
