//! The files of an assessment: how they are received, shown and served.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_files::{Error, File, Files, State};
use parvis_kernel::{ErrorKind, Id, Permission};
use parvis_ui::{Block, Cell, Field, Tone};

use super::table;
use crate::links;
use crate::service::evidence;

pub fn routes(routes: Routes, files: &Files) -> Routes {
    let files = files.clone();
    routes.page(links::EVIDENCE, Policy::Needs(Permission::MeasureRead), move |cx| open(cx, &files))
}

/// Attaches the file that came with a form, if one did, to the assessment under way. Returns whether one was.
///
/// # Errors
/// Inside, the sentence to say next to the field of the file; outside, what no form is shown again for.
pub fn receive(
    cx: &Cx<'_>,
    files: &Files,
    slug: &str,
    indicator: &str,
) -> Result<Result<bool, String>, Refusal> {
    let Some(upload) = cx.fields.file("file") else { return Ok(Ok(false)) };
    let (pool, means) = (&cx.desk.pool, &cx.desk.means);
    let received = match &upload.bytes {
        None => Err(Error::TooLarge { limit: files.limit() }),
        Some(bytes) => files.receive(pool, &upload.name, bytes, &*cx.desk.clock, &*means.rng),
    };
    let received = match received {
        Ok(received) => received,
        Err(error) => {
            told(&error);
            return Ok(Err(error.sentence(cx.words)));
        }
    };
    match cx.write(|db| evidence::attach(db, files, means, &cx.by, slug, indicator, &received)) {
        Ok(()) => Ok(Ok(true)),
        Err(AccountsError::Invalid { message, .. } | AccountsError::Conflict(message)) => {
            Ok(Err(cx.t(message)))
        }
        Err(error) => Err(error.into()),
    }
}

/// What the operator has to know of.
fn told(error: &Error) {
    if error.kind() == ErrorKind::Unavailable && !matches!(error, Error::Waiting) {
        tracing::error!(%error, "a file could not be kept or served");
    }
}

/// The fields of a form by which files come and go.
pub fn fields(cx: &Cx<'_>, files: &Files, all: &[File]) -> Vec<Field> {
    let hint = format!("{} {}", files.hint(cx.words), cx.words.a("crit-file-hint", "n", evidence::MOST));
    let mut fields = vec![Field::file("file", cx.t("crit-file")).hinted(hint).optional()];
    if !all.is_empty() {
        let choices = all.iter().map(|file| (file.id.to_string(), file.name.clone())).collect();
        fields.push(Field::boxes("remove", cx.t("crit-files-remove"), choices));
    }
    fields
}

/// The files of an assessment, and what is known of each; nothing when there is none.
pub fn shown(cx: &Cx<'_>, files: &Files, assessment: Id, all: &[File]) -> Option<Block> {
    let mut table = table(
        cx,
        "preuves",
        cx.t("crit-files"),
        &["crit-file-name", "crit-file-size", "crit-file-state"],
        "crit-files",
    );
    let row = |file: &File| {
        let parts = [&*assessment.to_string(), &*file.id.to_string()];
        let name = match files.allows(file) {
            Ok(()) => Cell::link(file.name.clone(), links::EVIDENCE.to(cx.locale(), &parts)),
            Err(_) => Cell::text(file.name.clone()),
        };
        let size = cx.words.a("crit-file-kilobytes", "n", file.size.div_ceil(1024));
        vec![name, Cell::text(size), state(cx, file.state)]
    };
    table.rows = all.iter().map(row).collect();
    (!all.is_empty()).then_some(Block::Table(table))
}

fn state(cx: &Cx<'_>, state: State) -> Cell {
    let tone = match state {
        State::Waiting => Tone::Info,
        State::Clean => Tone::Success,
        State::Unscanned => Tone::Warning,
        State::Infected | State::Unscannable => Tone::Error,
    };
    Cell::Badge(tone, cx.t(&format!("file-state-{state}")))
}

fn open(cx: &Cx<'_>, files: &Files) -> Answer {
    let (assessment, file) = (cx.id("id")?, cx.id("file")?);
    let file = cx.read(|db| evidence::get(db, &cx.by, assessment, file))?;
    match files.open(file, cx.now()) {
        Ok(download) => Ok(Reply::made(download)),
        Err(error) => {
            told(&error);
            Err(Refusal::because(error.kind(), error.message()))
        }
    }
}
