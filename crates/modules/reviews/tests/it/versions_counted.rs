//! Answers to questions of one's own, counted; and what the figures of the national survey leave out.

use parvis_accounts::AccountsError;
use parvis_catalog::by_id;
use parvis_kernel::Role;
use parvis_measures::of_procedure;
use parvis_reviews::answers::Help;
use parvis_reviews::model::Opinion;
use parvis_reviews::service::asking::Given;
use parvis_reviews::service::entry::{Said, Sent, Told, enter};
use parvis_reviews::service::measure::measure;
use parvis_reviews::service::{forms, public};
use parvis_reviews::shape::{Condition, ExtraId, Pick, Template, Word};
use parvis_reviews::survey::{Channel, Face, Mark, Step};
use parvis_reviews::{answers::Answers, sus};
use proptest::test_runner::{Config, TestRunner};
use std::collections::{BTreeMap, BTreeSet};

use crate::versions::{choice, published, reworded, scale, text};
use crate::world::{World, on_each_engine};

const Q1: ExtraId = ExtraId::Own(1);
const Q2: ExtraId = ExtraId::Own(2);
const Q3: ExtraId = ExtraId::Own(3);

fn picks(id: ExtraId, all: &[Pick]) -> Said {
    Said::Extras(BTreeMap::from([(id, Given::Picks(all.iter().copied().collect()))]))
}

fn words(id: ExtraId, text: &str) -> Said {
    Said::Extras(BTreeMap::from([(id, Given::Text(Some(text.to_owned()).filter(|text| !text.is_empty())))]))
}

fn sent<'s>(w: &'s World, page: &'s str, version: i32) -> Sent<'s> {
    Sent { version, ..w.sent(page) }
}

#[test]
fn what_is_chosen_is_counted_and_dropped_with_its_condition() {
    on_each_engine(|w| {
        published(w, |parts| parts.extras = vec![choice(1), text(2, 1), scale(3)]);
        w.begin(&sent(w, "p", 2), Face::Bad).unwrap();
        w.go_on("p", &picks(Q1, &[Pick::Option(2)])).unwrap();
        w.go_on("p", &words(Q2, "Celle de Ville")).unwrap();
        let last = w.go_on("p", &picks(Q3, &[Pick::Value(4)])).unwrap();
        assert_eq!(last.texts[&Q2], "Celle de Ville");
        for option in ["extra.q1", "extra.q1.o2", "extra.q2", "extra.q3", "extra.q3.4"] {
            assert_eq!(w.count(option), 1, "{option}");
        }
        w.go_on("p", &picks(Q3, &[])).unwrap();
        assert_eq!((w.count("extra.q3"), w.count("extra.q3.4")), (0, 0), "taken back");
        let other = w.go_on("p", &picks(Q1, &[Pick::Option(1)])).unwrap();
        assert!(other.texts.is_empty() && w.count("extra.q2") == 0, "what it led to is dropped");
        let good = w.begin(&sent(w, "p", 2), Face::Good).unwrap();
        assert!(good.answers.extras.is_empty() && w.count("extra.q1") == 0, "back to the first screen");
        let late = w.go_on("p", &picks(Q1, &[Pick::Option(1)])).unwrap();
        assert!(late.answers.extras.is_empty(), "a question that is not asked takes no answer");
    });
}

#[test]
fn what_no_page_of_ours_sends_is_refused() {
    on_each_engine(|w| {
        published(w, |parts| parts.extras = vec![choice(1), text(2, 1), scale(3)]);
        published(w, |parts| {
            parts.extras = vec![scale(3)];
            parts.hidden.insert(Step::Clarity);
        });
        w.begin(&sent(w, "old", 2), Face::Bad).unwrap();
        w.begin(&sent(w, "new", 3), Face::Bad).unwrap();
        let refused = |page: &str, said: &Said| {
            let done = w.go_on(page, said);
            assert!(
                matches!(done, Err(AccountsError::Invalid { .. } | AccountsError::NotFound)),
                "{said:?}: {done:?}"
            );
        };
        refused("old", &picks(Q1, &[Pick::Option(3)]));
        refused("old", &picks(Q1, &[Pick::Value(4)]));
        refused("old", &picks(Q1, &[Pick::Option(1), Pick::Option(2)]));
        refused("old", &words(Q1, "des mots"));
        refused("old", &picks(Q2, &[Pick::Option(1)]));
        refused("old", &picks(Q3, &[Pick::Value(0)]));
        refused("old", &picks(ExtraId::Own(4), &[Pick::Option(1)]));
        refused("new", &picks(Q1, &[Pick::Option(1)]));
        refused("new", &Said::Clarity(Some(Mark::Good)));
        w.go_on("old", &Said::Clarity(Some(Mark::Good))).unwrap();
        assert_eq!((w.count("opinion"), w.count("extra.q1"), w.count("clarity.good")), (2, 0, 1));
    });
}

