//! What was noticed of a survey, so that it is seen without a letter.

use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Link, Table, Tone};

use super::frame_of;
use crate::alerts::{Alert, Kind, told};
use crate::links;
use crate::service::alerts;
use crate::service::forms::Held;

pub fn routes(routes: Routes) -> Routes {
    routes.page(links::ALERTS, Policy::Needs(Permission::ReviewRead), show).act(
        links::ALERT_READ,
        Policy::Needs(Permission::ReviewAnswer),
        read,
    )
}

fn state(cx: &Cx<'_>, alert: &Alert) -> Cell {
    let mut all = Vec::new();
    match alert.ended_at {
        None => all.push(Cell::Badge(Tone::Warning, cx.t("reviews-alert-open"))),
        Some(at) if alert.what.kind() != Kind::Silence => {
            all.push(Cell::Badge(Tone::Success, cx.words.a("reviews-alert-over", "day", cx.words.date(at))));
        }
        Some(_) => {}
    }
    all.push(match alert.read {
        None => Cell::Badge(Tone::Info, cx.t("reviews-alert-unread")),
        Some((at, _)) => Cell::text(cx.words.a("reviews-alert-is-read", "day", cx.words.date(at))),
    });
    Cell::All(all)
}

fn table(cx: &Cx<'_>, held: &Held, all: &[Alert]) -> Table {
    let may = cx.by.actor.may(Permission::ReviewAnswer, &held.about.place, cx.now());
    let row = |alert: &Alert| {
        let sentence = told::sentence(cx.words, alert);
        let act = if may && alert.read.is_none() {
            let to = links::ALERT_READ.to(cx.locale(), &[&alert.id.to_string()]);
            Cell::button(cx.t("reviews-alert-read"), sentence.clone(), to)
        } else {
            Cell::text("")
        };
        let to = told::links(cx.words, alert).into_iter().map(|(label, to)| Cell::link(label, to));
        vec![
            Cell::text(sentence),
            Cell::text(cx.t(&format!("reviews-alert-{}", alert.what.kind()))),
            Cell::text(cx.words.date(alert.raised_at)),
            state(cx, alert),
            Cell::All(to.collect()),
            act,
        ]
    };
    let columns = [
        "reviews-alert",
        "reviews-alert-kind",
        "reviews-alert-day",
        "reviews-state",
        "reviews-alert-see",
        "desk-action",
    ];
    Table {
        id: "alertes".into(),
        caption: cx.t("reviews-alerts-caption"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("reviews-alerts-none"),
    }
}

fn show(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let (held, all) = cx.read(|db| alerts::list(db, &cx.by, id))?;
    let settings = Link::new(cx.t("reviews-watch-title"), links::WATCH.to(cx.locale(), &[&id.to_string()]));
    let blocks = vec![Block::Steps(vec![settings]), Block::Table(table(cx, &held, &all))];
    let title = cx.t("reviews-alerts-title");
    let frame = frame_of(cx, &held, &title, links::ALERTS);
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("reviews-alerts-lead"))))
}

fn read(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let form = cx.write(|db| alerts::read(db, &cx.by, id)).map_err(Refusal::from)?;
    Ok(cx.done(&links::ALERTS.to(cx.locale(), &[&form.to_string()]), "reviews-alert-read"))
}
