//! What is noticed, once, and the letters about it: asked for, in hours that are not quiet, to those who may read.

use parvis_accounts::Post;
use parvis_accounts::service::{enter, rights};
use parvis_i18n::{Locales, Messages};
use parvis_jobs::{Registry, run_all};
use parvis_journal::By;
use parvis_kernel::{Day, FixedClock, Id, Role, Timestamp};
use parvis_mail::testing::{Manner, Received, Sink};
use parvis_mail::{Letterhead, MailSettings, Mailer};
use parvis_reviews::alerts::hours::Quiet;
use parvis_reviews::alerts::watch::Digest;
use parvis_reviews::alerts::{Alert, Kind, What};
use parvis_reviews::service::entry::Said;
use parvis_reviews::service::watches::{Wish, get, set};
use parvis_reviews::service::{alerts, reading, watches};
use parvis_reviews::survey::Face;
use std::time::Duration;

use crate::world::{World, on_each_engine};

const LOCALES: &[Locales] = &[
    parvis_i18n::LOCALES,
    parvis_mail::LOCALES,
    parvis_ui::LOCALES,
    parvis_accounts::LOCALES,
    parvis_reviews::LOCALES,
];

/// What letters are made with, and where they arrive.
pub fn post(w: &World) -> (Sink, Post) {
    let sink = Sink::start();
    let messages = Messages::new(LOCALES).unwrap();
    let base_url = String::from("https://parvis.test");
    let head = Letterhead {
        service: "Parvis".into(),
        publisher: "Essai".into(),
        url: base_url.clone(),
        messages: messages.clone(),
    };
    let smtp_url = sink.url().parse().unwrap();
    let settings = MailSettings { smtp_url, from: "a@parvis.test".into(), reply_to: None };
    let mailer = Mailer::smtp(&settings, head).unwrap();
    (sink, Post { mailer, messages, base_url, means: w.means.clone() })
}

/// Where letters leave from, and arrive.
struct Office {
    sink: Sink,
    registry: Registry,
}

impl Office {
    fn new(w: &World) -> Self {
        let (sink, post) = post(w);
        Self { sink, registry: parvis_reviews::letter_jobs(Registry::builder(), post).build().unwrap() }
    }

    /// Runs what is due at an instant.
    fn work(&self, w: &World, now: Timestamp) -> usize {
        run_all(&w.db.pool, &self.registry, &FixedClock(now), &*w.means.rng).unwrap().len()
    }

