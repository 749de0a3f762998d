//! What a space decides of its pages: its contact, its languages, its name.

use parvis_accounts::AccountsError;
use parvis_accounts::model::Settings;
use parvis_accounts::service::spaces;
use parvis_db::testing::each_engine;
use parvis_kernel::{Id, Locale, Role, Scope};
use parvis_ui::Theme;

use crate::people::{People, people};

fn change(people: &People, space: Id, settings: &Settings) -> Result<(), AccountsError> {
    people.pool.write(|db| spaces::change(db, &people.by(), space, "Mairie d'ici", settings))
}

fn settings(contact: &str, languages: &[Locale]) -> Settings {
    Settings { contact: contact.into(), languages: languages.to_vec(), ..Settings::default() }
}

const ENGLISH: &str = "hreflang=\"en\"";

#[test]
fn each_space_dresses_its_own_pages() {
    for db in each_engine(parvis::MIGRATIONS) {
        let first = people(&db.pool);
        let home = first.client.text("/fr/mentions-legales");
        assert!(
            home.contains(ENGLISH) && !home.contains("accueil@ici.example"),
            "before anything is decided"
        );
        change(&first, first.here, &settings("accueil@ici.example", &[Locale::Fr])).unwrap();
        change(&first, first.elsewhere, &settings("https://ailleurs.example", Locale::ALL)).unwrap();
        // The public pages are those of the first space; what changed is looked for each second, here at the start.
        let client = first.restarted();
        let legal = client.text("/fr/mentions-legales");
        assert!(legal.contains("mailto:accueil@ici.example"), "{legal}");
        assert!(legal.contains("Mairie d&#39;ici"), "the space publishes: {legal}");
        assert!(!legal.contains(ENGLISH), "one language leaves nothing to choose");
        let answer = client.ask("GET", "/", &[("accept-language", "en")]);
        assert_eq!(answer.header("location"), "/fr");
        assert!(client.site_map().iter().all(|address| !address.starts_with("/en")));
        assert!(
            client.text("/en/legal").contains("hreflang=\"fr\""),
            "an address that is known still answers"
        );
        // Behind the door each agent sees the pages of their space.
        for (space, is_bilingual) in [(first.here, false), (first.elsewhere, true)] {
            let agent = first.agent(space, Role::Auditor, Scope::Space(space));
            let page = first.get(&first.session(agent), "/fr/bureau").text();
            assert_eq!(page.contains(ENGLISH), is_bilingual, "{page}");
        }
    }
}

#[test]
fn what_would_break_the_pages_is_refused() {
    for db in each_engine(parvis::MIGRATIONS) {
        let people = people(&db.pool);
        for contact in ["javascript://%0aalert(1)", "accueil", "ftp://ici.example"] {
            let refused = change(&people, people.here, &settings(contact, Locale::ALL));
            assert!(matches!(refused, Err(AccountsError::Invalid { field: "contact", .. })), "{contact}");
        }
        let state = Settings { theme: Some(Theme::State), ..Settings::default() };
        let refused = change(&people, people.here, &state);
        assert_eq!(
            refused.is_ok(),
            parvis_web::has_asset("state.css"),
            "a theme that this build does not have"
        );
    }
}
