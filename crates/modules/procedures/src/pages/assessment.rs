//! One assessment: what was answered and why, and its second reading.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_accounts::service::agents;
use parvis_files::Files;
use parvis_kernel::{Id, Permission};
use parvis_ui::{Block, Cell, Field, Form, Tone};
use std::collections::HashMap;

use super::{criteria, frame_of};
use crate::assessment::{Kept, Stage};
use crate::protocol::{Input, Question};
use crate::service::{assess, evidence};
use crate::{links, words};

pub fn routes(routes: Routes, files: &Files) -> Routes {
    let review = Policy::Needs(Permission::CriterionReview);
    let [shown, accepted, returned] = [files.clone(), files.clone(), files.clone()];
    routes
        .page(links::ASSESSMENT, Policy::Needs(Permission::MeasureRead), move |cx| page(cx, &shown, None))
        .act(links::ASSESSMENT_ACCEPT, review, move |cx| accept(cx, &accepted))
        .act(links::ASSESSMENT_RETURN, review, move |cx| send_back(cx, &returned))
}

fn answer(cx: &Cx<'_>, question: &Question, told: &str) -> String {
    if question.input == Input::Number {
        return told.parse::<i64>().map_or_else(|_| told.to_owned(), |number| cx.words.integer(number));
    }
    let given = question.answers.iter().filter(|answer| told.split(' ').any(|one| one == answer.value));
    given.map(|answer| answer.text.get(cx.locale())).collect::<Vec<_>>().join(", ")
}

fn facts(cx: &Cx<'_>, kept: &Kept, names: &HashMap<Id, String>) -> Result<Vec<(String, Cell)>, Refusal> {
    let one = &kept.assessment;
    let protocol = assess::protocol(&one.indicator)?;
    let who = |id: &Id| names.get(id).cloned().unwrap_or_else(|| cx.t("proc-deleted-agent"));
    let by = |id: &Id, at| {
        cx.words.with("crit-by", &[("name", who(id).into()), ("at", words::instant(cx, at).into())])
    };
    let value = one.value.as_ref().map(|value| words::value(cx, protocol.indicator(), value));
    let mut facts = vec![
        (cx.t("crit-stage"), criteria::stage(cx, one.stage)),
        (cx.t("proc-value"), Cell::text(value.unwrap_or_else(|| cx.t("crit-no-value")))),
        (cx.t("crit-assessed-by"), Cell::text(by(&one.assessed_by, one.assessed_at))),
        (cx.t("crit-expires"), Cell::text(cx.words.day(one.expires_on))),
    ];
    if let Some((reader, at)) = &one.reviewed {
        facts.push((cx.t("crit-reviewed-by"), Cell::text(by(reader, *at))));
    }
    for question in &protocol.questions {
        if let Some(told) = one.answers.get(&question.key) {
            facts.push((question.ask.get(cx.locale()).to_owned(), Cell::text(answer(cx, question, told))));
        }
    }
    if !one.evidence.link.is_empty() {
        facts.push((cx.t("crit-link"), Cell::link(one.evidence.link.clone(), one.evidence.link.clone())));
    }
    if !one.evidence.note.is_empty() {
        facts.push((cx.t("crit-note"), Cell::text(one.evidence.note.clone())));
    }
    Ok(facts)
}

/// What a second reader can do, or why the actor is none.
fn reading(cx: &Cx<'_>, kept: &Kept) -> Vec<Block> {
    let id = kept.assessment.id.to_string();
    let may = cx.by.actor.may(Permission::CriterionReview, &kept.about.place, cx.now());
    if kept.assessment.stage != Stage::Waiting {
        return Vec::new();
    }
    if !may || cx.by.actor.agent == Some(kept.assessment.assessed_by) {
        let (title, text) = (cx.t("crit-is-waiting"), cx.t("crit-is-waiting-text"));
        return vec![Block::Alert { tone: Tone::Info, title, text }];
    }
    let accept = Form::new("accepter", links::ASSESSMENT_ACCEPT.to(cx.locale(), &[&id]), cx.t("crit-accept"))
        .titled(cx.t("crit-accept-title"));
    let back = Form::new("rendre", links::ASSESSMENT_RETURN.to(cx.locale(), &[&id]), cx.t("crit-return"))
        .titled(cx.t("crit-return-title"))
        .field(Field::area("reason", cx.t("crit-return-why")).hinted(cx.t("proc-why-hint")));
    vec![Block::Text(cx.t("crit-accept-lead")), Block::Form(accept), Block::Form(back)]
}

fn page(cx: &Cx<'_>, files: &Files, refused: Option<AccountsError>) -> Answer {
    let id = cx.id("id")?;
    let (kept, names, attached) = cx.read(|db| {
        let kept = assess::get(db, &cx.by, id, Permission::MeasureRead)?;
        let one = &kept.assessment;
        let ids: Vec<Id> = std::iter::once(one.assessed_by).chain(one.reviewed.map(|(by, _)| by)).collect();
        let names = agents::names(db, &ids)?;
        Ok::<_, AccountsError>((kept, names, evidence::of(db, id)?))
    })?;
    let mut blocks = Vec::new();
    if let Some(why) = &kept.assessment.return_reason {
        blocks.push(Block::Alert { tone: Tone::Warning, title: cx.t("crit-is-returned"), text: why.clone() });
    }
    blocks.push(Block::Facts(facts(cx, &kept, &names)?));
    blocks.extend(super::evidence::shown(cx, files, id, &attached));
    let mut second = reading(cx, &kept);
    if let Some(error) = refused {
        match second.iter_mut().find_map(|block| match block {
            Block::Form(form) if form.id == "rendre" => Some(form),
            _ => None,
        }) {
            Some(form) => *form = cx.again(form.clone(), error)?,
            None => return Err(error.into()),
        }
    }
    blocks.extend(second);
    let protocol = assess::protocol(&kept.assessment.indicator)?;
    let name = protocol.indicator().name.get(cx.locale());
    let title = cx.words.with(
        "crit-page-title",
        &[("criterion", name.into()), ("name", kept.about.shown.name.as_str().into())],
    );
    let id = id.to_string();
    let frame = frame_of(cx, &kept.about, &title, links::ASSESSMENT, &[&id]);
    Ok(Reply::page(cx.page(frame, blocks).led(protocol.indicator().question.get(cx.locale()))))
}

fn accept(cx: &Cx<'_>, files: &Files) -> Answer {
    let id = cx.id("id")?;
    cx.write(|db| assess::accept(db, files, &cx.by, id))?;
    Ok(cx.done(&links::ASSESSMENT.to(cx.locale(), &[cx.part("id")]), "crit-accepted"))
}

fn send_back(cx: &Cx<'_>, files: &Files) -> Answer {
    let id = cx.id("id")?;
    match cx.write(|db| assess::send_back(db, &cx.by, id, cx.fields.get("reason"))) {
        Ok(()) => Ok(cx.done(&links::ASSESSMENT.to(cx.locale(), &[cx.part("id")]), "crit-returned")),
        Err(error @ AccountsError::Invalid { .. }) => page(cx, files, Some(error)),
        Err(error) => Err(error.into()),
    }
}
