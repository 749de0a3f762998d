//! The figures told apart: month after month, and by button, channel, language and version.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_charts::{Column, Evolution, Segment, Tone};
use parvis_kernel::{Month, Permission};
use parvis_ui::{Block, Cell, Table};

use super::dashboard::{asked, integer, lead, search, table};
use super::{frame_of, picture, words};
use crate::links;
use crate::model::Button;
use crate::score::{self, Counts};
use crate::service::{forms, reading};
use crate::survey::Face;

pub fn routes(routes: Routes) -> Routes {
    routes.page(links::COMPARE, Policy::Needs(Permission::ReviewRead), show)
}

fn show(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let (period, filter) = asked(cx)?;
    let (held, months, apart, buttons) = cx.read(|db| {
        let (held, (months, apart)) = reading::apart(db, &cx.by, id, period, &filter)?;
        let (_, buttons) = forms::buttons(db, &cx.by, id)?;
        Ok::<_, AccountsError>((held, months, apart, buttons))
    })?;
    let mut blocks = vec![Block::Form(search(cx, links::COMPARE, &held, period, &filter, &buttons))];
    blocks.extend(evolution(cx, &months));
    let month = |(month, counts): &(Month, Counts)| row(cx, cx.words.month(*month), counts);
    blocks.push(Block::Table(apart_table(
        cx,
        "mois",
        "reviews-by-month",
        months.iter().map(month).collect(),
    )));
    let named = |id: &parvis_kernel::Id| name(cx, &buttons, *id);
    let by_button = apart.buttons.iter().map(|(id, counts)| row(cx, named(id), counts)).collect();
    blocks.push(Block::Table(apart_table(cx, "boutons", "reviews-by-button", by_button)));
    let by_channel = apart.channels.iter().map(|(one, counts)| row(cx, words::channel(cx, *one), counts));
    blocks.push(Block::Table(apart_table(cx, "canaux", "reviews-by-channel", by_channel.collect())));
    let by_tongue = apart.tongues.iter().map(|(one, counts)| row(cx, one.name().to_owned(), counts));
    blocks.push(Block::Table(apart_table(cx, "langues", "reviews-by-tongue", by_tongue.collect())));
    let by_version = apart.versions.iter().map(|(n, counts)| row(cx, n.to_string(), counts));
    blocks.push(Block::Table(apart_table(cx, "versions", "reviews-by-version", by_version.collect())));
    let frame = frame_of(cx, &held, &cx.t("reviews-compare"), links::COMPARE);
    Ok(Reply::page(cx.page(frame, blocks).led(lead(cx, period))))
}

fn name(cx: &Cx<'_>, buttons: &[Button], id: parvis_kernel::Id) -> String {
    let known = buttons.iter().find(|button| button.id == id);
    known.map_or_else(String::new, |button| format!("{} ({})", button.name, words::point(cx, button.point)))
}

/// Opinions and the five figures, each with how many answers it stands on.
fn row(cx: &Cx<'_>, name: String, counts: &Counts) -> Vec<Cell> {
    let mut cells = vec![Cell::text(name), Cell::text(integer(cx, counts.opinions()))];
    for (_, formula) in score::FIGURES.iter().filter(|(name, _)| *name != "help_combined") {
        cells.push(match formula(counts) {
            None => Cell::text(cx.t("reviews-no-figure")),
            Some(found) => Cell::text(cx.words.with(
                "reviews-figure-of",
                &[("value", words::value(cx, &found).into()), ("n", integer(cx, u64::from(found.n)).into())],
            )),
        });
    }
    cells
}

fn apart_table(cx: &Cx<'_>, id: &str, caption: &str, rows: Vec<Vec<Cell>>) -> Table {
    let mut columns = vec!["reviews-part".to_owned(), "reviews-opinions".to_owned()];
    let figures = score::FIGURES.iter().filter(|(name, _)| *name != "help_combined");
    columns.extend(figures.map(|(name, _)| format!("reviews-figure-{}", name.replace('_', "-"))));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    table(cx, id, caption, &columns, rows)
}

/// How it went, month after month: of each, the shares of the three faces.
fn evolution(cx: &Cx<'_>, months: &[(Month, Counts)]) -> Option<Block> {
    /// More columns are too narrow to be told apart.
    const MOST: usize = 40;
    let shown = &months[months.len().saturating_sub(MOST)..];
    if shown.iter().all(|(_, counts)| counts.opinions() == 0) {
        return None;
    }
    let column = |(month, counts): &(Month, Counts)| Column {
        label: cx.words.month_short(*month),
        segments: Face::ALL.iter().rev().map(|face| segment(cx, *face, counts)).collect(),
        share_text: score::share(counts.get("satisfaction.good"), counts.opinions())
            .map_or_else(String::new, |share| format!("{:.0}", share.value * 100.0)),
        broken_before: None,
    };
    let chart = Evolution {
        id: "evolution".into(),
        title: cx.t("reviews-evolution"),
        desc: cx.words.a("reviews-evolution-desc", "n", shown.len()),
        share_label: cx.t("reviews-evolution-share"),
        columns: shown.iter().map(column).collect(),
        legend: true,
    };
    Some(picture(&chart.svg(), &chart.svg_compact()))
}

/// How many chose a face, in the tone it has everywhere.
pub(super) fn segment(cx: &Cx<'_>, face: Face, counts: &Counts) -> Segment {
    let tone = match face {
        Face::Bad => Tone::Red,
        Face::Medium => Tone::Amber,
        Face::Good => Tone::Green,
    };
    let count = u32::try_from(counts.get(&format!("satisfaction.{face}"))).unwrap_or(u32::MAX);
    Segment { tone, label: cx.t(&format!("reviews-face-{face}")), count }
}
