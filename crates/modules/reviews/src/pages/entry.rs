//! The first screen, by every address that people have: the answer to it makes the opinion.

use askama::Template;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use parvis_accounts::{AccountsError, secret};
use parvis_kernel::Timestamp;
use parvis_web::{BadForm, Client, Fields, Freshness, Query, Script};
use std::sync::Arc;

use super::embed::is_welcome;
use super::steps::Way;
use super::view::{Body, Page, first_question};
use super::{Entry, Survey};
use crate::measured::OPINIONS;
use crate::service::entry::{self as intake, Sent};
use crate::service::forms::{Called, typed};
use crate::shape::Screen;
use crate::survey::{Channel, Face, Tongue};
use crate::texts::Texts;

pub(super) type Shared = State<Arc<Survey>>;

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

pub(super) fn refused(
    survey: &Survey,
    entry: Option<&Entry>,
    texts: &'static Texts,
    error: &AccountsError,
) -> Response {
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
pub(super) fn secret_of(text: &str) -> Option<&str> {
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
pub(super) struct Posted {
    pub entry: Arc<Entry>,
    pub texts: &'static Texts,
    pub fields: Fields,
    client: Option<Client>,
}

pub(super) async fn posted(survey: &Arc<Survey>, code: &str, request: Request) -> Result<Posted, Response> {
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
            OPINIONS.add(["kept"]);
            let way = Way { entry: &entry, texts, version: opinion.version, page: &page };
            // Sent again, it is the same opinion, whose version is the one of its first answer.
            let shape = if opinion.version == version {
                shape
            } else {
                survey.version(&entry, &opinion.version.to_string()).await.1
            };
            way.next(&shape, Screen::Satisfaction, &opinion, "&saved=1")
        }
        Err(error) => {
            let is_refused = matches!(error, AccountsError::Throttled | AccountsError::Conflict(_));
            OPINIONS.add([if is_refused { "refused" } else { "failed" }]);
            refused(&survey, Some(&entry), texts, &error)
        }
    }
}
