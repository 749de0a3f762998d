//! Memory at rest of `parvis serve --demo`, in its own process.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::http::Connection;
use crate::report::Report;

/// This program, called so, is `parvis`: the command line itself is measured, and nothing is built twice.
pub const CHILD: &str = "as-parvis";

pub fn child(args: &[String]) {
    let args = std::iter::once("parvis".to_owned()).chain(args.iter().cloned());
    // `--` options were left out by the caller: they come through the environment.
    let _ = parvis::run(args.chain(["--demo".to_owned()]).map(Into::into));
}

pub fn run(report: &mut Report) {
    let folder = tempfile::tempdir().unwrap();
    let address: SocketAddr = {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        free.local_addr().unwrap()
    };
    let mut server = start(folder.path(), address);
    let first = resident(&server);
    let mut connection = Connection::open(address);
    let mut visited = 0;
    for number in crate::import::numbers().iter().take(170) {
        visited += usize::from(connection.get(&format!("/fr/demarches/{number}")).0 == 200);
    }
    for slug in
        ["2026-08", "2026-06", "2026-03", "2025-12", "2025-09", "2025-06", "2025-03", "2024-12", "2024-09"]
    {
        for view in ["", "?grade=red", "?sort=-satisfaction", "?q=impot"] {
            visited += usize::from(connection.get(&format!("/fr/editions/{slug}{view}")).0 == 200);
        }
    }
    assert!(visited >= 200, "{visited} pages only");
    std::thread::sleep(Duration::from_secs(2));
    let after = resident(&server);
    let _ = server.kill();
    let _ = server.wait();
    report.goal("memory after the start", format!("{first} MB"), "≤ 60 MB", first <= 60);
    report.goal(&format!("memory after {visited} pages"), format!("{after} MB"), "≤ 60 MB", after <= 60);
}

fn start(folder: &Path, address: SocketAddr) -> Child {
    let child = Command::new(std::env::current_exe().unwrap())
        .args([CHILD, "serve"])
        .env("PARVIS_DATA_DIR", folder)
        .env("PARVIS_LISTEN", address.to_string())
        .env("PARVIS_LANG", "en")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while std::net::TcpStream::connect(address).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(60), "the server does not start");
        std::thread::sleep(Duration::from_millis(50));
    }
    std::thread::sleep(Duration::from_secs(2));
    child
}

/// Resident memory, in megabytes.
fn resident(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap() / 1024
}
