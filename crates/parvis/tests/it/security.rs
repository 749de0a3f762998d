//! The tables of docs/security name proofs: each file is there, and each test is in its file.

use crate::house::root;

#[test]
fn every_proof_that_is_named_exists() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for page in ["docs/security/asvs.md", "docs/security/threat-model.md"] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        for line in text.lines().filter(|line| line.starts_with("| ") && line.ends_with("` |")) {
            let Some(cell) = line.trim_end_matches(" |").rsplit(" | ").next() else { continue };
            let mut names = cell.split('`').skip(1).step_by(2);
            let Some(path) = names.next() else { continue };
            count += 1;
            match std::fs::read_to_string(root().join(path)) {
                Err(_) => wrong.push(format!("{page}: {path} is not there")),
                Ok(proof) => {
                    let is_there = |test: &&str| proof.contains(&format!("fn {test}("));
                    wrong.extend(
                        names.filter(|test| !is_there(test)).map(|test| format!("{path}: no {test}")),
                    );
                }
            }
        }
    }
    assert!(count > 70, "{count}: the test no longer finds the proofs");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
