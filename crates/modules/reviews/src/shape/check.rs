//! What a shape must be. Limits keep a screen readable and the text of a shape short.

use std::collections::{BTreeMap, BTreeSet};

use super::{Condition, Extra, ExtraId, Kind, Label, Parts, Pick, Shape, Template, Word};
use crate::intake::tidy;
use crate::survey::{Step, Tongue};

/// Questions of one's own in a form.
pub const EXTRAS_MOST: usize = 10;
/// Options of a choice.
pub const OPTIONS_MOST: usize = 10;
/// Characters of a question.
pub const TITLE_MOST: usize = 200;
/// Characters of a hint.
pub const HINT_MOST: usize = 300;
/// Characters of an option or of an end of a scale.
pub const OPTION_MOST: usize = 120;

/// What is wrong with a shape: where, and the key of the message that says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{extra:?} {field}: {message}")]
pub struct Wrong {
    /// The question of one's own that is wrong.
    pub extra: Option<ExtraId>,
    /// Its part, as the editor's forms name it.
    pub field: &'static str,
    pub message: &'static str,
}

impl From<Wrong> for parvis_accounts::AccountsError {
    fn from(wrong: Wrong) -> Self {
        Self::invalid(wrong.field, wrong.message)
    }
}

const fn wrong(field: &'static str, message: &'static str) -> Wrong {
    Wrong { extra: None, field, message }
}

/// One line, without what no reader sees; none when nothing is left.
fn line(text: &str, most: usize, field: &'static str) -> Result<Option<String>, Wrong> {
    match tidy(&text.replace('\n', " "), most + 1) {
        Some(text) if text.chars().count() > most => Err(wrong(field, "reviews-shape-long")),
        text => Ok(text),
    }
}

fn label(label: &Label, most: usize, field: &'static str) -> Result<Label, Wrong> {
    let mut all = BTreeMap::new();
    for (tongue, text) in &label.0 {
        all.extend(line(text, most, field)?.map(|text| (*tongue, text)));
    }
    if all.contains_key(&Tongue::French) { Ok(Label(all)) } else { Err(wrong(field, "reviews-shape-french")) }
}

fn kind(kind: Kind) -> Result<Kind, Wrong> {
    match kind {
        Kind::Text => Ok(Kind::Text),
        Kind::Choice { several, options } => {
            if !(2..=OPTIONS_MOST).contains(&options.len()) {
                return Err(wrong("options", "reviews-shape-options"));
            }
            let ids: BTreeSet<Pick> = options.iter().map(|option| option.id).collect();
            let is_option = |id: &Pick| matches!(id, Pick::Option(_));
            if ids.len() < options.len() || !ids.iter().all(is_option) {
                return Err(wrong("options", "reviews-shape-twice"));
            }
            let mut checked = Vec::new();
            let mut said = BTreeSet::new();
            for mut option in options {
                option.label = label(&option.label, OPTION_MOST, "options")?;
                if !said.insert(option.label.say(Tongue::French).0.to_lowercase()) {
                    return Err(wrong("options", "reviews-shape-twice"));
                }
                checked.push(option);
            }
            Ok(Kind::Choice { several, options: checked })
        }
        Kind::Scale { from, to, low, high } => {
            if from > 1 || to > 10 || to < from + 2 {
                return Err(wrong("to", "reviews-shape-scale"));
            }
            let (low, high) = (label(&low, OPTION_MOST, "low")?, label(&high, OPTION_MOST, "high")?);
            Ok(Kind::Scale { from, to, low, high })
        }
    }
}

/// A condition looks back: at a question that is asked, by options that it has.
fn condition(condition: &Condition, hidden: &BTreeSet<Step>, before: &[Extra]) -> Result<(), Wrong> {
    let is_right = match condition {
        Condition::Satisfaction(faces) => !faces.is_empty(),
        Condition::Clarity(marks) => !marks.is_empty() && !hidden.contains(&Step::Clarity),
        Condition::Extra { id, picks } => {
            let source = before.iter().find(|extra| extra.id == *id).map(Extra::picks).unwrap_or_default();
            !picks.is_empty() && picks.iter().all(|pick| source.contains(pick))
        }
    };
    if is_right { Ok(()) } else { Err(wrong("condition", "reviews-shape-condition")) }
}

