use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_journal::By;
use parvis_kernel::{Role, Scope};
use parvis_measures::{Reading, Value, Window};
use parvis_procedures::service::correct::{self, Correction, Maker, Name, Trace};

use crate::world::{World, at, on_each_engine, wrong};

/// A procedure with a mark of 8.2 from 120 opinions, and what that reading is called.
pub fn measured(world: &World) -> (String, Name) {
    let slug = world.procedure(world.state, "impot-1", "Déclarer", "Direction des impôts");
    let reading = Reading {
        procedure: world.place(&slug).procedure.unwrap(),
        indicator: "satisfaction".into(),
        method: "1".into(),
        window: Window::Year,
        as_of: "2026-01-31".parse().unwrap(),
        value: Value::Number(8.2),
        n: Some(120),
        counts: None,
        source: "jdma".into(),
        collected_at: at(0),
        recorded_at: at(0),
        revision: 1,
        reason: None,
    };
    let name = Name::of(&reading);
    world.pool().write(|db| parvis_measures::record(db, reading)).unwrap();
    (slug, name)
}

fn fix(value: &str, n: &str, seen: i32) -> Correction {
    Correction { value: value.into(), n: n.into(), reason: "fichier faux".into(), seen }
}

fn correct(world: &World, by: &By, slug: &str, name: &Name, fix: &Correction) -> Result<(), AccountsError> {
    world.pool().write(|db| correct::correct(db, by, slug, name, fix))
}

fn trace(world: &World, by: &By, slug: &str, name: &Name) -> Result<Trace, AccountsError> {
    world.pool().read(|db: &mut Db| correct::trace(db, by, slug, name))
}

#[test]
fn a_correction_supersedes_and_leaves_a_trace() {
    on_each_engine(|world| {
        let (slug, name) = measured(world);
        let officer = world.agent("qualite", Role::QualityOfficer, Scope::Space(world.state));
        let by = world.by(officer);
        correct(world, &by, &slug, &name, &fix("7,9", "1 200", 1)).unwrap();
        let (_, all) = world.pool().read(|db| correct::list(db, &by, &slug)).unwrap();
        assert_eq!(all.len(), 1, "one reading is in force");
        assert_eq!((&all[0].value, all[0].n, all[0].revision), (&Value::Number(7.9), Some(1200), 2));
        let trace = trace(world, &by, &slug, &name).unwrap();
        let told: Vec<_> =
            trace.revisions.iter().map(|(r, by)| (r.revision, r.reason.as_deref(), *by)).collect();
        assert_eq!(
            told,
            [(2, Some("fichier faux"), Maker::Corrected(Some(officer))), (1, None, Maker::Source)]
        );
        assert_eq!(trace.names.get(&officer).map(String::as_str), Some("qualite"));
        let entry = world.acts("measure.correct").remove(0);
        let changes: Vec<_> =
            entry.changes.iter().map(|c| (c.what.as_str(), c.from.as_deref(), c.to.as_deref())).collect();
        assert_eq!(
            changes,
            [
                ("revision", None, Some("2")),
                ("value", Some("8.2"), Some("7.9")),
                ("n", Some("120"), Some("1200"))
            ]
        );
        assert_eq!(entry.object, "impot-1 satisfaction.12m.2026-01-31.jdma");
    });
}

#[test]
fn a_correction_that_is_wrong_is_refused() {
    on_each_engine(|world| {
        let (slug, name) = measured(world);
        let officer = world.agent("qualite", Role::QualityOfficer, Scope::Space(world.state));
        let by = world.by(officer);
        let why = |text: &str| Correction { reason: text.into(), ..fix("7", "120", 1) };
        for (correction, want) in [
            (fix("11", "120", 1), ("value", "meas-value-form")),
            (fix("beaucoup", "120", 1), ("value", "meas-value-form")),
            (fix("", "120", 1), ("value", "meas-value-form")),
            (fix("7", "0", 1), ("n", "meas-n-form")),
            (fix("7", "-4", 1), ("n", "meas-n-form")),
            (fix("8.2", "120", 1), ("value", "meas-same")),
            (why(" "), ("reason", "accounts-required")),
            (why(&"x".repeat(501)), ("reason", "proc-reason-long")),
            (fix("7", "120", 2), ("", "meas-changed")),
        ] {
            assert_eq!(wrong(correct(world, &by, &slug, &name, &correction)), want, "{correction:?}");
        }
        let other = Name { source: "autre".into(), ..name.clone() };
        assert_eq!(wrong(correct(world, &by, &slug, &other, &fix("7", "", 1))).1, "not found");
        correct(world, &by, &slug, &name, &why(&"é".repeat(500))).unwrap();
        let by = world.by(officer);
        assert_eq!(
            wrong(correct(world, &by, &slug, &name, &fix("6", "", 1))),
            ("", "meas-changed"),
            "somebody was faster"
        );
    });
}

#[test]
fn only_those_who_may_correct_and_only_in_their_space() {
    on_each_engine(|world| {
        let (slug, name) = measured(world);
        for (who, role, scope, on_read, on_correct) in [
            ("porteur", Role::ProcedureOwner, world.scope(&slug), "", "forbidden"),
            ("audit", Role::Auditor, Scope::Platform, "", "forbidden"),
            ("accueil", Role::CounterAgent, Scope::Space(world.state), "not found", "not found"),
            ("ville", Role::QualityOfficer, Scope::Space(world.town), "not found", "not found"),
        ] {
            let by = world.someone(who, role, scope);
            let read = trace(world, &by, &slug, &name);
            assert_eq!(read.is_ok(), on_read.is_empty(), "{who}");
            assert_eq!(wrong(correct(world, &by, &slug, &name, &fix("7", "", 1))).1, on_correct, "{who}");
        }
    });
}

#[test]
fn a_reading_is_named_in_an_address_and_read_back() {
    for (text, is_name) in [
        ("satisfaction.12m.2026-01-31.jdma", true),
        ("digital_use.12m.2026-03-01.human", true),
        ("satisfaction.12m.2026-01-31", false),
        ("satisfaction.13m.2026-01-31.jdma", false),
        ("satisfaction.12m.2026-13-31.jdma", false),
        ("", false),
    ] {
        let name = Name::parse(text);
        assert_eq!(name.map(|name| name.to_string()).as_deref() == Some(text), is_name, "{text}");
    }
}
