//! Topics of a form: found, counted against before, arranged by the owner, kept when they are found again.

use parvis_accounts::AccountsError;
use parvis_kernel::Role;
use parvis_reviews::Wanted;
use parvis_reviews::model::Topic;
use parvis_reviews::service::finding::{Order, find};
use parvis_reviews::service::reading::Period;
use parvis_reviews::service::topics::{self, Topics};
use parvis_reviews::service::{forms, keep};
use parvis_reviews::survey::{Face, Tongue};
use parvis_reviews::topics::Reader;

use crate::search::say;
use crate::world::{World, on_each_engine};

fn compute(w: &World) -> usize {
    topics::compute(&w.db.pool, &*w.means.rng, w.form.id, w.now.get()).unwrap()
}

/// The topics of the last thirty days.
fn list(w: &World) -> Topics {
    let until = w.now.get().day();
    let from = until.start().minus(std::time::Duration::from_secs(29 * 86_400)).day();
    w.write(|db| topics::list(db, &w.console(), w.form.id, Period { from, until })).unwrap()
}

fn keys(all: &Topics) -> Vec<(&str, u32)> {
    all.lines.iter().map(|line| (line.topic.key.as_str(), line.n)).collect()
}

fn topic(w: &World, key: &str) -> Topic {
    list(w).lines.into_iter().map(|line| line.topic).find(|topic| topic.key == key).expect(key)
}

#[test]
fn topics_are_counted_and_compared_with_before() {
    on_each_engine(|w| {
        for n in 0..50 {
            say(w, Tongue::French, Face::Good, if n < 5 { "Le paiement est refusé" } else { "Merci" });
        }
        w.wait(86_400 * 30);
        for n in 0..50 {
            let face = if n % 2 == 0 { Face::Bad } else { Face::Medium };
            say(w, Tongue::French, face, if n < 30 { "paiements refusés" } else { "Le chauffage communal" });
        }
        assert_eq!(compute(w), 3);
        let all = list(w);
        assert_eq!(
            keys(&all),
            [("payment", 30), ("word.fchauffag", 20)],
            "a word that no lexicon knows is found"
        );
        let payment = &all.lines[0];
        assert_eq!((payment.satisfaction, all.comments), (2.5, 50));
        assert_eq!(payment.change, Some(parvis_reviews::score::Change::Up));
        assert_eq!(payment.topic.words, ["paiements", "refusés"], "as people write them most");
        let wanted = Wanted { topic: Some(payment.topic.id), ..Wanted::default() };
        let found = w.write(|db| find(db, &w.console(), w.form.id, &wanted, Order::Newest)).unwrap();
        assert_eq!(found.facets.n, 35);
        let with_words = Wanted { words: "paiements".into(), satisfaction: Some(Face::Good), ..wanted };
        let found = w.write(|db| find(db, &w.console(), w.form.id, &with_words, Order::Newest)).unwrap();
        assert_eq!(found.facets.n, 5);
        let sheet = w.write(|db| topics::sheet(db, &w.console(), payment.topic.id)).unwrap();
        assert_eq!(sheet.examples.len(), 5);
    });
}

#[test]
fn what_the_owner_arranged_is_kept() {
    on_each_engine(|w| {
        for text in ["Le paiement est refusé", "Mon remboursement", "Aucun rendez-vous", "délai trop long"]
        {
            say(w, Tongue::French, Face::Bad, text);
        }
        compute(w);
        let owner = w.someone("porteuse", Role::ProcedureOwner);
        let (payment, delay, rdv) = (topic(w, "payment"), topic(w, "delay"), topic(w, "appointment"));
        w.write(|db| topics::rename(db, &owner, payment.id, " Régler ")).unwrap();
        w.write(|db| topics::hide(db, &owner, rdv.id, true)).unwrap();
        let merge = |id, into| w.write(|db| topics::merge(db, &owner, id, into));
        merge(delay.id, Some(payment.id)).unwrap();
        assert!(matches!(merge(payment.id, Some(delay.id)), Err(AccountsError::Invalid { .. })), "no chain");
        assert!(matches!(merge(delay.id, Some(delay.id)), Err(AccountsError::Invalid { .. })), "nor itself");
        compute(w);
        let all = list(w);
        assert_eq!(keys(&all), [("payment", 3)]);
        assert_eq!(all.lines[0].topic.name.as_deref(), Some("Régler"));
        assert_eq!((all.lines[0].with.len(), all.hidden.len()), (1, 1));
        let wanted = Wanted { topic: Some(payment.id), ..Wanted::default() };
        let found = w.write(|db| find(db, &w.console(), w.form.id, &wanted, Order::Newest)).unwrap();
        assert_eq!(found.facets.n, 3, "with those of the topic that is shown with it");
        merge(delay.id, None).unwrap();
        w.write(|db| topics::hide(db, &owner, rdv.id, false)).unwrap();
        w.write(|db| topics::rename(db, &owner, payment.id, "")).unwrap();
        assert_eq!(list(w).lines.len(), 3);
        let auditor = w.someone("auditrice", Role::Auditor);
        assert!(w.write(|db| topics::rename(db, &auditor, payment.id, "x")).is_err());
    });
}

#[test]
fn topics_go_with_their_opinions() {
    on_each_engine(|w| {
        say(w, Tongue::French, Face::Bad, "Le paiement est refusé");
        assert_eq!(compute(w), 1, "a payment that is refused is no decision");
        w.write(|db| forms::change(db, &w.console(), w.form.id, "Passeport", Some(2))).unwrap();
        w.wait(86_400 * 100);
        w.write(|db| keep::purge(db, &w.console())).unwrap();
        assert_eq!(list(w).lines.len(), 0);
        say(w, Tongue::French, Face::Bad, "Rien de tout cela");
        assert!(w.write(|db| topics::is_due(db, w.form.id)).unwrap());
        assert_eq!(compute(w), 0);
        assert!(!w.write(|db| topics::is_due(db, w.form.id)).unwrap());
    });
}

#[test]
fn the_same_comments_give_the_same_topics() {
    let texts =
        ["Le chauffage", "la carte grise", "chauffage en panne", "paiement refusé", "Merci", "ramdam"];
    let read = || {
        let mut reader = Reader::default();
        texts.iter().cycle().take(600).for_each(|text| reader.read(text, Tongue::French));
        reader.topics()
    };
    assert_eq!(read(), read());
    let found = read();
    let words = |key: &str| found.iter().find(|topic| topic.key == key).map(|topic| topic.words[0].as_str());
    assert_eq!(words("word.fchauffag"), Some("chauffage"), "{found:?}");
}

#[test]
fn a_thousand_long_comments_are_read_in_bounded_time() {
    let text =
        "Le paiement par carte est refusé, le site plante et personne ne répond au téléphone. ".repeat(20);
    let mut reader = Reader::default();
    let begun = std::time::Instant::now();
    for n in 0..1_000 {
        reader.read(&format!("{text} unique{n}a"), Tongue::French);
    }
    let found = reader.topics();
    assert!(found.iter().any(|topic| topic.key == "payment" && topic.comments.len() == 1_000));
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
}
