use parvis_kernel::{Day, Id, Timestamp};
use std::collections::HashMap;

use crate::entry::{EntryRule, entry_rule};
use crate::facts::{Fact, Kind, State, in_force};

/// A procedure with everything ever known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    pub id: Id,
    /// Its public identity, in addresses and files: never changes, never means another.
    pub slug: String,
    pub created_at: Timestamp,
    pub facts: Vec<Fact>,
}

/// A procedure as it was on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    pub id: Id,
    pub slug: String,
    pub name: String,
    pub name_source: Option<String>,
    pub ministry: Option<String>,
    pub administration: Option<String>,
    pub department: Option<String>,
    pub address: Option<String>,
    pub number: Option<String>,
    pub audiences: Vec<String>,
    pub theme: Option<String>,
    pub life_event: Option<String>,
    pub territory: Option<String>,
    /// Users a year.
    pub volume: Option<u64>,
    pub entry_rule: Option<EntryRule>,
    pub state: State,
    pub successors: Vec<String>,
    pub reason: Option<String>,
}

impl Procedure {
    /// The value of one kind of fact on a day, as known at a moment.
    pub fn value(&self, kind: Kind, day: Day, known_at: Timestamp) -> Option<&str> {
        in_force(&self.facts, kind, day, known_at).map(|fact| fact.value.as_str())
    }

    /// The fact of one kind in force on a day, as known at a moment.
    pub fn fact(&self, kind: Kind, day: Day, known_at: Timestamp) -> Option<&Fact> {
        in_force(&self.facts, kind, day, known_at)
    }

    /// The procedure on `day`, as known at `known_at`; `None` before its first fact.
    pub fn at(&self, day: Day, known_at: Timestamp) -> Option<Snapshot> {
        let value = |kind| self.value(kind, day, known_at).map(str::to_owned);
        let list = |kind| value(kind).map_or_else(Vec::new, |v| v.split('|').map(str::to_owned).collect());
        let volume = value(Kind::Volume).and_then(|v| v.parse().ok());
        Some(Snapshot {
            id: self.id,
            slug: self.slug.clone(),
            name: value(Kind::Name)?,
            name_source: value(Kind::NameSource),
            ministry: value(Kind::Ministry),
            administration: value(Kind::Administration),
            department: value(Kind::Department),
            address: value(Kind::Address),
            number: value(Kind::Number),
            audiences: list(Kind::Audience),
            theme: value(Kind::Theme),
            life_event: value(Kind::LifeEvent),
            territory: value(Kind::Territory),
            volume,
            entry_rule: entry_rule(volume, value(Kind::FinancialRight).as_deref() == Some("yes")),
            state: value(Kind::State).as_deref().and_then(State::parse).unwrap_or(State::Listed),
            successors: list(Kind::Successor),
            reason: value(Kind::Reason),
        })
    }

    /// The changes of one kind as known now, oldest first: one fact per start day, the last recorded.
    pub fn history(&self, kind: Kind) -> Vec<&Fact> {
        let mut kept: Vec<&Fact> = Vec::new();
        let mut all: Vec<&Fact> = self.facts.iter().filter(|f| f.kind == kind).collect();
        all.sort_by_key(|f| (f.valid_from, f.recorded_at));
        for fact in all {
            match kept.last_mut() {
                Some(last) if last.valid_from == fact.valid_from => *last = fact,
                Some(last) if last.value == fact.value => {}
                _ => kept.push(fact),
            }
        }
        kept
    }
}

/// All procedures in memory, for work on many at once.
#[derive(Debug, Default)]
pub struct Catalog {
    pub procedures: Vec<Procedure>,
    /// For each number or slug ever used: who held it, since when; latest first.
    numbers: HashMap<String, Vec<(Day, usize)>>,
}

impl Catalog {
    pub fn new(procedures: Vec<Procedure>) -> Self {
        let mut numbers: HashMap<String, Vec<(Day, usize)>> = HashMap::new();
        for (at, procedure) in procedures.iter().enumerate() {
            for fact in procedure.history(Kind::Number) {
                numbers.entry(fact.value.clone()).or_default().push((fact.valid_from, at));
            }
        }
        for holders in numbers.values_mut() {
            holders.sort_by(|a, b| b.cmp(a));
        }
        Self { procedures, numbers }
    }

    /// All procedures by their identifiers, for those who hold many of them.
    pub fn by_id(self) -> HashMap<Id, Procedure> {
        self.procedures.into_iter().map(|procedure| (procedure.id, procedure)).collect()
    }

    /// The procedure that `number` means on `day`: whoever took the number last by then. The slug is understood
    /// too, on any day.
    pub fn resolve(&self, number: &str, day: Day) -> Option<&Procedure> {
        let held = self.numbers.get(number).and_then(|h| h.iter().find(|(since, _)| *since <= day));
        match held {
            Some((_, at)) => self.procedures.get(*at),
            None => self.by_slug(number).filter(|_| !self.numbers.contains_key(number)),
        }
    }

    pub fn by_slug(&self, slug: &str) -> Option<&Procedure> {
        self.procedures
            .binary_search_by(|p| p.slug.as_str().cmp(slug))
            .ok()
            .and_then(|at| self.procedures.get(at))
    }
}
