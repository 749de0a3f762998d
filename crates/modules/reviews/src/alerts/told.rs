//! An alert in the reader's words, and the page that it leads to.

use parvis_i18n::Words;
use parvis_web::Query;

use super::{Alert, Figure, What, fall, surge};
use crate::format;
use crate::links;
use crate::service::reading::Period;

/// An alert as a sentence.
pub fn sentence(words: &Words, alert: &Alert) -> String {
    let day = words.day(alert.day);
    match &alert.what {
        What::Fall { indicator, before, after } => words.with(
            "reviews-alert-fall-text",
            &[
                ("indicator", self::indicator(words, indicator).into()),
                ("after", value(words, after).into()),
                ("n", words.integer(after.n).into()),
                ("before", value(words, before).into()),
                ("before_n", words.integer(before.n).into()),
                ("day", day.into()),
            ],
        ),
        What::Surge { words: surged, with, of, with_before, of_before } => words.with(
            "reviews-alert-surge-text",
            &[
                (
                    "words",
                    surged
                        .iter()
                        .map(|one| words.a("reviews-alert-word", "word", one.as_str()))
                        .collect::<Vec<_>>()
                        .join(", ")
                        .into(),
                ),
                ("with", words.integer(*with).into()),
                ("of", words.integer(*of).into()),
                ("with_before", words.integer(*with_before).into()),
                ("of_before", words.integer(*of_before).into()),
                ("day", day.into()),
            ],
        ),
        What::Silence { days } => words
            .with("reviews-alert-silence-text", &[("days", i64::from(*days).into()), ("day", day.into())]),
    }
}

/// The name of an indicator.
pub fn indicator(words: &Words, slug: &str) -> String {
    words.t(&format!("reviews-figure-{}", slug.replace('_', "-")))
}

fn value(words: &Words, figure: &Figure) -> String {
    format::number(words, !figure.marks.is_empty(), figure.value)
}

/// Where the figures or the comments that an alert speaks of are seen: of a surge, a link for each word. Pairs of label
/// and address.
pub fn links(words: &Words, alert: &Alert) -> Vec<(String, String)> {
    let form = alert.form.to_string();
    let days = |period: Period| (period.from.to_string(), period.until.to_string());
    match &alert.what {
        What::Fall { .. } => {
            let (from, until) = days(fall::stretches(alert.day).0);
            let query = Query::write([("du", from.as_str()), ("au", until.as_str())]);
            let to = format!("{}{query}", links::FORM.to(words.locale(), &[&form]));
            vec![(words.t("reviews-alert-figures"), to)]
        }
        What::Surge { words: surged, .. } => {
            let (from, until) = days(surge::stretches(alert.day).0);
            let link = |word: &String| {
                let asked = [("mots", word.as_str()), ("du", from.as_str()), ("au", until.as_str())];
                let query = Query::write(asked);
                let to = format!("{}{query}", links::OPINIONS.to(words.locale(), &[&form]));
                (words.a("reviews-alert-comments", "word", word.as_str()), to)
            };
            surged.iter().map(link).collect()
        }
        What::Silence { .. } => {
            let day = alert.day.to_string();
            let query = Query::write([("tous", "1"), ("du", day.as_str()), ("au", day.as_str())]);
            let to = format!("{}{query}", links::OPINIONS.to(words.locale(), &[&form]));
            vec![(words.t("reviews-alert-opinions"), to)]
        }
    }
}
