//! One opinion, whole: what was said, what is done about it, and everything that was.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_journal::{Change, Entry};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Field, Form, Frame, Link, Table};

use super::{extras, words};
use crate::links;
use crate::model::Status;
use crate::service::quotes;
use crate::service::work::{self, Sheet};

pub fn routes(routes: Routes) -> Routes {
    let answer = Policy::Needs(Permission::ReviewAnswer);
    routes
        .page(links::OPINION, Policy::Needs(Permission::ReviewRead), show)
        .act(links::TAG, answer, tag)
        .act(links::UNTAG, answer, untag)
        .act(links::STATUS, answer, set_status)
        .act(links::ASSIGN, answer, assign)
        .page(links::QUOTE, answer, ask_quote)
        .act(links::QUOTE, answer, quote)
}

/// The frame of a page of one opinion, or under it.
fn frame(cx: &Cx<'_>, sheet: &Sheet, under: Option<(&str, parvis_accounts::http::Paths)>) -> Frame {
    let (form, id) = (sheet.held.form.id.to_string(), sheet.opinion.id.to_string());
    let own = cx.words.a("reviews-opinion-title", "day", cx.words.date(sheet.opinion.created_at));
    let (title, paths) = under.map_or((own.as_str(), links::OPINION), |(title, paths)| (title, paths));
    let frame = cx
        .frame(title, paths.address(&[&id]))
        .under(cx.t("reviews-title"), links::FORMS.to(cx.locale(), &[]))
        .under(sheet.held.form.name.clone(), links::FORM.to(cx.locale(), &[&form]))
        .under(cx.t("reviews-opinions-title"), links::OPINIONS.to(cx.locale(), &[&form]))
        .under(own.clone(), links::OPINION.to(cx.locale(), &[&id]));
    if under.is_some() { frame.under(title.to_owned(), paths.to(cx.locale(), &[&id])) } else { frame }
}

fn sheet(cx: &Cx<'_>) -> Result<Sheet, parvis_accounts::http::Refusal> {
    let id = cx.id("id")?;
    cx.read(|db| work::sheet(db, &cx.by, id))
}

fn show(cx: &Cx<'_>) -> Answer {
    let sheet = sheet(cx)?;
    let forms = forms(cx, &sheet);
    Ok(page(cx, &sheet, forms))
}

fn page(cx: &Cx<'_>, sheet: &Sheet, forms: [Form; 3]) -> Reply {
    let id = sheet.opinion.id.to_string();
    let said = sheet.opinion.verbatim.clone().unwrap_or_else(|| cx.t("reviews-no-comment"));
    let mut blocks = vec![Block::Text(said), Block::Facts(facts(cx, sheet))];
    if cx.by.actor.may(Permission::ReviewAnswer, &sheet.held.about.place, cx.now()) {
        let aside = match sheet.opinion.aside {
            Some(_) => Link::new(cx.t("reviews-put-back"), links::BACK.to(cx.locale(), &[&id])),
            None => Link::new(cx.t("reviews-set-aside"), links::ASIDE.to(cx.locale(), &[&id])),
        };
        let quote = Link::new(cx.t("reviews-quote"), links::QUOTE.to(cx.locale(), &[&id]));
        let quote = sheet.opinion.verbatim.is_some().then_some(quote);
        let answer = Link::new(cx.t("reviews-answer-title"), links::ANSWER.to(cx.locale(), &[&id]));
        let answer = sheet.follow_up.is_some().then_some(answer);
        blocks.push(Block::Links(answer.into_iter().chain(quote).chain([aside]).collect()));
        blocks.extend(forms.map(Block::Form));
        if !sheet.work.tags.is_empty() {
            blocks.push(Block::Table(tags(cx, sheet)));
        }
    }
    blocks.push(Block::Table(history(cx, sheet)));
    Reply::page(cx.page(frame(cx, sheet, None), blocks))
}

