//! The life of an edition, from the browser: draft, differences, comments, signature, publication, errata.

mod cells;
mod differences;
mod edition;

use parvis_accounts::http::{Answer, Cx, DeskEntry, Paths, Policy, Refusal, Reply, Routes};
use parvis_kernel::{Month, Permission, slug};
use parvis_ui::{Block, Cell, Field, Form, Link, Table, Tone};
use parvis_web::PageCache;
use std::sync::Arc;

use super::App;
use crate::ObservatoryError;
use crate::edition::Edition;
use crate::service::{self, home};
use crate::store;

pub const EDITIONS: Paths = Paths::new("/fr/bureau/editions", "/en/desk/editions");
pub const EDITION: Paths = Paths::new("/fr/bureau/editions/{slug}", "/en/desk/editions/{slug}");
pub const SIGN: Paths = Paths::new("/fr/bureau/editions/{slug}/signer", "/en/desk/editions/{slug}/sign");
pub const PUBLISH: Paths =
    Paths::new("/fr/bureau/editions/{slug}/publier", "/en/desk/editions/{slug}/publish");
pub const ERRATUM: Paths =
    Paths::new("/fr/bureau/editions/{slug}/erratum", "/en/desk/editions/{slug}/erratum");
pub const DIFFERENCES: Paths =
    Paths::new("/fr/bureau/editions/{slug}/ecarts", "/en/desk/editions/{slug}/differences");
pub const LINE: Paths = Paths::new(
    "/fr/bureau/editions/{slug}/demarches/{procedure}",
    "/en/desk/editions/{slug}/procedures/{procedure}",
);
pub const SETTLE: Paths = Paths::new("/fr/bureau/commentaires/{id}/clore", "/en/desk/comments/{id}/settle");

/// The entry of the desk's menu.
pub const MENU: &[DeskEntry] =
    &[DeskEntry { key: "review-editions", paths: EDITIONS, permission: Some(Permission::EditionRead) }];

/// What a publication has to renew.
#[derive(Clone)]
pub struct Press {
    pub app: Arc<App>,
    pub cache: PageCache,
}

impl Press {
    /// Shows at once what was just published; other processes see it within a second.
    fn renew(&self) {
        match self.app.pool.read(|db| self.app.shelf.refresh(db)) {
            Ok(_) => self.cache.renew(),
            Err(error) => tracing::warn!(%error, "what was published will be shown in a second"),
        }
    }
}

/// The routes behind the door.
pub fn routes(routes: Routes, press: Press) -> Routes {
    let (read, draft) = (Policy::Needs(Permission::EditionRead), Policy::Needs(Permission::EditionDraft));
    let publish = Policy::Needs(Permission::EditionPublish);
    let other = press.clone();
    routes
        .page(EDITIONS, read, list)
        .act(EDITIONS, draft, make_draft)
        .page(EDITION, read, edition::show)
        .act(SIGN, publish, edition::sign)
        .act(PUBLISH, publish, move |cx| edition::publish(cx, &press))
        .act(ERRATUM, publish, move |cx| edition::erratum(cx, &other))
        .page(DIFFERENCES, read, differences::show)
        .page(LINE, read, cells::show)
        .act(LINE, Policy::Needs(Permission::EditionComment), cells::comment)
        .act(SETTLE, draft, cells::settle)
}

/// Refuses whoever may not look at the editions of the space they lie in.
fn guard(cx: &Cx<'_>) -> Result<(), Refusal> {
    cx.read(|db| home(db, &cx.by)?.check(&cx.by, Permission::EditionRead))
}

fn may(cx: &Cx<'_>, permission: Permission) -> Result<bool, Refusal> {
    cx.read(|db| Ok::<_, ObservatoryError>(home(db, &cx.by)?.allows(&cx.by, permission)))
}

/// A form shown again with what is wrong, when it is about a field or about the present state.
fn again(cx: &Cx<'_>, form: Form, error: ObservatoryError) -> Result<Form, Refusal> {
    match error {
        ObservatoryError::Accounts(error) => cx.again(form, error),
        ObservatoryError::Db(error) => Err(error.into()),
        other => match other.message() {
            Some(message) => Ok(cx.typed(form).refused(&[(String::new(), cx.t(message))])),
            None => Err(other.into()),
        },
    }
}

