//! The draft as people will see it, in every language. It records nothing: what was answered travels in the address, so
//! that conditions are looked at as they will be.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::ErrorKind;
use parvis_web::{Fields, Query};
use std::collections::BTreeMap;

use super::{load, to, tongue};
use crate::answers::{Answers, Help};
use crate::links;
use crate::pages::extras::{Asked, asked, lang};
use crate::pages::read;
use crate::pages::view::{Body, Page, Preview, first_question};
use crate::service::asking::Given;
use crate::service::entry::Said;
use crate::service::versions::Editing;
use crate::shape::{Screen, Shape};
use crate::survey::{Contact, Face, Point, Tongue};
use crate::texts::Texts;

pub fn routes(routes: Routes, manage: Policy) -> Routes {
    routes.page(links::DRAFT_PREVIEW, manage, show)
}

/// What the address says was answered, as far as conditions go.
fn answered(shape: &Shape, fields: &Fields) -> Option<Answers> {
    let mut answers = Answers::new(Face::parse(fields.get("satisfaction"))?);
    if let Ok(Said::Clarity(mark)) = read::clarity(fields) {
        answers.clarity = mark;
    }
    if let Ok(Said::Help(help, _)) = read::help(fields) {
        answers.help = help;
    }
    for extra in &shape.extras {
        if let Ok(found) = read::extras(fields, std::slice::from_ref(extra)) {
            let picks = found.given.into_values().filter_map(|given| match given {
                Given::Picks(picks) if !picks.is_empty() => Some(picks),
                _ => None,
            });
            answers.extras.extend(picks.map(|picks| (extra.id, picks)));
        }
        if !extra.is_asked(&answers) {
            answers.extras.remove(&extra.id);
        }
    }
    Some(answers)
}

