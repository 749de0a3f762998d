//! A program that is killed in the middle of its acts leaves no act without its entry, and no entry without its act.

use parvis_accounts::service::agents;
use parvis_accounts::service::invite::{self, Invitation};
use parvis_db::{DatabaseUrl, Pool};
use parvis_journal::{By, Filter, page};
use parvis_kernel::Timestamp;
use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::{World, on_each_engine};

const DATABASE: &str = "PARVIS_TEST_KILLED_DATABASE";

/// Not a test of its own: what the process that is killed does.
#[test]
fn acts_until_it_is_killed() {
    let Ok(url) = std::env::var(DATABASE) else { return };
    let url: DatabaseUrl = url.parse().unwrap();
    let pool = Pool::open(url, 2).unwrap();
    let world = World::new(pool.clone());
    for n in 0_u32.. {
        let by = By::console(Timestamp::from_micros(1_790_000_000_000_000 + i64::from(n) * 1_000));
        let new = Invitation {
            email: format!("n{n}@exemple.fr"),
            name: format!("N {n}"),
            space: Some(world.space.id),
            ..Invitation::default()
        };
        pool.write(|db| invite::invite(db, &world.means, &by, &new)).unwrap();
    }
}

/// What is invited, and what the journal says was invited.
fn both(w: &World) -> (BTreeSet<String>, BTreeSet<String>) {
    let invited = w.pool.read(|db| agents::list(db, &w.console())).unwrap();
    let mut told = BTreeSet::new();
    let mut filter = Filter { action: Some("agent.invite".into()), ..Filter::default() };
    loop {
        let entries = w.pool.read(|db| page(db, &filter)).unwrap();
        let Some(last) = entries.last() else { break };
        filter.before = Some(last.seq);
        told.extend(entries.into_iter().map(|entry| entry.object));
    }
    (invited.iter().map(|agent| agent.id.to_string()).collect(), told)
}

#[test]
fn a_crash_never_parts_an_act_from_its_entry() {
    on_each_engine(|w| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "killed::acts_until_it_is_killed"]);
        command.env(DATABASE, address(w)).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let begun = Instant::now();
        while both(w).0.len() < 40 && begun.elapsed() < Duration::from_secs(30) {
            std::thread::sleep(Duration::from_millis(5));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let (invited, told) = both(w);
        assert!(invited.len() >= 40, "{}", invited.len());
        assert_eq!(invited, told);
    });
}

/// The address of the database with its password, which its text does not show.
fn address(w: &World) -> String {
    match w.pool.url() {
        DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        DatabaseUrl::Postgres(url) => url.clone(),
    }
}
