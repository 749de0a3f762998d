use super::*;
use parvis_measures::Unit;
use proptest::prelude::*;

fn answers(pairs: &[(&str, &str)]) -> Answers {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn value(indicator: &str, pairs: &[(&str, &str)]) -> Result<Found, Wrong> {
    let protocol = Protocols::standard().get(indicator).unwrap();
    protocol.value(&protocol.read(&answers(pairs))?)
}

fn choice(slug: &str) -> Result<Found, Wrong> {
    let value = if slug == "not_applicable" { Value::NotApplicable } else { Value::Choice(slug.to_owned()) };
    Ok(Found { value, n: None })
}

#[test]
fn online_is_three_questions() {
    for (wholly, everywhere, everyone, want) in [
        ("unasked", "", "", "proactive"),
        ("no", "", "", "no"),
        ("no", "yes", "yes", "no"),
        ("partly", "", "", "partly"),
        ("yes", "yes", "yes", "yes"),
        ("yes", "rolling_out", "yes", "rolling_out"),
        ("yes", "no", "yes", "partly"),
        ("yes", "yes", "no", "partly"),
        ("yes", "rolling_out", "no", "partly"),
    ] {
        let got = value("online", &[("wholly", wholly), ("everywhere", everywhere), ("everyone", everyone)]);
        assert_eq!(got, choice(want), "{wholly} {everywhere} {everyone}");
    }
    assert_eq!(value("online", &[]), Err(Wrong("wholly", "crit-answer")));
    assert_eq!(
        value("online", &[("wholly", "yes"), ("everywhere", "yes")]),
        Err(Wrong("everyone", "crit-answer"))
    );
    assert_eq!(value("online", &[("wholly", "maybe")]), Err(Wrong("wholly", "accounts-choose")));
}

#[test]
fn once_only_counts_and_an_empty_list_is_no_zero() {
    let number = |n| Ok(Found { value: Value::Number(n), n: None });
    for (held, items, others, want) in [
        ("none", "", "", number(0.0)),
        ("none", "identity", "3", number(0.0)),
        ("nothing_asked", "", "", choice("not_applicable")),
        ("some", "identity", "", number(1.0)),
        ("some", "identity home income", "2", number(5.0)),
        ("some", "", "4", number(4.0)),
        ("some", "", "", Err(Wrong("items", "crit-count-none"))),
        ("some", "", "0", Err(Wrong("items", "crit-count-none"))),
        ("some", "identity moon", "", Err(Wrong("items", "accounts-choose"))),
        ("some", "identity", "many", Err(Wrong("others", "crit-whole-number"))),
        ("some", "identity", "-1", Err(Wrong("others", "crit-whole-number"))),
        ("", "identity", "", Err(Wrong("held", "crit-answer"))),
    ] {
        let got = value("once_only", &[("held", held), ("items", items), ("others", others)]);
        assert_eq!(got, want, "{held} {items} {others}");
    }
}

#[test]
fn digital_use_is_a_share_of_all() {
    for (online, total, want) in [
        ("75", "100", Ok((0.75, 100))),
        ("0", "10", Ok((0.0, 10))),
        ("1 234 567", "2\u{202f}469\u{a0}134", Ok((0.5, 2_469_134))),
        ("10", "10", Ok((1.0, 10))),
        ("11", "10", Err(Wrong("online", "crit-share-more"))),
        ("0", "0", Err(Wrong("total", "crit-share-none"))),
        ("", "10", Err(Wrong("online", "crit-answer"))),
        ("1", "", Err(Wrong("total", "crit-answer"))),
        ("1", "9999999999", Err(Wrong("total", "crit-whole-number"))),
    ] {
        let got = value("digital_use", &[("online", online), ("total", total)]);
        let want = want.map(|(share, n)| Found { value: Value::Number(share), n: Some(n) });
        assert_eq!(got, want, "{online} {total}");
    }
}

#[test]
fn the_buttons_and_the_other_ways() {
    for (needed, buttons, want) in [
        ("no", "", "not_applicable"),
        ("businesses", "", "not_applicable"),
        ("yes", "own", "none"),
        ("yes", "own franceconnect", "franceconnect"),
        ("yes", "franceconnect franceconnect_plus", "franceconnect_plus"),
    ] {
        assert_eq!(
            value("sign_in", &[("needed", needed), ("buttons", buttons)]),
            choice(want),
            "{needed} {buttons}"
        );
    }
    assert_eq!(value("sign_in", &[("needed", "yes")]), Err(Wrong("buttons", "crit-answer")));
    for (telephone, counter, paper, want) in [
        ("first_page", "not_shown", "not_shown", "first_page"),
        ("not_shown", "elsewhere", "first_page", "first_page"),
        ("not_shown", "elsewhere", "not_shown", "elsewhere"),
        ("not_shown", "not_shown", "not_shown", "not_shown"),
    ] {
        let pairs = [("telephone", telephone), ("counter", counter), ("paper", paper)];
        assert_eq!(value("non_digital_alternative", &pairs), choice(want), "{pairs:?}");
    }
}

#[test]
fn the_file_is_sound() {
    for protocol in Protocols::standard().iter() {
        let indicator = Indicators::standard().get(&protocol.indicator).unwrap();
        assert!((1..=36).contains(&protocol.months));
        let known = |key: &str, value: &str| {
            let question = protocol.questions.iter().find(|q| q.key == key);
            question.is_some_and(|q| q.answers.iter().any(|a| a.value == value))
        };
        for outcome in &protocol.outcomes {
            assert!(outcome.when.iter().all(|(key, value)| known(key, value)), "{outcome:?}");
            assert!(Value::raw(indicator, &outcome.gives).is_ok(), "{outcome:?}");
        }
        for question in &protocol.questions {
            assert!(question.when.iter().all(|(key, values)| values.iter().all(|value| known(key, value))));
            assert_eq!(question.answers.is_empty(), question.input == Input::Number, "{}", question.key);
            assert!(!question.answers.iter().any(|a| a.value.contains(' ')));
        }
        let keys = protocol.count.iter().chain(&protocol.share);
        assert!(keys.into_iter().all(|key| protocol.questions.iter().any(|q| q.key == *key)));
        let always = protocol.outcomes.last().is_some_and(|outcome| outcome.when.is_empty());
        assert!(
            always != (protocol.count.len() + protocol.share.len() > 0),
            "{}: every answer gives a value",
            protocol.indicator
        );
        // Each option of a choice can be reached.
        for option in &indicator.choices {
            assert!(protocol.outcomes.iter().any(|o| o.gives == option.slug), "{}", option.slug);
        }
    }
}

/// Answers that a form could send, right and wrong ones.
fn any_answers(protocol: &'static Protocol) -> impl Strategy<Value = Answers> {
    let one = |question: &'static Question| {
        let values: Vec<String> = question.answers.iter().map(|a| a.value.clone()).collect();
        let ticked =
            proptest::sample::subsequence(values.clone(), 0..=values.len()).prop_map(|v| v.join(" "));
        let told = match question.input {
            Input::One => proptest::sample::select(values).boxed(),
            Input::Many => ticked.boxed(),
            Input::Number => any::<u32>().prop_map(|n| n.to_string()).boxed(),
        };
        (Just(question.key.clone()), prop_oneof![8 => told, 1 => Just(String::new()), 1 => "\\PC{0,6}"])
    };
    protocol.questions.iter().map(one).collect::<Vec<_>>().prop_map(|pairs| pairs.into_iter().collect())
}

