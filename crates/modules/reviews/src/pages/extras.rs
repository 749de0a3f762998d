//! The form's own questions as a screen shows them.

use parvis_web::Fields;

use super::read::Extras;
use crate::answers::Answers;
use crate::service::asking::Given;
use crate::service::entry::digest;
use crate::shape::{Extra, Kind, Shape};
use crate::survey::Tongue;

/// A question of one's own.
pub(crate) struct Asked {
    pub name: String,
    pub title: String,
    /// Attributes of the language, where it is not the page's.
    pub lang: String,
    pub is_text: bool,
    /// More than one option may be chosen.
    pub several: bool,
    pub options: Vec<Offer>,
    /// What was typed.
    pub text: String,
    /// What will be kept of it, where something is hidden.
    pub masked: Option<String>,
}

/// An option of it.
pub(crate) struct Offer {
    pub value: String,
    pub label: String,
    pub lang: String,
    pub is_chosen: bool,
}

/// Attributes for a text in another language than the page's.
pub(crate) fn lang(text: Tongue, page: Tongue) -> String {
    let is_same = (text.tag(), text.direction()) == (page.tag(), page.direction());
    if is_same { String::new() } else { format!(" lang=\"{}\" dir=\"{}\"", text.tag(), text.direction()) }
}

/// The questions of a screen that are asked of somebody who answered so far; without answers, those that have no
/// condition.
pub(crate) fn asked(shape: &Shape, group: usize, answers: Option<&Answers>) -> Vec<Extra> {
    let is_asked = |extra: &&Extra| match answers {
        Some(answers) => extra.is_asked(answers),
        None => extra.condition.is_none(),
    };
    shape.group(group).iter().filter(is_asked).cloned().collect()
}

impl Asked {
    /// A question with what was typed; `read` says what of it will be kept, where that must be shown.
    pub fn of(extra: &Extra, tongue: Tongue, typed: &Fields, read: Option<&Extras>) -> Self {
        let name = extra.id.to_string();
        let (title, in_tongue) = extra.label.say(tongue);
        let chosen: Vec<&str> = typed.all(&name).collect();
        let option = |pick| {
            let (label, said) = extra.pick_label(pick, tongue);
            let value = pick.to_string();
            let is_chosen = chosen.contains(&value.as_str());
            Offer { value, label, lang: lang(said, tongue), is_chosen }
        };
        let text = typed.get(&name).to_owned();
        let kept = read.and_then(|read| match read.given.get(&extra.id) {
            Some(Given::Text(kept)) => kept.clone(),
            _ => None,
        });
        Self {
            title: title.to_owned(),
            lang: lang(in_tongue, tongue),
            is_text: matches!(extra.kind, Kind::Text),
            several: matches!(extra.kind, Kind::Choice { several: true, .. }),
            options: extra.picks().into_iter().map(option).collect(),
            masked: kept.filter(|_| read.is_some_and(|read| read.hides(extra.id))),
            name,
            text,
        }
    }
}

/// What the person has been shown of what will be hidden; none when nothing is.
pub(crate) fn seen(all: &[Asked]) -> Option<String> {
    let masked: Vec<&str> = all.iter().filter_map(|one| one.masked.as_deref()).collect();
    (!masked.is_empty()).then(|| digest(&masked.join("\n")))
}
