//! One criterion of one procedure: the questions of its protocol.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_files::{File, Files};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Field, Form, Link, Tone};

use super::{criteria, evidence, frame_of, table};
use crate::assessment::{Assessment, Evidence, Freshness, Stage};
use crate::place::Located;
use crate::protocol::{Answers, Input, Protocol, Question};
use crate::service::assess::{self, Sheet};
use crate::service::catalogue;
use crate::{links, service, words};

pub fn routes(routes: Routes, files: &Files) -> Routes {
    let policy = Policy::Needs(Permission::CriterionAssess);
    let [shown, saved] = [files.clone(), files.clone()];
    routes.page(links::CRITERION, policy, move |cx| show(cx, &shown)).act(
        links::CRITERION,
        policy,
        move |cx| save(cx, &saved),
    )
}

struct Around {
    about: Located,
    protocol: &'static Protocol,
    all: Vec<Assessment>,
    /// The files of the one under way.
    files: Vec<File>,
}

fn load(cx: &Cx<'_>) -> Result<Around, Refusal> {
    cx.read(|db| {
        let about = catalogue::get(db, &cx.by, cx.part("slug"), Permission::CriterionAssess)?;
        let protocol = assess::protocol(cx.part("indicator"))?;
        let mut all = assess::of(db, &about)?;
        all.retain(|one| one.indicator == protocol.indicator);
        let files = match assess::under_way(&all, &protocol.indicator) {
            Some(one) => service::evidence::of(db, one.id)?,
            None => Vec::new(),
        };
        Ok::<_, AccountsError>(Around { about, protocol, all, files })
    })
}

fn question(cx: &Cx<'_>, protocol: &Protocol, one: &Question, answers: &Answers) -> Field {
    let ask = one.ask.get(cx.locale());
    let choices = one.answers.iter().map(|a| (a.value.clone(), a.text.get(cx.locale()).to_owned())).collect();
    let field = match one.input {
        Input::One => Field::radios(&one.key, ask, choices),
        Input::Many => Field::boxes(&one.key, ask, choices),
        Input::Number => Field::line(&one.key, ask),
    };
    let field = field.filled(answers.get(&one.key).cloned().unwrap_or_default());
    let help = one.help.get(cx.locale());
    // A page without scripts shows every question: it says when one is to be answered.
    let conditions: Vec<String> =
        one.when.iter().filter_map(|(key, values)| condition(cx, protocol, key, values)).collect();
    if conditions.is_empty() {
        return if one.optional { field.hinted(help).optional() } else { field.hinted(help) };
    }
    let only = cx.words.a("crit-only-if", "condition", conditions.join(" ; "));
    field.hinted(format!("{only} {help}")).optional()
}

fn condition(cx: &Cx<'_>, protocol: &Protocol, key: &str, values: &[String]) -> Option<String> {
    let other = protocol.questions.iter().find(|other| other.key == key)?;
    let texts = other.answers.iter().filter(|answer| values.contains(&answer.value));
    let texts: Vec<&str> = texts.map(|answer| answer.text.get(cx.locale())).collect();
    let (ask, answer) = (other.ask.get(cx.locale()), texts.join(", "));
    Some(cx.words.with("crit-condition", &[("ask", ask.into()), ("answer", answer.into())]))
}

fn form(cx: &Cx<'_>, files: &Files, around: &Around) -> Form {
    let before = assess::under_way(&around.all, &around.protocol.indicator);
    let answers = before.map(|one| one.answers.clone()).unwrap_or_default();
    let written = before.map(|one| one.evidence.clone()).unwrap_or_default();
    let to = links::CRITERION.to(cx.locale(), &[&around.about.shown.slug, &around.protocol.indicator]);
    let form = Form::new("critere", to, cx.t("crit-save"));
    let asked = |form: Form, one| form.field(question(cx, around.protocol, one, &answers));
    let form = around.protocol.questions.iter().fold(form, asked).field(
        Field::new("link", cx.t("crit-link"), parvis_ui::Input::Line { kind: "url", autocomplete: "off" })
            .hinted(around.protocol.evidence.get(cx.locale()))
            .optional()
            .filled(written.link),
    );
    let form = evidence::fields(cx, files, &around.files).into_iter().fold(form, Form::field);
    form.field(
        Field::area("note", cx.t("crit-note")).hinted(cx.t("crit-note-hint")).optional().filled(written.note),
    )
    .field(Field::tick("draft", cx.t("crit-keep-draft")))
}

fn past(cx: &Cx<'_>, all: &[Assessment], protocol: &Protocol) -> Block {
    let columns = ["crit-assessed-at", "proc-value", "crit-stage", "crit-expires"];
    let mut table = table(cx, "evaluations", cx.t("crit-past"), &columns, "crit-past-none");
    let row = |one: &Assessment| {
        let value = one.value.as_ref().map(|value| words::value(cx, protocol.indicator(), value));
        vec![
            Cell::link(
                cx.words.date(one.assessed_at),
                links::ASSESSMENT.to(cx.locale(), &[&one.id.to_string()]),
            ),
            Cell::text(value.unwrap_or_default()),
            criteria::stage(cx, one.stage),
            Cell::text(cx.words.day(one.expires_on)),
        ]
    };
    table.rows = all.iter().map(row).collect();
    Block::Table(table)
}

