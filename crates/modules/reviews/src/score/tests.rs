use super::*;
use crate::answers::tests::answers;
use crate::answers::{Answers, Help, Reached};
use proptest::collection::vec;
use proptest::prelude::*;

fn counts(text: &str) -> Counts {
    let pair = |word: &str| {
        let (option, n) = word.split_once('=').unwrap();
        (option.to_owned(), n.parse().unwrap())
    };
    Counts::new(text.split_whitespace().map(pair))
}

fn value(score: Option<Score>) -> Option<(f64, u32)> {
    score.map(|score| (score.value, score.n))
}

#[test]
fn each_formula_on_counts_worked_by_hand() {
    let all = counts(
        "opinion=10 satisfaction.bad=2 satisfaction.medium=3 satisfaction.good=5
         clarity.very_bad=1 clarity.bad=1 clarity.medium=0 clarity.good=1 clarity.very_good=1
         help=6 help.none=4 help.phone=2 help.counter=1 reached.phone.yes=1 reached.phone.no=1 reached.counter.yes=1
         quality.phone.good=1 quality.counter.very_good=1",
    );
    for (name, formula, want) in [
        // (0·2 + 5·3 + 10·5) / 10
        ("satisfaction", satisfaction as fn(&Counts) -> Option<Score>, Some((6.5, 10))),
        // (0 + 2.5 + 7.5 + 10) / 4
        ("clarity", clarity, Some((5.0, 4))),
        // 2 yes of 3
        ("help_reachable", help_reachable, Some((2.0 / 3.0, 3))),
        // (7.5 + 10) / 2
        ("help_effective", help_effective, Some((8.75, 2))),
        // (7.5 + 10) / (2 + 1 not reached)
        ("help_combined", help_combined, Some((17.5 / 3.0, 3))),
        // 4 of the 6 who answered, not of the 10 opinions
        ("autonomy", autonomy, Some((4.0 / 6.0, 6))),
    ] {
        assert_eq!(value(formula(&all)), want, "{name}");
    }
}

#[test]
fn nothing_answered_is_no_zero() {
    for (name, formula) in FIGURES {
        assert_eq!(formula(&Counts::default()), None, "{name}");
    }
    let only = counts("opinion=3 satisfaction.bad=3");
    assert_eq!(value(satisfaction(&only)), Some((0.0, 3)));
    assert_eq!((clarity(&only), autonomy(&only)), (None, None));
}

#[test]
fn national_counts_do_not_overflow() {
    let many = counts("opinion=16000000 satisfaction.good=12000000 satisfaction.bad=4000000");
    assert_eq!(value(satisfaction(&many)), Some((7.5, 16_000_000)));
}

/// The same formulas, from the opinions themselves, one answer after the other.
struct Naive {
    satisfaction: Vec<f64>,
    clarity: Vec<f64>,
    reached: Vec<f64>,
    quality: Vec<f64>,
    combined: Vec<f64>,
    autonomy: Vec<f64>,
}

impl Naive {
    fn of(all: &[Answers]) -> Self {
        let mut naive = Self {
            satisfaction: all.iter().map(|a| a.satisfaction.score()).collect(),
            clarity: all.iter().filter_map(|a| a.clarity.map(Mark::score)).collect(),
            reached: Vec::new(),
            quality: Vec::new(),
            combined: Vec::new(),
            autonomy: Vec::new(),
        };
        for help in all.iter().filter_map(|a| a.help.as_ref()) {
            naive.autonomy.push(f64::from(u8::from(*help == Help::NotNeeded)));
            let Help::Sought { contacts, .. } = help else { continue };
            for reached in contacts.values().flatten() {
                match reached {
                    Reached::No => {
                        naive.reached.push(0.0);
                        naive.combined.push(0.0);
                    }
                    Reached::Yes(mark) => {
                        naive.reached.push(1.0);
                        naive.quality.extend(mark.map(Mark::score));
                        naive.combined.extend(mark.map(Mark::score));
                    }
                }
            }
        }
        naive
    }
}

proptest! {
    #[test]
    fn counts_give_what_the_opinions_give(all in vec(answers(), 0..60)) {
        let counts = Counts::new(all.iter().flat_map(Answers::options).map(|option| (option, 1)));
        prop_assert_eq!(counts.opinions(), all.len() as u64);
        let naive = Naive::of(&all);
        for (name, score, answers) in [
            ("satisfaction", satisfaction(&counts), naive.satisfaction),
            ("clarity", clarity(&counts), naive.clarity),
            ("help_reachable", help_reachable(&counts), naive.reached),
            ("help_effective", help_effective(&counts), naive.quality),
            ("help_combined", help_combined(&counts), naive.combined),
            ("autonomy", autonomy(&counts), naive.autonomy),
        ] {
            prop_assert_eq!(score.is_some(), !answers.is_empty(), "{}", name);
            if let Some(score) = score {
                let mean = answers.iter().sum::<f64>() / answers.len() as f64;
                prop_assert!((score.value - mean).abs() < 1e-9, "{}: {} {}", name, score.value, mean);
                prop_assert_eq!(score.n as usize, answers.len(), "{}", name);
                prop_assert!(score.interval.low <= score.value + 1e-12, "{}", name);
                prop_assert!(score.interval.high >= score.value - 1e-12, "{}", name);
            }
        }
    }
}

#[test]
fn a_change_is_told_from_chance() {
    let share = |yes: u64, all: u64| {
        autonomy(&Counts::new([("help".into(), all), ("help.none".into(), yes)])).unwrap()
    };
    let mean = |bad: u64, good: u64| {
        satisfaction(&Counts::new([("satisfaction.bad".into(), bad), ("satisfaction.good".into(), good)]))
            .unwrap()
    };
    for (before, after, want) in [
        (share(50, 100), share(52, 100), Some(Change::Unclear)),
        (share(50, 100), share(80, 100), Some(Change::Up)),
        (share(800, 1000), share(700, 1000), Some(Change::Down)),
        (share(5, 10), share(20, 20), None),
        (mean(500, 500), mean(510, 490), Some(Change::Unclear)),
        (mean(500, 500), mean(300, 700), Some(Change::Up)),
        (mean(0, 100), mean(0, 200), Some(Change::Unclear)),
        (mean(0, 100), mean(50, 150), Some(Change::Down)),
    ] {
        assert_eq!(change(&before, &after), want, "{before:?} {after:?}");
    }
}
