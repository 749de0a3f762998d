//! The figures of a survey: five indicators with their intervals, against the period before; how many stop where.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Paths, Policy, Refusal, Reply, Routes};
use parvis_charts::GradeBar;
use parvis_kernel::{Day, ErrorKind, Permission};
use parvis_ui::{Block, Cell, Field, Form, Link, Table};

use super::compare::segment;
use super::{frame_of, picture, words};
use crate::links;
use crate::model::Button;
use crate::score::{self, Counts};
use crate::service::follow;
use crate::service::forms::{self, Held};
use crate::service::reading::{Figures, Period, figures};
use crate::store::counts::Filter;
use crate::survey::{Channel, Contact, Face, Helper, Mark, Tongue};

pub fn routes(routes: Routes) -> Routes {
    routes.page(links::FORM, Policy::Needs(Permission::ReviewRead), show)
}

/// A day of the address; one that is none is refused.
pub(super) fn day(cx: &Cx<'_>, name: &str) -> Result<Option<Day>, Refusal> {
    let wrong = |_| Refusal::because(ErrorKind::Invalid, "accounts-day-form");
    cx.query.get(name).map(|text| text.parse().map_err(wrong)).transpose()
}

/// The period and the filters of the address; the last twelve months when it names none.
pub(super) fn asked(cx: &Cx<'_>) -> Result<(Period, Filter), Refusal> {
    let usual = Period::year(cx.now().day());
    let period =
        Period { from: day(cx, "du")?.unwrap_or(usual.from), until: day(cx, "au")?.unwrap_or(usual.until) };
    let filter = Filter {
        button: cx.query.get("bouton").and_then(|id| id.parse().ok()),
        channel: cx.query.get("canal").and_then(Channel::parse),
        tongue: cx.query.get("langue").and_then(Tongue::parse),
        version: None,
    };
    Ok((period, filter))
}

/// "From … to …".
pub(super) fn lead(cx: &Cx<'_>, period: Period) -> String {
    let (from, until) = (cx.words.day(period.from), cx.words.day(period.until));
    cx.words.with("reviews-period", &[("from", from.into()), ("until", until.into())])
}

fn show(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let (period, filter) = asked(cx)?;
    let (held, figures, buttons, waiting) = cx.read(|db| {
        let (held, figures) = figures(db, &cx.by, id, period, &filter)?;
        let (_, buttons) = forms::buttons(db, &cx.by, id)?;
        Ok::<_, AccountsError>((held, figures, buttons, follow::waiting(db, id)?))
    })?;
    let mut blocks = vec![
        steps(cx, &held, waiting),
        Block::Form(search(cx, links::FORM, &held, period, &filter, &buttons)),
    ];
    blocks.push(Block::Facts(vec![
        fact(cx, "reviews-opinions", figures.now.opinions()),
        fact(cx, "reviews-opinions-before", figures.before.opinions()),
        fact(cx, "reviews-aside-count", figures.now.get("aside")),
    ]));
    blocks.push(Block::Table(indicators(cx, &figures)));
    blocks.push(Block::Table(stops(cx, &figures.now)));
    blocks.extend(faces(cx, &figures.now));
    blocks.extend(distributions(cx, &figures.now).map(Block::Table));
    let title = held.form.name.clone();
    let page = cx.page(frame_of(cx, &held, &title, links::FORM), blocks);
    Ok(Reply::page(page.led(lead(cx, period))))
}

fn fact(cx: &Cx<'_>, key: &str, n: u64) -> (String, Cell) {
    (cx.t(key), Cell::text(integer(cx, n)))
}

pub(super) fn integer(cx: &Cx<'_>, n: u64) -> String {
    cx.words.integer(i64::try_from(n).unwrap_or(i64::MAX))
}

fn steps(cx: &Cx<'_>, held: &Held, waiting: i64) -> Block {
    let id = held.form.id.to_string();
    let mut all = vec![Link::new(cx.t("reviews-read"), links::OPINIONS.to(cx.locale(), &[&id]))];
    if cx.by.actor.may(Permission::ReviewAnswer, &held.about.place, cx.now()) {
        let label = cx.words.a("reviews-waiting-n", "n", waiting);
        all.push(Link::new(label, links::WAITING.to(cx.locale(), &[&id])));
    }
    all.push(Link::new(cx.t("reviews-compare"), links::COMPARE.to(cx.locale(), &[&id])));
    all.push(Link::new(cx.t("reviews-topics"), links::TOPICS.to(cx.locale(), &[&id])));
    all.push(Link::new(cx.t("reviews-quotes"), links::QUOTES.to(cx.locale(), &[&id])));
    all.push(Link::new(cx.t("reviews-versions"), links::VERSIONS.to(cx.locale(), &[&id])));
    if cx.by.actor.may(Permission::ReviewManage, &held.about.place, cx.now()) {
        all.push(Link::new(cx.t("reviews-settings"), links::SETTINGS.to(cx.locale(), &[&id])));
    }
    Block::Steps(all)
}