/// `is_received`: a file came with the form that is shown again.
fn page(cx: &Cx<'_>, files: &Files, around: &Around, form: Form, is_received: bool) -> Reply {
    let indicator = around.protocol.indicator();
    let accepted = around.all.iter().find(|one| one.stage == Stage::Accepted);
    let freshness = Freshness::of(accepted.map(|one| one.expires_on), cx.now());
    let now = accepted.and_then(|one| one.value.as_ref()).map(|value| words::value(cx, indicator, value));
    let mut blocks = vec![Block::Facts(vec![
        (cx.t("crit-goal"), Cell::text(indicator.goal.get(cx.locale()))),
        (cx.t("crit-now"), Cell::text(now.unwrap_or_else(|| cx.t("proc-none")))),
        (cx.t("crit-freshness"), criteria::freshness(cx, freshness)),
    ])];
    match assess::under_way(&around.all, &around.protocol.indicator) {
        Some(one) if one.stage == Stage::Waiting => {
            let (title, text) = (cx.t("crit-is-waiting"), cx.t("crit-is-waiting-text"));
            blocks.push(Block::Alert { tone: Tone::Info, title, text });
            let to = links::ASSESSMENT.to(cx.locale(), &[&one.id.to_string()]);
            blocks.push(Block::Links(vec![Link::new(cx.t("crit-see"), to)]));
        }
        under_way => {
            if let Some(why) = under_way.and_then(|one| one.return_reason.clone()) {
                blocks.push(Block::Alert { tone: Tone::Warning, title: cx.t("crit-is-returned"), text: why });
            }
            if is_received {
                let (title, text) = (cx.t("crit-file-received"), cx.t("crit-file-received-text"));
                blocks.push(Block::Alert { tone: Tone::Info, title, text });
            }
            blocks.extend(under_way.and_then(|one| evidence::shown(cx, files, one.id, &around.files)));
            blocks.push(Block::Form(form));
        }
    }
    blocks.push(past(cx, &around.all, around.protocol));
    let (slug, key) = (around.about.shown.slug.as_str(), around.protocol.indicator.as_str());
    let title = cx.words.with(
        "crit-page-title",
        &[
            ("criterion", indicator.name.get(cx.locale()).into()),
            ("name", around.about.shown.name.as_str().into()),
        ],
    );
    let frame = frame_of(cx, &around.about, &title, links::CRITERION, &[slug, key]);
    Reply::page(cx.page(frame, blocks).led(indicator.question.get(cx.locale())))
}

fn show(cx: &Cx<'_>, files: &Files) -> Answer {
    let around = load(cx)?;
    let form = form(cx, files, &around);
    Ok(page(cx, files, &around, form, false))
}

fn save(cx: &Cx<'_>, files: &Files) -> Answer {
    let around = load(cx)?;
    let (slug, key) = (around.about.shown.slug.as_str(), around.protocol.indicator.as_str());
    // First: whatever else is wrong, a file that came is attached to the draft, and nobody chooses it again.
    let is_received = match evidence::receive(cx, files, slug, key)? {
        Ok(is_received) => is_received,
        Err(sentence) => {
            let form = cx.typed(form(cx, files, &around)).refused(&[("file".to_owned(), sentence)]);
            return Ok(page(cx, files, &around, form, false));
        }
    };
    let told = |one: &Question| (one.key.clone(), cx.fields.all(&one.key).collect::<Vec<_>>().join(" "));
    let sheet = Sheet {
        answers: around.protocol.questions.iter().map(told).collect(),
        evidence: Evidence { link: cx.fields.get("link").to_owned(), note: cx.fields.get("note").to_owned() },
        removed: cx.fields.all("remove").filter_map(|id| id.parse().ok()).collect(),
        is_draft: cx.fields.has("draft"),
    };
    match cx.write(|db| assess::save(db, files, &cx.desk.means, &cx.by, slug, key, &sheet)) {
        Ok(_) if sheet.is_draft => {
            Ok(cx.done(&links::CRITERION.to(cx.locale(), &[slug, key]), "crit-drafted"))
        }
        Ok(id) => Ok(cx.done(&links::ASSESSMENT.to(cx.locale(), &[&id.to_string()]), "crit-sent")),
        Err(error @ (AccountsError::Invalid { .. } | AccountsError::Conflict(_))) => {
            // Again: the draft has one file more.
            let around = load(cx)?;
            let form = cx.again(form(cx, files, &around), error)?;
            Ok(page(cx, files, &around, form, is_received))
        }
        Err(error) => Err(error.into()),
    }
}
