//! The formulas of the national survey, on raw counts per option. Each comes with its n and a 95 % interval.

use parvis_measures::{Interval, Z95, exact_mark, wilson};
use std::collections::BTreeMap;

use crate::answers::OptionId;
use crate::survey::{Contact, Face, Mark};

/// Answers per option. What is not there is 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<OptionId, u64>);

impl Counts {
    pub fn new(counts: impl IntoIterator<Item = (OptionId, u64)>) -> Self {
        let mut all = BTreeMap::new();
        for (option, n) in counts {
            *all.entry(option).or_insert(0) += n;
        }
        Self(all)
    }

    pub(crate) fn add(&mut self, option: &str, n: u64) {
        match self.0.get_mut(option) {
            Some(sum) => *sum += n,
            None => drop(self.0.insert(option.to_owned(), n)),
        }
    }

    pub fn get(&self, option: &str) -> u64 {
        self.0.get(option).copied().unwrap_or(0)
    }

    /// Opinions that are counted.
    pub fn opinions(&self) -> u64 {
        self.get("opinion")
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().map(|(option, n)| (option.as_str(), *n))
    }

    fn marks(&self, prefix: &str) -> Vec<(f64, u32)> {
        let count = |mark: &Mark| (mark.score(), small(self.get(&format!("{prefix}.{mark}"))));
        Mark::ALL.iter().map(count).collect()
    }
}

fn small(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A figure: its raw value, how many answers it stands on, how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Marks: 0–10. Shares: 0–1.
    pub value: f64,
    pub n: u32,
    pub interval: Interval,
    /// Answers per mark, of those that are means of marks.
    pub marks: Vec<(f64, u32)>,
}

fn mean(marks: Vec<(f64, u32)>) -> Option<Score> {
    let n = marks.iter().map(|(_, n)| n).sum::<u32>();
    let interval = exact_mark(&marks)?;
    let value = marks.iter().map(|(mark, n)| mark * f64::from(*n)).sum::<f64>() / f64::from(n);
    Some(Score { value, n, interval, marks })
}

/// A part of a whole, with Wilson's interval; none of nothing.
pub fn share(part: u64, whole: u64) -> Option<Score> {
    let (part, n) = (small(part), small(whole));
    let value = f64::from(part) / f64::from(n.max(1));
    Some(Score { value, n, interval: wilson(value, n)?, marks: Vec::new() })
}

/// How it went: Σ marks / n.
pub fn satisfaction(counts: &Counts) -> Option<Score> {
    let count = |face: &Face| (face.score(), small(counts.get(&format!("satisfaction.{face}"))));
    mean(Face::ALL.iter().map(count).collect())
}

/// How clear it was: Σ marks / n.
pub fn clarity(counts: &Counts) -> Option<Score> {
    mean(counts.marks("clarity"))
}

fn yes_and_no(counts: &Counts) -> (u64, u64) {
    let sum = |way: &str| Contact::ALL.iter().map(|c| counts.get(&format!("reached.{c}.{way}"))).sum();
    (sum("yes"), sum("no"))
}

/// Whether the administration could be reached: yes / (yes + no), one answer per way that was tried.
pub fn help_reachable(counts: &Counts) -> Option<Score> {
    let (yes, no) = yes_and_no(counts);
    share(yes, yes + no)
}

/// How good its help was: Σ marks / n, one answer per way by which it was reached.
pub fn help_effective(counts: &Counts) -> Option<Score> {
    mean(quality(counts))
}

fn quality(counts: &Counts) -> Vec<(f64, u32)> {
    let mut all: Vec<(f64, u32)> = Mark::ALL.iter().map(|mark| (mark.score(), 0)).collect();
    for contact in Contact::ALL {
        let own = counts.marks(&format!("quality.{contact}"));
        all.iter_mut().zip(own).for_each(|(sum, (_, n))| sum.1 += n);
    }
    all
}

/// Both together, as it was published before: Σ marks of quality / (n of quality + n of "not reached").
pub fn help_combined(counts: &Counts) -> Option<Score> {
    let (_, no) = yes_and_no(counts);
    let mut marks = quality(counts);
    // Not reached counts as the lowest mark.
    marks[0].1 += small(no);
    mean(marks)
}

/// The share that needed no help, of those who answered that question.
pub fn autonomy(counts: &Counts) -> Option<Score> {
    share(counts.get("help.none"), counts.get("help"))
}

/// Whether a figure moved more than chance explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Up,
    Down,
    /// What chance alone explains, nineteen times of twenty.
    Unclear,
}

/// Answers below which two figures are not compared.
pub const COMPARED: u32 = 30;

/// The change from one period to another, by a two-sided z test of independent samples at 5 %. None when either stands
/// on fewer than [`COMPARED`] answers.
pub fn change(before: &Score, after: &Score) -> Option<Change> {
    change_beyond(before, after, Z95)
}

/// The same test at another threshold: `z` standard errors.
pub fn change_beyond(before: &Score, after: &Score, z: f64) -> Option<Change> {
    if before.n < COMPARED || after.n < COMPARED {
        return None;
    }
    let difference = after.value - before.value;
    let spread = (before.variance() + after.variance()).sqrt();
    Some(match difference {
        d if spread == 0.0 && d == 0.0 => Change::Unclear,
        d if d > z * spread => Change::Up,
        d if -d > z * spread => Change::Down,
        _ => Change::Unclear,
    })
}

impl Score {
    /// The variance of the figure itself: that of one answer over their number.
    fn variance(&self) -> f64 {
        let n = f64::from(self.n.max(2));
        if self.marks.is_empty() {
            return self.value * (1.0 - self.value) / n;
        }
        let square = |(mark, count): &(f64, u32)| (mark - self.value).powi(2) * f64::from(*count);
        self.marks.iter().map(square).sum::<f64>() / (n - 1.0) / n
    }
}

/// A figure from counts; none when nobody answered.
pub type Formula = fn(&Counts) -> Option<Score>;

/// The indicators that the ledger takes, by slug, with their formulas.
pub const INDICATORS: &[(&str, Formula)] = &[
    ("satisfaction", satisfaction),
    ("clarity", clarity),
    ("help_reachable", help_reachable),
    ("help_effective", help_effective),
    ("autonomy", autonomy),
];

/// The five figures and the one of before, by name: what a dashboard shows.
pub const FIGURES: &[(&str, Formula)] = &[
    ("satisfaction", satisfaction),
    ("clarity", clarity),
    ("help_reachable", help_reachable),
    ("help_effective", help_effective),
    ("autonomy", autonomy),
    ("help_combined", help_combined),
];

#[cfg(test)]
mod tests;
