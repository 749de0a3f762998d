use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_journal::By;
use parvis_kernel::{Id, Permission, Role, Scope};
use parvis_measures::{Reading, Value, Window};
use parvis_procedures::assessment::{Evidence, Freshness, Stage};
use parvis_procedures::service::assess::{self, Sheet};
use parvis_procedures::service::coverage::{self, Wanted};

use crate::world::{World, on_each_engine, wrong};

fn sheet(pairs: &[(&str, &str)]) -> Sheet {
    Sheet {
        answers: pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
        evidence: Evidence { link: "https://exemple.fr/entree".into(), note: String::new() },
        ..Sheet::default()
    }
}

fn use_of() -> Sheet {
    sheet(&[("online", "75"), ("total", "100")])
}

fn save(world: &World, by: &By, slug: &str, indicator: &str, sheet: &Sheet) -> Result<Id, AccountsError> {
    world.pool().write(|db| assess::save(db, &world.files, &world.means, by, slug, indicator, sheet))
}

fn accept(world: &World, by: &By, id: Id) -> Result<(), AccountsError> {
    world.pool().write(|db| assess::accept(db, &world.files, by, id))
}

fn readings(world: &World, slug: &str) -> Vec<Reading> {
    let id = world.place(slug).procedure.unwrap();
    world.pool().read(|db| parvis_measures::of_procedure(db, id)).unwrap()
}

/// A procedure, who answers for it, and the quality officer of its space.
fn people(world: &World) -> (String, Id, Id) {
    let slug = world.procedure(world.state, "impot-1", "Déclarer", "Direction des impôts");
    let owner = world.agent("porteur", Role::ProcedureOwner, world.scope(&slug));
    let officer = world.agent("qualite", Role::QualityOfficer, Scope::Space(world.state));
    (slug, owner, officer)
}

#[test]
fn a_criterion_is_assessed_by_one_and_accepted_by_another() {
    on_each_engine(|world| {
        let (slug, owner, officer) = people(world);
        let id = save(world, &world.by(owner), &slug, "digital_use", &use_of()).unwrap();
        assert!(readings(world, &slug).is_empty(), "nothing is in the ledger before the second reading");
        assert_eq!(wrong(accept(world, &world.by(owner), id)), ("", "crit-four-eyes"));
        let by = world.by(officer);
        accept(world, &by, id).unwrap();
        let reading = readings(world, &slug).remove(0);
        assert_eq!((reading.value, reading.n), (Value::Number(0.75), Some(100)));
        assert_eq!((reading.source.as_str(), reading.window, reading.revision), ("human", Window::Year, 1));
        assert_eq!((reading.as_of.to_string().as_str(), reading.recorded_at), ("2026-03-01", by.now));
        assert_eq!(reading.method, "1");
        let acts: Vec<_> =
            ["criterion.send", "criterion.accept"].map(|action| world.acts(action).len()).into();
        assert_eq!(acts, [1, 1]);
        let entry = world.acts("criterion.accept").remove(0);
        assert_eq!((entry.object, entry.actor), (id.to_string(), Some(officer)));
        assert_eq!(wrong(accept(world, &world.by(officer), id)), ("", "crit-not-waiting"));
        let kept =
            world.pool().read(|db| assess::get(db, &by, id, Permission::MeasureRead)).unwrap().assessment;
        assert_eq!((kept.stage, kept.expires_on.to_string().as_str()), (Stage::Accepted, "2027-03-01"));
    });
}

#[test]
fn a_second_assessment_of_the_same_day_supersedes_the_first() {
    on_each_engine(|world| {
        let (slug, owner, officer) = people(world);
        for (total, revision) in [("100", 1), ("150", 2)] {
            let sheet = sheet(&[("online", "75"), ("total", total)]);
            let id = save(world, &world.by(owner), &slug, "digital_use", &sheet).unwrap();
            accept(world, &world.by(officer), id).unwrap();
            assert_eq!(readings(world, &slug)[0].revision, revision);
        }
        assert_eq!(readings(world, &slug)[0].value, Value::Number(0.5));
    });
}

#[test]
fn an_assessment_is_given_back_and_sent_again() {
    on_each_engine(|world| {
        let (slug, owner, officer) = people(world);
        let send_back = |by: &By, id, why: &str| world.pool().write(|db| assess::send_back(db, by, id, why));
        let id = save(world, &world.by(owner), &slug, "digital_use", &use_of()).unwrap();
        assert_eq!(wrong(send_back(&world.by(owner), id, "non")), ("", "crit-four-eyes"));
        assert_eq!(wrong(send_back(&world.by(officer), id, " ")), ("reason", "accounts-required"));
        assert_eq!(
            wrong(send_back(&world.by(officer), id, &"x".repeat(501))),
            ("reason", "proc-reason-long")
        );
        assert_eq!(
            wrong(save(world, &world.by(owner), &slug, "digital_use", &use_of())),
            ("", "crit-waiting")
        );
        send_back(&world.by(officer), id, "D'où vient le total ?").unwrap();
        assert_eq!(world.acts("criterion.return")[0].reason.as_deref(), Some("D'où vient le total ?"));
        assert!(readings(world, &slug).is_empty());
        // Whoever corrects it becomes the one who assessed: the other accepts.
        let again = save(world, &world.by(officer), &slug, "digital_use", &use_of()).unwrap();
        assert_eq!(again, id, "it is the same assessment");
        assert_eq!(wrong(accept(world, &world.by(officer), id)), ("", "crit-four-eyes"));
        accept(world, &world.by(owner), id).unwrap();
        assert_eq!(readings(world, &slug).len(), 1);
    });
}

