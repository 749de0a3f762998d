//! Topics and search judged by comments invented for it: how much of what is found is right, and how much is found.

#![expect(clippy::print_stdout, reason = "the figures are printed")]

use parvis_reviews::Wanted;
use parvis_reviews::service::finding::{Order, find};
use parvis_reviews::survey::{Face, Tongue};
use parvis_reviews::topics::{LEXICON, Reader};
use std::collections::{BTreeMap, BTreeSet};

use crate::search::say;
use crate::world::on_each_engine;

const KNOWN: &str = include_str!("../data/comments.txt");
const SECOND: &str = include_str!("../data/comments_second.txt");
const THIRD: &str = include_str!("../data/comments_third.txt");
const HELD_OUT: &str = include_str!("../data/comments_held_out.txt");
const SEARCHES: &str = include_str!("../data/searches.txt");

/// The lines of a file: what stands before the bar, and after it.
fn lines(file: &str) -> Vec<(&str, &str)> {
    let lines = file.lines().filter(|line| !line.starts_with("# ") && !line.is_empty());
    lines.map(|line| line.split_once(" |").map(|(a, b)| (a, b.trim())).expect(line)).collect()
}

#[derive(Default, Clone, Copy)]
struct Figures {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Figures {
    fn judge(&mut self, found: &BTreeSet<String>, wanted: &BTreeSet<String>) {
        let count = |set: BTreeSet<_>| u32::try_from(set.len()).unwrap();
        self.right += count(found.intersection(wanted).cloned().collect());
        self.wrong += count(found.difference(wanted).cloned().collect());
        self.missed += count(wanted.difference(found).cloned().collect());
    }

    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.wrong).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.missed).max(1))
    }

    fn f1(self) -> f64 {
        2.0 * f64::from(self.right) / f64::from((2 * self.right + self.wrong + self.missed).max(1))
    }

    fn print(self, name: &str) {
        let Self { right, wrong, missed } = self;
        let (precision, recall, f1) = (self.precision(), self.recall(), self.f1());
        println!(
            "{name:28} precision {precision:.3} recall {recall:.3} F1 {f1:.3} ({right} right, {wrong} wrong, {missed} missed)"
        );
    }
}

/// The topics that the lexicon finds in the comments of a file, against those that a reader found.
fn topics(name: &str, file: &str) -> Figures {
    let lines = lines(file);
    let mut reader = Reader::default();
    lines.iter().for_each(|(_, text)| reader.read(text, Tongue::French));
    let known: BTreeSet<&str> = LEXICON.keys().collect();
    let mut found: Vec<BTreeSet<String>> = vec![BTreeSet::new(); lines.len()];
    for topic in reader.topics().into_iter().filter(|topic| known.contains(topic.key.as_str())) {
        for at in &topic.comments {
            found[*at as usize].insert(topic.key.clone());
        }
    }
    let (mut all, mut each) = (Figures::default(), BTreeMap::<String, Figures>::new());
    for ((labels, text), found) in lines.iter().zip(&found) {
        let wanted: BTreeSet<String> =
            labels.split(' ').filter(|label| *label != "-").map(str::to_owned).collect();
        assert!(wanted.iter().all(|label| known.contains(label.as_str())), "{labels}");
        all.judge(found, &wanted);
        for topic in found.union(&wanted) {
            let one = |set: &BTreeSet<String>| set.iter().filter(|label| *label == topic).cloned().collect();
            each.entry(topic.clone()).or_default().judge(&one(found), &one(&wanted));
        }
        if *found != wanted {
            println!("{name}: {wanted:?} but {found:?}: {text}");
        }
    }
    each.iter().for_each(|(topic, figures)| figures.print(&format!("{name}: {topic}")));
    all.print(&format!("{name}: all topics"));
    all
}

#[test]
fn topics_are_those_that_a_reader_finds() {
    assert!(lines(KNOWN).len() + lines(SECOND).len() >= 300 && lines(HELD_OUT).len() >= 100);
    let known = topics("known", &[KNOWN, SECOND, THIRD].concat());
    let held_out = topics("held out", HELD_OUT);
    assert!(known.f1() >= 0.92);
    assert!(held_out.f1() >= 0.60 && held_out.precision() >= 0.70);
}

#[test]
fn searches_find_what_a_reader_would() {
    on_each_engine(|w| {
        let mut names = BTreeMap::new();
        for (mark, file) in [("a", KNOWN), ("b", SECOND)] {
            for (n, (_, text)) in lines(file).iter().enumerate() {
                names.insert(say(w, Tongue::French, Face::Bad, text).id, format!("{mark}{}", n + 1));
            }
        }
        let searches = lines(SEARCHES);
        assert!(searches.len() >= 40);
        let mut all = Figures::default();
        for (typed, labels) in searches {
            let wanted: BTreeSet<String> = labels.split(' ').map(str::to_owned).collect();
            let asked = Wanted { words: typed.to_owned(), ..Wanted::default() };
            let found = w.write(|db| find(db, &w.console(), w.form.id, &asked, Order::Newest)).unwrap();
            assert!(!found.goes_on, "{typed}: more than a page");
            let found = found.page.iter().map(|one| names[&one.id].clone()).collect();
            all.judge(&found, &wanted);
            if found != wanted {
                println!("{typed}: {wanted:?} but {found:?}");
            }
        }
        all.print("searches");
        assert!(all.precision() >= 0.90 && all.recall() >= 0.98);
    });
}
