//! What operators read is true: every setting is in the table, no link leads nowhere, updates only expand, and the
//! files that are installed say what the pages say.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use crate::house::{files, root};

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What `parvis config check` says of a file of settings, in English: whether it is sound, and its words.
pub fn check(text: &str) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("parvis.toml");
    std::fs::write(&config, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
    command.args(["config", "check", "--lang", "en", "--config"]).arg(&config).current_dir(folder.path());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PARVIS_")) {
        command.env_remove(name);
    }
    let out = command.output().unwrap();
    let said = [out.stdout, out.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (out.status.success(), said)
}

/// The keys that the program knows under a heading such as `[files.s3]`, as it tells whoever writes another one; none
/// when there is no such section.
fn keys(heading: &str) -> Option<Vec<String>> {
    let (_, said) = check(&format!("{heading}\nno-such-key = 1\n"));
    let told = said.split_once("unknown field")?.1.split_once("expected")?.1;
    // What is between backquotes, up to the end of the line.
    let line = told.lines().next().unwrap();
    Some(line.split('`').skip(1).step_by(2).map(str::to_owned).collect())
}

fn all_keys(prefix: &str, names: Vec<String>, all: &mut BTreeSet<String>) {
    for name in names {
        let path = if prefix.is_empty() { name } else { format!("{prefix}.{name}") };
        let under = keys(&format!("[{path}]")).or_else(|| keys(&format!("[[{path}]]")));
        if let Some(under) = under {
            all_keys(&path, under, all);
        } else {
            all.insert(path);
        }
    }
}

#[test]
fn the_table_of_settings_names_every_key_that_the_program_knows_and_no_other() {
    let mut known = BTreeSet::new();
    all_keys("", keys("").unwrap(), &mut known);
    assert!(known.len() > 40, "{known:?}");
    let page = read("docs/operate/settings.md");
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let first = rows.filter_map(|line| line.split('|').nth(1));
    let told: BTreeSet<String> =
        first.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect();
    let missing: Vec<_> = known.difference(&told).collect();
    // A section that is a list has a row of its own.
    let unknown: Vec<_> = told
        .difference(&known)
        .filter(|key| !known.iter().any(|k| k.starts_with(&format!("{key}."))))
        .collect();
    assert!(missing.is_empty() && unknown.is_empty(), "not told: {missing:?}; not known: {unknown:?}");
}

/// The anchor of a heading, as Git forges make it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    kept.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

fn anchors(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter_map(|line| line.strip_prefix('#').map(|rest| anchor(rest.trim_start_matches('#'))))
        .collect()
}

/// A path without `..` and `.`.
fn plain(path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(parts.pop()),
            Component::CurDir => {}
            other => parts.push(other),
        }
    }
    parts
}

#[test]
fn no_link_between_our_documents_leads_nowhere() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in files(&root(), &["md"]) {
        let text = std::fs::read_to_string(&file).unwrap();
        for rest in text.split("](").skip(1) {
            let Some(link) = rest.split(')').next() else { continue };
            if link.contains("://") || link.starts_with("mailto:") || link.contains(char::is_whitespace) {
                continue;
            }
            count += 1;
            let (path, place) = link.split_once('#').unwrap_or((link, ""));
            let to = if path.is_empty() { file.clone() } else { plain(&file.parent().unwrap().join(path)) };
            let is_there = to.exists()
                && (place.is_empty()
                    || to.extension().is_none_or(|end| end != "md")
                    || anchors(&std::fs::read_to_string(&to).unwrap()).contains(place));
            if !is_there {
                wrong.push(format!("{}: {link}", file.strip_prefix(root()).unwrap().display()));
            }
        }
    }
    assert!(count > 100, "{count}: the test no longer finds links");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What the version before could not bear, in a statement of SQL: docs/adr/0019-expand-then-contract.md.
fn contracts(sql: &str) -> bool {
    let kept: Vec<&str> = sql.lines().map(|line| line.split("--").next().unwrap_or("")).collect();
    let text = kept.join(" ").to_uppercase();
    text.split(';').any(|statement| {
        let words: Vec<&str> = statement.split_whitespace().collect();
        let has = |phrase: &[&str]| words.windows(phrase.len()).any(|window| window == phrase);
        // What an update makes and fills on the way is its own.
        has(&["DROP", "TABLE"])
            || has(&["DROP", "COLUMN"])
            || has(&["RENAME"])
            || has(&["SET", "NOT", "NULL"])
            || (has(&["ALTER", "COLUMN"]) && has(&["TYPE"]))
            || (has(&["ADD", "COLUMN"]) && has(&["NOT", "NULL"]) && !has(&["DEFAULT"]))
    })
}

#[test]
fn updates_of_the_database_only_add_to_what_the_version_before_knows() {
    for (sql, wanted) in [
        ("ALTER TABLE a ADD COLUMN b TEXT; -- DROP TABLE c", false),
        ("ALTER TABLE a ADD COLUMN b TEXT NOT NULL DEFAULT 'x';", false),
        ("DROP INDEX a; CREATE INDEX a ON b (c);", false),
        ("ALTER TABLE a ADD COLUMN b TEXT NOT NULL;", true),
        ("ALTER TABLE a\n  DROP COLUMN b;", true),
        ("ALTER TABLE a RENAME TO b;", true),
        ("alter table a alter column b type bigint;", true),
    ] {
        assert_eq!(contracts(sql), wanted, "{sql}");
    }
    let all: Vec<PathBuf> =
        files(&root().join("crates"), &["sql"]).into_iter().filter(|file| file.ends_with("up.sql")).collect();
    assert!(all.len() > 30, "{all:?}");
    let is_wrong = |file: &&PathBuf| {
        let text = std::fs::read_to_string(file).unwrap();
        contracts(&text) && !text.starts_with("-- contract: unused since ")
    };
    let wrong: Vec<_> = all.iter().filter(is_wrong).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_packaged_settings_are_sound_and_the_units_give_the_program_its_time() {
    let settings = read("packaging/debian/parvis.toml");
    let (is_sound, said) = check(&settings);
    assert!(is_sound && said.contains("data_dir = /var/lib/parvis"), "{said}");
    // What is only to be uncommented is sound too.
    let all: Vec<&str> = settings.lines().map(|line| line.strip_prefix('#').unwrap_or(line)).collect();
    let all: Vec<&str> = all.into_iter().filter(|line| !line.is_empty() && !line.starts_with(' ')).collect();
    let (is_sound, said) = check(&all.join("\n"));
    assert!(is_sound && said.contains("https://qualite.exemple.fr"), "{said}");
    for unit in ["parvis.service", "parvis-worker.service"] {
        let text = read(format!("packaging/systemd/{unit}"));
        let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        let seconds: u64 = value("TimeoutStopSec").unwrap().trim_end_matches('s').parse().unwrap();
        assert!(seconds >= 60 + 40, "{unit}: the drain of the settings, and what is open then");
        for (key, wanted) in [
            ("ProtectSystem", "strict"),
            ("NoNewPrivileges", "yes"),
            ("PrivateTmp", "yes"),
            ("MemoryDenyWriteExecute", "yes"),
            ("RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX"),
        ] {
            assert_eq!(value(key), Some(wanted), "{unit}: {key}");
        }
    }
}