proptest! {
    #[test]
    fn any_answers_give_a_value_of_the_indicator_or_a_question_to_answer(
        (protocol, told) in proptest::sample::select(Protocols::standard().iter().collect::<Vec<_>>())
            .prop_flat_map(|protocol| (Just(protocol), any_answers(protocol)))
    ) {
        let is_own = |key: &str| protocol.questions.iter().any(|q| q.key == key);
        let read = match protocol.read(&told) {
            Ok(read) => read,
            Err(Wrong(key, _)) => {
                prop_assert!(is_own(key));
                return Ok(());
            }
        };
        prop_assert_eq!(protocol.read(&read), Ok(read.clone()), "what is kept is read back as it is");
        let asked = |key: &str| protocol.questions.iter().any(|q| q.key == key && q.is_asked(&read));
        prop_assert!(read.keys().all(|key| asked(key)), "no answer is kept to a question that was not asked");
        match protocol.value(&read) {
            Err(Wrong(key, _)) => prop_assert!(is_own(key)),
            Ok(Found { value: Value::Choice(slug), n }) => {
                prop_assert!(protocol.indicator().choice(&slug).is_some() && n.is_none());
            }
            Ok(Found { value: Value::Number(number), n }) => {
                let unit = protocol.indicator().unit;
                prop_assert!(number >= 0.0 && (unit != Unit::Share || number <= 1.0));
                prop_assert_eq!(n.is_some(), unit == Unit::Share);
            }
            Ok(Found { value: Value::NotApplicable, n }) => prop_assert!(n.is_none()),
        }
    }
}
