use parvis_jobs::Failed;
use parvis_kernel::{ErrorKind, Locale};
use parvis_mail::testing::{Manner, Sink};
use parvis_mail::{Letter, Mailer, Sent};

use crate::{head, invitation, mailer, send, settings};

#[test]
fn a_letter_arrives_in_either_language_in_two_forms() {
    let sink = Sink::start();
    let mailer = mailer(&sink);
    for &locale in Locale::ALL {
        let letter = invitation(locale);
        assert_eq!(send(&mailer, &letter).unwrap(), Sent::Server);
        let came = sink.take().remove(0);
        assert_eq!(came.subject, letter.subject);
        assert_eq!(came.parts, ["multipart/alternative", "text/plain", "text/html"]);
        let page = head().render(&letter, false).unwrap();
        assert_eq!(came.text.replace("\r\n", "\n"), page.text);
        assert_eq!(came.html.replace("\r\n", "\n"), page.html);
        assert!(came.raw.is_ascii(), "an old server passes it on as well");
    }
}

#[test]
fn a_recipient_that_does_not_exist_is_not_tried_again() {
    let sink = Sink::start();
    sink.behave(Manner::Refuses(550));
    let error = send(&mailer(&sink), &invitation(Locale::Fr)).unwrap_err();
    assert!(error.to_string().contains("550") && !error.to_string().contains("jeanne"), "{error}");
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(matches!(Failed::from(error), Failed::Never(_)));
    assert!(sink.letters().is_empty());
}

#[test]
fn a_server_that_is_busy_hangs_up_or_is_away_is_tried_again() {
    let sink = Sink::start();
    let mailer = mailer(&sink);
    for manner in [Manner::Refuses(451), Manner::HangsUp] {
        sink.behave(manner.clone());
        let error = send(&mailer, &invitation(Locale::Fr)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{manner:?}: {error}");
        assert!(matches!(Failed::from(error), Failed::Again(_)), "{manner:?}");
    }
    sink.behave(Manner::Accepts);
    send(&mailer, &invitation(Locale::Fr)).unwrap();
    assert_eq!(sink.letters().len(), 1, "the connection that broke is not used again");

    drop(sink);
    let error = send(&mailer, &invitation(Locale::Fr)).unwrap_err();
    assert!(matches!(Failed::from(error), Failed::Again(_)));
}

#[test]
fn a_wrong_password_loses_no_letter_and_is_not_shown() {
    let sink = Sink::start();
    sink.behave(Manner::Wants { user: "parvis@x.fr".to_owned(), password: "s3:cr/t".to_owned() });
    let with = |login: &str| {
        let url = sink.url().replace("smtp://", &format!("smtp://{login}@"));
        Mailer::smtp(&settings(&url), head()).unwrap()
    };
    let (wrong, right) = (with("parvis%40x.fr:hunter2"), with("parvis%40x.fr:s3%3Acr%2Ft"));
    let error = send(&wrong, &invitation(Locale::Fr)).unwrap_err();
    assert!(!format!("{error} {error:?} {wrong:?}").contains("hunter2"), "{error} {error:?} {wrong:?}");
    assert!(matches!(Failed::from(error), Failed::Again(_)), "an administrator mends it");
    send(&right, &invitation(Locale::Fr)).unwrap();
    assert!(matches!(
        Failed::from(send(&mailer(&sink), &invitation(Locale::Fr)).unwrap_err()),
        Failed::Again(_)
    ));
    assert_eq!(sink.letters().len(), 1);
}

#[test]
fn nothing_is_sent_in_clear_to_a_server_that_should_speak_tls() {
    let sink = Sink::start();
    for scheme in ["smtp+starttls", "smtps"] {
        let url = format!("{scheme}://parvis:hunter2@{}", sink.address());
        let error =
            send(&Mailer::smtp(&settings(&url), head()).unwrap(), &invitation(Locale::Fr)).unwrap_err();
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
    assert!(sink.letters().is_empty());
}

#[test]
fn without_a_server_the_error_says_so() {
    let mailer = Mailer::none();
    assert!(!mailer.is_configured());
    let error = send(&mailer, &invitation(Locale::Fr)).unwrap_err();
    assert_eq!(error.to_string(), "no mail server is configured");
    assert!(matches!(Failed::from(error), Failed::Never(_)));
}

#[test]
fn letters_kept_in_a_folder_can_be_opened_by_their_owner() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("letters");
    let mailer = Mailer::folder(&folder, head()).unwrap();
    assert!(mailer.is_configured());
    let Sent::File(path) = send(&mailer, &invitation(Locale::Fr)).unwrap() else { panic!("a file") };
    let name = path.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with("2026-11-22T100000Z-") && name.ends_with(".eml"), "{name}");
    let raw = std::fs::read(&path).unwrap();
    let letter = mail_parser::MessageParser::default().parse(&raw).unwrap();
    assert_eq!(letter.subject(), Some("Votre invitation à l'œuvre : « Été »"));
    assert_eq!(letter.from().unwrap().first().unwrap().name(), Some("Parvis"));
    let written = mailer.written().unwrap().unwrap();
    assert_eq!((written.len(), written[0].name.as_str()), (1, name.trim_end_matches(".eml")));
    assert_eq!(written[0].subject, letter.subject().unwrap());
    assert_eq!(
        (written[0].to.as_str(), written[0].at.to_string().as_str()),
        (letter.to().unwrap().first().unwrap().address().unwrap(), "2026-11-22T10:00:00Z")
    );
    assert!(written[0].html.contains("<h1") && written[0].text.contains("https://"), "{written:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_name_beyond_ascii_needs_a_server_that_knows_it() {
    let sink = Sink::start();
    let letter = Letter::new("josé@mairie.fr".parse().unwrap(), Locale::Fr, "Bonjour").paragraph("Oui.");
    send(&mailer(&sink), &letter).unwrap();
    assert_eq!(sink.letters()[0].to, ["josé@mairie.fr"]);
}
