//! Versions of a survey: those that were published, and the next one in the making.

mod condition;
mod draft;
mod preview;
mod publish;
mod question;
mod tell;
mod translate;
mod wording;

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Paths, Policy, Refusal, Reply, Routes};
use parvis_kernel::{Locale, Permission};
use parvis_ui::{Block, Cell, Field, Form, Frame, Link, Table, Tone};

use super::{frame_of, frame_under};
use crate::links;
use crate::service::forms::Held;
use crate::service::versions::{self, Editing, Past};
use crate::survey::Tongue;

pub fn routes(routes: Routes) -> Routes {
    let manage = Policy::Needs(Permission::ReviewManage);
    let routes = routes.page(links::VERSIONS, Policy::Needs(Permission::ReviewRead), show).act(
        links::VERSION_TAKE,
        manage,
        take,
    );
    [
        draft::routes,
        question::routes,
        condition::routes,
        translate::routes,
        wording::routes,
        preview::routes,
        publish::routes,
    ]
    .into_iter()
    .fold(routes, |routes, add| add(routes, manage))
}

pub(super) use tell::condition as condition_in_words;

/// The language of the survey in which its words are shown to the reader of the desk.
pub(super) fn tongue(cx: &Cx<'_>) -> Tongue {
    match cx.locale() {
        Locale::Fr => Tongue::French,
        Locale::En => Tongue::English,
    }
}

/// What is edited of the survey of the address.
fn load(cx: &Cx<'_>) -> Result<Editing, Refusal> {
    let id = cx.id("id")?;
    cx.read(|db| versions::editing(db, &cx.by, id))
}

/// The frame of a page under the draft of a survey.
fn frame(cx: &Cx<'_>, held: &Held, title: &str, paths: Paths) -> Frame {
    frame_under(cx, held, ("reviews-draft", links::DRAFT), title, (paths, cx.part("id")))
}

/// An address of the survey in hand.
fn to(cx: &Cx<'_>, paths: Paths) -> String {
    paths.to(cx.locale(), &[cx.part("id")])
}

/// The revision of the draft that a form was made with.
fn revision(cx: &Cx<'_>) -> i32 {
    cx.fields.get("revision").parse().unwrap_or(-1)
}

/// A field that says which revision a form was made with.
fn seen(editing: &Editing) -> Field {
    Field::hidden("revision", editing.revision.to_string())
}

/// What is wrong, for a page whose form has no field to say it at.
fn alert(cx: &Cx<'_>, error: AccountsError) -> Result<Block, Refusal> {
    let message = match error {
        AccountsError::Invalid { message, .. } | AccountsError::Conflict(message) => message,
        other => return Err(other.into()),
    };
    Ok(Block::Alert { tone: Tone::Error, title: cx.t("reviews-draft-refused"), text: cx.t(message) })
}

fn show(cx: &Cx<'_>) -> Answer {
    page(cx, None)
}

fn page(cx: &Cx<'_>, wrong: Option<Block>) -> Answer {
    let id = cx.id("id")?;
    let told = cx.read(|db| versions::history(db, &cx.by, id))?;
    let may = cx.by.actor.may(Permission::ReviewManage, &told.held.about.place, cx.now())
        && told.held.form.closed.is_none();
    let mut blocks: Vec<Block> = wrong.into_iter().collect();
    if may {
        let key = if told.draft.is_some() { "reviews-draft-continue" } else { "reviews-draft-begin" };
        blocks.push(Block::Steps(vec![Link::new(cx.t(key), to(cx, links::DRAFT))]));
    }
    let revision = told.draft.as_ref().map_or(0, |draft| draft.revision);
    let newest = told.versions.first().map_or(1, |past| past.version.number);
    let row = |(at, past): (usize, &Past)| {
        let one = &past.version;
        let before = told.versions.get(at + 1).map_or(&one.shape, |before| &before.version.shape);
        let changes =
            past.changes.iter().map(|change| Cell::text(tell::change(cx, (before, &one.shape), change)));
        let changes: Vec<Cell> = changes.collect();
        let by = one.published_by.map(|id| told.names.get(&id).cloned());
        let by = by.map(|name| name.unwrap_or_else(|| cx.t("reviews-by-somebody"))).unwrap_or_default();
        let again = Cell::Button {
            label: cx.t("reviews-version-take"),
            about: one.number.to_string(),
            action: to(cx, links::VERSION_TAKE),
            values: vec![
                ("number".into(), one.number.to_string()),
                ("revision".into(), revision.to_string()),
            ],
        };
        vec![
            Cell::text(cx.words.a("reviews-version-n", "n", usize::try_from(one.number).unwrap_or(0))),
            Cell::text(cx.words.date(one.published_at)),
            Cell::text(by),
            Cell::text(one.note.clone()),
            if changes.is_empty() { Cell::text(cx.t("reviews-version-first")) } else { Cell::All(changes) },
            Cell::text(super::dashboard::integer(cx, past.opinions)),
            if may && one.number != newest { again } else { Cell::text("") },
        ]
    };
    let columns = [
        "reviews-version",
        "reviews-act-day",
        "reviews-act-by",
        "reviews-version-why",
        "reviews-version-changes",
        "reviews-opinions",
        "desk-action",
    ];
    blocks.push(Block::Table(Table {
        id: "versions".into(),
        caption: cx.t("reviews-versions-caption"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: told.versions.iter().enumerate().map(row).collect(),
        empty: String::new(),
    }));
    let frame = frame_of(cx, &told.held, &cx.t("reviews-versions"), links::VERSIONS);
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("reviews-versions-lead"))))
}

fn take(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let Ok(number) = cx.fields.get("number").parse() else { return Err(Refusal::not_found()) };
    match cx.write(|db| versions::take(db, &cx.by, id, revision(cx), number)) {
        Ok(()) => Ok(cx.done(&to(cx, links::DRAFT), "reviews-version-taken")),
        Err(error) => page(cx, Some(alert(cx, error)?)),
    }
}

/// A form of one page of the draft.
fn form(cx: &Cx<'_>, editing: &Editing, paths: Paths) -> Form {
    Form::new("question", to(cx, paths), cx.t("desk-save")).field(seen(editing))
}

/// On to the draft, or the form again with what is wrong.
fn saved(
    cx: &Cx<'_>,
    done: Result<(), AccountsError>,
    again: impl FnOnce(&Editing) -> Result<(Form, String, Paths), Refusal>,
) -> Answer {
    match done {
        Ok(()) => Ok(cx.done(&to(cx, links::DRAFT), "reviews-draft")),
        Err(error) => {
            let editing = load(cx)?;
            let (form, title, paths) = again(&editing)?;
            let form = cx.again(form, error)?;
            Ok(Reply::page(cx.page(frame(cx, &editing.held, &title, paths), vec![Block::Form(form)])))
        }
    }
}
