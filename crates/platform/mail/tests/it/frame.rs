use parvis_kernel::Locale;
use parvis_mail::{Error, Letter};

use crate::{head, invitation};

#[test]
fn a_letter_says_the_same_in_plain_text() {
    let page = head().render(&invitation(Locale::Fr), false).unwrap();
    assert_eq!(
        page.text,
        "Parvis

Bonjour Jeanne,

Vous êtes invitée.

Le cœur & l'âme <tout>.

Accepter l'invitation\u{a0}:
https://parvis.example.fr/fr/invitation?a=1&jeton=abc

Ce lien ne sert qu'une fois.

Message automatique de Parvis, envoyé par Préfecture de l'Étoile. Les réponses à ce message ne sont pas lues.
https://parvis.example.fr"
    );
    let page = head().render(&invitation(Locale::En), true).unwrap();
    assert!(page.text.contains("Accept the invitation:\nhttps://"), "{}", page.text);
    assert!(page.text.contains("You may reply to this message."), "{}", page.text);
}

#[test]
fn a_letter_is_one_column_that_anyone_can_read_without_images_or_spies() {
    for &locale in Locale::ALL {
        let letter = invitation(locale);
        let html = head().render(&letter, false).unwrap().html;
        assert!(html.contains(&format!("<html lang=\"{}\"", locale.as_str())), "{html}");
        assert_eq!(html.matches("<h1").count(), 1);
        for absent in ["<img", "<script", "<link", "<style", "<table", "url(", "⟦"] {
            assert!(!html.contains(absent), "{absent} in {html}");
        }
        assert!(html.contains("font-size:16px"), "{html}");
        let sizes = html.split("font-size:").skip(1).map(|rest| rest.split("px").next().unwrap());
        assert!(sizes.map(|size| size.parse::<u32>().unwrap()).all(|size| size >= 16), "{html}");
        let escaped = "https://parvis.example.fr/fr/invitation?a=1&#38;jeton=abc";
        assert_eq!(html.matches(escaped).count(), 3, "button, link, and the link's text: {html}");
    }
}

#[test]
fn words_are_never_markup() {
    let letter = Letter::new("a@x.fr".parse().unwrap(), Locale::En, "<b>")
        .greeting("<i>")
        .paragraph("<script>alert(1)</script>")
        .action("<u>", "https://x.fr/\"onclick=\"x")
        .footnote("</div>");
    let html = head().render(&letter, false).unwrap().html;
    for markup in ["<b>", "<i>", "<u>", "<script>", "\"onclick", "</div></p>"] {
        assert!(!html.contains(markup), "{markup} in {html}");
    }
}

#[test]
fn an_action_leads_to_the_web() {
    for url in ["javascript:alert(1)", "/fr/invitation", "ftp://x.fr", "https://x.fr/\r\nx", ""] {
        let letter = invitation(Locale::Fr).action("Ouvrir", url);
        assert!(matches!(head().render(&letter, false), Err(Error::Letter(_))), "{url}");
    }
}

#[test]
fn a_letter_without_action_has_no_button() {
    let letter = Letter::new("a@x.fr".parse().unwrap(), Locale::Fr, "Bonjour").paragraph("Rien à faire.");
    let page = head().render(&letter, false).unwrap();
    assert!(!page.html.contains("bouton") && !page.text.contains("bouton"));
    assert!(page.text.starts_with("Parvis\n\nRien à faire.\n\nMessage automatique"), "{}", page.text);
}

#[test]
fn a_letter_that_is_debugged_shows_no_address_and_no_token() {
    let shown = format!("{:?}", invitation(Locale::Fr));
    assert!(!shown.contains("jeanne@") && !shown.contains("jeton"), "{shown}");
}
