//! Comments found by their words: the same on both engines.

use diesel::prelude::*;
use parvis_db::Db;
use parvis_reviews::Wanted;
use parvis_reviews::model::{Opinion, Rule};
use parvis_reviews::service::entry::Said;
use parvis_reviews::service::finding::{self, Order};
use parvis_reviews::service::{forms, keep, reading, words};
use parvis_reviews::survey::{Channel, Face, Tongue};

use crate::world::{World, on_each_engine};

/// Somebody comes a second after the one before and writes a comment.
pub fn say(w: &World, tongue: Tongue, face: Face, text: &str) -> Opinion {
    w.wait(1);
    let page = format!("{} {text}", w.now.get().micros());
    let sent = parvis_reviews::service::entry::Sent { tongue, ..w.sent(&page) };
    w.begin(&sent, face).unwrap();
    w.go_on(&page, &Said::Comment(Some(text.to_owned()))).unwrap()
}

/// The comments found, the newest first, a page.
fn found(w: &World, wanted: &Wanted) -> Vec<String> {
    let (_, all) = w.write(|db| reading::opinions(db, &w.console(), w.form.id, wanted)).unwrap();
    all.into_iter().filter_map(|one| one.verbatim).collect()
}

fn words_of(typed: &str) -> Wanted {
    Wanted { words: typed.to_owned(), ..Wanted::default() }
}

#[test]
fn words_are_found_however_they_are_written() {
    on_each_engine(|w| {
        for (tongue, text) in [
            (Tongue::French, "La pièce jointe est refusée, délai trop long."),
            (Tongue::French, "Les delais sont longs et les PIÈCES JOINTES aussi"),
            (Tongue::French, "Jointe à une autre pièce, l'attestation manque. Cerfa 13750*05"),
            (Tongue::English, "The attached documents were refused"),
            (Tongue::Arabic, "الخدمة بطيئة جدا"),
            (Tongue::French, "'); DROP TABLE reviews_opinion; -- site"),
        ] {
            say(w, tongue, Face::Bad, text);
        }
        let count = |typed: &str| found(w, &words_of(typed)).len();
        for (typed, want) in [
            ("delai", 2),
            ("DÉLAIS longs", 2),
            ("pièces jointes", 3),
            ("\"pièces jointes\"", 2),
            ("\"piece jointe", 2),
            ("pièce -délai", 1),
            ("-délai", 4),
            ("attesta*", 1),
            ("l'attestation", 1),
            ("document", 1),
            ("refus", 2),
            ("13750", 1),
            ("خدمة", 1),
            ("drop table", 1),
            ("introuvable", 0),
            ("delai AND NOT ( NEAR", 0),
            ("\"", 6),
            ("\0\0", 6),
            ("* - ' \" : ^ ( )", 6),
        ] {
            assert_eq!(count(typed), want, "{typed}");
        }
        let long = "site ".repeat(2_000);
        assert_eq!(count(&long), 1);
        assert_eq!(count(&"'\"*-(".repeat(2_000)), 6);
    });
}

#[test]
fn filters_and_pages_go_with_words() {
    on_each_engine(|w| {
        let all: Vec<Opinion> = (0..60)
            .map(|n| {
                let face = if n % 3 == 0 { Face::Good } else { Face::Bad };
                let tongue = if n % 2 == 0 { Tongue::French } else { Tongue::English };
                say(w, tongue, face, &format!("Le site est lent {n}"))
            })
            .collect();
        let mut wanted = words_of("site lent");
        let mut seen = Vec::new();
        loop {
            let (_, part) = w.write(|db| reading::opinions(db, &w.console(), w.form.id, &wanted)).unwrap();
            let Some(last) = part.last() else { break };
            wanted.before = Some((last.created_at, last.id));
            seen.extend(part.into_iter().map(|one| one.id));
        }
        // English stems of French words are other ones, and both are looked for.
        let newest: Vec<_> = all.iter().rev().map(|one| one.id).collect();
        assert_eq!(seen, newest, "each once, the newest first");
        let count = |wanted: Wanted| found(w, &wanted).len();
        let site = || words_of("site");
        assert_eq!(count(Wanted { satisfaction: Some(Face::Good), ..site() }), 20);
        assert_eq!(
            count(Wanted { satisfaction: Some(Face::Good), tongue: Some(Tongue::English), ..site() }),
            10
        );
        assert_eq!(count(Wanted { channel: Some(Channel::Phone), ..site() }), 0);
        assert_eq!(count(Wanted { button: Some(w.button.id), ..site() }), 25, "a page");
        assert_eq!(count(Wanted { from: Some(all[57].created_at), ..site() }), 3);
        assert_eq!(count(Wanted { until: Some(all[1].created_at), ..site() }), 2);
        w.write(|db| reading::set_aside(db, &w.console(), all[0].id, true, "essai")).unwrap();
        assert_eq!(count(Wanted { aside: Some(true), ..site() }), 1);
        assert_eq!(count(Wanted { rule: Some(Rule::Hand), ..Wanted::default() }), 1);
        assert_eq!(count(Wanted { rule: Some(Rule::Hand), ..site() }), 1);
        assert_eq!(count(Wanted { until: Some(all[1].created_at), aside: Some(false), ..site() }), 1);
    });
}

