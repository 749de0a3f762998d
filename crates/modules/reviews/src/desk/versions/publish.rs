//! Publishing the draft: first what changes and which figures it touches, then the act with its reason.

use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_ui::{Block, Cell, Field, Form, Table, Tone};

use super::{frame, load, revision, seen, tell, to};
use crate::links;
use crate::service::versions::{self, Editing};
use crate::shape::difference::Change;

pub fn routes(routes: Routes, manage: Policy) -> Routes {
    routes.page(links::DRAFT_PUBLISH, manage, show).act(links::DRAFT_PUBLISH, manage, publish)
}

/// The changes, one a row.
pub fn difference(cx: &Cx<'_>, editing: &Editing, changes: &[Change]) -> Table {
    let row =
        |change: &Change| vec![Cell::text(tell::change(cx, (&editing.published, &editing.shape), change))];
    Table {
        id: "difference".into(),
        caption: cx.words.a("reviews-diff-caption", "n", usize::try_from(editing.number).unwrap_or(0)),
        columns: vec![cx.t("reviews-version-changes")],
        rows: changes.iter().map(row).collect(),
        empty: cx.t("reviews-draft-same"),
    }
}

fn ask(cx: &Cx<'_>, editing: &Editing) -> Form {
    Form::new("publier", to(cx, links::DRAFT_PUBLISH), cx.t("reviews-draft-publish"))
        .field(seen(editing))
        .field(Field::line("reason", cx.t("reviews-version-why")).hinted(cx.t("reviews-version-why-hint")))
}

fn page(cx: &Cx<'_>, editing: &Editing, form: Form) -> Reply {
    let changes = editing.changes();
    let mut blocks: Vec<Block> = tell::touched(cx, &editing.shape, &changes).into_iter().collect();
    blocks.push(Block::Table(difference(cx, editing, &changes)));
    if editing.shape.template == crate::shape::Template::National {
        let words = editing
            .shape
            .words
            .values()
            .any(|words| words.keys().any(|word| word.step() == crate::survey::Step::Satisfaction));
        if words {
            blocks.push(Block::Alert {
                tone: Tone::Info,
                title: cx.t("reviews-publish-script"),
                text: cx.t("reviews-publish-script-text"),
            });
        }
    }
    if !changes.is_empty() {
        blocks.push(Block::Form(form));
    }
    let title = cx.t("reviews-draft-publish");
    let page = cx.page(frame(cx, &editing.held, &title, links::DRAFT_PUBLISH), blocks);
    Reply::page(page.led(cx.t("reviews-publish-lead")))
}

fn show(cx: &Cx<'_>) -> Answer {
    let editing = load(cx)?;
    let form = ask(cx, &editing);
    Ok(page(cx, &editing, form))
}

fn publish(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let reason = cx.fields.get("reason");
    match cx.write(|db| versions::publish(db, &cx.by, id, revision(cx), reason)) {
        Ok(_) => Ok(cx.done(&to(cx, links::VERSIONS), "reviews-published")),
        Err(error) => {
            let editing = load(cx)?;
            let form = cx.again(ask(cx, &editing), error)?;
            Ok(page(cx, &editing, form))
        }
    }
}
