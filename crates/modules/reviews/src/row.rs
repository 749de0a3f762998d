//! An opinion as a row of a file (`docs/reviews-data.md` is the dictionary). Names of columns never change; new ones
//! come at the end.

use parvis_export::{Cell, Kind};
use parvis_kernel::Id;
use std::collections::HashMap;

use crate::answers::{Help, Reached};
use crate::model::{Button, Form, Opinion};
use crate::shape::Extra;
use crate::survey::{Contact, Helper, Mark};

/// What the rows of a form say besides their opinions.
#[derive(Debug, Clone)]
pub struct About {
    /// Public identity of the procedure.
    pub procedure: String,
    form: Form,
    buttons: HashMap<Id, Button>,
    /// The form's own questions, each a column after the others.
    pub extras: Vec<Extra>,
}

/// What a column is about, for its title in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Plain(&'static str),
    Help(&'static str),
    Reached(Contact),
    Quality(Contact),
}

impl Subject {
    /// The column's key.
    pub fn key(self) -> String {
        match self {
            Self::Plain(key) => key.to_owned(),
            Self::Help(name) => format!("help_{name}"),
            Self::Reached(contact) => format!("reached_{contact}"),
            Self::Quality(contact) => format!("quality_{contact}"),
        }
    }
}

/// Columns that stand before those on help.
const BEFORE: &[(&str, Kind)] = &[
    ("id", Kind::Text),
    ("day", Kind::Date),
    ("created_at", Kind::Text),
    ("updated_at", Kind::Text),
    ("procedure", Kind::Text),
    ("form", Kind::Text),
    ("form_name", Kind::Text),
    ("button", Kind::Text),
    ("button_name", Kind::Text),
    ("point", Kind::Text),
    ("version", Kind::Integer),
    ("channel", Kind::Text),
    ("language", Kind::Text),
    ("entered", Kind::Text),
    ("state", Kind::Text),
    ("rule", Kind::Text),
    ("satisfaction", Kind::Text),
    ("satisfaction_score", Kind::Number),
    ("clarity", Kind::Text),
    ("clarity_score", Kind::Number),
    ("help", Kind::Text),
];

/// Columns that stand after.
const AFTER: &[(&str, Kind)] = &[("other", Kind::Text), ("comment", Kind::Text)];

/// The columns of a file of opinions, in order.
pub fn columns() -> Vec<(Subject, Kind)> {
    let plain = |(key, kind): &(&'static str, Kind)| (Subject::Plain(key), *kind);
    let helps = Contact::ALL.iter().map(|one| one.as_str()).chain(Helper::ALL.iter().map(|one| one.as_str()));
    let ways = Contact::ALL.iter().flat_map(|one| [Subject::Reached(*one), Subject::Quality(*one)]);
    BEFORE
        .iter()
        .map(plain)
        .chain(helps.map(|name| (Subject::Help(name), Kind::Text)))
        .chain(ways.map(|way| (way, Kind::Text)))
        .chain(AFTER.iter().map(plain))
        .collect()
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

fn maybe(value: Option<impl Into<String>>) -> Cell {
    value.map_or(Cell::Empty, text)
}

fn yes(value: bool) -> Cell {
    text(if value { "yes" } else { "no" })
}

impl About {
    pub fn new(procedure: String, form: Form, buttons: Vec<Button>, extras: Vec<Extra>) -> Self {
        let buttons = buttons.into_iter().map(|button| (button.id, button)).collect();
        Self { procedure, form, buttons, extras }
    }

    /// The keys of the columns of the form's own questions: `extra_q1`.
    pub fn own_columns(&self) -> impl Iterator<Item = (String, &Extra)> {
        self.extras.iter().map(|extra| (format!("extra_{}", extra.id), extra))
    }

    /// The cells of an opinion, one for each of [`columns`], then one for each of [`About::own_columns`].
    pub fn cells(&self, one: &Opinion) -> Vec<Cell> {
        let button = self.buttons.get(&one.button);
        let answers = &one.answers;
        let mut cells = vec![
            text(one.id.to_string()),
            Cell::Date(one.day().to_string()),
            text(one.created_at.to_string()),
            text(one.updated_at.to_string()),
            text(&self.procedure),
            text(self.form.id.to_string()),
            text(&self.form.name),
            maybe(button.map(|button| &button.code)),
            maybe(button.map(|button| &button.name)),
            maybe(button.map(|button| button.point.as_str())),
            Cell::Integer(one.version.into()),
            text(one.channel.as_str()),
            text(one.tongue.as_str()),
            yes(one.entered_by.is_some()),
            text(if one.aside.is_some() { "aside" } else { "counted" }),
            maybe(one.aside.map(|rule| rule.as_str())),
            text(answers.satisfaction.as_str()),
            Cell::Number(answers.satisfaction.score()),
            maybe(answers.clarity.map(Mark::as_str)),
            answers.clarity.map_or(Cell::Empty, |mark| Cell::Number(mark.score())),
        ];
        cells.extend(help(answers.help.as_ref()));
        cells.extend([maybe(one.other.as_ref()), maybe(one.verbatim.as_ref())]);
        cells.extend(self.extras.iter().map(|extra| own(one, extra)));
        cells
    }
}

/// The answer to a question of one's own: its options with a space between, or the words.
fn own(one: &Opinion, extra: &Extra) -> Cell {
    let picks = one.answers.extras.get(&extra.id);
    let picks = picks.map(|picks| picks.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    maybe(picks.or_else(|| one.texts.get(&extra.id).cloned()))
}

/// Everything about help: empty where the question was not answered.
fn help(help: Option<&Help>) -> Vec<Cell> {
    let Some(help) = help else { return vec![Cell::Empty; 1 + Contact::ALL.len() * 3 + Helper::ALL.len()] };
    let (is_needed, contacts, helpers) = match help {
        Help::NotNeeded => (false, None, None),
        Help::Sought { contacts, helpers } => (true, Some(contacts), Some(helpers)),
    };
    let tried = |contact: &Contact| yes(contacts.is_some_and(|all| all.contains_key(contact)));
    let mut cells = vec![text(if is_needed { "sought" } else { "none" })];
    cells.extend(Contact::ALL.iter().map(tried));
    cells.extend(Helper::ALL.iter().map(|one| yes(helpers.is_some_and(|all| all.contains(one)))));
    for contact in Contact::ALL {
        cells.extend(match contacts.and_then(|all| all.get(contact).copied().flatten()) {
            None => [Cell::Empty, Cell::Empty],
            Some(Reached::No) => [yes(false), Cell::Empty],
            Some(Reached::Yes(mark)) => [yes(true), maybe(mark.map(Mark::as_str))],
        });
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_dictionary_names_every_column() {
        let dictionary = include_str!("../../../../docs/reviews-data.md");
        let keys: Vec<String> = columns().iter().map(|(subject, _)| subject.key()).collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
        assert_eq!(help(None).len(), help(Some(&Help::NotNeeded)).len());
        for key in keys {
            assert!(dictionary.contains(&format!("| `{key}` |")), "{key} is not in docs/reviews-data.md");
        }
    }
}
