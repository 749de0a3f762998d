use crate::{World, file, on_each_engine};

/// Runs SQL behind the crate's back; the database itself must refuse it.
fn refused(world: &World, sql: &str) -> String {
    world.pool.write(|db| db.execute_batch(sql)).expect_err(sql).to_string()
}

/// An INSERT that copies the ledger with some columns changed.
fn copy(verb: &str, revision: &str, value: &str, choice: &str, n: &str) -> String {
    format!(
        "{verb} INTO measures_reading
         SELECT procedure_id, indicator, period, as_of, source, {revision}, method, {value}, {choice}, {n},
         counts, collected_at, recorded_at, reason FROM measures_reading WHERE true"
    )
}

#[test]
fn the_database_itself_refuses_to_change_or_delete_a_reading() {
    on_each_engine(|world| {
        world.import(&file("jdma-1,2026-06,satisfaction,12m,8.1,200"));
        let before = world.readings();
        let upsert = format!(
            "{} ON CONFLICT (procedure_id, indicator, period, as_of, source, revision) DO UPDATE SET value = 9",
            copy("INSERT", "revision", "value", "choice", "n")
        );
        for sql in ["UPDATE measures_reading SET value = 10", "DELETE FROM measures_reading", &upsert] {
            assert!(refused(world, sql).contains("append-only"), "{sql}");
        }
        // Each is one engine's own way; the other refuses it as a fault of grammar.
        refused(world, "TRUNCATE measures_reading");
        refused(world, &copy("INSERT OR REPLACE", "revision", "9", "NULL", "n"));
        assert_eq!(world.readings(), before);
    });
}

#[test]
fn the_database_itself_refuses_a_reading_that_says_nothing_or_too_much() {
    on_each_engine(|world| {
        world.import(&file("jdma-1,2026-06,satisfaction,12m,8.1,200"));
        let before = world.readings();
        for (revision, value, choice, n) in [
            ("2", "NULL", "NULL", "n"),
            ("2", "8.0", "'yes'", "n"),
            ("2", "8.0", "NULL", "0"),
            ("0", "8.0", "NULL", "n"),
        ] {
            refused(world, &copy("INSERT", revision, value, choice, n));
        }
        assert_eq!(world.readings(), before);
    });
}
