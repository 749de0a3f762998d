use crate::{World, on_each_engine};

/// Runs SQL behind the crate's back; the database itself must refuse it.
fn refused(world: &World, sql: &str) -> String {
    let result = world.write(|db| Ok(db.execute_batch(sql)?));
    result.expect_err(sql).to_string()
}

#[test]
fn the_database_itself_refuses_to_change_or_delete_a_fact() {
    on_each_engine(|world| {
        world.import("procedure_id,name\na,First\n");
        let before = world.all();
        for sql in [
            "UPDATE catalog_fact SET value = 'forged'",
            "DELETE FROM catalog_fact",
            "DELETE FROM catalog_fact WHERE kind = 'name'",
            "INSERT INTO catalog_fact SELECT * FROM catalog_fact WHERE true
             ON CONFLICT (procedure_id, kind, valid_from, recorded_at) DO UPDATE SET value = 'forged'",
            "UPDATE catalog_procedure SET slug = 'stolen'",
            "DELETE FROM catalog_procedure",
        ] {
            assert!(refused(world, sql).contains("append-only"), "{sql}");
        }
        assert_eq!(world.all(), before);
    });
}

#[test]
fn the_ways_around_are_closed_too() {
    on_each_engine(|world| {
        world.import("procedure_id,name\na,First\n");
        let before = world.all();
        // Each is one engine's own way; the other refuses it as a fault of grammar.
        refused(world, "TRUNCATE catalog_fact");
        refused(world, "TRUNCATE catalog_procedure CASCADE");
        refused(
            world,
            "INSERT OR REPLACE INTO catalog_fact
             SELECT procedure_id, kind, valid_from, recorded_at, 'forged' FROM catalog_fact",
        );
        refused(
            world,
            "INSERT OR REPLACE INTO catalog_procedure SELECT id, 'stolen', created_at FROM catalog_procedure",
        );
        assert_eq!(world.all(), before);
    });
}
