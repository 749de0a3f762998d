//! One audit: how far it is, what it counts, what is missing; how it is finished, and begun again.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Field, Form, Link, Table, Tone};

use super::{counted, counts, export, frame, load, may, name, official, percent, table, to, topic};
use crate::audit::Outcome;
use crate::links;
use crate::rgaa;
use crate::service::audits::{self, Sheet};

pub fn routes(routes: Routes) -> Routes {
    let read = Policy::Needs(Permission::MeasureRead);
    let (fill, review) =
        (Policy::Needs(Permission::CriterionAssess), Policy::Needs(Permission::CriterionReview));
    // Whoever loads a refused form again comes back to the page that it stands on.
    routes
        .page(links::AUDIT, read, |cx| page(cx, None))
        .page(links::AUDIT_FINISH, read, |cx| page(cx, None))
        .act(links::AUDIT_REFILL, fill, refill)
        .act(links::AUDIT_FINISH, review, finish)
        .act(links::AUDIT_AGAIN, fill, again)
}

fn page(cx: &Cx<'_>, refused: Option<AccountsError>) -> Answer {
    let sheet = load(cx)?;
    let mut blocks = vec![alert(cx, &sheet), Block::Facts(facts(cx, &sheet))];
    if sheet.audit.finished.is_some() {
        let statement = Link::new(cx.t("probes-statement-title"), to(cx, links::STATEMENT, &[]));
        blocks.push(Block::Steps(vec![statement]));
    }
    blocks.push(Block::Table(pages(cx, &sheet)));
    blocks.push(Block::Table(topics(cx, &sheet)));
    blocks.push(Block::Table(failures(cx, &sheet)));
    let exported = |format: &&str| {
        let label = cx.words.a("probes-export", "format", format.to_uppercase().as_str());
        Link::new(label, to(cx, links::AUDIT_EXPORT, &[format]))
    };
    blocks.push(Block::Links(export::FORMATS.iter().map(exported).collect()));
    blocks.extend(forms(cx, &sheet, refused)?);
    let frame = frame(cx, &sheet, &name(cx, &sheet.audit), links::AUDIT, &[]);
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("probes-audit-lead"))))
}

fn alert(cx: &Cx<'_>, sheet: &Sheet) -> Block {
    let n = sheet.grid.undecided();
    let (tone, title, text) = if sheet.audit.finished.is_some() {
        (Tone::Success, cx.t("probes-audit-is-finished"), cx.t("probes-audit-is-finished-text"))
    } else if n > 0 {
        let title = cx.words.a("probes-audit-missing", "n", n);
        (Tone::Info, title, cx.t("probes-audit-missing-text"))
    } else {
        (Tone::Success, cx.t("probes-audit-complete"), cx.t("probes-audit-complete-text"))
    };
    Block::Alert { tone, title, text }
}

fn facts(cx: &Cx<'_>, sheet: &Sheet) -> Vec<(String, Cell)> {
    let (audit, tally) = (&sheet.audit, sheet.grid.whole());
    let who = |by: Option<parvis_kernel::Id>| {
        let name = by.and_then(|id| sheet.names.get(&id).cloned());
        name.unwrap_or_else(|| cx.t("probes-somebody"))
    };
    let told = |at, by| {
        let known: [(&str, parvis_i18n::Arg<'_>); 2] = [("at", at), ("name", by)];
        Cell::text(cx.words.with("probes-audit-by", &known))
    };
    let (begun, beginner) = (cx.words.moment(audit.begun_at), who(audit.begun_by));
    let mut all = vec![
        ("probes-audit-auditor", Cell::text(audit.auditor.clone())),
        ("probes-audit-reference", Cell::text(format!("RGAA {}", audit.reference))),
        ("probes-audit-begun", told(begun.as_str().into(), beginner.as_str().into())),
    ];
    if let Some(end) = audit.finished {
        let (day, name) = (cx.words.day(end.on), who(end.by));
        all.push(("probes-audit-ended", told(day.as_str().into(), name.as_str().into())));
        all.push(("probes-audit-standing", super::standing(cx, audit, tally)));
    }
    let rate = if audit.finished.is_some() { "probes-audit-rate" } else { "probes-audit-rate-so-far" };
    all.push((rate, Cell::text(percent(cx, tally.rate()))));
    all.push(("probes-audit-mean", Cell::text(percent(cx, sheet.grid.mean()))));
    let denied = sheet.grid.decisions.values().filter(|one| one.denies_the_machine()).count();
    if denied > 0 {
        all.push(("probes-audit-denied", Cell::text(cx.words.a("probes-audit-denied-n", "n", denied))));
    }
    all.into_iter().map(|(key, cell)| (cx.t(key), cell)).collect()
}

/// The pages of the sample: how far each is, and its own rate.
fn pages(cx: &Cx<'_>, sheet: &Sheet) -> Table {
    let mut listed = counted(
        cx,
        "pages",
        "probes-audit-sample",
        "probes-audit-page",
        &["probes-audit-page-rate", "probes-audit-left"],
    );
    let row = |(at, page): (i32, &crate::audit::sample::SamplePage)| {
        let tally = sheet.grid.on_page(at, rgaa::current().criteria());
        let link = Cell::link(page.title.clone(), to(cx, links::AUDIT_PAGE, &[&at.to_string()]));
        let mut cells = vec![Cell::All(vec![link, Cell::text(page.url.clone())])];
        cells.extend(counts(cx, tally));
        cells.push(Cell::text(percent(cx, tally.rate())));
        cells.push(left(cx, sheet, at));
        cells
    };
    listed.rows = sheet.grid.positions().zip(&sheet.grid.pages).map(row).collect();
    listed
}

/// The topics of a page on which something is left to decide, when they are few: all of them are on the page's own page.
fn left(cx: &Cx<'_>, sheet: &Sheet, page: i32) -> Cell {
    const FEW: usize = 4;
    let link = |one: &rgaa::Topic| {
        let label = cx.words.a("probes-audit-left-of", "topic", topic(cx, one.number).as_str());
        Cell::link(label, to(cx, links::AUDIT_GRID, &[&page.to_string(), &one.number.to_string()]))
    };
    let open = rgaa::current().topics.iter();
    let open: Vec<&rgaa::Topic> =
        open.filter(|one| sheet.grid.on_page(page, one.criteria.iter()).undecided > 0).collect();
    match open.len() {
        0 => Cell::text(cx.t("probes-audit-left-none")),
        n if n > FEW => Cell::text(cx.words.a("probes-audit-left-topics", "n", n)),
        _ => Cell::All(open.into_iter().map(link).collect()),
    }
}

/// The topics of the reference over the whole sample.
fn topics(cx: &Cx<'_>, sheet: &Sheet) -> Table {
    let mut listed = counted(cx, "themes", "probes-audit-topics", "probes-audit-topic", &[]);
    let row = |one: &'static rgaa::Topic| {
        let tally = sheet.grid.tally(one.criteria.iter());
        std::iter::once(Cell::text(topic(cx, one.number))).chain(counts(cx, tally)).collect()
    };
    listed.rows = rgaa::current().topics.iter().map(row).collect();
    listed
}

/// The criteria that are not met, and on which pages.
fn failures(cx: &Cx<'_>, sheet: &Sheet) -> Table {
    let columns = ["probe-criterion", "probes-audit-where"];
    let mut listed =
        table(cx, "non-conformes", "probes-audit-failures", &columns, "probes-audit-failures-none");
    let row = |one: &'static rgaa::Criterion| {
        let places = sheet.grid.positions().zip(&sheet.grid.pages);
        let failed =
            places.filter(|(at, _)| sheet.grid.outcome(*at, &one.number) == Some(Outcome::NotConforming));
        let topic = one.number.split('.').next().unwrap_or("").to_owned();
        let link = |(at, page): (i32, &crate::audit::sample::SamplePage)| {
            Cell::link(page.title.clone(), to(cx, links::AUDIT_GRID, &[&at.to_string(), &topic]))
        };
        let cells: Vec<Cell> = failed.map(link).collect();
        (!cells.is_empty())
            .then(|| vec![official(cx, format!("{} {}", one.number, one.title)), Cell::All(cells)])
    };
    listed.rows = rgaa::current().criteria().filter_map(row).collect();
    listed
}

