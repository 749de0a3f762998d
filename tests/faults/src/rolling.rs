//! Three servers behind a balancer, restarted one after the other while people answer and read: nobody notices.

use parvis_db::DatabaseUrl;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::cluster::free_port;
use crate::http;
use crate::node::{Node, Settings};
use crate::people::{People, Told};
use crate::report::Report;
use crate::world::World;

const PEOPLE: usize = 4;
const READERS: usize = 2;
/// How long a server that ends says that it is not ready before it takes no more: twice the balancer's looks.
const DRAIN: u32 = 4;

/// HAProxy before the servers, as docs/operate/scale.md says.
struct Balancer(Child);

impl Drop for Balancer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Balancer {
    fn start(world: &World, port: u16, nodes: &[u16]) -> Result<Self, String> {
        let servers: Vec<String> =
            nodes.iter().map(|port| format!("    server node-{port} 127.0.0.1:{port} check")).collect();
        let text = format!(
            "global
    maxconn 2000
defaults
    mode http
    timeout connect 2s
    timeout client 65s
    timeout server 35s
frontend public
    bind 127.0.0.1:{port}
    default_backend parvis
backend parvis
    balance roundrobin
    option httpchk GET /readyz
    default-server inter 1s fall 1 rise 1
    option redispatch
    retries 3
    retry-on conn-failure
{}
",
            servers.join("\n")
        );
        let config = world.settings.folder.join("haproxy.cfg");
        std::fs::write(&config, text).map_err(|error| error.to_string())?;
        let mut command = Command::new("haproxy");
        command.arg("-db").arg("-f").arg(config).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().map(Self).map_err(|error| format!("haproxy: {error}"))
    }
}

pub fn run(report: &mut Report, world: &World, rounds: u32) {
    if matches!(world.settings.database, DatabaseUrl::Sqlite(_)) {
        return;
    }
    let ports: Vec<u16> = (0..3).map(|_| free_port()).collect();
    let front = free_port();
    let settings = |port: u16| Settings {
        port,
        config: format!("drain_seconds = {DRAIN}\nbase_url = \"http://127.0.0.1:{front}\"\n"),
        ..world.settings.clone()
    };
    let started = Balancer::start(world, front, &ports).and_then(|balancer| {
        let nodes: Result<Vec<Node>, String> =
            ports.iter().map(|port| Node::start(&settings(*port))).collect();
        Ok((balancer, nodes?))
    });
    let (_balancer, mut nodes) = match started {
        Ok(started) => started,
        Err(error) => return report.must("rolling restart: the start", error, "starts", false),
    };
    let (people, stop, at) =
        (People::default(), AtomicBool::new(false), SocketAddr::from(([127, 0, 0, 1], front)));
    let pages = Mutex::new((0, Vec::new()));
    let begun = Instant::now();
    let mut slow = Vec::new();
    std::thread::sleep(Duration::from_secs(2));
    std::thread::scope(|threads| {
        threads.spawn(|| people.keep_coming(PEOPLE, &stop, &world.code, || at));
        (0..READERS).for_each(|_| {
            threads.spawn(|| read(at, &stop, &pages));
        });
        for _ in 0..rounds {
            for port in &ports {
                nodes.rotate_left(1);
                let Some(node) = nodes.pop() else { continue };
                let (took, is_well) = node.stop();
                if !is_well {
                    slow.push(took);
                }
                nodes.extend(Node::start(&settings(*port)).ok());
                // The balancer looks each second.
                std::thread::sleep(Duration::from_secs(2));
            }
        }
        stop.store(true, Ordering::SeqCst);
    });
    let (read, wrong) = pages.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let failed = people.failures.lock().map_or(0, |failures| failures.len()) + wrong.len();
    report.note("rolling restart: servers restarted", rounds * 3);
    report.note("rolling restart: steps answered, pages read", format!("{}, {read}", people.times().len()));
    let seen = if wrong.is_empty() {
        people.errors()
    } else {
        format!("{}; pages: {}", people.errors(), wrong.join(", "))
    };
    report.must("rolling restart: requests that failed", format!("{failed} ({seen})"), "0", failed == 0);
    report.must("rolling restart: servers that did not end well", slow.len(), "0", slow.is_empty());
    let lost = world.lost(&people, 0);
    report.must(
        "rolling restart: acknowledged opinions lost",
        lost,
        "0",
        lost == 0 && people.count(Told::First) > 0,
    );
    report.must(
        "rolling restart: longest time without a write",
        format!("{:.1} s", people.silence(begun).as_secs_f64()),
        "≤ 5 s",
        people.silence(begun) <= Duration::from_secs(5),
    );
}

fn read(at: SocketAddr, stop: &AtomicBool, pages: &Mutex<(u32, Vec<String>)>) {
    while !stop.load(Ordering::SeqCst) {
        for path in ["/fr", "/en", "/fr/editions"] {
            let answer = http::get(at, path);
            let mut pages = pages.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            match answer {
                Ok(status) if status < 400 => pages.0 += 1,
                Ok(status) => pages.1.push(format!("{path} {status}")),
                Err(error) => pages.1.push(format!("{path} {:?}", error.kind())),
            }
        }
    }
}
