//! `docs/rights.md` is generated from the code: who may do what, who gives what, and every route with its policy.
//! `UPDATE_DOCS=1 cargo test -p parvis matrix` writes it anew.

use parvis_accounts::http::Policy;
use parvis_i18n::Words;
use parvis_kernel::{Locale, Permission, Role};
use std::fmt::Write;

use crate::house::root;
use crate::people::people;

fn table(text: &mut String, words: &Words, rows: impl Iterator<Item = (String, Vec<bool>)>) {
    let names: Vec<String> = Role::ALL.iter().map(|role| words.t(&format!("role-{role}"))).collect();
    let _ = writeln!(text, "| | {} |\n|---|{}", names.join(" | "), "---|".repeat(names.len()));
    for (name, cells) in rows {
        let cells: Vec<&str> = cells.into_iter().map(|cell| if cell { "yes" } else { "" }).collect();
        let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
    }
}

fn matrix() -> String {
    let messages = parvis::messages().unwrap();
    let words = messages.words(Locale::En);
    let mut text = String::from(
        "# Who may do what\n\nGenerated from the code (`UPDATE_DOCS=1 cargo test -p parvis matrix`). A role is given \
         over the platform, a space, an\norganisation and those under it, or one procedure, with a reason and, if one is \
         wanted, an end. Being allowed to\nreach a page is never enough: what lies behind it is asked for again, where \
         it lies.\n\n## Permissions of each role\n",
    );
    let permissions = Permission::ALL.iter().map(|permission| {
        let has = |role: &Role| role.permissions().contains(permission);
        (format!("`{permission}`"), Role::ALL.iter().map(has).collect())
    });
    table(&mut text, words, permissions);
    text.push_str("\n## Roles that each role may give, where it is held\n");
    let given = Role::ALL.iter().map(|given| {
        let gives = |role: &Role| role.gives().contains(given);
        (words.t(&format!("role-{given}")), Role::ALL.iter().map(gives).collect())
    });
    table(&mut text, words, given);
    text.push_str("\n## Every route behind the door\n| route | who may come |\n|---|---|\n");
    let db = parvis_db::testing::sqlite(parvis::MIGRATIONS);
    for route in people(&db.pool).routes {
        let who = match route.policy {
            Policy::Anyone => "anyone".to_owned(),
            Policy::HalfSigned => "who has shown a password".to_owned(),
            Policy::SignedIn => "who is signed in".to_owned(),
            Policy::Needs(permission) => format!("`{permission}`"),
        };
        let _ = writeln!(text, "| {} `{}` | {who} |", route.method, route.paths.en);
    }
    text
}

#[test]
fn the_documentation_of_rights_is_that_of_the_code() {
    let path = root().join("docs/rights.md");
    let text = matrix();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = written.lines().zip(text.lines()).find(|(written, own)| written != own);
    assert!(written == text, "run UPDATE_DOCS=1 cargo test -p parvis matrix; first: {differs:?}");
}
