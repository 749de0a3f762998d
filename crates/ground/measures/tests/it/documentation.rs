//! docs/indicators.md says what indicators.toml says: written by `UPDATE_DOCS=1`, compared otherwise.

use parvis_measures::{Direction, Indicators, Unit};
use std::fmt::Write;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../docs/indicators.md");

fn page() -> String {
    let mut page = String::from(
        "# Indicators and their methods\n\nWritten from `crates/ground/measures/indicators.toml`; do not edit by hand.\n\
         Limits apply to raw values. Sources of the rules: the national observatory of online procedures and the\n\
         \"Je donne mon avis\" survey; `mobile`, `non_digital_alternative`, `prefilled` and the lives of readings are ours.\n",
    );
    for i in Indicators::standard().iter() {
        let _ = write!(
            page,
            "\n## `{}` – {} / {}\n{} / {}\n\n",
            i.slug, i.name.fr, i.name.en, i.question.fr, i.question.en
        );
        let unit = match i.unit {
            Unit::Mark => "mark 0–10",
            Unit::Share => "share 0–1",
            Unit::Percent => "percentage 0–100",
            Unit::Count => "count",
            Unit::Millis => "milliseconds",
            Unit::Index => "index 0–1",
            Unit::Choice => "one of the options below",
        };
        let _ = writeln!(page, "- Unit: {unit}. Window graded: `{}`. Goal: {}.", i.window(), i.goal.en);
        if let (Some(green), Some(amber)) = (i.green, i.amber) {
            let sign = if i.direction == Direction::Higher { "≥" } else { "<" };
            let _ = writeln!(page, "- Green {sign} {green}, amber {sign} {amber}, red otherwise.");
        }
        if i.minimum_n > 0 {
            let _ = writeln!(page, "- At least {} answers for a grade.", i.minimum_n);
        }
        let _ = writeln!(page, "- A reading stands for {} month(s), then it is stale.", i.life_months);
        if let Some(limit) = i.suspect_below {
            let _ = writeln!(
                page,
                "- Below {limit} in {} reading(s) in a row: flagged as suspect.",
                i.suspect_run.max(1)
            );
        }
        if !i.file_names.is_empty() || i.file_scale > 1.0 {
            let names = i.file_names.join("`, `");
            let scale = if i.file_scale > 1.0 {
                format!(" values divided by {}", i.file_scale)
            } else {
                String::new()
            };
            let _ = writeln!(
                page,
                "- In files:{}{scale}.",
                if names.is_empty() { String::new() } else { format!(" `{names}`") }
            );
        }
        for c in &i.choices {
            let _ = writeln!(page, "- Option `{}` ({}): {}.", c.slug, c.name.en, c.level());
        }
        for m in &i.methods {
            let _ = writeln!(page, "- Method {} since {}: {} {}", m.version, m.since, m.how.en, m.reason.en);
        }
    }
    page.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn the_documentation_of_the_indicators_is_up_to_date() {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PAGE, page()).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(PAGE).unwrap(),
        page(),
        "run UPDATE_DOCS=1 cargo test -p parvis-measures documentation"
    );
}
