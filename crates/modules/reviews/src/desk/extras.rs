//! A form's own questions in figures and on the page of an opinion, and what versions do to both.

use parvis_accounts::http::Cx;
use parvis_measures::exact_mark;
use parvis_ui::{Block, Cell, Field, Form, Table, Tone};

use super::dashboard::{integer, share};
use super::versions::tongue;
use crate::model::Opinion;
use crate::score::{Counts, Score};
use crate::service::reading::Figures;
use crate::service::versions::Known;
use crate::shape::{Extra, Kind, Pick, Shape};
use crate::store::counts::Filter;
use crate::sus;

/// A question as its owner asks it.
pub fn named(cx: &Cx<'_>, extra: &Extra) -> String {
    extra.label.say(tongue(cx)).0.to_owned()
}

/// The filters of a page, with the version where there are several.
pub fn versions(cx: &Cx<'_>, form: Form, known: &Known, filter: &Filter) -> Form {
    if known.number < 2 {
        return form;
    }
    let mut choices = vec![(String::new(), cx.t("reviews-any"))];
    choices.extend((1..=known.number).rev().map(|n| (n.to_string(), n.to_string())));
    let chosen = filter.version.map(|n| n.to_string()).unwrap_or_default();
    form.field(Field::select("version", cx.t("reviews-version"), choices).filled(chosen).optional())
}

/// Says that some versions are not in the figures above, where that is so.
pub fn altered(cx: &Cx<'_>, known: &Known, filter: &Filter) -> Option<Block> {
    let own: Vec<String> = known.altered.iter().map(ToString::to_string).collect();
    let (key, is_told) = match filter.version {
        None => ("reviews-altered-out", !own.is_empty()),
        Some(version) => ("reviews-altered-own", known.altered.contains(&version)),
    };
    is_told.then(|| Block::Alert {
        tone: Tone::Warning,
        title: cx.words.a("reviews-altered", "versions", own.join(", ")),
        text: cx.t(key),
    })
}

/// The questions that are asked, or were answered.
pub fn shown<'k>(counts: &Counts, known: &'k Known) -> Vec<&'k Extra> {
    let is_shown = |extra: &&Extra| {
        known.shape.extra(extra.id).is_some() || counts.get(&format!("extra.{}", extra.id)) > 0
    };
    let mut all: Vec<&Extra> = known.extras.iter().filter(is_shown).collect();
    // As they are asked; those that are asked no more come last.
    let place = |extra: &Extra| known.shape.extras.iter().position(|one| one.id == extra.id);
    all.sort_by_key(|extra| place(extra).unwrap_or(usize::MAX));
    all
}

/// How many chose each answer of each question, of those who answered it.
pub fn distributions(cx: &Cx<'_>, counts: &Counts, known: &Known) -> Vec<Table> {
    let asked = shown(counts, known);
    asked.into_iter().filter(|extra| !extra.picks().is_empty()).map(|extra| one(cx, counts, extra)).collect()
}

fn one(cx: &Cx<'_>, counts: &Counts, extra: &Extra) -> Table {
    let of = |pick: Pick| counts.get(&format!("extra.{}.{pick}", extra.id));
    let whole = counts.get(&format!("extra.{}", extra.id));
    let row = |pick: Pick| {
        let n = of(pick);
        vec![
            Cell::text(extra.pick_label(pick, tongue(cx)).0),
            Cell::text(integer(cx, n)),
            Cell::text(share(cx, n, whole)),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = extra.picks().into_iter().map(row).collect();
    if let Kind::Scale { from, to, .. } = &extra.kind {
        let marks: Vec<(f64, u32)> = (*from..=*to)
            .map(|n| (f64::from(n), u32::try_from(of(Pick::Value(n))).unwrap_or(u32::MAX)))
            .collect();
        rows.extend(mean(cx, &marks));
    }
    let args = [("name", named(cx, extra).into()), ("n", integer(cx, whole).into())];
    Table {
        id: format!("question-{}", extra.id),
        caption: cx.words.with("reviews-extra-caption", &args),
        columns: ["reviews-answer", "reviews-answers", "reviews-share"].map(|key| cx.t(key)).to_vec(),
        rows,
        empty: cx.t("reviews-empty"),
    }
}

/// The mean of a scale with its interval; none when nobody answered.
fn mean(cx: &Cx<'_>, marks: &[(f64, u32)]) -> Option<Vec<Cell>> {
    let n: u32 = marks.iter().map(|(_, n)| n).sum();
    let interval = exact_mark(marks)?;
    let value = marks.iter().map(|(mark, n)| mark * f64::from(*n)).sum::<f64>() / f64::from(n);
    let [low, high] = [interval.low, interval.high].map(|end| cx.words.decimal(end, 1));
    let interval = cx.words.with("reviews-interval", &[("low", low.into()), ("high", high.into())]);
    Some(vec![
        Cell::text(cx.t("reviews-extra-mean")),
        Cell::text(cx.words.decimal(value, 1)),
        Cell::text(cx.words.a("reviews-extra-interval", "interval", interval)),
    ])
}

/// The score of the usability scale, of those who answered all ten statements.
pub fn usability(cx: &Cx<'_>, figures: &Figures) -> Table {
    let row = |(key, counts): (&str, &Counts)| {
        let Some(Score { value, n, interval, .. }) = sus::score(counts) else {
            return vec![Cell::text(cx.t(key)), Cell::text(cx.t("reviews-empty"))];
        };
        let [low, high] = [interval.low, interval.high].map(|end| cx.words.decimal(end, 1));
        vec![
            Cell::text(cx.t(key)),
            Cell::text(cx.words.decimal(value, 1)),
            Cell::text(cx.words.with("reviews-interval", &[("low", low.into()), ("high", high.into())])),
            Cell::text(integer(cx, u64::from(n))),
        ]
    };
    let columns = ["reviews-part", "reviews-sus", "reviews-interval-95", "reviews-n"];
    let rows = [("reviews-sus-now", &figures.now), ("reviews-sus-before", &figures.before)];
    Table {
        id: "utilisabilite".into(),
        caption: cx.t("reviews-sus-caption"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: rows.into_iter().map(row).collect(),
        empty: String::new(),
    }
}

/// What one person answered to the form's own questions.
pub fn answers(cx: &Cx<'_>, shape: &Shape, one: &Opinion) -> Vec<(String, Cell)> {
    let answer = |extra: &Extra| {
        let picks = one.answers.extras.get(&extra.id);
        let picks = picks.map(|picks| {
            let labels = picks.iter().map(|pick| extra.pick_label(*pick, tongue(cx)).0);
            labels.collect::<Vec<_>>().join(", ")
        });
        let said = picks.or_else(|| one.texts.get(&extra.id).cloned())?;
        Some((named(cx, extra), Cell::text(said)))
    };
    shape.extras.iter().filter_map(answer).collect()
}
