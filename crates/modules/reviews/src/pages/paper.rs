//! The survey on paper: one sheet of A4 in each language, made from the same words, for those whom screens leave out. What
//! is ticked on it is written down by an agent ("Enter an opinion", channel paper).

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use parvis_charts::qr;

use super::entry::{Shared, open, spoken};
use super::extras::lang;
use super::view::first_question;
use crate::service::forms::{Called, typed};
use crate::shape::{Condition, Extra, Kind, Pick, Shape, Word};
use crate::survey::{Contact, Face, Helper, Mark, Point, Step};
use crate::texts::Texts;

#[derive(Template)]
#[template(path = "paper.html")]
struct Paper<'p> {
    texts: &'static Texts,
    procedure: &'p str,
    publisher: &'p str,
    stylesheet: &'p str,
    questions: Vec<Question>,
    /// The form's own.
    extras: Vec<Question>,
    has_help: bool,
    /// Its title and hint.
    comment: Option<[&'p str; 2]>,
    ways: Vec<&'static str>,
    reached: Vec<&'static str>,
    quality: Vec<&'static str>,
    qr: String,
    address: String,
    code: &'p str,
}

/// A question and the boxes to tick.
struct Question {
    title: String,
    hint: Option<String>,
    /// Attributes of the language, where it is not the sheet's.
    lang: String,
    options: Vec<String>,
    /// Answered in words.
    is_text: bool,
    /// Its options take a line each.
    is_long: bool,
}

impl Question {
    fn of(title: &str, options: Vec<&str>) -> Self {
        let options = options.into_iter().map(str::to_owned).collect();
        let title = title.to_owned();
        Self { title, hint: None, lang: String::new(), options, is_text: false, is_long: false }
    }
}

/// The questions of the template that are asked.
fn questions(shape: &Shape, texts: &'static Texts, point: Point) -> Vec<Question> {
    let faces = Face::ALL.iter().rev().map(|face| shape.face(texts, *face)).collect();
    let mut all = vec![Question::of(first_question(shape, texts, point), faces)];
    if !shape.hides(Step::Clarity) {
        let marks = Mark::ALL.iter().rev().map(|mark| texts.option("clarity", mark.as_str())).collect();
        all.push(Question::of(shape.say(texts, Word::Clarity), marks));
    }
    if !shape.hides(Step::Help) {
        let help = std::iter::once("none")
            .chain(Contact::ALL.iter().map(|one| one.as_str()))
            .chain(Helper::ALL.iter().map(|one| one.as_str()));
        let options = help.map(|option| texts.option("help", option)).collect();
        let hint = Some(shape.say(texts, Word::HelpHint).to_owned());
        all.push(Question { hint, is_long: true, ..Question::of(shape.say(texts, Word::Help), options) });
    }
    all
}

/// A question of the form's own; whom it is asked of is said above its boxes.
fn own(shape: &Shape, extra: &Extra, texts: &'static Texts) -> Question {
    let tongue = texts.tongue;
    let (title, said) = extra.label.say(tongue);
    let options = extra.picks().into_iter().map(|pick| extra.pick_label(pick, tongue).0).collect();
    let several = matches!(extra.kind, Kind::Choice { several: true, .. });
    let only = extra.condition.as_ref().map(|condition| {
        let (question, options) = source(shape, condition, texts);
        texts.say("paper-only").replace("{question}", &question).replace("{options}", &options.join(", "))
    });
    let hint = only.into_iter().chain(several.then(|| texts.say("help-hint").to_owned()));
    let hint: Vec<String> = hint.collect();
    Question {
        title: title.to_owned(),
        hint: (!hint.is_empty()).then(|| hint.join(" ")),
        lang: lang(said, tongue),
        options,
        is_text: matches!(extra.kind, Kind::Text),
        is_long: matches!(extra.kind, Kind::Choice { .. }),
    }
}

/// The question that a condition looks at, and the answers that fulfil it, in words.
fn source(shape: &Shape, condition: &Condition, texts: &'static Texts) -> (String, Vec<String>) {
    match condition {
        Condition::Satisfaction(faces) => {
            let labels = faces.iter().map(|face| shape.face(texts, *face).to_owned()).collect();
            (shape.say(texts, Word::Satisfaction).to_owned(), labels)
        }
        Condition::Clarity(marks) => {
            let labels = marks.iter().map(|mark| texts.option("clarity", mark.as_str()).to_owned());
            (shape.say(texts, Word::Clarity).to_owned(), labels.collect())
        }
        Condition::Extra { id, picks } => {
            let Some(extra) = shape.extra(*id) else { return (id.to_string(), Vec::new()) };
            let label = |pick: &Pick| extra.pick_label(*pick, texts.tongue).0;
            (extra.label.say(texts.tongue).0.to_owned(), picks.iter().map(label).collect())
        }
    }
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
    let shape = &entry.shape;
    let marks = |question| Mark::ALL.iter().rev().map(|mark| texts.option(question, mark.as_str())).collect();
    let asks = |step: Step| !shape.hides(step);
    let paper = Paper {
        texts,
        procedure: &entry.procedure,
        publisher: entry.site.publisher.as_deref().unwrap_or(&entry.procedure),
        stylesheet: &entry.site.stylesheet,
        questions: questions(shape, texts, entry.button.point),
        extras: shape.extras.iter().map(|extra| own(shape, extra, texts)).collect(),
        has_help: asks(Step::Help),
        comment: asks(Step::Comment)
            .then(|| [Word::Comment, Word::CommentHint].map(|word| shape.say(texts, word))),
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
