//! How a person reads a criterion: questions in their order, and how the answers give the value. `protocols.toml` is
//! the one place where that is set.

use parvis_measures::{Indicator, Indicators, Text, Value};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What was answered: to each question its value; several are joined by a space.
pub type Answers = BTreeMap<String, String>;

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// One of the answers.
    One,
    /// Any of them.
    Many,
    /// A whole number.
    Number,
}

/// An answer that can be given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub value: String,
    pub text: Text,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub key: String,
    pub input: Input,
    /// Asked only after one of these answers to another question.
    #[serde(default)]
    pub when: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub optional: bool,
    pub ask: Text,
    pub help: Text,
    #[serde(default, rename = "answer")]
    pub answers: Vec<Answer>,
}

/// What certain answers give.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    #[serde(default)]
    pub when: BTreeMap<String, String>,
    pub gives: String,
}

/// The protocol of one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// Slug of the indicator.
    pub indicator: String,
    /// For how many months an accepted assessment stands: 12; evidence like that of accessibility 36.
    pub months: i32,
    /// What to bring as evidence.
    pub evidence: Text,
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
    #[serde(default, rename = "outcome")]
    pub outcomes: Vec<Outcome>,
    /// Questions whose ticks and numbers are added up.
    #[serde(default)]
    pub count: Vec<String>,
    /// Two questions: the first number divided by the second, which is also the number of tries.
    #[serde(default)]
    pub share: Vec<String>,
}

/// What the answers give.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub value: Value,
    pub n: Option<u32>,
}

/// The question that is wrongly answered, and the key of the message that says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrong(pub &'static str, pub &'static str);

/// The largest number that can be answered.
const LARGEST: u32 = i32::MAX as u32;

/// All protocols, in the order of pages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocols {
    #[serde(rename = "protocol")]
    all: Vec<Protocol>,
}

impl Protocols {
    /// The protocols shipped with Parvis.
    ///
    /// # Panics
    /// Never in a build that passed its tests: the file is part of the program.
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Protocols> = LazyLock::new(|| {
            toml::from_str(include_str!("../protocols.toml"))
                .unwrap_or_else(|e| panic!("protocols.toml: {e}"))
        });
        &STANDARD
    }

    pub fn iter(&self) -> impl Iterator<Item = &Protocol> {
        self.all.iter()
    }

    /// The protocol of an indicator, if people read it.
    pub fn get(&self, indicator: &str) -> Option<&Protocol> {
        self.all.iter().find(|protocol| protocol.indicator == indicator)
    }
}

impl Question {
    /// Whether it is to be asked after these answers.
    pub fn is_asked(&self, answers: &Answers) -> bool {
        let told = |key: &str| answers.get(key).map_or("", String::as_str);
        self.when.iter().all(|(key, wanted)| wanted.iter().any(|value| value == told(key)))
    }

    /// What was told, if it can be: known answers alone, a number without its spaces.
    fn read(&'static self, told: &str) -> Result<String, Wrong> {
        let told = told.trim();
        let known = |value: &str| self.answers.iter().any(|answer| answer.value == value);
        let wrong = |message| Err(Wrong(&self.key, message));
        match self.input {
            _ if told.is_empty() => Ok(String::new()),
            Input::One if known(told) => Ok(told.to_owned()),
            Input::Many => {
                let ticked = self.answers.iter().map(|answer| answer.value.as_str());
                let ticked = ticked.filter(|value| told.split_whitespace().any(|one| one == *value));
                if told.split_whitespace().all(known) {
                    Ok(ticked.collect::<Vec<_>>().join(" "))
                } else {
                    wrong("accounts-choose")
                }
            }
            Input::Number => {
                let digits = told.replace([' ', '\u{a0}', '\u{202f}'], "");
                match digits.parse::<u32>() {
                    Ok(number) if number <= LARGEST => Ok(number.to_string()),
                    _ => wrong("crit-whole-number"),
                }
            }
            Input::One => wrong("accounts-choose"),
        }
    }
}

impl Protocol {
    /// The indicator that it reads.
    ///
    /// # Panics
    /// Never in a build that passed its tests: every protocol names an indicator.
    pub fn indicator(&self) -> &'static Indicator {
        let found = Indicators::standard().get(&self.indicator);
        found.unwrap_or_else(|| unreachable!("a test holds that {} is an indicator", self.indicator))
    }

    /// The answers as they are kept: those of questions that were to be asked, in one form.
    ///
    /// # Errors
    /// An answer that the question does not have.
    pub fn read(&'static self, told: &Answers) -> Result<Answers, Wrong> {
        let mut answers = Answers::new();
        for question in &self.questions {
            let told = told.get(&question.key).map_or("", String::as_str);
            if question.is_asked(&answers) {
                let answer = question.read(told)?;
                if !answer.is_empty() {
                    answers.insert(question.key.clone(), answer);
                }
            }
        }
        Ok(answers)
    }

    /// The value that the answers give.
    ///
    /// # Errors
    /// A question that is not answered, or answers that contradict each other.
    pub fn value(&'static self, answers: &Answers) -> Result<Found, Wrong> {
        let asked = |question: &&Question| question.is_asked(answers);
        for question in self.questions.iter().filter(asked).filter(|question| !question.optional) {
            if !answers.contains_key(&question.key) {
                return Err(Wrong(&question.key, "crit-answer"));
            }
        }
        let told = |key: &String, value: &String| {
            answers.get(key).is_some_and(|told| told.split(' ').any(|one| one == value))
        };
        let holds = |outcome: &&Outcome| outcome.when.iter().all(|(key, value)| told(key, value));
        if let Some(outcome) = self.outcomes.iter().find(holds) {
            return Ok(Found { value: given(self.indicator(), &outcome.gives), n: None });
        }
        if let [part, whole] = self.share.as_slice() {
            self.shared(answers, part, whole)
        } else {
            self.counted(answers)
        }
    }

    fn counted(&'static self, answers: &Answers) -> Result<Found, Wrong> {
        let of = |question: &Question| {
            let told = answers.get(&question.key).map_or("", String::as_str);
            match question.input {
                Input::Number => told.parse().unwrap_or(0.0),
                _ => f64::from(u32::try_from(told.split_whitespace().count()).unwrap_or(u32::MAX)),
            }
        };
        let counted: Vec<&Question> = self.questions.iter().filter(|q| self.count.contains(&q.key)).collect();
        let sum: f64 = counted.iter().map(|question| of(question)).sum();
        match counted.first() {
            // Something was said to be there: none at all contradicts it.
            Some(first) if sum == 0.0 => Err(Wrong(&first.key, "crit-count-none")),
            _ => Ok(Found { value: Value::Number(sum), n: None }),
        }
    }

    fn shared(
        &'static self,
        answers: &Answers,
        part: &'static str,
        whole: &'static str,
    ) -> Result<Found, Wrong> {
        let number = |key: &str| answers.get(key).and_then(|told| told.parse::<u32>().ok()).unwrap_or(0);
        let (some, all) = (number(part), number(whole));
        if all == 0 {
            return Err(Wrong(whole, "crit-share-none"));
        }
        if some > all {
            return Err(Wrong(part, "crit-share-more"));
        }
        Ok(Found { value: Value::Number(f64::from(some) / f64::from(all)), n: Some(all) })
    }
}

/// A value as the file of protocols writes it; a test reads every one of them.
fn given(indicator: &Indicator, text: &str) -> Value {
    Value::raw(indicator, text)
        .unwrap_or_else(|error| unreachable!("{} of {}: {error}", text, indicator.slug))
}

#[cfg(test)]
mod tests;
