//! What people wrote, the newest first, and what was set aside.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Field, Form, Link, Table, Tone};

use super::{facets, filters, frame_of, frame_under, words};
use crate::links;
use crate::model::{Opinion, Status};
use crate::search::{Query, language};
use crate::service::finding::{self, Found, Order};
use crate::service::forms::{self, Held};
use crate::service::{reading, topics};

pub fn routes(routes: Routes) -> Routes {
    let answer = Policy::Needs(Permission::ReviewAnswer);
    routes
        .page(links::OPINIONS, Policy::Needs(Permission::ReviewRead), show)
        .page(links::ASIDE, answer, ask)
        .act(links::ASIDE, answer, set_aside)
        .page(links::BACK, answer, ask)
        .act(links::BACK, answer, put_back)
}

fn show(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let wanted = filters::wanted(cx);
    let order = filters::order(cx);
    let (found, buttons, topic) = cx.read(|db| {
        let topic = wanted.topic.map(|topic| topics::named(db, &cx.by, topic)).transpose()?.flatten();
        let found = finding::find(db, &cx.by, id, &wanted, order)?;
        let (_, buttons) = forms::buttons(db, &cx.by, id)?;
        Ok::<_, AccountsError>((found, buttons, topic))
    })?;
    let (held, here) = (&found.held, links::OPINIONS.to(cx.locale(), &[cx.part("id")]));
    let mut blocks = vec![Block::Form(filters::form(cx, &here, &buttons))];
    if let Some(topic) = topic {
        let name = cx.words.a("reviews-topic-of", "name", words::topic(cx, &topic));
        let without = cx.words.a("reviews-facet-without", "what", name);
        blocks.push(Block::Links(vec![Link::new(
            without,
            format!("{here}{}", filters::with(cx, "theme", "")),
        )]));
    }
    blocks.push(Block::Text(facets::found(cx, &found.facets)));
    blocks.extend(facets::block(cx, &here, &found.facets, &buttons));
    blocks.push(Block::Table(table(cx, &found, &wanted.query())));
    if found.goes_on {
        let (key, next) = match (order, found.page.last()) {
            (Order::Telling(from), _) => {
                let from = (from + found.page.len()).to_string();
                ("reviews-less-telling", filters::with(cx, "rang", &from))
            }
            (Order::Newest, last) => {
                let end = last.map(|last| format!("{}.{}", last.created_at.micros(), last.id));
                ("reviews-older", filters::with(cx, "avant", &end.unwrap_or_default()))
            }
        };
        blocks.push(Block::Links(vec![Link::new(cx.t(key), format!("{here}{next}"))]));
    }
    blocks.push(Block::Links(vec![super::export::link(cx)]));
    let title = cx.t("reviews-opinions-title");
    Ok(Reply::page(cx.page(frame_of(cx, held, &title, links::OPINIONS), blocks)))
}

fn table(cx: &Cx<'_>, found: &Found, query: &Query) -> Table {
    let may = cx.by.actor.may(Permission::ReviewAnswer, &found.held.about.place, cx.now());
    let row = |one: &Opinion| {
        let said = match &one.verbatim {
            Some(text) => Cell::marked(text, &query.found_in(text, language(one.tongue))),
            None => Cell::text(cx.t("reviews-no-comment")),
        };
        let mut state = vec![words::face(cx, one)];
        if let Some(rule) = one.aside {
            state.push(Cell::Badge(Tone::Info, cx.t(&format!("reviews-rule-{rule}"))));
        }
        if let Some(work) = found.work.get(&one.id) {
            if work.status != Status::New {
                state.push(Cell::Badge(Tone::Info, words::status(cx, work.status)));
            }
            state.extend(work.tags.iter().map(|tag| Cell::text(tag.name.clone())));
        }
        let (key, to) = match one.aside {
            Some(_) => ("reviews-put-back", links::BACK),
            None => ("reviews-set-aside", links::ASIDE),
        };
        let act = if may {
            Cell::link(cx.t(key), to.to(cx.locale(), &[&one.id.to_string()]))
        } else {
            Cell::text("")
        };
        vec![
            said,
            Cell::All(state),
            Cell::link(cx.words.date(one.created_at), links::OPINION.to(cx.locale(), &[&one.id.to_string()])),
            Cell::text(words::channel(cx, one.channel)),
            act,
        ]
    };
    let columns = ["reviews-comment", "reviews-face", "reviews-day", "reviews-channel", "desk-action"];
    Table {
        id: "avis".into(),
        caption: cx.t("reviews-opinions-caption"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: found.page.iter().map(row).collect(),
        empty: cx.t("reviews-opinions-none"),
    }
}

/// Whether the address is the one that sets aside; the other puts back.
fn sets_aside(cx: &Cx<'_>, one: &Opinion) -> (bool, Form) {
    let aside = one.aside.is_none();
    let (paths, key) =
        if aside { (links::ASIDE, "reviews-set-aside") } else { (links::BACK, "reviews-put-back") };
    let form = Form::new("motif", paths.to(cx.locale(), &[cx.part("id")]), cx.t(key))
        .field(Field::line("reason", cx.t("desk-reason")).hinted(cx.t("reviews-reason-hint")));
    (aside, form)
}

fn page(cx: &Cx<'_>, held: &Held, one: &Opinion, aside: bool, form: Form) -> Reply {
    let (paths, key) =
        if aside { (links::ASIDE, "reviews-set-aside") } else { (links::BACK, "reviews-put-back") };
    let title = cx.t(key);
    let list = ("reviews-opinions-title", links::OPINIONS);
    let frame = frame_under(cx, held, list, &title, (paths, cx.part("id")));
    let said = one.verbatim.clone().unwrap_or_else(|| cx.t("reviews-no-comment"));
    let blocks = vec![Block::Text(said), Block::Form(form)];
    let lead = cx.t(if aside { "reviews-set-aside-lead" } else { "reviews-put-back-lead" });
    Reply::page(cx.page(frame, blocks).led(lead))
}

fn ask(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let (held, one) = cx.read(|db| reading::opinion(db, &cx.by, id))?;
    let (aside, form) = sets_aside(cx, &one);
    Ok(page(cx, &held, &one, aside, form))
}

fn set_aside(cx: &Cx<'_>) -> Answer {
    change(cx, true)
}

fn put_back(cx: &Cx<'_>) -> Answer {
    change(cx, false)
}

fn change(cx: &Cx<'_>, aside: bool) -> Answer {
    let id = cx.id("id")?;
    match cx.write(|db| reading::set_aside(db, &cx.by, id, aside, cx.fields.get("reason"))) {
        Ok(form) => {
            let done = if aside { "reviews-aside" } else { "reviews-back" };
            Ok(cx.done(&links::OPINIONS.to(cx.locale(), &[&form.to_string()]), done))
        }
        Err(error) => {
            let (held, one) = cx.read(|db| reading::opinion(db, &cx.by, id))?;
            let (now_aside, form) = sets_aside(cx, &one);
            Ok(page(cx, &held, &one, now_aside, cx.again(form, error)?))
        }
    }
}
