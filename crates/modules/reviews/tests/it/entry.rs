use parvis_accounts::AccountsError;
use parvis_kernel::Role;
use parvis_reviews::answers::{Answers, Help, Reached};
use parvis_reviews::intake::{BURST_ASIDE, BURST_REFUSED};
use parvis_reviews::model::Rule;
use parvis_reviews::service::entry::{Said, Told, begin, enter};
use parvis_reviews::survey::{Channel, Contact, Face, Helper, Mark};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Barrier;

use crate::world::{World, on_each_engine};

const LONG: &str =
    "Le site refuse ma pièce jointe à chaque essai, et personne ne répond au téléphone depuis lundi.";

fn comment(text: &str) -> Said {
    Said::Comment(Some(text.to_owned()))
}

#[test]
fn four_steps_make_one_opinion() {
    on_each_engine(|w| {
        w.begin(&w.sent("p"), Face::Good).unwrap();
        assert_eq!(
            (w.count("opinion"), w.count("satisfaction.good")),
            (1, 1),
            "it is counted at the first answer"
        );
        w.go_on("p", &Said::Clarity(Some(Mark::Bad))).unwrap();
        let contacts = BTreeMap::from([(Contact::Phone, Some(Reached::Yes(Some(Mark::Good))))]);
        let help = Help::Sought { contacts, helpers: BTreeSet::from([Helper::Other]) };
        w.go_on("p", &Said::Help(Some(help), Some("mon voisin".into()))).unwrap();
        let last = w.go_on("p", &comment("Merci")).unwrap();
        assert_eq!(last.verbatim.as_deref(), Some("Merci"));
        assert_eq!(last.other.as_deref(), Some("mon voisin"));
        for option in ["opinion", "clarity.bad", "help", "help.phone", "help.other", "quality.phone.good"] {
            assert_eq!(w.count(option), 1, "{option}");
        }
    });
}

#[test]
fn a_page_sent_again_is_the_same_opinion_and_the_last_answer_stands() {
    on_each_engine(|w| {
        let first = w.begin(&w.sent("p"), Face::Bad).unwrap();
        w.wait(5);
        assert_eq!(w.begin(&w.sent("p"), Face::Bad).unwrap(), first, "sent again");
        let again = w.begin(&w.sent("p"), Face::Good).unwrap();
        assert_eq!((again.id, again.created_at), (first.id, first.created_at), "back, and another face");
        assert_eq!(
            (w.count("opinion"), w.count("satisfaction.bad"), w.count("satisfaction.good")),
            (1, 0, 1)
        );
        w.go_on("p", &Said::Help(Some(Help::NotNeeded), None)).unwrap();
        w.go_on("p", &Said::Help(None, None)).unwrap();
        assert_eq!(
            (w.count("help"), w.count("help.none")),
            (0, 0),
            "an answer taken back is counted no more"
        );
    });
}

#[test]
fn a_step_is_attached_for_an_hour() {
    on_each_engine(|w| {
        w.begin(&w.sent("p"), Face::Good).unwrap();
        w.wait(3_600);
        w.go_on("p", &Said::Clarity(Some(Mark::Good))).unwrap();
        w.wait(1);
        let late = w.go_on("p", &Said::Clarity(Some(Mark::Bad)));
        assert!(matches!(late, Err(AccountsError::Conflict("reviews-late"))), "{late:?}");
        assert!(matches!(w.begin(&w.sent("p"), Face::Bad), Err(AccountsError::Conflict("reviews-late"))));
        assert_eq!(
            (w.count("satisfaction.good"), w.count("clarity.good")),
            (1, 1),
            "the opinion stays as it was"
        );
        assert!(matches!(w.go_on("other", &Said::Clarity(None)), Err(AccountsError::NotFound)));
    });
}

