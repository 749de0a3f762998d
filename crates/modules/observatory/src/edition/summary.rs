//! How many procedures reach each goal: over all of them and by group.

use parvis_kernel::slug;
use parvis_measures::{Indicator, Indicators, Level, Unit};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use super::{Cell, Line};

parvis_kernel::text_enum! {
    /// What procedures are grouped by.
    pub enum Dimension {
        Ministry = "ministry",
        Organisation = "organisation",
        Department = "department",
        Audience = "audience",
        Theme = "theme",
        LifeEvent = "life_event",
        Territory = "territory",
    }
}

impl Dimension {
    /// The names of the groups that a procedure belongs to.
    pub fn names(self, line: &Line) -> &[String] {
        fn one(name: &Option<String>) -> &[String] {
            name.as_ref().map_or(&[], std::slice::from_ref)
        }
        match self {
            Self::Ministry => one(&line.ministry),
            Self::Organisation => one(&line.administration),
            Self::Department => one(&line.department),
            Self::Audience => &line.audiences,
            Self::Theme => one(&line.theme),
            Self::LifeEvent => one(&line.life_event),
            Self::Territory => one(&line.territory),
        }
    }
}

/// Procedures by level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub green: u32,
    pub amber: u32,
    pub red: u32,
    pub blue: u32,
    pub ungraded: u32,
    pub too_few: u32,
    pub not_applicable: u32,
    pub stale: u32,
    pub no_data: u32,
}

impl Tally {
    pub fn add(&mut self, level: Level) {
        *self.slot(level) += 1;
    }

    const fn slot(&mut self, level: Level) -> &mut u32 {
        match level {
            Level::Green => &mut self.green,
            Level::Amber => &mut self.amber,
            Level::Red => &mut self.red,
            Level::Blue => &mut self.blue,
            Level::Ungraded => &mut self.ungraded,
            Level::TooFew => &mut self.too_few,
            Level::NotApplicable => &mut self.not_applicable,
            Level::Stale => &mut self.stale,
            Level::NoData => &mut self.no_data,
        }
    }

    pub const fn get(mut self, level: Level) -> u32 {
        *self.slot(level)
    }

    /// Procedures that reach the goal: green, or beyond it.
    pub const fn reached(self) -> u32 {
        self.green + self.blue
    }

    /// Procedures with a grade.
    pub const fn counted(self) -> u32 {
        self.reached() + self.amber + self.red
    }

    /// Procedures without a grade, for whatever reason.
    pub const fn grey(self) -> u32 {
        self.ungraded + self.too_few + self.not_applicable + self.stale + self.no_data
    }

    /// Reached / counted, 0–1, unrounded; `None` when nothing is counted. Grey values play no part (rule of the
    /// national observatory).
    pub fn share(self) -> Option<f64> {
        (self.counted() > 0).then(|| f64::from(self.reached()) / f64::from(self.counted()))
    }

    /// `round(100 · reached / counted)`: the group score.
    pub fn score(self) -> Option<f64> {
        self.share().map(|share| (100.0 * share).round())
    }
}

/// What an edition says of one indicator over all procedures.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Stat {
    #[serde(flatten)]
    pub tally: Tally,
    /// Median of the values that are graded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median: Option<f64>,
    /// Answers or tries in all, whatever the level.
    #[serde(default)]
    pub answers: u64,
    /// The procedure with most answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<(String, u32)>,
    /// Green if values had been rounded to one decimal first: the mistake this observatory does not make.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub green_if_rounded: Option<u32>,
}

/// The procedures of one group.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Group {
    pub name: String,
    pub procedures: u32,
    /// By slug of the indicator.
    pub tallies: BTreeMap<String, Tally>,
}

/// The figures of an edition.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    pub procedures: u32,
    pub addresses: u32,
    pub hosts: u32,
    /// By slug of the indicator.
    pub indicators: BTreeMap<String, Stat>,
    /// By dimension, then by slug of the group.
    pub groups: BTreeMap<Dimension, BTreeMap<String, Group>>,
}

