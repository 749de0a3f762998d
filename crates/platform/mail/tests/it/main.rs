//! Letters as they are read, and as a mail server takes or refuses them.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod delivery;
mod frame;
mod headers;

use parvis_i18n::Messages;
use parvis_kernel::{Id, Locale, SeededRng, SystemClock, Timestamp};
use parvis_mail::testing::Sink;
use parvis_mail::{Error, LOCALES, Letter, Letterhead, MailSettings, Mailer, Sent};

fn head() -> Letterhead {
    Letterhead {
        service: "Parvis".to_owned(),
        publisher: "Préfecture de l'Étoile".to_owned(),
        url: "https://parvis.example.fr".to_owned(),
        messages: Messages::new(&[LOCALES]).unwrap(),
    }
}

fn at() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

fn id() -> Id {
    Id::new(&SystemClock, &SeededRng::new(7))
}

/// An invitation in one of the languages.
fn invitation(locale: Locale) -> Letter {
    let letter = |subject| Letter::new("jeanne@mairie.fr".parse().unwrap(), locale, subject);
    let url = "https://parvis.example.fr/fr/invitation?a=1&jeton=abc";
    match locale {
        Locale::Fr => letter("Votre invitation à l'œuvre : « Été »")
            .greeting("Bonjour Jeanne,")
            .paragraph("Vous êtes invitée.")
            .paragraph("Le cœur & l'âme <tout>.")
            .action("Accepter l'invitation", url)
            .footnote("Ce lien ne sert qu'une fois."),
        Locale::En => letter("Your invitation – today")
            .greeting("Hello Jeanne,")
            .paragraph("You are invited.")
            .action("Accept the invitation", url)
            .footnote("This link works once."),
    }
}

fn settings(url: &str) -> MailSettings {
    MailSettings {
        smtp_url: url.parse().unwrap(),
        from: "Démarches de l'Étoile <ne-pas-repondre@parvis.example.fr>".to_owned(),
        reply_to: None,
    }
}

fn mailer(sink: &Sink) -> Mailer {
    Mailer::smtp(&settings(&sink.url()), head()).unwrap()
}

fn send(mailer: &Mailer, letter: &Letter) -> Result<Sent, Error> {
    mailer.send(letter, id(), at())
}
