//! One edition: what it holds, what is still missing, and the next step.

use parvis_accounts::http::{Answer, Cx, Refusal, Reply};
use parvis_accounts::service::agents;
use parvis_kernel::{Id, Permission};
use parvis_ui::{Block, Cell, Field, Form, Link, Table, Tone};
use std::collections::HashMap;

use super::{
    DIFFERENCES, EDITION, EDITIONS, ERRATUM, LINE, PUBLISH, Press, SIGN, again, edition_of, may, to_line,
};
use crate::ObservatoryError;
use crate::edition::{Edition, Line};
use crate::links;
use crate::service::review::{Comment, Missing, Signature, missing};
use crate::service::{self, NewErratum, home, review};
use crate::store;

/// What stands around an edition.
struct Around {
    comments: Vec<Comment>,
    signatures: Vec<Signature>,
    names: HashMap<Id, String>,
    suspects: Vec<(String, String, String)>,
    four_eyes: bool,
    space: String,
}

fn suspects(lines: &[Line]) -> Vec<(String, String, String)> {
    let of = |line: &Line| {
        let cells = line.cells.iter().filter(|(_, cell)| cell.suspect);
        cells.map(|(slug, _)| (line.procedure.clone(), line.name.clone(), slug.clone())).collect::<Vec<_>>()
    };
    lines.iter().flat_map(of).collect()
}

fn around(cx: &Cx<'_>, edition: &Edition) -> Result<Around, Refusal> {
    let slug = &edition.slug;
    cx.read(|db| {
        let comments = review::comments(db, &cx.by, slug)?;
        let signatures = review::signatures(db, slug)?;
        let ids: Vec<Id> =
            comments.iter().filter_map(|c| c.author).chain(signatures.iter().map(|s| s.agent)).collect();
        let home = home(db, &cx.by)?;
        let suspects =
            if edition.publication.is_none() { suspects(&store::lines(db, slug)?) } else { Vec::new() };
        Ok::<_, ObservatoryError>(Around {
            names: agents::names(db, &ids)?,
            four_eyes: home.space.as_ref().is_some_and(|space| space.settings.four_eyes),
            space: home.space.map(|space| space.name).unwrap_or_default(),
            comments,
            signatures,
            suspects,
        })
    })
}

fn facts(cx: &Cx<'_>, edition: &Edition, around: &Around) -> Block {
    let state = match &edition.publication {
        Some(publication) => {
            let text = cx.words.a("review-published-on", "day", cx.words.date(publication.at));
            Cell::All(vec![Cell::Badge(Tone::Success, text), Cell::text(publication.by.clone())])
        }
        None => Cell::Badge(Tone::Warning, cx.t("review-draft")),
    };
    let own = around.signatures.iter().filter(|s| s.checksum == edition.checksum);
    let signers: Vec<Cell> = own
        .map(|s| {
            let name = around.names.get(&s.agent).cloned().unwrap_or_else(|| "?".to_owned());
            Cell::text(format!("{name}, {}", cx.words.date(s.signed_at)))
        })
        .collect();
    Block::Facts(vec![
        (cx.t("review-state"), state),
        (cx.t("review-month"), Cell::text(cx.words.month(edition.month()))),
        (cx.t("review-procedures"), Cell::text(edition.summary.procedures.to_string())),
        (cx.t("review-known-at"), Cell::text(cx.words.date(edition.known_at))),
        (cx.t("review-checksum"), Cell::text(edition.checksum.clone())),
        (
            cx.t("review-signatures"),
            if signers.is_empty() { Cell::text(cx.t("desk-none")) } else { Cell::All(signers) },
        ),
    ])
}

fn comments(cx: &Cx<'_>, edition: &Edition, around: &Around) -> Block {
    let row = |comment: &Comment| {
        let author = comment.author.and_then(|id| around.names.get(&id).cloned()).unwrap_or_default();
        let cell = match &comment.indicator {
            Some(indicator) => format!("{} – {indicator}", comment.procedure),
            None => comment.procedure.clone(),
        };
        let state = if comment.settled_at.is_some() {
            Cell::Badge(Tone::Success, cx.t("review-settled"))
        } else {
            Cell::Badge(Tone::Warning, cx.t("review-open"))
        };
        vec![
            Cell::link(cell, LINE.to(cx.locale(), &[&edition.slug, &comment.procedure])),
            Cell::text(comment.text.clone()),
            Cell::text(author),
            Cell::text(cx.words.date(comment.written_at)),
            state,
        ]
    };
    Block::Table(Table {
        id: "commentaires".into(),
        caption: cx.t("review-comments"),
        columns: ["review-cell", "review-comment", "journal-actor", "journal-at", "review-state"]
            .map(|key| cx.t(key))
            .to_vec(),
        rows: around.comments.iter().map(row).collect(),
        empty: cx.t("review-comments-none"),
    })
}

fn suspect_table(cx: &Cx<'_>, edition: &Edition, around: &Around) -> Block {
    let row = |(procedure, name, indicator): &(String, String, String)| {
        vec![to_line(cx, &edition.slug, procedure, name), Cell::text(indicator.clone())]
    };
    let table = Table {
        id: "suspects".into(),
        caption: cx.words.a("review-suspects", "n", around.suspects.len()),
        columns: vec![cx.t("review-procedure"), cx.t("review-indicator")],
        rows: around.suspects.iter().map(row).collect(),
        empty: cx.t("review-suspects-none"),
    };
    Block::More { summary: cx.t("review-suspects-title"), blocks: vec![Block::Table(table)] }
}