    /// The letters that leave at an instant, once what is due was swept up.
    fn sweep(&self, w: &World, now: Timestamp) -> Vec<Received> {
        w.write(|db| watches::sweep(db, &w.means, now)).unwrap();
        assert_eq!(self.work(w, now), 0);
        self.sink.take()
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Opinions of a day, each with the comment if there is one; pages tell them apart.
fn opinions(w: &World, on: &str, face: Face, n: u32, comment: Option<&str>) {
    w.now.set(at(&format!("{on}T12:00:00Z")));
    for i in 0..n {
        let page = format!("{on} {face} {i} {}", comment.unwrap_or(""));
        w.begin(&w.sent(&page), face).unwrap();
        if let Some(comment) = comment {
            let text = format!("{comment} {i}");
            w.go_on(&page, &Said::Comment(Some(text))).unwrap();
        }
    }
}

/// 100 opinions before the week of 16 November 2026, eight of ten good.
fn before(w: &World) {
    opinions(w, "2026-10-25", Face::Good, 80, None);
    opinions(w, "2026-11-10", Face::Bad, 20, None);
}

fn look(w: &World, until: &str, now: &str) -> usize {
    let rng = &*w.means.rng;
    alerts::look(&w.db.pool, rng, w.form.id, day(until), at(now)).unwrap()
}

fn list(w: &World) -> Vec<Alert> {
    w.write(|db| alerts::list(db, &w.console(), w.form.id)).unwrap().1
}

fn wish(kinds: &[Kind], digest: Digest) -> Wish {
    Wish { alerts: kinds.iter().copied().collect(), digest, quiet: Quiet::default() }
}

fn ask(w: &World, by: &By, wish: &Wish) {
    w.write(|db| set(db, by, w.form.id, wish)).unwrap();
}

#[test]
fn a_fall_is_told_once_while_it_goes_on_and_again_after_it_was_over() {
    on_each_engine(|w| {
        before(w);
        opinions(w, "2026-11-17", Face::Bad, 30, None);
        opinions(w, "2026-11-18", Face::Good, 10, None);
        assert!(w.write(|db| alerts::is_due(db, w.form.id, day("2026-11-18"))).unwrap());
        assert_eq!(look(w, "2026-11-18", "2026-11-19T02:00:00Z"), 1);
        assert_eq!(look(w, "2026-11-18", "2026-11-19T02:00:00Z"), 0, "looked at twice");
        assert_eq!(look(w, "2026-11-19", "2026-11-20T02:00:00Z"), 0, "it goes on");
        let all = list(w);
        let What::Fall { indicator, before, after } = &all[0].what else { panic!("{:?}", all[0]) };
        assert_eq!((indicator.as_str(), before.value, before.n), ("satisfaction", 8.0, 100));
        assert_eq!((after.value, after.n, all[0].ended_at), (2.5, 40, None));
        // Eight of ten again for a week.
        opinions(w, "2026-12-02", Face::Good, 40, None);
        opinions(w, "2026-12-03", Face::Bad, 8, None);
        assert_eq!(look(w, "2026-12-04", "2026-12-05T02:00:00Z"), 0);
        assert_eq!(list(w)[0].ended_at, Some(at("2026-12-05T02:00:00Z")));
        opinions(w, "2026-12-12", Face::Bad, 40, None);
        assert_eq!(look(w, "2026-12-13", "2026-12-14T02:00:00Z"), 1, "it fell again");
        assert_eq!(list(w).len(), 2);
        assert_eq!(w.write(|db| alerts::unread(db, w.form.id)).unwrap(), 2);
    });
}

#[test]
fn opinions_that_were_set_aside_make_no_alert() {
    on_each_engine(|w| {
        before(w);
        w.now.set(at("2026-11-17T12:00:00Z"));
        for n in 0..40 {
            let page = format!("aside {n}");
            let one = w.begin(&w.sent(&page), Face::Bad).unwrap();
            let text = format!("Le paiement est refusé {n}");
            w.go_on(&page, &Said::Comment(Some(text))).unwrap();
            w.write(|db| reading::set_aside(db, &w.console(), one.id, true, "essai")).unwrap();
        }
        assert_eq!(look(w, "2026-11-18", "2026-11-19T02:00:00Z"), 0);
    });
}

#[test]
fn a_word_that_surges_is_told_with_its_words_and_ends() {
    on_each_engine(|w| {
        for on in ["2026-10-05", "2026-10-20", "2026-11-05"] {
            opinions(w, on, Face::Good, 20, Some("Simple et rapide"));
        }
        for on in ["2026-11-17", "2026-11-18", "2026-11-19"] {
            opinions(w, on, Face::Bad, 4, Some("Le Paiement par carte échoue"));
            opinions(w, on, Face::Good, 4, Some("Simple et rapide"));
        }
        assert_eq!(look(w, "2026-11-19", "2026-11-20T02:00:00Z"), 1);
        assert_eq!(look(w, "2026-11-20", "2026-11-21T02:00:00Z"), 0, "it goes on");
        let all = list(w);
        let What::Surge { words, with, of, with_before, of_before } = &all[0].what else {
            panic!("{:?}", all[0])
        };
        assert_eq!((*with, *of, *with_before, *of_before), (12, 24, 0, 60));
        assert_eq!(words.len(), 3, "{words:?}");
        assert!(words.contains(&"paiement".to_owned()) && words.contains(&"carte".to_owned()));
        assert_eq!(look(w, "2026-11-30", "2026-12-01T02:00:00Z"), 0);
        assert!(list(w)[0].ended_at.is_some(), "nobody writes it any more");
    });
}

#[test]
fn the_first_opinion_after_a_silence_is_told_once() {
    on_each_engine(|w| {
        let look = |now: &str| alerts::silence(&w.db.pool, &*w.means.rng, &w.form, at(now)).unwrap();
        // The survey was opened on 1 March.
        opinions(w, "2026-03-20", Face::Good, 1, None);
        assert!(!look("2026-03-20T13:00:00Z"), "19 days");
        opinions(w, "2026-04-19", Face::Good, 2, None);
        assert!(look("2026-04-19T13:00:00Z"), "30 days");
        assert!(!look("2026-04-19T14:00:00Z") && !look("2026-04-20T00:00:00Z"), "told already");
        assert_eq!(list(w)[0].what, What::Silence { days: 30 });
        opinions(w, "2026-04-20", Face::Good, 1, None);
        assert!(!look("2026-04-20T13:00:00Z"));
        opinions(w, "2026-07-01", Face::Good, 1, None);
        assert!(!look("2026-07-03T13:00:00Z"), "news of the day before yesterday is no news");
    });
}

#[test]
fn an_agent_is_written_to_when_she_asked_together_and_not_in_quiet_hours() {
    on_each_engine(|w| {
        let office = Office::new(w);
        let officer = w.someone("officer", Role::QualityOfficer);
        w.someone("other", Role::QualityOfficer);
        ask(w, &officer, &wish(&[Kind::Fall, Kind::Surge], Digest::None));
        before(w);
        opinions(w, "2026-11-17", Face::Bad, 30, Some("Paiement refusé"));
        opinions(w, "2026-11-18", Face::Bad, 30, None);
        assert_eq!(look(w, "2026-11-18", "2026-11-19T02:00:00Z"), 1);
        assert!(office.sweep(w, at("2026-11-19T06:59:00Z")).is_empty(), "before eight in Paris");
        let letters = office.sweep(w, at("2026-11-19T07:00:00Z"));
        assert_eq!(letters.len(), 1, "nobody else asked");
        let (letter, form) = (&letters[0], w.form.id);
        let text = letter.text.replace(['\u{202f}', '\u{a0}'], " ");
        assert_eq!(letter.to, ["officer@demo.example"]);
        assert_eq!(
            letter.subject,
            "Une alerte sur l'enquête « Demander un passeport »"
                .replace("« ", "«\u{a0}")
                .replace(" »", "\u{a0}»")
        );
        assert!(
            text.contains("0,0 sur les 7 jours jusqu'au 18 novembre 2026 (60 réponses), contre 8,0"),
            "{text}"
        );
        assert!(!text.contains("Paiement refusé"), "no comment leaves the house");
        assert!(
            text.contains(&format!("https://parvis.test/fr/bureau/avis/{form}?du=2026-11-12&au=2026-11-18"))
        );
        assert!(text.contains(&format!("https://parvis.test/fr/bureau/avis/{form}/alertes/lettres")));
        assert!(office.sweep(w, at("2026-11-19T08:00:00Z")).is_empty(), "written once");
    });
}

#[test]
fn a_letter_whose_server_is_down_is_sent_later_and_once() {
    on_each_engine(|w| {
        let office = Office::new(w);
        let officer = w.someone("officer", Role::QualityOfficer);
        ask(w, &officer, &wish(&[Kind::Fall], Digest::None));
        before(w);
        opinions(w, "2026-11-17", Face::Bad, 60, None);
        look(w, "2026-11-18", "2026-11-19T02:00:00Z");
        let now = at("2026-11-19T09:00:00Z");
        office.sink.behave(Manner::Refuses(451));
        // Two programs at once.
        for _ in 0..2 {
            w.write(|db| watches::sweep(db, &w.means, now)).unwrap();
        }
        assert_eq!(office.work(w, now), 1, "one letter, not taken");
        office.sink.behave(Manner::default());
        let later = now.plus(Duration::from_secs(120));
        assert_eq!((office.work(w, later), office.sink.take().len()), (0, 1));
        assert_eq!((office.work(w, later), office.sink.take().len()), (0, 0));
    });
}

#[test]
fn what_was_not_written_for_a_week_is_news_no_more() {
    on_each_engine(|w| {
        let office = Office::new(w);
        let officer = w.someone("officer", Role::QualityOfficer);
        ask(w, &officer, &wish(&[Kind::Silence], Digest::None));
        opinions(w, "2026-11-17", Face::Good, 1, None);
        assert!(alerts::silence(&w.db.pool, &*w.means.rng, &w.form, w.now.get()).unwrap());
        assert!(office.sweep(w, at("2026-11-25T09:00:00Z")).is_empty());
        assert!(office.sweep(w, at("2026-11-18T09:00:00Z")).is_empty(), "it is forgotten");
        opinions(w, "2027-01-05", Face::Good, 1, None);
        assert!(alerts::silence(&w.db.pool, &*w.means.rng, &w.form, w.now.get()).unwrap());
        ask(w, &officer, &wish(&[Kind::Fall], Digest::None));
        assert!(office.sweep(w, at("2027-01-06T09:00:00Z")).is_empty(), "she wants them no more");
    });
}

#[test]
fn who_lost_the_right_gets_nothing_and_the_subscription_ends() {
    on_each_engine(|w| {
        let office = Office::new(w);
        let officer = w.someone("officer", Role::QualityOfficer);
        let agent = officer.actor.agent.unwrap();
        ask(w, &officer, &wish(&[Kind::Silence], Digest::Daily));
        opinions(w, "2026-11-17", Face::Good, 1, None);
        assert!(alerts::silence(&w.db.pool, &*w.means.rng, &w.form, w.now.get()).unwrap());
        w.write(|db| {
            let right = enter::history_of_rights(db, agent)?[0].id;
            rights::revoke(db, &w.console(), right, "essai", None)
        })
        .unwrap();
        assert!(office.sweep(w, at("2026-11-18T09:00:00Z")).is_empty());
        assert!(w.write(|db| get(db, &officer, w.form.id)).unwrap().1.alerts.is_empty(), "it is ended");
        let acts = parvis_journal::Filter { action: Some("watch.end".into()), ..Default::default() };
        assert_eq!(w.write(|db| Ok(parvis_journal::page(db, &acts)?)).unwrap().len(), 1);
    });
}

#[test]
fn a_digest_is_sent_once_a_period_and_says_counts_only() {
    on_each_engine(|w| {
        let office = Office::new(w);
        let officer = w.someone("officer", Role::QualityOfficer);
        w.now.set(at("2026-11-12T09:00:00Z"));
        ask(w, &officer, &wish(&[], Digest::Weekly));
        opinions(w, "2026-11-10", Face::Good, 40, None);
        opinions(w, "2026-11-17", Face::Bad, 35, Some("Paiement refusé"));
        let monday = at("2026-11-23T07:00:00Z");
        assert!(office.sweep(w, at("2026-11-16T06:59:00Z")).is_empty(), "not before eight");
        let first = office.sweep(w, at("2026-11-16T07:00:00Z"));
        assert_eq!(first.len(), 1, "the week of the 10th");
        assert!(office.sweep(w, at("2026-11-22T09:00:00Z")).is_empty(), "on Mondays");
        let letters = office.sweep(w, monday);
        assert_eq!(letters.len(), 1);
        let text = letters[0].text.replace(['\u{202f}', '\u{a0}'], " ");
        assert!(text.contains("Avis reçus : 35 (période d'avant : 40)."), "{text}");
        assert!(
            text.contains("Satisfaction (sur 10) : 0,0 (35 réponses ; évolution : En baisse)."),
            "{text}"
        );
        assert!(!text.contains("refusé"));
        assert!(office.sweep(w, monday).is_empty() && office.sweep(w, at("2026-11-24T09:00:00Z")).is_empty());
        assert!(office.sweep(w, at("2026-11-30T09:00:00Z")).is_empty(), "nothing happened in that week");
    });
}

#[test]
fn settings_are_ones_own_and_one_act() {
    on_each_engine(|w| {
        let officer = w.someone("officer", Role::QualityOfficer);
        let auditor = w.someone("audit", Role::Auditor);
        let counter = w.someone("counter", Role::CounterAgent);
        let all = wish(&[Kind::Fall], Digest::Daily);
        ask(w, &auditor, &all);
        assert!(w.write(|db| set(db, &counter, w.form.id, &all)).is_err(), "without the right to read");
        assert!(w.write(|db| set(db, &w.console(), w.form.id, &all)).is_err(), "the console gets no letter");
        assert!(w.write(|db| set(db, &officer, Id::from_bytes([7; 16]), &all)).is_err());
        let late = Wish { quiet: Quiet { from: 24, until: 8, weekends: false }, ..all.clone() };
        assert!(w.write(|db| set(db, &officer, w.form.id, &late)).is_err());
        let own = |by: &By| w.write(|db| get(db, by, w.form.id)).unwrap().1;
        assert!(!own(&officer).is_anything() && own(&auditor).digest == Digest::Daily);
        ask(w, &auditor, &wish(&[], Digest::None));
        assert!(!own(&auditor).is_anything());
        let acts = parvis_journal::Filter { action: Some("watch.set".into()), ..Default::default() };
        assert_eq!(w.write(|db| Ok(parvis_journal::page(db, &acts)?)).unwrap().len(), 2);
    });
}

#[test]
fn an_alert_is_read_by_whoever_answers_for_the_procedure() {
    on_each_engine(|w| {
        opinions(w, "2026-11-17", Face::Good, 1, None);
        alerts::silence(&w.db.pool, &*w.means.rng, &w.form, w.now.get()).unwrap();
        let id = list(w)[0].id;
        let auditor = w.someone("audit", Role::Auditor);
        assert!(w.write(|db| alerts::read(db, &auditor, id)).is_err());
        let officer = w.someone("officer", Role::QualityOfficer);
        assert_eq!(w.write(|db| alerts::read(db, &officer, id)).unwrap(), w.form.id);
        assert!(w.write(|db| alerts::read(db, &officer, id)).is_err(), "it is read already");
        assert_eq!(list(w)[0].read, Some((officer.now, officer.actor.agent)));
        assert_eq!(w.write(|db| alerts::unread(db, w.form.id)).unwrap(), 0);
    });
}
