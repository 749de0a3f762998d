//! What a version of a form asks: the questions of its template, some of them hidden or in other words, and questions of
//! one's own. A [`Shape`] is made by [`Shape::new`] alone, so that nothing invalid exists in memory; the database keeps
//! it as JSON with one spelling a shape.

mod check;
pub mod difference;
mod ids;
mod preset;
mod screens;

pub use check::{EXTRAS_MOST, HINT_MOST, OPTION_MOST, OPTIONS_MOST, TITLE_MOST, Wrong};
pub use ids::{ExtraId, Pick, Unnamed};
pub use screens::Screen;

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use crate::answers::Answers;
use crate::survey::{Face, Mark, Step, Tongue};
use crate::texts::Texts;

parvis_kernel::text_enum! {
    /// What a form is for. The first question is always three faces, in words of the template.
    #[derive(Default)]
    pub enum Template {
        /// The national survey: the only one that is measured and published.
        #[default]
        National = "national",
        /// Report a problem.
        Problem = "problem",
        /// Evaluate a page.
        Page = "page",
        /// Usability test: the System Usability Scale.
        Usability = "usability",
    }
}

parvis_kernel::text_enum! {
    /// A text of the template that may be put in other words: titles and hints, never options.
    pub enum Word {
        Satisfaction = "satisfaction",
        GaveUp = "satisfaction-gave-up",
        Failed = "satisfaction-failed",
        Refused = "satisfaction-refused",
        Clarity = "clarity",
        Help = "help",
        HelpHint = "help-hint",
        Comment = "comment",
        CommentHint = "comment-hint",
    }
}

impl Word {
    /// The question that it belongs to.
    pub const fn step(self) -> Step {
        match self {
            Self::Satisfaction | Self::GaveUp | Self::Failed | Self::Refused => Step::Satisfaction,
            Self::Clarity => Step::Clarity,
            Self::Help | Self::HelpHint => Step::Help,
            Self::Comment | Self::CommentHint => Step::Comment,
        }
    }

    /// A sentence beside the question, rather than the question.
    pub const fn is_hint(self) -> bool {
        matches!(self, Self::HelpHint | Self::CommentHint)
    }

    /// Those of a template: the national one alone asks otherwise where people give up, fail or are refused.
    pub fn of(template: Template) -> impl Iterator<Item = Self> {
        let is_asked = move |word: &Self| {
            template == Template::National || !matches!(word, Self::GaveUp | Self::Failed | Self::Refused)
        };
        Self::ALL.iter().copied().filter(is_asked)
    }
}

/// A text in the languages of the survey; French is always there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Label(pub BTreeMap<Tongue, String>);

impl Label {
    pub fn french(text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(Tongue::French, text.into())]))
    }

    /// The text in a language, and the language it is in: French where the other lacks.
    pub fn say(&self, tongue: Tongue) -> (&str, Tongue) {
        let own = self.0.get(&tongue).map(|text| (text.as_str(), tongue));
        own.unwrap_or_else(|| (self.0.get(&Tongue::French).map_or("", String::as_str), Tongue::French))
    }
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: Pick,
    pub label: Label,
}

/// How a question of one's own is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Choice {
        /// More than one may be chosen.
        several: bool,
        options: Vec<Choice>,
    },
    /// From 0 or 1 to at most 10.
    Scale { from: u8, to: u8, low: Label, high: Label },
    /// Words, masked as the comment is.
    Text,
}

/// A question is asked only if an earlier one was answered by one of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    Satisfaction(BTreeSet<Face>),
    Clarity(BTreeSet<Mark>),
    Extra { id: ExtraId, picks: BTreeSet<Pick> },
}

/// A question of one's own; it may always be passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    pub id: ExtraId,
    pub label: Label,
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
}

/// What a shape is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    #[serde(default)]
    pub template: Template,
    /// Questions of the template that are not asked.
    #[serde(default)]
    pub hidden: BTreeSet<Step>,
    /// Texts of the template in the owner's words; a language that is not named keeps the template's.
    #[serde(default)]
    pub words: BTreeMap<Tongue, BTreeMap<Word, String>>,
    /// In the order in which they are asked.
    #[serde(default)]
    pub extras: Vec<Extra>,
}

/// What a version of a form asks, checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Shape(Parts);

impl Deref for Shape {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl From<Shape> for Parts {
    fn from(shape: Shape) -> Self {
        shape.0
    }
}

impl TryFrom<Parts> for Shape {
    type Error = Wrong;

