use parvis_accounts::AccountsError;
use parvis_catalog::{Kind, State};
use parvis_db::Db;
use parvis_journal::By;
use parvis_kernel::{Permission, Role, Scope};
use parvis_procedures::service::catalogue::{self, Search};
use parvis_procedures::service::facts::{self, Told};
use parvis_procedures::service::life::{self, End, NewProcedure};

use crate::world::{World, on_each_engine, wrong};

const TAXES: &str = "Direction des impôts";
const PAPERS: &str = "Direction des titres";

fn set(world: &World, by: &By, slug: &str, kind: Kind, value: &str) -> Result<(), AccountsError> {
    let told = Told { kind, value: value.into(), on: "2026-02-01".parse().unwrap(), reason: "essai".into() };
    world.pool().write(|db| facts::set(db, by, slug, &told))
}

fn end(world: &World, by: &By, slug: &str, how: &End) -> Result<(), AccountsError> {
    let on = "2026-02-01".parse().unwrap();
    world.pool().write(|db| life::end(db, by, slug, how, on, "essai"))
}

fn names(world: &World, by: &By) -> Vec<String> {
    let read = |db: &mut Db| catalogue::list(db, by, Permission::CatalogRead);
    world.pool().read(read).unwrap().1.into_iter().map(|one| one.shown.name).collect()
}

#[test]
fn everyone_sees_what_lies_where_they_hold_a_right_and_nothing_else() {
    on_each_engine(|world| {
        let tax = world.procedure(world.state, "impot-1", "Déclarer ses revenus", TAXES);
        let card = world.procedure(world.state, "titre-1", "Carte d'identité", PAPERS);
        let nursery = world.procedure(world.town, "creche-1", "Crèche", "Mairie");
        let (state, town) = (Scope::Space(world.state), Scope::Space(world.town));
        let taxes = Scope::Organisation(world.taxes.id);
        for (name, role, scope, want) in [
            (
                "plateforme",
                Role::PlatformAdministrator,
                Scope::Platform,
                vec!["Carte d'identité", "Crèche", "Déclarer ses revenus"],
            ),
            ("etat", Role::QualityOfficer, state, vec!["Carte d'identité", "Déclarer ses revenus"]),
            ("ville", Role::QualityOfficer, town, vec!["Crèche"]),
            (
                "ministere",
                Role::ProcedureOwner,
                Scope::Organisation(world.ministry.id),
                vec!["Carte d'identité", "Déclarer ses revenus"],
            ),
            ("impots", Role::ProcedureOwner, taxes, vec!["Déclarer ses revenus"]),
            ("carte", Role::Contributor, world.scope(&card), vec!["Carte d'identité"]),
        ] {
            let by = world.someone(name, role, scope);
            assert_eq!(names(world, &by), want, "{name}");
            for (slug, name_of) in
                [(&tax, "Déclarer ses revenus"), (&card, "Carte d'identité"), (&nursery, "Crèche")]
            {
                let read = |db: &mut Db| catalogue::get(db, &by, slug, Permission::CatalogRead);
                let got = world.pool().read(read);
                assert_eq!(got.is_ok(), want.contains(&name_of), "{name} {slug}");
                if let Err(error) = got {
                    assert!(
                        matches!(error, AccountsError::NotFound),
                        "{name} {slug}: it does not exist for them"
                    );
                }
            }
        }
    });
}

#[test]
fn the_list_is_searched_without_accents() {
    on_each_engine(|world| {
        let slug = world.procedure(world.state, "impot-1", "Déclarer ses Revenus", TAXES);
        let by = world.console();
        let one = world.pool().read(|db| catalogue::get(db, &by, &slug, Permission::CatalogRead)).unwrap();
        let text = |text: &str| Search { text: text.into(), ..Search::default() };
        for (search, want) in [
            (text("declarer"), true),
            (text("REVENUS déclarer"), true),
            (text("impot-1"), true),
            (text("exemple.fr"), true),
            (text("déclarer carte"), false),
            (Search { organisation: Some(world.ministry.id), ..text("") }, true),
            (Search { organisation: Some(world.papers.id), ..text("") }, false),
            (Search { state: Some(State::Listed), ..text("") }, true),
            (Search { state: Some(State::Merged), ..text("") }, false),
        ] {
            assert_eq!(search.finds(&one), want, "{search:?}");
        }
    });
}