#[test]
fn what_is_wrong_is_said_of_its_question_and_a_draft_may_be_incomplete() {
    on_each_engine(|world| {
        let (slug, owner, _) = people(world);
        let by = world.by(owner);
        let evidence = |link: &str, note: &str| Sheet {
            evidence: Evidence { link: link.into(), note: note.into() },
            ..use_of()
        };
        for (sheet, want) in [
            (sheet(&[("online", "5")]), ("total", "crit-answer")),
            (sheet(&[("online", "5"), ("total", "4")]), ("online", "crit-share-more")),
            (evidence("", " "), ("link", "crit-evidence-none")),
            (evidence("http://exemple.fr", ""), ("link", "crit-link-form")),
            (evidence("javascript:alert(1)", ""), ("link", "crit-link-form")),
            (evidence("", &"x".repeat(2001)), ("note", "crit-note-long")),
        ] {
            assert_eq!(wrong(save(world, &by, &slug, "digital_use", &sheet)), want);
        }
        assert_eq!(
            wrong(save(world, &by, &slug, "satisfaction", &use_of())).1,
            "not found",
            "people do not read it"
        );
        assert_eq!(
            wrong(save(world, &world.console(), &slug, "digital_use", &use_of())).1,
            "forbidden",
            "a person assesses"
        );
        let draft = Sheet { is_draft: true, evidence: Evidence::default(), ..sheet(&[("online", "5")]) };
        let id = save(world, &by, &slug, "digital_use", &draft).unwrap();
        assert_eq!(
            save(world, &world.by(owner), &slug, "digital_use", &use_of()).unwrap(),
            id,
            "the draft is sent"
        );
        assert_eq!(world.acts("criterion.draft").len(), 1);
    });
}

#[test]
fn the_wrong_people_neither_assess_nor_accept() {
    on_each_engine(|world| {
        let (slug, owner, _) = people(world);
        let id = save(world, &world.by(owner), &slug, "digital_use", &use_of()).unwrap();
        for (name, role, scope, on_save, on_accept) in [
            ("contribution", Role::Contributor, world.scope(&slug), "crit-waiting", "forbidden"),
            ("audit", Role::Auditor, Scope::Platform, "forbidden", "forbidden"),
            ("titres", Role::ProcedureOwner, Scope::Organisation(world.papers.id), "not found", "not found"),
            ("ville", Role::QualityOfficer, Scope::Space(world.town), "not found", "not found"),
            ("accueil", Role::CounterAgent, Scope::Space(world.state), "not found", "not found"),
        ] {
            let agent = world.agent(name, role, scope);
            let saved = save(world, &world.by(agent), &slug, "digital_use", &use_of());
            assert_eq!(wrong(saved).1, on_save, "{name}");
            assert_eq!(wrong(accept(world, &world.by(agent), id)).1, on_accept, "{name}");
        }
        assert!(readings(world, &slug).is_empty());
    });
}

#[test]
fn the_database_itself_keeps_what_was_accepted_and_wants_two_people() {
    on_each_engine(|world| {
        let (slug, owner, officer) = people(world);
        let id = save(world, &world.by(owner), &slug, "digital_use", &use_of()).unwrap();
        let run = |sql: &str| world.pool().write(|db: &mut Db| db.execute_batch(sql));
        let alone =
            "UPDATE procedures_assessment SET state = 'accepted', reviewed_by = assessed_by, reviewed_at = 1";
        assert!(run(alone).is_err(), "nobody reads again what they assessed");
        accept(world, &world.by(officer), id).unwrap();
        for sql in ["UPDATE procedures_assessment SET note = 'x'", "DELETE FROM procedures_assessment"] {
            assert!(run(sql).is_err(), "{sql}");
        }
    });
}

#[test]
fn what_is_stale_or_missing_is_listed() {
    on_each_engine(|world| {
        let (slug, owner, officer) = people(world);
        world.procedure(world.town, "creche-1", "Crèche", "Mairie");
        let list = |by: &By| world.pool().read(|db| coverage::list(db, by)).unwrap().1;
        let all = list(&world.by(owner));
        assert_eq!((all.len(), all[0].standings.len()), (1, 5));
        let by = world.by(officer);
        assert!(Wanted::Due.finds(&all[0], by.now) && !Wanted::Waiting.finds(&all[0], by.now));
        let id = save(world, &world.by(owner), &slug, "digital_use", &use_of()).unwrap();
        assert!(Wanted::Waiting.finds(&list(&by)[0], by.now));
        accept(world, &world.by(officer), id).unwrap();
        let standing = list(&by)[0].standings[2];
        assert_eq!((standing.accepted.map(|(id, _)| id), standing.under_way), (Some(id), None));
        let at = |text: &str| standing.freshness(text.parse().unwrap());
        assert!(matches!(at("2027-01-01T00:00:00Z"), Freshness::Fresh(_)));
        assert!(matches!(at("2027-02-15T00:00:00Z"), Freshness::Soon(_)));
        assert!(matches!(at("2027-03-02T00:00:00Z"), Freshness::Expired(_)));
    });
}
