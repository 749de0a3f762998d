//! Reading the answer to an opinion, with the code that was given for it. The code is sent in the body of a form, never in
//! an address that a shared computer would remember.

use axum::extract::{RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use parvis_accounts::AccountsError;
use parvis_kernel::Timestamp;
use parvis_web::{Fields, Freshness};

use super::entry::{Shared, html, spoken, tongue};
use super::view::{Body, Page};
use super::{FOLLOW, Survey};
use crate::service::follow::{self, Followed};
use crate::survey::Tongue;
use crate::texts::Texts;

/// Figures only: a day is written so in each language of the survey.
fn day(at: Timestamp) -> String {
    let (year, month, day) = at.day().parts();
    format!("{day:02}/{month:02}/{year}")
}

/// The form that asks for a code.
fn form<'p>(survey: &'p Survey, texts: &'static Texts, code: &str) -> Page<'p> {
    let languages = Tongue::ALL.iter().map(|tongue| (*tongue, format!("{FOLLOW}?l={tongue}"))).collect();
    Page {
        action: FOLLOW.to_owned(),
        languages,
        ..Page::nowhere(survey, texts, texts.say("follow-title"), Body::Follow(code.to_owned()))
    }
}

pub(super) async fn ask(State(survey): Shared, RawQuery(raw): RawQuery, headers: HeaderMap) -> Response {
    let (_, texts) = spoken(raw.as_deref(), &headers);
    html(StatusCode::OK, &form(&survey, texts, ""))
}

pub(super) async fn show(State(survey): Shared, request: Request) -> Response {
    let headers = request.headers().clone();
    let Ok(fields) = Fields::read(request).await else {
        return html(StatusCode::BAD_REQUEST, &form(&survey, Texts::of(tongue(None, &headers)), ""));
    };
    let texts = Texts::of(tongue(Some(fields.get("l")), &headers));
    let (code, now) = (fields.get("code").to_owned(), survey.clock.now());
    // Codes that are nobody's are many when somebody tries them: only what changes something waits for the writer.
    let found = survey.pool.run(move |db| follow::read(db, &code, now)).await;
    let mut response = match found {
        Ok(followed) => {
            let opinion = followed.opinion.id;
            if followed.is_new
                && let Err(error) =
                    survey.pool.run_writing(move |db| follow::mark_read(db, opinion, now)).await
            {
                tracing::error!(%error, "that an answer was read could not be kept");
            }
            html(StatusCode::OK, &page(&survey, texts, followed))
        }
        Err(AccountsError::NotFound) => {
            let page = form(&survey, texts, fields.get("code"));
            html(StatusCode::NOT_FOUND, &Page { wrong: Some("follow-unknown"), ..page })
        }
        Err(error) => {
            tracing::error!(%error, "an answer could not be read");
            let page = form(&survey, texts, fields.get("code"));
            html(StatusCode::SERVICE_UNAVAILABLE, &Page { wrong: Some("follow-broken"), ..page })
        }
    };
    response.extensions_mut().insert(Freshness::Never);
    response
}

fn page<'p>(survey: &'p Survey, texts: &'static Texts, followed: Followed) -> Page<'p> {
    let Followed { opinion, procedure, replies, .. } = followed;
    let body = Body::Followed {
        said: opinion.verbatim,
        day: day(opinion.created_at),
        replies: replies.into_iter().map(|reply| (day(reply.at), reply.text)).collect(),
    };
    Page {
        about: Some(texts.say_with("about", "name", &procedure)),
        ..Page::nowhere(survey, texts, texts.say("follow-title"), body)
    }
}
