//! Bad days: a disk that is full, a clock that jumps, a mail server that hangs. The service says so, and comes back by
//! itself.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::http;
use crate::node::{Node, Settings};
use crate::people::{People, Told};
use crate::report::Report;
use crate::world::World;

const PEOPLE: usize = 3;
/// How long each state of a bad day lasts.
const WHILE: Duration = Duration::from_secs(4);

/// People answer while `trouble` goes on; whether what they were told holds.
fn meanwhile(
    report: &mut Report,
    world: &World,
    node: &Node,
    name: &str,
    trouble: impl FnOnce(&People),
) -> People {
    let (people, stop) = (People::after(world.opinions()), AtomicBool::new(false));
    let from = people.came();
    std::thread::scope(|threads| {
        threads.spawn(|| people.keep_coming(PEOPLE, &stop, &world.code, || node.address));
        trouble(&people);
        stop.store(true, Ordering::SeqCst);
    });
    let lost = world.lost(&people, from);
    let is_well = world.verify();
    report.note(&format!("{name}: opinions acknowledged"), people.count(Told::First));
    report.must(&format!("{name}: acknowledged opinions lost"), lost, "0", lost == 0);
    let exact = is_well.clone().err().unwrap_or_else(|| "exact".into());
    report.must(&format!("{name}: counters and journal afterwards"), exact, "exact", is_well.is_ok());
    people
}

