//! What people wrote, the newest first, and what was set aside.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_kernel::{Id, Permission, Timestamp};
use parvis_ui::{Block, Cell, Field, Form, Link, Table, Tone};
use parvis_web::Query;

use super::{frame_of, words};
use crate::links;
use crate::model::Opinion;
use crate::service::forms::{self, Held};
use crate::service::reading::{self, PAGE};
use crate::store::Wanted;
use crate::survey::{Channel, Face};

pub fn routes(routes: Routes) -> Routes {
    let answer = Policy::Needs(Permission::ReviewAnswer);
    routes
        .page(links::OPINIONS, Policy::Needs(Permission::ReviewRead), show)
        .page(links::ASIDE, answer, ask)
        .act(links::ASIDE, answer, set_aside)
        .page(links::BACK, answer, ask)
        .act(links::BACK, answer, put_back)
}

/// Where the page before ended: an instant in microseconds and an identifier.
fn before(cx: &Cx<'_>) -> Option<(Timestamp, Id)> {
    let (at, id) = cx.query.get("avant")?.split_once('.')?;
    Some((Timestamp::from_micros(at.parse().ok()?), id.parse().ok()?))
}

fn asked(cx: &Cx<'_>, name: &str) -> String {
    cx.query.get(name).unwrap_or("").to_owned()
}

/// The filters of the address: those of the list, and of the files made of it.
pub(super) fn wanted(cx: &Cx<'_>) -> Wanted {
    let asked = |name: &str| asked(cx, name);
    Wanted {
        with_comment: asked("tous").is_empty(),
        aside: Some(!asked("ecartes").is_empty()),
        satisfaction: Face::parse(&asked("note")),
        button: asked("bouton").parse().ok(),
        channel: Channel::parse(&asked("canal")),
        from: None,
        until: None,
        before: before(cx),
    }
}

fn show(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let asked = |name: &str| asked(cx, name);
    let wanted = wanted(cx);
    let (held, all, buttons) = cx.read(|db| {
        let (held, all) = reading::opinions(db, &cx.by, id, &wanted)?;
        let (_, buttons) = forms::buttons(db, &cx.by, id)?;
        Ok::<_, AccountsError>((held, all, buttons))
    })?;
    let here = links::OPINIONS.to(cx.locale(), &[cx.part("id")]);
    let search = Form::search("filtre", &here, cx.t("reviews-show"))
        .field(Field::select("note", cx.t("reviews-face"), words::faces(cx)).filled(asked("note")).optional())
        .field(
            Field::select("bouton", cx.t("reviews-button"), words::buttons(cx, &buttons))
                .filled(asked("bouton"))
                .optional(),
        )
        .field(
            Field::select("canal", cx.t("reviews-channel"), words::channels(cx))
                .filled(asked("canal"))
                .optional(),
        )
        .field(Field::tick("tous", cx.t("reviews-without-comment")).filled(asked("tous")))
        .field(Field::tick("ecartes", cx.t("reviews-only-aside")).filled(asked("ecartes")));
    let mut blocks = vec![Block::Form(search), Block::Table(table(cx, &held, &all))];
    if all.len() as i64 == PAGE
        && let Some(last) = all.last()
    {
        let end = format!("{}.{}", last.created_at.micros(), last.id);
        let kept = cx.query.iter().filter(|(name, _)| *name != "avant");
        let next = Query::write(kept.chain([("avant", end.as_str())]));
        blocks.push(Block::Links(vec![Link::new(cx.t("reviews-older"), format!("{here}{next}"))]));
    }
    blocks.push(Block::Links(vec![super::export::link(cx)]));
    let title = cx.t("reviews-opinions-title");
    Ok(Reply::page(cx.page(frame_of(cx, &held, &title, links::OPINIONS), blocks)))
}

fn table(cx: &Cx<'_>, held: &Held, all: &[Opinion]) -> Table {
    let may = cx.by.actor.may(Permission::ReviewAnswer, &held.about.place, cx.now());
    let row = |one: &Opinion| {
        let said = one.verbatim.clone().unwrap_or_else(|| cx.t("reviews-no-comment"));
        let mut state = vec![words::face(cx, one)];
        if let Some(rule) = one.aside {
            state.push(Cell::Badge(Tone::Info, cx.t(&format!("reviews-rule-{rule}"))));
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
            Cell::text(said),
            Cell::All(state),
            Cell::text(cx.words.date(one.created_at)),
            Cell::text(words::channel(cx, one.channel)),
            act,
        ]
    };
    let columns = ["reviews-comment", "reviews-face", "reviews-day", "reviews-channel", "desk-action"];
    Table {
        id: "avis".into(),
        caption: cx.t("reviews-opinions-caption"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
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
    let form_id = held.form.id.to_string();
    let frame = cx
        .frame(&title, paths.address(&[cx.part("id")]))
        .under(cx.t("reviews-title"), links::FORMS.to(cx.locale(), &[]))
        .under(held.form.name.clone(), links::FORM.to(cx.locale(), &[&form_id]))
        .under(cx.t("reviews-opinions-title"), links::OPINIONS.to(cx.locale(), &[&form_id]))
        .under(title.clone(), paths.to(cx.locale(), &[cx.part("id")]));
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
