//! A question of one's own in another language. What is left empty shows in French.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_ui::{Block, Field, Form, Link};
use parvis_web::Query;

use super::question::asked;
use super::{form, frame, load, revision, saved, tell, to};
use crate::links;
use crate::service::versions::{self, Editing};
use crate::shape::{Extra, ExtraId, Kind, Label, Shape, Template};
use crate::survey::Tongue;

pub fn routes(routes: Routes, manage: Policy) -> Routes {
    routes.page(links::DRAFT_TRANSLATE, manage, show).act(links::DRAFT_TRANSLATE, manage, keep)
}

/// The texts of a question, each under the name of its field.
fn labels(extra: &mut Extra) -> Vec<(String, &mut Label)> {
    let mut all = vec![("label".to_owned(), &mut extra.label)];
    match &mut extra.kind {
        Kind::Choice { options, .. } => {
            all.extend(options.iter_mut().map(|option| (format!("option-{}", option.id), &mut option.label)));
        }
        Kind::Scale { low, high, .. } => all.extend([("low".to_owned(), low), ("high".to_owned(), high)]),
        Kind::Text => {}
    }
    all
}

/// The language that an address or a form names; French is where a question is written.
fn language(text: &str) -> Result<Tongue, Refusal> {
    Tongue::parse(text).filter(|tongue| *tongue != Tongue::French).ok_or(Refusal::not_found())
}

/// Whether the text is that of a published scale, in a language in which it was published.
fn is_fixed(extra: &Extra, tongue: Tongue) -> bool {
    let published = Shape::of(Template::Usability).extra(extra.id);
    published.is_some_and(|published| published.label.0.contains_key(&tongue))
}

fn ask(cx: &Cx<'_>, editing: &Editing, extra: &Extra, tongue: Tongue) -> Form {
    let mut extra = extra.clone();
    let mut form = form(cx, editing, links::DRAFT_TRANSLATE)
        .field(Field::hidden("q", extra.id.to_string()))
        .field(Field::hidden("l", tongue.as_str()));
    for (name, label) in labels(&mut extra) {
        let french = label.say(Tongue::French).0.to_owned();
        let own = label.0.get(&tongue).cloned().unwrap_or_default();
        form = form.field(Field::line(&name, french).filled(own).optional());
    }
    form
}

fn title(cx: &Cx<'_>, extra: &Extra, tongue: Tongue) -> String {
    let args = [("name", tell::named(cx, extra).into()), ("tongue", tongue.name().to_owned().into())];
    cx.words.with("reviews-translate-title", &args)
}

/// The languages to choose from.
fn choose(cx: &Cx<'_>, editing: &Editing, extra: &Extra) -> Reply {
    let link = |tongue: &Tongue| {
        let lacks = !extra.label.0.contains_key(tongue);
        let key = if lacks { "reviews-translate-to" } else { "reviews-translated-to" };
        let query = Query::write([("q", extra.id.to_string().as_str()), ("l", tongue.as_str())]);
        Link::new(
            cx.words.a(key, "tongue", tongue.name()),
            format!("{}{query}", to(cx, links::DRAFT_TRANSLATE)),
        )
    };
    let others = Tongue::ALL.iter().filter(|tongue| **tongue != Tongue::French);
    let title = tell::named(cx, extra);
    let frame = frame(cx, &editing.held, &title, links::DRAFT_TRANSLATE);
    let page = cx.page(frame, vec![Block::Links(others.map(link).collect())]);
    Reply::page(page.led(cx.t("reviews-translate-lead")))
}

fn show(cx: &Cx<'_>) -> Answer {
    let editing = load(cx)?;
    let extra = asked(&editing, cx.query.get("q").unwrap_or(""))?.ok_or(Refusal::not_found())?;
    let Some(asked_in) = cx.query.get("l") else { return Ok(choose(cx, &editing, extra)) };
    let tongue = language(asked_in)?;
    let title = title(cx, extra, tongue);
    let frame = frame(cx, &editing.held, &title, links::DRAFT_TRANSLATE);
    if is_fixed(extra, tongue) {
        let said = extra.label.say(tongue).0.to_owned();
        let blocks = vec![Block::Text(said), Block::Text(cx.t("reviews-shape-sus"))];
        return Ok(Reply::page(cx.page(frame, blocks)));
    }
    let page = cx.page(frame, vec![Block::Form(ask(cx, &editing, extra, tongue))]);
    Ok(Reply::page(page.led(cx.t("reviews-translate-lead"))))
}

fn keep(cx: &Cx<'_>) -> Answer {
    let form = cx.id("id")?;
    let tongue = language(cx.fields.get("l"))?;
    let id: ExtraId = cx.fields.get("q").parse().map_err(|_| Refusal::not_found())?;
    let done = cx.write(|db| {
        versions::edit(db, &cx.by, form, revision(cx), |parts, _| {
            let changed = AccountsError::Conflict("reviews-draft-changed");
            let extra = parts.extras.iter_mut().find(|extra| extra.id == id).ok_or(changed)?;
            for (name, label) in labels(extra) {
                match cx.fields.get(&name) {
                    "" => drop(label.0.remove(&tongue)),
                    text => drop(label.0.insert(tongue, text.to_owned())),
                }
            }
            Ok(())
        })
    });
    saved(cx, done, |editing| {
        let extra = asked(editing, cx.fields.get("q"))?.ok_or(Refusal::not_found())?;
        Ok((ask(cx, editing, extra, tongue), title(cx, extra, tongue), links::DRAFT_TRANSLATE))
    })
}
