//! The topics of a survey: how many comments speak of each, how it went for those people, what changes.

use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::{Day, Permission};
use parvis_ui::{Block, Cell, Field, Form, Link, Table};
use parvis_web::Query;

use super::{dashboard, frame_of, words};
use crate::links;
use crate::model::Topic;
use crate::service::reading::Period;
use crate::service::topics::{self, Line, Sheet, Topics};

pub fn routes(routes: Routes) -> Routes {
    let (read, manage) = (Policy::Needs(Permission::ReviewRead), Policy::Needs(Permission::ReviewManage));
    routes
        .page(links::TOPICS, read, list)
        .act(links::TOPICS_FIND, manage, find)
        .page(links::TOPIC, read, show)
        .act(links::TOPIC_NAME, manage, rename)
        .act(links::TOPIC_HIDE, manage, hide)
        .act(links::TOPIC_SHOW, manage, show_again)
        .act(links::TOPIC_MERGE, manage, merge)
}

/// The days that are asked for; the last three months otherwise.
fn period(cx: &Cx<'_>) -> Result<Period, Refusal> {
    let until = dashboard::day(cx, "au")?.unwrap_or_else(|| cx.now().day());
    let from: Option<Day> = dashboard::day(cx, "du")?;
    Ok(Period { from: from.unwrap_or_else(|| until.plus_months(-3)), until })
}

fn list(cx: &Cx<'_>) -> Answer {
    let (id, period) = (cx.id("id")?, period(cx)?);
    let all = cx.read(|db| topics::list(db, &cx.by, id, period))?;
    let here = links::TOPICS.to(cx.locale(), &[cx.part("id")]);
    let search = Form::search("periode", here, cx.t("reviews-show"))
        .field(Field::day("du", cx.t("reviews-from")).filled(period.from.to_string()))
        .field(Field::day("au", cx.t("reviews-until")).filled(period.until.to_string()));
    let mut blocks = vec![Block::Form(search), Block::Text(read(cx, &all))];
    blocks.push(Block::Table(table(cx, &all, period)));
    if !all.hidden.is_empty() {
        let link = |topic: &Topic| {
            Link::new(words::topic(cx, topic), links::TOPIC.to(cx.locale(), &[&topic.id.to_string()]))
        };
        let links = Block::Links(all.hidden.iter().map(link).collect());
        blocks.push(Block::More { summary: cx.t("reviews-topics-hidden"), blocks: vec![links] });
    }
    if cx.by.actor.may(Permission::ReviewManage, &all.held.about.place, cx.now()) {
        let to = links::TOPICS_FIND.to(cx.locale(), &[cx.part("id")]);
        blocks.push(Block::Form(Form::new("chercher", to, cx.t("reviews-topics-find"))));
    }
    let title = cx.t("reviews-topics");
    let page = cx.page(frame_of(cx, &all.held, &title, links::TOPICS), blocks);
    Ok(Reply::page(page.led(cx.t("reviews-topics-lead"))))
}

/// What the topics were found in.
fn read(cx: &Cx<'_>, all: &Topics) -> String {
    let Some(run) = &all.run else { return cx.t("reviews-topics-not-yet") };
    let key = if run.is_full() { "reviews-topics-read-newest" } else { "reviews-topics-read" };
    let args = [
        ("n", cx.words.integer(run.comments).into()),
        ("day", cx.words.date(run.at).into()),
        ("since", cx.words.date(run.since).into()),
        ("comments", cx.words.integer(all.comments).into()),
    ];
    cx.words.with(key, &args)
}

