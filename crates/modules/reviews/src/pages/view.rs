//! The one template of the survey, and what fills it.

use askama::Template;
use parvis_accounts::secret;
use parvis_ui::Site;

use super::{Entry, Survey};
use crate::shape::{self, Shape, Word};
use crate::survey::{Contact, Face, Helper, Mark, Point, Tongue};
use crate::texts::Texts;

/// A page of the survey.
#[derive(Template)]
#[template(path = "survey.html")]
pub(crate) struct Page<'p> {
    pub texts: &'static Texts,
    /// What the form asks.
    pub shape: &'p Shape,
    /// The version that is shown, so that it stays the one that is answered.
    pub version: Option<i32>,
    /// A preview that records nothing says so; its form only leads on, with what was answered so far.
    pub preview: Option<Preview>,
    pub title: String,
    /// The procedure; none before it is known.
    pub about: Option<String>,
    pub publisher: String,
    pub stylesheet: &'p str,
    /// Number of the screen, from 1, and how many there are.
    pub step: Option<(usize, usize)>,
    /// The first answer is kept: said once, on the next question.
    pub is_saved: bool,
    /// What is wrong with the answer, and what to do.
    pub wrong: Option<&'p str>,
    /// Where the form goes, with its secret.
    pub action: String,
    pub page: String,
    /// The same page in each language, for those that may be chosen here.
    pub languages: Vec<(Tongue, String)>,
    /// Nonce, address and integrity of the script that sends a step again.
    pub script: Option<(String, String, String)>,
    pub body: Body,
}

/// What a page asks, or says.
pub(crate) enum Body {
    /// Three faces: each is a button, so that one touch answers.
    Faces(Vec<Answer>),
    /// Five steps, likewise.
    Marks(Vec<Answer>),
    Help {
        administration: Vec<Answer>,
        elsewhere: Vec<Answer>,
        none: Answer,
        other: String,
    },
    Reached(Vec<Way>),
    /// The form's own questions.
    Extras(Vec<super::extras::Asked>),
    Comment {
        text: String,
        masked: Option<String>,
        /// An answer is wanted.
        follow: bool,
    },
    Message {
        text: String,
        detail: Option<String>,
        again: Option<String>,
        /// Follow-up code to note, and the address to type it at.
        follow: Option<(String, String)>,
    },
    /// A short code to type.
    Code(String),
    /// A follow-up code to type.
    Follow(String),
    /// What a follow-up code leads to.
    Followed {
        said: Option<String>,
        day: String,
        /// Day and text of each answer.
        replies: Vec<(String, String)>,
    },
}

/// What a preview carries.
pub(crate) struct Preview {
    pub says: String,
    /// Attributes of its language, where it is not the page's.
    pub lang: String,
    /// Back to the draft: its name and address.
    pub back: (String, String),
    /// What was answered so far.
    pub carried: Vec<(String, String)>,
}

/// An option to choose.
pub(crate) struct Answer {
    pub value: &'static str,
    pub label: &'static str,
    pub is_chosen: bool,
}

/// One way to the administration that was tried.
pub(crate) struct Way {
    pub name: &'static str,
    pub question: String,
    pub reached: Vec<Answer>,
    pub quality: Vec<Answer>,
}

fn answer(texts: &'static Texts, question: &str, value: &'static str, chosen: &[&str]) -> Answer {
    Answer { value, label: texts.option(question, value), is_chosen: chosen.contains(&value) }
}

/// The first question, in the words that fit where the button stands.
pub(crate) fn first_question<'s>(shape: &'s Shape, texts: &'static Texts, point: Point) -> &'s str {
    let word = match point {
        Point::Done => Word::Satisfaction,
        Point::GaveUp => Word::GaveUp,
        Point::Failed => Word::Failed,
        Point::Refused => Word::Refused,
    };
    let is_asked = Word::of(shape.template).any(|one| one == word);
    shape.say(texts, if is_asked { word } else { Word::Satisfaction })
}

