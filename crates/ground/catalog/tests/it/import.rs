use parvis_catalog::{CatalogError, Kind};

use crate::{SHIPPED, day, draft, on_each_engine, report};

#[test]
fn the_shipped_procedures_twice() {
    on_each_engine(|world| {
        assert_eq!(world.import(SHIPPED), report(229, 0, 0));
        let once = world.all();
        assert_eq!(world.on("2026-03-01").import(SHIPPED), report(0, 0, 229));
        assert_eq!(world.all(), once);

        let family = world.at("jdma-44", "2026-03-01", "2026-03-01").unwrap();
        assert_eq!(family.name, "Compte ameli : accueil");
        assert_eq!(family.name_source.as_deref(), Some("inferred-from-address"));
        assert_eq!(family.audiences, ["particuliers"]);
        assert_eq!(family.number.as_deref(), Some("jdma-44"));
        assert_eq!(family.administration.as_deref(), Some("Caisse nationale de l'Assurance maladie (Cnam)"));
    });
}

#[test]
fn a_new_name_is_a_dated_fact_and_the_old_one_is_still_told() {
    on_each_engine(|world| {
        world.on("2026-01-01").import("procedure_id,name\na,Old\nb,Same\n");
        let renamed = "procedure_id,name,valid_from\na,New,2026-03-01\nb,Same,2026-03-01\n";
        assert_eq!(world.on("2026-05-01").import(renamed), report(0, 1, 1));

        for (on, known, want) in [
            ("2025-12-31", "2026-12-31", None),
            ("2026-02-28", "2026-12-31", Some("Old")),
            ("2026-03-01", "2026-12-31", Some("New")),
            ("2026-04-01", "2026-04-30", Some("Old")),
            ("2026-04-01", "2026-05-01", Some("New")),
        ] {
            assert_eq!(world.name("a", on, known).as_deref(), want, "on {on}, as known on {known}");
        }
        let catalog = world.catalog();
        let history = catalog.by_slug("a").unwrap().history(Kind::Name);
        assert_eq!(history.iter().map(|f| f.value.as_str()).collect::<Vec<_>>(), ["Old", "New"]);
    });
}

#[test]
fn a_column_that_is_absent_changes_nothing_and_an_empty_cell_ends_a_fact() {
    on_each_engine(|world| {
        world.on("2026-01-01").import("procedure_id,name,theme,volume\na,A,Santé,300000\n");
        assert_eq!(world.on("2026-02-01").import("procedure_id,name\na,A\n"), report(0, 0, 1));
        assert_eq!(world.on("2026-03-01").import("procedure_id,name,theme\na,A,\n"), report(0, 1, 0));
        let before = world.at("a", "2026-02-28", "2026-12-31").unwrap();
        let after = world.at("a", "2026-03-01", "2026-12-31").unwrap();
        assert_eq!((before.theme.as_deref(), after.theme), (Some("Santé"), None));
        assert_eq!(after.volume, Some(300_000));
        assert_eq!(after.entry_rule, Some(parvis_catalog::EntryRule::Volume));
    });
}

#[test]
fn columns_may_have_other_names() {
    let map = [("numéro".to_owned(), "procedure_id".to_owned()), ("titre".to_owned(), "name".to_owned())];
    let bytes = "titre;numéro\nPasseport;a\n".as_bytes();
    let mapped = parvis_catalog::parse(bytes, &map, day("2026-01-01")).unwrap();
    assert_eq!(mapped, draft("procedure_id,name\na,Passeport\n", day("2026-01-01")));
}

#[test]
fn a_dry_run_says_the_same_and_changes_nothing() {
    on_each_engine(|world| {
        assert_eq!(world.load(SHIPPED, true).unwrap(), report(229, 0, 0));
        assert!(world.catalog().procedures.is_empty());
        world.import("procedure_id,name\na,Old\nb,Same\n");
        let before = world.all();
        let csv = "procedure_id,name\na,New\nb,Same\nc,More\n";
        let told = world.on("2026-02-01").load(csv, true).unwrap();
        assert_eq!(world.all(), before);
        assert_eq!(world.import(csv), told);
        assert_eq!(told, report(1, 1, 1));
    });
}

#[test]
fn numbers_that_make_the_same_slug_get_slugs_of_their_own() {
    on_each_engine(|world| {
        world.import("procedure_id,name\nA.1,First\na-1,Second\n");
        world.import("procedure_id,name\na_1,Third\n");
        for (number, slug) in [("A.1", "a-1"), ("a-1", "a-1-2"), ("a_1", "a-1-3")] {
            assert_eq!(world.holder(number, "2026-06-01").as_deref(), Some(slug), "{number}");
        }
    });
}

#[test]
fn one_procedure_under_two_numbers_of_one_file_is_refused_by_name() {
    on_each_engine(|world| {
        world.import("procedure_id,name\na,Old\n");
        world.act("a", &parvis_catalog::Act::Renumber("b".into())).unwrap();
        let before = world.all();
        let refused = world.on("2026-02-01").load("procedure_id,name\na,New\nb,Newer\n", false).unwrap_err();
        assert!(matches!(&refused, CatalogError::Twice { slug, .. } if slug == "a"), "{refused}");
        assert_eq!(world.all(), before);
    });
}

#[test]
fn a_database_that_fails_half_way_keeps_nothing() {
    on_each_engine(|world| {
        let index = "CREATE UNIQUE INDEX once ON catalog_fact (value) WHERE kind = 'name'";
        world.write(|db| Ok(db.execute_batch(index)?)).unwrap();
        let rows: String = (0..250).map(|i| format!("p-{i},Name {}\n", i % 249)).collect();
        let failed = world.load(&format!("procedure_id,name\n{rows}"), false).unwrap_err();
        assert_eq!(failed.kind(), parvis_kernel::ErrorKind::Conflict);
        assert!(world.catalog().procedures.is_empty());
    });
}
