//! Who answers for a procedure: a section of its page.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Routes};
use parvis_kernel::{Permission, Role, Scope};
use parvis_ui::{Block, Cell, Field, Form};

use super::{one, table};
use crate::links;
use crate::place::{Ground, Located};
use crate::service::owners::{self, Asked, Owner, ROLES};

pub fn routes(routes: Routes) -> Routes {
    let policy = Policy::Needs(Permission::RightGive);
    routes.act(links::OWNERS, policy, give).act(links::OWNER_REVOKE, policy, revoke)
}

fn row(cx: &Cx<'_>, at: &Located, ground: &Ground, owner: &Owner) -> Vec<Cell> {
    let given = &owner.right;
    let by = match given.scope {
        Scope::Procedure(_) => cx.t("proc-owner-direct"),
        Scope::Organisation(id) => ground.organisation(id).map(|one| one.name.clone()).unwrap_or_default(),
        Scope::Space(_) | Scope::Platform => cx.t("proc-space"),
    };
    let until = given.until.map(|until| cx.words.a("proc-owner-until", "day", cx.words.date(until)));
    let is_direct = matches!(given.scope, Scope::Procedure(_));
    let take = if is_direct && cx.by.actor.may_give(given.role, given.scope, &at.place, cx.now()) {
        let to = links::OWNER_REVOKE.to(cx.locale(), &[&at.shown.slug, &given.id.to_string()]);
        Cell::button(cx.t("proc-owner-revoke"), owner.name.clone(), to)
    } else {
        Cell::text("")
    };
    let email = owner.email.as_ref().map(ToString::to_string).unwrap_or_default();
    vec![
        Cell::All(vec![Cell::text(owner.name.clone()), Cell::text(email)]),
        Cell::text(cx.t(&format!("role-{}", given.role))),
        Cell::All(vec![Cell::text(by), Cell::text(until.unwrap_or_default())]),
        take,
    ]
}

fn form(cx: &Cx<'_>, at: &Located) -> Form {
    let roles = ROLES.iter().map(|role| (role.to_string(), cx.t(&format!("role-{role}")))).collect();
    Form::new("porteur", links::OWNERS.to(cx.locale(), &[&at.shown.slug]), cx.t("proc-owner-give"))
        .titled(cx.t("proc-owner-give-title"))
        .field(Field::email("email", cx.t("proc-owner-email"), "off").hinted(cx.t("proc-owner-email-hint")))
        .field(Field::select("role", cx.t("proc-owner-role"), roles))
        .field(Field::day("until", cx.t("proc-owner-end")).optional())
        .field(Field::line("reason", cx.t("proc-why")))
}

/// The section; with what is wrong in its form.
pub fn section(
    cx: &Cx<'_>,
    at: &Located,
    ground: &Ground,
    all: &[Owner],
    refused: Option<AccountsError>,
) -> Result<Vec<Block>, Refusal> {
    let columns = ["proc-owner-name", "proc-owner-role", "proc-owner-by", "proc-owner-action"];
    let mut owners = table(cx, "porteurs", cx.t("proc-owners"), &columns, "proc-owners-none");
    owners.rows = all.iter().map(|owner| row(cx, at, ground, owner)).collect();
    let mut blocks = vec![Block::Heading(cx.t("proc-owners-title")), Block::Table(owners)];
    if owners::may_give(&cx.by, at) {
        let form = form(cx, at);
        blocks.push(Block::Form(match refused {
            Some(error) => cx.again(form, error)?,
            None => form,
        }));
    }
    Ok(blocks)
}

fn give(cx: &Cx<'_>) -> Answer {
    let done = (|| {
        let asked = Asked {
            email: cx.fields.get("email").to_owned(),
            role: Role::parse(cx.fields.get("role"))
                .ok_or(AccountsError::invalid("role", "accounts-choose"))?,
            until: cx.field_day_end("until")?,
            reason: cx.fields.get("reason").to_owned(),
        };
        cx.write(|db| owners::give(db, &cx.desk.means, &cx.by, cx.part("slug"), &asked))
    })();
    match done {
        Ok(_) => Ok(cx.done(&links::PROCEDURE.to(cx.locale(), &[cx.part("slug")]), "proc-owner-given")),
        Err(error @ (AccountsError::Invalid { .. } | AccountsError::Conflict(_))) => {
            one::page(cx, Some(error))
        }
        Err(error) => Err(error.into()),
    }
}

fn revoke(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let reason = cx.t("proc-owner-revoked-why");
    cx.write(|db| owners::revoke(db, &cx.by, cx.part("slug"), id, &reason))?;
    Ok(cx.done(&links::PROCEDURE.to(cx.locale(), &[cx.part("slug")]), "proc-owner-revoked"))
}
