//! The screens after the first: read the address and the form, call the use case, show the next question.

use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use parvis_accounts::AccountsError;
use parvis_web::{Fields, Freshness, Query};
use std::sync::Arc;

use super::entry::{Posted, Shared, html, posted, refused, secret_of, spoken};
use super::extras::{self, Asked};
use super::view::{Body, Page};
use super::{Entry, FOLLOW, Survey, read};
use crate::answers::{Answers, Help};
use crate::model::Opinion;
use crate::service::asking::Asking;
use crate::service::entry::{self as intake, Said};
use crate::service::follow;
use crate::service::forms::{Called, typed};
use crate::shape::{Extra, Screen, Shape};
use crate::survey::Contact;
use crate::texts::Texts;

/// Screens that the addresses name otherwise than [`Screen::name`], or that are asked for by name.
const HELP: &str = "help";
const REACHED: &str = "reached";
const COMMENT: &str = "comment";
const END: &str = "end";

/// Where somebody is in a form.
pub(super) struct Way<'w> {
    pub entry: &'w Entry,
    pub texts: &'static Texts,
    pub version: i32,
    pub page: &'w str,
}

impl Way<'_> {
    /// On to another screen.
    fn on(&self, step: &str, more: &str) -> Response {
        let (code, tongue) = (&self.entry.button.code, self.texts.tongue);
        let to = format!("/avis/{code}/{step}?p={}&l={tongue}{more}&v={}", self.page, self.version);
        let mut response = Redirect::to(&to).into_response();
        response.extensions_mut().insert(Freshness::Never);
        response
    }

    /// The screen after one that was answered: what came of a call is asked of those who called.
    pub fn next(&self, shape: &Shape, screen: Screen, opinion: &Opinion, more: &str) -> Response {
        match shape.next(screen, &opinion.answers) {
            Some(next) => self.on(&next.name(), more),
            None => self.on(END, more),
        }
    }
}

/// The ways to the administration named in the address, as the screen before put them there.
fn contacts(query: &Query) -> Vec<Contact> {
    query.get("c").unwrap_or("").split('.').filter_map(Contact::parse).collect()
}

/// The screen of an address: what came of calls belongs to the one about help.
fn screen(shape: &Shape, step: &str) -> Option<Screen> {
    shape.screen(if step == REACHED { HELP } else { step }).filter(|screen| *screen != Screen::Satisfaction)
}

/// What somebody answered so far, where what is asked of her depends on it.
async fn answered(
    survey: &Arc<Survey>,
    entry: &Entry,
    (version, shape): (i32, &Shape),
    page: &str,
) -> Option<Answers> {
    if page.is_empty() || shape.extras.iter().all(|extra| extra.condition.is_none()) {
        return None;
    }
    let (page, form) = (page.to_owned(), entry.form.id);
    let found = survey.pool.run(move |db| intake::of_page(db, &page)).await.ok().flatten();
    let own = found.filter(|one| (one.form, one.version) == (form, version));
    own.map(|one| one.answers)
}

pub(super) async fn step(
    State(survey): Shared,
    Path((code, step)): Path<(String, String)>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Response {
    let (query, texts) = spoken(raw.as_deref(), &headers);
    let entry = match survey.entry(Called::Code(typed(&code))).await {
        Ok(entry) => entry,
        Err(error) => return refused(&survey, None, texts, &error),
    };
    let page = secret_of(query.get("p").unwrap_or("")).unwrap_or("").to_owned();
    if step == END {
        let follow = (!page.is_empty() && query.get("f").is_some()).then(|| {
            let code = follow::code(&survey.means.key, &page);
            (follow::grouped(&code), survey.site.absolute(FOLLOW))
        });
        let text = texts.say("thanks-text").to_owned();
        let body = Body::Message { text, detail: None, again: None, follow };
        return html(StatusCode::OK, &Page::of(&survey, &entry, texts, texts.say("thanks"), body));
    }
    let (version, shape) = survey.version(&entry, query.get("v").unwrap_or("")).await;
    let not_found = || refused(&survey, Some(&entry), texts, &AccountsError::NotFound);
    let Some(screen) = screen(&shape, &step) else { return not_found() };
    let answers = answered(&survey, &entry, (version, &shape), &page).await;
    let body = match screen {
        Screen::Clarity => Body::marks(texts),
        Screen::Help if step == REACHED => Body::reached(texts, &contacts(&query)),
        Screen::Help => Body::help(texts, &[], String::new()),
        Screen::Extras(n) => {
            let asked = extras::asked(&shape, n, answers.as_ref());
            if asked.is_empty() {
                return not_found();
            }
            let blank = Fields::default();
            Body::Extras(asked.iter().map(|extra| Asked::of(extra, texts.tongue, &blank, None)).collect())
        }
        Screen::Satisfaction | Screen::Comment => {
            Body::Comment { text: String::new(), masked: None, follow: false }
        }
    };
    let place = shape.place(screen, answers.as_ref());
    let asking = Shown { entry: &entry, texts, step: &step, version, shape: &shape, place };
    html(StatusCode::OK, &asking.question(&survey, page, query.get("saved").is_some(), body))
}

/// A screen of a version, in a language.
struct Shown<'p> {
    entry: &'p Entry,
    texts: &'static Texts,
    step: &'p str,
    version: i32,
    shape: &'p Shape,
    place: (usize, usize),
}

