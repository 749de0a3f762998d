//! What a form of the survey sent, checked: an option that is not one of the question's is refused.

use parvis_text::masking::mask;
use parvis_web::Fields;
use std::collections::{BTreeMap, BTreeSet};

use crate::answers::{Help, Reached};
use crate::intake::{OTHER_MOST, VERBATIM_MOST, tidy};
use crate::service::entry::{Said, digest};
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