    fn try_from(parts: Parts) -> Result<Self, Wrong> {
        Self::new(parts)
    }
}

impl Condition {
    /// Whether the answers fulfil it.
    pub fn holds(&self, answers: &Answers) -> bool {
        match self {
            Self::Satisfaction(faces) => faces.contains(&answers.satisfaction),
            Self::Clarity(marks) => answers.clarity.is_some_and(|mark| marks.contains(&mark)),
            Self::Extra { id, picks } => {
                answers.extras.get(id).is_some_and(|chosen| !chosen.is_disjoint(picks))
            }
        }
    }
}

impl Extra {
    /// Whether it is asked of somebody who answered so.
    pub fn is_asked(&self, answers: &Answers) -> bool {
        self.condition.as_ref().is_none_or(|condition| condition.holds(answers))
    }

    /// What may be chosen, in the order shown; nothing of a text.
    pub fn picks(&self) -> Vec<Pick> {
        match &self.kind {
            Kind::Choice { options, .. } => options.iter().map(|option| option.id).collect(),
            Kind::Scale { from, to, .. } => (*from..=*to).map(Pick::Value).collect(),
            Kind::Text => Vec::new(),
        }
    }

    /// A text, or the steps and options of a choice that were chosen: whether this question takes it.
    pub fn takes(&self, chosen: &BTreeSet<Pick>) -> bool {
        let known = self.picks();
        let is_one = chosen.len() <= 1 || matches!(self.kind, Kind::Choice { several: true, .. });
        is_one && chosen.iter().all(|pick| known.contains(pick))
    }

    /// What an option or a step is called: of a scale its number, and at its ends what they mean.
    pub fn pick_label(&self, pick: Pick, tongue: Tongue) -> (String, Tongue) {
        match &self.kind {
            Kind::Choice { options, .. } => {
                let named = options.iter().find(|option| option.id == pick);
                named.map_or((pick.to_string(), tongue), |option| {
                    let (text, tongue) = option.label.say(tongue);
                    (text.to_owned(), tongue)
                })
            }
            Kind::Scale { from, to, low, high } => {
                let end = match pick {
                    Pick::Value(n) if n == *from => Some(low),
                    Pick::Value(n) if n == *to => Some(high),
                    _ => None,
                };
                end.map_or((pick.to_string(), tongue), |label| {
                    let (text, tongue) = label.say(tongue);
                    (format!("{pick} – {text}"), tongue)
                })
            }
            Kind::Text => (pick.to_string(), tongue),
        }
    }
}

impl Shape {
    /// As a template is at first.
    pub fn of(template: Template) -> &'static Self {
        preset::of(template)
    }

    /// Whether it is the national survey word for word, without any question of one's own.
    pub fn is_plain(&self) -> bool {
        self == Self::of(Template::National)
    }

    pub fn hides(&self, step: Step) -> bool {
        self.hidden.contains(&step)
    }

    pub fn extra(&self, id: ExtraId) -> Option<&Extra> {
        self.extras.iter().find(|extra| extra.id == id)
    }

    /// A text of the template as the owner wishes it, else as the template has it.
    pub fn say<'s>(&'s self, texts: &'static Texts, word: Word) -> &'s str {
        let own = self.words.get(&texts.tongue).and_then(|words| words.get(&word));
        own.map_or_else(|| usual(self.template, texts, word), String::as_str)
    }

    /// A text that a page asks for by its key; one that no owner changes is the survey's.
    pub fn say_key<'s>(&'s self, texts: &'static Texts, key: &'s str) -> &'s str {
        Word::parse(key).map_or_else(|| texts.say(key), |word| self.say(texts, word))
    }

    /// The label of a face, as the template has it.
    pub fn face(&self, texts: &'static Texts, face: Face) -> &'static str {
        match self.template {
            Template::National => texts.option("satisfaction", face.as_str()),
            other => texts.option(&format!("{other}-satisfaction"), face.as_str()),
        }
    }

    /// The questions of the national survey that are asked in other words: what is answered to them is not comparable
    /// any more, and is left out of what is measured and published (`docs/reviews.md`).
    pub fn altered(&self) -> BTreeSet<Step> {
        let words = self.words.values().flat_map(BTreeMap::keys);
        words.map(|word| word.step()).filter(|step| *step != Step::Comment).collect()
    }
}

/// A text as the template has it.
pub fn usual(template: Template, texts: &'static Texts, word: Word) -> &'static str {
    let own = match template {
        Template::National => "",
        other => texts.option(other.as_str(), word.as_str()),
    };
    if own.is_empty() { texts.say(word.as_str()) } else { own }
}

/// The question of the national survey that an option counts for; none of what no question is behind, and of questions
/// of one's own.
pub fn step_of(option: &str) -> Option<Step> {
    match option.split('.').next().unwrap_or("") {
        "satisfaction" => Some(Step::Satisfaction),
        "clarity" => Some(Step::Clarity),
        "help" | "reached" | "quality" => Some(Step::Help),
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod tests;
