//! The list of surveys, and a new one.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Field, Form, Link, Table, Tone};

use super::frame;
use crate::links;
use crate::service::forms::{self, Held};
use crate::shape::Template;

pub fn routes(routes: Routes) -> Routes {
    let manage = Policy::Needs(Permission::ReviewManage);
    routes
        .page(links::FORMS, Policy::Needs(Permission::ReviewRead), show)
        .page(links::NEW, manage, new_page)
        .act(links::NEW, manage, create)
}

fn show(cx: &Cx<'_>) -> Answer {
    let all = cx.read(|db| forms::list(db, &cx.by, Permission::ReviewRead))?;
    let row = |held: &Held| {
        let state = match &held.form.closed {
            None => Cell::Badge(Tone::Success, cx.t("reviews-open")),
            Some(_) => Cell::Badge(Tone::Info, cx.t("reviews-closed-state")),
        };
        vec![
            Cell::link(held.form.name.clone(), links::FORM.to(cx.locale(), &[&held.form.id.to_string()])),
            Cell::text(held.about.shown.name.clone()),
            Cell::text(cx.t(&format!("reviews-template-{}", held.form.template))),
            state,
        ]
    };
    let table = Table {
        id: "enquetes".into(),
        caption: cx.words.a("reviews-caption", "n", all.len()),
        columns: ["reviews-name", "reviews-procedure", "reviews-template", "reviews-state"]
            .map(|key| cx.t(key))
            .to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("reviews-none"),
    };
    let mut blocks = Vec::new();
    if cx.may_somewhere(Permission::ReviewManage) {
        blocks.push(Block::Steps(vec![Link::new(cx.t("reviews-new"), links::NEW.to(cx.locale(), &[]))]));
    }
    blocks.push(Block::Table(table));
    let title = cx.t("reviews-title");
    let frame =
        cx.frame(&title, links::FORMS.address(&[])).under(title.clone(), links::FORMS.to(cx.locale(), &[]));
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("reviews-lead"))))
}

fn form(cx: &Cx<'_>) -> Form {
    let templates =
        Template::ALL.iter().map(|one| (one.to_string(), cx.t(&format!("reviews-template-{one}"))));
    Form::new("enquete", links::NEW.to(cx.locale(), &[]), cx.t("reviews-create"))
        .field(
            Field::line("procedure", cx.t("reviews-procedure"))
                .hinted(cx.t("reviews-procedure-hint"))
                .filled(cx.query.get("demarche").unwrap_or("")),
        )
        .field(Field::line("name", cx.t("reviews-name")).hinted(cx.t("reviews-name-hint")))
        .field(
            Field::radios("template", cx.t("reviews-template"), templates.collect())
                .hinted(cx.t("reviews-template-hint"))
                .filled(Template::National.as_str()),
        )
}

fn page(cx: &Cx<'_>, form: Form) -> Reply {
    let frame = frame(cx, &cx.t("reviews-new"), links::NEW);
    Reply::page(cx.page(frame, vec![Block::Form(form)]).led(cx.t("reviews-new-lead")))
}

fn new_page(cx: &Cx<'_>) -> Answer {
    Ok(page(cx, form(cx)))
}

fn create(cx: &Cx<'_>) -> Answer {
    let (procedure, name) = (cx.fields.get("procedure"), cx.fields.get("name"));
    // A form of before, or a program's, says none.
    let template = match cx.fields.get("template") {
        "" => Some(Template::National),
        text => Template::parse(text),
    };
    let made = cx.write(|db| match template {
        Some(template) => forms::create_of(db, &cx.desk.means, &cx.by, procedure, name, template),
        None => Err(AccountsError::invalid("template", "accounts-choose")),
    });
    let made = made.map_err(|error| match error {
        // A procedure that is not here, or not the actor's: said at its field.
        AccountsError::NotFound => AccountsError::invalid("procedure", "reviews-no-procedure"),
        other => other,
    });
    match made {
        Ok((form, _)) => {
            Ok(cx.done(&links::SETTINGS.to(cx.locale(), &[&form.id.to_string()]), "reviews-created"))
        }
        Err(error) => Ok(page(cx, cx.again(form(cx), error)?)),
    }
}
