//! A text of the template in the owner's words, in each language.

use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_ui::{Block, Field, Form, Tone};

use super::{draft::is_national, form, frame, load, revision, saved, tell};
use crate::links;
use crate::service::versions::{self, Editing};
use crate::shape::{Word, usual};
use crate::survey::{Step, Tongue};
use crate::texts::Texts;

pub fn routes(routes: Routes, manage: Policy) -> Routes {
    routes.page(links::DRAFT_WORDING, manage, show).act(links::DRAFT_WORDING, manage, keep)
}

/// The text that an address or a form names, where the template has it.
fn named(editing: &Editing, text: &str) -> Result<Word, Refusal> {
    let word = Word::parse(text).filter(|word| Word::of(editing.shape.template).any(|one| one == *word));
    word.ok_or(Refusal::not_found())
}

fn ask(cx: &Cx<'_>, editing: &Editing, word: Word) -> Form {
    let mut form = form(cx, editing, links::DRAFT_WORDING).field(Field::hidden("texte", word.as_str()));
    for tongue in Tongue::ALL {
        let said = usual(editing.shape.template, Texts::of(*tongue), word);
        let own = editing.shape.words.get(tongue).and_then(|words| words.get(&word)).cloned();
        form = form.field(
            Field::line(tongue.as_str(), tongue.name())
                .hinted(cx.words.a("reviews-word-usual", "text", said))
                .filled(own.unwrap_or_default())
                .optional(),
        );
    }
    form
}

fn show(cx: &Cx<'_>) -> Answer {
    let editing = load(cx)?;
    let word = named(&editing, cx.query.get("texte").unwrap_or(""))?;
    let title = tell::word(cx, word);
    let mut blocks = Vec::new();
    if is_national(editing.shape.template) && word.step() != Step::Comment {
        let figures = cx.t(&format!("reviews-touch-{}", word.step()));
        blocks.push(Block::Alert {
            tone: Tone::Warning,
            title: cx.t("reviews-touch"),
            text: cx.words.a("reviews-touch-altered", "figures", figures),
        });
    }
    blocks.push(Block::Form(ask(cx, &editing, word)));
    let page = cx.page(frame(cx, &editing.held, &title, links::DRAFT_WORDING), blocks);
    Ok(Reply::page(page.led(cx.t("reviews-word-lead"))))
}

fn keep(cx: &Cx<'_>) -> Answer {
    let form = cx.id("id")?;
    let word = named(&load(cx)?, cx.fields.get("texte"))?;
    let done = cx.write(|db| {
        versions::edit(db, &cx.by, form, revision(cx), |parts, _| {
            for tongue in Tongue::ALL {
                let own = parts.words.entry(*tongue).or_default();
                match cx.fields.get(tongue.as_str()) {
                    "" => drop(own.remove(&word)),
                    text => drop(own.insert(word, text.to_owned())),
                }
            }
            Ok(())
        })
    });
    saved(cx, done, |editing| Ok((ask(cx, editing, word), tell::word(cx, word), links::DRAFT_WORDING)))
}
