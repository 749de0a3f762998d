//! Opinions of the service before, and the five scores against those it gave.

use parvis_csv::{Columns, Problem, Problems, Table, What};
use parvis_kernel::{Clock, SystemClock};
use parvis_reviews::old::{Reading, open};
use parvis_reviews::score::{Counts, INDICATORS};
use parvis_reviews::service::import::{Refused, bring};
use std::path::Path;

use crate::cli::ImportOpinions;
use crate::commands::import::{map, read};
use crate::commands::{Context, print};
use crate::failure::Failure;

/// A score that the service before gave: of which indicator, and how much (marks from 0 to 10, shares from 0 to 1).
type Given = (&'static str, f64);

pub fn run(context: &Context<'_>, what: &ImportOpinions) -> Result<(), Failure> {
    let form = what.form.parse().map_err(|_| Failure::argument(&what.form, "fail-form-survey"))?;
    let wrong = |path: &Path, problems| Failure::Import { path: path.to_owned(), problems };
    let given = match &what.expected {
        Some(path) => expected(&read(path)?).map_err(|problems| wrong(path, problems))?,
        None => Vec::new(),
    };
    let file = &what.import.file;
    let bytes = read(file)?;
    let table = open(&bytes, &map(&what.import.map)?).map_err(|problems| wrong(file, problems))?;
    let now = SystemClock.now();
    let reading = Reading::new(&map(&what.label)?, now);
    let (means, by) = (context.means()?, parvis_journal::By::console(now));
    let brought =
        context.pool()?.write(|db| bring(db, &means, &by, form, &table, &reading, what.import.dry_run));
    let report = brought.map_err(|refused| match refused {
        Refused::Problems(problems) => wrong(file, problems),
        Refused::Accounts(error) => error.into(),
    })?;
    let words = context.words;
    let days = report.days.map_or((String::new(), String::new()), |(a, b)| (words.day(a), words.day(b)));
    print(&words.with(
        if what.import.dry_run { "reviews-import-dry" } else { "reviews-imported" },
        &[
            ("new", report.new.into()),
            ("known", report.known.into()),
            ("from", days.0.into()),
            ("until", days.1.into()),
        ],
    ));
    compare(context, &report.counts, &given, what.tolerance)
}

/// The scores of a file with the columns `indicator` and `value`; a value over 1 of a share is a percentage.
fn expected(bytes: &[u8]) -> Result<Vec<Given>, Problems> {
    const COLUMNS: Columns = Columns { required: &["indicator", "value"], optional: &[] };
    let table = Table::open(bytes, COLUMNS, &[])?;
    let (mut problems, mut all) = (Problems::default(), Vec::new());
    table.rows(&mut problems, |record, problems| {
        let named = INDICATORS.iter().map(|(name, _)| *name).find(|name| *name == record.get("indicator"));
        let number = record.get("value").trim_end_matches('%').trim().replace(',', ".").parse::<f64>().ok();
        match (named, number.filter(|value| value.is_finite())) {
            (Some(name), Some(value)) => {
                let is_share = matches!(name, "help_reachable" | "autonomy");
                all.push((name, if is_share && value > 1.0 { value / 100.0 } else { value }));
            }
            (None, _) => {
                let known = INDICATORS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
                problems.push(record.problem("indicator", What::OneOf(known)));
            }
            (_, None) => problems.push(record.problem("value", What::Expected("fail-form-number"))),
        }
    });
    if all.is_empty() && problems.is_empty() {
        problems.push(Problem::new(0, "", "", What::Empty));
    }
    problems.or(all)
}

/// Prints the five scores of the file beside those given; a failure when one is further away than tolerated. Shares are
/// compared in tenths, so that one tolerance does for marks on ten and for shares.
fn compare(context: &Context<'_>, counts: &Counts, given: &[Given], tolerance: f64) -> Result<(), Failure> {
    let words = context.words;
    let mut is_far = false;
    for (name, formula) in INDICATORS {
        let Some(score) = formula(counts) else { continue };
        let is_share = score.marks.is_empty();
        let text = |value: f64| {
            if is_share { words.percent(value * 100.0, 1) } else { words.decimal(value, 2) }
        };
        let label = words.t(&format!("reviews-figure-{}", name.replace('_', "-")));
        let mut args = vec![
            ("indicator", label.into()),
            ("value", text(score.value).into()),
            ("n", i64::from(score.n).into()),
        ];
        let Some((_, told)) = given.iter().find(|(of, _)| of == name) else {
            print(&words.with("reviews-import-score", &args));
            continue;
        };
        let unit = if is_share { 10.0 } else { 1.0 };
        // What rounding of the two numbers makes is no difference.
        let is_near = (score.value - told).abs() * unit <= tolerance + 1e-9;
        is_far |= !is_near;
        args.push(("given", text(*told).into()));
        let key = if is_near { "reviews-import-same" } else { "reviews-import-other" };
        print(&words.with(key, &args));
    }
    if is_far { Err(Failure::Said) } else { Ok(()) }
}