#[test]
fn an_agent_writes_down_what_the_version_asks() {
    on_each_engine(|w| {
        published(w, |parts| parts.extras = vec![choice(1), text(2, 1)]);
        let counter = w.someone("guichet", Role::CounterAgent);
        let told = |face, pick: u8| {
            let mut answers = Answers::new(face);
            answers.extras.insert(Q1, BTreeSet::from([Pick::Option(pick)]));
            Told { answers, verbatim: None, other: None, texts: BTreeMap::from([(Q2, "Ville".into())]) }
        };
        let enter = |page: &str, version: i32, told: &Told| {
            let sent = Sent { channel: Channel::Counter, ..sent(w, page, version) };
            w.write(|db| enter(db, &counter, &sent, told, w.means.id(counter.now)))
        };
        assert!(matches!(enter("a", 2, &told(Face::Bad, 3)), Err(AccountsError::Invalid { .. })));
        assert!(enter("a", 1, &told(Face::Bad, 1)).is_err(), "the first version asks none");
        let kept = enter("a", 2, &told(Face::Bad, 2)).unwrap();
        assert_eq!(enter("a", 2, &told(Face::Bad, 2)).unwrap().id, kept.id, "sent again");
        let dropped = enter("b", 2, &told(Face::Good, 2)).unwrap();
        assert!(dropped.answers.extras.is_empty() && dropped.texts.is_empty());
        assert_eq!((w.count("extra.q1.o2"), w.count("extra.q2")), (1, 1));
    });
}

/// What an opinion counts, recounted from what was said by the words of the documentation.
fn recounted(all: &[Opinion]) -> BTreeMap<String, u64> {
    let mut sums = BTreeMap::new();
    for one in all {
        for (id, picks) in &one.answers.extras {
            *sums.entry(format!("extra.{id}")).or_default() += 1;
            for pick in picks {
                *sums.entry(format!("extra.{id}.{pick}")).or_default() += 1;
            }
        }
        for id in one.texts.keys() {
            *sums.entry(format!("extra.{id}")).or_default() += 1;
        }
    }
    sums
}

#[test]
fn counters_and_a_naive_recount_say_the_same() {
    let mut runner = TestRunner::new(Config { cases: 4, ..Config::default() });
    // Steps of ten people, in any order: who, which question, which of its options.
    let steps = proptest::collection::vec((0..10_usize, 0..5_u8, 0..6_u8), 10..60);
    runner
        .run(&steps, |steps| {
            on_each_engine(|w| {
                published(w, |parts| parts.extras = vec![choice(1), text(2, 1), scale(3)]);
                let mut opinions: BTreeMap<usize, Opinion> = BTreeMap::new();
                for (who, question, pick) in &steps {
                    let page = who.to_string();
                    let face = Face::ALL[usize::from(*pick) % 3];
                    if *question == 0 || !opinions.contains_key(who) {
                        opinions.insert(*who, w.begin(&sent(w, &page, 2), face).unwrap());
                        continue;
                    }
                    let said = match question {
                        1 => picks(
                            Q1,
                            if *pick == 0 {
                                &[]
                            } else {
                                &[Pick::Option(1), Pick::Option(2)][usize::from(pick % 2)..][..1]
                            },
                        ),
                        2 => words(Q2, if *pick == 0 { "" } else { "mots" }),
                        3 => picks(Q3, &[Pick::Value(pick % 5 + 1)]),
                        _ => Said::Help(Some(Help::NotNeeded), None),
                    };
                    opinions.insert(*who, w.go_on(&page, &said).unwrap());
                }
                let want = recounted(&opinions.values().cloned().collect::<Vec<_>>());
                let names = ["q1", "q1.o1", "q1.o2", "q2", "q3", "q3.1", "q3.2", "q3.3", "q3.4", "q3.5"];
                for name in names.map(|name| format!("extra.{name}")) {
                    assert_eq!(w.count(&name), want.get(&name).copied().unwrap_or(0), "{name}");
                }
            });
            Ok(())
        })
        .unwrap();
}

