//! Several programs on one PostgreSQL database: the executable of these tests starts itself again.

use parvis_db::testing::{TestDb, each_engine};
use parvis_db::{DatabaseUrl, Pool};
use parvis_jobs::{MIGRATIONS, Worker};
use parvis_kernel::{Clock, SystemClock, SystemRng};
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::{Note, World, notes};

const DATABASE: &str = "PARVIS_TEST_JOBS_DATABASE";
/// Set for the process that will be killed: after a few jobs, each of its places holds one and never ends it.
const VICTIM: &str = "PARVIS_TEST_JOBS_VICTIM";
const JOBS: u32 = 200;

/// A worker until its standard input ends, in a process of its own; nothing when the tests run as tests.
#[test]
fn worker_of_its_own() {
    let Ok(url) = std::env::var(DATABASE) else { return };
    let left = AtomicU32::new(if std::env::var_os(VICTIM).is_some() { 6 } else { JOBS });
    let registry = notes(move |note, work| {
        let (n, process) = (note.n, std::process::id());
        let write = |table| {
            work.pool.write(|db| db.execute_batch(&format!("INSERT INTO {table} VALUES ({n}, {process})")))
        };
        if left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_err() {
            write("held")?;
            std::thread::sleep(Duration::from_secs(3600));
        }
        std::thread::sleep(Duration::from_millis(20));
        Ok(write("ran")?)
    });
    let pool = Pool::open(url.parse().unwrap(), 4).unwrap();
    let worker = Worker::new(pool, Arc::new(registry), Arc::new(SystemClock), Arc::new(SystemRng))
        .lease(Duration::from_secs(4))
        .poll(Duration::from_millis(100));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(worker.run(async {
        let end = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
        end.await.unwrap().unwrap();
    }));
}

fn start(db: &TestDb, is_victim: bool) -> Child {
    let DatabaseUrl::Postgres(url) = db.pool.url() else { panic!("a server is needed") };
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "processes::worker_of_its_own"]).env(DATABASE, url);
    if is_victim {
        command.env(VICTIM, "1");
    }
    command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap()
}

/// Waits for a condition, a minute at most.
fn until(mut is_so: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !is_so() {
        assert!(begin.elapsed() < Duration::from_secs(60), "it never came");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Runs the jobs in four processes, one of which may be killed in the middle: each runs once, to its end.
fn in_four_processes(kill_one: bool) {
    for db in
        each_engine(&[&MIGRATIONS]).iter().filter(|db| matches!(db.pool.url(), DatabaseUrl::Postgres(_)))
    {
        let world = World::of(db);
        for table in ["ran", "held"] {
            let columns = "(n INTEGER NOT NULL, process BIGINT NOT NULL)";
            world.write(|db| db.execute_batch(&format!("CREATE TABLE {table} {columns}")));
        }
        for n in 0..JOBS {
            // These workers read the machine's clock.
            world.write(|db| parvis_jobs::enqueue(db, world.id(), &Note { n }, SystemClock.now()));
        }
        let mut first = start(db, kill_one);
        until(|| world.count("SELECT count(*) FROM ran") > 0);
        let mut others: Vec<Child> = (1..4).map(|_| start(db, false)).collect();
        if kill_one {
            until(|| world.count("SELECT count(*) FROM held") == 2);
            first.kill().unwrap();
            first.wait().unwrap();
        } else {
            others.push(first);
        }
        until(|| world.pending() == 0);
        for child in &mut others {
            drop(child.stdin.take());
            assert!(child.wait().unwrap().success());
        }
        assert_eq!(world.count("SELECT count(*) FROM ran"), i64::from(JOBS));
        assert_eq!(world.count("SELECT count(DISTINCT n) FROM ran"), i64::from(JOBS));
        assert!(world.count("SELECT count(DISTINCT process) FROM ran") > 1, "one process did all the work");
        assert_eq!(world.has_job("attempts = 2 AND state = 'done'"), kill_one);
    }
}

#[test]
fn four_processes_run_each_job_once() {
    in_four_processes(false);
}

#[test]
fn a_process_that_is_killed_loses_no_job() {
    in_four_processes(true);
}
