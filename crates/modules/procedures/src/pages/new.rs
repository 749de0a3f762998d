//! A new procedure.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_accounts::model::Space;
use parvis_accounts::service::spaces as all_spaces;
use parvis_catalog::Kind;
use parvis_db::Db;
use parvis_journal::By;
use parvis_kernel::Permission;
use parvis_ui::{Block, Field, Form};

use super::frame;
use crate::service::facts::SETTABLE;
use crate::service::{day, life};
use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    let policy = Policy::Needs(Permission::CatalogWrite);
    routes.page(links::NEW, policy, show).act(links::NEW, policy, create)
}

/// The spaces to which the actor may add procedures.
pub fn spaces(db: &mut Db, by: &By) -> Result<Vec<Space>, AccountsError> {
    all_spaces::list(db, by, Permission::CatalogWrite)
}

fn form(cx: &Cx<'_>) -> Result<Form, Refusal> {
    let spaces = cx.read(|db| spaces(db, &cx.by))?;
    if spaces.is_empty() {
        return Err(Refusal::new(parvis_kernel::ErrorKind::Forbidden));
    }
    let form = Form::new("demarche", links::NEW.to(cx.locale(), &[]), cx.t("proc-create"))
        .field(Field::select("space", cx.t("proc-space"), words::spaces(&spaces)));
    let form = SETTABLE.iter().fold(form, |form, kind| form.field(words::field(cx, kind.as_str(), *kind)));
    Ok(words::dated(cx, form))
}

fn page(cx: &Cx<'_>, form: Form) -> Reply {
    let frame = frame(cx, &cx.t("proc-new"), links::NEW, &[]);
    Reply::page(cx.page(frame, vec![Block::Form(form)]).led(cx.t("proc-new-lead")))
}

fn show(cx: &Cx<'_>) -> Answer {
    Ok(page(cx, form(cx)?))
}

fn create(cx: &Cx<'_>) -> Answer {
    let created = (|| {
        let space = cx.field_id("space").ok_or(AccountsError::invalid("space", "accounts-choose"))?;
        let told = SETTABLE.iter().filter(|kind| **kind != Kind::Number);
        let new = life::NewProcedure {
            space,
            number: cx.fields.get(Kind::Number.as_str()).to_owned(),
            facts: told.map(|kind| (*kind, words::told(cx, kind.as_str(), *kind))).collect(),
            on: day("day", cx.fields.get("day"))?,
            reason: cx.fields.get("reason").to_owned(),
        };
        cx.write(|db| life::create(db, &cx.desk.means, &cx.by, &new))
    })();
    match created {
        Ok(slug) => Ok(cx.done(&links::PROCEDURE.to(cx.locale(), &[&slug]), "proc-created")),
        Err(error) => Ok(page(cx, cx.again(form(cx)?, error)?)),
    }
}
