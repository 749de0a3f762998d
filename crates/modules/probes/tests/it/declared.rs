//! Statements made from audits: what they say is read back by the reader of statements, and they keep the rules.

use parvis_i18n::Messages;
use parvis_kernel::{Day, Id, Locale, Timestamp};
use parvis_probes::audit::sample::SamplePage;
use parvis_probes::audit::statement::{Facts, html};
use parvis_probes::audit::{Audit, Decision, Derogation, Finished, Grid, Outcome, Source, Told};
use parvis_probes::dom::parse;
use parvis_probes::{rgaa, rules, statement};
use proptest::prelude::*;
use std::sync::LazyLock;

use crate::world::{LOCALES, morning};

static MESSAGES: LazyLock<Messages> = LazyLock::new(|| Messages::new(LOCALES).unwrap());

fn audit(auditor: &str) -> Audit {
    let on = "2026-03-01".parse().unwrap();
    Audit {
        id: Id::from_bytes([1; 16]),
        procedure: Id::from_bytes([2; 16]),
        auditor: auditor.into(),
        reference: "4.1".into(),
        begun_at: Timestamp::from_micros(0),
        begun_by: None,
        former: None,
        finished: Some(Finished { on, at: morning(), by: None }),
        revision: 1,
    }
}

fn decision(outcome: Outcome, note: &str) -> Decision {
    let told = Told { outcome: Some(outcome), note: note.into(), ..Told::default() };
    Decision { told, source: Source::Person, evidence: Vec::new(), at: morning(), by: None }
}

/// Every criterion on each page, by a function of the page and the place of the criterion.
fn grid(pages: usize, outcome: impl Fn(usize, usize) -> Outcome) -> Grid {
    let page = |n: usize| SamplePage { title: format!("Étape {n}"), url: format!("https://exemple.fr/{n}") };
    let mut grid = Grid { pages: (1..=pages).map(page).collect(), ..Grid::default() };
    for page in 0..pages {
        for (nth, criterion) in rgaa::current().criteria().enumerate() {
            let place = (i32::try_from(page).unwrap() + 1, criterion.number.as_str());
            let outcome = outcome(page, nth);
            // The words of a state, said of a part of a page.
            let note = if outcome == Outcome::NotConforming { "Le menu est non conforme" } else { "" };
            grid.decisions.insert(place, decision(outcome, note));
        }
    }
    grid
}

fn facts() -> Facts {
    let list = |text: &str| vec![text.to_owned()];
    Facts {
        language: "fr".into(),
        entity: "Ville d'Exemple".into(),
        service: "Changer de prénom".into(),
        address: "https://exemple.fr/".into(),
        plan: "https://exemple.fr/schema".into(),
        email: "accessibilite@exemple.fr".into(),
        form: "https://exemple.fr/ecrire".into(),
        technologies: list("HTML"),
        environments: list("Firefox 128 et Orca 46"),
        tools: list("Inspecteur du navigateur"),
        exempted: list("Cartes interactives : une liste dit les mêmes lieux"),
        established: "2026-03-02".into(),
        updated: "2026-04-01".into(),
    }
}

fn page(locale: Locale, audit: &Audit, grid: &Grid, facts: &Facts) -> String {
    html(MESSAGES.words(locale), audit, grid, facts).unwrap()
}

/// What is read of a statement is what the audit says.
fn is_read_back(page: &str, audit: &Audit, grid: &Grid, facts: &Facts) {
    let read = statement::read(&parse(page)).expect("a statement");
    let whole = grid.whole();
    assert_eq!(read.state, Some(whole.state()), "{page}");
    assert_eq!(read.rate, whole.rate().map(|rate| rate.percent()), "{page}");
    assert_eq!((read.established, read.updated), (facts.established(), facts.updated()), "{page}");
    assert_eq!(read.auditor.as_deref(), Some(audit.auditor.as_str()), "{page}");
    assert_eq!(read.version.as_deref(), Some("4.1"), "{page}");
    assert!(read.has_contact && read.has_sample && read.has_recourse, "{page}");
    assert!(!read.contradicts_itself(), "{page}");
}

/// Our own rules find nothing on it, but for a word of the reference itself (criterion 13.5).
fn is_sound(page: &str) {
    let mut found = rules::read(&parse(page));
    found.retain(|one| one.seen != "ASCII");
    let found: Vec<_> = found.iter().map(|one| (&one.rule, &one.seen, &one.excerpt)).collect();
    assert!(found.is_empty(), "{found:#?}\n{page}");
}