#[test]
fn of_sixteen_at_once_from_one_page_one_is_counted() {
    on_each_engine(|w| {
        let at_once = |work: &(dyn Fn(usize) + Sync)| {
            let barrier = Barrier::new(16);
            std::thread::scope(|threads| {
                for n in 0..16 {
                    let barrier = &barrier;
                    threads.spawn(move || {
                        barrier.wait();
                        work(n);
                    });
                }
            });
        };
        let (pool, sent, means, now) = (&w.db.pool, w.sent("p"), &w.means, w.now.get());
        at_once(&|n| {
            let face = Face::ALL[n % 3];
            pool.write(|db| begin(db, &sent, face, means.id(now), now)).unwrap();
        });
        assert_eq!(w.count("opinion"), 1);
        at_once(&|n| {
            let said =
                if n % 2 == 0 { comment(&n.to_string()) } else { Said::Clarity(Some(Mark::ALL[n % 5])) };
            // Of steps that come at once, one may find the opinion changed under it too often, and is asked to come again.
            let done = pool.write(|db| parvis_reviews::service::entry::go_on(db, "p", &said, now));
            assert!(matches!(done, Ok(_) | Err(AccountsError::Conflict("reviews-busy"))), "{done:?}");
        });
        assert_eq!(Mark::ALL.iter().map(|mark| w.count(&format!("clarity.{mark}"))).sum::<u64>(), 1);
        assert_eq!(w.count("comment"), 1);
    });
}

fn crowd(w: &World, n: i64) -> Vec<Option<Rule>> {
    let one = |n: i64| {
        let page = format!("c{n}");
        let mut sent = w.sent(&page);
        sent.crowd = Some(7);
        w.begin(&sent, Face::Bad).map(|opinion| opinion.aside).unwrap()
    };
    (0..n).map(one).collect()
}

#[test]
fn a_burst_is_set_aside_then_refused_and_a_town_hall_is_not() {
    on_each_engine(|w| {
        let all = crowd(w, BURST_REFUSED);
        let taken = usize::try_from(BURST_ASIDE).unwrap();
        assert!(all[..taken].iter().all(Option::is_none));
        assert!(all[taken..].iter().all(|rule| *rule == Some(Rule::Burst)));
        assert_eq!(w.count("opinion"), taken as u64);
        assert_eq!(w.count("aside"), all.len() as u64 - taken as u64, "counted apart");
        let mut sent = w.sent("one more");
        sent.crowd = Some(7);
        assert!(matches!(w.begin(&sent, Face::Bad), Err(AccountsError::Throttled)));
        sent.crowd = Some(8);
        assert_eq!(w.begin(&sent, Face::Bad).unwrap().aside, None, "another network is not concerned");
        w.wait(601);
        sent = w.sent("later");
        sent.crowd = Some(7);
        assert_eq!(w.begin(&sent, Face::Bad).unwrap().aside, None, "ten minutes later");
    });
}

#[test]
fn copied_words_are_set_aside() {
    on_each_engine(|w| {
        let say = |page: &str, crowd: i64, face: Face, text: &str| {
            let mut sent = w.sent(page);
            sent.crowd = Some(crowd);
            w.begin(&sent, face).unwrap();
            w.go_on(page, &comment(text)).unwrap().aside
        };
        assert_eq!(say("a", 1, Face::Bad, LONG), None);
        assert_eq!(say("b", 2, Face::Bad, &LONG.to_uppercase()), Some(Rule::Copied));
        assert_eq!(say("c", 1, Face::Good, "Merci"), None);
        assert_eq!(say("d", 2, Face::Good, "Merci"), None, "many say thanks");
        assert_eq!(say("e", 1, Face::Good, "merci !"), Some(Rule::Twin));
        assert_eq!((w.count("opinion"), w.count("aside")), (3, 2));
    });
}

#[test]
fn an_agent_writes_down_what_somebody_says_once() {
    on_each_engine(|w| {
        let counter = w.someone("guichet", Role::CounterAgent);
        let auditor = w.someone("audit", Role::Auditor);
        let answers =
            Answers { clarity: Some(Mark::Good), help: Some(Help::NotNeeded), ..Answers::new(Face::Medium) };
        let told =
            Told { answers, verbatim: Some("Dit au guichet".into()), other: None, texts: BTreeMap::new() };
        let mut sent = w.sent("p");
        sent.channel = Channel::Counter;
        let enter = |by: &parvis_journal::By| w.write(|db| enter(db, by, &sent, &told, w.means.id(by.now)));
        assert!(enter(&auditor).is_err());
        let first = enter(&counter).unwrap();
        assert_eq!(first.entered_by, counter.actor.agent);
        let again = enter(&counter).unwrap();
        assert_eq!(again.id, first.id, "the same page sent again");
        for option in ["opinion", "satisfaction.medium", "clarity.good", "help.none", "comment"] {
            assert_eq!(w.count(option), 1, "{option}");
        }
    });
}