fn table(cx: &Cx<'_>, all: &Topics, period: Period) -> Table {
    let form = all.held.form.id.to_string();
    let row = |line: &Line| {
        let id = line.topic.id.to_string();
        let (from, until) = (period.from.to_string(), period.until.to_string());
        let asked = Query::write([("theme", id.as_str()), ("du", from.as_str()), ("au", until.as_str())]);
        let opinions = format!("{}{asked}", links::OPINIONS.to(cx.locale(), &[&form]));
        let mut name = vec![Cell::link(words::topic(cx, &line.topic), links::TOPIC.to(cx.locale(), &[&id]))];
        if !line.with.is_empty() {
            let with: Vec<String> = line.with.iter().map(|topic| words::topic(cx, topic)).collect();
            name.push(Cell::text(cx.words.a("reviews-topic-with", "topics", with.join(", "))));
        }
        vec![
            Cell::All(name),
            Cell::link(cx.words.a("reviews-topic-opinions", "n", line.n), opinions),
            Cell::text(dashboard::share(cx, u64::from(line.n), u64::from(all.comments))),
            Cell::text(cx.words.decimal(line.satisfaction, 1)),
            words::trend(cx, line.change),
            Cell::text(line.topic.words.join(", ")),
        ]
    };
    let columns = [
        "reviews-topic",
        "reviews-opinions",
        "reviews-share",
        "reviews-figure-satisfaction",
        "reviews-topic-change",
        "reviews-topic-told",
    ];
    Table {
        id: "themes".into(),
        caption: cx.t("reviews-topics-caption"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.lines.iter().map(row).collect(),
        empty: cx.t("reviews-topics-none"),
    }
}

fn find(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    cx.write(|db| topics::ask(db, &cx.desk.means, &cx.by, id))?;
    Ok(cx.done(&links::TOPICS.to(cx.locale(), &[cx.part("id")]), "reviews-topics"))
}

fn sheet(cx: &Cx<'_>) -> Result<Sheet, Refusal> {
    let id = cx.id("id")?;
    cx.read(|db| topics::sheet(db, &cx.by, id))
}

fn show(cx: &Cx<'_>) -> Answer {
    let sheet = sheet(cx)?;
    let forms = forms(cx, &sheet);
    Ok(page(cx, &sheet, forms))
}

/// The forms of the page: its name, what it is shown with, whether it is shown.
fn forms(cx: &Cx<'_>, sheet: &Sheet) -> [Form; 3] {
    let topic = &sheet.topic;
    let to = |paths: parvis_accounts::http::Paths| paths.to(cx.locale(), &[cx.part("id")]);
    let name = Form::new("nom", to(links::TOPIC_NAME), cx.t("reviews-topic-rename")).field(
        Field::line("name", cx.t("reviews-topic-name"))
            .hinted(cx.t("reviews-topic-name-hint"))
            .filled(topic.name.clone().unwrap_or_default())
            .optional(),
    );
    let mut into = vec![(String::new(), cx.t("reviews-topic-alone"))];
    let free = sheet.others.iter().filter(|other| other.merged_into.is_none());
    into.extend(free.map(|other| (other.id.to_string(), words::topic(cx, other))));
    let merge = Form::new("avec", to(links::TOPIC_MERGE), cx.t("reviews-topic-merge")).field(
        Field::select("into", cx.t("reviews-topic-into"), into)
            .filled(topic.merged_into.map(|id| id.to_string()).unwrap_or_default()),
    );
    let (paths, key) = if topic.is_hidden {
        (links::TOPIC_SHOW, "reviews-topic-show")
    } else {
        (links::TOPIC_HIDE, "reviews-topic-hide")
    };
    [name, merge, Form::new("masque", to(paths), cx.t(key))]
}

fn page(cx: &Cx<'_>, sheet: &Sheet, forms: [Form; 3]) -> Reply {
    let (form, id) = (sheet.held.form.id.to_string(), sheet.topic.id.to_string());
    let title = words::topic(cx, &sheet.topic);
    let opinions =
        format!("{}{}", links::OPINIONS.to(cx.locale(), &[&form]), Query::write([("theme", id.as_str())]));
    let origin =
        if sheet.topic.key.starts_with("word.") { "reviews-topic-found" } else { "reviews-topic-known" };
    let mut blocks = vec![
        Block::Facts(vec![
            (cx.t("reviews-topic-told"), Cell::text(sheet.topic.words.join(", "))),
            (cx.t("reviews-topic-how"), Cell::text(cx.t(origin))),
        ]),
        Block::Links(vec![Link::new(cx.t("reviews-topic-read"), opinions)]),
    ];
    let row = |one: &crate::model::Opinion| {
        vec![
            Cell::text(one.verbatim.clone().unwrap_or_default()),
            words::face(cx, one),
            Cell::link(cx.words.date(one.created_at), links::OPINION.to(cx.locale(), &[&one.id.to_string()])),
        ]
    };
    blocks.push(Block::Table(Table {
        id: "exemples".into(),
        caption: cx.t("reviews-topic-examples"),
        columns: ["reviews-comment", "reviews-face", "reviews-day"].map(|key| cx.t(key)).to_vec(),
        rows: sheet.examples.iter().map(row).collect(),
        empty: cx.t("reviews-opinions-none"),
    }));
    if cx.by.actor.may(Permission::ReviewManage, &sheet.held.about.place, cx.now()) {
        blocks.extend(forms.map(Block::Form));
    }
    let frame = cx
        .frame(&title, links::TOPIC.address(&[&id]))
        .under(cx.t("reviews-title"), links::FORMS.to(cx.locale(), &[]))
        .under(sheet.held.form.name.clone(), links::FORM.to(cx.locale(), &[&form]))
        .under(cx.t("reviews-topics"), links::TOPICS.to(cx.locale(), &[&form]))
        .under(title.clone(), links::TOPIC.to(cx.locale(), &[&id]));
    Reply::page(cx.page(frame, blocks))
}

/// On to the topic, or its page again with what is wrong with one of its forms.
fn after(cx: &Cx<'_>, done: Result<(), parvis_accounts::AccountsError>, which: usize) -> Answer {
    let Err(error) = done else {
        return Ok(cx.done(&links::TOPIC.to(cx.locale(), &[cx.part("id")]), "reviews-topic"));
    };
    let sheet = sheet(cx)?;
    let mut forms = forms(cx, &sheet);
    forms[which] = cx.again(forms[which].clone(), error)?;
    Ok(page(cx, &sheet, forms))
}

fn rename(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    after(cx, cx.write(|db| topics::rename(db, &cx.by, id, cx.fields.get("name"))), 0)
}

fn merge(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    after(cx, cx.write(|db| topics::merge(db, &cx.by, id, cx.field_id("into"))), 1)
}

fn hide(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    after(cx, cx.write(|db| topics::hide(db, &cx.by, id, true)).map(drop), 2)
}

fn show_again(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    after(cx, cx.write(|db| topics::hide(db, &cx.by, id, false)).map(drop), 2)
}
