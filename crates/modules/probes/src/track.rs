//! What nights find, followed from one to the next: new, still there, mended; what a person said of it; who is told.

use parvis_kernel::{Id, Timestamp};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Finding, Verdict};

/// A night's reading of one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub watch: Id,
    pub at: Timestamp,
    pub failed: u32,
    pub to_review: u32,
    /// The report, as `parvis probe --format json` writes it.
    pub report: String,
}

/// What is read back of a kept report.
#[derive(Debug, Deserialize)]
pub struct Kept {
    pub pages: Vec<KeptPage>,
}

#[derive(Debug, Deserialize)]
pub struct KeptPage {
    pub url: String,
    pub findings: Vec<Finding>,
}

impl Run {
    /// The report without its pictures.
    pub fn without_crops(&self) -> String {
        let Ok(mut report) = serde_json::from_str::<serde_json::Value>(&self.report) else {
            return self.report.clone();
        };
        let pages = report.get_mut("pages").and_then(serde_json::Value::as_array_mut).into_iter().flatten();
        let findings = pages.filter_map(|page| page.get_mut("findings")?.as_array_mut()).flatten();
        for one in findings.filter_map(serde_json::Value::as_object_mut) {
            one.remove("crop");
        }
        report.to_string()
    }

    /// Its findings with the address of their page; none when it was written by a version that we do not read.
    pub fn findings(&self) -> Vec<(String, Finding)> {
        let kept: Kept = serde_json::from_str(&self.report).unwrap_or(Kept { pages: Vec::new() });
        let of_page = |page: KeptPage| page.findings.into_iter().map(move |one| (page.url.clone(), one));
        kept.pages.into_iter().flat_map(of_page).collect()
    }
}

parvis_kernel::text_enum! {
    /// Since the run before.
    pub enum Change {
        New = "new",
        StillThere = "still-there",
        Mended = "mended",
    }
}

/// A finding followed from one run to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    pub url: String,
    pub finding: Finding,
    pub mark: String,
    pub change: Change,
}

/// The findings of the last run, and those of the one before that are gone. Without a run before, nothing is new: it is
/// the first look.
pub fn follow(last: &Run, before: Option<&Run>) -> Vec<Followed> {
    let marked = |run: &Run| -> Vec<(String, Finding, String)> {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let all = run.findings().into_iter().map(|(url, finding)| {
            // Two of the same on one page are told apart by their order.
            let mark = finding.mark(&url);
            let times = seen.entry(mark.clone()).or_default();
            *times += 1;
            let mark = if *times == 1 { mark } else { format!("{mark}-{times}") };
            (url, finding, mark)
        });
        all.collect()
    };
    let now = marked(last);
    let former = before.map(&marked).unwrap_or_default();
    let known: BTreeSet<&str> = former.iter().map(|(_, _, mark)| mark.as_str()).collect();
    let here: BTreeSet<&str> = now.iter().map(|(_, _, mark)| mark.as_str()).collect();
    let followed = |(url, finding, mark): &(String, Finding, String), change| Followed {
        url: url.clone(),
        finding: finding.clone(),
        mark: mark.clone(),
        change,
    };
    let change =
        |mark: &str| if before.is_some() && !known.contains(mark) { Change::New } else { Change::StillThere };
    let gone = former.iter().filter(|(_, _, mark)| !here.contains(mark.as_str()));
    now.iter()
        .map(|one| followed(one, change(&one.2)))
        .chain(gone.map(|one| followed(one, Change::Mended)))
        .collect()
}

parvis_kernel::text_enum! {
    /// What a person says of a finding.
    pub enum Judged {
        /// It is a failure.
        Confirmed = "confirmed",
        /// It is none, here.
        Dismissed = "dismissed",
    }
}

/// What somebody said of a finding, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    pub procedure: Id,
    pub mark: String,
    pub verdict: Judged,
    pub note: String,
    pub at: Timestamp,
    pub by: Option<Id>,
}