impl Body {
    pub fn faces(texts: &'static Texts, shape: &Shape) -> Self {
        let face =
            |face: &Face| Answer { value: face.as_str(), label: shape.face(texts, *face), is_chosen: false };
        Self::Faces(Face::ALL.iter().map(face).collect())
    }

    pub fn marks(texts: &'static Texts) -> Self {
        Self::Marks(Mark::ALL.iter().rev().map(|mark| answer(texts, "clarity", mark.as_str(), &[])).collect())
    }

    pub fn help(texts: &'static Texts, chosen: &[&str], other: String) -> Self {
        let one = |value| answer(texts, "help", value, chosen);
        Self::Help {
            administration: Contact::ALL.iter().map(|contact| one(contact.as_str())).collect(),
            elsewhere: Helper::ALL.iter().map(|helper| one(helper.as_str())).collect(),
            none: one("none"),
            other,
        }
    }

    pub fn reached(texts: &'static Texts, contacts: &[Contact]) -> Self {
        let way = |contact: &Contact| Way {
            name: contact.as_str(),
            question: texts.say_with("reached-of", "way", texts.option("help", contact.as_str())),
            reached: ["yes", "no"].map(|value| answer(texts, "reached", value, &[])).into(),
            quality: Mark::ALL
                .iter()
                .rev()
                .map(|mark| answer(texts, "quality", mark.as_str(), &[]))
                .collect(),
        };
        Self::Reached(contacts.iter().map(way).collect())
    }
}

impl<'p> Page<'p> {
    /// A page of no form in particular.
    pub fn nowhere(survey: &'p Survey, texts: &'static Texts, title: &str, body: Body) -> Self {
        Self::bare(&survey.site, texts, title, body)
    }

    /// A page of a site.
    pub fn bare(site: &'p Site, texts: &'static Texts, title: &str, body: Body) -> Self {
        Self {
            texts,
            shape: Shape::of(shape::Template::National),
            version: None,
            preview: None,
            title: title.to_owned(),
            about: None,
            publisher: site.publisher.clone().unwrap_or_else(|| "Parvis".to_owned()),
            stylesheet: &site.stylesheet,
            step: None,
            is_saved: false,
            wrong: None,
            action: String::new(),
            page: String::new(),
            languages: Vec::new(),
            script: None,
            body,
        }
    }

    /// The script for a page whose form is a step.
    pub fn resends(survey: &Survey) -> Option<(String, String, String)> {
        let (address, integrity) = parvis_web::script("survey.js")?;
        Some((secret::token(&*survey.means.rng), address, integrity))
    }

    /// A page of a form, without its languages.
    pub fn of(survey: &'p Survey, entry: &'p Entry, texts: &'static Texts, title: &str, body: Body) -> Self {
        Self {
            about: Some(texts.say_with("about", "name", &entry.procedure)),
            publisher: entry.site.publisher.clone().unwrap_or_else(|| entry.procedure.clone()),
            stylesheet: &entry.site.stylesheet,
            ..Self::nowhere(survey, texts, title, body)
        }
    }

    /// The title of the browser's tab: what is wrong comes first.
    fn tab(&self) -> String {
        match self.wrong {
            Some(_) => format!("{} – {}", self.texts.say("problem"), self.title),
            None => self.title.clone(),
        }
    }

    /// A text of the template, as the owner wishes it.
    fn say<'s>(&'s self, key: &'s str) -> &'s str {
        self.shape.say_key(self.texts, key)
    }

    /// "Step 2 of 4".
    fn place(&self) -> Option<String> {
        let (n, total) = self.step?;
        Some(self.texts.say_with("step", "n", &n.to_string()).replace("{total}", &total.to_string()))
    }

    fn legal(&self) -> &'static str {
        match self.texts.tongue {
            Tongue::French | Tongue::EasyFrench => "/fr/mentions-legales",
            Tongue::English | Tongue::Spanish | Tongue::Arabic => "/en/legal",
        }
    }
}
