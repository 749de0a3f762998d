use parvis_kernel::Locale;
use parvis_mail::testing::{Received, Sink};
use parvis_mail::{Error, Letter, MailSettings, Mailer};
use proptest::prelude::*;

use crate::{head, id, invitation, mailer, send, settings};

/// Every header that a letter has, and no other.
const HEADERS: [&str; 8] =
    ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"];

fn sent(letter: &Letter) -> Received {
    let sink = Sink::start();
    send(&mailer(&sink), letter).unwrap();
    sink.take().remove(0)
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_unstable();
    names
}

#[test]
fn a_letter_says_when_by_whom_and_that_no_one_wrote_it() {
    let letter = sent(&invitation(Locale::Fr));
    assert_eq!(sorted(letter.headers()), sorted(HEADERS.to_vec()));
    assert_eq!(letter.header("Date"), Some("Sun, 22 Nov 2026 10:00:00 +0000"));
    assert_eq!(letter.header("Auto-Submitted"), Some("auto-generated"));
    let message_id = letter.header("Message-ID").unwrap();
    assert!(message_id.starts_with('<') && message_id.ends_with("@parvis.example.fr>"), "{message_id}");
    assert_eq!(
        (letter.from.as_str(), letter.to.as_slice()),
        ("ne-pas-repondre@parvis.example.fr", &["jeanne@mairie.fr".to_owned()][..])
    );
}

#[test]
fn the_same_letter_sent_twice_is_the_same_bytes() {
    let sink = Sink::start();
    let (mailer, id) = (mailer(&sink), id());
    for _ in 0..2 {
        mailer.send(&invitation(Locale::En), id, crate::at()).unwrap();
    }
    let letters = sink.letters();
    assert_eq!(letters[0].raw, letters[1].raw);
    let message_id = letters[0].header("Message-ID").unwrap();
    assert!(message_id.contains(&id.to_string()), "{message_id}");
}

#[test]
fn who_reads_the_answers_is_said_when_someone_does() {
    let sink = Sink::start();
    let settings =
        MailSettings { reply_to: Some("Accueil <accueil@x.fr>".to_owned()), ..settings(&sink.url()) };
    send(&Mailer::smtp(&settings, head()).unwrap(), &invitation(Locale::Fr)).unwrap();
    let letter = &sink.letters()[0];
    assert_eq!(letter.header("Reply-To"), Some("Accueil <accueil@x.fr>"));
    assert!(letter.text.contains("Vous pouvez répondre à ce message."), "{}", letter.text);
}

#[test]
fn settings_that_are_no_address_are_refused_at_start() {
    let sink = Sink::start();
    for bad in ["", "Parvis", "a@localhost", "a@x.fr\r\nBcc: b@y.fr", "<a@x.fr>, <b@x.fr>"] {
        let from = MailSettings { from: bad.to_owned(), ..settings(&sink.url()) };
        assert!(matches!(Mailer::smtp(&from, head()), Err(Error::Settings(_))), "{bad}");
        let reply_to = MailSettings { reply_to: Some(bad.to_owned()), ..settings(&sink.url()) };
        assert!(matches!(Mailer::smtp(&reply_to, head()), Err(Error::Settings(_))), "{bad}");
    }
}

#[test]
fn a_line_break_in_a_subject_adds_no_header() {
    for attack in [
        "Hello\r\nBcc: victim@x.fr",
        "Hello\nBcc: victim@x.fr",
        "Hello\r\n\r\n<b>body</b>",
        "é\r\nBcc: a@x.fr",
    ] {
        let letter = sent(&Letter::new("a@x.fr".parse().unwrap(), Locale::En, attack).paragraph("."));
        assert_eq!(sorted(letter.headers()), sorted(HEADERS.to_vec()), "{attack:?}");
        assert_eq!(letter.to, ["a@x.fr"]);
        assert!(!letter.subject.contains(['\r', '\n']), "{attack:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn whatever_the_words_a_letter_has_its_own_headers_and_its_two_parts(
        subject in "[a-zé\\r\\n\\t:<>@. ]{0,80}|.{0,80}",
        text in "(?s).{0,200}",
    ) {
        let own = Letter::new("a@x.fr".parse().unwrap(), Locale::Fr, subject).paragraph(text.clone()).greeting("..");
        let letter = sent(&own);
        prop_assert_eq!(sorted(letter.headers()), sorted(HEADERS.to_vec()));
        prop_assert_eq!(&letter.parts, &["multipart/alternative", "text/plain", "text/html"]);
    }
}
