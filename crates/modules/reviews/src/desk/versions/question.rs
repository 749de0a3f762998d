//! A question of one's own, in French: what is asked and how it is answered.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_ui::{Block, Field, Form, Link};
use parvis_web::Query;

use super::{form, frame, load, revision, saved, tell, to};
use crate::links;
use crate::service::versions::{self, Editing};
use crate::shape::{Choice, Extra, ExtraId, Kind, Label, OPTIONS_MOST, Parts, Pick};
use crate::survey::Tongue;

pub fn routes(routes: Routes, manage: Policy) -> Routes {
    routes.page(links::DRAFT_QUESTION, manage, show).act(links::DRAFT_QUESTION, manage, keep)
}

/// How a question is answered, as addresses name it: each has a form of its own.
const KINDS: [&str; 3] = ["choice", "scale", "text"];

fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Choice { .. } => "choice",
        Kind::Scale { .. } => "scale",
        Kind::Text => "text",
    }
}

/// The question of one's own that an address or a form names; none for a new one.
pub(super) fn asked<'e>(editing: &'e Editing, id: &str) -> Result<Option<&'e Extra>, Refusal> {
    if id.is_empty() {
        return Ok(None);
    }
    let id: ExtraId = id.parse().map_err(|_| Refusal::not_found())?;
    editing.shape.extra(id).map(Some).ok_or(Refusal::not_found())
}

fn french(label: &Label) -> String {
    label.say(Tongue::French).0.to_owned()
}

/// The form of a question that is answered so.
fn ask(cx: &Cx<'_>, editing: &Editing, extra: Option<&Extra>, kind: &str) -> Form {
    let form = form(cx, editing, links::DRAFT_QUESTION)
        .field(Field::hidden("q", extra.map(|extra| extra.id.to_string()).unwrap_or_default()))
        .field(Field::hidden("kind", kind))
        .field(
            Field::line("label", cx.t("reviews-question-label"))
                .hinted(cx.t("reviews-question-label-hint"))
                .filled(extra.map(|extra| french(&extra.label)).unwrap_or_default()),
        );
    match kind {
        "choice" => options(cx, form, extra),
        "scale" => steps(cx, editing, form, extra),
        _ => form,
    }
}

/// What may be chosen: the options there are, and room for some more.
fn options(cx: &Cx<'_>, form: Form, extra: Option<&Extra>) -> Form {
    const ROOM: usize = 3;
    const FIRST: usize = 5;
    let (several, options) = match extra.map(|extra| &extra.kind) {
        Some(Kind::Choice { several, options }) => (*several, options.as_slice()),
        _ => (false, &[][..]),
    };
    let how =
        ["one", "several"].map(|name| (name.to_owned(), cx.t(&format!("reviews-kind-{name}")))).to_vec();
    let mut form = form.field(Field::radios("how", cx.t("reviews-kind"), how).filled(if several {
        "several"
    } else {
        "one"
    }));
    for at in 0..(options.len() + ROOM).clamp(FIRST, OPTIONS_MOST) {
        let option = options.get(at);
        let id = option.map(|option| option.id.to_string()).unwrap_or_default();
        let hint = if at == 0 { cx.t("reviews-option-hint") } else { String::new() };
        form = form.field(Field::hidden(&format!("id-{at}"), id)).field(
            Field::line(&format!("option-{at}"), cx.words.a("reviews-option-n", "n", at + 1))
                .hinted(hint)
                .filled(option.map(|option| french(&option.label)).unwrap_or_default())
                .optional(),
        );
    }
    form
}

/// The steps of a scale; once people have answered, it keeps them.
fn steps(cx: &Cx<'_>, editing: &Editing, form: Form, extra: Option<&Extra>) -> Form {
    let (from, to, low, high) = match extra.map(|extra| &extra.kind) {
        Some(Kind::Scale { from, to, low, high }) => (*from, *to, french(low), french(high)),
        _ => (1, 5, String::new(), String::new()),
    };
    let is_asked = extra.is_some_and(|extra| editing.is_asked(extra.id));
    let (firsts, lasts) = if is_asked { (from..=from, to..=to) } else { (0..=1, 2..=10) };
    let steps = |range: std::ops::RangeInclusive<u8>| {
        range.map(|n| (n.to_string(), n.to_string())).collect::<Vec<_>>()
    };
    form.field(Field::select("from", cx.t("reviews-scale-from"), steps(firsts)).filled(from.to_string()))
        .field(Field::select("to", cx.t("reviews-scale-to"), steps(lasts)).filled(to.to_string()))
        .field(Field::line("low", cx.t("reviews-scale-low")).filled(low))
        .field(Field::line("high", cx.t("reviews-scale-high")).filled(high))
}

fn title(cx: &Cx<'_>, extra: Option<&Extra>) -> String {
    extra.map_or_else(|| cx.t("reviews-question-add"), |extra| tell::named(cx, extra))
}

