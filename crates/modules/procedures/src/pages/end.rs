//! The end of a procedure: merged, split or retired.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::{Permission, Place};
use parvis_ui::{Block, Field, Form};

use super::frame_of;
use crate::place::Located;
use crate::service::life::{self, End};
use crate::service::{catalogue, day};
use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    let policy = Policy::Needs(Permission::CatalogWrite);
    routes.page(links::END, policy, show).act(links::END, policy, end)
}

fn load(cx: &Cx<'_>) -> Result<Located, Refusal> {
    cx.read(|db| catalogue::get(db, &cx.by, cx.part("slug"), Permission::CatalogWrite))
}

fn forms(cx: &Cx<'_>, one: &Located) -> Vec<Form> {
    let to = links::END.to(cx.locale(), &[&one.shown.slug]);
    let form = |id: &str, title: String, submit: String| {
        Form::new(id, to.clone(), submit).titled(title).field(Field::hidden("how", id)).grave()
    };
    let retire = form("retirer", cx.t("proc-retire-title"), cx.t("proc-retire"));
    let space = Place { space: one.place.space, ..Place::PLATFORM };
    if !cx.by.actor.may(Permission::CatalogWrite, &space, cx.now()) {
        return vec![words::dated(cx, retire)];
    }
    let merge = form("fusionner", cx.t("proc-merge-title"), cx.t("proc-merge"))
        .field(Field::line("into", cx.t("proc-merge-into")).hinted(cx.t("proc-into-hint")));
    let split = form("scinder", cx.t("proc-split-title"), cx.t("proc-split"))
        .field(Field::line("into", cx.t("proc-split-into")).hinted(cx.t("proc-split-hint")));
    [merge, split, retire].into_iter().map(|form| words::dated(cx, form)).collect()
}

fn page(cx: &Cx<'_>, one: &Located, forms: Vec<Form>) -> Reply {
    let title = cx.words.a("proc-end-title", "name", one.shown.name.as_str());
    let frame = frame_of(cx, one, &title, links::END, &[&one.shown.slug]);
    let blocks = forms.into_iter().map(Block::Form).collect();
    Reply::page(cx.page(frame, blocks).led(cx.t("proc-end-lead")))
}

fn show(cx: &Cx<'_>) -> Answer {
    let one = load(cx)?;
    let forms = forms(cx, &one);
    Ok(page(cx, &one, forms))
}

fn end(cx: &Cx<'_>) -> Answer {
    let one = load(cx)?;
    let how = cx.fields.get("how");
    let into = cx.fields.get("into");
    let asked = match how {
        "fusionner" => End::Merge(into.to_owned()),
        "scinder" => {
            End::Split(into.split([' ', ',', ';']).filter(|s| !s.is_empty()).map(str::to_owned).collect())
        }
        "retirer" => End::Retire,
        _ => return Err(Refusal::new(parvis_kernel::ErrorKind::Invalid)),
    };
    let done = day("day", cx.fields.get("day")).and_then(|on| {
        cx.write(|db| life::end(db, &cx.by, &one.shown.slug, &asked, on, cx.fields.get("reason")))
    });
    match done {
        Ok(()) => Ok(cx.done(&links::PROCEDURE.to(cx.locale(), &[&one.shown.slug]), "proc-ended")),
        Err(error @ (AccountsError::Invalid { .. } | AccountsError::Conflict(_))) => {
            let mut forms = forms(cx, &one);
            if let Some(form) = forms.iter_mut().find(|form| form.id == how) {
                *form = cx.again(form.clone(), error)?;
            }
            Ok(page(cx, &one, forms))
        }
        Err(error) => Err(error.into()),
    }
}
