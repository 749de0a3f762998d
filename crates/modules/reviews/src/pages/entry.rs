//! The handlers: read the address and the form, call the use case, show the next question.

use askama::Template;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use parvis_accounts::{AccountsError, secret};
use parvis_kernel::Timestamp;
use parvis_web::{BadForm, Client, Fields, Freshness, Query, Script};
use std::sync::Arc;

use super::embed::is_welcome;
use super::extras::{self, Asked};
use super::view::{Body, Page, first_question};
use super::{Entry, FOLLOW, Survey, read};
use crate::answers::{Answers, Help};
use crate::model::Opinion;
use crate::service::asking::Asking;
use crate::service::entry::{self as intake, Said, Sent};
use crate::service::follow;
use crate::service::forms::{Called, typed};
use crate::shape::{Extra, Screen, Shape};
use crate::survey::{Channel, Contact, Face, Tongue};
use crate::texts::Texts;

pub(super) type Shared = State<Arc<Survey>>;

/// Screens that the addresses name otherwise than [`Screen::name`], or that are asked for by name.
const HELP: &str = "help";
const REACHED: &str = "reached";
const COMMENT: &str = "comment";
const END: &str = "end";

pub(super) fn tongue(asked: Option<&str>, headers: &HeaderMap) -> Tongue {
    let wish = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or("");
    asked.and_then(Tongue::parse).unwrap_or_else(|| Tongue::negotiate(wish))
}

/// What an address asks, and the words it is answered in.
pub(super) fn spoken(raw: Option<&str>, headers: &HeaderMap) -> (Query, &'static Texts) {
    let query = Query::parse(raw).unwrap_or_default();
    let texts = Texts::of(tongue(query.get("l"), headers));
    (query, texts)
}

