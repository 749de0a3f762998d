//! What an opinion costs: the whole survey over HTTP, durable at each step.

use parvis_accounts::service::spaces::{self, NewSpace};
use parvis_accounts::{AccountsError, Means};
use parvis_catalog::Kind;
use parvis_db::Pool;
use parvis_db::testing::each_engine;
use parvis_journal::By;
use parvis_kernel::{Clock, SeededRng};
use parvis_reviews::service::{counters, forms};
use rustix::time::ClockId;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

use crate::http::{Connection, serve};
use crate::report::{Report, cpu, quantile};
use crate::site;

/// Opinions whose processor time is measured, one after the other.
const ALONE: u32 = 400;
/// People at the same time, and the opinions of each.
const PEOPLE: u32 = 8;
const EACH: u32 = 100;

pub fn run(report: &mut Report) {
    for db in each_engine(parvis::MIGRATIONS) {
        let engine = db.pool.read(|db| Ok::<_, parvis_db::Error>(db.engine())).unwrap();
        let code = survey(&db.pool);
        let runtime = Runtime::new().unwrap();
        // Each opinion comes from a network of its own: those of one are a burst.
        let proxies = |parts: &mut parvis::Parts| parts.proxies = vec!["127.0.0.0/8".parse().unwrap()];
        let address = serve(&runtime, site::build(&db.pool, &proxies));
        alone(report, address, &code, engine);
        together(report, address, &code, engine);
        let (opinions, differences) = db.pool.write(counters::verify).unwrap();
        assert_eq!((opinions, differences.len()), (u64::from(2 * ALONE + PEOPLE * EACH), 0));
    }
}

fn survey(pool: &Pool) -> String {
    let parts = parvis_files::testing::files(std::path::Path::new("nowhere"), None);
    let key = parvis_accounts::secret::Key::new(&SeededRng::new(1));
    let means: Means = parvis::Parts::new(key, parts).means;
    let now = site::clock().now();
    let by = By::console(now);
    let made = pool.write(|db| {
        let space = NewSpace { name: "Ici".into(), kind: "other".into(), territory: String::new() };
        spaces::create(db, &means, &by, &space)?;
        let new = parvis_catalog::New { number: "essai".into(), facts: vec![(Kind::Name, "Essai".into())] };
        let since = "2025-01-01".parse().unwrap();
        parvis_catalog::create(db, &new, since, means.id(now), now).unwrap();
        forms::create(db, &means, &by, "essai", "Essai")
    });
    let made: Result<_, AccountsError> = made;
    made.unwrap().1.code
}

