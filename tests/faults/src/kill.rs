//! The server is killed at random moments while people answer and editions are published: what was acknowledged is there.

use parvis_kernel::{Rng, SeededRng};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::node::{Node, Settings};
use crate::people::{People, Told};
use crate::report::Report;
use crate::world::World;

/// People at the same time.
const PEOPLE: usize = 6;
/// Rounds from one publication to the next.
const PUBLISH: u32 = 10;
/// Rounds from one whole verification to the next; each reads everything.
const VERIFY: u32 = 100;

pub fn run(report: &mut Report, world: &World, times: u32, seed: u64) {
    let chance = SeededRng::new(seed);
    let people = People::default();
    let (mut lost, mut wrong, mut published) = (0, Vec::new(), Vec::new());
    for round in 0..times {
        let from = people.came();
        let node = match Node::start(&world.settings) {
            Ok(node) => node,
            Err(error) => {
                wrong.push(format!("round {round}: {error}"));
                break;
            }
        };
        let (stop, at) = (AtomicBool::new(false), node.address);
        std::thread::scope(|threads| {
            threads.spawn(|| people.keep_coming(PEOPLE, &stop, &world.code, || at));
            let edition = (round % PUBLISH == 0).then(|| format!("essai-{round}"));
            let publishing = edition.clone().map(|edition| {
                threads.spawn(move || publish(&world.settings, &edition, &chance_of(seed, round)))
            });
            std::thread::sleep(Duration::from_millis(20 + draw(&chance) % 600));
            node.signal(rustix::process::Signal::KILL);
            stop.store(true, Ordering::SeqCst);
            let is_published = publishing.and_then(|publishing| publishing.join().ok()).unwrap_or(false);
            published.extend(edition.filter(|_| is_published));
        });
        node.kill();
        lost += world.lost(&people, from);
        if round % VERIFY == VERIFY - 1 || round + 1 == times {
            wrong.extend(world.verify().err());
        }
    }
    let kept = world.settings.run(&["edition", "list"]).unwrap_or_default();
    let absent = published.iter().filter(|edition| !kept.contains(&format!("{edition}\t"))).count();
    let journal = world.settings.run(&["journal", "export"]).unwrap_or_default();
    let acts =
        journal.lines().filter(|line| line.contains("edition.publish") && line.contains("essai-")).count();
    let here = kept.lines().filter(|line| line.starts_with("essai-") && line.contains("published")).count();
    let name = |what: &str| format!("kill -9, {}: {what}", world.engine);
    let first = people.count(Told::First);
    report.note(&name("times killed"), times);
    report.note(&name("opinions acknowledged, words too"), format!("{first}, {}", people.count(Told::Whole)));
    report.note(&name("editions published, acknowledged"), format!("{here}, {}", published.len()));
    report.must(&name("acknowledged opinions lost"), lost, "0", lost == 0);
    report.must(&name("acknowledged editions lost"), absent, "0", absent == 0);
    report.must(&name("acts of publishing in the journal"), acts, "as many as editions", acts == here);
    report.must(
        &name("counters, journal, starts"),
        if wrong.is_empty() { "exact".into() } else { wrong.join("; ") },
        "exact",
        wrong.is_empty(),
    );
    replay(report, world, &people);
}

/// Everybody who had no answer sends again: each counts once.
fn replay(report: &mut Report, world: &World, people: &People) {
    let Ok(node) = Node::start(&world.settings) else { return };
    let came = people.came();
    let whole = people.told(Told::Whole, 0);
    let refused = (0..came)
        .filter(|n| !whole.contains(n))
        .filter(|n| !people.again(node.address, &world.code, *n))
        .count();
    node.stop();
    let kept = world.opinions();
    let is_exact = kept == came as usize && refused == 0 && world.verify().is_ok();
    let what = format!("kill -9, {}: opinions once all had sent again", world.engine);
    report.must(&what, kept, &format!("{came}"), is_exact);
}

/// Prepares and publishes an edition, each killed at a random moment or not; whether it was acknowledged.
fn publish(settings: &Settings, edition: &str, chance: &SeededRng) -> bool {
    let run = |arguments: &[&str]| {
        let mut child = settings
            .command(arguments)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the program starts");
        // One time in two it is killed somewhere within the second that it takes.
        if draw(chance).is_multiple_of(2) {
            std::thread::sleep(Duration::from_millis(draw(chance) % 600));
            let _ = child.kill();
        }
        child.wait().is_ok_and(|status| status.success())
    };
    run(&["edition", "draft", edition, "--month", "2026-06"])
        && run(&["edition", "publish", edition, "--by", "essai"])
}

fn chance_of(seed: u64, round: u32) -> SeededRng {
    SeededRng::new(seed ^ (u64::from(round) << 32))
}

/// A number drawn.
pub fn draw(chance: &SeededRng) -> u64 {
    let mut bytes = [0; 8];
    chance.fill(&mut bytes);
    u64::from_le_bytes(bytes)
}