pub(super) fn html(status: StatusCode, page: &Page<'_>) -> Response {
    let mut response = match page.render() {
        Ok(html) => {
            let mut response = (status, Html(html)).into_response();
            if let Some((nonce, _, _)) = &page.script {
                response.extensions_mut().insert(Script { nonce: nonce.clone() });
            }
            response
        }
        Err(error) => {
            tracing::error!(%error, "a page of the survey could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    };
    response.extensions_mut().insert(Freshness::Back);
    response
}

/// A page that says why it asks nothing.
fn said(
    survey: &Survey,
    entry: Option<&Entry>,
    texts: &'static Texts,
    status: StatusCode,
    key: &str,
) -> Response {
    let text = texts.say(match key {
        "closed" => "closed-text",
        "stranger" => "stranger-text",
        "late" => "late-text",
        "too-many" => "too-many-text",
        "unknown" => "unknown-text",
        _ => "broken-text",
    });
    let detail = entry.filter(|_| key == "closed").and_then(|entry| {
        let closed = entry.button.closed.as_ref().or(entry.form.closed.as_ref());
        closed.map(|closed| closed.reason.clone())
    });
    let body = Body::Message { text: text.to_owned(), detail, again: None, follow: None };
    match entry {
        Some(entry) => html(status, &Page::of(survey, entry, texts, texts.say(key), body)),
        None => html(status, &Page::nowhere(survey, texts, texts.say(key), body)),
    }
}

fn refused(survey: &Survey, entry: Option<&Entry>, texts: &'static Texts, error: &AccountsError) -> Response {
    let (status, key) = match error {
        AccountsError::Conflict("reviews-closed") => (StatusCode::GONE, "closed"),
        AccountsError::Conflict("reviews-late") => (StatusCode::CONFLICT, "late"),
        AccountsError::Throttled => (StatusCode::TOO_MANY_REQUESTS, "too-many"),
        AccountsError::NotFound => (StatusCode::NOT_FOUND, "unknown"),
        // What no page of ours sends.
        AccountsError::Invalid { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "broken"),
        other => {
            tracing::error!(error = %other, "a step of the survey could not be kept");
            (StatusCode::SERVICE_UNAVAILABLE, "broken")
        }
    };
    said(survey, entry, texts, status, key)
}

/// A short code, typed: leads to its form.
pub(super) async fn find(State(survey): Shared, RawQuery(raw): RawQuery, headers: HeaderMap) -> Response {
    let (query, texts) = spoken(raw.as_deref(), &headers);
    let code = typed(query.get("code").unwrap_or(""));
    if !code.is_empty() && survey.entry(Called::Code(code.clone())).await.is_ok() {
        return Redirect::to(&format!("/avis/{code}?l={}", texts.tongue)).into_response();
    }
    let (status, wrong) =
        if code.is_empty() { (StatusCode::OK, None) } else { (StatusCode::NOT_FOUND, Some("unknown")) };
    html(status, &Page { wrong, ..Page::nowhere(&survey, texts, texts.say("title"), Body::Code(code)) })
}

pub(super) async fn first(
    State(survey): Shared,
    Path(code): Path<String>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Response {
    let (_, texts) = spoken(raw.as_deref(), &headers);
    begins(&survey, Called::Code(typed(&code)), texts).await
}

/// The addresses of the service that came before: `/Demarches/1234?button=56`.
pub(super) async fn old(
    State(survey): Shared,
    Path(service): Path<String>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Response {
    let (query, texts) = spoken(raw.as_deref(), &headers);
    let button = query.get("button").unwrap_or("").to_owned();
    begins(&survey, Called::Old(service, button), texts).await
}

/// An entry that takes opinions, or why it does not.
pub(super) async fn open(
    survey: &Arc<Survey>,
    by: Called,
    texts: &'static Texts,
) -> Result<Arc<Entry>, Response> {
    let entry = survey.entry(by).await.map_err(|error| refused(survey, None, texts, &error))?;
    if entry.button.closed.is_some() || entry.form.closed.is_some() {
        return Err(said(survey, Some(&entry), texts, StatusCode::GONE, "closed"));
    }
    Ok(entry)
}

async fn begins(survey: &Arc<Survey>, by: Called, texts: &'static Texts) -> Response {
    match open(survey, by, texts).await {
        Ok(entry) => html(StatusCode::OK, &faces(survey, &entry, texts, None)),
        Err(why) => why,
    }
}

fn faces<'p>(
    survey: &'p Survey,
    entry: &'p Entry,
    texts: &'static Texts,
    wrong: Option<&'static str>,
) -> Page<'p> {
    let (code, shape) = (&entry.button.code, &*entry.shape);
    let in_tongue = |tongue: &Tongue| (*tongue, format!("/avis/{code}?l={tongue}"));
    let title = first_question(shape, texts, entry.button.point);
    Page {
        shape,
        version: Some(entry.version),
        step: Some(shape.place(Screen::Satisfaction, None)),
        wrong,
        action: format!("/avis/{code}"),
        page: secret::token(&*survey.means.rng),
        script: Page::resends(survey),
        languages: Tongue::ALL.iter().map(in_tongue).collect(),
        ..Page::of(survey, entry, texts, title, Body::faces(texts, shape))
    }
}

/// The secret of a page as we make them: what is none was not sent by a page of ours.
fn secret_of(text: &str) -> Option<&str> {
    let is_ours =
        text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    is_ours.then_some(text)
}

/// A number for a network prefix on one day, that only this installation can make and nobody can turn back.
fn crowd(survey: &Survey, client: Option<&Client>, now: Timestamp) -> Option<i64> {
    let network = client.map(|client| client.network.as_str()).filter(|network| *network != "unknown")?;
    let code = survey.means.key.mac("crowd", &format!("{} {network}", now.day()));
    let bytes = data_encoding::BASE64URL_NOPAD.decode(code.as_bytes()).ok()?;
    Some(i64::from_be_bytes(bytes.get(..8)?.try_into().ok()?))
}

/// The form that was sent, its button and its language.
struct Posted {
    entry: Arc<Entry>,
    texts: &'static Texts,
    fields: Fields,
    client: Option<Client>,
}

async fn posted(survey: &Arc<Survey>, code: &str, request: Request) -> Result<Posted, Response> {
    let headers = request.headers().clone();
    let client = request.extensions().get::<Client>().cloned();
    let fallback = Texts::of(tongue(None, &headers));
    let fields = Fields::read(request).await.map_err(|bad| {
        let status = match bad {
            BadForm::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            BadForm::Unreadable => StatusCode::BAD_REQUEST,
        };
        said(survey, None, fallback, status, "broken")
    })?;
    let texts = Texts::of(tongue(Some(fields.get("l")), &headers));
    let entry = survey.entry(Called::Code(typed(code))).await;
    let entry = entry.map_err(|error| refused(survey, None, texts, &error))?;
    if !is_welcome(&headers, &entry.origins) {
        return Err(said(survey, Some(&entry), texts, StatusCode::FORBIDDEN, "stranger"));
    }
    Ok(Posted { entry, texts, fields, client })
}

pub(super) async fn begin(State(survey): Shared, Path(code): Path<String>, request: Request) -> Response {
    let posted = match posted(&survey, &code, request).await {
        Ok(posted) => posted,
        Err(refused) => return refused,
    };
    let Posted { entry, texts, fields, client } = posted;
    let (Some(page), Some(face)) = (secret_of(fields.get("p")), Face::parse(fields.get("satisfaction")))
    else {
        return html(StatusCode::UNPROCESSABLE_ENTITY, &faces(&survey, &entry, texts, Some("wrong-choice")));
    };
    let (version, shape) = survey.version(&entry, fields.get("v")).await;
    let (page, own, held) = (page.to_owned(), Arc::clone(&survey), Arc::clone(&entry));
    let now = survey.clock.now();
    let crowd = crowd(&survey, client.as_ref(), now);
    let kept = survey.pool.run_writing(move |db| {
        let sent = Sent {
            form: &held.form,
            button: &held.button,
            version,
            page: &page,
            channel: Channel::Web,
            tongue: texts.tongue,
            crowd,
            entered_by: None,
        };
        intake::begin(db, &sent, face, own.means.id(now), now).map(|opinion| (page, opinion))
    });
    match kept.await {
        Ok((page, opinion)) => {
            let way = Way { entry: &entry, texts, version: opinion.version, page: &page };
            // Sent again, it is the same opinion, whose version is the one of its first answer.
            let shape = if opinion.version == version {
                shape
            } else {
                survey.version(&entry, &opinion.version.to_string()).await.1
            };
            way.next(&shape, Screen::Satisfaction, &opinion, "&saved=1")
        }
        Err(error) => refused(&survey, Some(&entry), texts, &error),
    }
}

/// Where somebody is in a form.
struct Way<'w> {
    entry: &'w Entry,
    texts: &'static Texts,
    version: i32,
    page: &'w str,
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
    fn next(&self, shape: &Shape, screen: Screen, opinion: &Opinion, more: &str) -> Response {
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
