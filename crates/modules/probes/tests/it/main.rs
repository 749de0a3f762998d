//! The corpus: small pages, clean ones and ones with a single planted defect, in French and English. The name of a page
//! says what it holds: `link-is-vague.fr.html`, `clean-forms.en.html`.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod audits;
mod browser;
mod declared;
mod hostile;
mod schema;
mod walk;
mod watching;
mod world;

use parvis_probes::dom::parse;
use parvis_probes::finding::{Finding, Verdict};
use parvis_probes::rules;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Pages of the corpus: the rule that each breaks, none for a clean one; and what is found there.
fn corpus() -> Vec<(String, Option<String>, Vec<Finding>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut all: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all.iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let planted = name.split('.').next().unwrap();
            let planted = (!planted.starts_with("clean-")).then(|| planted.to_owned());
            (name, planted, rules::read(&parse(&std::fs::read_to_string(path).unwrap())))
        })
        .collect()
}

#[test]
fn each_planted_defect_is_found_and_nothing_else() {
    let corpus = corpus();
    assert!(corpus.len() >= 150, "{} pages", corpus.len());
    // Of each criterion: defects planted, found, and findings on pages where none was planted.
    let mut figures: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    let criteria: BTreeMap<&str, &str> =
        rules::all().map(|rule| (rule.id, rule.criterion.unwrap_or("–"))).collect();
    let (mut missed, mut false_ones) = (Vec::new(), Vec::new());
    for (name, planted, findings) in &corpus {
        if let Some(rule) = planted {
            let criterion = criteria.get(rule.as_str()).unwrap_or_else(|| panic!("{name}: no such rule"));
            let figure = figures.entry(criterion).or_default();
            figure.0 += 1;
            if findings.iter().any(|one| one.rule == *rule) { figure.1 += 1 } else { missed.push(name) }
        }
        for one in findings.iter().filter(|one| planted.as_deref() != Some(&one.rule)) {
            figures.entry(criteria[&*one.rule]).or_default().2 += 1;
            false_ones.push((name, &one.rule, one.verdict, one.excerpt.clone()));
        }
    }
    for (criterion, (planted, found, others)) in &figures {
        println!("{criterion:>5}  planted {planted:>2}  found {found:>2}  elsewhere {others}");
    }
    println!(
        "{} pages, {} missed, {} findings where nothing was planted",
        corpus.len(),
        missed.len(),
        false_ones.len()
    );
    assert!(
        missed.is_empty() && false_ones.is_empty(),
        "missed: {missed:#?}, found unplanted: {false_ones:#?}"
    );
}

#[test]
fn every_rule_has_its_page_and_its_words() {
    let planted: BTreeSet<String> = corpus().into_iter().filter_map(|(_, planted, _)| planted).collect();
    for rule in rules::all() {
        assert!(planted.contains(rule.id), "{}: no page of the corpus breaks it", rule.id);
        for locale in [parvis_probes::LOCALES.fr, parvis_probes::LOCALES.en] {
            for key in [format!("probe-{} = ", rule.id), format!("probe-{}-fix = ", rule.id)] {
                assert!(locale.lines().any(|line| line.starts_with(&key)), "{key} has no words");
            }
        }
    }
}

#[test]
fn a_finding_says_where() {
    let page = "<!DOCTYPE html><html lang=fr><title>Un titre de page</title><body><main id=m><h1>A</h1>\n<p><img src=a.png></p><p id=p><img src=b.png></p></main>";
    let found = rules::read(&parse(page));
    let images: Vec<_> = found.iter().filter(|one| one.rule == "image-without-alternative").collect();
    assert_eq!(images.len(), 2);
    assert_eq!(images[0].selector.as_deref(), Some("#m > p:nth-of-type(1) > img"));
    assert_eq!(images[1].selector.as_deref(), Some("#p > img"));
    assert_eq!(
        (images[0].line, images[0].criterion.as_deref(), images[0].verdict),
        (Some(2), Some("1.1"), Verdict::Failed)
    );
}
