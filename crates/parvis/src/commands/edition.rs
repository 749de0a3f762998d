use parvis_journal::By;
use parvis_kernel::{Clock, Month, SystemClock, SystemRng};
use parvis_observatory::edition::{Cell, Difference, Line};
use parvis_observatory::{service, store};
use std::collections::BTreeMap;

use super::{Context, print};
use crate::cli::{Edition, Erratum};
use crate::failure::Failure;

pub fn run(context: &Context<'_>, what: Edition) -> Result<(), Failure> {
    match what {
        Edition::Draft { edition, month } => draft(context, &edition, month.as_deref()),
        Edition::Diff { edition, against } => diff(context, &edition, against.as_deref()),
        Edition::Publish { edition, by } => publish(context, &edition, &by),
        Edition::List => list(context),
        Edition::Erratum(args) => erratum(context, args),
    }
}

/// The operator at the console.
fn console() -> By {
    By::console(SystemClock.now())
}

fn draft(context: &Context<'_>, slug: &str, month: Option<&str>) -> Result<(), Failure> {
    let text = month.unwrap_or(slug);
    let month: Month = text.parse().map_err(|_| Failure::argument(text, "fail-form-month"))?;
    if slug != parvis_kernel::slug(slug) || slug.len() > 40 {
        return Err(Failure::argument(slug, "fail-form-slug"));
    }
    let (edition, lines) = context.pool()?.write(|db| -> Result<_, Failure> {
        let edition = service::draft(db, slug, month, &console(), &SystemRng)?;
        Ok((edition, store::lines(db, slug)?))
    })?;
    suspects(context, &lines);
    print(&context.words.with(
        "edition-drafted",
        &[
            ("slug", slug.into()),
            ("n", edition.summary.procedures.into()),
            ("checksum", (&edition.checksum).into()),
        ],
    ));
    Ok(())
}

/// Values that look like a fault of the instrument: a person should look before publishing.
fn suspects(context: &Context<'_>, lines: &[Line]) {
    let cells = lines.iter().flat_map(|l| l.cells.iter().map(move |(indicator, cell)| (l, indicator, cell)));
    let suspect: Vec<_> = cells.filter(|(_, _, cell)| cell.suspect).collect();
    if suspect.is_empty() {
        return;
    }
    print(&context.words.a("edition-suspects", "n", suspect.len()));
    for (line, indicator, cell) in suspect {
        let value = cell.value.map(|v| v.to_string()).unwrap_or_default();
        print(&format!("  {}\t{indicator}\t{value}\t{}", line.procedure, line.name));
    }
}

fn diff(context: &Context<'_>, slug: &str, against: Option<&str>) -> Result<(), Failure> {
    let (before, all) = context.pool()?.read(|db| service::diff(db, slug, against).map_err(Failure::from))?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &all {
        *counts.entry(one.change.as_str()).or_default() += 1;
        print(&line(one));
    }
    let counts: Vec<String> = counts.iter().map(|(change, n)| format!("{change} {n}")).collect();
    print(&context.words.with(
        "edition-diffed",
        &[
            ("before", before.unwrap_or_else(|| "–".into()).into()),
            ("after", slug.into()),
            ("n", all.len().into()),
            ("counts", counts.join(", ").into()),
        ],
    ));
    Ok(())
}

/// One change as fields separated by tabs, so that it can be sorted and filtered.
fn line(d: &Difference) -> String {
    let cell = |c: &Option<Cell>| {
        c.as_ref().map_or_else(String::new, |c| {
            let value = c.value.map(|v| v.to_string()).or_else(|| c.choice.clone()).unwrap_or_default();
            format!("{} {value}", c.level)
        })
    };
    let indicator = d.indicator.as_deref().unwrap_or("");
    format!("{}\t{}\t{indicator}\t{}\t{}\t{}", d.change, d.procedure, cell(&d.before), cell(&d.after), d.name)
}

fn publish(context: &Context<'_>, slug: &str, by: &str) -> Result<(), Failure> {
    let edition =
        context.pool()?.write(|db| service::publish(db, slug, by, &console()).map_err(Failure::from))?;
    let checksum = ("checksum", (&edition.checksum).into());
    print(&context.words.with("edition-published-now", &[("slug", slug.into()), checksum]));
    Ok(())
}

fn list(context: &Context<'_>) -> Result<(), Failure> {
    let words = context.words;
    let all = context.pool()?.read(|db| store::editions(db, true).map_err(Failure::from))?;
    if all.is_empty() {
        print(&words.t("edition-none"));
    }
    for edition in all {
        let state = match &edition.publication {
            None => words.t("edition-state-draft"),
            Some(p) => words
                .with("edition-state-published", &[("at", p.at.to_string().into()), ("by", (&p.by).into())]),
        };
        let (slug, n, sum) = (&edition.slug, edition.summary.procedures, &edition.checksum);
        print(&format!("{slug}\t{}\t{n}\t{sum}\t{state}", edition.as_of));
    }
    Ok(())
}

fn erratum(context: &Context<'_>, args: Erratum) -> Result<(), Failure> {
    let Erratum { edition, by, fr, en, procedure, indicator } = args;
    let new = service::NewErratum { author: by, procedure, indicator, text_fr: fr, text_en: en };
    let erratum =
        context.pool()?.write(|db| service::erratum(db, &edition, new, &console()).map_err(Failure::from))?;
    print(&context.words.with(
        "erratum-published",
        &[("n", erratum.number.into()), ("slug", (&edition).into()), ("digest", (&erratum.digest).into())],
    ));
    Ok(())
}

pub fn recompute(context: &Context<'_>, slug: &str) -> Result<(), Failure> {
    let words = context.words;
    let found = context.pool()?.read(|db| service::recompute(db, slug).map_err(Failure::from))?;
    if found.is_identical() {
        let n = ("n", found.procedures.into());
        print(
            &words
                .with("recompute-same", &[("slug", slug.into()), n, ("checksum", (&found.checksum).into())]),
        );
        return Ok(());
    }
    for procedure in &found.different {
        print(&words.a("recompute-line", "procedure", procedure));
    }
    print(&words.with(
        "recompute-differs",
        &[
            ("slug", slug.into()),
            ("n", found.different.len().into()),
            ("checksum", (&found.checksum).into()),
            ("stored", (&found.stored).into()),
            ("computed", (&found.computed).into()),
        ],
    ));
    Err(Failure::Said)
}