/// One person: the page, then each step and the page that follows it.
fn opinion(connection: &mut Connection, code: &str, n: u32) {
    let from = format!("10.{}.{}.1", n / 200 % 200, n % 200);
    let common = format!("host: localhost\r\nx-forwarded-for: {from}\r\naccept-encoding: br\r\n");
    let mut get = |path: &str| {
        let (status, _, body) = connection.exchange(&format!("GET {path} HTTP/1.1\r\n{common}\r\n"));
        assert_eq!(status, 200, "{path}");
        body
    };
    let first = get(&format!("/avis/{code}"));
    let secret =
        first.split_once("name=\"p\" value=\"").and_then(|(_, rest)| rest.get(..43)).unwrap().to_owned();
    let comment = format!("comment=Essai+num%C3%A9ro+{n}+%3A+le+bouton+est+cach%C3%A9.");
    let steps = [
        ("", "satisfaction=good"),
        ("/clarity", "clarity=very_good"),
        ("/help", "help=phone&help=relative"),
        ("/reached", "reached-phone=yes&quality-phone=good"),
        ("/comment", comment.as_str()),
    ];
    for (step, fields) in steps {
        let body = format!("p={secret}&l=fr&{fields}");
        let request = format!(
            "POST /avis/{code}{step} HTTP/1.1\r\n{common}content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let (status, head, _) = connection.exchange(&request);
        assert_eq!(status, 303, "{step}");
        let to = head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
        let (status, _, _) = connection.exchange(&format!("GET {to} HTTP/1.1\r\n{common}\r\n"));
        assert_eq!(status, 200, "{to}");
    }
}

/// Processor time of all PostgreSQL processes of the machine, in hundredths of a second each.
fn postgres() -> Duration {
    let mut ticks = 0;
    for process in std::fs::read_dir("/proc").unwrap().flatten() {
        let Ok(stat) = std::fs::read_to_string(process.path().join("stat")) else { continue };
        if stat.contains("(postgres)") {
            let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
            let number = |at: usize| fields.get(at).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
            ticks += number(11) + number(12);
        }
    }
    Duration::from_millis(ticks * 10)
}

fn alone(report: &mut Report, address: SocketAddr, code: &str, engine: &str) {
    let mut connection = Connection::open(address);
    (0..ALONE).for_each(|n| opinion(&mut connection, code, n));
    let (all, own, database) = (cpu(ClockId::ProcessCPUTime), cpu(ClockId::ThreadCPUTime), postgres());
    (ALONE..2 * ALONE).for_each(|n| opinion(&mut connection, code, n));
    let server = cpu(ClockId::ProcessCPUTime) - all - (cpu(ClockId::ThreadCPUTime) - own);
    // Servers of other work may end meanwhile: their time is then gone from the sum.
    let database = if engine == "PostgreSQL" { postgres().saturating_sub(database) } else { Duration::ZERO };
    cost(report, engine, "one after the other", server + database, ALONE);
}

/// Processor time of the server and the database for one opinion.
fn cost(report: &mut Report, engine: &str, how: &str, spent: Duration, opinions: u32) {
    let each = spent.as_secs_f64() * 1e3 / f64::from(opinions);
    let most = if engine == "PostgreSQL" { 2.0 } else { 0.65 };
    let what = format!("whole opinion (11 requests, 5 commits), processor time, {how}, {engine}");
    report.goal(&what, format!("{each:.2} ms"), &format!("≤ {most} ms"), each <= most);
}

fn together(report: &mut Report, address: SocketAddr, code: &str, engine: &str) {
    let (begun, all, database) = (Instant::now(), cpu(ClockId::ProcessCPUTime), postgres());
    let (mut times, own): (Vec<f64>, Duration) = std::thread::scope(|threads| {
        let people: Vec<_> = (0..PEOPLE)
            .map(|person| {
                threads.spawn(move || {
                    let mut connection = Connection::open(address);
                    let first = 2 * ALONE + person * EACH;
                    let time = |n| {
                        let begun = Instant::now();
                        opinion(&mut connection, code, n);
                        begun.elapsed().as_secs_f64() * 1e3
                    };
                    let times = (first..first + EACH).map(time).collect::<Vec<_>>();
                    (times, cpu(ClockId::ThreadCPUTime))
                })
            })
            .collect();
        let mut all = (Vec::new(), Duration::ZERO);
        for (times, own) in people.into_iter().map(|person| person.join().unwrap()) {
            all.0.extend(times);
            all.1 += own;
        }
        all
    });
    let server = cpu(ClockId::ProcessCPUTime) - all - own;
    let database = if engine == "PostgreSQL" { postgres().saturating_sub(database) } else { Duration::ZERO };
    let at_once = format!("{PEOPLE} people at the same time");
    cost(report, engine, &at_once, server + database, PEOPLE * EACH);
    let rate = f64::from(PEOPLE * EACH) / begun.elapsed().as_secs_f64();
    let (half, most) = (quantile(&mut times, 0.5), quantile(&mut times, 0.99));
    let figure = format!("{rate:.0} a second, p50 {half:.0} ms, p99 {most:.0} ms");
    report.note(&format!("whole opinions of {PEOPLE} people at the same time, {engine}"), figure);
}
