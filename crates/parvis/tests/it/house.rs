//! The rules of the house: who may know whom, how long a file may be, and that nothing is left half done.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The platform from the bottom up: a crate may know those before it.
const PLATFORM: &[&str] = &[
    "metrics",
    "db",
    "outbound",
    "browser",
    "openid",
    "jobs",
    "i18n",
    "mail",
    "telemetry",
    "charts",
    "export",
    "csv",
    "text",
    "ui",
    "web",
    "files",
    "backup",
];
/// The ground likewise: those named may be known by those after them and by the others (`measures`, `places`), which do
/// not know each other.
const GROUND: &[&str] = &["journal", "accounts", "catalog"];
/// No file may have more lines.
const LONGEST: usize = 500;

/// The folder of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The files under a folder with one of the extensions, without what is built or downloaded.
pub fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        if path.is_dir() {
            if !matches!(name, "target" | "node_modules" | "dist" | ".git")
                && !path.join("CACHEDIR.TAG").exists()
            {
                all.extend(files(&path, extensions));
            }
        } else if path.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e)) {
            all.push(path);
        }
    }
    all.sort();
    all
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Floor {
    Kernel,
    /// Place in [`PLATFORM`].
    Platform(usize),
    /// Place in [`GROUND`], or after it.
    Ground(usize),
    Module,
    Binary,
    /// Measures the whole from outside.
    Bench,
}

/// Each crate with its floor and the crates of the house that it knows, in tests too.
fn crates() -> BTreeMap<String, (Floor, Vec<String>)> {
    let mut all = BTreeMap::new();
    for file in files(&root(), &["toml"]).into_iter().filter(|f| f.ends_with("Cargo.toml")) {
        let table: toml::Table = std::fs::read_to_string(&file).unwrap().parse().unwrap();
        let Some(name) = table.get("package").and_then(|p| p["name"].as_str()) else { continue };
        let folder = file.parent().unwrap().strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
        let parts: Vec<&str> = folder.split('/').collect();
        let floor = match parts.as_slice() {
            ["crates", "kernel"] => Floor::Kernel,
            ["crates", "platform", own] => {
                let place = PLATFORM.iter().position(|name| name == own);
                Floor::Platform(place.unwrap_or_else(|| panic!("{own} has no place in PLATFORM")))
            }
            ["crates", "ground", own] => {
                Floor::Ground(GROUND.iter().position(|name| name == own).unwrap_or(GROUND.len()))
            }
            ["crates", "modules", _] => Floor::Module,
            ["crates", "parvis"] => Floor::Binary,
            ["benches"] | ["tests", "faults"] => Floor::Bench,
            ["fuzz"] => continue,
            _ => panic!("{folder}: a crate in no room of the house"),
        };
        let names = |section: &str| {
            let table = table.get(section).and_then(toml::Value::as_table);
            table.into_iter().flat_map(|t| t.keys().cloned()).collect::<Vec<_>>()
        };
        let known: Vec<String> = ["dependencies", "dev-dependencies", "build-dependencies"]
            .iter()
            .flat_map(|section| names(section))
            // A crate may switch on its own features for its tests.
            .filter(|dep| dep.starts_with("parvis") && dep != name)
            .collect();
        all.insert(name.to_owned(), (floor, known));
    }
    all
}

fn may_know(own: Floor, other: Floor) -> bool {
    match (own, other) {
        (_, Floor::Bench) | (Floor::Kernel, _) => false,
        (Floor::Bench, _) => true,
        (_, Floor::Binary) => false,
        (Floor::Binary, _) => true,
        (_, Floor::Kernel) => true,
        (Floor::Platform(own), Floor::Platform(other)) => other < own,
        (Floor::Platform(_), _) => false,
        (Floor::Ground(_), Floor::Platform(_)) => true,
        (Floor::Ground(own), Floor::Ground(other)) => other < own,
        (Floor::Ground(_), _) => false,
        (Floor::Module, other) => matches!(other, Floor::Platform(_) | Floor::Ground(_)),
    }
}

#[test]
fn arrows_only_go_down() {
    let all = crates();
    assert!(all.len() >= 13, "{} crates only", all.len());
    let mut wrong = Vec::new();
    for (name, (floor, known)) in &all {
        for other in known {
            let (below, _) =
                all.get(other).unwrap_or_else(|| panic!("{name} knows {other}, which is nowhere"));
            if !may_know(*floor, *below) {
                wrong.push(format!("{name} ({floor:?}) may not know {other} ({below:?})"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_file_fits_in_the_head() {
    let long = |file: &PathBuf| {
        let lines = std::fs::read_to_string(file).unwrap().lines().count();
        (lines > LONGEST).then(|| format!("{}: {lines} lines", file.display()))
    };
    let wrong: Vec<String> = files(&root(), &["rs"]).iter().filter_map(long).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_left_half_done() {
    // Put together here so that this file does not hold them.
    let stubs = [["todo", "!("], ["unimplemented", "!("], ["TO", "DO:"], ["FIX", "ME"], ["XX", "X:"]];
    let mut wrong = Vec::new();
    for file in files(&root(), &["rs", "html", "ftl", "sql", "css", "mjs", "md", "toml"]) {
        let text = std::fs::read_to_string(&file).unwrap();
        let held = stubs.iter().map(|parts| parts.concat()).filter(|stub| text.contains(stub));
        wrong.extend(held.map(|stub| format!("{}: {stub}", file.display())));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Two migrations of one number are one to the database, and the second never runs; two decisions of one number cannot
/// be cited.
#[test]
fn each_migration_and_each_decision_has_its_own_number() {
    let mut folders: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    for file in files(&root(), &["sql", "md"]) {
        let of = |path: &Path| path.file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
        let folder = file.parent().unwrap();
        let (all, name) = if file.ends_with("up.sql") {
            (folder.parent().unwrap(), of(folder))
        } else if folder.ends_with("docs/adr") {
            (folder, of(&file))
        } else {
            continue;
        };
        // A migration: `2026-11-22-000001_name`; a decision: `0001-name.md`.
        let end = if file.ends_with("up.sql") { name.find('_') } else { name.find('-') };
        folders.entry(all.to_owned()).or_default().push(name[..end.unwrap_or(name.len())].to_owned());
    }
    assert!(folders.len() > 10, "{folders:?}");
    for (folder, mut numbers) in folders {
        let many = numbers.len();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), many, "two of one number in {}", folder.display());
    }
}