fn sign_form(cx: &Cx<'_>, edition: &Edition) -> Form {
    Form::new("signer", SIGN.to(cx.locale(), &[&edition.slug]), cx.t("review-sign"))
        .titled(cx.t("review-sign-title"))
        .field(Field::hidden("checksum", &edition.checksum))
}

fn publish_form(cx: &Cx<'_>, edition: &Edition, space: &str) -> Form {
    Form::new("publier", PUBLISH.to(cx.locale(), &[&edition.slug]), cx.t("review-publish"))
        .titled(cx.t("review-publish-title"))
        .field(
            Field::line("signature", cx.t("review-signature"))
                .hinted(cx.t("review-signature-hint"))
                .filled(space),
        )
        .grave()
}

fn erratum_form(cx: &Cx<'_>, edition: &Edition, space: &str) -> Form {
    Form::new("erratum", ERRATUM.to(cx.locale(), &[&edition.slug]), cx.t("review-erratum"))
        .titled(cx.t("review-erratum-title"))
        .field(
            Field::line("procedure", cx.t("review-erratum-procedure"))
                .hinted(cx.t("review-erratum-procedure-hint"))
                .optional(),
        )
        .field(Field::line("indicator", cx.t("review-indicator")).optional())
        .field(Field::area("text_fr", cx.t("review-text-fr")))
        .field(Field::area("text_en", cx.t("review-text-en")))
        .field(
            Field::line("signature", cx.t("review-signature"))
                .hinted(cx.t("review-signature-hint"))
                .filled(space),
        )
        .grave()
}

fn page(cx: &Cx<'_>, refused: Option<ObservatoryError>) -> Answer {
    let edition = edition_of(cx)?;
    let around = around(cx, &edition)?;
    let slug = edition.slug.as_str();
    let mut steps = vec![Link::new(cx.t("review-differences"), DIFFERENCES.to(cx.locale(), &[slug]))];
    let mut blocks = vec![facts(cx, &edition, &around)];
    let may_publish = may(cx, Permission::EditionPublish)?;
    let form = match (&edition.publication, may_publish) {
        (Some(_), _) => {
            steps.push(Link::new(cx.t("review-public-page"), links::edition(cx.locale(), slug)));
            may_publish.then(|| erratum_form(cx, &edition, &around.space))
        }
        (None, true) => Some(publish_form(cx, &edition, &around.space)),
        (None, false) => None,
    };
    blocks.push(Block::Steps(steps));
    if edition.publication.is_none() {
        let open = around.comments.iter().filter(|c| c.settled_at.is_none()).count();
        let waits = missing(around.four_eyes, &around.signatures, &edition.checksum, cx.by.actor.agent, open);
        if let Some(waits) = waits {
            let key = match waits {
                Missing::SecondPerson => "review-second-person",
                Missing::OpenComment => "review-open-comment",
            };
            blocks.push(Block::Alert { tone: Tone::Info, title: cx.t("review-waits"), text: cx.t(key) });
        }
        blocks.push(suspect_table(cx, &edition, &around));
        blocks.push(comments(cx, &edition, &around));
        let has_signed = around
            .signatures
            .iter()
            .any(|s| s.checksum == edition.checksum && Some(s.agent) == cx.by.actor.agent);
        if may_publish && !has_signed {
            blocks.push(Block::Form(sign_form(cx, &edition)));
        }
    }
    if let Some(form) = form {
        blocks.push(Block::Form(match refused {
            Some(error) => again(cx, form, error)?,
            None => form,
        }));
    } else if let Some(error) = refused {
        return Err(error.into());
    }
    let title = cx.words.a("review-edition", "name", slug);
    let frame = cx
        .frame(&title, EDITION.address(&[slug]))
        .under(cx.t("review-editions"), EDITIONS.to(cx.locale(), &[]))
        .under(slug, EDITION.to(cx.locale(), &[slug]));
    Ok(Reply::page(cx.page(frame, blocks)))
}

pub fn show(cx: &Cx<'_>) -> Answer {
    page(cx, None)
}

fn back(cx: &Cx<'_>, done: &str) -> Reply {
    cx.done(&EDITION.to(cx.locale(), &[cx.part("slug")]), done)
}

pub fn sign(cx: &Cx<'_>) -> Answer {
    let slug = cx.part("slug");
    cx.write(|db| review::sign(db, &cx.by, slug, cx.fields.get("checksum")))?;
    Ok(back(cx, "signed"))
}

pub fn publish(cx: &Cx<'_>, press: &Press) -> Answer {
    let (slug, signature) = (cx.part("slug"), cx.fields.get("signature"));
    match cx.write(|db| service::publish(db, slug, signature, &cx.by)) {
        Ok(_) => {
            press.renew();
            Ok(back(cx, "published"))
        }
        Err(error) => page(cx, Some(error)),
    }
}

pub fn erratum(cx: &Cx<'_>, press: &Press) -> Answer {
    let optional = |name| Some(cx.fields.get(name).to_owned()).filter(|text| !text.is_empty());
    let new = NewErratum {
        author: cx.fields.get("signature").to_owned(),
        procedure: optional("procedure"),
        indicator: optional("indicator"),
        text_fr: cx.fields.get("text_fr").to_owned(),
        text_en: cx.fields.get("text_en").to_owned(),
    };
    match cx.write(|db| service::erratum(db, cx.part("slug"), new, &cx.by)) {
        Ok(_) => {
            press.renew();
            Ok(back(cx, "erratum"))
        }
        Err(error) => page(cx, Some(error)),
    }
}
