use parvis_reviews::service::forms;
use parvis_reviews::service::reading;
use parvis_reviews::shape::{Condition, ExtraId, Template, Word};
use parvis_reviews::survey::{Face, Step, Tongue};
use parvis_reviews::texts::Texts;
use std::collections::{BTreeMap, BTreeSet};

use crate::pages::{Person, Seen, between};
use crate::versions::{choice, published, scale, text};
use crate::world::{World, on_each_engine};

fn place(seen: &Seen) -> String {
    between(&seen.html, "<p class=\"fr-text--sm\">", "</p>").split(" · ").nth(1).unwrap().to_owned()
}

/// A survey without clarity, with a question of those who said "bad", another that it leads to, and a scale.
fn asked(w: &World) {
    published(w, |parts| {
        parts.hidden.insert(Step::Clarity);
        let mut where_ = choice(1);
        where_.label.0.insert(Tongue::Arabic, "أين كنت؟".into());
        parts.extras = vec![where_, text(2, 1), scale(3)];
        let words = BTreeMap::from([(Word::CommentHint, "Pas de nom, <merci>.".to_owned())]);
        parts.words = BTreeMap::from([(Tongue::French, words)]);
    });
}

#[test]
fn ones_own_questions_are_asked_in_every_language_without_a_script() {
    on_each_engine(|w| {
        asked(w);
        let person = Person::new(w);
        for (n, tongue) in Tongue::ALL.iter().enumerate() {
            let first = person.get(&format!("/avis/{}?l={tongue}", w.button.code));
            assert!(
                place(&first).contains('5'),
                "face, help, two screens of one's own, comment: {}",
                place(&first)
            );
            let help = person.next(&first, "satisfaction=bad");
            assert!(help.html.contains("id=\"help-none\""), "clarity is not asked: {}", help.html);
            let own = person.next(&help, "help=none");
            assert_eq!(own.html.matches("<fieldset").count(), 1, "{}", own.html);
            let is_arabic = *tongue == Tongue::Arabic;
            let legend = between(&own.html, "<legend class=\"fr-fieldset__legend\"", "</legend>");
            assert_eq!(legend.contains("أين كنت؟"), is_arabic, "{legend}");
            let is_french = matches!(tongue, Tongue::French | Tongue::EasyFrench);
            assert_eq!(own.html.contains("lang=\"fr\" dir=\"ltr\">Chez moi"), !is_french, "{}", own.html);
            let more = person.next(&own, "q1=o2");
            assert!(more.html.contains("name=\"q2\"") && more.html.contains("name=\"q3\""), "{}", more.html);
            let comment = person.next(&more, "q2=Celle+de+Ville&q3=5");
            assert_eq!(comment.html.contains("Pas de nom, &#60;merci&#62;."), *tongue == Tongue::French);
            assert!(place(&comment).matches('5').count() == 2, "{}", place(&comment));
            person.next(&comment, "comment=");
            assert_eq!(w.count("extra.q1.o2"), n as u64 + 1);
            assert_eq!((w.count("extra.q2"), w.count("extra.q3.5")), (n as u64 + 1, n as u64 + 1));
        }
    });
}

#[test]
fn a_screen_that_asks_nothing_is_passed_over() {
    on_each_engine(|w| {
        published(w, |parts| parts.extras = vec![choice(1), text(2, 1)]);
        let person = Person::new(w);
        let code = &w.button.code;
        let first = person.get(&format!("/avis/{code}"));
        assert!(place(&first).ends_with("1 sur 6"), "{}", place(&first));
        let clarity = person.next(&first, "satisfaction=good");
        assert!(place(&clarity).ends_with("2 sur 4"), "{}", place(&clarity));
        let comment = person.next(&person.next(&clarity, "clarity="), "help=none");
        assert!(
            comment.html.contains("id=\"comment\"") && place(&comment).ends_with("4 sur 4"),
            "{}",
            comment.html
        );
        let page = between(&comment.html, "name=\"p\" value=\"", "\"");
        assert_eq!(person.get(&format!("/avis/{code}/extra-1?p={page}&v=2")).status, 404);
        assert_eq!(person.get(&format!("/avis/{code}/extra-3?p={page}&v=2")).status, 404);
    });
}

#[test]
fn a_page_that_was_made_before_a_publication_still_works() {
    on_each_engine(|w| {
        let before = Person::new(w).get(&format!("/avis/{}", w.button.code));
        published(w, |parts| {
            parts.hidden = BTreeSet::from([Step::Clarity, Step::Help, Step::Comment]);
            parts.extras = vec![scale(1)];
        });
        let person = Person::new(w);
        let clarity = person.next(&before, "satisfaction=bad");
        let comment = person.next(&person.next(&clarity, "clarity=bad"), "help=none");
        person.next(&comment, "comment=Merci");
        let own = person.next(&person.get(&format!("/avis/{}", w.button.code)), "satisfaction=good");
        person.next(&own, "q1=5");
        let by = w.console();
        let wanted = parvis_reviews::Wanted::default();
        let (_, all) = w.write(|db| reading::opinions(db, &by, w.form.id, &wanted)).unwrap();
        let versions: BTreeMap<Face, i32> =
            all.iter().map(|one| (one.answers.satisfaction, one.version)).collect();
        assert_eq!(versions, BTreeMap::from([(Face::Bad, 1), (Face::Good, 2)]));
        assert_eq!((w.count("clarity.bad"), w.count("extra.q1.5"), w.count("comment")), (1, 1, 1));
        let late = person.ask(
            "POST",
            &format!("/avis/{}/clarity", w.button.code),
            between(&own.html, "name=\"p\" value=\"", "\"").into_bytes(),
        );
        assert_eq!(late.status, 404, "what the newest version does not ask");
    });
}

