//! The survey on paper: one sheet of A4 in each language, made from the same words, for those whom screens leave out. What
//! is ticked on it is written down by an agent ("Enter an opinion", channel paper).

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use parvis_charts::qr;

use super::entry::{Shared, open, spoken};
use super::view::first_question;
use crate::service::forms::{Called, typed};
use crate::survey::{Contact, Face, Helper, Mark};
use crate::texts::Texts;

#[derive(Template)]
#[template(path = "paper.html")]
struct Paper<'p> {
    texts: &'static Texts,
    procedure: &'p str,
    publisher: &'p str,
    stylesheet: &'p str,
    questions: Vec<Question>,
    ways: Vec<&'static str>,
    reached: Vec<&'static str>,
    quality: Vec<&'static str>,
    qr: String,
    address: String,
    code: &'p str,
}

/// A question and the boxes to tick.
struct Question {
    title: &'static str,
    hint: Option<&'static str>,
    options: Vec<&'static str>,
    /// Its options take a line each.
    is_long: bool,
}

pub(super) async fn show(
    State(survey): Shared,
    Path(code): Path<String>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Response {
    let (_, texts) = spoken(raw.as_deref(), &headers);
    let entry = match open(&survey, Called::Code(typed(&code)), texts).await {
        Ok(entry) => entry,
        Err(why) => return why,
    };
    let address = survey.site.absolute(&format!("/avis/{}", entry.button.code));
    let marks = |question| Mark::ALL.iter().rev().map(|mark| texts.option(question, mark.as_str())).collect();
    let help = std::iter::once("none")
        .chain(Contact::ALL.iter().map(|one| one.as_str()))
        .chain(Helper::ALL.iter().map(|one| one.as_str()));
    let questions = vec![
        Question {
            title: first_question(texts, entry.button.point),
            hint: None,
            options: Face::ALL.iter().rev().map(|f| texts.option("satisfaction", f.as_str())).collect(),
            is_long: false,
        },
        Question { title: texts.say("clarity"), hint: None, options: marks("clarity"), is_long: false },
        Question {
            title: texts.say("help"),
            hint: Some(texts.say("help-hint")),
            options: help.map(|option| texts.option("help", option)).collect(),
            is_long: true,
        },
    ];
    let paper = Paper {
        texts,
        procedure: &entry.procedure,
        publisher: entry.site.publisher.as_deref().unwrap_or(&entry.procedure),
        stylesheet: &entry.site.stylesheet,
        questions,
        ways: Contact::ALL.iter().map(|contact| texts.option("help", contact.as_str())).collect(),
        reached: ["yes", "no"].map(|option| texts.option("reached", option)).to_vec(),
        quality: marks("quality"),
        qr: qr(&address, texts.say("paper-online")),
        address,
        code: &entry.button.code,
    };
    match paper.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a sheet of the survey could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
