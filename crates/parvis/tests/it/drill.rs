//! The restore drill: a server answers people while it is saved, is killed, and is put back elsewhere with all that was
//! acknowledged before the backup began.

use parvis_db::testing::{TestDb, each_engine};
use parvis_db::{DatabaseUrl, Pool};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use crate::killed::{Running, kept, survey};

/// People who answer at the same time, and opinions acknowledged before the backup begins.
const PEOPLE: u32 = 4;
const BEFORE: u32 = 60;

fn address(url: &DatabaseUrl) -> String {
    match url {
        DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        DatabaseUrl::Postgres(url) => url.clone(),
    }
}

/// A command of the program, as an operator gives it.
fn parvis(folder: &Path, database: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
    command.args(args).env("PARVIS_DATABASE_URL", database).env("PARVIS_DATA_DIR", folder);
    command.env("PARVIS_LANG", "en").env("PARVIS_LOG", "warn").current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    let both = [output.stdout.as_slice(), &output.stderr].concat();
    let text = String::from_utf8_lossy(&both).into_owned();
    assert!(output.status.success(), "{text}");
    text
}

fn drill(db: &TestDb, empty: &TestDb) {
    let (home, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let code = survey(&db.pool);
    let (database, archive) = (address(db.pool.url()), home.path().join("a.tar.zst"));
    let running = Running::start(&db.pool, home.path());
    let (next, whole, is_over) = (AtomicU32::new(0), AtomicU32::new(0), AtomicBool::new(false));
    let person = || {
        while !is_over.load(Ordering::SeqCst) {
            let steps = running.opinion(&code, next.fetch_add(1, Ordering::SeqCst));
            whole.fetch_add(u32::from(steps > 1), Ordering::SeqCst);
        }
    };
    let (before, during) = std::thread::scope(|threads| {
        for _ in 0..PEOPLE {
            threads.spawn(person);
        }
        while whole.load(Ordering::SeqCst) < BEFORE {
            std::thread::yield_now();
        }
        let before = whole.load(Ordering::SeqCst);
        let made = parvis(home.path(), &database, &["backup", archive.to_str().unwrap()]);
        let during = whole.load(Ordering::SeqCst);
        is_over.store(true, Ordering::SeqCst);
        assert!(said(&made).contains("rows of"), "{}", said(&made));
        (before, during)
    });
    assert!(during > before, "people answered meanwhile");
    running.kill();
    let (there, _) = kept(&db.pool);

    let archive = archive.to_str().unwrap();
    let verified = parvis(home.path(), &database, &["backup", "verify", archive]);
    assert!(said(&verified).contains("The backup is good."));
    // Elsewhere: another folder, another database.
    let into = match empty.pool.url() {
        DatabaseUrl::Sqlite(_) => format!("sqlite:{}", other.path().join("parvis.db").display()),
        server => address(server),
    };
    let restored = parvis(other.path(), &database, &["restore", archive, "--into", &into]);
    assert!(said(&restored).contains("Next: "));
    let again = parvis(other.path(), &database, &["restore", archive, "--into", &into]);
    assert!(!again.status.success(), "what is there does not make way");
    assert!(String::from_utf8_lossy(&again.stderr).contains("not empty"));
    let pool = Pool::open(into.parse().unwrap(), 2).unwrap();
    let (opinions, comments) = kept(&pool);
    assert!(comments >= i64::from(before), "{comments} of {before} acknowledged before the backup");
    assert!(opinions <= there, "{opinions} of {there}");
    for check in [["reviews", "verify"], ["journal", "verify"]] {
        said(&parvis(other.path(), &into, &check));
    }
    // Whoever answered before sends again what was kept: it counts once.
    let fresh = Running::start(&pool, other.path());
    assert!((0..before).all(|n| fresh.opinion(&code, n) == 2));
    fresh.kill();
    // Some of the first may have had a higher number than those acknowledged by then.
    assert!(kept(&pool).0 >= opinions);
}

#[test]
fn a_server_that_was_saved_while_it_served_is_put_back_with_all_it_acknowledged() {
    for (db, empty) in each_engine(parvis::MIGRATIONS).iter().zip(&each_engine(&[])) {
        eprintln!("on {}", db.pool.url());
        drill(db, empty);
    }
}

/// The shipped data with published editions: every figure is recomputed in the scratch database.
#[test]
fn editions_are_recomputed_from_a_backup() {
    for world in crate::world::fresh_worlds() {
        let home = tempfile::tempdir().unwrap();
        let (database, archive) = (address(world.db.pool.url()), home.path().join("a.tar.zst"));
        let archive = archive.to_str().unwrap();
        said(&parvis(home.path(), &database, &["backup", archive]));
        let verified = said(&parvis(home.path(), &database, &["backup", "verify", archive]));
        assert!(verified.matches("✓ ").count() >= 6 && !verified.contains('✗'), "{verified}");
        assert!(verified.contains("edition") || verified.contains("Edition"), "{verified}");
    }
}
