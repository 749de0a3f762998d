//! What the interface answers. Marks go from 0 to 10, shares from 0 to 1; raw with a key, to a hundredth without.

use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

use crate::model::Form;
use crate::score::{Counts, INDICATORS, Score};
use crate::service::public::{Part, Told};
use crate::sus;

/// A page of things, and where the next one begins.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// To be given back as `cursor`; null after the last page.
    pub next: Option<String>,
}

/// A procedure with a survey.
#[derive(Debug, Serialize, ToSchema)]
pub struct Service {
    /// Public identity of the procedure.
    pub procedure: String,
    pub name: String,
    /// Its public page.
    pub page: String,
    /// Those that the key opens; without a key, none.
    pub surveys: Vec<Survey>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Survey {
    pub id: String,
    pub name: String,
    pub open: bool,
    pub buttons: Vec<Button>,
    /// national, problem, page or usability.
    pub template: String,
    /// The newest version.
    pub version: i32,
    /// What it asks: hidden questions, texts in other words, questions of its own with their options and conditions.
    #[schema(value_type = Object)]
    pub shape: serde_json::Value,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Button {
    /// As in `/avis/CODE`.
    pub code: String,
    pub name: String,
    /// Place in the journey: done, gave_up, failed, refused.
    pub point: String,
    pub open: bool,
}

/// A figure with what it stands on.
#[derive(Debug, Serialize, ToSchema)]
pub struct Figure {
    pub value: f64,
    /// Answers.
    pub n: u32,
    /// 95 % interval.
    pub low: f64,
    pub high: f64,
}

/// A part of the opinions.
#[derive(Debug, Serialize, ToSchema)]
pub struct Slice {
    /// Month (2026-03), day (2026-03-22), channel or language.
    pub of: String,
    /// Null when it may not be told: fewer than ten people, or it would tell of others who are fewer.
    pub opinions: Option<u64>,
    /// By indicator: satisfaction, clarity, help_reachable, help_effective, autonomy. One that is not there may not be
    /// told, or nobody answered.
    pub scores: BTreeMap<&'static str, Figure>,
    /// Opinions by option; with a key only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<BTreeMap<String, u64>>,
}

/// What people said of a procedure.
#[derive(Debug, Serialize, ToSchema)]
pub struct Statistics {
    pub procedure: String,
    /// First and last day counted.
    pub from: String,
    pub until: String,
    pub whole: Slice,
    /// By `grain`.
    pub periods: Vec<Slice>,
    /// Without a key: by channel and by language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channels: Option<Vec<Slice>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub languages: Option<Vec<Slice>>,
    /// With a key: what surveys with questions of their own, or of other templates, say over the whole stretch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surveys: Option<Vec<Own>>,
}

/// What one survey says besides the figures of the national one.
#[derive(Debug, Serialize, ToSchema)]
pub struct Own {
    pub id: String,
    /// national, problem, page or usability.
    pub template: String,
    pub opinions: u64,
    /// Opinions by option, of all versions: satisfaction is in the words of the template.
    pub counts: BTreeMap<String, u64>,
    /// Mean score of the System Usability Scale, 0 to 100, of those who answered all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usability: Option<Figure>,
}

impl From<&Score> for Figure {
    fn from(score: &Score) -> Self {
        Self { value: score.value, n: score.n, low: score.interval.low, high: score.interval.high }
    }
}

impl Own {
    pub fn of(form: &Form, counts: &Counts) -> Self {
        Self {
            id: form.id.to_string(),
            template: form.template.to_string(),
            opinions: counts.opinions(),
            counts: counts.iter().filter(|(_, n)| *n > 0).map(|(o, n)| (o.to_owned(), n)).collect(),
            usability: sus::score(counts).as_ref().map(Figure::from),
        }
    }
}

impl Figure {
    /// To a hundredth.
    fn rounded(self) -> Self {
        let [value, low, high] = [self.value, self.low, self.high].map(|x| (x * 100.0).round() / 100.0);
        Self { value, low, high, n: self.n }
    }
}

impl Slice {
    /// What may be told to everybody.
    pub fn told<P>(part: &Part<P>, of: impl Fn(&P) -> String) -> Self {
        // As exact as the public page: all digits times n would give back every mark.
        let figure = |told: &Told<Score>| told.shown().map(|score| Figure::from(score).rounded());
        let named = INDICATORS.iter().zip(&part.figures);
        let scores = named.filter_map(|((name, _), told)| Some((*name, figure(told)?)));
        let opinions = match part.opinions {
            Told::Shown(n) => Some(n),
            Told::Nobody => Some(0),
            Told::Hidden => None,
        };
        Self { of: of(&part.of), opinions, scores: scores.collect(), counts: None }
    }

    /// Everything, for those who hold a key.
    pub fn whole(of: String, counts: &Counts) -> Self {
        let figure = |formula: &crate::score::Formula| formula(counts).as_ref().map(Figure::from);
        Self {
            of,
            opinions: Some(counts.opinions()),
            scores: INDICATORS.iter().filter_map(|(name, formula)| Some((*name, figure(formula)?))).collect(),
            counts: Some(counts.iter().filter(|(_, n)| *n > 0).map(|(o, n)| (o.to_owned(), n)).collect()),
        }
    }
}