fn show(cx: &Cx<'_>) -> Answer {
    let editing = load(cx)?;
    let extra = asked(&editing, cx.query.get("q").unwrap_or(""))?;
    let title = title(cx, extra);
    let frame = frame(cx, &editing.held, &title, links::DRAFT_QUESTION);
    let named = extra.map(|extra| kind_name(&extra.kind));
    let kind = named.or_else(|| KINDS.into_iter().find(|kind| cx.query.get("reponse") == Some(kind)));
    let Some(kind) = kind else {
        let link = |kind: &str| {
            let here = to(cx, links::DRAFT_QUESTION);
            let query = Query::write([("reponse", kind)]);
            Link::new(cx.t(&format!("reviews-kind-{kind}")), format!("{here}{query}"))
        };
        let page = cx.page(frame, vec![Block::Links(KINDS.map(link).to_vec())]);
        return Ok(Reply::page(page.led(cx.t("reviews-kind-ask"))));
    };
    let page = cx.page(frame, vec![Block::Form(ask(cx, &editing, extra, kind))]);
    Ok(Reply::page(page.led(cx.t("reviews-question-lead"))))
}

/// A text in French beside what other languages say already.
fn put(label: &mut Label, french: &str) {
    label.0.insert(Tongue::French, french.to_owned());
}

/// How the question is answered, as the form says; what other languages say of its options stays.
fn kind(cx: &Cx<'_>, editing: &Editing, id: ExtraId, before: Option<&Kind>) -> Result<Kind, AccountsError> {
    let number = |name: &'static str| {
        cx.fields.get(name).parse().map_err(|_| AccountsError::invalid(name, "reviews-shape-scale"))
    };
    match cx.fields.get("kind") {
        "text" => Ok(Kind::Text),
        "scale" => {
            let (mut low, mut high) = match before {
                Some(Kind::Scale { low, high, .. }) => (low.clone(), high.clone()),
                _ => (Label::default(), Label::default()),
            };
            put(&mut low, cx.fields.get("low"));
            put(&mut high, cx.fields.get("high"));
            Ok(Kind::Scale { from: number("from")?, to: number("to")?, low, high })
        }
        "choice" => {
            let known = match before {
                Some(Kind::Choice { options, .. }) => options.as_slice(),
                _ => &[],
            };
            let mut free = editing.free_option(id);
            let mut options = Vec::new();
            for at in 0..OPTIONS_MOST {
                let text = cx.fields.get(&format!("option-{at}"));
                if text.is_empty() {
                    continue;
                }
                let own: Option<Pick> = cx.fields.get(&format!("id-{at}")).parse().ok();
                let own = own.and_then(|pick| known.iter().find(|option| option.id == pick));
                let mut option = match own {
                    Some(option) => option.clone(),
                    None => {
                        let n = free.ok_or(AccountsError::invalid("option-0", "reviews-shape-options"))?;
                        free = n.checked_add(1).filter(|n| *n <= 99);
                        Choice { id: Pick::Option(n), label: Label::default() }
                    }
                };
                put(&mut option.label, text);
                options.push(option);
            }
            Ok(Kind::Choice { several: cx.fields.get("how") == "several", options })
        }
        _ => Err(AccountsError::invalid("kind", "accounts-choose")),
    }
}

fn change(cx: &Cx<'_>, parts: &mut Parts, editing: &Editing) -> Result<(), AccountsError> {
    let named = cx.fields.get("q");
    if named.is_empty() {
        let kind = kind(cx, editing, editing.free, None)?;
        let label = Label::french(cx.fields.get("label"));
        parts.extras.push(Extra { id: editing.free, label, kind, condition: None });
        return Ok(());
    }
    let id: ExtraId = named.parse().map_err(|_| AccountsError::NotFound)?;
    let changed = AccountsError::Conflict("reviews-draft-changed");
    let extra = parts.extras.iter_mut().find(|extra| extra.id == id).ok_or(changed)?;
    extra.kind = kind(cx, editing, id, Some(&extra.kind))?;
    put(&mut extra.label, cx.fields.get("label"));
    Ok(())
}

fn keep(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let done = cx.write(|db| {
        versions::edit(db, &cx.by, id, revision(cx), |parts, editing| change(cx, parts, editing))
    });
    // Said at the first option, which is a field of the form.
    let done = done.map_err(|error| match error {
        AccountsError::Invalid { field: "options", message } => AccountsError::invalid("option-0", message),
        other => other,
    });
    saved(cx, done, |editing| {
        let extra = asked(editing, cx.fields.get("q")).ok().flatten();
        let form = ask(cx, editing, extra, cx.fields.get("kind"));
        Ok((form, title(cx, extra), links::DRAFT_QUESTION))
    })
}
