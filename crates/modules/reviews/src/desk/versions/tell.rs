//! Questions, conditions and changes in the reader's words.

use parvis_accounts::http::Cx;
use parvis_ui::{Block, Tone};
use std::collections::BTreeSet;

use super::tongue;
use crate::shape::difference::Change;
use crate::shape::{Condition, Extra, ExtraId, Kind, Shape, Template, Word, usual};
use crate::survey::{Step, Tongue};
use crate::texts::Texts;

/// A question of one's own, as its owner asks it.
pub fn named(cx: &Cx<'_>, extra: &Extra) -> String {
    extra.label.say(tongue(cx)).0.to_owned()
}

/// A question of the template.
pub fn step(cx: &Cx<'_>, shape: &Shape, step: Step) -> String {
    let word = match step {
        Step::Satisfaction => Word::Satisfaction,
        Step::Clarity => Word::Clarity,
        Step::Help => Word::Help,
        Step::Comment => Word::Comment,
    };
    shape.say(Texts::of(tongue(cx)), word).to_owned()
}

/// What a text of the template is.
pub fn word(cx: &Cx<'_>, word: Word) -> String {
    cx.t(&format!("reviews-word-{word}"))
}

/// How a question is answered.
pub fn kind(cx: &Cx<'_>, kind: &Kind) -> String {
    match kind {
        Kind::Choice { several: false, .. } => cx.t("reviews-kind-one"),
        Kind::Choice { several: true, .. } => cx.t("reviews-kind-several"),
        Kind::Scale { from, to, .. } => {
            let (from, to) = (from.to_string(), to.to_string());
            cx.words.with("reviews-kind-scale-of", &[("from", from.into()), ("to", to.into())])
        }
        Kind::Text => cx.t("reviews-kind-text"),
    }
}

/// When a question is asked.
pub fn condition(cx: &Cx<'_>, shape: &Shape, condition: Option<&Condition>) -> String {
    let texts = Texts::of(tongue(cx));
    let (question, answers): (String, Vec<String>) = match condition {
        None => return cx.t("reviews-condition-none"),
        Some(Condition::Satisfaction(faces)) => {
            let answers = faces.iter().map(|face| shape.face(texts, *face).to_owned());
            (step(cx, shape, Step::Satisfaction), answers.collect())
        }
        Some(Condition::Clarity(marks)) => {
            let answers = marks.iter().map(|mark| texts.option("clarity", mark.as_str()).to_owned());
            (step(cx, shape, Step::Clarity), answers.collect())
        }
        Some(Condition::Extra { id, picks }) => match shape.extra(*id) {
            None => (id.to_string(), picks.iter().map(ToString::to_string).collect()),
            Some(extra) => {
                (named(cx, extra), picks.iter().map(|pick| extra.pick_label(*pick, tongue(cx)).0).collect())
            }
        },
    };
    let answers = answers.join(", ");
    cx.words.with("reviews-condition-of", &[("question", question.into()), ("answers", answers.into())])
}

/// One change in words, from one shape to another.
pub fn change(cx: &Cx<'_>, (before, after): (&Shape, &Shape), change: &Change) -> String {
    let with = |key: &str, name: String| cx.words.a(key, "name", name);
    let question = |id: ExtraId| after.extra(id).map_or_else(|| id.to_string(), |extra| named(cx, extra));
    let said = |key: &str, name: String, tongue: Tongue, from: String, to: String| {
        let args = [
            ("name", name.into()),
            ("tongue", tongue.name().to_owned().into()),
            ("from", from.into()),
            ("to", to.into()),
        ];
        cx.words.with(key, &args)
    };
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| cx.t("reviews-diff-no-text"));
    match change {
        Change::Hidden(one) => with("reviews-diff-hidden", step(cx, before, *one)),
        Change::Shown(one) => with("reviews-diff-shown", step(cx, after, *one)),
        Change::Worded { word: one, tongue, before: from, after: to } => {
            let texts = Texts::of(*tongue);
            let or_usual = |text: &Option<String>| {
                text.clone().unwrap_or_else(|| usual(after.template, texts, *one).to_owned())
            };
            said("reviews-diff-worded", word(cx, *one), *tongue, or_usual(from), or_usual(to))
        }
        Change::Added(extra) => with("reviews-diff-added", named(cx, extra)),
        Change::Removed(extra) => with("reviews-diff-removed", named(cx, extra)),
        Change::Moved(extra) => with("reviews-diff-moved", named(cx, extra)),
        Change::Retitled { id, tongue, before, after } => {
            said("reviews-diff-retitled", question(*id), *tongue, or_none(before), or_none(after))
        }
        Change::OptionWorded { id, tongue, before, after } => {
            said("reviews-diff-option-worded", question(*id), *tongue, or_none(before), or_none(after))
        }
        Change::OptionAdded(id, option) => {
            let args = [("name", question(*id).into()), ("option", option.clone().into())];
            cx.words.with("reviews-diff-option-added", &args)
        }
        Change::OptionRemoved(id, option) => {
            let args = [("name", question(*id).into()), ("option", option.clone().into())];
            cx.words.with("reviews-diff-option-removed", &args)
        }
        Change::Kind(id) => with("reviews-diff-kind", question(*id)),
        Change::Condition { id, before: from, after: to } => {
            let (from, to) = (condition(cx, before, from.as_ref()), condition(cx, after, to.as_ref()));
            let args = [("name", question(*id).into()), ("from", from.into()), ("to", to.into())];
            cx.words.with("reviews-diff-condition", &args)
        }
    }
}

/// Which figures a publication touches, and how; none where it touches none.
pub fn touched(cx: &Cx<'_>, after: &Shape, changes: &[Change]) -> Option<Block> {
    if after.template != Template::National {
        return None;
    }
    let steps: BTreeSet<Step> = changes.iter().filter_map(Change::touches).collect();
    let altered = after.altered();
    let tell = |step: &Step| {
        let figures = cx.t(&format!("reviews-touch-{step}"));
        if after.hides(*step) {
            Some(cx.words.a("reviews-touch-hidden", "figures", figures))
        } else {
            altered.contains(step).then(|| cx.words.a("reviews-touch-altered", "figures", figures))
        }
    };
    let told: Vec<String> = steps.iter().filter_map(tell).collect();
    (!told.is_empty()).then(|| Block::Alert {
        tone: Tone::Warning,
        title: cx.t("reviews-touch"),
        text: told.join(" "),
    })
}