/// Whether opinions are taken within ten seconds.
fn comes_back(people: &People) -> Option<Duration> {
    let (begun, had) = (Instant::now(), people.count(Told::Whole));
    while begun.elapsed() < Duration::from_secs(10) {
        if people.count(Told::Whole) > had + PEOPLE {
            return Some(begun.elapsed());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    None
}

fn back(report: &mut Report, name: &str, after: Option<Duration>) {
    let figure = after.map_or("not within 10 s".into(), |after| format!("{:.1} s", after.as_secs_f64()));
    report.must(&format!("{name}: taken again after"), figure, "≤ 10 s, by itself", after.is_some());
}

/// The disk of a database in a file is full, then has room again.
pub fn disk(report: &mut Report, world: &World) {
    let name = "disk full, SQLite";
    let place = world.settings.folder.join("small");
    let _ = std::fs::create_dir(&place);
    let mounted =
        Command::new("mount").args(["-t", "tmpfs", "-o", "size=300m", "tmpfs"]).arg(&place).status();
    if !mounted.is_ok_and(|status| status.success()) {
        return report.note(name, "not tried: only root can make a small disk");
    }
    let moved = world.moved_to(&place);
    if let Ok(node) = Node::start(&moved.settings) {
        let (mut after, mut page) = (None, 0);
        let people = meanwhile(report, &moved, &node, name, |people| {
            std::thread::sleep(WHILE);
            fill(&place.join("filler"));
            std::thread::sleep(WHILE);
            page = http::get(node.address, "/fr").unwrap_or(0);
            let _ = std::fs::remove_file(place.join("filler"));
            after = comes_back(people);
        });
        back(report, name, after);
        report.must(&format!("{name}: public pages meanwhile"), page, "200", page == 200);
        let refused = people.failures.lock().map_or(0, |failures| failures.len());
        report.must(&format!("{name}: refusals meanwhile"), people.errors(), "said, not silent", refused > 0);
        node.stop();
    } else {
        report.must(name, "the server did not start", "starts", false);
    }
    let _ = Command::new("umount").arg(&place).status();
}

fn fill(path: &Path) {
    let Ok(mut file) = std::fs::File::create(path) else { return };
    // Large blocks first, then what is left.
    for size in [1 << 20, 1 << 12, 1] {
        while file.write_all(&vec![0; size]).is_ok() {}
    }
}

/// The clock jumps an hour ahead, then an hour behind, then is right again.
pub fn clock(report: &mut Report, world: &World) {
    let name = format!("clock an hour off, {}", world.engine);
    let Some(library) = [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
    ]
    .into_iter()
    .find(|path| Path::new(path).exists()) else {
        return report.note(&name, "not tried: the package faketime is missing");
    };
    let hand = world.settings.folder.join("clock");
    let set = |offset: &str| std::fs::write(&hand, offset).expect("the folder can be written to");
    set("+0");
    let env = vec![
        ("LD_PRELOAD", library.to_owned()),
        ("FAKETIME_TIMESTAMP_FILE", hand.display().to_string()),
        ("FAKETIME_NO_CACHE", "1".to_owned()),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
    ];
    let settings = Settings { env, ..world.settings.clone() };
    let Ok(node) = Node::start(&settings) else { return report.must(&name, "no start", "starts", false) };
    let people = meanwhile(report, world, &node, &name, |_| {
        for offset in ["+0", "+3600", "-3600", "+0"] {
            set(offset);
            std::thread::sleep(WHILE);
        }
    });
    // Twice it jumps ahead. Whoever had begun is told that the hour to add words is over; what she said first is kept.
    let failed = people.failures.lock().map_or(0, |failures| failures.len());
    let figure = format!("{failed} ({})", people.errors());
    report.must(
        &format!("{name}: errors that people saw"),
        figure,
        "≤ 6, who had begun",
        failed <= 2 * PEOPLE,
    );
    node.stop();
}

/// A mail server that takes connections and says nothing, then works.
pub fn mail(report: &mut Report, world: &World) {
    let name = format!("mail server hangs, {}", world.engine);
    let Ok(listener) = TcpListener::bind("127.0.0.1:0") else { return };
    let Ok(address) = listener.local_addr() else { return };
    let (works, letters) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    post_office(listener, Arc::clone(&works), Arc::clone(&letters));
    let config = format!("[mail]\nfrom = \"Essai <essai@essai.example>\"\nsmtp_url = \"smtp://{address}\"\n");
    let settings = Settings { config, ..world.settings.clone() };
    let Ok(node) = Node::start(&settings) else { return report.must(&name, "no start", "starts", false) };
    let invited = settings.run(&["user", "invite", "personne@essai.example", "--name", "Essai"]);
    let people = meanwhile(report, world, &node, &name, |_| {
        std::thread::sleep(WHILE * 2);
        works.store(true, Ordering::SeqCst);
    });
    let failed = people.failures.lock().map_or(0, |failures| failures.len());
    report.must(&format!("{name}: errors that people saw"), people.errors(), "none", failed == 0);
    // The first pause before another try is of 30 to 45 seconds, after the try that hung.
    let begun = Instant::now();
    while letters.load(Ordering::SeqCst) == 0 && begun.elapsed() < Duration::from_secs(150) {
        std::thread::sleep(Duration::from_millis(200));
    }
    std::thread::sleep(Duration::from_secs(2));
    let delivered = letters.load(Ordering::SeqCst);
    let said = format!(
        "{delivered} after {:.0} s{}",
        begun.elapsed().as_secs_f64(),
        invited.err().unwrap_or_default()
    );
    report.must(&format!("{name}: letters delivered once it works"), said, "1", delivered == 1);
    node.stop();
}

/// Takes letters, once it is told to work.
fn post_office(listener: TcpListener, works: Arc<AtomicBool>, letters: Arc<AtomicU32>) {
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            if !works.load(Ordering::SeqCst) {
                // Held open, and nothing is said.
                std::mem::forget(stream);
                continue;
            }
            let letters = Arc::clone(&letters);
            std::thread::spawn(move || {
                let mut out = stream.try_clone().ok()?;
                out.write_all(b"220 essai\r\n").ok()?;
                let mut is_letter = false;
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let answer: &[u8] = match line.as_str() {
                        "." if is_letter => {
                            is_letter = false;
                            letters.fetch_add(1, Ordering::SeqCst);
                            b"250 taken\r\n"
                        }
                        _ if is_letter => continue,
                        "DATA" => {
                            is_letter = true;
                            b"354 go on\r\n"
                        }
                        "QUIT" => b"221 bye\r\n",
                        _ => b"250 well\r\n",
                    };
                    out.write_all(answer).ok()?;
                }
                Some(())
            });
        }
    });
}