fn extra(extra: Extra, hidden: &BTreeSet<Step>, before: &[Extra]) -> Result<Extra, Wrong> {
    if before.iter().any(|other| other.id == extra.id) {
        return Err(wrong("label", "reviews-shape-twice"));
    }
    if let Some(one) = &extra.condition {
        condition(one, hidden, before)?;
    }
    Ok(Extra { label: label(&extra.label, TITLE_MOST, "label")?, kind: kind(extra.kind)?, ..extra })
}

type Words = BTreeMap<Tongue, BTreeMap<Word, String>>;

/// Words that say something else than the template does.
fn words(words: Words, template: Template) -> Result<Words, Wrong> {
    let known: BTreeSet<Word> = Word::of(template).collect();
    let mut all = Words::new();
    for (tongue, own) in words {
        let texts = crate::texts::Texts::of(tongue);
        for (word, text) in own {
            let most = if word.is_hint() { HINT_MOST } else { TITLE_MOST };
            let field = "words";
            if !known.contains(&word) {
                return Err(wrong(field, "reviews-shape-word"));
            }
            let text = line(&text, most, field)?.filter(|text| text != super::usual(template, texts, word));
            if let Some(text) = text {
                all.entry(tongue).or_default().insert(word, text);
            }
        }
    }
    Ok(all)
}

impl Shape {
    /// A shape of its parts, texts tidied, what says nothing left out.
    ///
    /// # Errors
    /// [`Wrong`]: the first question hidden, a text that is empty or too long, a condition that looks forward, the
    /// statements of the usability scale changed, and so on.
    pub fn new(parts: Parts) -> Result<Self, Wrong> {
        let Parts { template, hidden, words: own, extras } = parts;
        if hidden.contains(&Step::Satisfaction) {
            return Err(wrong("hidden", "reviews-shape-first"));
        }
        if extras.len() > EXTRAS_MOST {
            return Err(wrong("label", "reviews-shape-many"));
        }
        let mut checked: Vec<Extra> = Vec::new();
        for one in extras {
            let id = one.id;
            let one = extra(one, &hidden, &checked).map_err(|wrong| Wrong { extra: Some(id), ..wrong })?;
            checked.push(one);
        }
        let shape = Self(Parts { template, hidden, words: words(own, template)?, extras: checked });
        shape.keeps_scale()?;
        Ok(shape)
    }

    /// The ten statements of the usability scale stand together as they were published, or there are none: their score
    /// is that of the whole scale in its own words. Other languages than those of the template may be added.
    fn keeps_scale(&self) -> Result<(), Wrong> {
        let own: Vec<&Extra> =
            self.extras.iter().filter(|extra| matches!(extra.id, ExtraId::Sus(_))).collect();
        let expected: &[Extra] = match self.template {
            Template::Usability => super::preset::scale(),
            _ => &[],
        };
        let keeps = |own: &Label, published: &Label| {
            published.0.iter().all(|(tongue, text)| own.0.get(tongue) == Some(text))
        };
        let ends = |one: &Extra| match &one.kind {
            Kind::Scale { from: 1, to: 5, low, high } => Some((low.clone(), high.clone())),
            _ => None,
        };
        let is_same = |(own, published): (&&Extra, &Extra)| {
            let has_ends = ends(own)
                .zip(ends(published))
                .is_some_and(|(own, published)| keeps(&own.0, &published.0) && keeps(&own.1, &published.1));
            own.id == published.id
                && keeps(&own.label, &published.label)
                && has_ends
                && own.condition.is_none()
        };
        let is_whole = own.len() == expected.len() && own.iter().zip(expected).all(is_same);
        if is_whole { Ok(()) } else { Err(wrong("label", "reviews-shape-sus")) }
    }

    /// As the database keeps it.
    pub fn json(&self) -> String {
        // A shape is maps and texts: it can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The inverse of [`Shape::json`].
    pub fn parse(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }
}
