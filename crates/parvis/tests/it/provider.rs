//! Signing in at a real, certified OpenID Connect provider.

mod browser;
mod town;

use parvis_accounts::model::Status;
use parvis_outbound::Answer;
use serde_json::{Value, json};
use std::time::Duration;

use browser::{Browser, field, location, onward, parameter, text, with};
use town::{SIRET, Setting, Town, USUAL, on_each_engine};

const EMAIL: &str = "jeanne@exemple.gouv.fr";

fn jeanne() -> Value {
    json!({ "email": EMAIL, "email_verified": true, "given_name": "Jeanne", "usual_name": "Martin", "siret": SIRET })
}

/// Asserts that the answer is a refusal that says this, and that nobody is in.
fn refused(town: &Town, browser: &Browser, answer: &Answer, status: u16, says: &str) {
    let page = text(answer);
    assert!(answer.status() == status && page.contains(says), "{}: {page}", answer.status());
    assert!(!town.is_in(browser));
}

#[test]
fn somebody_who_was_invited_comes_in_and_goes_out_again() {
    on_each_engine(&USUAL, |town| {
        let agent = town.invited(EMAIL, false);
        let browser = Browser::new();
        let answer = town.sign_in(&browser, "1234", "eidas2", &jeanne());
        assert_eq!(
            location(&answer, &town.base).unwrap(),
            format!("{}/fr/bureau", town.base),
            "{}",
            text(&answer)
        );
        let desk = browser.get(&format!("{}/fr/bureau", town.base));
        assert_eq!(desk.status(), 200);
        assert_eq!(town.agent(EMAIL).status, Status::Active);
        let provider = ("provider".to_owned(), Some("proconnect".to_owned()));
        let journal = town.journal(agent.id);
        let did: Vec<&str> = journal.iter().map(|(action, _)| action.as_str()).collect();
        assert_eq!(did, ["session.start", "agent.link"]);
        assert!(journal.iter().all(|(_, changes)| changes.contains(&provider)), "{journal:?}");

        // The next time they are known by their identity, whatever their address has become.
        let other = Browser::new();
        let moved = json!({ "email": "jeanne@ailleurs.fr", "email_verified": true });
        let answer = town.sign_in(&other, "1234", "eidas3", &moved);
        assert!(location(&answer, &town.base).unwrap().ends_with("/fr/bureau"));

        // Out here, then out there, then back.
        let token = field(&text(&desk), "_jeton");
        let answer = browser.post(&format!("{}/fr/deconnexion", town.base), &[("_jeton", &token)]);
        assert!(!town.is_in(&browser));
        let out = onward(&answer).expect("it leads to the provider");
        assert!(
            out.starts_with(&format!("{}/session/end?", town.issuer))
                && parameter(&out, "id_token_hint").is_some()
        );
        let page = text(&browser.get(&out));
        let fields = [("xsrf", &*field(&page, "xsrf")), ("logout", "yes")];
        let answer = browser.post(&format!("{}/session/end/confirm", town.issuer), &fields);
        let back = location(&answer, &town.issuer).unwrap();
        assert!(back.starts_with(&format!("{}/fr/connexion?state=", town.base)), "{back}");
    });
}

#[test]
fn a_lower_level_or_a_plainer_provider_leads_to_the_second_factor() {
    let setting = Setting { is_plain: true, ..USUAL };
    on_each_engine(&setting, |town| {
        town.invited(EMAIL, false);
        let browser = Browser::new();
        let answer = town.sign_in(&browser, "1234", "eidas1", &jeanne());
        let second = location(&answer, &town.base).unwrap();
        assert_eq!(second, format!("{}/fr/connexion/code", town.base));
        // They have none yet: they choose one first, and see nothing before.
        let (at, _) = browser.follow(&second).unwrap();
        assert!(at.ends_with("/fr/connexion/second-facteur"), "{at}");
        let (at, _) = browser.follow(&format!("{}/fr/bureau", town.base)).unwrap();
        assert!(at.ends_with("/fr/connexion/second-facteur"), "{at}");
    });
}

