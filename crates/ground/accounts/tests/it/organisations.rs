use parvis_accounts::AccountsError;
use parvis_accounts::model::Settings;
use parvis_accounts::service::organisations::{self, NewOrganisation};
use parvis_accounts::service::spaces::{self, NewSpace};
use parvis_kernel::{Id, Permission, Role, Scope};

use crate::{World, on_each_engine};

fn new(name: &str, parent: Option<Id>) -> NewOrganisation {
    NewOrganisation { name: name.into(), kind: "administration".into(), siret: String::new(), parent }
}

fn create(w: &World, new: &NewOrganisation) -> Result<Id, AccountsError> {
    w.pool.write(|db| organisations::create(db, &w.means, &w.console(), w.space.id, new)).map(|o| o.id)
}

#[expect(clippy::needless_pass_by_value, reason = "a result that is looked at once")]
fn field<T>(result: Result<T, AccountsError>) -> Option<&'static str> {
    match result {
        Err(AccountsError::Invalid { field, .. }) => Some(field),
        _ => None,
    }
}

#[test]
fn organisations_stand_under_one_another_and_never_in_a_circle() {
    on_each_engine(|w| {
        let top = create(w, &new("Ministère", None)).unwrap();
        let middle = create(w, &new("Direction", Some(top))).unwrap();
        let bottom = create(w, &new("Bureau", Some(middle))).unwrap();
        let get =
            |id| w.pool.read(|db| organisations::get(db, &w.console(), id, Permission::CatalogRead)).unwrap();
        assert_eq!(get(bottom).line, [bottom, middle, top]);
        let change = |id, new: &NewOrganisation| {
            w.pool.write(|db| organisations::change(db, &w.console(), id, new, false))
        };
        assert_eq!(field(change(top, &new("Ministère", Some(bottom)))), Some("parent"));
        assert_eq!(field(change(top, &new("Ministère", Some(top)))), Some("parent"));
        change(bottom, &new("Bureau renommé", Some(top))).unwrap();
        let moved = get(bottom);
        assert_eq!(
            (moved.line, moved.name.as_str(), moved.slug.as_str()),
            (vec![bottom, top], "Bureau renommé", "bureau")
        );
    });
}

#[test]
fn numbers_names_and_kinds_are_checked() {
    on_each_engine(|w| {
        for (siret, want) in
            [("130 025 265 00013", None), ("13002526500014", Some("siret")), ("123", Some("siret"))]
        {
            let one = NewOrganisation { siret: siret.into(), ..new(&format!("Service {siret}"), None) };
            assert_eq!(field(create(w, &one)), want, "{siret}");
        }
        create(w, &new("Même nom", None)).unwrap();
        assert_eq!(field(create(w, &new("meme  nom", None))), Some("name"));
        assert_eq!(field(create(w, &new(" ", None))), Some("name"));
        assert_eq!(
            field(create(w, &NewOrganisation { kind: "autre".into(), ..new("X", None) })),
            Some("kind")
        );
    });
}

#[test]
fn a_local_authority_has_its_official_code() {
    on_each_engine(|w| {
        let open = |kind: &str, code: &str| {
            let new = NewSpace { name: format!("{kind} {code}"), kind: kind.into(), territory: code.into() };
            field(w.pool.write(|db| spaces::create(db, &w.means, &w.console(), &new)))
        };
        for (kind, code, want) in [
            ("commune", "01004", None),
            ("commune", "2A004", None),
            ("commune", "", Some("territory")),
            ("commune", "1004", Some("territory")),
            ("departement", "974", None),
            ("region", "84", None),
            ("epci", "200040350", None),
            ("state", "", None),
            ("state", "75", Some("territory")),
            ("galaxie", "", Some("kind")),
        ] {
            assert_eq!(open(kind, code), want, "{kind} {code}");
        }
    });
}

#[test]
fn a_keeper_of_one_organisation_keeps_what_lies_under_it() {
    on_each_engine(|w| {
        let (own, other) =
            (create(w, &new("La leur", None)).unwrap(), create(w, &new("Une autre", None)).unwrap());
        let under = create(w, &new("Dessous", Some(own))).unwrap();
        let keeper = w.agent(&[]);
        w.give(keeper.id, Role::OrganisationAdministrator, Scope::Organisation(own));
        let (_, by) = w.as_agent(&keeper);
        let seen: Vec<Id> =
            w.pool.read(|db| organisations::list(db, &by)).unwrap().iter().map(|o| o.id).collect();
        assert_eq!(seen, [under, own]);
        let add = |parent| {
            w.pool.write(|db| organisations::create(db, &w.means, &by, w.space.id, &new("Neuf", parent)))
        };
        assert!(matches!(add(None), Err(AccountsError::Forbidden)));
        assert_eq!(field(add(Some(other))), Some("parent"));
        add(Some(under)).unwrap();
        let settings = w.pool.write(|db| spaces::change(db, &by, w.space.id, "Pris", &Settings::default()));
        assert!(settings.is_err());
    });
}

#[test]
fn settings_out_of_range_are_refused() {
    on_each_engine(|w| {
        let change = |settings: &Settings| {
            field(w.pool.write(|db| spaces::change(db, &w.console(), w.space.id, "Ici", settings)))
        };
        assert_eq!(
            change(&Settings { retention_months: 0, ..Settings::default() }),
            Some("retention_months")
        );
        assert_eq!(
            change(&Settings { retention_months: 121, ..Settings::default() }),
            Some("retention_months")
        );
        assert_eq!(change(&Settings { contact: "accueil".into(), ..Settings::default() }), Some("contact"));
        assert_eq!(change(&Settings { languages: vec![], ..Settings::default() }), Some("languages"));
        assert_eq!(change(&Settings { domains: vec!["@x".into()], ..Settings::default() }), Some("domains"));
        let good = Settings { domains: vec!["exemple.fr".into()], four_eyes: false, ..Settings::default() };
        assert_eq!(change(&good), None);
        let kept = w.pool.read(spaces::all).unwrap().remove(0).settings;
        assert_eq!(kept, good);
    });
}
