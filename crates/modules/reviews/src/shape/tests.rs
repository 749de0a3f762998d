use super::difference::{Change, between};
use super::*;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

pub fn choice(id: u16, several: bool, labels: &[&str]) -> Extra {
    let options =
        (1..).zip(labels).map(|(n, label)| Choice { id: Pick::Option(n), label: Label::french(*label) });
    let kind = Kind::Choice { several, options: options.collect() };
    Extra { id: ExtraId::Own(id), label: Label::french(format!("Question {id}")), kind, condition: None }
}

pub fn scale(id: u16) -> Extra {
    let kind = Kind::Scale { from: 0, to: 10, low: Label::french("Non"), high: Label::french("Oui") };
    Extra { id: ExtraId::Own(id), label: Label::french(format!("Question {id}")), kind, condition: None }
}

pub fn text(id: u16) -> Extra {
    Extra { id: ExtraId::Own(id), label: Label::french("Dites"), kind: Kind::Text, condition: None }
}

pub fn with(extras: Vec<Extra>) -> Shape {
    Shape::new(Parts { extras, ..Parts::default() }).unwrap()
}

fn after(extra: Extra, id: u16, pick: Pick) -> Extra {
    let condition = Condition::Extra { id: ExtraId::Own(id), picks: BTreeSet::from([pick]) };
    Extra { condition: Some(condition), ..extra }
}