parvis_kernel::text_enum! {
    /// What those who answer for a procedure are told.
    pub enum AlertKind {
        /// It does not answer.
        Down = "down",
        /// It answers again.
        Up = "up",
        /// The certificate ends within 21 days.
        Certificate = "certificate",
        /// The accessibility statement ends soon.
        Statement = "statement",
        /// A proven failure that was not there the night before.
        Failure = "failure",
    }
}

/// Something to be told once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    pub procedure: Id,
    pub kind: AlertKind,
    /// What it is about within its kind: the same is not told twice.
    pub subject: String,
    pub url: String,
    /// What is said of it, beside its kind: a day, the name of a rule.
    pub detail: String,
    pub found_at: Timestamp,
}

/// What a night's findings give to tell: new proven failures, by rule, and a certificate that ends.
pub fn alerts(procedure: Id, followed: &[Followed], at: Timestamp) -> Vec<Alert> {
    let mut rules = BTreeSet::new();
    let alert = |kind, subject: String, one: &Followed, detail: &str| Alert {
        procedure,
        kind,
        subject,
        url: one.url.clone(),
        detail: detail.to_owned(),
        found_at: at,
    };
    let mut all = Vec::new();
    for one in followed.iter().filter(|one| one.finding.verdict == Verdict::Failed) {
        if one.finding.rule == "certificate-ends-soon" {
            // Of one certificate, once.
            let subject = format!("{} {}", one.url, one.finding.seen);
            all.push(alert(AlertKind::Certificate, subject, one, &one.finding.seen));
        } else if one.change == Change::New && rules.insert((one.url.clone(), one.finding.rule.clone())) {
            let subject = format!("{} {} {}", one.url, one.finding.rule, at);
            all.push(alert(AlertKind::Failure, subject, one, &one.finding.rule));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(at: i64, rules: &[&str]) -> Run {
        let finding = |rule: &&str| {
            let mut one = Finding::of_page("page-not-encrypted", Verdict::Failed, "");
            one.rule = (*rule).to_owned().into();
            one
        };
        let findings: Vec<Finding> = rules.iter().map(finding).collect();
        let report = serde_json::json!({ "pages": [{ "url": "https://a.example/", "findings": findings }] });
        let at = Timestamp::from_micros(at);
        Run { watch: Id::from_bytes([1; 16]), at, failed: 0, to_review: 0, report: report.to_string() }
    }

    fn changes(followed: &[Followed]) -> Vec<(&str, Change)> {
        followed.iter().map(|one| (&*one.finding.rule, one.change)).collect()
    }

    #[test]
    fn findings_are_followed_from_one_night_to_the_next() {
        let (first, second) = (run(1, &["a", "b", "b"]), run(2, &["b", "c"]));
        let all = [Change::StillThere; 3];
        assert_eq!(follow(&first, None).iter().map(|one| one.change).collect::<Vec<_>>(), all);
        let want =
            [("b", Change::StillThere), ("c", Change::New), ("a", Change::Mended), ("b", Change::Mended)];
        assert_eq!(changes(&follow(&second, Some(&first))), want);
    }

    #[test]
    fn new_failures_are_told_and_a_certificate_once() {
        let procedure = Id::from_bytes([2; 16]);
        let (first, second) = (run(1, &["a"]), run(2, &["a", "c", "c", "certificate-ends-soon"]));
        let told = |now: &Run, before: Option<&Run>| -> Vec<(AlertKind, String)> {
            let all = alerts(procedure, &follow(now, before), now.at);
            all.into_iter().map(|one| (one.kind, one.subject)).collect()
        };
        assert_eq!(told(&first, None), []);
        let second = told(&second, Some(&first));
        assert_eq!(
            second.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
            [AlertKind::Failure, AlertKind::Certificate]
        );
        assert_eq!(second[1].1, "https://a.example/ ");
    }
}
