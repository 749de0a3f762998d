//! One line of an edition: its cells, what was said of them, and the form to say more.

use parvis_accounts::http::{Answer, Cx, Refusal, Reply};
use parvis_accounts::service::agents;
use parvis_kernel::{Id, Permission};
use parvis_measures::Indicators;
use parvis_ui::{Block, Cell, Field, Form, Table, Tone};

use super::{EDITION, LINE, SETTLE, again, edition_of, may, under_edition};
use crate::ObservatoryError;
use crate::edition::Line;
use crate::format;
use crate::service::{home, review};
use crate::store;

fn cells(cx: &Cx<'_>, line: &Line) -> Block {
    let row = |(slug, cell): (&String, &crate::edition::Cell)| {
        let indicator = Indicators::standard().get(slug)?;
        let n = cell.n.map(|n| cx.words.integer(n)).unwrap_or_default();
        Some(vec![
            Cell::text(indicator.name.get(cx.locale())),
            Cell::text(format::value(cx.words, indicator, cell).unwrap_or_default()),
            Cell::text(format::level(cx.words, cell.level)),
            Cell::text(n),
            Cell::text(cell.source.to_string()),
            Cell::text(cx.words.day(cell.as_of)),
            if cell.suspect { Cell::Badge(Tone::Warning, cx.t("review-suspect")) } else { Cell::text("") },
        ])
    };
    let columns = [
        "review-indicator",
        "review-value",
        "review-level",
        "review-n",
        "review-source",
        "review-as-of",
        "review-remark",
    ];
    Block::Table(Table {
        id: "cellules".into(),
        caption: cx.t("review-cells"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: line.cells.iter().filter_map(row).collect(),
        empty: cx.t("review-cells-none"),
    })
}

/// Whether the reader may comment on this very procedure.
fn may_comment(cx: &Cx<'_>) -> Result<bool, Refusal> {
    cx.read(|db| {
        let Some(about) = parvis_catalog::by_slug(db, cx.part("procedure"))? else { return Ok(false) };
        Ok::<_, ObservatoryError>(home(db, &cx.by)?.allows_on(&cx.by, Permission::EditionComment, about.id))
    })
}

fn form(cx: &Cx<'_>, line: &Line) -> Form {
    let whole = (String::new(), cx.t("review-whole-line"));
    let named = line.cells.keys().filter_map(|slug| Indicators::standard().get(slug));
    let choices = named.map(|i| (i.slug.clone(), i.name.get(cx.locale()).to_owned()));
    let choices = std::iter::once(whole).chain(choices).collect();
    Form::new(
        "commentaire",
        LINE.to(cx.locale(), &[cx.part("slug"), cx.part("procedure")]),
        cx.t("review-say"),
    )
    .titled(cx.t("review-say-title"))
    .field(Field::select("indicator", cx.t("review-indicator"), choices))
    .field(Field::area("text", cx.t("review-comment")))
}

fn page(cx: &Cx<'_>, refused: Option<ObservatoryError>) -> Answer {
    let edition = edition_of(cx)?;
    let (slug, procedure) = (edition.slug.as_str(), cx.part("procedure"));
    let (line, comments, names) = cx.read(|db| {
        let line = store::lines_of(db, slug, &[procedure])?.pop();
        let mut comments = review::comments(db, &cx.by, slug)?;
        comments.retain(|c| c.procedure == procedure);
        let ids: Vec<Id> = comments.iter().filter_map(|c| c.author).collect();
        Ok::<_, ObservatoryError>((line, comments, agents::names(db, &ids)?))
    })?;
    let line = line.ok_or(Refusal::not_found())?;
    let may_settle = may(cx, Permission::EditionDraft)?;
    let row = |comment: &review::Comment| {
        let author = comment.author.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        let state = match comment.settled_at {
            Some(_) => Cell::Badge(Tone::Success, cx.t("review-settled")),
            None if may_settle => {
                let action = SETTLE.to(cx.locale(), &[&comment.id.to_string()]);
                Cell::button(cx.t("review-settle"), comment.text.clone(), action)
            }
            None => Cell::Badge(Tone::Warning, cx.t("review-open")),
        };
        vec![
            Cell::text(comment.text.clone()),
            Cell::text(comment.indicator.clone().unwrap_or_default()),
            Cell::text(author),
            Cell::text(cx.words.date(comment.written_at)),
            state,
        ]
    };
    let columns = ["review-comment", "review-indicator", "journal-actor", "journal-at", "review-state"];
    let said = Table {
        id: "commentaires".into(),
        caption: cx.t("review-comments"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: comments.iter().map(row).collect(),
        empty: cx.t("review-comments-none"),
    };
    let mut blocks = vec![cells(cx, &line), Block::Table(said)];
    if edition.publication.is_none() && may_comment(cx)? {
        let form = form(cx, &line);
        blocks.push(Block::Form(match refused {
            Some(error) => again(cx, form, error)?,
            None => form,
        }));
    } else if let Some(error) = refused {
        return Err(error.into());
    }
    let frame = cx.frame(&line.name, LINE.address(&[slug, procedure]));
    let frame = under_edition(cx, frame, slug).under(line.name.clone(), "");
    Ok(Reply::page(cx.page(frame, blocks)))
}

pub fn show(cx: &Cx<'_>) -> Answer {
    page(cx, None)
}

pub fn comment(cx: &Cx<'_>) -> Answer {
    let (slug, procedure) = (cx.part("slug"), cx.part("procedure"));
    let indicator = Some(cx.fields.get("indicator")).filter(|slug| !slug.is_empty());
    let (rng, text) = (&*cx.desk.means.rng, cx.fields.get("text"));
    let about = review::About { edition: slug, procedure, indicator };
    match cx.write(|db| review::comment(db, &cx.by, rng, &about, text)) {
        Ok(()) => Ok(cx.done(&LINE.to(cx.locale(), &[slug, procedure]), "commented")),
        Err(error) => page(cx, Some(error)),
    }
}

pub fn settle(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let slug = cx.write(|db| review::settle(db, &cx.by, id))?;
    Ok(cx.done(&EDITION.to(cx.locale(), &[&slug]), "settled"))
}
