//! The draft: what the next version asks, in order, with a page for each thing.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Paths, Policy, Reply, Routes};
use parvis_ui::{Block, Cell, Form, Link, Table, Tone};
use parvis_web::Query;

use super::{alert, frame_of, load, revision, seen, tell, to};
use crate::links;
use crate::service::versions::{self, Editing};
use crate::shape::{EXTRAS_MOST, Extra, ExtraId, Parts, Template, Word};
use crate::survey::{Step, Tongue};
use crate::texts::Texts;

pub fn routes(routes: Routes, manage: Policy) -> Routes {
    routes
        .page(links::DRAFT, manage, show)
        .act(links::DRAFT_HIDE, manage, hide)
        .act(links::DRAFT_MOVE, manage, shift)
        .act(links::DRAFT_REMOVE, manage, remove)
        .act(links::DRAFT_DISCARD, manage, discard)
}

fn show(cx: &Cx<'_>) -> Answer {
    page(cx, None)
}

fn page(cx: &Cx<'_>, wrong: Option<Block>) -> Answer {
    let editing = load(cx)?;
    let is_open = editing.held.form.closed.is_none();
    let mut blocks: Vec<Block> = wrong.into_iter().collect();
    let mut steps = vec![Link::new(cx.t("reviews-draft-preview"), to(cx, links::DRAFT_PREVIEW))];
    let changes = editing.changes();
    if is_open && editing.shape.extras.len() < EXTRAS_MOST {
        steps.insert(0, Link::new(cx.t("reviews-question-add"), to(cx, links::DRAFT_QUESTION)));
    }
    if is_open && !changes.is_empty() {
        steps.push(Link::new(cx.t("reviews-draft-publish"), to(cx, links::DRAFT_PUBLISH)));
    }
    blocks.push(Block::Steps(steps));
    if editing.revision == 0 {
        let number = usize::try_from(editing.number).unwrap_or(0);
        let title = cx.words.a("reviews-draft-none", "n", number);
        blocks.push(Block::Alert { tone: Tone::Info, title, text: cx.t("reviews-draft-none-text") });
    }
    blocks.push(Block::Table(template(cx, &editing)));
    blocks.push(Block::Table(texts(cx, &editing)));
    blocks.push(Block::Table(extras(cx, &editing)));
    if !changes.is_empty() {
        blocks.push(Block::Table(super::publish::difference(cx, &editing, &changes)));
    }
    if editing.revision > 0 {
        let form = Form::new("abandonner", to(cx, links::DRAFT_DISCARD), cx.t("reviews-draft-discard"))
            .titled(cx.t("reviews-draft-discard-title"))
            .field(seen(&editing))
            .grave();
        blocks.push(Block::Form(form));
    }
    let frame = frame_of(cx, &editing.held, &cx.t("reviews-draft"), links::DRAFT);
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("reviews-draft-lead"))))
}

/// A button of the draft: its label, and what it is about.
fn button(
    cx: &Cx<'_>,
    editing: &Editing,
    (key, about): (&str, &str),
    paths: Paths,
    values: &[(&str, &str)],
) -> Cell {
    let seen = ("revision".to_owned(), editing.revision.to_string());
    let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Cell::Button {
        label: cx.t(key),
        about: about.to_owned(),
        action: to(cx, paths),
        values: values.chain([seen]).collect(),
    }
}

/// The questions of the template: what they are called, whether they are asked.
fn template(cx: &Cx<'_>, editing: &Editing) -> Table {
    let shape = &editing.shape;
    let row = |step: &Step| {
        let name = tell::step(cx, shape, *step);
        let hidden = shape.hides(*step);
        let key = if hidden { "reviews-step-show" } else { "reviews-step-hide" };
        let values = [("step", step.as_str()), ("hide", if hidden { "no" } else { "yes" })];
        let button = (*step != Step::Satisfaction)
            .then(|| button(cx, editing, (key, &name), links::DRAFT_HIDE, &values));
        let state = if hidden {
            Cell::Badge(Tone::Info, cx.t("reviews-step-hidden"))
        } else {
            Cell::text(cx.t("reviews-step-asked"))
        };
        vec![Cell::text(name.clone()), state, button.unwrap_or_else(|| Cell::text(""))]
    };
    let columns = ["reviews-question", "reviews-state", "desk-action"];
    Table {
        id: "modele".into(),
        caption: cx.t(&format!("reviews-template-{}", shape.template)),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: Step::ALL.iter().map(row).collect(),
        empty: String::new(),
    }
}

/// The texts of the template that may be in other words, each with its page.
fn texts(cx: &Cx<'_>, editing: &Editing) -> Table {
    let shape = &editing.shape;
    let row = |word: Word| {
        let query = Query::write([("texte", word.as_str())]);
        let said = shape.say(Texts::of(super::tongue(cx)), word).to_owned();
        vec![
            Cell::link(tell::word(cx, word), format!("{}{query}", to(cx, links::DRAFT_WORDING))),
            Cell::text(said),
        ]
    };
    let asked = Word::of(shape.template).filter(|word| !shape.hides(word.step()));
    Table {
        id: "textes".into(),
        caption: cx.t("reviews-wordings"),
        columns: ["reviews-wording", "reviews-wording-now"].map(|key| cx.t(key)).to_vec(),
        rows: asked.map(row).collect(),
        empty: String::new(),
    }
}

