//! Much traffic for long, then three times what the machine can do: what is shed, what is not, and when it is over.

use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::http;
use crate::node::{Node, Settings};
use crate::people::{People, Told};
use crate::report::{Report, quantile};
use crate::world::World;

/// People who wait at the same time at most: more than the server answers at once.
const WAITING: usize = 400;
/// People of the measure of capacity.
const BUSY: usize = 12;

/// How long each part lasts.
pub struct Lengths {
    pub measure: Duration,
    pub steady: Duration,
    pub storm: Duration,
}

/// What one asks for; of ten requests three opinions begin, four pages are read, two searches are made, and figures are asked for once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Opinion,
    Other,
}

/// What came of requests.
#[derive(Default)]
struct Tally {
    times: Vec<Duration>,
    shed: [u32; 2],
    wrong: [u32; 2],
    answered: [u32; 2],
}

pub fn run(report: &mut Report, world: &World, lengths: &Lengths) {
    let name = |what: &str| format!("load, {}: {what}", world.engine);
    let settings = Settings { env: vec![("PARVIS_LOG", "warn".into())], ..world.settings.clone() };
    let Ok(node) = Node::start(&settings) else { return report.must(&name("start"), "no", "yes", false) };
    let people = People::default();
    let visit = |n: u32| visit(node.address, &world.code, &people, n);
    let capacity = measure(&visit, lengths.measure);
    report.note(
        &name("requests a second that it can take, client on the same machine"),
        format!("{capacity:.0}"),
    );
    let (memory, mut most) = (node.resident(), 0);
    let mut steady = open(&visit, capacity * 0.7, lengths.steady, || most = most.max(node.resident()));
    say(report, &name("at 70 %"), &mut steady);
    let failed = steady.wrong[0] + steady.wrong[1];
    report.must(&name("at 70 %: failures"), failed, "0", failed == 0);
    let flat = most <= memory + memory / 2 + 40;
    report.must(
        &name("memory before, and most at 70 %"),
        format!("{memory} and {most} MiB"),
        "no more than half again",
        flat,
    );
    let mut storm = open(&visit, capacity * 3.0, lengths.storm, || most = most.max(node.resident()));
    say(report, &name("at three times"), &mut storm);
    let taken = |tally: &Tally, kind: Kind| {
        let kind = kind as usize;
        let all = tally.answered[kind] + tally.shed[kind] + tally.wrong[kind];
        f64::from(tally.answered[kind]) / f64::from(all.max(1)) * 100.0
    };
    let (opinions, others) = (taken(&storm, Kind::Opinion), taken(&storm, Kind::Other));
    let figure = format!("{opinions:.0} % and {others:.0} %");
    report.must(
        &name("at three times: opinions taken, others answered"),
        figure,
        "opinions first",
        opinions + 1.0 >= others,
    );
    report.note(&name("most memory"), format!("{most} MiB"));
    let begun = Instant::now();
    let calm = recovery(&visit, begun);
    let said = calm.map_or("not within 30 s".into(), |after| format!("{:.1} s", after.as_secs_f64()));
    report.must(&name("answers in less than 100 ms again after"), said, "≤ 30 s", calm.is_some());
    let lost = world.lost(&people, 0);
    report.must(&name("acknowledged opinions lost"), lost, "0", lost == 0 && people.count(Told::First) > 0);
    let is_well = world.verify();
    report.must(
        &name("counters and journal"),
        is_well.clone().err().unwrap_or_else(|| "exact".into()),
        "exact",
        is_well.is_ok(),
    );
    node.stop();
}

fn say(report: &mut Report, name: &str, tally: &mut Tally) {
    let answered = tally.answered[0] + tally.answered[1];
    let times = &mut tally.times;
    report.note(&format!("{name}: p50, p99"), format!("{}, {}", quantile(times, 0.5), quantile(times, 0.99)));
    let [opinions, others] = tally.shed;
    report.note(
        &format!("{name}: answered; shed opinions, others"),
        format!("{answered}; {opinions}, {others}"),
    );
    let [opinions, others] = tally.wrong;
    report.note(&format!("{name}: no or wrong answer, opinions, others"), format!("{opinions}, {others}"));
}

/// The `n`th visitor.
fn visit(at: SocketAddr, code: &str, people: &People, n: u32) -> (Kind, std::io::Result<u16>) {
    const PAGES: [&str; 4] = ["/fr", "/fr/editions/2026-08", "/en", "/fr/indicateurs/satisfaction"];
    let page = |path: &str| (Kind::Other, http::get(at, path));
    match n % 10 {
        0 | 3 | 6 => (Kind::Opinion, people.first(at, code)),
        1 | 4 | 7 | 9 => page(PAGES[(n / 10 % 4) as usize]),
        2 | 5 => page(&format!("/fr/editions/2026-08?q=recherche{n}")),
        _ => page("/api/v1/editions/2026-08"),
    }
}

/// Requests a second when each of some people asks again as soon as she is answered.
fn measure(visit: &(impl Fn(u32) -> (Kind, std::io::Result<u16>) + Sync), length: Duration) -> f64 {
    let (next, stop) = (AtomicU32::new(0), AtomicBool::new(false));
    std::thread::scope(|threads| {
        for _ in 0..BUSY {
            threads.spawn(|| {
                while !stop.load(Ordering::SeqCst) {
                    let _ = visit(next.fetch_add(1, Ordering::SeqCst));
                }
            });
        }
        std::thread::sleep(length);
        stop.store(true, Ordering::SeqCst);
    });
    f64::from(next.into_inner()) / length.as_secs_f64()
}

/// Requests that come when they come, whether or not those before are answered; times count from when each was due.
fn open(
    visit: &(impl Fn(u32) -> (Kind, std::io::Result<u16>) + Sync),
    rate: f64,
    length: Duration,
    mut each_second: impl FnMut(),
) -> Tally {
    let (next, tally, begun) = (AtomicU32::new(0), Mutex::new(Tally::default()), Instant::now());
    std::thread::scope(|threads| {
        for _ in 0..WAITING {
            threads.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::SeqCst);
                    let due = Duration::from_secs_f64(f64::from(n) / rate);
                    // Who would have come after the end does not; nor does whoever nobody could serve.
                    if due > length || begun.elapsed() > length + http::PATIENCE {
                        return;
                    }
                    std::thread::sleep(due.saturating_sub(begun.elapsed()));
                    let (kind, came) = visit(n);
                    let took = begun.elapsed().saturating_sub(due);
                    let mut tally = tally.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                    match came {
                        Ok(status) if status < 400 => {
                            tally.answered[kind as usize] += 1;
                            tally.times.push(took);
                        }
                        Ok(503 | 429) => tally.shed[kind as usize] += 1,
                        _ => tally.wrong[kind as usize] += 1,
                    }
                }
            });
        }
        while begun.elapsed() < length {
            std::thread::sleep(Duration::from_secs(1).min(length));
            each_second();
        }
    });
    tally.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// When ten requests in a row are answered quickly.
fn recovery(visit: &impl Fn(u32) -> (Kind, std::io::Result<u16>), begun: Instant) -> Option<Duration> {
    let mut quick = 0;
    for n in 0.. {
        if quick == 10 {
            return Some(begun.elapsed());
        }
        if begun.elapsed() > Duration::from_secs(30) {
            break;
        }
        let asked = Instant::now();
        let is_well = visit(n).1.is_ok_and(|status| status < 400);
        quick = if is_well && asked.elapsed() < Duration::from_millis(100) { quick + 1 } else { 0 };
    }
    None
}
