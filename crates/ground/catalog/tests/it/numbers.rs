use parvis_catalog::{Act, CatalogError};
use parvis_kernel::ErrorKind;

use crate::{World, on_each_engine};

/// `a` is renumbered `z` in February; in April `b` takes the number that `a` had.
fn a_number_changes_hands(world: &World) {
    world.on("2026-01-01").import("procedure_id,name\na,First\nb,Second\n");
    world.on("2026-02-01").act("a", &Act::Renumber("z".into())).unwrap();
    world.on("2026-04-01").act("b", &Act::Renumber("a".into())).unwrap();
}

#[test]
fn a_number_means_whoever_held_it_last_by_that_day() {
    on_each_engine(|world| {
        a_number_changes_hands(world);
        for (number, on, want) in [
            ("a", "2025-12-31", None),
            ("a", "2026-01-01", Some("a")),
            ("a", "2026-03-31", Some("a")),
            ("a", "2026-04-01", Some("b")),
            ("z", "2026-01-31", None),
            ("z", "2026-02-01", Some("a")),
            ("z", "2026-12-31", Some("a")),
            ("b", "2026-12-31", Some("b")),
            ("c", "2026-12-31", None),
        ] {
            assert_eq!(world.holder(number, on).as_deref(), want, "{number} on {on}");
        }
    });
}

#[test]
fn an_address_with_an_old_number_still_leads_somewhere() {
    on_each_engine(|world| {
        a_number_changes_hands(world);
        let found = |slug: &str| {
            world.pool.read(|db| parvis_catalog::by_slug(db, slug)).unwrap().map(|procedure| procedure.slug)
        };
        assert_eq!(found("z").as_deref(), Some("a"), "by its present number");
        assert_eq!(found("a").as_deref(), Some("a"), "a slug wins over a number of another");
        assert_eq!(found("b").as_deref(), Some("b"));
        assert_eq!(found("c"), None);
        assert_eq!(found(""), None);

        world.on("2026-05-01").act("a", &Act::Renumber("y".into())).unwrap();
        world.on("2026-06-01").act("b", &Act::Renumber("z".into())).unwrap();
        assert_eq!(found("z").as_deref(), Some("b"), "the last to take it");
    });
}

#[test]
fn by_slug_and_facts_of_tell_all_that_the_whole_catalogue_tells() {
    on_each_engine(|world| {
        a_number_changes_hands(world);
        for want in world.catalog().procedures {
            let mut one = world.pool.read(|db| parvis_catalog::by_slug(db, &want.slug)).unwrap().unwrap();
            let mut facts = world.pool.read(|db| parvis_catalog::facts_of(db, want.id)).unwrap();
            let mut all = want.facts.clone();
            for list in [&mut one.facts, &mut facts, &mut all] {
                list.sort_by_key(|f| (f.kind, f.valid_from, f.recorded_at));
            }
            assert_eq!((one.id, one.created_at), (want.id, want.created_at));
            assert_eq!((&one.facts, &facts), (&all, &all));
        }
    });
}

#[test]
fn a_number_in_use_or_in_no_form_is_refused() {
    on_each_engine(|world| {
        world.on("2026-01-01").import("procedure_id,name\na,First\nb,Second\n");
        let before = world.all();
        let taken = world.on("2026-02-01").act("b", &Act::Renumber("a".into())).unwrap_err();
        assert!(matches!(&taken, CatalogError::NumberTaken { holder, .. } if holder == "a"), "{taken}");
        assert_eq!(taken.kind(), ErrorKind::Conflict);
        for bad in ["", " ", "a b", "é", "---", &"9".repeat(81)] {
            let invalid = world.act("b", &Act::Renumber(bad.into())).unwrap_err();
            assert!(matches!(invalid, CatalogError::Invalid(_, "number")), "{bad}: {invalid}");
        }
        assert_eq!(world.all(), before);
    });
}

#[test]
fn the_number_of_a_procedure_that_ended_may_be_taken() {
    on_each_engine(|world| {
        world.on("2026-01-01").import("procedure_id,name\na,First\nb,Second\n");
        world.on("2026-02-01").act("a", &Act::Retire { reason: "law".into() }).unwrap();
        world.on("2026-03-01").act("b", &Act::Renumber("a".into())).unwrap();
        assert_eq!(world.holder("a", "2026-02-28").as_deref(), Some("a"));
        assert_eq!(world.holder("a", "2026-03-01").as_deref(), Some("b"));
    });
}
