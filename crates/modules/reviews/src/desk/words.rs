//! Values of the survey in the reader's words.

use parvis_accounts::http::Cx;
use parvis_ui::{Cell, Tone};

use crate::format;
use crate::model::{Button, FollowUp, Opinion, Status, Topic};
use crate::score::{Change, Score};
use crate::shape::{Shape, Template};
use crate::survey::{Channel, Face, Point, Tongue};
use crate::texts::Texts;

use super::versions::tongue;

type Choices = Vec<(String, String)>;

pub fn value(cx: &Cx<'_>, score: &Score) -> String {
    format::value(cx.words, score)
}

pub fn interval(cx: &Cx<'_>, score: &Score) -> String {
    format::interval(cx.words, score)
}

pub fn change(cx: &Cx<'_>, change: Option<Change>) -> Cell {
    match change {
        None => Cell::text(cx.t("reviews-change-none")),
        Some(Change::Up) => Cell::Badge(Tone::Success, cx.t("reviews-change-up")),
        Some(Change::Down) => Cell::Badge(Tone::Error, cx.t("reviews-change-down")),
        Some(Change::Unclear) => Cell::text(cx.t("reviews-change-unclear")),
    }
}

pub fn point(cx: &Cx<'_>, point: Point) -> String {
    cx.t(&format!("reviews-point-{}", point.as_str().replace('_', "-")))
}

pub fn points(cx: &Cx<'_>) -> Choices {
    Point::ALL.iter().map(|one| (one.to_string(), point(cx, *one))).collect()
}

pub fn channel(cx: &Cx<'_>, channel: Channel) -> String {
    cx.t(&format!("reviews-channel-{channel}"))
}

fn any(cx: &Cx<'_>) -> impl Iterator<Item = (String, String)> {
    std::iter::once((String::new(), cx.t("reviews-any")))
}

pub fn channels(cx: &Cx<'_>) -> Choices {
    any(cx).chain(Channel::ALL.iter().map(|one| (one.to_string(), channel(cx, *one)))).collect()
}

pub fn tongues(cx: &Cx<'_>) -> Choices {
    any(cx).chain(Tongue::ALL.iter().map(|one| (one.to_string(), one.name().to_owned()))).collect()
}

pub fn buttons(cx: &Cx<'_>, all: &[Button]) -> Choices {
    any(cx).chain(all.iter().map(|one| (one.id.to_string(), one.name.clone()))).collect()
}

pub fn faces(cx: &Cx<'_>) -> Choices {
    any(cx)
        .chain(Face::ALL.iter().map(|one| (one.to_string(), cx.t(&format!("reviews-face-{one}")))))
        .collect()
}

/// How it went, as a badge.
pub fn face(cx: &Cx<'_>, opinion: &Opinion) -> Cell {
    let face = opinion.answers.satisfaction;
    let tone = match face {
        Face::Bad => Tone::Error,
        Face::Medium => Tone::Warning,
        Face::Good => Tone::Success,
    };
    Cell::Badge(tone, cx.t(&format!("reviews-face-{face}")))
}

/// Likewise, in the words of the form's template.
pub fn face_of(cx: &Cx<'_>, opinion: &Opinion, template: Template) -> Cell {
    match face(cx, opinion) {
        Cell::Badge(tone, _) => Cell::Badge(tone, face_label(cx, template, opinion.answers.satisfaction)),
        other => other,
    }
}

/// A face in the words of a template.
pub fn face_label(cx: &Cx<'_>, template: Template, face: Face) -> String {
    match template {
        Template::National => cx.t(&format!("reviews-face-{face}")),
        other => Shape::of(other).face(Texts::of(tongue(cx)), face).to_owned(),
    }
}

pub fn status(cx: &Cx<'_>, status: Status) -> String {
    cx.t(&format!("reviews-status-{status}"))
}

pub fn statuses(cx: &Cx<'_>) -> Choices {
    Status::ALL.iter().map(|one| (one.to_string(), status(cx, *one))).collect()
}

/// What a topic is called: as its owner says, else as the lexicon does, else by its own words.
pub fn topic(cx: &Cx<'_>, topic: &Topic) -> String {
    format::topic(cx.words, topic)
}

/// Whether more people speak of something than before, which is neither good nor bad.
pub fn trend(cx: &Cx<'_>, change: Option<Change>) -> Cell {
    Cell::text(cx.t(match change {
        None => "reviews-change-none",
        Some(Change::Up) => "reviews-change-up",
        Some(Change::Down) => "reviews-change-down",
        Some(Change::Unclear) => "reviews-change-unclear",
    }))
}

/// Whether an answer is awaited, given, or read.
pub fn answer(cx: &Cx<'_>, one: &FollowUp) -> Cell {
    let (tone, key) = match (one.answered_at, one.read_at) {
        (None, _) => (Tone::Warning, "reviews-is-waiting"),
        (Some(_), None) => (Tone::Info, "reviews-is-answered"),
        (Some(_), Some(_)) => (Tone::Success, "reviews-is-read"),
    };
    Cell::Badge(tone, cx.t(key))
}
