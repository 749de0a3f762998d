//! A file of procedures: chosen, its columns matched, tried, then recorded. Between the steps it travels sealed, in
//! the page itself: nothing is kept of a file that nobody records.

use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_catalog::{COLUMNS, Report};
use parvis_csv::Problems;
use parvis_kernel::{ErrorKind, Permission, fold};
use parvis_ui::{Block, Cell, Field, Form, Tone};
use std::io::Read;

use super::frame;
use crate::service::day;
use crate::service::import::{self, Fault, File};
use crate::{links, words};

/// The largest file that a page takes, in bytes: it travels in the page.
const LARGEST: usize = 200_000;
/// The largest it may be once sealed: a form without files has at most 256 KiB.
const LARGEST_SEALED: usize = 220_000;
/// Problems shown.
const SHOWN: usize = 50;

pub fn routes(routes: Routes) -> Routes {
    let policy = Policy::Needs(Permission::CatalogWrite);
    routes.page(links::IMPORT, policy, show).act(links::IMPORT, policy, preview).act(
        links::IMPORT_RECORD,
        policy,
        record,
    )
}

fn choose(cx: &Cx<'_>) -> Result<Form, Refusal> {
    let spaces = cx.read(|db| super::new::spaces(db, &cx.by))?;
    if spaces.is_empty() {
        return Err(Refusal::new(ErrorKind::Forbidden));
    }
    let today = cx.now().day().to_string();
    Ok(Form::new("fichier", links::IMPORT.to(cx.locale(), &[]), cx.t("proc-import-read"))
        .field(Field::file("file", cx.t("proc-import-file")).hinted(cx.t("proc-import-hint")))
        .field(Field::select("space", cx.t("proc-space"), words::spaces(&spaces)))
        .field(Field::day("day", cx.t("proc-import-day")).hinted(cx.t("proc-import-day-hint")).filled(today)))
}

fn page(cx: &Cx<'_>, blocks: Vec<Block>) -> Reply {
    let frame = frame(cx, &cx.t("proc-import"), links::IMPORT, &[]);
    Reply::page(cx.page(frame, blocks).led(cx.t("proc-import-lead")))
}

fn show(cx: &Cx<'_>) -> Answer {
    Ok(page(cx, vec![Block::Form(choose(cx)?)]))
}

/// What a sealed file belongs to: the agent who sent it.
fn about(cx: &Cx<'_>) -> String {
    let agent = cx.by.actor.agent.map(|id| id.to_string());
    format!("procedures-import {}", agent.unwrap_or_default())
}

fn seal(cx: &Cx<'_>, bytes: &[u8]) -> Result<String, AccountsError> {
    const LARGE: AccountsError = AccountsError::invalid("file", "proc-import-large");
    let mut small = Vec::new();
    let squeezed = DeflateEncoder::new(bytes, Compression::best()).read_to_end(&mut small);
    if bytes.len() > LARGEST || squeezed.is_err() {
        return Err(LARGE);
    }
    let means = &cx.desk.means;
    let sealed = means.key.seal(&*means.rng, &about(cx), &small);
    if sealed.len() > LARGEST_SEALED { Err(LARGE) } else { Ok(sealed) }
}