#[test]
fn a_fact_is_set_by_who_answers_for_it_and_the_journal_says_what_changed() {
    on_each_engine(|world| {
        let slug = world.procedure(world.state, "impot-1", "Déclarer", TAXES);
        let owner = world.someone("porteur", Role::ProcedureOwner, world.scope(&slug));
        set(world, &owner, &slug, Kind::Name, "Déclarer ses revenus").unwrap();
        let entry = world.acts("procedure.set").remove(0);
        assert_eq!(
            (entry.actor, entry.space, entry.reason.as_deref()),
            (owner.actor.agent, Some(world.state), Some("essai"))
        );
        let told: Vec<_> =
            entry.changes.iter().map(|c| (c.what.as_str(), c.from.as_deref(), c.to.as_deref())).collect();
        assert_eq!(
            told,
            [("day", None, Some("2026-02-01")), ("name", Some("Déclarer"), Some("Déclarer ses revenus"))]
        );
        for (name, role, scope, want) in [
            ("contribution", Role::Contributor, world.scope(&slug), "forbidden"),
            ("audit", Role::Auditor, Scope::Platform, "forbidden"),
            ("titres", Role::ProcedureOwner, Scope::Organisation(world.papers.id), "not found"),
            ("ville", Role::QualityOfficer, Scope::Space(world.town), "not found"),
        ] {
            let by = world.someone(name, role, scope);
            assert_eq!(wrong(set(world, &by, &slug, Kind::Theme, "Impôts")).1, want, "{name}");
        }
        assert_eq!(
            wrong(set(world, &owner, &slug, Kind::Name, "Déclarer ses revenus")),
            ("value", "proc-same")
        );
        assert_eq!(
            wrong(set(world, &owner, &slug, Kind::Address, "ftp://x")),
            ("value", "proc-form-address")
        );
        assert_eq!(
            wrong(set(world, &owner, &slug, Kind::Space, "ville")).1,
            "not found",
            "no page moves it to another space"
        );
        assert_eq!(wrong(set(world, &owner, &slug, Kind::State, "retired")).1, "not found");
    });
}

#[test]
fn nobody_sends_a_procedure_where_they_have_no_say() {
    on_each_engine(|world| {
        let slug = world.procedure(world.state, "impot-1", "Déclarer", TAXES);
        let taxes = world.someone("impots", Role::ProcedureOwner, Scope::Organisation(world.taxes.id));
        let moved = set(world, &taxes, &slug, Kind::Administration, PAPERS);
        assert_eq!(wrong(moved), ("value", "proc-not-there"));
        let ministry =
            world.someone("ministere", Role::ProcedureOwner, Scope::Organisation(world.ministry.id));
        set(world, &ministry, &slug, Kind::Administration, PAPERS).unwrap();
        assert_eq!(world.place(&slug).organisations, world.papers.line);
        let taxes = world.by(taxes.actor.agent.unwrap());
        assert_eq!(
            wrong(set(world, &taxes, &slug, Kind::Theme, "Impôts")).1,
            "not found",
            "it is theirs no more"
        );
    });
}

#[test]
fn a_number_means_one_procedure() {
    on_each_engine(|world| {
        let slug = world.procedure(world.state, "impot-1", "Déclarer", TAXES);
        world.procedure(world.town, "creche-1", "Crèche", "Mairie");
        let owner = world.someone("porteur", Role::ProcedureOwner, world.scope(&slug));
        assert_eq!(
            wrong(set(world, &owner, &slug, Kind::Number, "creche-1")),
            ("value", "proc-number-taken")
        );
        set(world, &owner, &slug, Kind::Number, "impot-2").unwrap();
        assert_eq!(world.acts("procedure.renumber").len(), 1);
        let by = world.console();
        let found =
            world.pool().read(|db| catalogue::get(db, &by, "impot-2", Permission::CatalogRead)).unwrap();
        assert_eq!(found.procedure.slug, slug, "the slug stays");
    });
}

