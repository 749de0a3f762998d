//! What is stale or missing among the criteria that people read.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_accounts::service::organisations;
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Field, Form, Tone};

use super::paged;
use crate::assessment::{Freshness, Stage};
use crate::place::Located;
use crate::protocol::Protocols;
use crate::service::coverage::{self, Covered, Standing, Wanted};
use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    routes.page(links::CRITERIA, Policy::Needs(Permission::MeasureRead), show)
}

/// How fresh a criterion is, in words.
pub fn freshness(cx: &Cx<'_>, freshness: Freshness) -> Cell {
    let until = |key: &str, day| cx.words.a(key, "day", cx.words.day(day));
    match freshness {
        Freshness::Missing => Cell::Badge(Tone::Error, cx.t("crit-missing")),
        Freshness::Expired(day) => Cell::Badge(Tone::Error, until("crit-expired", day)),
        Freshness::Soon(day) => Cell::Badge(Tone::Warning, until("crit-soon", day)),
        Freshness::Fresh(day) => Cell::Badge(Tone::Success, until("crit-fresh", day)),
    }
}

pub fn stage(cx: &Cx<'_>, stage: Stage) -> Cell {
    let tone = match stage {
        Stage::Draft | Stage::Waiting => Tone::Info,
        Stage::Accepted => Tone::Success,
        Stage::Returned => Tone::Warning,
    };
    Cell::Badge(tone, cx.t(&format!("crit-stage-{stage}")))
}

/// What is known of one criterion, and the way to its page.
pub fn standing(cx: &Cx<'_>, about: &Located, one: &Standing) -> Cell {
    let to = links::CRITERION.to(cx.locale(), &[&about.shown.slug, &one.protocol.indicator]);
    let mut parts = vec![freshness(cx, one.freshness(cx.now()))];
    if let Some((id, at)) = one.under_way {
        parts.push(stage(cx, at));
        if at == Stage::Waiting {
            let read = links::ASSESSMENT.to(cx.locale(), &[&id.to_string()]);
            parts.push(Cell::link(cx.t("crit-read"), read));
            return Cell::All(parts);
        }
    }
    if cx.by.actor.may(Permission::CriterionAssess, &about.place, cx.now()) {
        parts.push(Cell::link(cx.t("crit-assess"), to));
    } else if let Some((id, _)) = one.accepted {
        parts.push(Cell::link(cx.t("crit-see"), links::ASSESSMENT.to(cx.locale(), &[&id.to_string()])));
    }
    Cell::All(parts)
}

fn wanted(text: &str) -> Wanted {
    match text {
        "waiting" => Wanted::Waiting,
        "all" => Wanted::All,
        _ => Wanted::Due,
    }
}

fn show(cx: &Cx<'_>) -> Answer {
    let ((_, mut all), organisations) = cx.read(|db| {
        let found = coverage::list(db, &cx.by)?;
        Ok::<_, AccountsError>((found, organisations::list(db, &cx.by)?))
    })?;
    let asked = |name: &str| cx.query.get(name).unwrap_or("").to_owned();
    let organisation = asked("organisation").parse().ok();
    let wanted = wanted(&asked("wanted"));
    all.retain(|one| {
        organisation.is_none_or(|id| one.about.place.organisations.contains(&id))
            && wanted.finds(one, cx.now())
    });
    let (rows, pages) = paged(cx, &all, links::CRITERIA);
    let row = |one: &Covered| {
        let to = links::PROCEDURE.to(cx.locale(), &[&one.about.shown.slug]);
        let mut cells = vec![Cell::link(one.about.shown.name.clone(), to)];
        cells.extend(one.standings.iter().map(|s| standing(cx, &one.about, s)));
        cells
    };
    let names = Protocols::standard().iter().map(|p| p.indicator().name.get(cx.locale()).to_owned());
    let table = parvis_ui::Table {
        id: "criteres".into(),
        caption: cx.words.a("proc-caption", "n", all.len()),
        columns: std::iter::once(cx.t("proc-kind-name")).chain(names).collect(),
        rows: rows.iter().map(row).collect(),
        empty: cx.t("crit-empty"),
    };
    let choices =
        ["due", "waiting", "all"].map(|value| (value.to_owned(), cx.t(&format!("crit-wanted-{value}"))));
    let chosen = if asked("wanted").is_empty() { "due".to_owned() } else { asked("wanted") };
    let form = Form::search("filtre", links::CRITERIA.to(cx.locale(), &[]), cx.t("proc-find"))
        .field(Field::select("wanted", cx.t("crit-wanted"), choices.to_vec()).optional().filled(chosen))
        .field(
            Field::select(
                "organisation",
                cx.t("proc-organisation"),
                words::organisations(cx, &organisations),
            )
            .optional()
            .filled(asked("organisation")),
        );
    let mut blocks = vec![Block::Form(form), Block::Table(table)];
    if !pages.is_empty() {
        blocks.push(Block::Links(pages));
    }
    let title = cx.t("crit-title");
    let frame = cx
        .frame(&title, links::CRITERIA.address(&[]))
        .under(title.clone(), links::CRITERIA.to(cx.locale(), &[]));
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("crit-lead"))))
}
