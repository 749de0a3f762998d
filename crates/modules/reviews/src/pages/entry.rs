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
use super::view::{Body, Page, first_question};
use super::{Entry, FOLLOW, Survey, read};
use crate::answers::Help;
use crate::model::Opinion;
use crate::service::entry::{self as intake, Said, Sent};
use crate::service::follow;
use crate::service::forms::{Called, typed};
use crate::survey::{Channel, Contact, Face, Tongue};
use crate::texts::Texts;

pub(super) type Shared = State<Arc<Survey>>;

/// The survey's screens after the first, as addresses name them.
const CLARITY: &str = "clarity";
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
    let code = &entry.button.code;
    let in_tongue = |tongue: &Tongue| (*tongue, format!("/avis/{code}?l={tongue}"));
    Page {
        step: Some(1),
        wrong,
        action: format!("/avis/{code}"),
        page: secret::token(&*survey.means.rng),
        script: Page::resends(survey),
        languages: Tongue::ALL.iter().map(in_tongue).collect(),
        ..Page::of(survey, entry, texts, first_question(texts, entry.button.point), Body::faces(texts))
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
    let (page, own, held) = (page.to_owned(), Arc::clone(&survey), Arc::clone(&entry));
    let now = survey.clock.now();
    let crowd = crowd(&survey, client.as_ref(), now);
    let kept = survey.pool.run_writing(move |db| {
        let sent = Sent {
            form: &held.form,
            button: &held.button,
            version: 1,
            page: &page,
            channel: Channel::Web,
            tongue: texts.tongue,
            crowd,
            entered_by: None,
        };
        intake::begin(db, &sent, face, own.means.id(now), now).map(|_| page)
    });
    match kept.await {
        Ok(page) => on(&entry, texts, CLARITY, &page, "&saved=1"),
        Err(error) => refused(&survey, Some(&entry), texts, &error),
    }
}

/// On to another screen.
fn on(entry: &Entry, texts: &Texts, step: &str, page: &str, more: &str) -> Response {
    let to = format!("/avis/{}/{step}?p={page}&l={}{more}", entry.button.code, texts.tongue);
    let mut response = Redirect::to(&to).into_response();
    response.extensions_mut().insert(Freshness::Never);
    response
}

/// The ways to the administration named in the address, as the screen before put them there.
fn contacts(query: &Query) -> Vec<Contact> {
    query.get("c").unwrap_or("").split('.').filter_map(Contact::parse).collect()
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
    let body = match step.as_str() {
        CLARITY => Body::marks(texts),
        HELP => Body::help(texts, &[], String::new()),
        REACHED => Body::reached(texts, &contacts(&query)),
        COMMENT => Body::Comment { text: String::new(), masked: None, follow: false },
        END => {
            let page = secret_of(query.get("p").unwrap_or("")).filter(|_| query.get("f").is_some());
            let follow = page.map(|page| {
                let code = follow::code(&survey.means.key, page);
                (follow::grouped(&code), survey.site.absolute(FOLLOW))
            });
            let text = texts.say("thanks-text").to_owned();
            let body = Body::Message { text, detail: None, again: None, follow };
            return html(StatusCode::OK, &Page::of(&survey, &entry, texts, texts.say("thanks"), body));
        }
        _ => return refused(&survey, Some(&entry), texts, &AccountsError::NotFound),
    };
    let page = secret_of(query.get("p").unwrap_or("")).unwrap_or("").to_owned();
    html(StatusCode::OK, &question(&survey, &entry, texts, &step, page, query.get("saved").is_some(), body))
}

fn question<'p>(
    survey: &'p Survey,
    entry: &'p Entry,
    texts: &'static Texts,
    step: &str,
    page: String,
    is_saved: bool,
    body: Body,
) -> Page<'p> {
    let number = match step {
        CLARITY => 2,
        HELP | REACHED => 3,
        _ => 4,
    };
    Page {
        step: Some(number),
        is_saved,
        action: format!("/avis/{}/{step}", entry.button.code),
        page,
        script: Page::resends(survey),
        ..Page::of(survey, entry, texts, texts.say(step), body)
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
    let again = |body: Body, wrong: &'static str| {
        let page = question(&survey, &entry, texts, &step, page.clone(), false, body);
        html(StatusCode::UNPROCESSABLE_ENTITY, &Page { wrong: Some(wrong), ..page })
    };
    let wants = fields.get("follow") == "yes";
    let said = match step.as_str() {
        CLARITY => read::clarity(&fields).map_err(|wrong| again(Body::marks(texts), wrong)),
        HELP => read::help(&fields).map_err(|wrong| {
            let chosen: Vec<&str> = fields.all("help").collect();
            again(Body::help(texts, &chosen, fields.get("other").to_owned()), wrong)
        }),
        REACHED => read::reached(&fields).map_err(|wrong| again(Body::reached(texts, Contact::ALL), wrong)),
        COMMENT => match read::comment(&fields) {
            Ok(comment) if comment.is_new => {
                let text = fields.get("comment").to_owned();
                let body = Body::Comment { text, masked: comment.kept, follow: wants };
                return html(StatusCode::OK, &question(&survey, &entry, texts, &step, page, false, body));
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
        _ => Err(refused(&survey, Some(&entry), texts, &AccountsError::NotFound)),
    };
    let said = match said {
        Ok(said) => said,
        Err(response) => return response,
    };
    let (secret, now) = (page.clone(), survey.clock.now());
    let code = wants.then(|| follow::code(&survey.means.key, &page));
    let kept = survey.pool.run_writing(move |db| {
        db.tx(|db| {
            let opinion = intake::go_on(db, &secret, &said, now)?;
            if matches!(said, Said::Comment(_)) {
                follow::wish(db, &opinion, code.as_deref(), now)?;
            }
            Ok(opinion)
        })
    });
    match kept.await {
        Ok(_) if step == COMMENT && wants => on(&entry, texts, END, &page, "&f=1"),
        Ok(opinion) => after(&entry, texts, &step, &page, &opinion),
        Err(error) => refused(&survey, Some(&entry), texts, &error),
    }
}

/// The screen after a step: what came of a call is asked of those who called.
fn after(entry: &Entry, texts: &Texts, step: &str, page: &str, opinion: &Opinion) -> Response {
    match step {
        CLARITY => on(entry, texts, HELP, page, ""),
        HELP => match &opinion.answers.help {
            Some(Help::Sought { contacts, .. }) if !contacts.is_empty() => {
                let named: Vec<&str> = contacts.keys().map(|contact| contact.as_str()).collect();
                on(entry, texts, REACHED, page, &format!("&c={}", named.join(".")))
            }
            _ => on(entry, texts, COMMENT, page, ""),
        },
        REACHED => on(entry, texts, COMMENT, page, ""),
        _ => on(entry, texts, END, page, ""),
    }
}
