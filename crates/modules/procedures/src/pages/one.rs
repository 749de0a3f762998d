//! One procedure: all that is known of it.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_accounts::model::{Organisation, Space};
use parvis_catalog::{Kind, State};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Link, Tone};

use super::{fact, frame};
use crate::place::{Ground, Located};
use crate::service::coverage::{self, Standing};
use crate::service::facts::SETTABLE;
use crate::service::{catalogue, owners};
use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    routes.page(links::PROCEDURE, Policy::Needs(Permission::CatalogRead), show)
}

fn show(cx: &Cx<'_>) -> Answer {
    page(cx, None)
}

/// The page; `refused` is what is wrong with the form that says who answers for it.
pub fn page(cx: &Cx<'_>, refused: Option<AccountsError>) -> Answer {
    let (one, ground, owners, standings, readings) = cx.read(|db| {
        let one = catalogue::get(db, &cx.by, cx.part("slug"), Permission::CatalogRead)?;
        let owners = owners::list(db, &cx.by, &one)?;
        let standings = coverage::of(db, &one)?;
        let readings = parvis_measures::of_procedure(db, one.procedure.id)?;
        Ok::<_, AccountsError>((one, Ground::load(db)?, owners, standings, readings))
    })?;
    let mut blocks = blocks(cx, &one, &ground);
    if cx.by.actor.may(Permission::MeasureRead, &one.place, cx.now()) {
        blocks.push(criteria(cx, &one, &standings));
        blocks.push(super::measures::summary(cx, &readings));
        let to = links::MEASURES.to(cx.locale(), &[&one.shown.slug]);
        blocks.push(Block::Links(vec![Link::new(cx.t("meas-all"), to)]));
    }
    blocks.extend(super::owners::section(cx, &one, &ground, &owners, refused)?);
    blocks.push(histories(cx, &one));
    let frame = frame(cx, &one.shown.name, links::PROCEDURE, &[&one.shown.slug]);
    Ok(Reply::page(cx.page(frame, blocks)))
}

fn blocks(cx: &Cx<'_>, one: &Located, ground: &Ground) -> Vec<Block> {
    let may = |permission| cx.by.actor.may(permission, &one.place, cx.now());
    let slug = one.shown.slug.as_str();
    let mut blocks = Vec::new();
    if one.shown.state != State::Listed {
        let title = cx.t(&format!("proc-is-{}", one.shown.state));
        let text = one.shown.reason.clone().unwrap_or_default();
        blocks.push(Block::Alert { tone: Tone::Warning, title, text });
        let link = |slug: &String| Link::new(slug.clone(), links::PROCEDURE.to(cx.locale(), &[slug]));
        blocks.push(Block::Links(one.shown.successors.iter().map(link).collect()));
    }
    blocks.push(Block::Facts(facts(cx, one, ground)));
    if may(Permission::CatalogWrite) && one.shown.state == State::Listed {
        let link = |kind: &Kind| {
            let label = cx.words.a("proc-change-one", "kind", words::kind(cx, *kind));
            Link::new(label, links::FACT.to(cx.locale(), &[slug, kind.as_str()]))
        };
        let mut all: Vec<Link> = SETTABLE.iter().map(link).collect();
        all.push(Link::new(cx.t("proc-end"), links::END.to(cx.locale(), &[slug])));
        blocks.push(Block::More { summary: cx.t("proc-changes"), blocks: vec![Block::Links(all)] });
    }
    blocks
}

fn criteria(cx: &Cx<'_>, one: &Located, standings: &[Standing]) -> Block {
    let columns = ["crit-criterion", "crit-freshness"];
    let mut table = super::table(cx, "criteres", cx.t("crit-of-procedure"), &columns, "crit-empty");
    let row = |standing: &Standing| {
        let name = standing.protocol.indicator().name.get(cx.locale());
        vec![Cell::text(name), super::criteria::standing(cx, one, standing)]
    };
    table.rows = standings.iter().map(row).collect();
    Block::Table(table)
}

fn histories(cx: &Cx<'_>, one: &Located) -> Block {
    let told = Kind::ALL.iter().filter(|kind| !one.procedure.history(**kind).is_empty());
    let histories = told.map(|kind| fact::history(cx, one, *kind)).collect();
    Block::More { summary: cx.t("proc-histories"), blocks: histories }
}

/// What is so today, the kinds that nobody told left out.
fn facts(cx: &Cx<'_>, one: &Located, ground: &Ground) -> Vec<(String, Cell)> {
    let value =
        |kind: &Kind| one.procedure.value(*kind, cx.now().day(), cx.now()).unwrap_or_default().to_owned();
    let mut facts = vec![
        (cx.t("proc-slug"), Cell::text(one.shown.slug.clone())),
        (words::kind(cx, Kind::State), words::state(cx, one.shown.state)),
    ];
    let space = ground.spaces.iter().find(|space| Some(space.id) == one.place.space);
    let name = |space: &Space| space.name.clone();
    facts.push((cx.t("proc-space"), Cell::text(space.map(name).unwrap_or_default())));
    let organisation = one.place.organisations.first().and_then(|id| ground.organisation(*id));
    let name = |one: &Organisation| one.name.clone();
    let lies = organisation.map_or_else(|| cx.t("proc-no-organisation"), name);
    facts.push((cx.t("proc-lies-under"), Cell::text(lies)));
    for kind in SETTABLE.iter().filter(|kind| !value(kind).is_empty()) {
        facts.push((words::kind(cx, *kind), words::fact(cx, *kind, &value(kind))));
    }
    facts
}
