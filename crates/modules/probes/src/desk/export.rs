//! What was found, as files: a sheet for people, SARIF and JSON for programs.

use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_export::{Cell, Column, Format, Sheet, write};
use parvis_kernel::Permission;

use crate::links;
use crate::report::sarif_of;
use crate::service::findings::{self, Found};
use crate::track::{Change, Followed};

/// Extensions of the files.
pub const FORMATS: [&str; 4] = ["csv", "ods", "sarif", "json"];

pub fn routes(routes: Routes) -> Routes {
    routes.page(links::EXPORT, Policy::Needs(Permission::MeasureRead), export)
}

fn export(cx: &Cx<'_>) -> Answer {
    let found = cx.read(|db| findings::found(db, &cx.by, cx.part("slug")))?;
    let format = cx.part("format");
    let name = format!("{}.{format}", found.about.shown.slug);
    let sheet_of = |format: Format| {
        let bytes = write(format, &sheet(cx, &found)).map_err(|_| Refusal::not_found())?;
        Ok::<_, Refusal>((format.media_type(), bytes))
    };
    let (kind, bytes) = match format {
        "sarif" => {
            let here = found.followed.iter().filter(|one| one.change != Change::Mended);
            let log = sarif_of(cx.words, here.map(|one| (one.url.as_str(), &one.finding)));
            ("application/sarif+json", log.to_string().into_bytes())
        }
        "csv" => sheet_of(Format::Csv)?,
        "ods" => sheet_of(Format::Ods)?,
        "json" => sheet_of(Format::Json)?,
        _ => return Err(Refusal::not_found()),
    };
    Ok(Reply::file(name, kind, bytes))
}

fn sheet(cx: &Cx<'_>, found: &Found) -> Sheet {
    const COLUMNS: [&str; 14] = [
        "url",
        "rule",
        "criterion",
        "test",
        "verdict",
        "change",
        "why",
        "fix",
        "excerpt",
        "selector",
        "line",
        "seen",
        "judgement",
        "note",
    ];
    let column = |key: &&str| Column { key: (*key).to_owned(), title: cx.t(&format!("probes-column-{key}")) };
    Sheet {
        name: cx.t("probes-findings-title"),
        title: format!("{} – {}", cx.t("probes-findings-title"), found.about.shown.name),
        columns: COLUMNS.iter().map(column).collect(),
        notes: found
            .last
            .iter()
            .map(|at| cx.words.a("probes-last-night", "at", cx.words.moment(*at).as_str()))
            .collect(),
        rows: found.followed.iter().map(|one| row(cx, found, one)).collect(),
    }
}

fn row(cx: &Cx<'_>, found: &Found, one: &Followed) -> Vec<Cell> {
    let finding = &one.finding;
    let text = |text: &str| Cell::Text(text.to_owned());
    let maybe = |value: Option<&str>| value.map_or(Cell::Empty, text);
    let said = found.judgement(&one.mark);
    let line = finding.line.and_then(|line| i64::try_from(line).ok());
    vec![
        text(&one.url),
        text(&finding.rule),
        maybe(finding.criterion.as_deref()),
        maybe(finding.test.as_deref()),
        text(finding.verdict.as_str()),
        text(one.change.as_str()),
        text(&finding.why(cx.words)),
        text(&finding.fix(cx.words)),
        maybe(finding.excerpt.as_deref()),
        maybe(finding.selector.as_deref()),
        line.map_or(Cell::Empty, Cell::Integer),
        text(&finding.seen),
        maybe(said.map(|said| said.verdict.as_str())),
        maybe(said.map(|said| said.note.as_str())),
    ]
}