fn unseal(cx: &Cx<'_>) -> Option<Vec<u8>> {
    let small = cx.desk.means.key.open(&about(cx), cx.fields.get("sealed"))?;
    let mut bytes = Vec::new();
    // Only what we sealed opens, and that was small; the limit costs nothing.
    DeflateDecoder::new(small.as_slice()).take(LARGEST as u64 + 1).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Our name for a column of a file, as far as its own name tells.
fn guess(cx: &Cx<'_>, name: &str) -> String {
    let folded = fold(name);
    let is_it = |ours: &&&str| **ours == name || fold(&column(cx, ours)) == folded;
    COLUMNS
        .required
        .iter()
        .chain(COLUMNS.optional)
        .find(is_it)
        .map(|ours| (*ours).to_owned())
        .unwrap_or_default()
}

fn column(cx: &Cx<'_>, ours: &str) -> String {
    cx.t(&format!("proc-column-{}", ours.replace('_', "-")))
}

/// The file as this step of the form tells it: just chosen, or sealed in the page.
fn told(cx: &Cx<'_>) -> Result<File, Fault> {
    let wrong = |field, message| Fault::Other(AccountsError::invalid(field, message));
    let (bytes, is_new) = match cx.fields.file("file") {
        Some(file) => (file.bytes.clone().ok_or_else(|| wrong("file", "proc-import-large"))?, true),
        None => (unseal(cx).ok_or_else(|| wrong("file", "proc-import-choose"))?, false),
    };
    let names = parvis_csv::names(&bytes).map_err(Fault::Problems)?;
    let space = cx.field_id("space").ok_or_else(|| wrong("space", "accounts-choose"))?;
    let on = day("day", cx.fields.get("day"))?;
    let ours = |at: usize, name: &String| {
        let chosen = cx.fields.get(&format!("column-{at}"));
        (name.clone(), if is_new { guess(cx, name) } else { chosen.to_owned() })
    };
    let map = names.iter().enumerate().map(|(at, name)| ours(at, name)).collect();
    Ok(File { space, bytes, map, on })
}

/// The hidden fields that carry the file to the next step.
fn carrying(form: Form, file: &File, sealed: &str) -> Form {
    form.field(Field::hidden("sealed", sealed))
        .field(Field::hidden("space", file.space.to_string()))
        .field(Field::hidden("day", file.on.to_string()))
}

fn mapping(cx: &Cx<'_>, file: &File, sealed: &str) -> Form {
    let left_out = (String::new(), cx.t("proc-import-leave"));
    let known = COLUMNS.required.iter().chain(COLUMNS.optional);
    let choices: Vec<(String, String)> =
        std::iter::once(left_out).chain(known.map(|ours| ((*ours).to_owned(), column(cx, ours)))).collect();
    let form = Form::new("colonnes", links::IMPORT.to(cx.locale(), &[]), cx.t("proc-import-again"))
        .titled(cx.t("proc-import-columns"));
    file.map.iter().enumerate().fold(carrying(form, file, sealed), |form, (at, (name, ours))| {
        let label = cx.words.a("proc-import-column", "name", name);
        form.field(Field::select(&format!("column-{at}"), label, choices.clone()).filled(ours).optional())
    })
}

fn confirm(cx: &Cx<'_>, file: &File, sealed: &str) -> Form {
    let form =
        Form::new("enregistrer", links::IMPORT_RECORD.to(cx.locale(), &[]), cx.t("proc-import-record"))
            .titled(cx.t("proc-import-record-title"));
    let form = file.map.iter().enumerate().fold(carrying(form, file, sealed), |form, (at, (_, ours))| {
        form.field(Field::hidden(&format!("column-{at}"), ours))
    });
    form.field(Field::line("reason", cx.t("proc-why")).hinted(cx.t("proc-why-hint")))
}

fn counts(cx: &Cx<'_>, report: Report) -> Block {
    let fact = |key: &str, n: usize| (cx.t(key), Cell::text(cx.words.integer(n as u64)));
    Block::Facts(vec![
        fact("proc-import-new", report.new),
        fact("proc-import-changed", report.changed),
        fact("proc-import-unchanged", report.unchanged),
    ])
}

fn problems(cx: &Cx<'_>, problems: &Problems) -> Vec<Block> {
    let title = cx.words.a("proc-import-problems", "n", problems.count());
    let alert = Block::Alert { tone: Tone::Error, title, text: cx.t("proc-import-nothing") };
    let mut table = super::table(
        cx,
        "problemes",
        cx.words.a("proc-import-first", "n", SHOWN),
        &["proc-import-line", "proc-import-in", "proc-import-what"],
        "proc-import-nothing",
    );
    let row = |problem: &parvis_csv::Problem| {
        let line = if problem.line == 0 { String::new() } else { problem.line.to_string() };
        vec![Cell::text(line), Cell::text(problem.column.clone()), Cell::text(problem.sentence(cx.words))]
    };
    table.rows = problems.kept.iter().take(SHOWN).map(row).collect();
    vec![alert, Block::Table(table)]
}

/// What the file would do, or what is wrong with it, and the form to match its columns.
fn tried(cx: &Cx<'_>, file: &File, refused: Option<AccountsError>) -> Answer {
    let sealed = match seal(cx, &file.bytes) {
        Ok(sealed) => sealed,
        Err(error) => return Ok(page(cx, vec![Block::Form(cx.again(choose(cx)?, error)?)])),
    };
    let mut blocks = Vec::new();
    match cx.desk.pool.write(|db| import::preview(db, &cx.desk.means, &cx.by, file)) {
        Ok(report) => {
            blocks.push(counts(cx, report));
            let form = confirm(cx, file, &sealed);
            let form = match refused {
                Some(error) => cx.again(form, error)?,
                None => form,
            };
            blocks.push(Block::Form(form));
        }
        Err(Fault::Problems(found)) => blocks.extend(problems(cx, &found)),
        Err(Fault::Procedure(key, about)) => {
            let title = cx.words.a(key, "about", about);
            blocks.push(Block::Alert { tone: Tone::Error, title, text: cx.t("proc-import-nothing") });
        }
        Err(Fault::Other(error)) => return Err(error.into()),
    }
    blocks.push(Block::Form(mapping(cx, file, &sealed)));
    Ok(page(cx, blocks))
}

/// The form to choose a file again, with what is wrong.
fn rechoose(cx: &Cx<'_>, fault: Fault) -> Answer {
    let form = cx.typed(choose(cx)?);
    match fault {
        Fault::Problems(found) => {
            let mut blocks = problems(cx, &found);
            blocks.push(Block::Form(form));
            Ok(page(cx, blocks))
        }
        Fault::Procedure(..) => Ok(page(cx, vec![Block::Form(form)])),
        Fault::Other(error) => Ok(page(cx, vec![Block::Form(cx.again(form, error)?)])),
    }
}

fn preview(cx: &Cx<'_>) -> Answer {
    match told(cx) {
        Ok(file) => tried(cx, &file, None),
        Err(fault) => rechoose(cx, fault),
    }
}

fn record(cx: &Cx<'_>) -> Answer {
    let file = match told(cx) {
        Ok(file) => file,
        Err(fault) => return rechoose(cx, fault),
    };
    match cx.write(|db| import::record(db, &cx.desk.means, &cx.by, &file, cx.fields.get("reason"))) {
        Ok(_) => Ok(cx.done(&links::PROCEDURES.to(cx.locale(), &[]), "proc-imported")),
        Err(Fault::Other(error @ AccountsError::Invalid { .. })) => tried(cx, &file, Some(error)),
        Err(Fault::Other(error)) => Err(error.into()),
        Err(_) => tried(cx, &file, None),
    }
}