#[test]
fn who_comes_in_is_who_is_known_here() {
    on_each_engine(&USUAL, |town| {
        town.invited(EMAIL, false);
        town.invited("maire@ville.exemple.fr", true);
        let suspended = town.invited("paul@exemple.gouv.fr", false);
        let browser = Browser::new();
        town.sign_in(&browser, "1234", "eidas2", &jeanne());
        assert!(town.is_in(&browser));
        town.sign_in(
            &Browser::new(),
            "paul",
            "eidas2",
            &json!({ "email": "paul@exemple.gouv.fr", "email_verified": true }),
        );
        town.suspend(suspended.id);
        for (sub, claims, says) in [
            ("paul", json!({}), "suspendu"),
            ("paul2", json!({ "email": "paul@exemple.gouv.fr", "email_verified": true }), "suspendu"),
            // The account is somebody else's already, at this very provider.
            ("5678", jeanne(), "autre identité"),
            // Nobody has checked the address.
            ("9", json!({ "email": EMAIL, "email_verified": false }), "Aucun compte"),
            ("9", json!({ "email": EMAIL }), "Aucun compte"),
            ("9", json!({}), "Aucun compte"),
            // The provider is the state's: it does not open the accounts of the town.
            ("10", json!({ "email": "maire@ville.exemple.fr", "email_verified": true }), "Aucun compte"),
            // An organisation that is not known; an address that may not ask.
            (
                "11",
                json!({ "email": "a@exemple.gouv.fr", "email_verified": true, "siret": "35600000000048" }),
                "Aucun compte",
            ),
            ("11", json!({ "email": "a@exemple.gouv.fr", "email_verified": true }), "Aucun compte"),
            (
                "12",
                json!({ "email": "a@ailleurs.fr", "email_verified": true, "siret": SIRET }),
                "Aucun compte",
            ),
        ] {
            let browser = Browser::new();
            let answer = town.sign_in(&browser, sub, "eidas3", &claims);
            refused(town, &browser, &answer, 403, says);
        }
        assert!(town.requests().is_empty());
    });
}

#[test]
fn somebody_of_a_known_organisation_asks_to_come_in_without_knowing_it() {
    on_each_engine(&USUAL, |town| {
        let browser = Browser::new();
        for _ in 0..2 {
            let answer = town.sign_in(&browser, "13", "eidas2", &jeanne());
            let told = text(&browser.get(&location(&answer, &town.base).unwrap()));
            assert!(told.contains("est transmise"), "{told}");
            assert!(!town.is_in(&browser));
        }
        assert_eq!(town.requests(), [EMAIL], "asked once");
    });
}

#[test]
fn a_provider_of_all_spaces_that_vouches_for_addresses_opens_each() {
    let setting = Setting { trusts_email: true, space: None, ..USUAL };
    on_each_engine(&setting, |town| {
        town.invited("maire@ville.exemple.fr", true);
        let browser = Browser::new();
        town.sign_in(&browser, "10", "eidas2", &json!({ "email": "maire@ville.exemple.fr" }));
        assert!(town.is_in(&browser));
        // What it says is not true is not.
        let browser = Browser::new();
        let answer =
            town.sign_in(&browser, "11", "eidas2", &json!({ "email": EMAIL, "email_verified": false }));
        refused(town, &browser, &answer, 403, "Aucun compte");
    });
}

#[test]
fn an_answer_that_is_not_ours_is_refused() {
    const FORGED: &str = "pas pu être vérifiée";
    const LATE: &str = "a déjà servi";
    on_each_engine(&USUAL, |town| {
        town.invited(EMAIL, false);
        let come_back =
            |browser: &Browser| town.identify(browser, &town.begin(browser), "1234", "eidas2", &jeanne());
        // The state, and who answers, changed on the way or left out.
        for (name, value) in [
            ("state", Some("another")),
            ("state", None),
            ("iss", Some("https://evil.example")),
            ("iss", None),
            ("code", Some("another")),
            ("code", None),
        ] {
            let browser = Browser::new();
            let back = with(&come_back(&browser), name, value);
            refused(town, &browser, &browser.get(&back), 403, FORGED);
            // The true answer comes too late then: the attempt is used up.
            refused(town, &browser, &browser.get(&back), 409, LATE);
        }
        // What the provider was asked, changed on the way there: another nonce, another challenge of the code.
        let other = "a-challenge-that-is-as-long-as-it-must-be-43";
        for (name, value) in [("nonce", "another-nonce"), ("code_challenge", &other[..43])] {
            let browser = Browser::new();
            let url = with(&town.begin(&browser), name, Some(value));
            let back = town.identify(&browser, &url, "1234", "eidas2", &jeanne());
            refused(town, &browser, &browser.get(&back), 403, FORGED);
        }
        // Played again by the same browser, after its success; played in another browser, which has begun nothing or
        // something else.
        let browser = Browser::new();
        let back = come_back(&browser);
        assert_eq!(browser.get(&back).status(), 303);
        assert_eq!(browser.get(&back).status(), 409);
        let (browser, thief) = (Browser::new(), Browser::new());
        let back = come_back(&browser);
        refused(town, &thief, &thief.get(&back), 409, LATE);
        town.begin(&thief);
        refused(town, &thief, &thief.get(&back), 403, FORGED);
        // Too late.
        let browser = Browser::new();
        let back = come_back(&browser);
        town.wait(Duration::from_secs(10 * 60));
        refused(town, &browser, &browser.get(&back), 409, LATE);
    });
}

