//! The accessibility statement of a finished audit: what is asked for, what it looks like, and its files.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::{ErrorKind, Locale, Permission};
use parvis_ui::{Block, Cell, Field, Form, Link};

use super::{frame, may, percent, to};
use crate::audit::statement::{Facts, html, lines, name_of_state};
use crate::links;
use crate::service::audits::{self, Sheet};

pub fn routes(routes: Routes) -> Routes {
    let read = Policy::Needs(Permission::MeasureRead);
    routes
        .page(links::STATEMENT, read, |cx| page(cx, None))
        .act(links::STATEMENT, Policy::Needs(Permission::CriterionReview), save)
        .page(links::STATEMENT_VIEW, read, |cx| Ok(Reply::letter(document(cx)?.1)))
        .page(links::STATEMENT_FILE, read, file)
}

fn load(cx: &Cx<'_>) -> Result<(Sheet, Option<(Facts, i32)>), Refusal> {
    let id = cx.id("audit")?;
    cx.read(|db| audits::statement(db, &cx.by, cx.part("slug"), id))
}

fn page(cx: &Cx<'_>, refused: Option<AccountsError>) -> Answer {
    let (sheet, facts) = load(cx)?;
    let tally = sheet.grid.whole();
    let state = name_of_state(cx.words, tally.state());
    let mut blocks = vec![Block::Facts(vec![
        (cx.t("probes-audit-standing"), Cell::text(state)),
        (cx.t("probes-audit-rate"), Cell::text(percent(cx, tally.rate()))),
        (cx.t("probes-audit-auditor"), Cell::text(sheet.audit.auditor.clone())),
    ])];
    blocks.push(Block::Text(cx.t("probes-statement-mention")));
    let french = cx.desk.messages.words(Locale::Fr);
    let mention =
        french.a("probes-statement-mention-text", "state", name_of_state(french, tally.state()).as_str());
    blocks.push(Block::Code(vec![mention]));
    if facts.is_some() {
        let link = |key: &str, paths, locale: Locale| Link::new(cx.t(key), to(cx, paths, &[locale.as_str()]));
        blocks.push(Block::Steps(vec![
            link("probes-statement-view-fr", links::STATEMENT_VIEW, Locale::Fr),
            link("probes-statement-view-en", links::STATEMENT_VIEW, Locale::En),
        ]));
        blocks.push(Block::Links(vec![
            link("probes-statement-file-fr", links::STATEMENT_FILE, Locale::Fr),
            link("probes-statement-file-en", links::STATEMENT_FILE, Locale::En),
        ]));
    }
    if may(cx, &sheet.about, Permission::CriterionReview) {
        let form = form(cx, &sheet, facts);
        blocks.push(Block::Form(match refused {
            Some(error) => cx.again(form, error)?,
            None => form,
        }));
    } else if facts.is_none() {
        blocks.push(Block::Text(cx.t("probes-statement-none")));
    }
    let frame = frame(cx, &sheet, &cx.t("probes-statement-title"), links::STATEMENT, &[]);
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("probes-statement-lead"))))
}

fn form(cx: &Cx<'_>, sheet: &Sheet, known: Option<(Facts, i32)>) -> Form {
    let shown = &sheet.about.shown;
    let entity = shown.administration.clone().or_else(|| shown.ministry.clone());
    let (facts, revision) = known.unwrap_or_else(|| {
        let facts = Facts {
            language: cx.locale().to_string(),
            entity: entity.unwrap_or_default(),
            service: shown.name.clone(),
            address: shown.address.clone().unwrap_or_default(),
            established: cx.now().day().to_string(),
            ..Facts::default()
        };
        (facts, 0)
    });
    let languages =
        Locale::ALL.iter().map(|one| (one.to_string(), cx.t(&format!("probes-statement-in-{one}"))));
    let label = |name: &str| cx.t(&format!("probes-statement-field-{name}"));
    let hint = |name: &str| cx.t(&format!("probes-statement-field-{name}-hint"));
    let line = |name: &str, value: &str| Field::line(name, label(name)).filled(value);
    let list = |name: &str, value: &[String]| {
        Field::area(name, label(name)).hinted(hint(name)).filled(value.join("\n"))
    };
    Form::new("declaration", to(cx, links::STATEMENT, &[]), cx.t("desk-save"))
        .titled(cx.t("probes-statement-ask"))
        .field(Field::hidden("revision", revision.to_string()))
        .field(
            Field::select("language", label("language"), languages.collect())
                .hinted(hint("language"))
                .filled(facts.language.clone()),
        )
        .field(line("entity", &facts.entity))
        .field(line("service", &facts.service))
        .field(line("address", &facts.address))
        .field(line("plan", &facts.plan).hinted(hint("plan")).optional())
        .field(line("email", &facts.email).hinted(hint("email")).optional())
        .field(line("form", &facts.form).hinted(hint("form")).optional())
        .field(list("technologies", &facts.technologies))
        .field(list("environments", &facts.environments))
        .field(list("tools", &facts.tools))
        .field(list("exempted", &facts.exempted).optional())
        .field(Field::day("established", label("established")).filled(facts.established.clone()))
        .field(
            Field::day("updated", label("updated"))
                .hinted(hint("updated"))
                .optional()
                .filled(facts.updated.clone()),
        )
}

fn save(cx: &Cx<'_>) -> Answer {
    let id = cx.id("audit")?;
    let text = |name: &str| cx.fields.get(name).to_owned();
    let facts = Facts {
        language: text("language"),
        entity: text("entity"),
        service: text("service"),
        address: text("address"),
        plan: text("plan"),
        email: text("email"),
        form: text("form"),
        technologies: lines(cx.fields.get("technologies")),
        environments: lines(cx.fields.get("environments")),
        tools: lines(cx.fields.get("tools")),
        exempted: lines(cx.fields.get("exempted")),
        established: text("established"),
        updated: text("updated"),
    };
    let seen = cx.fields.get("revision").parse().unwrap_or(-1);
    match cx.write(|db| audits::declare(db, &cx.by, cx.part("slug"), (id, seen), facts)) {
        Ok(()) => Ok(cx.done(&to(cx, links::STATEMENT, &[]), "probes-statement-saved")),
        Err(error) => page(cx, Some(error)),
    }
}

/// The statement in the language of the address.
fn document(cx: &Cx<'_>) -> Result<(Locale, String), Refusal> {
    let locale = Locale::parse(cx.part("language")).ok_or(Refusal::not_found())?;
    let (sheet, facts) = load(cx)?;
    let (facts, _) = facts.ok_or(Refusal::not_found())?;
    let words = cx.desk.messages.words(locale);
    let made = html(words, &sheet.audit, &sheet.grid, &facts);
    Ok((locale, made.map_err(|_| Refusal::new(ErrorKind::Unavailable))?))
}

fn file(cx: &Cx<'_>) -> Answer {
    let (locale, document) = document(cx)?;
    let name = match locale {
        Locale::Fr => "declaration-accessibilite.html",
        Locale::En => "accessibility-statement.html",
    };
    Ok(Reply::file(name, "text/html; charset=utf-8", document.into_bytes()))
}
