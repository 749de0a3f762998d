//! The audits of a procedure: all of them, and how one begins.

mod export;
mod grid;
mod one;
mod statement;

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Paths, Policy, Reply, Routes};
use parvis_kernel::Permission;
use parvis_places::Located;
use parvis_ui::{Block, Cell, Field, Form, Frame, Table, Tone};

use super::{frame_of, table};
use crate::audit::rate::{Rate, Tally};
use crate::audit::sample::{self, BadSample};
use crate::audit::{Audit, Outcome};
use crate::links;
use crate::service::audits::{self, List, NewAudit, Sheet};

pub fn routes(routes: Routes) -> Routes {
    let (read, fill) = (Policy::Needs(Permission::MeasureRead), Policy::Needs(Permission::CriterionAssess));
    let routes = routes.page(links::AUDITS, read, |cx| page(cx, None)).act(links::AUDITS, fill, begin);
    export::routes(statement::routes(grid::routes(one::routes(routes))))
}

fn page(cx: &Cx<'_>, refused: Option<(AccountsError, Option<usize>)>) -> Answer {
    let list = cx.read(|db| audits::list(db, &cx.by, cx.part("slug")))?;
    let slug = list.about.shown.slug.as_str();
    let columns = [
        "probes-audit",
        "probes-audit-auditor",
        "probes-audit-pages",
        "probes-audit-standing",
        "probes-audit-rate",
    ];
    let mut listed = table(cx, "audits", "probes-audits-caption", &columns, "probes-audits-none");
    listed.rows = list.audits.iter().map(|one| row(cx, slug, one)).collect();
    let mut blocks = vec![Block::Table(listed)];
    if may(cx, &list.about, Permission::CriterionAssess) {
        let mut form = form(cx, &list);
        if let Some((error, line)) = refused {
            form = cx.again(form, error)?;
            if let Some(line) = line {
                let message = cx.words.a("probes-audit-pages-line", "n", line);
                form = form.refused(&[("pages".to_owned(), message)]);
            }
        }
        blocks.push(Block::Form(form));
    }
    let title = cx.t("probes-audits-title");
    let frame = frame_of(cx, &list.about, &title, links::AUDITS, &[slug]);
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("probes-audits-lead"))))
}

fn row(cx: &Cx<'_>, slug: &str, (audit, pages, tally): &(Audit, usize, Tally)) -> Vec<Cell> {
    let to = links::AUDIT.to(cx.locale(), &[slug, &audit.id.to_string()]);
    vec![
        Cell::link(name(cx, audit), to),
        Cell::text(audit.auditor.clone()),
        Cell::text(cx.words.integer(i64::try_from(*pages).unwrap_or(0))),
        standing(cx, audit, *tally),
        Cell::text(percent(cx, tally.rate())),
    ]
}

fn form(cx: &Cx<'_>, list: &List) -> Form {
    let to = links::AUDITS.to(cx.locale(), &[&list.about.shown.slug]);
    let mut pages = list.watched.clone();
    if let Some(first) = pages.first_mut() {
        first.title = cx.t("probes-audit-home");
    }
    let auditor = list.about.shown.administration.clone().unwrap_or_default();
    Form::new("audit", to, cx.t("probes-audit-begin"))
        .titled(cx.t("probes-audit-begin-title"))
        .field(
            Field::line("auditor", cx.t("probes-audit-auditor"))
                .hinted(cx.t("probes-audit-auditor-hint"))
                .filled(auditor),
        )
        .field(
            Field::area("pages", cx.t("probes-audit-pages"))
                .hinted(cx.t("probes-audit-pages-hint"))
                .filled(sample::write(&pages)),
        )
}

fn begin(cx: &Cx<'_>) -> Answer {
    let slug = cx.part("slug");
    let pages = sample::parse(cx.fields.get("pages"));
    let line = match &pages {
        Err(BadSample::Line(line)) => Some(*line),
        _ => None,
    };
    let new = NewAudit { auditor: cx.fields.get("auditor").to_owned(), pages };
    match cx.write(|db| audits::begin(db, &cx.desk.means, &cx.by, slug, &new)) {
        Ok(id) => Ok(cx.done(&links::AUDIT.to(cx.locale(), &[slug, &id.to_string()]), "probes-audit-begun")),
        Err(error) => {
            let line = line.filter(|_| matches!(error, AccountsError::Invalid { field: "pages", .. }));
            page(cx, Some((error, line)))
        }
    }
}

