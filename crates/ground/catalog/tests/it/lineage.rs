use parvis_catalog::{Act, CatalogError, Kind, State};
use parvis_kernel::ErrorKind;

use crate::{World, on_each_engine};

fn retire() -> Act {
    Act::Retire { reason: "law of 2026".into() }
}

fn merge(into: &str) -> Act {
    Act::Merge { into: into.into(), reason: "one form".into() }
}

fn split(into: &[&str]) -> Act {
    Act::Split { into: into.iter().map(|s| (*s).to_owned()).collect(), reason: "too large".into() }
}

fn three(world: &World) {
    world.on("2026-01-01").import("procedure_id,name\na,First\nb,Second\nc,Third\n");
}

#[test]
fn an_end_keeps_history_and_refuses_what_comes_later() {
    for (end, state, successors) in [
        (retire(), State::Retired, &[][..]),
        (merge("b"), State::Merged, &["b"]),
        (split(&["b", "c"]), State::Split, &["b", "c"]),
    ] {
        on_each_engine(|world| {
            three(world);
            world.on("2026-03-01").act("a", &end).unwrap();
            let before = world.at("a", "2026-02-28", "2026-12-31").unwrap();
            assert_eq!((before.state, before.name.as_str(), before.reason), (State::Listed, "First", None));
            let after = world.at("a", "2026-03-01", "2026-12-31").unwrap();
            assert_eq!((after.state, after.name.as_str()), (state, "First"));
            assert_eq!(after.successors, successors);
            assert!(after.reason.is_some());

            let ended = world.all();
            world.on("2026-04-01");
            for later in [Act::Set(Kind::Name, "New".into()), Act::Renumber("n".into()), retire(), merge("c")]
            {
                let refused = world.act("a", &later).unwrap_err();
                assert!(matches!(&refused, CatalogError::Ended { slug, .. } if slug == "a"), "{refused}");
                assert_eq!(refused.kind(), ErrorKind::Conflict);
            }
            let refused = world.load("procedure_id,name\nb,Changed\na,New\n", false).unwrap_err();
            assert!(matches!(refused, CatalogError::Ended { .. }), "{refused}");
            assert_eq!(world.all(), ended, "a file with one such row changes nothing at all");
        });
    }
}

#[test]
fn only_a_listed_procedure_of_the_catalogue_takes_over() {
    on_each_engine(|world| {
        three(world);
        world.on("2026-02-01").act("c", &retire()).unwrap();
        let before = world.all();
        world.on("2026-03-01");
        assert!(matches!(world.act("a", &merge("nobody")), Err(CatalogError::NotFound(_))));
        assert!(matches!(world.act("nobody", &retire()), Err(CatalogError::NotFound(_))));
        assert!(matches!(world.act("a", &merge("a")), Err(CatalogError::Itself)));
        assert!(matches!(world.act("a", &split(&["b", "a"])), Err(CatalogError::Itself)));
        assert!(matches!(world.act("a", &merge("c")), Err(CatalogError::Ended { .. })));
        assert!(matches!(world.act("a", &split(&["b", "c"])), Err(CatalogError::Ended { .. })));
        assert!(matches!(world.act("a", &split(&[])), Err(CatalogError::Invalid(_, "successor"))));
        assert_eq!(world.all(), before);
    });
}

#[test]
fn one_fact_at_a_time_by_the_rules_of_files() {
    on_each_engine(|world| {
        three(world);
        let set = |kind, value: &str| world.act("a", &Act::Set(kind, value.to_owned()));
        world.on("2026-02-01");
        for (kind, value) in [
            (Kind::Name, "Renewed"),
            (Kind::Address, "https://www.example.gouv.fr/a"),
            (Kind::Audience, "particuliers | agents"),
            (Kind::Territory, "region:84"),
            (Kind::Volume, "200001"),
            (Kind::FinancialRight, "yes"),
            (Kind::Theme, "Santé"),
        ] {
            set(kind, value).unwrap();
        }
        let now = world.at("a", "2026-02-01", "2026-02-01").unwrap();
        assert_eq!((now.name.as_str(), now.volume), ("Renewed", Some(200_001)));
        assert_eq!(now.audiences, ["particuliers", "agents"]);
        set(Kind::Theme, "").unwrap();
        assert_eq!(world.at("a", "2026-02-01", "2026-02-01").unwrap().theme, None, "an empty value ends it");

        let before = world.all();
        for (kind, value) in [
            (Kind::Name, ""),
            (Kind::Name, "two\nlines"),
            (Kind::Address, "javascript:alert(1)"),
            (Kind::Audience, "everyone"),
            (Kind::Territory, "region:999"),
            (Kind::Volume, "many"),
            (Kind::FinancialRight, "perhaps"),
            (Kind::Theme, &"x".repeat(501)),
            (Kind::Number, "n"),
            (Kind::State, "retired"),
            (Kind::Successor, "b"),
        ] {
            let refused = set(kind, value).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::Invalid, "{kind} {value}: {refused}");
        }
        assert_eq!(world.all(), before);
    });
}
