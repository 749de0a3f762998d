//! One page of a sample: its topics, and the criteria of one topic, each with its official words, a choice and a note.

use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::{Locale, Permission};
use parvis_ui::{Block, Cell, Field, Form, Link, Tone};

use super::{counted, counts, frame, load, may, official, outcome, table, to, topic};
use crate::audit::fill::{Part, Sent, Wrong, token};
use crate::audit::statement::why;
use crate::audit::{Decision, Derogation, Evidence, Outcome, Source, Told};
use crate::links;
use crate::rgaa;
use crate::service::audits::{self, Sheet, Unfilled};

/// What a form sends for "not decided".
const UNDECIDED: &str = "undecided";

pub fn routes(routes: Routes) -> Routes {
    let read = Policy::Needs(Permission::MeasureRead);
    routes.page(links::AUDIT_PAGE, read, page).page(links::AUDIT_GRID, read, |cx| grid(cx, None)).act(
        links::AUDIT_GRID,
        Policy::Needs(Permission::CriterionAssess),
        fill,
    )
}

/// The place of the page of the address, and what it is called.
fn place<'s>(cx: &Cx<'_>, sheet: &'s Sheet) -> Result<(i32, &'s str), Refusal> {
    let wanted: i32 = cx.part("page").parse().map_err(|_| Refusal::not_found())?;
    let mut places = sheet.grid.positions().zip(&sheet.grid.pages);
    let found = places.find(|(at, _)| *at == wanted).ok_or(Refusal::not_found())?;
    Ok((found.0, found.1.title.as_str()))
}

fn page(cx: &Cx<'_>) -> Answer {
    let sheet = load(cx)?;
    let (at, title) = place(cx, &sheet)?;
    let number = at.to_string();
    let mut listed = counted(cx, "themes", "probes-audit-page-topics", "probes-audit-topic", &[]);
    let row = |one: &'static rgaa::Topic| {
        let tally = sheet.grid.on_page(at, one.criteria.iter());
        let link = to(cx, links::AUDIT_GRID, &[&number, &one.number.to_string()]);
        std::iter::once(Cell::link(topic(cx, one.number), link)).chain(counts(cx, tally)).collect()
    };
    listed.rows = rgaa::current().topics.iter().map(row).collect();
    let mut blocks = vec![Block::Table(listed)];
    let others = sheet.grid.positions().zip(&sheet.grid.pages).filter(|(other, _)| *other == at + 1);
    let next = others.map(|(other, page)| {
        let label = cx.words.a("probes-audit-next-page", "page", page.title.as_str());
        Link::new(label, to(cx, links::AUDIT_PAGE, &[&other.to_string()]))
    });
    let next: Vec<Link> = next.collect();
    if !next.is_empty() {
        blocks.push(Block::Links(next));
    }
    let frame = frame(cx, &sheet, title, links::AUDIT_PAGE, &[&number]);
    Ok(Reply::page(
        cx.page(frame, blocks).led(sheet.grid.pages[usize::try_from(at - 1).unwrap_or(0)].url.clone()),
    ))
}

/// What somebody sent, and what is wrong in it.
struct Refused {
    sent: Vec<Sent>,
    wrong: Vec<Wrong>,
    /// The rest was to be not applicable.
    rest: bool,
}

fn grid(cx: &Cx<'_>, refused: Option<&Refused>) -> Answer {
    let sheet = load(cx)?;
    let (at, title) = place(cx, &sheet)?;
    let one = audits::topic(cx.part("topic")).ok_or(Refusal::not_found())?;
    let number = one.number.to_string();
    let mut blocks = Vec::new();
    let former = one.criteria.iter().filter_map(|one| sheet.grid.decision(at, &one.number));
    let former = former.filter(|one| one.source == Source::Former).count();
    if sheet.audit.finished.is_none() && may(cx, &sheet.about, Permission::CriterionAssess) {
        if former > 0 && refused.is_none() {
            let title = cx.words.a("probes-audit-former", "n", former);
            blocks.push(Block::Alert { tone: Tone::Warning, title, text: cx.t("probes-audit-former-text") });
        }
        blocks.push(Block::Form(form(cx, &sheet, (at, one), refused)));
    } else {
        blocks.push(Block::Table(told(cx, &sheet, (at, one))));
    }
    let heading = format!("{title} – {}", topic(cx, one.number));
    let place = at.to_string();
    let back = Link::new(title, to(cx, links::AUDIT_PAGE, &[&place]));
    blocks.push(Block::Links(vec![back]));
    let frame = frame(cx, &sheet, &heading, links::AUDIT_GRID, &[&place, &number]);
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("probes-audit-grid-lead"))))
}