fn may(cx: &Cx<'_>, about: &Located, permission: Permission) -> bool {
    cx.by.actor.may(permission, &about.place, cx.now())
}

/// What an audit is called: the day it began, or that it ended.
fn name(cx: &Cx<'_>, audit: &Audit) -> String {
    match audit.finished {
        Some(finished) => cx.words.a("probes-audit-of-end", "day", cx.words.day(finished.on).as_str()),
        None => cx.words.a("probes-audit-of", "day", cx.words.date(audit.begun_at).as_str()),
    }
}

fn standing(cx: &Cx<'_>, audit: &Audit, tally: Tally) -> Cell {
    if audit.finished.is_none() {
        return Cell::Badge(Tone::Info, cx.words.a("probes-audit-going", "n", tally.undecided));
    }
    use crate::statement::State;
    let tone = match tally.state() {
        State::Full => Tone::Success,
        State::Partial => Tone::Warning,
        State::None => Tone::Error,
    };
    Cell::Badge(tone, cx.t(&format!("probes-audit-state-{}", tally.state())))
}

fn percent(cx: &Cx<'_>, rate: Option<Rate>) -> String {
    rate.map_or_else(|| cx.t("probes-audit-no-rate"), |rate| cx.words.percent(rate.percent(), 2))
}

/// What is decided, in words.
fn outcome(cx: &Cx<'_>, outcome: Option<Outcome>) -> String {
    cx.t(&format!("probes-audit-{}", outcome.map_or("undecided", Outcome::as_str)))
}

/// A text of the reference, which is French alone.
fn official(cx: &Cx<'_>, text: String) -> Cell {
    match cx.locale() {
        parvis_kernel::Locale::Fr => Cell::Text(text),
        parvis_kernel::Locale::En => Cell::Said { lang: "fr", text },
    }
}

/// The title of a topic of the reference, in the reader's language.
fn topic(cx: &Cx<'_>, number: u8) -> String {
    format!("{number}. {}", cx.t(&format!("probes-topic-{number}")))
}

fn load(cx: &Cx<'_>) -> Result<Sheet, parvis_accounts::http::Refusal> {
    let id = cx.id("audit")?;
    cx.read(|db| audits::sheet(db, &cx.by, cx.part("slug"), id))
}

/// The frame of a page under one audit; its address has `parts` after the procedure and the audit.
fn frame(cx: &Cx<'_>, sheet: &Sheet, title: &str, paths: Paths, parts: &[&str]) -> Frame {
    let (slug, id) = (sheet.about.shown.slug.as_str(), sheet.audit.id.to_string());
    let all: Vec<&str> = [slug, id.as_str()].into_iter().chain(parts.iter().copied()).collect();
    let is_audit = paths == links::AUDIT;
    let mut frame = cx
        .frame(title, paths.address(&all))
        .under(cx.t("probes-title"), links::PROBES.to(cx.locale(), &[]))
        .under(sheet.about.shown.name.clone(), links::PROCEDURE.to(cx.locale(), &[slug]))
        .under(cx.t("probes-audits-title"), links::AUDITS.to(cx.locale(), &[slug]));
    if !is_audit {
        frame = frame.under(name(cx, &sheet.audit), links::AUDIT.to(cx.locale(), &[slug, &id]));
    }
    frame.under(title.to_owned(), paths.to(cx.locale(), &all))
}

/// An address under the audit of the page in hand.
fn to(cx: &Cx<'_>, paths: Paths, parts: &[&str]) -> String {
    let all: Vec<&str> =
        [cx.part("slug"), cx.part("audit")].into_iter().chain(parts.iter().copied()).collect();
    paths.to(cx.locale(), &all)
}

fn counts(cx: &Cx<'_>, tally: Tally) -> Vec<Cell> {
    let count = |n: usize| Cell::text(cx.words.integer(i64::try_from(n).unwrap_or(0)));
    [tally.conforming, tally.not_conforming, tally.not_applicable, tally.undecided].map(count).to_vec()
}

/// Columns of what [`counts`] counts.
const COUNTS: [&str; 4] = [
    "probes-audit-conforming",
    "probes-audit-not-conforming",
    "probes-audit-not-applicable",
    "probes-audit-undecided",
];

fn counted(cx: &Cx<'_>, id: &str, caption: &str, first: &str, rest: &[&str]) -> Table {
    let columns: Vec<&str> = [first].into_iter().chain(COUNTS).chain(rest.iter().copied()).collect();
    table(cx, id, caption, &columns, "probes-audits-none")
}
