//! What a form of the survey sent, checked: an option that is not one of the question's is refused.

use parvis_text::masking::mask;
use parvis_web::Fields;
use std::collections::{BTreeMap, BTreeSet};

use crate::answers::{Help, Reached};
use crate::intake::{EXTRA_MOST, OTHER_MOST, VERBATIM_MOST, tidy};
use crate::service::asking::Given;
use crate::service::entry::{Said, digest};
use crate::shape::{Extra, ExtraId, Kind, Pick};
use crate::survey::{Contact, Helper, Mark};

/// Key of the text that says what is wrong with an answer.
pub type Wrong = &'static str;

/// The answer about clarity; none when the question was passed.
pub fn clarity(fields: &Fields) -> Result<Said, Wrong> {
    match fields.get("clarity") {
        "" => Ok(Said::Clarity(None)),
        mark => Mark::parse(mark).map(|mark| Said::Clarity(Some(mark))).ok_or("wrong-choice"),
    }
}

/// With whom help was sought. "No help needed" and something else do not go together.
pub fn help(fields: &Fields) -> Result<Said, Wrong> {
    let (mut contacts, mut helpers, mut none) = (BTreeMap::new(), BTreeSet::new(), false);
    for option in fields.all("help") {
        if option == "none" {
            none = true;
        } else if let Some(contact) = Contact::parse(option) {
            contacts.insert(contact, None);
        } else {
            helpers.insert(Helper::parse(option).ok_or("wrong-choice")?);
        }
    }
    let told = helpers.contains(&Helper::Other).then(|| tidy(fields.get("other"), OTHER_MOST)).flatten();
    let other = told.map(|text| mask(&text).text);
    match (none, contacts.is_empty() && helpers.is_empty()) {
        (true, false) => Err("wrong-help"),
        (true, true) => Ok(Said::Help(Some(Help::NotNeeded), None)),
        (false, true) => Ok(Said::Help(None, None)),
        (false, false) => Ok(Said::Help(Some(Help::Sought { contacts, helpers }), other)),
    }
}

/// What came of each way that was tried.
pub fn reached(fields: &Fields) -> Result<Said, Wrong> {
    let mut all = BTreeMap::new();
    for contact in Contact::ALL {
        let reached = match fields.get(&format!("reached-{contact}")) {
            "" => continue,
            "no" => Reached::No,
            "yes" => match fields.get(&format!("quality-{contact}")) {
                "" => Reached::Yes(None),
                mark => Reached::Yes(Some(Mark::parse(mark).ok_or("wrong-choice")?)),
            },
            _ => return Err("wrong-choice"),
        };
        all.insert(*contact, reached);
    }
    Ok(Said::Reached(all))
}

/// Answers to the form's own questions of one screen.
#[derive(Debug)]
pub struct Extras {
    pub given: BTreeMap<ExtraId, Given>,
    /// Texts of which something is masked.
    hidden: BTreeMap<ExtraId, String>,
    /// Something is masked that the person has not been shown yet.
    pub is_new: bool,
}

impl Extras {
    /// Whether something of an answer in words is masked.
    pub fn hides(&self, id: ExtraId) -> bool {
        self.hidden.contains_key(&id)
    }
}

/// The answers to the form's own questions of one screen. A person is shown once what will be hidden of her words.
pub fn extras(fields: &Fields, asked: &[Extra]) -> Result<Extras, Wrong> {
    let (mut given, mut hidden) = (BTreeMap::new(), BTreeMap::new());
    for extra in asked {
        let name = extra.id.to_string();
        if matches!(extra.kind, Kind::Text) {
            let text = tidy(fields.get(&name), EXTRA_MOST + 1);
            if text.as_deref().is_some_and(|text| text.chars().count() > EXTRA_MOST) {
                return Err("wrong-extra-long");
            }
            let masked = text.map(|text| mask(&text));
            if let Some(masked) = masked.as_ref().filter(|masked| !masked.found.is_empty()) {
                hidden.insert(extra.id, masked.text.clone());
            }
            given.insert(extra.id, Given::Text(masked.map(|masked| masked.text)));
        } else {
            let chosen = fields.all(&name).filter(|value| !value.is_empty()).map(str::parse::<Pick>);
            let chosen = chosen.collect::<Result<BTreeSet<Pick>, _>>().map_err(|_| "wrong-choice")?;
            if !extra.takes(&chosen) {
                return Err("wrong-choice");
            }
            given.insert(extra.id, Given::Picks(chosen));
        }
    }
    // In the order of the screen, as the page joins what it shows.
    let shown: Vec<&str> =
        asked.iter().filter_map(|extra| hidden.get(&extra.id)).map(String::as_str).collect();
    let is_new = !shown.is_empty() && fields.get("seen") != digest(&shown.join("\n"));
    Ok(Extras { given, hidden, is_new })
}

/// A comment as it may be kept.
pub struct Comment {
    /// Masked; none when nothing was written.
    pub kept: Option<String>,
    /// Something is masked that the person has not been shown yet.
    pub is_new: bool,
}

/// The comment. A person is shown once what will be hidden, and may go on.
pub fn comment(fields: &Fields) -> Result<Comment, Wrong> {
    let text = fields.get("comment");
    // One character more is let through, so that a text that is too long is known from one that just fits.
    match tidy(text, VERBATIM_MOST + 1) {
        None => Ok(Comment { kept: None, is_new: false }),
        Some(text) if text.chars().count() > VERBATIM_MOST => Err("wrong-long"),
        Some(text) => {
            let masked = mask(&text);
            let is_new = !masked.found.is_empty() && fields.get("seen") != digest(&masked.text);
            Ok(Comment { kept: Some(masked.text), is_new })
        }
    }
}