#[test]
fn what_is_found_is_counted_by_kind_up_to_a_bound() {
    on_each_engine(|w| {
        for n in 0..40 {
            let face = if n % 4 == 0 { Face::Good } else { Face::Bad };
            say(w, Tongue::French, face, if n < 30 { "Le paiement est refusé" } else { "Merci" });
        }
        let find = |typed: &str, order| {
            let wanted = words_of(typed);
            w.write(|db| finding::find(db, &w.console(), w.form.id, &wanted, order)).unwrap()
        };
        let found = find("paiement", Order::Newest);
        assert_eq!((found.facets.n, found.facets.has_more, found.goes_on), (30, false, true));
        let counts: Vec<_> = found.facets.faces.iter().map(|(face, n)| (face.as_str(), *n)).collect();
        assert_eq!((counts, found.page.len()), (vec![("bad", 22), ("good", 8)], 25));
        let (first, second) = (find("", Order::Telling(0)), find("", Order::Telling(25)));
        assert_eq!((first.page.len(), second.page.len(), second.goes_on), (25, 15, false));
        assert!(first.page[..22].iter().all(|one| one.answers.satisfaction == Face::Bad));
        let mut ids: Vec<_> = first.page.iter().chain(&second.page).map(|one| one.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 40, "each on one page");
    });
}

#[test]
fn another_survey_is_not_searched() {
    on_each_engine(|w| {
        say(w, Tongue::French, Face::Bad, "La pièce jointe");
        let made = w.write(|db| forms::create(db, &w.means, &w.console(), "passeport", "Autre")).unwrap();
        let read = w.write(|db| reading::opinions(db, &w.console(), made.0.id, &words_of("pièce")));
        assert_eq!(read.unwrap().1, []);
    });
}

#[test]
fn a_comment_that_changes_is_found_by_its_new_words_alone() {
    on_each_engine(|w| {
        w.begin(&w.sent("p"), Face::Bad).unwrap();
        let write = |text: Option<&str>| {
            w.go_on("p", &Said::Comment(text.map(str::to_owned))).unwrap();
        };
        let counts = || ["ancien", "nouveau"].map(|typed| found(w, &words_of(typed)).len());
        write(Some("ancien texte"));
        assert_eq!(counts(), [1, 0]);
        write(Some("nouveau texte"));
        assert_eq!(counts(), [0, 1]);
        write(None);
        assert_eq!(counts(), [0, 0]);
        write(Some("ancien"));
        w.go_on("p", &Said::Satisfaction(Face::Good)).unwrap();
        assert_eq!(found(w, &Wanted { satisfaction: Some(Face::Good), ..words_of("ancien") }).len(), 1);
        assert_eq!(found(w, &Wanted { satisfaction: Some(Face::Bad), ..words_of("ancien") }).len(), 0);
    });
}

/// Pages of SQLite's index of words: two when it is empty.
fn pages(w: &World) -> Option<i64> {
    #[derive(diesel::QueryableByName)]
    struct Pages {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    let count = diesel::sql_query("SELECT count(*) AS n FROM reviews_words_data");
    let read = |db: &mut Db| match db {
        Db::Sqlite(c) => Ok(Some(count.get_result::<Pages>(c)?.n)),
        Db::Postgres(_) => Ok(None),
    };
    w.write(read).unwrap()
}

#[test]
fn what_is_erased_is_not_found_and_its_words_leave() {
    on_each_engine(|w| {
        for n in 0..30 {
            say(w, Tongue::French, Face::Bad, &format!("Mot{n} rare"));
        }
        w.write(|db| forms::change(db, &w.console(), w.form.id, "Passeport", Some(2))).unwrap();
        w.wait(86_400 * 100);
        assert_eq!(w.write(|db| keep::purge(db, &w.console())).unwrap(), 30);
        assert_eq!(found(w, &words_of("rare")).len(), 0);
        assert!(pages(w).is_none_or(|pages| pages > 2));
        words::forget(&w.db.pool).unwrap();
        if let Some(pages) = pages(w) {
            assert!(pages <= 2, "{pages}: the stems of what was erased are still in the file");
        }
        assert_eq!(words::catch_up(&w.db.pool).unwrap(), 0);
    });
}

#[test]
fn what_is_not_indexed_is_found_after_the_night() {
    on_each_engine(|w| {
        say(w, Tongue::French, Face::Bad, "La pièce jointe");
        say(w, Tongue::French, Face::Bad, "La pièce manque");
        let erase = "DELETE FROM reviews_indexed WHERE key = (SELECT min(key) FROM reviews_indexed)";
        w.write(|db| Ok(db.execute_batch(erase)?)).unwrap();
        assert_eq!(found(w, &words_of("pièce")).len(), 1);
        assert_eq!(words::catch_up(&w.db.pool).unwrap(), 1);
        assert_eq!(found(w, &words_of("pièce")).len(), 2);
        w.write(|db| Ok(db.execute_batch("UPDATE reviews_indexed SET made = 0")?)).unwrap();
        assert_eq!(words::catch_up(&w.db.pool).unwrap(), 2, "made by older rules");
        assert_eq!(found(w, &words_of("pièce")), ["La pièce manque", "La pièce jointe"]);
    });
}