fn facts(cx: &Cx<'_>, sheet: &Sheet) -> Vec<(String, Cell)> {
    let one = &sheet.opinion;
    let mut facts = vec![
        (cx.t("reviews-face"), words::face_of(cx, one, sheet.held.form.template)),
        (cx.t("reviews-channel"), Cell::text(words::channel(cx, one.channel))),
        (cx.t("reviews-tongue"), Cell::text(one.tongue.name())),
        (cx.t("reviews-status"), Cell::text(words::status(cx, sheet.work.status))),
        (cx.t("reviews-agent"), Cell::text(agent(cx, sheet))),
    ];
    if let Some(other) = &one.other {
        facts.push((cx.t("reviews-help-other"), Cell::text(other.clone())));
    }
    facts.extend(extras::answers(cx, &sheet.shape, one));
    if let Some(follow_up) = &sheet.follow_up {
        facts.push((cx.t("reviews-answer-state"), words::answer(cx, follow_up)));
    }
    if let Some(rule) = one.aside {
        facts.push((cx.t("reviews-rule"), Cell::text(cx.t(&format!("reviews-rule-{rule}")))));
    }
    facts
}

fn agent(cx: &Cx<'_>, sheet: &Sheet) -> String {
    let name = sheet.work.agent.map(|id| name(cx, sheet, Some(id)));
    name.unwrap_or_else(|| cx.t("reviews-agent-nobody"))
}

/// Who did something; an account that is no more has no name.
fn name(cx: &Cx<'_>, sheet: &Sheet, id: Option<parvis_kernel::Id>) -> String {
    match id {
        None => cx.t("reviews-by-machine"),
        Some(id) => sheet.names.get(&id).cloned().unwrap_or_else(|| cx.t("reviews-by-somebody")),
    }
}

/// The forms of the page: a label, the status, who looks after it.
fn forms(cx: &Cx<'_>, sheet: &Sheet) -> [Form; 3] {
    let id = sheet.opinion.id.to_string();
    let to = |paths: parvis_accounts::http::Paths| paths.to(cx.locale(), &[&id]);
    let known: Vec<&str> = sheet.tags.iter().map(|tag| tag.name.as_str()).take(12).collect();
    let hint = if known.is_empty() {
        cx.t("reviews-tag-hint")
    } else {
        cx.words.a("reviews-tag-known", "tags", known.join(", "))
    };
    let tag = Form::new("etiquette", to(links::TAG), cx.t("reviews-tag-add"))
        .field(Field::line("tag", cx.t("reviews-tag")).hinted(hint));
    let status = Form::new("etat", to(links::STATUS), cx.t("reviews-status-set")).field(
        Field::select("status", cx.t("reviews-status"), words::statuses(cx))
            .filled(sheet.work.status.to_string()),
    );
    let mut agents = vec![(String::new(), cx.t("reviews-agent-nobody"))];
    agents.extend(sheet.agents.iter().map(|(id, name)| (id.to_string(), name.clone())));
    let assign = Form::new("agent", to(links::ASSIGN), cx.t("reviews-assign")).field(
        Field::select("agent", cx.t("reviews-agent"), agents)
            .filled(sheet.work.agent.map(|id| id.to_string()).unwrap_or_default()),
    );
    [tag, status, assign]
}

fn tags(cx: &Cx<'_>, sheet: &Sheet) -> Table {
    let action = links::UNTAG.to(cx.locale(), &[&sheet.opinion.id.to_string()]);
    let row = |tag: &crate::model::Tag| {
        let take = Cell::Button {
            label: cx.t("reviews-tag-remove"),
            about: tag.name.clone(),
            action: action.clone(),
            values: vec![("tag".into(), tag.id.to_string())],
        };
        vec![Cell::text(tag.name.clone()), take]
    };
    Table {
        id: "etiquettes".into(),
        caption: cx.t("reviews-tags"),
        columns: ["reviews-tag", "desk-action"].map(|key| cx.t(key)).to_vec(),
        rows: sheet.work.tags.iter().map(row).collect(),
        empty: String::new(),
    }
}