/// What is shown next: a screen to answer, with what is wrong with it; none after the last.
enum Next {
    Screen(Screen, Option<&'static str>),
    Reached(Vec<Contact>),
    /// What a comment or the words to a question will be kept as.
    Warned(Screen),
    End,
}

fn next(shape: &Shape, fields: &Fields, answers: Option<&Answers>) -> Next {
    let left = fields.get("de");
    let Some(answers) = answers else {
        let wrong = (!left.is_empty()).then_some("wrong-choice");
        return Next::Screen(Screen::Satisfaction, wrong);
    };
    let Some(screen) = shape.screen(if left == "reached" { "help" } else { left }) else {
        return Next::Screen(Screen::Satisfaction, None);
    };
    let wrong = match screen {
        Screen::Clarity => read::clarity(fields).err(),
        Screen::Help => read::help(fields).err(),
        Screen::Extras(n) => match read::extras(fields, &asked(shape, n, Some(answers))) {
            Ok(found) if found.is_new => return Next::Warned(screen),
            found => found.err(),
        },
        Screen::Comment => match read::comment(fields) {
            Ok(found) if found.is_new => return Next::Warned(screen),
            Ok(found) if found.kept.is_none() && fields.get("follow") == "yes" => Some("wrong-follow"),
            found => found.err(),
        },
        Screen::Satisfaction => None,
    };
    if wrong.is_some() {
        return Next::Screen(screen, wrong);
    }
    if let Some(Help::Sought { contacts, .. }) = &answers.help
        && left == "help"
        && !contacts.is_empty()
    {
        return Next::Reached(contacts.keys().copied().collect());
    }
    shape.next(screen, answers).map_or(Next::End, |screen| Next::Screen(screen, None))
}

/// Names of fields that a screen asks again.
fn own_fields(shape: &Shape, screen: Screen) -> Vec<String> {
    let names: &[&str] = match screen {
        Screen::Satisfaction => &["satisfaction"],
        Screen::Clarity => &["clarity"],
        Screen::Help => &["help", "other"],
        Screen::Extras(n) => {
            let own = shape.group(n).iter().map(|extra| extra.id.to_string());
            return own.chain(["seen".to_owned()]).collect();
        }
        Screen::Comment => &["comment", "follow", "seen"],
    };
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn body(
    shape: &Shape,
    texts: &'static Texts,
    (screen, is_again, is_warned): (Screen, bool, bool),
    fields: &Fields,
    answers: Option<&Answers>,
) -> Body {
    let typed = |name: &str| if is_again { fields.get(name).to_owned() } else { String::new() };
    match screen {
        Screen::Satisfaction => Body::faces(texts, shape),
        Screen::Clarity => Body::marks(texts),
        Screen::Help => {
            let chosen: Vec<&str> = fields.all("help").filter(|_| is_again).collect();
            Body::help(texts, &chosen, typed("other"))
        }
        Screen::Extras(n) => {
            let asked = asked(shape, n, answers);
            let blank = Fields::default();
            let found = read::extras(fields, &asked).ok().filter(|_| is_warned);
            let typed = if is_again { fields } else { &blank };
            Body::Extras(
                asked.iter().map(|extra| Asked::of(extra, texts.tongue, typed, found.as_ref())).collect(),
            )
        }
        Screen::Comment => {
            let masked = read::comment(fields).ok().and_then(|found| found.kept).filter(|_| is_warned);
            Body::Comment {
                text: typed("comment"),
                masked,
                follow: is_again && fields.get("follow") == "yes",
            }
        }
    }
}

fn show(cx: &Cx<'_>) -> Answer {
    let editing = load(cx)?;
    let html = page(cx, &editing).render().map_err(|error| {
        tracing::error!(%error, "a preview could not be written");
        Refusal::new(ErrorKind::Unavailable)
    })?;
    Ok(Reply::made((StatusCode::OK, Html(html)).into_response()))
}

fn page<'p>(cx: &'p Cx<'_>, editing: &'p Editing) -> Page<'p> {
    let shape = &editing.shape;
    let asked_in = cx.query.get("l").and_then(Tongue::parse).unwrap_or_else(|| tongue(cx));
    let texts = Texts::of(asked_in);
    let fields = Fields::of(cx.query.iter());
    let answers = answered(shape, &fields);
    let here = to(cx, links::DRAFT_PREVIEW);
    let language = |tongue: &Tongue| {
        let others = cx.query.iter().filter(|(name, _)| *name != "l");
        (*tongue, format!("{here}{}", Query::write(others.chain([("l", tongue.as_str())]))))
    };
    let languages = Tongue::ALL.iter().map(language).collect();
    let about = Some(texts.say_with("about", "name", &editing.held.about.shown.name));
    let publisher = cx.site.publisher.clone().unwrap_or_else(|| editing.held.about.shown.name.clone());
    let preview = |carried: BTreeMap<usize, (String, String)>| Preview {
        says: cx.t("reviews-preview-says"),
        lang: lang(tongue(cx), asked_in),
        back: (cx.t("reviews-draft"), to(cx, links::DRAFT)),
        carried: carried.into_values().collect(),
    };
    let carried = |left: &str, own: &[String]| {
        let fixed = ["de", "l", "p", "v"];
        let kept =
            cx.query.iter().filter(|(name, _)| !fixed.contains(name) && !own.iter().any(|one| one == name));
        let kept = kept.map(|(name, value)| (name.to_owned(), value.to_owned()));
        preview(kept.chain([("de".to_owned(), left.to_owned())]).enumerate().collect())
    };
    let (screen, wrong, is_again, is_warned) = match next(shape, &fields, answers.as_ref()) {
        Next::Screen(screen, wrong) => (screen, wrong, wrong.is_some(), false),
        Next::Warned(screen) => (screen, None, true, true),
        Next::Reached(contacts) => {
            let body = Body::reached(texts, &contacts);
            let base = Page::bare(cx.site, texts, texts.say("reached"), body);
            let step = Some(shape.place(Screen::Help, answers.as_ref()));
            let preview = Some(carried("reached", &[]));
            return Page { shape, preview, step, about, publisher, languages, action: here, ..base };
        }
        Next::End => {
            let text = texts.say("thanks-text").to_owned();
            let body = Body::Message { text, detail: None, again: Some(here), follow: None };
            let base = Page::bare(cx.site, texts, texts.say("thanks"), body);
            return Page { shape, preview: Some(preview(BTreeMap::new())), about, publisher, ..base };
        }
    };
    let title = match screen {
        Screen::Satisfaction => first_question(shape, texts, Point::Done).to_owned(),
        Screen::Extras(_) => texts.say("extra-title").to_owned(),
        other => shape.say_key(texts, &other.name()).to_owned(),
    };
    let body = body(shape, texts, (screen, is_again, is_warned), &fields, answers.as_ref());
    let own = own_fields(shape, screen);
    Page {
        shape,
        preview: Some(carried(&screen.name(), &own)),
        step: Some(shape.place(screen, answers.as_ref())),
        wrong,
        about,
        publisher,
        languages,
        action: here,
        ..Page::bare(cx.site, texts, &title, body)
    }
}
