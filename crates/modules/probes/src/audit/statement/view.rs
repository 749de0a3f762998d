//! A statement as one file for a browser, which keeps the rules that it speaks of.

use askama::Template;
use parvis_i18n::Words;
use parvis_kernel::Locale;

use super::Facts;
use crate::audit::{Audit, Decision, Derogation, Evidence, Grid, Outcome};
use crate::rgaa;
use crate::statement::State;

/// Contents that do not meet a criterion, on one page.
struct Place<'a> {
    page: &'a str,
    says: Vec<Text>,
}

/// A text, and its language when it stands out as another than that of the statement.
struct Text {
    text: String,
    lang: Option<String>,
}

/// A criterion that is not met, and where.
struct Barrier<'a> {
    number: &'static str,
    title: &'static str,
    places: Vec<Place<'a>>,
}

#[derive(Template)]
#[template(path = "statement.html")]
struct View<'a> {
    words: &'a Words,
    audit: &'a Audit,
    grid: &'a Grid,
    facts: &'a Facts,
    barriers: Vec<Barrier<'a>>,
    derogations: Vec<Barrier<'a>>,
}

/// A state in the reader's language, as a statement says it: "partiellement conforme".
pub fn name_of_state(words: &Words, state: State) -> String {
    words.t(match state {
        State::Full => "probes-statement-full",
        State::Partial => "probes-statement-partial",
        State::None => "probes-statement-none-state",
    })
}

impl<'a> View<'a> {
    fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    fn a(&self, key: &str, name: &str, value: &str) -> String {
        self.words.a(key, name, value)
    }

    fn lang(&self) -> &'static str {
        self.words.locale().as_str()
    }

    /// The words of the reference are French alone.
    fn is_french(&self) -> bool {
        self.words.locale() == Locale::Fr
    }

    fn state(&self) -> State {
        self.grid.whole().state()
    }

    fn state_name(&self) -> String {
        name_of_state(self.words, self.state())
    }

    fn audited(&self) -> String {
        self.a("probes-statement-audit", "auditor", &self.audit.auditor)
    }

    fn rates(&self) -> Vec<String> {
        let rate = self.grid.whole().rate().map(|rate| {
            let percent = self.words.percent(rate.percent(), 2);
            let known =
                [("percent", percent.as_str().into()), ("version", self.audit.reference.as_str().into())];
            self.words.with("probes-statement-rate", &known)
        });
        let mean = self
            .grid
            .mean()
            .map(|rate| self.a("probes-statement-mean", "percent", &self.words.percent(rate.percent(), 2)));
        rate.into_iter().chain(mean).collect()
    }

    fn dated(&self) -> String {
        let day = |key: &str, day| self.a(key, "day", &self.words.day(day));
        let established = self.facts.established().map(|one| day("probes-statement-established", one));
        let updated = self.facts.updated().map(|one| day("probes-statement-updated-on", one));
        established.into_iter().chain(updated).collect::<Vec<_>>().join(" ")
    }

    /// Places of the grid that something is said of, by criterion.
    fn barriers_of(
        &self,
        is_one: impl Fn(&Decision) -> bool,
        says: impl Fn(&Decision) -> Vec<Text>,
    ) -> Vec<Barrier<'a>> {
        let grid = self.grid;
        let places = |number: &'static str| {
            let pages = grid.positions().zip(&grid.pages);
            let place = |(at, page): (i32, &'a crate::audit::sample::SamplePage)| {
                let decision = grid.decision(at, number).filter(|one| is_one(one))?;
                Some(Place { page: page.title.as_str(), says: says(decision) })
            };
            pages.filter_map(place).collect::<Vec<_>>()
        };
        let barrier = |one: &'static rgaa::Criterion| Barrier {
            number: &one.number,
            title: &one.title,
            places: places(&one.number),
        };
        rgaa::current().criteria().map(barrier).filter(|one| !one.places.is_empty()).collect()
    }

    /// The language of what people wrote, when the statement is in the other one.
    fn other_lang(&self) -> Option<&str> {
        Some(self.facts.language.as_str()).filter(|lang| *lang != self.lang())
    }

    fn text(&self, text: &str) -> Text {
        Text { text: text.to_owned(), lang: self.other_lang().map(str::to_owned) }
    }

    /// What is wrong, in plain words: what a person noted, else what the machine proves.
    fn noted(&self, decision: &Decision) -> Vec<Text> {
        if !decision.told.note.is_empty() {
            return vec![self.text(&decision.told.note)];
        }
        let mut whys: Vec<String> = decision.evidence.iter().map(|one| why(self.words, one)).collect();
        whys.dedup();
        whys.into_iter().map(|text| Text { text, lang: None }).collect()
    }

    fn derogated(&self, decision: &Decision) -> Vec<Text> {
        let alternative = decision.told.derogation.map(|kind| {
            let text = self.t(&format!("probes-statement-derogation-{kind}"));
            Text { text, lang: None }
        });
        let written = [&decision.told.note, &decision.told.reason].into_iter();
        written.filter(|text| !text.is_empty()).map(|text| self.text(text)).chain(alternative).collect()
    }
}

/// What a proof says, in the reader's language.
pub(crate) fn why(words: &Words, evidence: &Evidence) -> String {
    let own = || words.t(&format!("probe-{}", evidence.rule));
    evidence.said.as_ref().map_or_else(own, |said| said.why.clone())
}

/// The whole document, of a finished audit.
///
/// # Errors
/// None that an audit can bring about: what the template says.
pub fn html(words: &Words, audit: &Audit, grid: &Grid, facts: &Facts) -> Result<String, askama::Error> {
    let (barriers, derogations) = (Vec::new(), Vec::new());
    let mut view = View { words, audit, grid, facts, barriers, derogations };
    let is_barrier = |one: &Decision| {
        one.outcome() == Some(Outcome::NotConforming)
            && one.told.derogation != Some(Derogation::WithoutAlternative)
    };
    view.barriers = view.barriers_of(is_barrier, |one| view.noted(one));
    view.derogations = view.barriers_of(
        |one| one.told.derogation.is_some() && one.outcome().is_some(),
        |one| view.derogated(one),
    );
    view.render()
}