fn label() -> impl Strategy<Value = Label> {
    let others = btree_map(select(Tongue::ALL), "[a-zé\u{627}-\u{64a}]{1,20}", 0..4);
    ("[A-Z][a-z'é ]{1,30}[a-z]", others).prop_map(|(french, mut all)| {
        all.insert(Tongue::French, french);
        Label(all)
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    let options = (any::<bool>(), vec(label(), 2..6)).prop_filter_map("distinct", |(several, labels)| {
        let said: BTreeSet<String> =
            labels.iter().map(|one| one.say(Tongue::French).0.to_lowercase()).collect();
        let is_distinct = said.len() == labels.len();
        let options = (1..).zip(labels).map(|(n, label)| Choice { id: Pick::Option(n), label });
        is_distinct.then(|| Kind::Choice { several, options: options.collect() })
    });
    let scale = (0..=1_u8, 3..=10_u8, label(), label()).prop_map(|(from, to, low, high)| Kind::Scale {
        from,
        to,
        low,
        high,
    });
    prop_oneof![options, scale, Just(Kind::Text)]
}

/// Any shape of the national template.
pub fn shape() -> impl Strategy<Value = Shape> {
    let hidden = btree_set(select(vec![Step::Clarity, Step::Help, Step::Comment]), 0..3);
    let words =
        btree_map(select(Tongue::ALL), btree_map(select(Word::ALL), "[A-Z][a-zé ]{1,40}[a-z?]", 0..4), 0..3);
    let extra = (label(), kind(), option::of((any::<prop::sample::Index>(), any::<prop::sample::Index>())));
    (hidden, words, vec(extra, 0..=EXTRAS_MOST)).prop_map(|(hidden, words, all)| {
        let mut extras: Vec<Extra> = Vec::new();
        for (n, (label, kind, looks)) in (1..).zip(all) {
            let sources: Vec<&Extra> = extras.iter().filter(|one| !one.picks().is_empty()).collect();
            let condition = looks.filter(|_| !sources.is_empty()).map(|(source, pick)| {
                let source = source.get(&sources);
                let picks = BTreeSet::from([*pick.get(&source.picks())]);
                Condition::Extra { id: source.id, picks }
            });
            extras.push(Extra { id: ExtraId::Own(n), label, kind, condition });
        }
        Shape::new(Parts { template: Template::National, hidden, words, extras }).unwrap()
    })
}

#[test]
fn every_template_is_there_in_every_language() {
    for template in Template::ALL {
        let shape = Shape::of(*template);
        assert_eq!(shape.template, *template);
        for tongue in Tongue::ALL {
            let texts = Texts::of(*tongue);
            for face in Face::ALL {
                assert!(!shape.face(texts, *face).is_empty(), "{template} {tongue} {face}");
            }
            let first = shape.say(texts, Word::Satisfaction);
            let is_own = first != Shape::of(Template::National).say(texts, Word::Satisfaction);
            assert_eq!(is_own, *template != Template::National, "{template} {tongue}: {first}");
        }
    }
    assert!(Shape::of(Template::National).is_plain());
    assert_eq!(Shape::of(Template::Usability).extras.len(), 10);
    assert_eq!(Shape::of(Template::Problem).extras[0].picks().len(), 5);
}

#[test]
fn what_is_wrong_is_refused_where_it_is() {
    let of = |parts: Parts| Shape::new(parts).map_err(|wrong| wrong.message);
    let extras = |extras: Vec<Extra>| of(Parts { extras, ..Parts::default() });
    let words = |word: Word, text: &str| {
        let words = BTreeMap::from([(Tongue::French, BTreeMap::from([(word, text.to_owned())]))]);
        of(Parts { words, ..Parts::default() })
    };
    let hidden = |step| of(Parts { hidden: BTreeSet::from([step]), ..Parts::default() });
    assert_eq!(hidden(Step::Satisfaction), Err("reviews-shape-first"));
    assert!(hidden(Step::Comment).is_ok());
    assert_eq!(words(Word::Clarity, &"é".repeat(TITLE_MOST + 1)), Err("reviews-shape-long"));
    assert!(words(Word::Clarity, &"é".repeat(TITLE_MOST)).is_ok());
    let usual = Texts::of(Tongue::French).say("clarity");
    assert!(
        words(Word::Clarity, &format!(" {usual}\n")).unwrap().is_plain(),
        "the usual words are no change"
    );
    let clarity = Extra { condition: Some(Condition::Clarity([Mark::Bad].into())), ..text(1) };
    let without = Parts { hidden: [Step::Clarity].into(), extras: vec![clarity.clone()], ..Parts::default() };
    assert_eq!(of(without), Err("reviews-shape-condition"), "it looks at what is not asked");
    assert!(extras(vec![clarity]).is_ok());
    let two = || choice(1, false, &["A", "B"]);
    for (all, want) in [
        (vec![choice(1, false, &["A"])], "reviews-shape-options"),
        (vec![choice(1, false, &["A", " a "])], "reviews-shape-twice"),
        (vec![choice(1, false, &["A", "\u{202e}"])], "reviews-shape-french"),
        (vec![two(), choice(1, false, &["C", "D"])], "reviews-shape-twice"),
        (vec![after(text(1), 1, Pick::Option(1))], "reviews-shape-condition"),
        (vec![after(text(2), 1, Pick::Option(1)), two()], "reviews-shape-condition"),
        (vec![two(), after(text(2), 1, Pick::Option(3))], "reviews-shape-condition"),
        (vec![text(1), after(text(2), 1, Pick::Option(1))], "reviews-shape-condition"),
        ((1..=11).map(text).collect(), "reviews-shape-many"),
        (vec![Extra { label: Label::default(), ..text(1) }], "reviews-shape-french"),
        (vec![Extra { id: ExtraId::Sus(1), ..scale(1) }], "reviews-shape-sus"),
    ] {
        assert_eq!(extras(all.clone()), Err(want), "{all:?}");
    }
    for (from, to) in [(2, 5), (0, 1), (1, 2), (0, 11)] {
        let kind = Kind::Scale { from, to, low: Label::french("a"), high: Label::french("b") };
        assert_eq!(extras(vec![Extra { kind, ..text(1) }]), Err("reviews-shape-scale"));
    }
    let mut usability = Parts::from(Shape::of(Template::Usability).clone());
    usability.extras[3].label.0.insert(Tongue::Spanish, "Necesitaría ayuda".into());
    assert!(of(usability.clone()).is_ok(), "another language may be added");
    usability.extras[3].label.0.insert(Tongue::French, "J'aurais besoin d'aide".into());
    assert_eq!(of(usability), Err("reviews-shape-sus"), "its own words stay");
    assert_eq!(
        Shape::parse(r#"{"template":"national","hidden":["satisfaction"]}"#),
        None,
        "nor does the database"
    );
}

#[test]
fn a_condition_is_looked_at_on_a_later_screen() {
    let shape = with(vec![
        choice(1, false, &["A", "B"]),
        text(2),
        after(scale(3), 1, Pick::Option(1)),
        text(4),
        text(5),
        text(6),
    ]);
    let groups: Vec<usize> = (1..=4).map(|n| shape.group(n).len()).collect();
    assert_eq!(groups, [2, 3, 1, 0]);
    let mut answers = Answers::new(Face::Good);
    let names = |answers: &Answers| {
        let mut all = vec![Screen::Satisfaction];
        while let Some(next) = shape.next(all[all.len() - 1], answers) {
            all.push(next);
        }
        all.into_iter().map(Screen::name).collect::<Vec<_>>()
    };
    assert_eq!(
        names(&answers),
        ["satisfaction", "clarity", "help", "extra-1", "extra-2", "extra-3", "comment"]
    );
    answers.extras.insert(ExtraId::Own(1), [Pick::Option(2)].into());
    assert!(!shape.group(2)[0].is_asked(&answers));
}

#[test]
fn the_counter_of_steps_never_goes_beyond_its_end() {
    let only_bad = Extra {
        condition: Some(Condition::Satisfaction([Face::Bad].into())),
        ..choice(1, false, &["A", "B"])
    };
    let shape = with(vec![only_bad, after(text(2), 1, Pick::Option(1))]);
    assert_eq!(shape.place(Screen::Satisfaction, None), (1, 6), "all that may come");
    let good = Answers::new(Face::Good);
    assert_eq!(shape.place(Screen::Clarity, Some(&good)), (2, 4));
    assert_eq!(shape.place(Screen::Comment, Some(&good)), (4, 4));
    let mut bad = Answers::new(Face::Bad);
    assert_eq!(shape.place(Screen::Extras(1), Some(&bad)), (4, 6), "the second may still come");
    bad.extras.insert(ExtraId::Own(1), [Pick::Option(2)].into());
    assert_eq!(shape.place(Screen::Comment, Some(&bad)), (5, 5));
}

#[test]
fn the_difference_names_what_changed() {
    let before = with(vec![choice(1, false, &["A", "B"]), scale(2), text(3)]);
    let mut parts = Parts::from(before.clone());
    parts.hidden.insert(Step::Help);
    parts.words.entry(Tongue::English).or_default().insert(Word::Clarity, "Clear?".into());
    parts.extras.swap(0, 2);
    parts.extras.remove(1);
    if let Kind::Choice { options, several } = &mut parts.extras[1].kind {
        *several = true;
        options.remove(0);
        options.push(Choice { id: Pick::Option(3), label: Label::french("C") });
    }
    let all = between(&before, &Shape::new(parts).unwrap());
    assert_eq!(all[0], Change::Hidden(Step::Help));
    assert!(matches!(
        &all[1],
        Change::Worded { word: Word::Clarity, tongue: Tongue::English, before: None, .. }
    ));
    assert_eq!(all[2], Change::Removed(scale(2)));
    let touched: Vec<Step> = all.iter().filter_map(Change::touches).collect();
    assert_eq!(touched, [Step::Help, Step::Clarity]);
    for change in [
        Change::OptionRemoved(ExtraId::Own(1), "A".into()),
        Change::OptionAdded(ExtraId::Own(1), "C".into()),
        Change::Kind(ExtraId::Own(1)),
    ] {
        assert!(all.contains(&change), "{all:?}");
    }
    assert_eq!(
        all.iter().filter(|one| matches!(one, Change::Moved(_))).count(),
        1,
        "one moved before the other"
    );
}

proptest! {
    #[test]
    fn a_shape_has_one_text(shape in shape()) {
        let json = shape.json();
        let again = Shape::parse(&json);
        prop_assert_eq!(again.as_ref(), Some(&shape));
        prop_assert_eq!(again.map(|again| again.json()), Some(json));
        prop_assert!(between(&shape, &shape).is_empty());
        prop_assert_eq!(Shape::new(Parts::from(shape.clone())), Ok(shape));
    }

    #[test]
    fn a_difference_is_empty_for_the_same_shape_alone(a in shape(), b in shape()) {
        prop_assert_eq!(between(&a, &b).is_empty(), a == b);
        prop_assert_eq!(between(&a, &b).is_empty(), between(&b, &a).is_empty());
    }

    #[test]
    fn every_question_is_on_one_screen_of_three_at_most(shape in shape()) {
        let groups = shape.screens().into_iter().filter(|screen| matches!(screen, Screen::Extras(_))).count();
        let all: Vec<ExtraId> = (1..=groups).flat_map(|n| shape.group(n)).map(|extra| extra.id).collect();
        prop_assert_eq!(all, shape.extras.iter().map(|extra| extra.id).collect::<Vec<_>>());
        for n in 1..=groups {
            prop_assert!((1..=3).contains(&shape.group(n).len()));
        }
    }

    #[test]
    fn no_text_makes_reading_panic(json in "[\\PC]{0,80}") {
        let _ = Shape::parse(&json);
    }
}
