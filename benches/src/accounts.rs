//! What it costs to come in, and what the journal costs.

use parvis_accounts::Means;
use parvis_accounts::password::Cost;
use parvis_accounts::secret::Key;
use parvis_accounts::service::enter::{self, Browser};
use parvis_accounts::service::spaces::NewSpace;
use parvis_accounts::service::{demo, spaces};
use parvis_db::testing::each_engine;
use parvis_db::{Db, Pool};
use parvis_journal::{Act, By, JournalError, Verified, act, verify};
use parvis_kernel::{Clock, Id, Place, Role, Scope, SeededRng, SystemRng};
use rustix::time::ClockId;
use std::sync::Arc;
use std::time::Instant;

use crate::report::{Report, cpu};
use crate::site::clock;

const PASSWORD: &str = "quatre girafes lisent dehors";
const SIGN_INS: u32 = 50;
const APPENDS: u32 = 2_000;
const ENTRIES: i64 = 1_000_000;

pub fn run(report: &mut Report) {
    for db in each_engine(parvis::MIGRATIONS) {
        let engine = db.pool.read(|db| Ok::<_, parvis_db::Error>(db.engine())).unwrap();
        sign_ins(report, &db.pool, engine);
        appends(report, &db.pool, engine);
        whole(report, &db.pool, engine);
    }
}

/// Password to session, with the standard cost of a password, on one thread.
fn sign_ins(report: &mut Report, pool: &Pool, engine: &str) {
    let means = Means {
        key: Key::new(&SeededRng::new(1)),
        rng: Arc::new(SystemRng),
        cost: Cost::STANDARD,
        issuer: "Parvis".into(),
    };
    let by = By::console(clock().now());
    pool.write(|db| {
        let new = NewSpace { name: "Ici".into(), kind: "other".into(), territory: String::new() };
        let space = spaces::create(db, &means, &by, &new)?.id;
        let account = demo::Account { local: "agent", name: "Agent", space, password: PASSWORD };
        demo::make(db, &means, &by, &account, Role::Auditor, Scope::Space(space))
    })
    .unwrap();
    let email = demo::address("agent");
    let (begun, before) = (Instant::now(), cpu(ClockId::ThreadCPUTime));
    for _ in 0..SIGN_INS {
        enter::with_password(pool, &means, &by, &email, PASSWORD, &Browser::default()).unwrap();
    }
    let (wall, used) = (begun.elapsed() / SIGN_INS, (cpu(ClockId::ThreadCPUTime) - before) / SIGN_INS);
    let figure =
        format!("{:.0} a second and core ({:.1} ms)", 1.0 / used.as_secs_f64(), wall.as_secs_f64() * 1e3);
    report.note(&format!("sign-ins, Argon2id 19 MiB × 2, {engine}"), figure);
}

fn append(db: &mut Db, n: i64) -> Result<(), JournalError> {
    let by = By::console(clock().now());
    act(db, &by, |_| {
        let done = Act::new("edition.comment", &Place::space(Id::from_bytes([1; 16])), "edition", "2026-08");
        Ok(((), done.set("procedure", format!("jdma-{n}")).because("mesure")))
    })
}

/// Entries that each have a transaction of their own, as acts do.
fn appends(report: &mut Report, pool: &Pool, engine: &str) {
    let begun = Instant::now();
    for n in 0..APPENDS {
        pool.write(|db| append(db, i64::from(n))).unwrap();
    }
    let rate = f64::from(APPENDS) / begun.elapsed().as_secs_f64();
    report.note(
        &format!("journal, entries appended, one a transaction, {engine}"),
        format!("{rate:.0} a second"),
    );
}

/// A million entries, walked from the first to the last.
fn whole(report: &mut Report, pool: &Pool, engine: &str) {
    const CHUNK: i64 = 10_000;
    for chunk in 0..ENTRIES / CHUNK {
        let fill = |db: &mut Db| (0..CHUNK).try_for_each(|n| append(db, chunk * CHUNK + n));
        pool.write(|db| db.tx(fill)).unwrap();
    }
    let begun = Instant::now();
    let found = pool.read(|db| verify(db, &[], |_| ())).unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    let Verified::Whole { entries, .. } = found else { panic!("{found:?}") };
    assert!(entries > ENTRIES);
    let figure = format!("{seconds:.1} s for {entries} entries");
    report.goal(&format!("journal, verified whole, {engine}"), figure, "≤ 30 s", seconds <= 30.0);
}