fn form(
    cx: &Cx<'_>,
    sheet: &Sheet,
    (at, one): (i32, &'static rgaa::Topic),
    refused: Option<&Refused>,
) -> Form {
    let action = to(cx, links::AUDIT_GRID, &[&at.to_string(), &one.number.to_string()]);
    let mut form = Form::new("criteres", action, cx.t("desk-save"));
    for criterion in &one.criteria {
        let decision = sheet.grid.decision(at, &criterion.number);
        let stored = decision.map(|one| one.told.clone()).unwrap_or_default();
        let seen = token(&stored);
        let sent = refused.and_then(|all| all.sent.iter().find(|one| one.criterion == criterion.number));
        // What was not touched is shown as it is now; what was typed stays.
        let told = sent.filter(|one| token(&one.told) != one.shown).map_or(stored, |one| one.told.clone());
        for field in fields(cx, sheet, criterion, &told, decision) {
            form = form.field(field);
        }
        form = form.field(Field::hidden(&format!("v-{}", criterion.number), seen));
    }
    let rest = refused.is_some_and(|all| all.rest);
    form = form.field(
        Field::tick("rest", cx.t("probes-audit-rest"))
            .hinted(cx.t("probes-audit-rest-hint"))
            .filled(if rest { "1" } else { "" }),
    );
    let name = |part| match part {
        Part::Outcome => "o",
        Part::Note => "n",
        Part::Derogation => "d",
        Part::Reason => "r",
    };
    let errors = refused.map_or(&[][..], |all| &all.wrong).iter();
    let errors: Vec<(String, String)> = errors
        .map(|one| (format!("{}-{}", name(one.part), one.criterion), said(cx, sheet, at, one)))
        .collect();
    form.refused(&errors)
}

/// What is wrong with a criterion; of one that somebody else changed, what they said.
fn said(cx: &Cx<'_>, sheet: &Sheet, at: i32, wrong: &Wrong) -> String {
    if wrong.message != "probes-audit-changed" {
        return cx.t(wrong.message);
    }
    let theirs = sheet.grid.decision(at, wrong.criterion);
    let who = theirs.and_then(|one| one.by).and_then(|id| sheet.names.get(&id).cloned());
    let who = who.unwrap_or_else(|| cx.t("probes-somebody"));
    let outcome = outcome(cx, theirs.and_then(|one| one.told.outcome));
    let note = theirs.map_or("", |one| one.told.note.as_str());
    let known = [("name", who.as_str().into()), ("outcome", outcome.as_str().into()), ("note", note.into())];
    cx.words.with(wrong.message, &known)
}

fn fields(
    cx: &Cx<'_>,
    sheet: &Sheet,
    criterion: &rgaa::Criterion,
    told: &Told,
    decision: Option<&Decision>,
) -> [Field; 4] {
    let number = criterion.number.as_str();
    let lang = if cx.locale() == Locale::Fr { "" } else { "fr" };
    let choices = Outcome::ALL.iter().map(|one| Some(*one)).chain([None]);
    let choices =
        choices.map(|one| (one.map_or(UNDECIDED, Outcome::as_str).to_owned(), outcome(cx, one))).collect();
    let tests = criterion.tests.iter().flat_map(|(test, lines)| {
        let head = lines.first().map(|line| format!("{number}.{test} {line}"));
        head.into_iter().chain(lines.iter().skip(1).cloned())
    });
    let derogations = Derogation::ALL.iter().map(|one| one.to_string());
    let derogations = std::iter::once("none".to_owned()).chain(derogations);
    let derogations =
        derogations.map(|one| (one.clone(), cx.t(&format!("probes-audit-derogation-{one}")))).collect();
    let label = |key: &str| cx.words.a(key, "criterion", number);
    [
        Field::radios(&format!("o-{number}"), format!("{number} {}", criterion.title), choices)
            .speaking(lang)
            .explained(label("probes-audit-tests"), tests.collect())
            .hinted(decision.map(|one| origin(cx, sheet, one)).unwrap_or_default())
            .filled(told.outcome.map_or(UNDECIDED, Outcome::as_str)),
        Field::area(&format!("n-{number}"), label("probes-audit-note")).optional().filled(told.note.clone()),
        Field::select(&format!("d-{number}"), label("probes-audit-derogation"), derogations)
            .optional()
            .filled(told.derogation.map_or("none", Derogation::as_str)),
        Field::line(&format!("r-{number}"), label("probes-audit-reason"))
            .optional()
            .filled(told.reason.clone()),
    ]
}

/// Who said it and when, and what the machine proves.
fn origin(cx: &Cx<'_>, sheet: &Sheet, decision: &Decision) -> String {
    let at = cx.words.moment(decision.at);
    let name = decision.by.and_then(|id| sheet.names.get(&id).cloned());
    let name = name.unwrap_or_else(|| cx.t("probes-somebody"));
    let known = [("at", at.as_str().into()), ("name", name.as_str().into())];
    let said = cx.words.with(&format!("probes-audit-source-{}", decision.source), &known);
    let proofs = decision.evidence.iter().map(|one| proof(cx, one));
    std::iter::once(said).chain(proofs).collect::<Vec<_>>().join(" ")
}

/// A proven failure in one sentence: why, the element, where.
fn proof(cx: &Cx<'_>, evidence: &Evidence) -> String {
    let why = why(cx.words, evidence);
    let parts = [Some(why), evidence.excerpt.clone(), evidence.selector.clone()];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" – ");
    cx.words.a("probes-audit-proof", "text", text.as_str())
}

