//! `docs/criteria.md` says what `protocols.toml` says.

use parvis_kernel::Locale;
use parvis_procedures::protocol::{Input, Protocol, Protocols, Question};
use std::fmt::Write;

const HEAD: &str = "\
# Criteria that people read

Made of `crates/modules/procedures/protocols.toml` (`UPDATE_DOCS=1 cargo test -p parvis-procedures documentation`):
change that file, not this one.

A criterion is assessed by somebody who answers for the procedure (procedure owner, contributor, quality officer) at
`/en/desk/procedures/…/criteria/…`, with evidence: the address of a page (`https://`), files (ten at most), a note. A
second reader, never the same person, accepts it or gives it back with a reason. Only then is a reading written to the
ledger, with the source `human`, of the day of the assessment. An assessment that was accepted never changes, nor do its
files: the journal names each by its SHA-256. It stands for some months, and is then marked as expired. `/en/desk/criteria` lists what is missing, expired or waits for its second reader. A
reading that was imported from a file is shown by the observatory, and still counts as missing here: it has no evidence.

A file is attached as soon as it comes, even when the rest of the form is refused, and is served to whoever may see the
assessment, once the antivirus has found nothing in it ([uploaded files](operate/files.md)). Nobody accepts an
assessment with a file that cannot be opened. Files are removed from a draft, or from an assessment that was given back,
and nowhere else.

Those who answer for procedures receive one letter a week at most (job `procedures-remind`, each morning), which names
what is missing, expired, or expires within thirty days.
";

fn question(text: &mut String, number: usize, protocol: &Protocol, one: &Question) {
    let en = |text: &parvis_measures::Text| text.get(Locale::En).to_owned();
    let _ = writeln!(text, "\n{number}. **{}** {}", en(&one.ask), en(&one.help));
    for (key, values) in &one.when {
        let at = protocol.questions.iter().position(|other| other.key == *key).unwrap();
        let told = protocol.questions[at].answers.iter().filter(|answer| values.contains(&answer.value));
        let told: Vec<String> = told.map(|answer| format!("“{}”", en(&answer.text))).collect();
        let _ = writeln!(text, "   Only after {} to question {}.", told.join(", "), at + 1);
    }
    if one.input == Input::Number {
        let _ = writeln!(text, "   - a whole number");
    }
    for answer in &one.answers {
        let mark = if one.input == Input::Many { "[ ] " } else { "" };
        let _ = writeln!(text, "   - {mark}{} (`{}`)", en(&answer.text), answer.value);
    }
}

fn value(text: &mut String, protocol: &Protocol) {
    let at = |key: &str| 1 + protocol.questions.iter().position(|q| q.key == key).unwrap();
    let numbers = |keys: &[String]| keys.iter().map(|key| format!("{}", at(key))).collect::<Vec<_>>();
    let _ = writeln!(text, "\n| answers | value |\n|---|---|");
    for outcome in &protocol.outcomes {
        let told = outcome.when.iter().map(|(key, value)| format!("{}: `{value}`", at(key)));
        let told: Vec<String> = told.collect();
        let told = if told.is_empty() { "otherwise".to_owned() } else { told.join(", ") };
        let _ = writeln!(text, "| {told} | `{}` |", outcome.gives);
    }
    if !protocol.count.is_empty() {
        let _ = writeln!(
            text,
            "| otherwise | what is ticked or counted in {}, added up |",
            numbers(&protocol.count).join(" and ")
        );
    }
    if let [part, whole] = protocol.share.as_slice() {
        let _ = writeln!(text, "| always | {} divided by {1}; n is {1} |", at(part), at(whole));
    }
}

fn documentation() -> String {
    let mut text = HEAD.to_owned();
    for protocol in Protocols::standard().iter() {
        let indicator = protocol.indicator();
        let _ = writeln!(text, "\n## {} (`{}`)", indicator.name.get(Locale::En), indicator.slug);
        let _ = writeln!(
            text,
            "{} Goal: {}.",
            indicator.question.get(Locale::En),
            indicator.goal.get(Locale::En)
        );
        let _ = writeln!(
            text,
            "Stands for {} months. Evidence: {}",
            protocol.months,
            protocol.evidence.get(Locale::En)
        );
        for (at, one) in protocol.questions.iter().enumerate() {
            question(&mut text, at + 1, protocol, one);
        }
        value(&mut text, protocol);
    }
    text
}

#[test]
fn the_documentation_of_criteria_is_that_of_the_protocols() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/criteria.md");
    let text = documentation();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(written, text, "run UPDATE_DOCS=1 cargo test -p parvis-procedures documentation");
}