#[test]
fn beginning_merging_and_splitting_need_the_whole_space() {
    on_each_engine(|world| {
        let slug = world.procedure(world.state, "impot-1", "Déclarer", TAXES);
        let other = world.procedure(world.state, "impot-2", "Corriger", TAXES);
        let third = world.procedure(world.state, "impot-3", "Payer", TAXES);
        let elsewhere = world.procedure(world.town, "creche-1", "Crèche", "Mairie");
        let owner = world.someone("porteur", Role::ProcedureOwner, Scope::Organisation(world.taxes.id));
        let officer = world.someone("qualite", Role::QualityOfficer, Scope::Space(world.state));
        let new = |number: &str| NewProcedure {
            space: world.state,
            number: number.into(),
            facts: vec![(Kind::Name, "Nouvelle".into())],
            on: "2026-01-01".parse().unwrap(),
            reason: "essai".into(),
        };
        let create =
            |by: &By, new: &NewProcedure| world.pool().write(|db| life::create(db, &world.means, by, new));
        assert_eq!(wrong(create(&owner, &new("n-1"))).1, "not found", "no space is theirs");
        create(&officer, &new("n-1")).unwrap();
        assert_eq!(
            wrong(create(&officer, &NewProcedure { facts: Vec::new(), ..new("n-2") })),
            ("name", "proc-form-name")
        );
        assert_eq!(wrong(create(&officer, &new("impot-1"))), ("number", "proc-number-taken"));
        assert_eq!(
            wrong(create(&officer, &NewProcedure { reason: " ".into(), ..new("n-2") })),
            ("reason", "accounts-required")
        );
        let merge = End::Merge(other.clone());
        assert_eq!(wrong(end(world, &owner, &slug, &merge)).1, "forbidden");
        for (how, want) in [
            (End::Merge(elsewhere.clone()), ("into", "proc-no-such")),
            (End::Merge(slug.clone()), ("into", "proc-itself")),
            (End::Merge(String::new()), ("into", "accounts-required")),
            (End::Split(vec![other.clone(), other.clone()]), ("into", "proc-split-two")),
        ] {
            assert_eq!(wrong(end(world, &officer, &slug, &how)), want, "{how:?}");
        }
        end(world, &officer, &slug, &merge).unwrap();
        let merged = world.acts("procedure.merge").remove(0);
        assert!(merged.changes.iter().any(|c| c.what == "into" && c.to.as_deref() == Some(other.as_str())));
        assert_eq!(wrong(end(world, &officer, &slug, &End::Retire)), ("", "proc-ended"));
        let next = world.by(owner.actor.agent.unwrap());
        end(world, &next, &third, &End::Retire).unwrap();
        assert_eq!(world.acts("procedure.retire").len(), 1, "who answers for one may say that it has ended");
    });
}

#[test]
fn a_new_procedure_of_another_space_is_seen_there_alone_from_the_first_moment() {
    on_each_engine(|world| {
        let town = world.someone("ville", Role::QualityOfficer, Scope::Space(world.town));
        let new = NewProcedure {
            space: world.town,
            number: "cantine".into(),
            facts: vec![(Kind::Name, "Cantine".into())],
            on: "2027-01-01".parse().unwrap(),
            reason: "essai".into(),
        };
        world.pool().write(|db| life::create(db, &world.means, &town, &new)).unwrap();
        let state = world.someone("etat", Role::QualityOfficer, Scope::Space(world.state));
        assert!(names(world, &state).is_empty());
        assert_eq!(names(world, &town), ["Cantine"]);
    });
}
