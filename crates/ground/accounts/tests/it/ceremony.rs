//! What a browser is asked and what is believed of its answers: no database.

use parvis_accounts::passkey::{Disbelief, Kept, Party, Question, ask_new, ask_use, check, named, take};
use parvis_kernel::Id;

use crate::authenticator::{Authenticator, SITE};

const AGENT: Id = Id::from_bytes([7; 16]);

fn party() -> Party {
    Party::of(SITE).unwrap()
}

fn new_question() -> Question {
    ask_new(&party(), AGENT, "claire@exemple.fr", "Claire", &[]).unwrap()
}

fn kept(authenticator: &Authenticator) -> Kept {
    let question = new_question();
    take(&party(), &question.state, &authenticator.create(&question.options)).unwrap()
}

/// Asks for a passkey and has `authenticator` answer.
fn shown(authenticator: &Authenticator, kept: &Kept) -> Result<Kept, Disbelief> {
    let question = ask_use(&party(), std::slice::from_ref(kept)).unwrap();
    check(&party(), &question.state, &authenticator.get(&question.options), AGENT, kept)
}

#[test]
fn a_passkey_is_taken_and_known_again() {
    let own = Authenticator::new(1);
    let kept = kept(&own);
    let text = serde_json::to_string(&kept).unwrap();
    assert_eq!(serde_json::from_str::<Kept>(&text).unwrap(), kept);
    assert_eq!(shown(&own, &kept).unwrap(), kept, "it does not count");
    let question = ask_use(&party(), std::slice::from_ref(&kept)).unwrap();
    assert_eq!(named(&own.get(&question.options)).unwrap(), kept.name());
    assert_ne!(named(&Authenticator::new(2).get(&question.options)).unwrap(), kept.name());
    let question = ask_new(&party(), AGENT, "claire@exemple.fr", "Claire", &[kept]).unwrap();
    assert!(question.options.contains(r#""excludeCredentials":[{"#), "{}", question.options);
    assert!(ask_use(&party(), &[]).is_none());
}

#[test]
fn the_browser_is_asked_to_verify_the_person_if_it_can() {
    for options in [new_question().options, {
        let kept = kept(&Authenticator::new(1));
        ask_use(&party(), &[kept]).unwrap().options
    }] {
        assert!(options.contains(r#""userVerification":"preferred""#), "{options}");
        assert!(options.contains(r#""timeout":300000"#), "{options}");
    }
    let simple = Authenticator { is_verified: false, ..Authenticator::new(1) };
    shown(&simple, &kept(&simple)).unwrap();
}

#[test]
fn a_new_passkey_is_refused_from_elsewhere_or_for_another_question() {
    let refuse = |authenticator: &Authenticator| {
        let question = new_question();
        take(&party(), &question.state, &authenticator.create(&question.options)).unwrap_err()
    };
    for origin in ["https://parvis.test.evil.example", "http://parvis.test", "https://parvis.test:8443", ""] {
        refuse(&Authenticator { origin: origin.into(), ..Authenticator::new(1) });
    }
    refuse(&Authenticator { is_framed: true, ..Authenticator::new(1) });
    let (one, other) = (new_question(), new_question());
    let answer = Authenticator::new(1).create(&one.options);
    assert!(take(&party(), &other.state, &answer).is_err());
    assert!(take(&Party::of("https://autre.test").unwrap(), &one.state, &answer).is_err());
    for rubbish in ["", "{}", "[]", "null", &answer[..answer.len() - 9]] {
        assert!(take(&party(), &one.state, rubbish).is_err(), "{rubbish}");
    }
}

#[test]
fn an_answer_is_refused_from_elsewhere_or_of_another() {
    let own = Authenticator::new(1);
    let kept = kept(&own);
    let evil = Authenticator { origin: "https://evil.example".into(), ..own.clone() };
    assert!(shown(&evil, &kept).is_err());
    assert!(shown(&Authenticator { is_framed: true, ..own.clone() }, &kept).is_err());
    assert!(shown(&Authenticator::new(2), &kept).is_err());
    let (one, other) = (
        ask_use(&party(), std::slice::from_ref(&kept)).unwrap(),
        ask_use(&party(), std::slice::from_ref(&kept)).unwrap(),
    );
    let answer = own.get(&one.options);
    assert!(check(&party(), &other.state, &answer, AGENT, &kept).is_err());
    let forged = answer.replace("\"signature\":\"", "\"signature\":\"AA");
    assert!(check(&party(), &one.state, &forged, AGENT, &kept).is_err());
    assert!(check(&party(), &one.state, &answer, AGENT, &kept).is_ok());
}

#[test]
fn a_counter_goes_up_or_the_passkey_is_refused() {
    let counting = |counter| Authenticator { counter, ..Authenticator::new(1) };
    let kept = kept(&counting(5));
    let after = shown(&counting(6), &kept).unwrap();
    for stale in [6, 5, 1, 0] {
        assert_eq!(shown(&counting(stale), &after), Err(Disbelief::Counter), "{stale}");
    }
    shown(&counting(7), &after).unwrap();
}