/// The draft of that name, or the published edition.
fn edition_of(cx: &Cx<'_>) -> Result<Edition, Refusal> {
    guard(cx)?;
    let found = cx.read(|db| store::edition(db, cx.part("slug")))?;
    found.map(|(_, edition)| edition).ok_or(Refusal::not_found())
}

fn row(cx: &Cx<'_>, edition: &Edition) -> Vec<Cell> {
    let state = match &edition.publication {
        Some(publication) => {
            let day = cx.words.date(publication.at);
            Cell::Badge(Tone::Success, cx.words.a("review-published-on", "day", day))
        }
        None => Cell::Badge(Tone::Warning, cx.t("review-draft")),
    };
    vec![
        Cell::link(edition.slug.clone(), EDITION.to(cx.locale(), &[&edition.slug])),
        Cell::text(cx.words.month(edition.month())),
        Cell::text(edition.summary.procedures.to_string()),
        state,
    ]
}

fn form(cx: &Cx<'_>) -> Form {
    Form::new("brouillon", EDITIONS.to(cx.locale(), &[]), cx.t("review-make-draft"))
        .titled(cx.t("review-new-draft"))
        .field(Field::line("month", cx.t("review-month")).hinted(cx.t("review-month-hint")))
        .field(Field::line("name", cx.t("review-name")).hinted(cx.t("review-name-hint")).optional())
}

fn page(cx: &Cx<'_>, form: Form) -> Answer {
    guard(cx)?;
    let all = cx.read(|db| store::editions(db, true))?;
    let table = Table {
        id: "editions".into(),
        caption: cx.t("review-editions"),
        columns: ["review-name", "review-month", "review-procedures", "review-state"]
            .map(|k| cx.t(k))
            .to_vec(),
        rows: all.iter().map(|edition| row(cx, edition)).collect(),
        empty: cx.t("review-none"),
    };
    let mut blocks = vec![Block::Table(table)];
    if may(cx, Permission::EditionDraft)? {
        blocks.push(Block::Form(form));
    }
    let title = cx.t("review-editions");
    let frame = cx.frame(&title, EDITIONS.address(&[])).under(title.clone(), EDITIONS.to(cx.locale(), &[]));
    Ok(Reply::page(cx.page(frame, blocks)))
}

fn list(cx: &Cx<'_>) -> Answer {
    page(cx, form(cx))
}

fn make_draft(cx: &Cx<'_>) -> Answer {
    let drafted = read_month(cx).and_then(|(name, month)| {
        cx.write(|db| service::draft(db, &name, month, &cx.by, &*cx.desk.means.rng)).map(|_| name)
    });
    match drafted {
        Ok(name) => Ok(cx.done(&EDITION.to(cx.locale(), &[&name]), "drafted")),
        Err(error) => page(cx, again(cx, form(cx), error)?),
    }
}

fn read_month(cx: &Cx<'_>) -> Result<(String, Month), ObservatoryError> {
    let wrong =
        |field, message| ObservatoryError::from(parvis_accounts::AccountsError::invalid(field, message));
    let month = cx.fields.get("month");
    let read: Month = month.parse().map_err(|_| wrong("month", "review-month-form"))?;
    let name = if cx.fields.has("name") { cx.fields.get("name") } else { month };
    if name != slug(name) || name.len() > 40 {
        return Err(wrong("name", "review-name-form"));
    }
    Ok((name.to_owned(), read))
}

/// The steps above a page of an edition.
fn under_edition(cx: &Cx<'_>, frame: parvis_ui::Frame, slug: &str) -> parvis_ui::Frame {
    frame
        .under(cx.t("review-editions"), EDITIONS.to(cx.locale(), &[]))
        .under(slug, EDITION.to(cx.locale(), &[slug]))
}

fn to_line(cx: &Cx<'_>, slug: &str, procedure: &str, name: &str) -> Cell {
    Cell::Link(Link::new(name, LINE.to(cx.locale(), &[slug, procedure])))
}
