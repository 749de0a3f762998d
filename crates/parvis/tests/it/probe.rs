//! `parvis probe`, as it is typed: a page of this machine, refused unless it is allowed, read, and held to a budget.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::{Command, Output};

const PAGE: &str = "<!DOCTYPE html><html lang=fr><title>Une page d'essai</title><body><main><h1>Bonjour</h1>\
    <p><img src=a.png></p><p>\u{1b}[31mrouge <a href=/x>ici</a></p></main>";

/// Serves one page, whatever is asked.
fn serve() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let _ = stream.read(&mut [0; 4096]);
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n", PAGE.len());
            let _ = stream.write_all(format!("{head}Connection: close\r\n\r\n{PAGE}").as_bytes());
        }
    });
    address
}

fn parvis(args: &[&str]) -> (Output, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_parvis")).arg("probe").args(args).output().unwrap();
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    (output, text)
}

#[test]
fn a_page_is_read_and_held_to_a_budget() {
    let url = format!("http://{}/", serve());
    let (refused, text) = parvis(&["--lang", "fr", &url]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text.contains("réseau privé"), "{text}");
    let (found, text) = parvis(&["--lang", "fr", "--allow-private", &url]);
    assert_eq!(found.status.code(), Some(0), "without a budget, what is found is no failure of the command");
    assert!(text.contains("RGAA 1.1 · L'image n'a pas d'alternative"), "{text}");
    assert!(text.contains("[ici]") || text.contains("ici</a>") || text.contains(">ici"), "{text}");
    assert!(!text.contains('\u{1b}'), "a page does not steer a terminal");
    let folder = tempfile::tempdir().unwrap();
    let budget = folder.path().join("budget.toml");
    std::fs::write(&budget, "failed = 1\n").unwrap();
    let (over, _) = parvis(&["--allow-private", "--budget", budget.to_str().unwrap(), &url]);
    assert_eq!(over.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&over.stderr).contains("failed"));
    let (under, _) = parvis(&["--lang", "fr", "--allow-private", "--fail-under", "100", &url]);
    assert_eq!(under.status.code(), Some(1), "a proven failure is one criterion less");
    let told = String::from_utf8_lossy(&under.stderr).into_owned();
    assert!(told.contains("sous 100"), "{told}");
}

/// The rules find nothing in the report that they make, and what the page says is not taken for marks.
#[test]
fn the_report_to_open_keeps_the_rules_it_speaks_of() {
    let url = format!("http://{}/", serve());
    for lang in ["fr", "en"] {
        let (output, page) = parvis(&["--lang", lang, "--allow-private", "--format", "html", &url]);
        assert_eq!(output.status.code(), Some(0));
        assert!(
            page.contains("&#60;img src=&#34;a.png&#34;&#62;") || page.contains("&lt;img src="),
            "{page}"
        );
        let found = parvis_probes::rules::read(&parvis_probes::dom::parse(&page));
        assert_eq!(found, []);
    }
}

