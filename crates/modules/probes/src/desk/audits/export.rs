//! The grid of an audit as a sheet: the criteria down, the pages across.

use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_export::{Cell, Column, Format, Sheet as Export, write};
use parvis_kernel::Permission;

use super::{load, name, percent};
use crate::audit::{Decision, Outcome};
use crate::links;
use crate::rgaa;
use crate::service::audits::Sheet;

/// Extensions of the files.
pub const FORMATS: [&str; 2] = ["csv", "ods"];

pub fn routes(routes: Routes) -> Routes {
    routes.page(links::AUDIT_EXPORT, Policy::Needs(Permission::MeasureRead), export)
}

fn export(cx: &Cx<'_>) -> Answer {
    let sheet = load(cx)?;
    let format = cx.part("format");
    let known = Format::from_extension(format).filter(|_| FORMATS.contains(&format));
    let known = known.ok_or(Refusal::not_found())?;
    let bytes = write(known, &export_of(cx, &sheet)).map_err(|_| Refusal::not_found())?;
    let file = format!("{}-audit.{format}", sheet.about.shown.slug);
    Ok(Reply::file(file, known.media_type(), bytes))
}

/// As the official grid writes it; `NT`: not tested.
fn letters(outcome: Option<Outcome>) -> Cell {
    Cell::Text(outcome.map_or("NT", Outcome::letters).to_owned())
}

fn export_of(cx: &Cx<'_>, sheet: &Sheet) -> Export {
    let grid = &sheet.grid;
    let column = |key: &str, title: String| Column { key: key.to_owned(), title };
    let mut columns = vec![
        column("topic", cx.t("probes-audit-topic")),
        column("criterion", cx.t("probe-criterion")),
        column("title", cx.t("probes-audit-official")),
        column("wcag", "WCAG 2.1".to_owned()),
        column("sample", cx.t("probes-audit-whole")),
    ];
    for (at, page) in grid.positions().zip(&grid.pages) {
        let titled = |key: &str| format!("{} – {}", page.title, cx.t(key));
        columns.push(column(&format!("p{at:02}"), page.title.clone()));
        columns.push(column(&format!("p{at:02}_note"), titled("probes-audit-what")));
        columns.push(column(&format!("p{at:02}_derogation"), titled("probes-audit-reason-column")));
        columns.push(column(&format!("p{at:02}_proof"), titled("probes-audit-proven")));
    }
    let row = |topic: &'static rgaa::Topic, criterion: &'static rgaa::Criterion| {
        let number = criterion.number.as_str();
        let mut cells = vec![
            Cell::Text(super::topic(cx, topic.number)),
            Cell::Text(number.to_owned()),
            Cell::Text(criterion.title.clone()),
            Cell::Text(criterion.wcag.join("\n")),
            letters(grid.over_sample(number)),
        ];
        for at in grid.positions() {
            cells.push(letters(grid.outcome(at, number)));
            cells.extend(grid.decision(at, number).map_or_else(<[Cell; 3]>::default, |one| told(cx, one)));
        }
        cells
    };
    let rows = rgaa::current().topics.iter();
    let rows = rows.flat_map(|topic| topic.criteria.iter().map(move |criterion| row(topic, criterion)));
    let whole = grid.whole();
    let fact = |key: &str, value: String| format!("{}{} {value}", cx.t(key), cx.t("probes-statement-colon"));
    let mut notes = vec![
        fact("probes-audit-auditor", sheet.audit.auditor.clone()),
        fact("probes-audit-reference", format!("RGAA {}", sheet.audit.reference)),
        fact("probes-audit-rate", percent(cx, whole.rate())),
        fact("probes-audit-mean", percent(cx, grid.mean())),
        cx.t("probes-audit-letters"),
    ];
    notes.extend(grid.pages.iter().map(|page| format!("{} : {}", page.title, page.url)));
    Export {
        name: cx.t("probes-audit"),
        title: format!("{} – {}", name(cx, &sheet.audit), sheet.about.shown.name),
        columns,
        notes,
        rows: rows.collect(),
    }
}

/// Note, derogation, and what the machine proves.
fn told(cx: &Cx<'_>, decision: &Decision) -> [Cell; 3] {
    let text = |text: String| if text.is_empty() { Cell::Empty } else { Cell::Text(text) };
    let derogation = decision.told.derogation.map(|one| {
        format!(
            "{}{} {}",
            cx.t(&format!("probes-audit-derogation-{one}")),
            cx.t("probes-statement-colon"),
            decision.told.reason
        )
    });
    let proofs = decision.evidence.iter().map(|one| {
        let parts =
            [Some(crate::audit::statement::why(cx.words, one)), one.excerpt.clone(), one.selector.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" – ")
    });
    let proofs: Vec<String> = proofs.collect();
    [text(decision.told.note.clone()), text(derogation.unwrap_or_default()), text(proofs.join("\n"))]
}