/// What is decided, for those who only read.
fn told(cx: &Cx<'_>, sheet: &Sheet, (at, one): (i32, &'static rgaa::Topic)) -> parvis_ui::Table {
    let columns = ["probe-criterion", "probes-audit-outcome", "probes-audit-what", "probes-audit-who"];
    let mut listed = table(cx, "criteres", "probes-audit-criteria", &columns, "probes-audits-none");
    let row = |criterion: &'static rgaa::Criterion| {
        let decision = sheet.grid.decision(at, &criterion.number);
        let told = decision.map(|one| one.told.clone()).unwrap_or_default();
        let derogation = told.derogation.map(|one| {
            format!(
                "{}{} {}",
                cx.t(&format!("probes-audit-derogation-{one}")),
                cx.t("probes-statement-colon"),
                told.reason
            )
        });
        let says = [Some(told.note.clone()).filter(|note| !note.is_empty()), derogation];
        vec![
            official(cx, format!("{} {}", criterion.number, criterion.title)),
            Cell::text(outcome(cx, sheet.grid.outcome(at, &criterion.number))),
            Cell::All(says.into_iter().flatten().map(Cell::text).collect()),
            Cell::text(decision.map(|one| origin(cx, sheet, one)).unwrap_or_default()),
        ]
    };
    listed.rows = one.criteria.iter().map(row).collect();
    listed
}

/// What the form says of a criterion; one that it does not name is left out.
fn sent(cx: &Cx<'_>, criterion: &'static rgaa::Criterion) -> Option<Sent> {
    let number = criterion.number.as_str();
    let field = |part: &str| cx.fields.get(&format!("{part}-{number}"));
    let shown = Some(field("v")).filter(|shown| !shown.is_empty())?.to_owned();
    let told = Told {
        outcome: Outcome::parse(field("o")),
        note: field("n").to_owned(),
        derogation: Derogation::parse(field("d")),
        reason: field("r").to_owned(),
    };
    Some(Sent { criterion: number, told, shown })
}

fn fill(cx: &Cx<'_>) -> Answer {
    let id = cx.id("audit")?;
    let (slug, page) = (cx.part("slug"), cx.part("page"));
    let at: i32 = page.parse().map_err(|_| Refusal::not_found())?;
    let one = audits::topic(cx.part("topic")).ok_or(Refusal::not_found())?;
    let sent: Vec<Sent> = one.criteria.iter().filter_map(|criterion| sent(cx, criterion)).collect();
    let rest = cx.fields.has("rest");
    let mut all = sent.clone();
    for one in all.iter_mut().filter(|one| rest && one.told.outcome.is_none()) {
        one.told.outcome = Some(Outcome::NotApplicable);
    }
    match cx.write(|db| audits::fill(db, &cx.by, slug, (id, at), &all)) {
        Ok(_) => {
            // On to the next topic of the page; after the last one, back to the page.
            let next = (one.number + 1).to_string();
            let onward = match audits::topic(&next) {
                Some(_) => to(cx, links::AUDIT_GRID, &[page, &next]),
                None => to(cx, links::AUDIT_PAGE, &[page]),
            };
            Ok(cx.done(&onward, "probes-audit-filled"))
        }
        Err(Unfilled::Wrong(wrong)) => grid(cx, Some(&Refused { sent, wrong, rest })),
        Err(Unfilled::Other(error)) => Err(error.into()),
    }
}
