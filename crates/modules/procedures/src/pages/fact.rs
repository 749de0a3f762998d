//! One fact of a procedure: what it was, and what it is from a day on.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_catalog::Kind;
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Form};

use super::{frame_of, table};
use crate::place::Located;
use crate::service::facts::{self, SETTABLE, Told};
use crate::service::{catalogue, day};
use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    let policy = Policy::Needs(Permission::CatalogWrite);
    routes.page(links::FACT, policy, show).act(links::FACT, policy, set)
}

fn load(cx: &Cx<'_>) -> Result<(Located, Kind), Refusal> {
    let kind =
        Kind::parse(cx.part("kind")).filter(|kind| SETTABLE.contains(kind)).ok_or(Refusal::not_found())?;
    let one = cx.read(|db| catalogue::get(db, &cx.by, cx.part("slug"), Permission::CatalogWrite))?;
    Ok((one, kind))
}

fn form(cx: &Cx<'_>, one: &Located, kind: Kind) -> Form {
    let now = one.procedure.value(kind, cx.now().day(), cx.now()).unwrap_or_default();
    let now = if kind == Kind::Audience { now.replace('|', " ") } else { now.to_owned() };
    let to = links::FACT.to(cx.locale(), &[&one.shown.slug, kind.as_str()]);
    let form = Form::new("fait", to, cx.t("proc-save")).field(words::field(cx, "value", kind).filled(now));
    words::dated(cx, form)
}

/// What the fact was, the newest first.
pub fn history(cx: &Cx<'_>, one: &Located, kind: Kind) -> Block {
    let columns = ["proc-since", "proc-value", "proc-recorded"];
    let caption = cx.words.a("proc-history", "kind", words::kind(cx, kind));
    let mut table = table(cx, &format!("histoire-{kind}"), caption, &columns, "proc-no-history");
    let row = |fact: &&parvis_catalog::Fact| {
        vec![
            Cell::text(cx.words.day(fact.valid_from)),
            words::fact(cx, kind, &fact.value),
            Cell::text(words::instant(cx, fact.recorded_at)),
        ]
    };
    table.rows = one.procedure.history(kind).iter().rev().map(row).collect();
    Block::Table(table)
}

fn page(cx: &Cx<'_>, one: &Located, kind: Kind, form: Form) -> Reply {
    let title = cx.words.with(
        "proc-change",
        &[("kind", words::kind(cx, kind).into()), ("name", one.shown.name.as_str().into())],
    );
    let frame = frame_of(cx, one, &title, links::FACT, &[&one.shown.slug, kind.as_str()]);
    Reply::page(cx.page(frame, vec![Block::Form(form), history(cx, one, kind)]).led(cx.t("proc-change-lead")))
}

fn show(cx: &Cx<'_>) -> Answer {
    let (one, kind) = load(cx)?;
    let form = form(cx, &one, kind);
    Ok(page(cx, &one, kind, form))
}

fn set(cx: &Cx<'_>) -> Answer {
    let (one, kind) = load(cx)?;
    let done = (|| {
        let told = Told {
            kind,
            value: words::told(cx, "value", kind),
            on: day("day", cx.fields.get("day"))?,
            reason: cx.fields.get("reason").to_owned(),
        };
        cx.write(|db| facts::set(db, &cx.by, cx.part("slug"), &told))
    })();
    match done {
        Ok(()) => Ok(cx.done(&links::PROCEDURE.to(cx.locale(), &[&one.shown.slug]), "proc-set")),
        // The procedure itself may not be reached again: the error alone says so.
        Err(error @ (AccountsError::Invalid { .. } | AccountsError::Conflict(_))) => {
            let form = cx.again(form(cx, &one, kind), error)?;
            Ok(page(cx, &one, kind, form))
        }
        Err(error) => Err(error.into()),
    }
}
