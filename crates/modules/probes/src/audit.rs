//! Audits of accessibility: a procedure against RGAA 4.1, over a sample of its pages, by people.
//!
//! The machine fills in the failures that it proves; it never says that a criterion is met. What a person says is never
//! overwritten by it.

pub mod fill;
pub mod rate;
pub mod sample;
pub mod statement;

use parvis_kernel::{Day, Id, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::finding::Said;
use crate::rgaa;
use rate::{Tally, mean, whole};
use sample::SamplePage;

parvis_kernel::text_enum! {
    /// What is decided of a criterion on a page, or over the sample.
    pub enum Outcome {
        Conforming = "conforming",
        NotConforming = "not-conforming",
        NotApplicable = "not-applicable",
    }
}

impl Outcome {
    /// As the official grid writes it.
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Conforming => "C",
            Self::NotConforming => "NC",
            Self::NotApplicable => "NA",
        }
    }
}

parvis_kernel::text_enum! {
    /// Content that need not conform because the burden would be disproportionate (article 47 of the law of 11 February
    /// 2005). With an accessible digital alternative, the criteria about this content do not apply; without one they do,
    /// and are not met ("Évaluation de la conformité à la norme de référence", "Test des pages").
    pub enum Derogation {
        WithAlternative = "with",
        WithoutAlternative = "without",
    }
}

parvis_kernel::text_enum! {
    /// Who said it.
    pub enum Source {
        Person = "person",
        /// A proven failure that nobody has spoken of.
        Machine = "machine",
        /// The audit before: it counts once somebody confirms it.
        Former = "former",
    }
}

/// A proven failure, as the machine found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub rule: String,
    /// What it says, when the rule is not one of ours.
    pub said: Option<Said>,
    pub excerpt: Option<String>,
    pub selector: Option<String>,
}

/// What a person says of one criterion on one page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// None: not decided.
    pub outcome: Option<Outcome>,
    /// What, and where.
    pub note: String,
    pub derogation: Option<Derogation>,
    /// Why the burden is disproportionate.
    pub reason: String,
}

/// What is known of one criterion on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub told: Told,
    pub source: Source,
    pub evidence: Vec<Evidence>,
    pub at: Timestamp,
    pub by: Option<Id>,
}

impl Decision {
    /// What counts of it: nothing while a former decision is not confirmed.
    pub fn outcome(&self) -> Option<Outcome> {
        self.told.outcome.filter(|_| self.source != Source::Former)
    }

    /// A person says that the machine's proof is none.
    pub fn denies_the_machine(&self) -> bool {
        !self.evidence.is_empty()
            && matches!(self.outcome(), Some(Outcome::Conforming | Outcome::NotApplicable))
    }
}

/// The day that ends an audit, and who gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finished {
    pub on: Day,
    pub at: Timestamp,
    pub by: Option<Id>,
}

/// An audit of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    pub id: Id,
    pub procedure: Id,
    /// The organisation that audits.
    pub auditor: String,
    /// The version of RGAA.
    pub reference: String,
    pub begun_at: Timestamp,
    pub begun_by: Option<Id>,
    /// The audit that it began from.
    pub former: Option<Id>,
    pub finished: Option<Finished>,
    /// Grows with each change.
    pub revision: i32,
}

/// A page of the sample by its place, from 1, and a criterion.
pub type Place = (i32, &'static str);

/// The criteria of an audit on the pages of its sample.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    pub pages: Vec<SamplePage>,
    pub decisions: BTreeMap<Place, Decision>,
}

impl Grid {
    pub fn decision(&self, page: i32, criterion: &'static str) -> Option<&Decision> {
        self.decisions.get(&(page, criterion))
    }

    /// What counts of a criterion on a page.
    pub fn outcome(&self, page: i32, criterion: &'static str) -> Option<Outcome> {
        self.decision(page, criterion).and_then(Decision::outcome)
    }

    /// The places of the pages, from 1.
    pub fn positions(&self) -> impl Iterator<Item = i32> + use<> {
        1..=i32::try_from(self.pages.len()).unwrap_or(0)
    }

    /// A criterion over the whole sample.
    pub fn over_sample(&self, criterion: &'static str) -> Option<Outcome> {
        whole(self.positions().map(|page| self.outcome(page, criterion)))
    }

    /// Criteria over the whole sample: the legal rate is that of all of them.
    pub fn tally<'c>(&self, criteria: impl Iterator<Item = &'c rgaa::Criterion>) -> Tally
    where
        'c: 'static,
    {
        Tally::of(criteria.map(|one| self.over_sample(&one.number)))
    }

    /// All criteria over the whole sample.
    pub fn whole(&self) -> Tally {
        self.tally(rgaa::current().criteria())
    }

    /// Criteria on one page.
    pub fn on_page(&self, page: i32, criteria: impl Iterator<Item = &'static rgaa::Criterion>) -> Tally {
        Tally::of(criteria.map(|one| self.outcome(page, &one.number)))
    }

    /// The mean of the rates of pages.
    pub fn mean(&self) -> Option<rate::Rate> {
        mean(self.positions().map(|page| self.on_page(page, rgaa::current().criteria())))
    }

    /// Places that nobody decided: criteria on pages.
    pub fn undecided(&self) -> usize {
        self.positions().map(|page| self.on_page(page, rgaa::current().criteria()).undecided).sum()
    }
}

/// A criterion of the reference by its number.
pub fn criterion(number: &str) -> Option<&'static rgaa::Criterion> {
    rgaa::current().criterion(number)
}

/// Evidence of one criterion on one page that is kept: more say nothing new.
pub const MOST_EVIDENCE: usize = 5;

/// The decisions that a new audit begins with: those of the one before, to be confirmed; the machine's are found anew.
pub fn carried_over(former: &Grid) -> BTreeMap<Place, Decision> {
    let kept = former.decisions.iter().filter(|(_, one)| one.source != Source::Machine);
    let told = |one: &Decision| Decision { source: Source::Former, evidence: Vec::new(), ..one.clone() };
    kept.map(|(place, one)| (*place, told(one))).collect()
}