pub(super) fn search(
    cx: &Cx<'_>,
    paths: Paths,
    held: &Held,
    period: Period,
    filter: &Filter,
    buttons: &[Button],
) -> Form {
    let here = paths.to(cx.locale(), &[&held.form.id.to_string()]);
    let text = |value: Option<String>| value.unwrap_or_default();
    Form::search("periode", here, cx.t("reviews-show"))
        .field(Field::day("du", cx.t("reviews-from")).filled(period.from.to_string()))
        .field(Field::day("au", cx.t("reviews-until")).filled(period.until.to_string()))
        .field(
            Field::select("bouton", cx.t("reviews-button"), words::buttons(cx, buttons))
                .filled(text(filter.button.map(|id| id.to_string())))
                .optional(),
        )
        .field(
            Field::select("canal", cx.t("reviews-channel"), words::channels(cx))
                .filled(text(filter.channel.map(|one| one.to_string())))
                .optional(),
        )
        .field(
            Field::select("langue", cx.t("reviews-tongue"), words::tongues(cx))
                .filled(text(filter.tongue.map(|one| one.to_string())))
                .optional(),
        )
}

pub(super) fn table(cx: &Cx<'_>, id: &str, caption: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> Table {
    Table {
        id: id.into(),
        caption: cx.t(caption),
        columns: columns.iter().map(|key| cx.t(key)).collect(),
        rows,
        empty: cx.t("reviews-empty"),
    }
}

fn indicators(cx: &Cx<'_>, figures: &Figures) -> Table {
    let row = |(name, formula): &(&str, score::Formula)| {
        let (now, before) = (formula(&figures.now), formula(&figures.before));
        let label = cx.t(&format!("reviews-figure-{}", name.replace('_', "-")));
        let Some(now) = now else {
            return vec![Cell::text(label), Cell::text(cx.t("reviews-empty"))];
        };
        let change = before.as_ref().and_then(|before| score::change(before, &now));
        vec![
            Cell::text(label),
            Cell::text(words::value(cx, &now)),
            // On a few answers the observed spread says nothing.
            Cell::text(if now.n < score::COMPARED {
                cx.t("reviews-change-none")
            } else {
                words::interval(cx, &now)
            }),
            Cell::text(integer(cx, u64::from(now.n))),
            Cell::text(before.map(|before| words::value(cx, &before)).unwrap_or_default()),
            words::change(cx, change),
        ]
    };
    let columns = [
        "reviews-indicator",
        "reviews-value",
        "reviews-interval-95",
        "reviews-n",
        "reviews-before",
        "reviews-change",
    ];
    table(cx, "indicateurs", "reviews-indicators", &columns, score::FIGURES.iter().map(row).collect())
}

/// How it went, as a bar; its table follows.
fn faces(cx: &Cx<'_>, counts: &Counts) -> Option<Block> {
    let bar = GradeBar {
        id: "repartition".into(),
        title: cx.t("reviews-step-satisfaction"),
        desc: cx.words.a("reviews-faces-desc", "n", integer(cx, counts.opinions())),
        segments: Face::ALL.iter().rev().map(|face| segment(cx, *face, counts)).collect(),
        goal: None,
    };
    (counts.opinions() > 0).then(|| picture(&bar.svg(), &bar.svg_compact()))
}

/// How many of those who began answered each question.
fn stops(cx: &Cx<'_>, counts: &Counts) -> Table {
    let all = counts.opinions();
    let clarity: u64 = Mark::ALL.iter().map(|mark| counts.get(&format!("clarity.{mark}"))).sum();
    let row = |(key, n): (&str, u64)| {
        vec![Cell::text(cx.t(key)), Cell::text(integer(cx, n)), Cell::text(share(cx, n, all))]
    };
    let steps = [
        ("reviews-step-satisfaction", all),
        ("reviews-step-clarity", clarity),
        ("reviews-step-help", counts.get("help")),
        ("reviews-step-comment", counts.get("comment")),
    ];
    let columns = ["reviews-step", "reviews-answers", "reviews-share"];
    table(cx, "etapes", "reviews-stops", &columns, steps.into_iter().map(row).collect())
}

pub(super) fn share(cx: &Cx<'_>, part: u64, whole: u64) -> String {
    if whole == 0 { String::new() } else { cx.words.percent(part as f64 * 100.0 / whole as f64, 0) }
}

/// How many chose each answer of each question.
fn distributions(cx: &Cx<'_>, counts: &Counts) -> impl Iterator<Item = Table> {
    let of = |id: &str, caption: &str, options: Vec<(String, String)>, whole: u64| {
        let row = |(option, label): (String, String)| {
            let n = counts.get(&option);
            vec![Cell::text(label), Cell::text(integer(cx, n)), Cell::text(share(cx, n, whole))]
        };
        let columns = ["reviews-answer", "reviews-answers", "reviews-share"];
        table(cx, id, caption, &columns, options.into_iter().map(row).collect())
    };
    let faces = Face::ALL.iter().rev();
    let faces = faces.map(|f| (format!("satisfaction.{f}"), cx.t(&format!("reviews-face-{f}")))).collect();
    let mark = |mark: &Mark| cx.t(&format!("reviews-mark-{}", mark.as_str().replace('_', "-")));
    let marks: Vec<_> = Mark::ALL.iter().rev().map(|m| (format!("clarity.{m}"), mark(m))).collect();
    let clarity = marks.iter().map(|(option, _)| counts.get(option)).sum();
    let named = |name: &str| (format!("help.{name}"), cx.t(&format!("reviews-help-{name}")));
    let help = std::iter::once("none")
        .chain(Contact::ALL.iter().map(|one| one.as_str()))
        .chain(Helper::ALL.iter().map(|one| one.as_str()));
    let help = help.map(named).collect();
    [
        of("satisfaction", "reviews-step-satisfaction", faces, counts.opinions()),
        of("clarte", "reviews-step-clarity", marks, clarity),
        of("aide", "reviews-step-help", help, counts.get("help")),
    ]
    .into_iter()
}