/// Counts the lines of an edition.
pub fn summarise(lines: &[Line], indicators: &Indicators) -> Summary {
    let addresses: BTreeSet<&str> = lines.iter().filter_map(|l| l.address.as_deref()).collect();
    let hosts: BTreeSet<&str> = addresses.iter().filter_map(|a| host(a)).collect();
    let stats = indicators.public().map(|i| (i.slug.clone(), stat(i, lines)));
    let groups = Dimension::ALL.iter().map(|d| (*d, groups(*d, lines, indicators)));
    Summary {
        procedures: count(lines.len()),
        addresses: count(addresses.len()),
        hosts: count(hosts.len()),
        indicators: stats.collect(),
        groups: groups.filter(|(_, g)| !g.is_empty()).collect(),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn host(address: &str) -> Option<&str> {
    address.split_once("://")?.1.split(['/', '?', '#']).next()
}

/// The level that counts for a share. A procedure that is not online at all is counted by `online` alone (rule
/// of the national observatory).
fn level(line: &Line, indicator: &Indicator) -> Option<Level> {
    let offline = line.cells.get("online").is_some_and(|c| c.choice.as_deref() == Some("no"));
    if offline && indicator.slug != "online" {
        return None;
    }
    Some(line.cells.get(&indicator.slug).map_or(Level::NoData, |cell| cell.level))
}

fn tally<'l>(lines: impl Iterator<Item = &'l Line>, indicator: &Indicator) -> Tally {
    let mut tally = Tally::default();
    lines.filter_map(|line| level(line, indicator)).for_each(|level| tally.add(level));
    tally
}

fn stat(indicator: &Indicator, lines: &[Line]) -> Stat {
    let cells = || lines.iter().filter_map(|l| Some((l, l.cells.get(&indicator.slug)?)));
    // Stale evidence is not an answer of this edition.
    let live = || cells().filter(|(_, c)| c.level != Level::Stale);
    let counted: Vec<&Cell> = cells().map(|(_, c)| c).filter(|c| c.level.is_counted()).collect();
    let most = live()
        .filter_map(|(l, c)| Some((c.n?, l.procedure.as_str())))
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(a.1)));
    Stat {
        tally: tally(lines.iter(), indicator),
        median: median(counted.iter().filter_map(|c| c.value).collect()),
        answers: live().filter_map(|(_, c)| c.n).map(u64::from).sum(),
        most: most.map(|(n, procedure)| (procedure.to_owned(), n)),
        green_if_rounded: rounded_green(indicator, &counted),
    }
}

/// How many would be green had their value been rounded to one decimal, as it is shown, before the test.
fn rounded_green(indicator: &Indicator, counted: &[&Cell]) -> Option<u32> {
    let green = indicator.green?;
    let decimals = match indicator.unit {
        Unit::Mark | Unit::Percent => 10.0,
        Unit::Share => 1000.0,
        _ => return None,
    };
    let rounded = |value: f64| (value * decimals).round() / decimals;
    Some(count(counted.iter().filter_map(|c| c.value).filter(|v| rounded(*v) >= green).count()))
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        n if n % 2 == 1 => values.get(middle).copied(),
        _ => Some(f64::midpoint(*values.get(middle - 1)?, *values.get(middle)?)),
    }
}

fn groups(dimension: Dimension, lines: &[Line], indicators: &Indicators) -> BTreeMap<String, Group> {
    let mut members: BTreeMap<String, (String, Vec<&Line>)> = BTreeMap::new();
    for line in lines {
        for name in dimension.names(line) {
            members.entry(slug(name)).or_insert_with(|| (name.clone(), Vec::new())).1.push(line);
        }
    }
    let group = |(key, (name, lines)): (String, (String, Vec<&Line>))| {
        let tallies = indicators.public().map(|i| (i.slug.clone(), tally(lines.iter().copied(), i)));
        let group = Group { name, procedures: count(lines.len()), tallies: tallies.collect() };
        (key, group)
    };
    members.into_iter().map(group).collect()
}