#[test]
fn a_statement_keeps_the_rules_and_is_read_back_in_both_languages() {
    let audit = audit("Atelier d'Exemple");
    let mut grid = grid(2, |page, nth| match (page, nth % 5) {
        (_, 4) => Outcome::NotApplicable,
        (1, 3) => Outcome::NotConforming,
        _ => Outcome::Conforming,
    });
    grid.decisions.insert((2, "1.1"), decision(Outcome::NotConforming, "Le logo <b>& l'icône"));
    let mut derogated = decision(Outcome::NotConforming, "Plan du quartier");
    derogated.told.derogation = Some(Derogation::WithoutAlternative);
    derogated.told.reason = "La carte vient d'un service fermé".into();
    grid.decisions.insert((1, "4.1"), derogated);
    for locale in Locale::ALL {
        let page = page(*locale, &audit, &grid, &facts());
        is_read_back(&page, &audit, &grid, &facts());
        is_sound(&page);
        assert!(page.contains("&#60;b&#62;&#38; l&#39;icône"), "what people wrote is text: {page}");
        assert!(
            page.contains("Libre réponse 71120")
                && page.contains("Plan du quartier")
                && page.contains("La carte vient"),
            "{page}"
        );
        assert_eq!(page.contains("<q lang=\"fr\">"), *locale == Locale::En, "the reference is French");
        assert!(!page.contains("probes-") && !page.contains("http-equiv"), "{page}");
    }
}

#[test]
fn a_statement_of_each_state_says_so() {
    let audit = audit("Atelier d'Exemple");
    for (failed, state) in
        [(0, statement::State::Full), (53, statement::State::Partial), (54, statement::State::None)]
    {
        let grid = grid(1, |_, nth| if nth < failed { Outcome::NotConforming } else { Outcome::Conforming });
        assert_eq!(grid.whole().state(), state);
        for locale in Locale::ALL {
            let page = page(*locale, &audit, &grid, &facts());
            is_read_back(&page, &audit, &grid, &facts());
            is_sound(&page);
        }
    }
}

#[test]
fn a_statement_asks_for_what_the_law_asks() {
    let today: Day = "2026-05-01".parse().unwrap();
    assert!(facts().checked(today).is_ok());
    let without = |change: fn(&mut Facts)| {
        let mut facts = facts();
        change(&mut facts);
        facts.checked(today).err().map(|(field, _)| field)
    };
    assert_eq!(without(|one| one.form.clear()), None, "an address is enough");
    assert_eq!(without(|one| one.email.clear()), None, "a form too");
    for (change, field) in [
        ((|one| (one.email.clear(), one.form.clear()).0) as fn(&mut Facts), "email"),
        (|one| one.entity.clear(), "entity"),
        (|one| one.address = "javascript:alert(1)".into(), "address"),
        (|one| one.form = "javascript:alert(1)".into(), "form"),
        (|one| one.technologies.clear(), "technologies"),
        (|one| one.established = "2026-06-01".into(), "established"),
        (|one| one.updated = "2026-03-01".into(), "updated"),
        (|one| one.language = "de".into(), "language"),
        (|one| one.email = "moi".into(), "email"),
    ] {
        assert_eq!(without(change), Some(field));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_the_audit_its_statement_is_read_back(
        outcomes in prop::collection::vec(0_usize..7, 106 * 2),
        auditor in "(Atelier|Société|Cabinet) [A-Z][a-z]{3,9}(-[A-Z][a-z]{2,6})?",
        (year, month, day) in (2026_i16..2040, 1_i8..=12, 1_i8..=28),
        is_updated: bool,
        has_email: bool,
        english: bool,
    ) {
        let (audit, mut facts) = (audit(&auditor), facts());
        let established = Day::new(year, month, day).unwrap();
        facts.established = established.to_string();
        facts.updated = if is_updated { established.plus_months(2).to_string() } else { String::new() };
        if has_email { facts.form.clear() } else { facts.email.clear() }
        let grid = grid(2, |page, nth| match outcomes[page * 106 + nth] {
            0 if nth > 0 => Outcome::NotConforming,
            1 | 2 if nth > 0 => Outcome::NotApplicable,
            _ => Outcome::Conforming,
        });
        let locale = if english { Locale::En } else { Locale::Fr };
        let page = page(locale, &audit, &grid, &facts);
        is_read_back(&page, &audit, &grid, &facts);
    }
}
