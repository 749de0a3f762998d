//! Every word exists in both languages, and every word asked for exists.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::house::{files, root};

/// The keys of a message file.
fn keys(text: &str) -> BTreeSet<String> {
    let key = |line: &str| {
        let (key, _) = line.split_once(" =")?;
        let is_key = key.starts_with(|c: char| c.is_ascii_lowercase())
            && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        is_key.then(|| key.to_owned())
    };
    text.lines().filter_map(key).collect()
}

fn french() -> Vec<PathBuf> {
    let all = files(&root().join("crates"), &["ftl"]);
    all.into_iter().filter(|file| file.ends_with("fr.ftl")).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn both_languages_have_the_same_words() {
    let all = french();
    assert!(all.len() >= 7, "{all:?}");
    for fr in all {
        let en = fr.with_file_name("en.ftl");
        let (french, english) = (keys(&read(&fr)), keys(&read(&en)));
        let one_only: Vec<_> = french.symmetric_difference(&english).collect();
        assert!(one_only.is_empty(), "{}: in one language only: {one_only:?}", fr.display());
    }
}

/// The literal after each `.t(`, `.a(` and `.with(`: whole, or the beginning of a key put together by `format!`.
fn asked(text: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    for call in [".t(", ".a(", ".with("] {
        for rest in text.split(call).skip(1) {
            let rest = rest.trim_start();
            let (rest, is_start) = match rest.strip_prefix("&format!(") {
                Some(inner) => (inner, true),
                None => (rest, false),
            };
            let Some(literal) = rest.strip_prefix('"').and_then(|r| r.split('"').next()) else { continue };
            let start = literal.split('{').next().unwrap_or("");
            found.push((start.to_owned(), is_start));
        }
    }
    found
}

#[test]
fn every_word_asked_for_exists() {
    let known: BTreeSet<String> = french().iter().flat_map(|file| keys(&read(file))).collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in files(&root().join("crates"), &["rs", "html"]) {
        let is_product = file.components().any(|c| c.as_os_str() == "src" || c.as_os_str() == "templates");
        if !is_product {
            continue;
        }
        // Tests of a file ask for words that do not exist, on purpose.
        let text = read(&file);
        let text = text.split("#[cfg(test)]").next().unwrap_or("");
        let is_said = |line: &&str| !line.trim_start().starts_with("//");
        let text = &text.lines().filter(is_said).collect::<Vec<_>>().join("\n");
        for (key, is_start) in asked(text) {
            count += 1;
            let exists =
                if is_start { known.iter().any(|k| k.starts_with(&key)) } else { known.contains(&key) };
            if !exists {
                wrong.push(format!("{}: {key}", file.display()));
            }
        }
    }
    assert!(count > 200, "{count}: the test no longer finds what is asked for");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The names of acts, `thing.verb`, in a source; the names of templates and of permissions look the same.
fn acts(text: &str) -> BTreeSet<String> {
    let things = [
        "access",
        "agent",
        "alert",
        "button",
        "criterion",
        "delivery",
        "edition",
        "erasure",
        "form",
        "hook",
        "job",
        "measure",
        "opinion",
        "organisation",
        "platform",
        "procedure",
        "right",
        "session",
        "space",
        "topic",
        "watch",
    ];
    let is_act = |text: &&str| {
        text.split_once('.').is_some_and(|(thing, verb)| {
            let is_verb = verb.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && verb != "html";
            things.contains(&thing) && is_verb && !verb.is_empty()
        })
    };
    text.split('"').filter(is_act).map(str::to_owned).collect()
}

#[test]
fn the_journal_names_every_act_in_words() {
    let known: BTreeSet<String> = french().iter().flat_map(|file| keys(&read(file))).collect();
    let sources = files(&root().join("crates"), &["rs"]).into_iter().filter(|file| {
        let path = file.to_string_lossy();
        path.contains("/src/") && !path.contains("/kernel/")
    });
    let all: BTreeSet<String> = sources.flat_map(|file| acts(&read(&file))).collect();
    assert!(all.len() > 40, "the test no longer finds the acts: {all:?}");
    let nameless: Vec<_> =
        all.iter().filter(|act| !known.contains(&format!("act-{}", act.replace('.', "-")))).collect();
    assert!(nameless.is_empty(), "no message act-…: {nameless:?}");
}