#[test]
fn a_token_that_is_not_the_providers_for_us_now_is_refused() {
    on_each_engine(&USUAL, |town| {
        town.invited(EMAIL, false);
        for how in [
            json!({ "claims": { "aud": "another-service" } }),
            json!({ "claims": { "aud": ["parvis", "another-service"] } }),
            json!({ "claims": { "iss": "https://evil.example" } }),
            json!({ "claims": { "exp": 1_700_000_000 } }),
            json!({ "claims": { "nonce": null } }),
            json!({ "claims": { "sub": "another" } }),
            json!({ "claims": { "at_hash": "AAAAAAAAAAAAAAAAAAAAAA" } }),
            json!({ "key": "other" }),
            json!({ "key": "secret" }),
            json!({ "key": "none" }),
        ] {
            let browser = Browser::new();
            let back = town.identify(&browser, &town.begin(&browser), "1234", "eidas2", &jeanne());
            town.spoil(&how);
            let answer = browser.get(&back);
            assert_eq!(answer.status(), 403, "{how}: {}", text(&answer));
            assert!(!town.is_in(&browser), "{how}");
        }
        // Put together again by the same hand, with nothing changed, it is good.
        let browser = Browser::new();
        let back = town.identify(&browser, &town.begin(&browser), "1234", "eidas2", &jeanne());
        town.spoil(&json!({}));
        browser.get(&back);
        assert!(town.is_in(&browser));
    });
}

#[test]
fn a_level_that_is_required_is_not_talked_away() {
    let setting = Setting { acr_required: true, ..USUAL };
    on_each_engine(&setting, |town| {
        town.invited(EMAIL, false);
        let browser = Browser::new();
        let url = town.begin(&browser);
        assert!(
            parameter(&url, "claims").unwrap().contains("essential")
                && parameter(&url, "acr_values").is_some()
        );
        // Whoever holds the browser asks for less on its behalf.
        let url = with(&with(&url, "claims", None), "acr_values", Some("eidas1"));
        let back = town.identify(&browser, &url, "1234", "eidas1", &jeanne());
        refused(town, &browser, &browser.get(&back), 403, "second facteur");
        let browser = Browser::new();
        town.sign_in(&browser, "1234", "eidas2", &jeanne());
        assert!(town.is_in(&browser));
    });
}

#[test]
fn whoever_changes_their_mind_is_told_so_and_a_provider_that_is_down_stops_nobody_here() {
    on_each_engine(&USUAL, |town| {
        town.invited(EMAIL, false);
        let browser = Browser::new();
        let answer = town.sign_in(&browser, "nobody", "", &json!({}));
        refused(town, &browser, &answer, 403, "interrompue");
        town.sign_in(&browser, "1234", "eidas2", &jeanne());
        town.stop_provider();
        // What it published is still known for a while, then not any more.
        town.wait(Duration::from_secs(11 * 60));
        let other = Browser::new();
        let answer = town.press(&other);
        refused(town, &other, &answer, 503, "ne répond pas");
        let desk = text(&browser.get(&format!("{}/fr/bureau", town.base)));
        let answer =
            browser.post(&format!("{}/fr/deconnexion", town.base), &[("_jeton", &field(&desk, "_jeton"))]);
        assert!(location(&answer, &town.base).unwrap().contains("/fr/connexion"));
        assert!(!town.is_in(&browser));
    });
}

#[test]
fn an_address_that_names_no_provider_is_not_found() {
    on_each_engine(&USUAL, |town| {
        let answer = Browser::new().get(&format!("{}/en/sign-in/with/nobody/return?code=1", town.base));
        assert_eq!(answer.status(), 404);
    });
}