fn forms(cx: &Cx<'_>, sheet: &Sheet, refused: Option<AccountsError>) -> Result<Vec<Block>, Refusal> {
    let mut blocks = Vec::new();
    let is_finished = sheet.audit.finished.is_some();
    let may_fill = may(cx, &sheet.about, Permission::CriterionAssess);
    if may_fill && is_finished {
        blocks.push(Block::Heading(cx.t("probes-audit-again-title")));
        blocks.push(Block::Text(cx.t("probes-audit-again-text")));
        let action = to(cx, links::AUDIT_AGAIN, &[]);
        blocks.push(Block::Form(Form::new("repartir", action, cx.t("probes-audit-again"))));
    }
    if may_fill && !is_finished {
        blocks.push(Block::Heading(cx.t("probes-audit-refill-title")));
        blocks.push(Block::Text(cx.t("probes-audit-refill-text")));
        let action = to(cx, links::AUDIT_REFILL, &[]);
        blocks.push(Block::Form(Form::new("reprendre", action, cx.t("probes-audit-refill"))));
    }
    if may(cx, &sheet.about, Permission::CriterionReview) && !is_finished {
        let form = Form::new("finir", to(cx, links::AUDIT_FINISH, &[]), cx.t("probes-audit-finish"))
            .titled(cx.t("probes-audit-finish-title"))
            .field(Field::hidden("revision", sheet.audit.revision.to_string()))
            .field(
                Field::day("on", cx.t("probes-audit-on"))
                    .hinted(cx.t("probes-audit-on-hint"))
                    .filled(cx.now().day().to_string()),
            )
            .grave();
        blocks.push(Block::Form(match refused {
            Some(error) => cx.again(form, error)?,
            None => form,
        }));
    }
    Ok(blocks)
}

fn refill(cx: &Cx<'_>) -> Answer {
    let id = cx.id("audit")?;
    cx.write(|db| audits::refill(db, &cx.by, cx.part("slug"), id))?;
    Ok(cx.done(&to(cx, links::AUDIT, &[]), "probes-audit-refilled"))
}

fn again(cx: &Cx<'_>) -> Answer {
    let id = cx.id("audit")?;
    let slug = cx.part("slug");
    let new = cx.write(|db| audits::again(db, &cx.desk.means, &cx.by, slug, id))?;
    Ok(cx.done(&links::AUDIT.to(cx.locale(), &[slug, &new.to_string()]), "probes-audit-again"))
}

fn finish(cx: &Cx<'_>) -> Answer {
    let id = cx.id("audit")?;
    let seen = cx.fields.get("revision").parse().unwrap_or(-1);
    let on = cx.fields.get("on").parse().ok();
    match cx.write(|db| audits::finish(db, &cx.by, cx.part("slug"), (id, seen), on)) {
        Ok(()) => Ok(cx.done(&to(cx, links::AUDIT, &[]), "probes-audit-ended")),
        Err(error) => page(cx, Some(error)),
    }
}