/// What languages a question lacks, or that it lacks none.
fn translated(cx: &Cx<'_>, extra: &Extra) -> String {
    let lacks = Tongue::ALL.iter().filter(|tongue| !extra.label.0.contains_key(tongue));
    let lacks: Vec<&str> = lacks.map(|tongue| tongue.name()).collect();
    if lacks.is_empty() {
        cx.t("reviews-translated")
    } else {
        cx.words.a("reviews-translate", "tongues", lacks.join(", "))
    }
}

/// The survey's own questions, in order: what each is called, whom it is asked of and its translations are links to
/// where they are changed.
fn extras(cx: &Cx<'_>, editing: &Editing) -> Table {
    let all = &editing.shape.extras;
    let row = |(at, extra): (usize, &Extra)| {
        let (id, name) = (extra.id.to_string(), tell::named(cx, extra));
        let is_own = matches!(extra.id, ExtraId::Own(_));
        let page = |label: String, paths, is_open: bool| {
            let query = Query::write([("q", id.as_str())]);
            if is_open { Cell::link(label, format!("{}{query}", to(cx, paths))) } else { Cell::text(label) }
        };
        let mut buttons = Vec::new();
        if is_own {
            let shift = |key, way| {
                button(cx, editing, (key, &name), links::DRAFT_MOVE, &[("q", id.as_str()), ("way", way)])
            };
            buttons.extend((at > 0).then(|| shift("reviews-question-up", "up")));
            buttons.extend((at + 1 < all.len()).then(|| shift("reviews-question-down", "down")));
            let key = ("reviews-question-remove", name.as_str());
            buttons.push(button(cx, editing, key, links::DRAFT_REMOVE, &[("q", id.as_str())]));
        }
        let condition = tell::condition(cx, &editing.shape, extra.condition.as_ref());
        vec![
            page(name.clone(), links::DRAFT_QUESTION, is_own),
            Cell::text(tell::kind(cx, &extra.kind)),
            page(condition, links::DRAFT_CONDITION, is_own),
            page(translated(cx, extra), links::DRAFT_TRANSLATE, true),
            Cell::All(buttons),
        ]
    };
    let columns =
        ["reviews-question", "reviews-kind", "reviews-condition", "reviews-translations", "desk-action"];
    Table {
        id: "questions".into(),
        caption: cx.t("reviews-questions"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().enumerate().map(row).collect(),
        empty: cx.t("reviews-questions-none"),
    }
}

/// Changes the draft by a button; what is wrong is said above the draft.
fn acted(cx: &Cx<'_>, change: impl FnOnce(&mut Parts) -> Result<(), AccountsError>) -> Answer {
    let id = cx.id("id")?;
    let done = cx.write(|db| versions::edit(db, &cx.by, id, revision(cx), |parts, _| change(parts)));
    match done {
        Ok(()) => Ok(cx.done(&to(cx, links::DRAFT), "reviews-draft")),
        Err(error) => page(cx, Some(alert(cx, error)?)),
    }
}

fn hide(cx: &Cx<'_>) -> Answer {
    let step = Step::parse(cx.fields.get("step")).ok_or(AccountsError::NotFound)?;
    let is_hidden = cx.fields.get("hide") == "yes";
    acted(cx, |parts| {
        if is_hidden {
            parts.hidden.insert(step);
        } else {
            parts.hidden.remove(&step);
        }
        Ok(())
    })
}

/// The place of the question that a form names.
fn place(cx: &Cx<'_>, parts: &Parts) -> Result<usize, AccountsError> {
    let id: ExtraId = cx.fields.get("q").parse().map_err(|_| AccountsError::NotFound)?;
    parts
        .extras
        .iter()
        .position(|extra| extra.id == id)
        .ok_or(AccountsError::Conflict("reviews-draft-changed"))
}

fn shift(cx: &Cx<'_>) -> Answer {
    let is_up = cx.fields.get("way") == "up";
    acted(cx, |parts| {
        let at = place(cx, parts)?;
        let other = if is_up { at.checked_sub(1) } else { Some(at + 1) };
        if let Some(other) = other.filter(|other| *other < parts.extras.len()) {
            parts.extras.swap(at, other);
        }
        Ok(())
    })
}

fn remove(cx: &Cx<'_>) -> Answer {
    acted(cx, |parts| {
        let at = place(cx, parts)?;
        parts.extras.remove(at);
        Ok(())
    })
}

fn discard(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    match cx.write(|db| versions::discard(db, &cx.by, id, revision(cx))) {
        Ok(()) => Ok(cx.done(&to(cx, links::VERSIONS), "reviews-draft-discarded")),
        Err(error) => page(cx, Some(alert(cx, error)?)),
    }
}

/// The other templates say what their figures are.
pub(super) const fn is_national(template: Template) -> bool {
    matches!(template, Template::National)
}