/// Ten people who say the same with a version, on the first day of the world.
fn ten(w: &World, name: &str, version: i32, face: Face, mark: Option<Mark>) {
    for n in 0..10 {
        let page = format!("{name}{n}");
        w.begin(&sent(w, &page, version), face).unwrap();
        if mark.is_some() {
            w.go_on(&page, &Said::Clarity(mark)).unwrap();
        }
        w.go_on(&page, &Said::Help(Some(Help::NotNeeded), None)).unwrap();
    }
}

#[test]
fn a_question_in_other_words_is_left_out_of_what_is_measured_and_published() {
    on_each_engine(|w| {
        ten(w, "a", 1, Face::Good, Some(Mark::Bad));
        published(w, reworded(Word::Satisfaction, "Êtes-vous content ?"));
        ten(w, "b", 2, Face::Bad, Some(Mark::Good));
        published(w, reworded(Word::HelpHint, "Cochez une seule case."));
        ten(w, "c", 3, Face::Medium, None);
        w.wait(86_400 * 40);
        w.write(|db| measure(db, w.now.get())).unwrap();
        let procedure = w.write(|db| Ok(by_id(db, w.form.procedure)?.unwrap())).unwrap();
        let read = w.write(|db| Ok(of_procedure(db, procedure.id)?)).unwrap();
        let year = |indicator: &str| {
            let one = read
                .iter()
                .find(|one| one.indicator == indicator && one.window == parvis_measures::Window::Year);
            one.map(|one| (one.value.clone(), one.n.unwrap()))
        };
        let number = |value: f64, n: u32| Some((parvis_measures::Value::Number(value), n));
        assert_eq!(year("satisfaction"), number(7.5, 20), "versions 1 and 3");
        assert_eq!(year("clarity"), number(5.0, 20), "asked as usual in all");
        assert_eq!(year("autonomy"), number(1.0, 20), "both sides: of 20 who answered, not of 30");
        let summary = w.write(|db| public::summary(db, procedure.id, w.now.get())).unwrap().unwrap();
        assert_eq!(summary.whole.opinions.shown(), Some(&30), "everybody took part");
        let figures: Vec<(f64, u32)> = summary
            .whole
            .figures
            .iter()
            .filter_map(|one| one.shown())
            .map(|one| (one.value, one.n))
            .collect();
        assert_eq!(figures, [(7.5, 20), (5.0, 20), (1.0, 20)]);
    });
}

#[test]
fn other_templates_are_neither_measured_nor_published() {
    on_each_engine(|w| {
        let by = w.console();
        let made =
            w.write(|db| forms::create_of(db, &w.means, &by, "passeport", "Essai", Template::Usability));
        let (form, button) = made.unwrap();
        for n in 0..10_u8 {
            let page = n.to_string();
            let mut sent = w.sent(&page);
            (sent.form, sent.button) = (&form, &button);
            w.begin(&sent, Face::Bad).unwrap();
            let all = (1..=10).map(|n| {
                (ExtraId::Sus(n), Given::Picks([Pick::Value(if n % 2 == 1 { 5 } else { 2 })].into()))
            });
            w.go_on(&page, &Said::Extras(all.collect())).unwrap();
        }
        let day = w.now.get().day();
        let counts =
            w.write(|db| parvis_reviews::between(db, form.id, day, day, &parvis_reviews::Filter::default()));
        let score = sus::score(&counts.unwrap()).unwrap();
        assert_eq!((score.value, score.n), (87.5, 10), "(5 × 4 + 5 × 3) × 2.5");
        w.wait(86_400 * 40);
        assert_eq!(w.write(|db| measure(db, w.now.get())).unwrap(), 0);
        let summary = w.write(|db| public::summary(db, form.procedure, w.now.get())).unwrap().unwrap();
        assert_eq!(
            summary.whole.opinions,
            public::Told::Nobody,
            "the national survey of the procedure has none"
        );
    });
}

#[test]
fn a_condition_on_clarity_is_looked_at_again_when_clarity_changes() {
    on_each_engine(|w| {
        published(w, |parts| {
            let mut one = scale(1);
            one.condition = Some(Condition::Clarity(BTreeSet::from([Mark::Bad])));
            parts.extras = vec![one];
        });
        w.begin(&sent(w, "p", 2), Face::Bad).unwrap();
        w.go_on("p", &Said::Clarity(Some(Mark::Bad))).unwrap();
        w.go_on("p", &picks(Q1, &[Pick::Value(2)])).unwrap();
        assert_eq!(w.count("extra.q1.2"), 1);
        w.go_on("p", &Said::Clarity(None)).unwrap();
        assert_eq!((w.count("extra.q1.2"), w.count("extra.q1")), (0, 0));
    });
}
