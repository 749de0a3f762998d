//! Of whom a question of one's own is asked: of those who answered an earlier one so. First which question, then which of
//! its answers.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_ui::{Block, Field, Form};

use super::question::asked;
use super::{alert, form, frame, load, revision, tell, to, tongue};
use crate::links;
use crate::service::versions::{self, Editing};
use crate::shape::{Condition, Extra, ExtraId, Pick};
use crate::survey::{Face, Mark, Step};
use crate::texts::Texts;

pub fn routes(routes: Routes, manage: Policy) -> Routes {
    routes.page(links::DRAFT_CONDITION, manage, show).act(links::DRAFT_CONDITION, manage, keep)
}

/// What an address says of a question without a condition.
const EVERYBODY: &str = "tous";

/// The questions that a condition of this one may look at: name in the form, and in words.
fn sources(cx: &Cx<'_>, editing: &Editing, extra: &Extra) -> Vec<(String, String)> {
    let shape = &editing.shape;
    let national = [Step::Satisfaction, Step::Clarity].into_iter().filter(|step| !shape.hides(*step));
    let national = national.map(|step| (step.to_string(), tell::step(cx, shape, step)));
    let before =
        shape.extras.iter().take_while(|one| one.id != extra.id).filter(|one| !one.picks().is_empty());
    national.chain(before.map(|one| (one.id.to_string(), tell::named(cx, one)))).collect()
}

/// The answers of a question, as the form names them and in words.
fn answers(cx: &Cx<'_>, editing: &Editing, source: &str) -> Vec<(String, String)> {
    let texts = Texts::of(tongue(cx));
    match Step::parse(source) {
        Some(Step::Satisfaction) => {
            let label = |face: &Face| (face.to_string(), editing.shape.face(texts, *face).to_owned());
            Face::ALL.iter().map(label).collect()
        }
        Some(Step::Clarity) => {
            let label = |mark: &Mark| (mark.to_string(), texts.option("clarity", mark.as_str()).to_owned());
            Mark::ALL.iter().map(label).collect()
        }
        _ => {
            let extra = source.parse().ok().and_then(|id| editing.shape.extra(id));
            let label = |extra: &Extra, pick: Pick| (pick.to_string(), extra.pick_label(pick, tongue(cx)).0);
            extra
                .map(|extra| extra.picks().into_iter().map(|pick| label(extra, pick)).collect())
                .unwrap_or_default()
        }
    }
}

/// What a condition looks at, and by which answers, as the form names them.
fn told(condition: Option<&Condition>) -> (String, Vec<String>) {
    fn all(picks: impl IntoIterator<Item = impl ToString>) -> Vec<String> {
        picks.into_iter().map(|pick| pick.to_string()).collect()
    }
    match condition {
        None => (String::new(), Vec::new()),
        Some(Condition::Satisfaction(faces)) => (Step::Satisfaction.to_string(), all(faces)),
        Some(Condition::Clarity(marks)) => (Step::Clarity.to_string(), all(marks)),
        Some(Condition::Extra { id, picks }) => (id.to_string(), all(picks)),
    }
}

fn page(cx: &Cx<'_>, editing: &Editing, (extra, source): (&Extra, &str), wrong: Option<Block>) -> Reply {
    let (usual, picks) = told(extra.condition.as_ref());
    let id = extra.id.to_string();
    let here = to(cx, links::DRAFT_CONDITION);
    let mut choices = vec![(EVERYBODY.to_owned(), cx.t("reviews-condition-none"))];
    choices.extend(sources(cx, editing, extra));
    let choose =
        Form::search("source", here, cx.t("reviews-condition-choose")).field(Field::hidden("q", &id)).field(
            Field::select("sur", cx.t("reviews-condition-source"), choices).filled(if source.is_empty() {
                EVERYBODY
            } else {
                source
            }),
        );
    let mut keep = form(cx, editing, links::DRAFT_CONDITION)
        .field(Field::hidden("q", &id))
        .field(Field::hidden("source", source));
    if !source.is_empty() {
        let ticked = if source == usual { picks.join(" ") } else { String::new() };
        keep = keep.field(
            Field::boxes("picks", cx.t("reviews-condition-answers"), answers(cx, editing, source))
                .filled(ticked),
        );
    }
    let title = cx.words.a("reviews-condition-title", "name", tell::named(cx, extra));
    let frame = frame(cx, &editing.held, &title, links::DRAFT_CONDITION);
    let now = Block::Text(tell::condition(cx, &editing.shape, extra.condition.as_ref()));
    let blocks = wrong.into_iter().chain([now, Block::Form(choose), Block::Form(keep)]).collect();
    Reply::page(cx.page(frame, blocks).led(cx.t("reviews-condition-lead")))
}

fn own<'e>(editing: &'e Editing, id: &str) -> Result<&'e Extra, Refusal> {
    asked(editing, id)?.ok_or(Refusal::not_found())
}

fn show(cx: &Cx<'_>) -> Answer {
    let editing = load(cx)?;
    let extra = own(&editing, cx.query.get("q").unwrap_or(""))?;
    let usual = told(extra.condition.as_ref()).0;
    let source = match cx.query.get("sur") {
        None => usual.as_str(),
        Some(EVERYBODY) => "",
        Some(source) => source,
    };
    Ok(page(cx, &editing, (extra, source), None))
}

/// What the form says; no answer: always asked.
fn read(cx: &Cx<'_>) -> Result<Option<Condition>, AccountsError> {
    const WRONG: AccountsError = AccountsError::invalid("condition", "reviews-shape-condition");
    let picks: Vec<&str> = cx.fields.all("picks").collect();
    let source = cx.fields.get("source");
    if picks.is_empty() || source.is_empty() {
        return Ok(None);
    }
    let condition = match Step::parse(source) {
        Some(Step::Satisfaction) => {
            let faces = picks.iter().map(|pick| Face::parse(pick).ok_or(WRONG));
            Condition::Satisfaction(faces.collect::<Result<_, _>>()?)
        }
        Some(Step::Clarity) => {
            let marks = picks.iter().map(|pick| Mark::parse(pick).ok_or(WRONG));
            Condition::Clarity(marks.collect::<Result<_, _>>()?)
        }
        _ => {
            let id: ExtraId = source.parse().map_err(|_| WRONG)?;
            let picks = picks.iter().map(|pick| pick.parse::<Pick>().map_err(|_| WRONG));
            Condition::Extra { id, picks: picks.collect::<Result<_, _>>()? }
        }
    };
    Ok(Some(condition))
}

fn keep(cx: &Cx<'_>) -> Answer {
    let form = cx.id("id")?;
    let id: ExtraId = cx.fields.get("q").parse().map_err(|_| Refusal::not_found())?;
    let done = read(cx).and_then(|condition| {
        cx.write(|db| {
            versions::edit(db, &cx.by, form, revision(cx), |parts, _| {
                let changed = AccountsError::Conflict("reviews-draft-changed");
                let extra = parts.extras.iter_mut().find(|extra| extra.id == id).ok_or(changed)?;
                extra.condition = condition;
                Ok(())
            })
        })
    });
    match done {
        Ok(()) => Ok(cx.done(&to(cx, links::DRAFT), "reviews-draft")),
        Err(error) => {
            let editing = load(cx)?;
            let extra = own(&editing, cx.fields.get("q"))?;
            Ok(page(cx, &editing, (extra, cx.fields.get("source")), Some(alert(cx, error)?)))
        }
    }
}
