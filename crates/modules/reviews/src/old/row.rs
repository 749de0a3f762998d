//! A line of an export as an opinion.

use parvis_csv::{Problems, Record, What};
use parvis_kernel::{Day, Timestamp};
use parvis_text::masking::mask;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::Labels;
use super::labels::{self, Choice};
use crate::answers::{Answers, Help, Reached};
use crate::intake::{OTHER_MOST, VERBATIM_MOST, tidy};
use crate::survey::Contact;

/// An opinion as an export tells it; texts are masked already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its identifier in the service before.
    pub id: String,
    pub at: Timestamp,
    /// Name of the link or button it came by.
    pub link: String,
    pub answers: Answers,
    pub other: Option<String>,
    pub verbatim: Option<String>,
}

/// What lines are read with.
pub struct Reading {
    labels: Labels,
    now: Timestamp,
}

/// Characters of an identifier.
const ID_MOST: usize = 100;

impl Reading {
    /// `labels` are words of the file's own with the option they stand for.
    pub fn new(labels: &[(String, String)], now: Timestamp) -> Self {
        Self { labels: labels::own(labels), now }
    }

    /// The opinion of a line; none when something is wrong, which is then among the problems.
    pub fn line(&self, record: &Record<'_>, problems: &mut Problems) -> Option<Line> {
        let before = problems.count();
        let mut wrong = |column: &str, what| problems.push(record.problem(column, what));
        let id = record.get("id");
        if id.is_empty() || id.chars().count() > ID_MOST {
            wrong("id", What::Required);
        }
        let at = instant(record.get("date")).filter(|at| *at <= self.now);
        if at.is_none() {
            wrong("date", What::Expected("reviews-form-date"));
        }
        let face = labels::face(record.get("satisfaction"), &self.labels);
        if face.is_none() {
            wrong("satisfaction", What::OneOf("Mal, Moyen, Bien".into()));
        }
        let clarity = self.mark(record, "clarity", &mut wrong);
        let help = self.help(record, &mut wrong);
        if problems.count() > before {
            return None;
        }
        let text = |column, most| tidy(record.get(column), most).map(|text| mask(&text).text);
        Some(Line {
            id: id.to_owned(),
            at: at?,
            link: record.get("link").to_owned(),
            answers: Answers { clarity, help, ..Answers::new(face?) },
            other: text("other", OTHER_MOST),
            verbatim: text("comment", VERBATIM_MOST),
        })
    }

    fn mark(
        &self,
        record: &Record<'_>,
        column: &str,
        wrong: &mut impl FnMut(&str, What),
    ) -> Option<crate::survey::Mark> {
        let text = record.get(column);
        if text.is_empty() {
            return None;
        }
        let mark = labels::mark(text, &self.labels);
        if mark.is_none() {
            wrong(column, What::Expected("reviews-form-mark"));
        }
        mark
    }

    fn help(&self, record: &Record<'_>, wrong: &mut impl FnMut(&str, What)) -> Option<Help> {
        let text = record.get("help");
        if text.is_empty() {
            return None;
        }
        let (mut contacts, mut helpers, mut is_none) = (BTreeMap::new(), BTreeSet::new(), false);
        // A whole cell may be one label that holds a separator.
        let whole = labels::help(text, &self.labels).is_some();
        let parts: Vec<&str> = if whole { vec![text] } else { text.split(['|', ';', '/', '\n']).collect() };
        for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
            match labels::help(part, &self.labels) {
                Some(Choice::None) => is_none = true,
                Some(Choice::Contact(contact)) => {
                    contacts.insert(contact, self.reached(record, contact, wrong));
                }
                Some(Choice::Helper(helper)) => {
                    helpers.insert(helper);
                }
                None => wrong("help", What::Expected("reviews-form-help")),
            }
        }
        match (is_none, contacts.is_empty() && helpers.is_empty()) {
            (true, true) => Some(Help::NotNeeded),
            (false, false) => Some(Help::Sought { contacts, helpers }),
            (true, false) => {
                wrong("help", What::Expected("reviews-form-help-both"));
                None
            }
            (false, true) => None,
        }
    }

    fn reached(
        &self,
        record: &Record<'_>,
        contact: Contact,
        wrong: &mut impl FnMut(&str, What),
    ) -> Option<Reached> {
        let column = format!("reached_{contact}");
        let text = record.get(&column);
        if text.is_empty() {
            return None;
        }
        match labels::answer(text, &self.labels) {
            Some(true) => Some(Reached::Yes(self.mark(record, &format!("quality_{contact}"), wrong))),
            Some(false) => Some(Reached::No),
            None => {
                wrong(&column, What::OneOf("oui, non".into()));
                None
            }
        }
    }
}

/// An instant: `2025-03-01T12:30:00Z`, `2025-03-01[ 12:30[:00]]`, `01/03/2025[ 12:30[:00]]`; UTC, noon without an hour.
fn instant(text: &str) -> Option<Timestamp> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, "12:00"));
    let day: Day = match date.split('/').collect::<Vec<_>>().as_slice() {
        [day, month, year] => Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?,
        _ => date.parse().ok()?,
    };
    let parts: Vec<u64> = time.trim().split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (hours, minutes, seconds) = match parts.as_slice() {
        [hours, minutes] => (*hours, *minutes, 0),
        [hours, minutes, seconds] => (*hours, *minutes, *seconds),
        _ => return None,
    };
    (hours < 24 && minutes < 60 && seconds < 60)
        .then(|| day.start().plus(Duration::from_secs(hours * 3_600 + minutes * 60 + seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_exports_write_them() {
        for (text, want) in [
            ("2025-03-01", Some("2025-03-01T12:00:00Z")),
            ("2025-03-01 08:05", Some("2025-03-01T08:05:00Z")),
            ("01/03/2025 08:05:09", Some("2025-03-01T08:05:09Z")),
            ("2025-03-01T08:05:09Z", Some("2025-03-01T08:05:09Z")),
            ("2025-03-01T08:05:09.123Z", Some("2025-03-01T08:05:09Z")),
            ("31/02/2025", None),
            ("2025-03-01 25:00", None),
            ("hier", None),
            ("", None),
        ] {
            assert_eq!(instant(text).map(|at| at.to_string()).as_deref(), want, "{text}");
        }
    }
}
