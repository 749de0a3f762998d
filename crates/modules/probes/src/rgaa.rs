//! RGAA 4.1, the reference of accessibility of French administrations, as data: another version comes as another file.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A version of the reference. Its words exist in French alone.
#[derive(Debug, Deserialize)]
pub struct Rgaa {
    pub version: String,
    pub topics: Vec<Topic>,
}

#[derive(Debug, Deserialize)]
pub struct Topic {
    pub number: u8,
    pub title: String,
    pub criteria: Vec<Criterion>,
}

#[derive(Debug, Deserialize)]
pub struct Criterion {
    /// `1.1`
    pub number: String,
    pub title: String,
    /// The success criteria of WCAG 2.1 behind it, with their level.
    pub wcag: Vec<String>,
    /// Each test by its number within the criterion, with its conditions.
    pub tests: BTreeMap<String, Vec<String>>,
}

/// The version in force.
///
/// # Panics
/// Never: the file is part of the program and is read by a test.
pub fn current() -> &'static Rgaa {
    static CURRENT: OnceLock<Rgaa> = OnceLock::new();
    CURRENT.get_or_init(|| {
        #[expect(clippy::expect_used, reason = "the file is part of the program, a test reads it")]
        serde_json::from_str(include_str!("../rgaa/4.1.json")).expect("rgaa/4.1.json")
    })
}

impl Rgaa {
    /// Every criterion, in order.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.topics.iter().flat_map(|topic| &topic.criteria)
    }

    pub fn criterion(&self, number: &str) -> Option<&Criterion> {
        self.criteria().find(|criterion| criterion.number == number)
    }
}

/// Where a criterion stands in the reference, to sort by: `1.10` comes after `1.9`.
pub fn place(number: &str) -> (u32, u32) {
    let (topic, criterion) = number.split_once('.').unwrap_or((number, ""));
    (topic.parse().unwrap_or(u32::MAX), criterion.parse().unwrap_or(u32::MAX))
}

/// The rate that no audit can exceed once so many criteria have a proven failure, in percent, from 0 to 100.
///
/// The legal rate is the share of criteria met among those that apply (RGAA 4.1, "Mesurer le taux global de
/// conformité"): it is highest when every other criterion applies and is met.
#[expect(clippy::cast_precision_loss, reason = "there are some hundred criteria")]
pub fn at_best(failed: usize) -> f64 {
    let all = current().criteria().count();
    100.0 * all.saturating_sub(failed) as f64 / all as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn the_reference_is_whole_and_every_rule_is_about_one_of_its_tests() {
        let rgaa = current();
        assert_eq!(rgaa.criteria().count(), 106);
        assert_eq!(rgaa.criteria().map(|criterion| criterion.tests.len()).sum::<usize>(), 258);
        for rule in rules::all() {
            let Some(number) = rule.criterion else { continue };
            let criterion =
                rgaa.criterion(number).unwrap_or_else(|| panic!("{}: no criterion {number}", rule.id));
            let test = rule.test.and_then(|test| test.strip_prefix(&format!("{number}.")));
            assert!(test.is_some_and(|test| criterion.tests.contains_key(test)), "{}: no such test", rule.id);
        }
    }

    #[test]
    fn the_best_rate_falls_with_each_criterion_that_fails() {
        assert!((at_best(0) - 100.0).abs() < f64::EPSILON);
        assert!((at_best(53) - 50.0).abs() < f64::EPSILON);
        assert!(at_best(200).abs() < f64::EPSILON);
    }
}