#[test]
fn words_typed_are_shown_as_they_will_be_kept_and_nothing_typed_is_lost() {
    on_each_engine(|w| {
        published(w, |parts| {
            let mut words = text(2, 1);
            words.condition = None;
            parts.extras = vec![scale(1), words];
        });
        let person = Person::new(w);
        let clarity = person.next(&person.get(&format!("/avis/{}", w.button.code)), "satisfaction=bad");
        let own = person.next(&person.next(&clarity, "clarity="), "help=none");
        let said = "q1=4&q2=Rappelez+le+06+39+98+12+34";
        let warned = person.answer(&own, said);
        assert!(warned.status == 200 && warned.html.contains("[téléphone masqué]"), "{}", warned.html);
        assert!(
            warned.html.contains("06 39 98 12 34") && warned.html.contains("value=\"4\" checked"),
            "{}",
            warned.html
        );
        assert_eq!((w.count("extra.q2"), w.count("extra.q1")), (0, 0), "nothing is kept before");
        let long = person.answer(&own, &format!("q1=4&q2={}", "é".repeat(2_001)));
        assert!(long.status == 422 && long.html.contains("value=\"4\" checked"), "{}", long.status);
        for forged in ["q1=6", "q1=o1", "q1=4&q1=5", "q1=extra.q1.4"] {
            assert_eq!(person.answer(&own, forged).status, 422, "{forged}");
        }
        let code = &w.button.code;
        let huge = person.ask("POST", &format!("/avis/{code}/extra-1"), "x".repeat(10 << 20));
        assert_eq!(huge.status, 413);
        let seen = between(&warned.html, "name=\"seen\" value=\"", "\"");
        person.next(&warned, &format!("seen={seen}&{said}"));
        let (by, wanted) = (w.console(), parvis_reviews::Wanted::default());
        let (_, all) = w.write(|db| reading::opinions(db, &by, w.form.id, &wanted)).unwrap();
        assert_eq!(all[0].texts[&ExtraId::Own(2)], "Rappelez le [téléphone masqué]");
    });
}

#[test]
fn a_template_asks_in_its_own_words_on_screen_and_on_paper() {
    on_each_engine(|w| {
        let by = w.console();
        let (_, button) = w
            .write(|db| forms::create_of(db, &w.means, &by, "passeport", "Essai", Template::Usability))
            .unwrap();
        let person = Person::new(w);
        let first = person.get(&format!("/avis/{}?l=en", button.code));
        assert!(
            first.html.contains("How did your trial go?") && place(&first).ends_with("1 of 6"),
            "{}",
            first.html
        );
        let mut own = person.next(&first, "satisfaction=good");
        for fields in ["sus1=4&sus2=2&sus3=4", "sus4=1&sus5=4&sus6=2", "sus7=5&sus8=1&sus9=4"] {
            own = person.next(&own, fields);
        }
        person.next(&own, "sus10=2");
        let counts = w.write(|db| {
            let day = w.now.get().day();
            parvis_reviews::between(db, button.form, day, day, &parvis_reviews::Filter::default())
        });
        // 3 + 3 + 3 + 4 + 3 + 3 + 4 + 4 + 3 + 3
        assert_eq!(counts.unwrap().get("sus.33"), 1);
        let sheet = person.get(&format!("/avis/{}/papier?l=es", button.code));
        assert!(sheet.html.contains(" lang=\"fr\" dir=\"ltr\">Je voudrais utiliser"), "{}", sheet.html);
        assert!(!sheet.html.contains(Texts::of(Tongue::Spanish).say("clarity")), "it is not asked");
        let (_, page) =
            w.write(|db| forms::create_of(db, &w.means, &by, "passeport", "Page", Template::Page)).unwrap();
        let comment = person.next(&person.get(&format!("/avis/{}", page.code)), "satisfaction=medium");
        assert!(comment.html.contains("Que manquait-il sur cette page ?"), "{}", comment.html);
        let end = person.next(&comment, "comment=");
        assert!(!end.html.contains("<form"), "{}", end.html);
        assert_eq!(w.count("opinion"), 0, "the national survey got none");
        let mut only = choice(1);
        only.condition = Some(Condition::Satisfaction(BTreeSet::from([Face::Bad, Face::Medium])));
        published(w, |parts| parts.extras = vec![only]);
        let sheet = Person::new(w).get(&format!("/avis/{}/papier", w.button.code));
        assert!(sheet.html.contains("vous avez répondu : Mal, Moyen."), "{}", sheet.html);
    });
}

#[test]
fn the_national_survey_costs_what_it_did_and_a_version_no_more() {
    on_each_engine(|w| {
        let cost = |person: &Person| {
            let first = person.get(&format!("/avis/{}", w.button.code));
            let before = w.db.pool.statements();
            let clarity = person.next(&first, "satisfaction=good");
            let begun = w.db.pool.statements() - before;
            person.get(&format!("/avis/{}/clarity", w.button.code));
            assert_eq!(w.db.pool.statements() - before, begun, "a screen is read without the database");
            let comment = person.next(&person.next(&clarity, "clarity=good"), "help=none");
            person.next(&comment, "comment=Merci");
            w.db.pool.statements() - before
        };
        let plain = cost(&Person::new(w));
        published(w, |parts| {
            parts.words =
                BTreeMap::from([(Tongue::French, BTreeMap::from([(Word::Comment, "Et ?".to_owned())]))]);
        });
        assert_eq!(cost(&Person::new(w)), plain);
    });
}