/// What happened to it, as the journal tells it, the newest first; that it came in is the beginning.
fn history(cx: &Cx<'_>, sheet: &Sheet) -> Table {
    let row = |entry: &Entry| {
        let changes =
            entry.changes.iter().filter(|change| change.what != "procedure" && change.what != "quote");
        let mut told: Vec<Cell> = changes.map(|one| Cell::text(change(cx, sheet, one))).collect();
        told.extend(entry.reason.iter().map(|reason| Cell::text(reason.clone())));
        vec![
            Cell::text(cx.t(&format!("act-{}", entry.action.replace('.', "-")))),
            Cell::text(cx.words.date(entry.at)),
            Cell::text(name(cx, sheet, entry.actor)),
            Cell::All(told),
        ]
    };
    let came = vec![
        Cell::text(cx.t("reviews-came")),
        Cell::text(cx.words.date(sheet.opinion.created_at)),
        Cell::text(sheet.opinion.entered_by.map(|id| name(cx, sheet, Some(id))).unwrap_or_default()),
        Cell::text(""),
    ];
    let columns = ["reviews-act", "reviews-act-day", "reviews-act-by", "reviews-act-what"];
    Table {
        id: "histoire".into(),
        caption: cx.t("reviews-history"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: sheet.history.iter().map(row).chain([came]).collect(),
        empty: String::new(),
    }
}

/// One change in words: from what to what.
fn change(cx: &Cx<'_>, sheet: &Sheet, change: &Change) -> String {
    let word = |value: &Option<String>| match (change.what.as_str(), value) {
        (_, None) => cx.t("reviews-change-nothing"),
        ("status", Some(text)) => {
            Status::parse(text).map_or_else(|| text.clone(), |status| words::status(cx, status))
        }
        ("agent", Some(text)) => name(cx, sheet, text.parse().ok()),
        ("channel", Some(text)) => cx.t(&format!("reviews-channel-{text}")),
        (_, Some(text)) => text.clone(),
    };
    let (from, to) = (word(&change.from), word(&change.to));
    if change.from.is_none() {
        return to;
    }
    cx.words.with("reviews-change-from-to", &[("from", from.into()), ("to", to.into())])
}

/// On to the opinion, or its page again with what is wrong with one of its forms.
fn after(cx: &Cx<'_>, done: Result<(), AccountsError>, key: &str, which: usize) -> Answer {
    let Err(error) = done else {
        return Ok(cx.done(&links::OPINION.to(cx.locale(), &[cx.part("id")]), key));
    };
    let sheet = sheet(cx)?;
    let mut forms = forms(cx, &sheet);
    forms[which] = cx.again(forms[which].clone(), error)?;
    Ok(page(cx, &sheet, forms))
}

fn tag(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let name = cx.fields.get("tag");
    let done = cx.write(|db| work::tag(db, &cx.desk.means, &cx.by, id, name));
    after(cx, done, "reviews-tagged", 0)
}

fn untag(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let Some(tag) = cx.field_id("tag") else { return show(cx) };
    let done = cx.write(|db| work::untag(db, &cx.by, id, tag));
    after(cx, done, "reviews-untagged", 0)
}

fn set_status(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let asked = Status::parse(cx.fields.get("status"));
    let done = cx.write(|db| match asked {
        Some(status) => work::set_status(db, &cx.by, id, status),
        None => Err(AccountsError::invalid("status", "accounts-required")),
    });
    after(cx, done, "reviews-status", 1)
}

fn assign(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let done = cx.write(|db| work::assign(db, &cx.by, id, cx.field_id("agent")));
    after(cx, done, "reviews-assigned", 2)
}

fn quote_form(cx: &Cx<'_>, sheet: &Sheet) -> Form {
    let to = links::QUOTE.to(cx.locale(), &[&sheet.opinion.id.to_string()]);
    Form::new("citation", to, cx.t("reviews-quote-keep")).field(
        Field::area("text", cx.t("reviews-quote-text"))
            .hinted(cx.t("reviews-quote-hint"))
            .filled(sheet.opinion.verbatim.clone().unwrap_or_default()),
    )
}

fn quote_page(cx: &Cx<'_>, sheet: &Sheet, form: Form) -> Reply {
    let title = cx.t("reviews-quote");
    let said = sheet.opinion.verbatim.clone().unwrap_or_else(|| cx.t("reviews-no-comment"));
    let frame = frame(cx, sheet, Some((&title, links::QUOTE)));
    let blocks = vec![Block::Text(said), Block::Form(form)];
    Reply::page(cx.page(frame, blocks).led(cx.t("reviews-quote-lead")))
}

fn ask_quote(cx: &Cx<'_>) -> Answer {
    let sheet = sheet(cx)?;
    let form = quote_form(cx, &sheet);
    Ok(quote_page(cx, &sheet, form))
}

fn quote(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let text = cx.fields.get("text");
    match cx.write(|db| quotes::add(db, &cx.desk.means, &cx.by, id, text)) {
        Ok(form) => Ok(cx.done(&links::QUOTES.to(cx.locale(), &[&form.to_string()]), "reviews-quoted")),
        Err(error) => {
            let sheet = sheet(cx)?;
            let form = cx.again(quote_form(cx, &sheet), error)?;
            Ok(quote_page(cx, &sheet, form))
        }
    }
}
