//! The journal on real databases: every body runs on both engines.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod appending;
mod tampering;

use parvis_db::testing::{TestDb, each_engine};
use parvis_db::{Db, Pool};
use parvis_journal::{Act, By, JournalError, MIGRATIONS, Verified, act, verify};
use parvis_kernel::{Actor, Id, Place, Timestamp};

/// Runs `test` on an empty journal on each engine; the engine's name is in the output of a test that fails.
fn on_each_engine(test: impl Fn(&TestDb)) {
    for db in each_engine(&[&MIGRATIONS]) {
        eprintln!("on {}", db.pool.url());
        test(&db);
    }
}

fn by(second: i64) -> By {
    By {
        actor: Actor::agent(Id::from_bytes([u8::try_from(second % 5).unwrap(); 16]), None, Vec::new()),
        now: Timestamp::from_micros(1_700_000_000_000_000 + second * 1_000_001),
        network: "192.0.2.0/24".into(),
        request: format!("request-{second}"),
    }
}

fn append(db: &mut Db, n: i64) -> Result<(), JournalError> {
    act(db, &by(n), |_| {
        let space = Place::space(Id::from_bytes([7; 16]));
        let done = Act::new(
            if n % 2 == 0 { "agent.invite" } else { "edition.draft" },
            &space,
            "edition",
            n.to_string(),
        );
        Ok(((), done.changed("état", Some("é\n\"".into()), Some(n.to_string())).because("  une raison ")))
    })
}

fn fill(pool: &Pool, entries: i64) {
    pool.write(|db| (0..entries).try_for_each(|n| append(db, n))).unwrap();
}

fn check(pool: &Pool) -> Verified {
    pool.read(|db| verify(db, &[], |_| ())).unwrap()
}