#[test]
fn forges_read_what_is_proven_as_errors_and_the_rest_as_reviews() {
    let url = format!("http://{}/", serve());
    let (_, text) = parvis(&["--allow-private", "--format", "sarif", &url]);
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let (results, rules) = (&log["runs"][0]["results"], &log["runs"][0]["tool"]["driver"]["rules"]);
    let ids: Vec<_> = rules.as_array().unwrap().iter().map(|rule| &rule["id"]).collect();
    for one in results.as_array().unwrap() {
        assert!(ids.contains(&&one["ruleId"]), "{one}");
        let said = (one["kind"].as_str().unwrap(), one["level"].as_str().unwrap());
        assert!([("fail", "error"), ("review", "none")].contains(&said), "{one}");
    }
    let image =
        results.as_array().unwrap().iter().find(|one| one["ruleId"] == "image-without-alternative").unwrap();
    assert_eq!(image["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], url.as_str());
    assert_eq!(image["locations"][0]["physicalLocation"]["region"]["startLine"], 1);
}

#[test]
fn programs_read_the_same() {
    let url = format!("http://{}/", serve());
    let (output, text) = parvis(&["--allow-private", "--format", "json", &url]);
    assert_eq!(output.status.code(), Some(0));
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["schema"], "parvis.probe/1");
    assert_eq!(report["criteria"]["1.1"]["verdict"], "failed");
    assert_eq!(report["pages"][0]["findings"][0]["rule"], "page-not-encrypted");
    assert!(report["pages"][0]["findings"][0]["fix"].as_str().is_some_and(|fix| !fix.is_empty()));
    assert!(report["at_best"].as_f64().is_some_and(|rate| rate < 100.0));
    for (criterion, _) in report["criteria"].as_object().unwrap() {
        assert_ne!(report["criteria"][criterion]["verdict"], "passed");
    }
    let documented = include_str!("../../../../docs/probes.md");
    for field in report["pages"][0].as_object().unwrap().keys() {
        assert!(
            documented.contains(&format!("`{field}`")) || documented.contains(&format!("pages[].{field}")),
            "{field}"
        );
    }
}

/// The processes under one, with how they were started.
#[cfg(target_os = "linux")]
fn under(root: u32) -> Vec<(u32, String)> {
    let read = |path: String| std::fs::read_to_string(path).unwrap_or_default();
    let pids = std::fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let parent = |pid: u32| {
        read(format!("/proc/{pid}/stat")).rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
    };
    let all: Vec<(u32, u32)> = pids.filter_map(|pid| Some((pid, parent(pid)?))).collect();
    let mut own = vec![root];
    let mut next = 0;
    while let Some(pid) = own.get(next).copied() {
        own.extend(all.iter().filter(|(_, parent)| *parent == pid).map(|(pid, _)| *pid));
        next += 1;
    }
    own.into_iter().skip(1).map(|pid| (pid, read(format!("/proc/{pid}/cmdline")))).collect()
}

/// However the program ends, even by a signal that it cannot see, its browser ends with it.
#[cfg(target_os = "linux")]
#[test]
fn no_browser_outlives_the_program() {
    use std::time::{Duration, Instant};
    // Says nothing for ever: the browser waits for it.
    let mute = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", mute.local_addr().unwrap());
    let mut program = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(["probe", "--browser", "--allow-private", "--timeout", "60", &url])
        .spawn()
        .unwrap();
    let until = |is: &dyn Fn() -> bool| {
        let begun = Instant::now();
        while !is() && begun.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(50));
        }
        is()
    };
    let is_browser = |(_, line): &(u32, String)| line.contains("--type=renderer");
    assert!(until(&|| under(program.id()).iter().any(is_browser)), "no browser was started");
    let all: Vec<u32> = under(program.id()).into_iter().map(|(pid, _)| pid).collect();
    program.kill().unwrap();
    program.wait().unwrap();
    let is_there = |pid: &u32| {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        !status.is_empty() && !status.contains("State:\tZ")
    };
    assert!(until(&|| !all.iter().any(is_there)), "some outlived it");
}

#[test]
fn whoever_probes_says_whom_to_write_to() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let agent = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = vec![0; 4096];
        let read = stream.read(&mut head).unwrap();
        let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        String::from_utf8_lossy(&head[..read]).into_owned()
    });
    let (output, _) =
        parvis(&["--allow-private", "--pages", "2", "--contact", "sonde@exemple.fr", "--timeout", "5", &url]);
    assert_eq!(output.status.code(), Some(0));
    let head = agent.join().unwrap();
    assert!(head.contains("Parvis-Probe/") && head.contains("; +sonde@exemple.fr)"), "{head}");
    let (refused, _) = parvis(&["--contact", "x) evil", &url]);
    assert_ne!(refused.status.code(), Some(0));
    let (output, text) = parvis(&["--lang", "fr", "--allow-private", &format!("http://{}/", serve())]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        text.contains("La page ne dit pas si elle est accessible") && text.contains("liens suivis")
            || text.contains("lien suivi"),
        "{text}"
    );
}