impl<'p> Shown<'p> {
    fn question(&self, survey: &'p Survey, page: String, is_saved: bool, body: Body) -> Page<'p> {
        let title = match body {
            Body::Extras(_) => self.texts.say("extra-title"),
            _ => self.shape.say_key(self.texts, self.step),
        };
        Page {
            shape: self.shape,
            version: Some(self.version),
            step: Some(self.place),
            is_saved,
            action: format!("/avis/{}/{}", self.entry.button.code, self.step),
            page,
            script: Page::resends(survey),
            ..Page::of(survey, self.entry, self.texts, title, body)
        }
    }
}

pub(super) async fn go_on(
    State(survey): Shared,
    Path((code, step)): Path<(String, String)>,
    request: Request,
) -> Response {
    let Posted { entry, texts, fields, .. } = match posted(&survey, &code, request).await {
        Ok(posted) => posted,
        Err(refused) => return refused,
    };
    let Some(page) = secret_of(fields.get("p")).map(str::to_owned) else {
        return refused(&survey, Some(&entry), texts, &AccountsError::NotFound);
    };
    let (version, shape) = survey.version(&entry, fields.get("v")).await;
    let Some(screen) = screen(&shape, &step) else {
        return refused(&survey, Some(&entry), texts, &AccountsError::NotFound);
    };
    let place = shape.place(screen, None);
    let shown = Shown { entry: &entry, texts, step: &step, version, shape: &shape, place };
    let again = |body: Body, wrong: &'static str| {
        let page = shown.question(&survey, page.clone(), false, body);
        html(StatusCode::UNPROCESSABLE_ENTITY, &Page { wrong: Some(wrong), ..page })
    };
    let wants = fields.get("follow") == "yes";
    let said = match screen {
        Screen::Clarity => read::clarity(&fields).map_err(|wrong| again(Body::marks(texts), wrong)),
        Screen::Help if step == REACHED => {
            read::reached(&fields).map_err(|wrong| again(Body::reached(texts, Contact::ALL), wrong))
        }
        Screen::Help => read::help(&fields).map_err(|wrong| {
            let chosen: Vec<&str> = fields.all("help").collect();
            again(Body::help(texts, &chosen, fields.get("other").to_owned()), wrong)
        }),
        Screen::Extras(n) => {
            let answers = answered(&survey, &entry, (version, &shape), &page).await;
            let asked = extras::asked(&shape, n, answers.as_ref());
            let ask = |read: Option<&read::Extras>| {
                let one = |extra: &Extra| Asked::of(extra, texts.tongue, &fields, read);
                Body::Extras(asked.iter().map(one).collect())
            };
            match read::extras(&fields, &asked) {
                Ok(read) if read.is_new => {
                    let place = shape.place(screen, answers.as_ref());
                    let shown = Shown { place, ..shown };
                    return html(StatusCode::OK, &shown.question(&survey, page, false, ask(Some(&read))));
                }
                Ok(read) => Ok(Said::Extras(read.given)),
                Err(wrong) => Err(again(ask(None), wrong)),
            }
        }
        Screen::Satisfaction | Screen::Comment => match read::comment(&fields) {
            Ok(comment) if comment.is_new => {
                let text = fields.get("comment").to_owned();
                let body = Body::Comment { text, masked: comment.kept, follow: wants };
                return html(StatusCode::OK, &shown.question(&survey, page, false, body));
            }
            // An answer is an answer to something.
            Ok(comment) if wants && comment.kept.is_none() => {
                Err(again(Body::Comment { text: String::new(), masked: None, follow: true }, "wrong-follow"))
            }
            Ok(comment) => Ok(Said::Comment(comment.kept)),
            Err(wrong) => {
                let text = fields.get("comment").to_owned();
                Err(again(Body::Comment { text, masked: None, follow: wants }, wrong))
            }
        },
    };
    let said = match said {
        Ok(said) => said,
        Err(response) => return response,
    };
    let (secret, now, form) = (page.clone(), survey.clock.now(), entry.form.id);
    let code = wants.then(|| follow::code(&survey.means.key, &page));
    let asked = Arc::clone(&shape);
    let kept = survey.pool.run_writing(move |db| {
        db.tx(|db| {
            let asking = Asking { form, version, shape: &asked };
            let opinion = intake::go_on_as(db, &secret, &said, Some(&asking), now)?;
            if matches!(said, Said::Comment(_)) {
                follow::wish(db, &opinion, code.as_deref(), now)?;
            }
            Ok(opinion)
        })
    });
    let way = Way { entry: &entry, texts, version, page: &page };
    match kept.await {
        Ok(_) if step == COMMENT && wants => way.on(END, "&f=1"),
        Ok(opinion) => match &opinion.answers.help {
            Some(Help::Sought { contacts, .. }) if step == HELP && !contacts.is_empty() => {
                let named: Vec<&str> = contacts.keys().map(|contact| contact.as_str()).collect();
                way.on(REACHED, &format!("&c={}", named.join(".")))
            }
            _ => way.next(&shape, screen, &opinion, ""),
        },
        Err(error) => refused(&survey, Some(&entry), texts, &error),
    }
}
