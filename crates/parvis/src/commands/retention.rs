use parvis_db::{Access, Db};
use parvis_journal::By;
use parvis_journal::retention::{Erasure, Past, Rule, erasures, sweep};
use parvis_kernel::{Clock, Day, SystemClock, Timestamp};
use serde::Serialize;
use std::time::Duration;

use super::{Context, print};
use crate::cli::{ReportFormat, Retention, RetentionReport};
use crate::failure::Failure;
use crate::modules::retention;

/// Erasing is work of the night: what is past its term by less waits for the next one.
const GRACE: Duration = Duration::from_secs(2 * 86_400);
/// Who erases when the operator asks for it.
const COMMAND: &str = "parvis retention run";

pub fn run(context: &Context<'_>, what: &Retention) -> Result<(), Failure> {
    match what {
        Retention::Report(args) => report(context, args),
        Retention::Run => apply(context),
    }
}

/// Applies every rule now: after a restore, what was erased since the backup goes again.
fn apply(context: &Context<'_>) -> Result<(), Failure> {
    let by = By::console(SystemClock.now());
    let pool = context.pool()?;
    let erased = pool.write(|db| sweep(db, &retention(), Some(COMMAND), &by))?;
    // What was said in words that were erased is not to be found any more.
    parvis_reviews::service::words::forget(&pool)?;
    for (rule, n) in &erased {
        let what = context.words.t(&format!("retention-{rule}"));
        print(&context.words.with("retention-erased", &[("what", what.into()), ("n", (*n).into())]));
    }
    if erased.is_empty() {
        print(&context.words.t("retention-nothing"));
    }
    Ok(())
}

/// A rule, what it is about, and what it finds now.
#[derive(Serialize)]
struct Kept {
    rule: &'static str,
    what: String,
    term: String,
    why: String,
    setting: Option<&'static str>,
    job: &'static str,
    /// Past the term by more than two nights: it should be 0.
    overdue: u64,
    /// The last time that it erased anything.
    last: Option<Done>,
}

#[derive(Serialize, Clone)]
struct Done {
    at: String,
    rule: String,
    job: String,
    n: i64,
    first: Option<String>,
    until: String,
}

impl From<&Erasure> for Done {
    fn from(one: &Erasure) -> Self {
        Self {
            at: one.at.to_string(),
            rule: one.rule.clone(),
            job: one.job.clone(),
            n: one.n,
            first: one.first.map(|at| at.to_string()),
            until: one.until.to_string(),
        }
    }
}

fn report(context: &Context<'_>, args: &RetentionReport) -> Result<(), Failure> {
    let since = match &args.since {
        Some(text) => text.parse::<Day>().map_err(|_| Failure::argument(text, "fail-form-day"))?.start(),
        None => Timestamp::from_micros(0),
    };
    let now = SystemClock.now();
    // A report changes nothing, migrations included.
    let mut db = Db::open(&context.config.database, Access::Read)?;
    let all = erasures(&mut db, Timestamp::from_micros(0))?;
    let rules: Vec<Kept> =
        retention().iter().map(|rule| kept(context, &mut db, rule, &all, now)).collect::<Result<_, _>>()?;
    let done: Vec<Done> = all.iter().filter(|one| one.at >= since).map(Done::from).collect();
    match args.report_format {
        ReportFormat::Text => text(context, &rules, &done),
        ReportFormat::Json => {
            let whole = serde_json::json!({ "at": now.to_string(), "rules": rules, "erasures": done });
            print(&serde_json::to_string_pretty(&whole).map_err(Failure::other)?);
        }
        ReportFormat::Csv => {
            print("at,rule,job,n,first,until");
            for one in &done {
                let first = one.first.as_deref().unwrap_or("");
                print(&format!("{},{},{},{},{first},{}", one.at, one.rule, one.job, one.n, one.until));
            }
        }
    }
    if rules.iter().all(|rule| rule.overdue == 0) { Ok(()) } else { Err(Failure::Said) }
}

fn kept(
    context: &Context<'_>,
    db: &mut Db,
    rule: &Rule,
    all: &[Erasure],
    now: Timestamp,
) -> Result<Kept, Failure> {
    let Past { n, .. } = (rule.past)(db, now - GRACE)?;
    let word = |end: &str| context.words.t(&format!("retention-{}{end}", rule.name));
    Ok(Kept {
        rule: rule.name,
        what: word(""),
        term: word("-term"),
        why: word("-why"),
        setting: rule.setting,
        job: rule.job,
        overdue: n,
        last: all.iter().rev().find(|one| one.rule == rule.name).map(Done::from),
    })
}

fn text(context: &Context<'_>, rules: &[Kept], done: &[Done]) {
    let words = context.words;
    for rule in rules {
        let mark = if rule.overdue == 0 { "✓" } else { "✗" };
        print(&words.with(
            "retention-line",
            &[
                ("mark", mark.into()),
                ("what", (&rule.what).into()),
                ("term", (&rule.term).into()),
                ("rule", rule.rule.into()),
                ("overdue", rule.overdue.into()),
            ],
        ));
        if let Some(last) = &rule.last {
            print(&words.with("retention-last", &[("at", (&last.at).into()), ("n", last.n.into())]));
        }
    }
    print(&words.a("retention-done", "n", done.len()));
    for one in done {
        let first = one.first.as_deref().unwrap_or("…");
        print(&format!("  {}\t{}\t{}\t{first}\t{}\t{}", one.at, one.rule, one.n, one.until, one.job));
    }
    match &context.config.backup.folder {
        Some(folder) => print(&words.a("retention-backups", "folder", folder.display().to_string())),
        None => print(&words.t("retention-backups-anywhere")),
    }
}
