use super::*;
use crate::audit::sample::SamplePage;
use crate::finding::{Finding, Verdict};
use crate::track::Change;
use proptest::prelude::*;

const AT: Timestamp = Timestamp::from_micros(0);

fn page() -> SamplePage {
    SamplePage { title: "Accueil".into(), url: "https://exemple.fr/".into() }
}

fn told(outcome: Option<Outcome>, note: &str) -> Told {
    Told { outcome, note: note.into(), ..Told::default() }
}

fn grid(decision: Option<Decision>) -> Grid {
    let decisions = decision.into_iter().map(|one| ((1, "1.1"), one)).collect();
    Grid { pages: vec![page()], decisions }
}

fn decision(told: Told, source: Source) -> Decision {
    Decision { told, source, evidence: Vec::new(), at: AT, by: None }
}

fn failure(url: &str, criterion: &'static str) -> Followed {
    let mut finding = Finding::of_page("image-without-alternative", Verdict::Failed, "");
    finding.criterion = Some(criterion.into());
    Followed { url: url.into(), finding, mark: String::new(), change: Change::StillThere }
}

fn send(told: &Told, shown: &Told) -> [Sent; 1] {
    [Sent { criterion: "1.1", told: told.clone(), shown: token(shown) }]
}

#[test]
fn of_two_people_neither_covers_the_other() {
    let (nothing, mine) = (Told::default(), told(Some(Outcome::Conforming), ""));
    let theirs = told(Some(Outcome::NotConforming), "Le logo");
    let known = grid(Some(decision(theirs.clone(), Source::Person)));
    let clash = merge(&known, 1, &send(&mine, &nothing)).unwrap_err();
    assert_eq!((clash[0].criterion, clash[0].message), ("1.1", "probes-audit-changed"));
    assert_eq!(merge(&known, 1, &send(&nothing, &nothing)), Ok(vec![]), "what I did not touch is theirs");
    assert_eq!(merge(&known, 1, &send(&theirs, &nothing)), Ok(vec![]), "both say the same");
    assert_eq!(merge(&known, 1, &send(&mine, &theirs)), Ok(vec![("1.1", mine)]), "having seen it, I may");
}

#[test]
fn a_former_decision_counts_once_it_is_confirmed() {
    let former = told(Some(Outcome::Conforming), "");
    let known = grid(Some(decision(former.clone(), Source::Former)));
    assert_eq!(known.outcome(1, "1.1"), None);
    assert_eq!(merge(&known, 1, &send(&former, &former)), Ok(vec![("1.1", former.clone())]));
    let undecided = grid(Some(decision(told(None, "À revoir"), Source::Former)));
    let same = told(None, "À revoir");
    assert_eq!(merge(&undecided, 1, &send(&same, &same)), Ok(vec![]), "there is nothing to confirm");
    let confirmed = grid(Some(said(known.decision(1, "1.1"), former.clone(), AT, None)));
    assert_eq!(confirmed.outcome(1, "1.1"), Some(Outcome::Conforming));
    assert_eq!(merge(&confirmed, 1, &send(&former, &former)), Ok(vec![]));
}

#[test]
fn a_derogation_is_explained_and_without_alternative_fails() {
    let derogation = |kind, outcome, reason: &str| Told {
        outcome,
        note: String::new(),
        derogation: kind,
        reason: reason.into(),
    };
    let (with, without) = (Some(Derogation::WithAlternative), Some(Derogation::WithoutAlternative));
    let [c, nc, na] = [Outcome::Conforming, Outcome::NotConforming, Outcome::NotApplicable].map(Some);
    for (told, wrong) in [
        (derogation(with, na, "Coût"), None),
        (derogation(with, c, "Coût"), None),
        (derogation(with, na, ""), Some(Part::Reason)),
        (derogation(with, None, "Coût"), Some(Part::Outcome)),
        (derogation(without, nc, "Coût"), None),
        (derogation(without, na, "Coût"), Some(Part::Outcome)),
        (derogation(None, nc, "Coût"), Some(Part::Derogation)),
    ] {
        let found = merge(&grid(None), 1, &send(&told, &Told::default()));
        assert_eq!(found.err().map(|all| all[0].part), wrong, "{told:?}");
    }
}

#[test]
fn the_machine_fails_what_nobody_spoke_of_and_is_contradicted_with_a_reason() {
    let failures = [failure("https://exemple.fr/#a", "1.1"), failure("https://autre.exemple.fr/", "1.2")];
    let found = proofs(&grid(None), failures.iter(), AT);
    assert_eq!(found.keys().copied().collect::<Vec<_>>(), [(1, "1.1")]);
    let machine = found[&(1, "1.1")].clone();
    assert_eq!((machine.source, machine.outcome()), (Source::Machine, Some(Outcome::NotConforming)));
    let known = grid(Some(machine.clone()));
    assert_eq!(proofs(&known, failures.iter(), AT), BTreeMap::new(), "the same again changes nothing");
    let fine = told(Some(Outcome::Conforming), "");
    let denied = merge(&known, 1, &send(&fine, &machine.told)).unwrap_err();
    assert_eq!(denied[0].part, Part::Note);
    let why = told(Some(Outcome::Conforming), "Image retirée");
    assert_eq!(merge(&known, 1, &send(&why, &machine.told)), Ok(vec![("1.1", why.clone())]));
    let decision = said(Some(&machine), why.clone(), AT, None);
    assert!(decision.denies_the_machine());
    let again = proofs(&grid(Some(decision)), failures.iter(), AT);
    assert_eq!(again, BTreeMap::new(), "the proof is beside it already");
    let unseen = proofs(&grid(Some(said(None, why.clone(), AT, None))), failures.iter(), AT);
    assert_eq!((&unseen[&(1, "1.1")].told, unseen[&(1, "1.1")].source), (&why, Source::Person));
    let former = grid(Some(self::decision(fine, Source::Former)));
    let found = proofs(&former, failures.iter(), AT);
    assert_eq!(
        found[&(1, "1.1")].outcome(),
        Some(Outcome::NotConforming),
        "what failed since is not carried over"
    );
}

fn any_told() -> impl Strategy<Value = Told> {
    (0_usize..4, "[a-c]{0,2}", 0_usize..3, "[a-b]{0,1}").prop_map(|(outcome, note, derogation, reason)| {
        Told {
            outcome: Outcome::ALL.get(outcome).copied(),
            note,
            derogation: Derogation::ALL.get(derogation).copied(),
            reason,
        }
    })
}

proptest! {
    #[test]
    fn the_machine_never_overwrites_a_person(told in any_told(), pages in 1_usize..3) {
        let mut known = grid(Some(said(None, told.clone(), AT, None)));
        known.pages = vec![page(); pages];
        for (place, decision) in proofs(&known, [failure("https://exemple.fr/", "1.1")].iter(), AT) {
            if place == (1, "1.1") {
                prop_assert_eq!((&decision.told, decision.source), (&told, Source::Person));
            } else {
                prop_assert_eq!(decision.outcome(), Some(Outcome::NotConforming));
            }
        }
    }

    #[test]
    fn what_somebody_else_said_is_never_written_over_unseen(shown in any_told(), stored in any_told(), sent in any_told()) {
        let known = grid(Some(decision(stored.clone(), Source::Person)));
        if let Ok(changes) = merge(&known, 1, &send(&sent, &shown)) {
            prop_assert!(changes.is_empty() || stored == shown);
            prop_assert!(changes.iter().all(|(_, told)| *told == sent));
        }
    }
}
