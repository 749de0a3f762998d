//! Somebody with the rights of the database's owner, who takes the triggers away and changes what is there.

use parvis_db::{Db, Pool};
use parvis_journal::{Checkpoint, Fault, Verified, verify};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::{check, fill, on_each_engine};

fn run(pool: &Pool, sql: &str) -> Result<(), parvis_db::Error> {
    pool.write(|db| db.execute_batch(sql))
}

#[test]
fn the_database_refuses_every_change() {
    on_each_engine(|db| {
        fill(&db.pool, 5);
        let mut attempts = vec![
            "UPDATE journal_entry SET reason = 'x' WHERE seq = 2",
            "DELETE FROM journal_entry WHERE seq = 5",
            "DELETE FROM journal_entry",
            "INSERT INTO journal_entry SELECT 9, at, actor, organisation, space, action, object_kind, object, changes, \
             reason, network, request, hash FROM journal_entry WHERE seq = 5",
            "UPDATE journal_head SET seq = 4",
            "UPDATE journal_head SET seq = seq + 1",
            "DELETE FROM journal_head",
        ];
        attempts.push(match db.pool.read(|db| Ok::<_, parvis_db::Error>(db.engine())).unwrap() {
            "SQLite" => "INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry WHERE seq = 5",
            _ => "TRUNCATE journal_entry",
        });
        for sql in attempts {
            let refused = run(&db.pool, sql).expect_err(sql).to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
        assert!(matches!(check(&db.pool), Verified::Whole { entries: 5, .. }));
    });
}

fn without_triggers(pool: &Pool) {
    let names: &[(&str, &str)] = &[
        ("journal_entry_no_update", "journal_entry"),
        ("journal_entry_no_delete", "journal_entry"),
        ("journal_entry_frozen", "journal_entry"),
        ("journal_entry_in_order", "journal_entry"),
        ("journal_head_forward", "journal_head"),
    ];
    pool.write(|db| {
        names.iter().try_for_each(|(name, table)| {
            let on = if matches!(db, Db::Postgres(_)) { format!(" ON {table}") } else { String::new() };
            db.execute_batch(&format!("DROP TRIGGER IF EXISTS {name}{on}"))
        })
    })
    .unwrap();
}

/// One way to alter the journal, on entries `a` and `b` of ten.
fn tampering() -> impl Strategy<Value = (String, i64)> {
    let columns = ["action", "object", "object_kind", "reason", "network", "request", "hash"];
    prop_oneof![
        (1_i64..=10, 0..columns.len()).prop_map(move |(a, column)| {
            (format!("UPDATE journal_entry SET {} = 'autre' WHERE seq = {a}", columns[column]), a)
        }),
        (1_i64..=10).prop_map(|a| (format!("UPDATE journal_entry SET at = at + 1 WHERE seq = {a}"), a)),
        (1_i64..=10).prop_map(|a| (format!("UPDATE journal_entry SET changes = '[]' WHERE seq = {a}"), a)),
        (1_i64..=10).prop_map(|a| (format!("UPDATE journal_entry SET actor = NULL WHERE seq = {a}"), a)),
        (1_i64..=10).prop_map(|a| (format!("DELETE FROM journal_entry WHERE seq = {a}"), a)),
        (1_i64..=10).prop_map(|a| (format!("DELETE FROM journal_entry WHERE seq >= {a}"), a)),
        (1_i64..=10).prop_filter_map("two entries", |a| {
            let b = a % 10 + 1;
            let swap = format!(
                "UPDATE journal_entry SET seq = 99 WHERE seq = {a}; UPDATE journal_entry SET seq = {a} WHERE seq = {b}; \
                 UPDATE journal_entry SET seq = {b} WHERE seq = 99"
            );
            Some((swap, a.min(b)))
        }),
    ]
}

#[test]
fn whatever_is_altered_behind_the_program_is_seen_at_the_first_bad_entry() {
    let mut runner = TestRunner::new(ProptestConfig { cases: 24, ..ProptestConfig::default() });
    runner
        .run(&tampering(), |(sql, first)| {
            on_each_engine(|db| {
                fill(&db.pool, 10);
                without_triggers(&db.pool);
                run(&db.pool, &sql).unwrap();
                let Verified::Broken { seq, .. } = check(&db.pool) else { panic!("not seen: {sql}") };
                assert_eq!(seq, first, "{sql}");
            });
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_chain_written_anew_or_cut_with_its_head_is_seen_by_whoever_kept_a_checkpoint() {
    on_each_engine(|db| {
        fill(&db.pool, 10);
        let Verified::Whole { head, .. } = check(&db.pool) else { panic!("broken") };
        without_triggers(&db.pool);
        run(
            &db.pool,
            "DELETE FROM journal_entry WHERE seq > 6; \
             UPDATE journal_head SET seq = 6, hash = (SELECT hash FROM journal_entry WHERE seq = 6)",
        )
        .unwrap();
        let with = |kept: &[Checkpoint]| db.pool.read(|db| verify(db, kept, |_| ())).unwrap();
        assert!(matches!(with(&[]), Verified::Whole { entries: 6, .. }));
        assert_eq!(with(&[head]), Verified::Broken { seq: 7, fault: Fault::Cut });
        let other = Checkpoint { seq: 3, hash: "0".repeat(64) };
        assert_eq!(with(&[other]), Verified::Broken { seq: 3, fault: Fault::Rewritten });
    });
}
