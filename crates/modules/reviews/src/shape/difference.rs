//! What changes from one version of a form to another, to be told in words.

use std::collections::BTreeMap;

use super::{Condition, Extra, ExtraId, Kind, Label, Pick, Shape, Word};
use crate::survey::{Step, Tongue};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Hidden(Step),
    Shown(Step),
    /// A text of the template in other words; none: in those of the template.
    Worded {
        word: Word,
        tongue: Tongue,
        before: Option<String>,
        after: Option<String>,
    },
    Added(Extra),
    Removed(Extra),
    /// It comes at another place among those that stay.
    Moved(Extra),
    /// It is one's own question in other words, in one language; none: the language lacked, or lacks now.
    Retitled {
        id: ExtraId,
        tongue: Tongue,
        before: Option<String>,
        after: Option<String>,
    },
    OptionAdded(ExtraId, String),
    OptionRemoved(ExtraId, String),
    /// An option, or an end of a scale.
    OptionWorded {
        id: ExtraId,
        tongue: Tongue,
        before: Option<String>,
        after: Option<String>,
    },
    /// How it is answered: several options or one, other steps, another order.
    Kind(ExtraId),
    Condition {
        id: ExtraId,
        before: Option<Condition>,
        after: Option<Condition>,
    },
}

impl Change {
    /// The question of the national survey whose figures it touches: not comparable any more, or without answers.
    pub fn touches(&self) -> Option<Step> {
        let step = match self {
            Self::Hidden(step) | Self::Shown(step) => *step,
            Self::Worded { word, .. } => word.step(),
            _ => return None,
        };
        (step != Step::Comment).then_some(step)
    }
}

/// Every change from one shape to another, in the order of the pages.
pub fn between(before: &Shape, after: &Shape) -> Vec<Change> {
    let mut all = Vec::new();
    for step in Step::ALL {
        match (before.hides(*step), after.hides(*step)) {
            (false, true) => all.push(Change::Hidden(*step)),
            (true, false) => all.push(Change::Shown(*step)),
            _ => {}
        }
    }
    for word in Word::ALL {
        for tongue in Tongue::ALL {
            let say = |shape: &Shape| shape.words.get(tongue).and_then(|words| words.get(word)).cloned();
            let (before, after) = (say(before), say(after));
            if before != after {
                all.push(Change::Worded { word: *word, tongue: *tongue, before, after });
            }
        }
    }
    let gone = before.extras.iter().filter(|extra| after.extra(extra.id).is_none());
    all.extend(gone.cloned().map(Change::Removed));
    let moved = moved(before, after);
    for extra in &after.extras {
        match before.extra(extra.id) {
            None => all.push(Change::Added(extra.clone())),
            Some(old) => {
                if moved.contains(&extra.id) {
                    all.push(Change::Moved(extra.clone()));
                }
                question(old, extra, &mut all);
            }
        }
    }
    all
}

/// The fewest questions that must move for those that stay to come in the new order: all but the longest run that is in
/// order already.
fn moved(before: &Shape, after: &Shape) -> Vec<ExtraId> {
    let place: BTreeMap<ExtraId, usize> =
        before.extras.iter().enumerate().map(|(at, extra)| (extra.id, at)).collect();
    let kept: Vec<(ExtraId, usize)> =
        after.extras.iter().filter_map(|extra| Some((extra.id, *place.get(&extra.id)?))).collect();
    let mut runs: Vec<Vec<ExtraId>> = Vec::new();
    for (at, (id, place)) in kept.iter().enumerate() {
        let is_before = |other: &usize| kept[*other].1 < *place;
        let longest = (0..at).filter(is_before).map(|other| &runs[other]).max_by_key(|run| run.len());
        let mut run = longest.cloned().unwrap_or_default();
        run.push(*id);
        runs.push(run);
    }
    let still = runs.into_iter().max_by_key(Vec::len).unwrap_or_default();
    kept.into_iter().map(|(id, _)| id).filter(|id| !still.contains(id)).collect()
}

type Said = (Tongue, Option<String>, Option<String>);

fn labels(before: &Label, after: &Label) -> Vec<Said> {
    let one = |tongue: &Tongue| {
        let (before, after) = (before.0.get(tongue).cloned(), after.0.get(tongue).cloned());
        (before != after).then_some((*tongue, before, after))
    };
    Tongue::ALL.iter().filter_map(one).collect()
}

fn question(before: &Extra, after: &Extra, all: &mut Vec<Change>) {
    let id = after.id;
    let titles = labels(&before.label, &after.label).into_iter();
    all.extend(titles.map(|(tongue, before, after)| Change::Retitled { id, tongue, before, after }));
    let mut words = |before: &Label, after: &Label| {
        let said = labels(before, after).into_iter();
        all.extend(said.map(|(tongue, before, after)| Change::OptionWorded { id, tongue, before, after }));
    };
    let mut is_other = false;
    match (&before.kind, &after.kind) {
        (Kind::Choice { several: was, options: old }, Kind::Choice { several: is, options: new }) => {
            let find = |all: &[super::Choice], pick: Pick| all.iter().find(|one| one.id == pick).cloned();
            for option in new {
                if let Some(old) = find(old, option.id) {
                    words(&old.label, &option.label);
                }
            }
            let french = |one: &super::Choice| one.label.say(Tongue::French).0.to_owned();
            let gone = old.iter().filter(|one| find(new, one.id).is_none());
            all.extend(gone.map(|one| Change::OptionRemoved(id, french(one))));
            let come = new.iter().filter(|one| find(old, one.id).is_none());
            all.extend(come.map(|one| Change::OptionAdded(id, french(one))));
            let kept = |all: &[super::Choice], other: &[super::Choice]| -> Vec<Pick> {
                all.iter().map(|one| one.id).filter(|id| find(other, *id).is_some()).collect()
            };
            is_other = was != is || kept(old, new) != kept(new, old);
        }
        (
            Kind::Scale { from, to, low, high },
            Kind::Scale { from: new_from, to: new_to, low: new_low, high: new_high },
        ) => {
            words(low, new_low);
            words(high, new_high);
            is_other = (from, to) != (new_from, new_to);
        }
        (Kind::Text, Kind::Text) => {}
        _ => is_other = true,
    }
    all.extend(is_other.then_some(Change::Kind(id)));
    if before.condition != after.condition {
        let (before, after) = (before.condition.clone(), after.condition.clone());
        all.push(Change::Condition { id, before, after });
    }
}
