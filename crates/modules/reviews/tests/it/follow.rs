//! Somebody wants an answer, gets a code, and reads the answer with it.

use parvis_kernel::Role;
use parvis_reviews::service::{follow, keep, work};
use parvis_reviews::survey::Tongue;
use parvis_reviews::texts::Texts;
use std::time::Duration;

use crate::pages::{Person, Seen, between};
use crate::world::{World, on_each_engine};

/// The screen of the comment, after a first answer.
fn comment(w: &World, person: &Person, tongue: Tongue) -> Seen {
    let first = person.get(&format!("/avis/{}?l={tongue}", w.button.code));
    let clarity = person.next(&first, "satisfaction=bad");
    let help = person.next(&clarity, "clarity=");
    person.next(&help, "help=none")
}

fn code(end: &Seen) -> String {
    between(&end.html, "pv-survey__code\" dir=\"ltr\">", "<")
}

/// What a code leads to.
fn read(person: &Person, tongue: Tongue, code: &str) -> Seen {
    assert_eq!(person.get(&format!("/suivi?l={tongue}")).status, 200);
    person.ask("POST", "/suivi", format!("l={tongue}&code={code}"))
}

#[test]
fn an_answer_is_read_with_the_code_alone_in_every_language() {
    on_each_engine(|w| {
        let person = Person::new(w);
        for tongue in Tongue::ALL {
            let texts = Texts::of(*tongue);
            let comment = comment(w, &person, *tongue);
            let end = person.next(&comment, "follow=yes&comment=Quand+aurai-je+ma+carte+%3F");
            let code = code(&end);
            assert_eq!(code.len(), 14, "{code}");
            let typed = code.to_lowercase().replace('-', "+");
            let unanswered = read(&person, *tongue, &typed);
            assert_eq!(unanswered.status, 200);
            assert!(unanswered.html.contains("Quand aurai-je ma carte ?"), "{}", unanswered.html);
            assert!(unanswered.html.contains(texts.say("follow-none").split('\'').next().unwrap()));

            let (_, waiting) = w.write(|db| follow::list(db, &w.console(), w.form.id, false)).unwrap();
            assert_eq!(waiting.len(), 1, "who was answered waits no more");
            let text = "Dans <dix> jours.";
            let answer =
                |text| w.write(|db| follow::answer(db, &w.means, &w.console(), waiting[0].0.opinion, text));
            answer(text).unwrap();
            let is_read = || {
                let (_, all) = w.write(|db| follow::list(db, &w.console(), w.form.id, true)).unwrap();
                all[0].0.read_at.is_some()
            };
            assert!(!is_read(), "nobody has read it yet");
            let answered = read(&person, *tongue, &code);
            assert!(answered.html.contains("Dans &#60;dix&#62; jours."), "{}", answered.html);
            assert!(is_read());
            answer("Elle est partie ce matin.").unwrap();
            assert!(!is_read(), "a new answer has not been read");
            w.wait(1);
        }
    });
}

#[test]
fn a_code_is_given_for_a_comment_alone_and_withdrawn_until_answered() {
    on_each_engine(|w| {
        let person = Person::new(w);
        let page = comment(w, &person, Tongue::French);
        let nothing = person.answer(&page, "follow=yes&comment=+");
        assert!(nothing.status == 422 && nothing.html.contains(" checked"), "{}", nothing.html);
        let end = person.next(&page, "follow=yes&comment=Bonjour");
        let again = person.next(&page, "follow=yes&comment=Bonjour");
        assert_eq!(code(&end), code(&again), "sent again, it is the same code");
        let status = |code: &str| read(&person, Tongue::French, code).status;
        assert_eq!(status(&code(&end)), 200);
        person.next(&page, "comment=Bonjour");
        assert_eq!(status(&code(&end)), 404, "the person no longer wants one");
        for wrong in ["", "2345-6789-BCDF", "%00", "%F0%9F%99%82", &"B".repeat(5_000)] {
            assert_eq!(status(wrong), 404, "{wrong}");
        }
        let plain = person.next(&comment(w, &person, Tongue::French), "comment=Merci");
        assert!(!plain.html.contains("pv-survey__code"));
    });
}

#[test]
fn who_may_not_answer_is_refused_and_an_erased_opinion_takes_its_answer_along() {
    on_each_engine(|w| {
        let person = Person::new(w);
        let page = comment(w, &person, Tongue::French);
        let end = person.next(&page, "follow=yes&comment=Bonjour");
        let (_, waiting) = w.write(|db| follow::list(db, &w.console(), w.form.id, false)).unwrap();
        let id = waiting[0].0.opinion;
        let sheet = w.write(|db| work::sheet(db, &w.console(), id)).unwrap();
        assert_eq!(
            sheet.follow_up,
            Some(waiting[0].0.clone()),
            "whoever reads the opinion knows that she waits"
        );
        let reader = w.someone("audit", Role::Auditor);
        assert!(w.write(|db| follow::answer(db, &w.means, &reader, id, "Oui")).is_err());
        for wrong in [String::new(), " \n".into(), "a".repeat(follow::REPLY_MOST + 1)] {
            assert!(w.write(|db| follow::answer(db, &w.means, &w.console(), id, &wrong)).is_err());
        }
        w.write(|db| follow::answer(db, &w.means, &w.console(), id, "Oui")).unwrap();
        w.now.set(w.now.get().plus(Duration::from_secs(4 * 366 * 86_400)));
        assert_eq!(w.write(|db| keep::purge(db, &w.console())).unwrap(), 1);
        let later = Person::new(w);
        let gone = read(&later, Tongue::French, &code(&end));
        assert!(gone.status == 404 && gone.html.contains("effacé"), "{}", gone.html);
    });
}
