//! What people say of criteria, laid over what was known; and the machine's proofs, which never cover what people said.
//!
//! A form carries what it showed of each criterion as a token. What two people change at once is told to the second one:
//! neither covers the other.

use data_encoding::HEXLOWER;
use parvis_kernel::{Id, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

use super::sample::is_same_page;
use super::{Decision, Derogation, Evidence, Grid, MOST_EVIDENCE, Outcome, Place, Source, Told, criterion};
use crate::track::Followed;

/// Characters of a note or a reason at most.
pub const LONGEST: usize = 4000;

/// What a form sends about one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    pub criterion: &'static str,
    pub told: Told,
    /// What the form showed before anything was typed ([`token`]).
    pub shown: String,
}

/// Which part of what is said of a criterion is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Outcome,
    Note,
    Derogation,
    Reason,
}

/// What is wrong: of which criterion, in which part, and the key of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrong {
    pub criterion: &'static str,
    pub part: Part,
    pub message: &'static str,
}

/// What is recognised when a form comes back: 16 hexadecimal digits of what it showed.
pub fn token(told: &Told) -> String {
    const BYTES: usize = 8;
    let parts = [
        told.outcome.map_or("", Outcome::as_str),
        &told.note,
        told.derogation.map_or("", Derogation::as_str),
        &told.reason,
    ];
    HEXLOWER.encode(&Sha256::digest(parts.join("\0"))[..BYTES])
}

/// What is wrong with what is said of a criterion, whatever was known before; the evidence apart.
fn wrong_in(told: &Told, evidence: &[Evidence]) -> Option<(Part, &'static str)> {
    let is_long = |text: &str| text.chars().count() > LONGEST;
    let is_failure = told.outcome == Some(Outcome::NotConforming);
    if is_long(&told.note) {
        return Some((Part::Note, "probes-audit-long"));
    }
    if is_long(&told.reason) {
        return Some((Part::Reason, "probes-audit-long"));
    }
    match told.derogation {
        Some(_) if told.reason.is_empty() => Some((Part::Reason, "probes-audit-reason-missing")),
        Some(_) if told.outcome.is_none() => Some((Part::Outcome, "probes-audit-derogation-undecided")),
        // Without an alternative the criterion applies, and is not met.
        Some(Derogation::WithoutAlternative) if !is_failure => {
            Some((Part::Outcome, "probes-audit-derogation-fails"))
        }
        None if !told.reason.is_empty() => Some((Part::Derogation, "probes-audit-reason-alone")),
        _ if told.outcome.is_some() && !is_failure && !evidence.is_empty() && told.note.is_empty() => {
            Some((Part::Note, "probes-audit-evidence-denied"))
        }
        _ => None,
    }
}

/// What of a form is to be written: each criterion that its sender changed, or confirmed.
///
/// # Errors
/// All that is wrong, and what somebody else changed meanwhile; then nothing is to be written.
pub fn merge(known: &Grid, page: i32, sent: &[Sent]) -> Result<Vec<(&'static str, Told)>, Vec<Wrong>> {
    let (mut changes, mut all_wrong) = (Vec::new(), Vec::new());
    let nothing = Told::default();
    for one in sent {
        let before = known.decision(page, one.criterion);
        let stored = before.map_or(&nothing, |decision| &decision.told);
        let is_former = before.is_some_and(|decision| decision.source == Source::Former);
        let is_touched = token(&one.told) != one.shown;
        if one.told == *stored && !(is_former && token(stored) == one.shown && stored.outcome.is_some()) {
            continue;
        }
        if token(stored) != one.shown {
            // Somebody else changed it; who sent this form did not, or changed it too.
            if is_touched {
                let message = "probes-audit-changed";
                all_wrong.push(Wrong { criterion: one.criterion, part: Part::Outcome, message });
            }
            continue;
        }
        let evidence = before.map_or(&[][..], |decision| &decision.evidence);
        match wrong_in(&one.told, evidence) {
            Some((part, message)) => all_wrong.push(Wrong { criterion: one.criterion, part, message }),
            None => changes.push((one.criterion, one.told.clone())),
        }
    }
    if all_wrong.is_empty() { Ok(changes) } else { Err(all_wrong) }
}

/// A decision once a person said something of it; the machine's proof stays beside it.
pub fn said(before: Option<&Decision>, told: Told, at: Timestamp, by: Option<Id>) -> Decision {
    let evidence = before.map(|one| one.evidence.clone()).unwrap_or_default();
    Decision { told, source: Source::Person, evidence, at, by }
}

/// What proven failures change in a grid: the criterion of each is not conforming on its page, unless a person spoke of it;
/// then the proof is put beside what they said. Nothing is taken away: that a failure is mended is for a person to say.
pub fn proofs<'f>(
    known: &Grid,
    failures: impl Iterator<Item = &'f Followed>,
    at: Timestamp,
) -> BTreeMap<Place, Decision> {
    let mut found: BTreeMap<Place, Vec<Evidence>> = BTreeMap::new();
    for failure in failures {
        let number = failure.finding.criterion.as_deref();
        let Some(criterion) = number.and_then(criterion) else { continue };
        for (page, sample) in known.positions().zip(&known.pages) {
            if is_same_page(&sample.url, &failure.url) {
                let evidence = found.entry((page, criterion.number.as_str())).or_default();
                if evidence.len() < MOST_EVIDENCE {
                    evidence.push(Evidence {
                        rule: failure.finding.rule.to_string(),
                        said: failure.finding.said.clone(),
                        excerpt: failure.finding.excerpt.clone(),
                        selector: failure.finding.selector.clone(),
                    });
                }
            }
        }
    }
    let decided = |(place, evidence): (Place, Vec<Evidence>)| {
        let before = known.decisions.get(&place);
        let is_said = before.is_some_and(|one| one.source == Source::Person);
        let decision = match before {
            Some(one) if one.evidence == evidence && one.source != Source::Former => return None,
            Some(one) if is_said => Decision { evidence, ..one.clone() },
            _ => {
                // What the audit before noted about a failure may still help.
                let former = before.map(|one| one.told.clone()).unwrap_or_default();
                let told = match former.outcome {
                    Some(Outcome::NotConforming) => former,
                    _ => Told { outcome: Some(Outcome::NotConforming), ..Told::default() },
                };
                Decision { told, source: Source::Machine, evidence, at, by: None }
            }
        };
        Some((place, decision))
    };
    found.into_iter().filter_map(decided).collect()
}

#[cfg(test)]
mod tests;
