//! The figures of a survey: five indicators with their intervals, against the period before; how many stop where.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Paths, Policy, Refusal, Reply, Routes};
use parvis_charts::{GradeBar, Segment};
use parvis_kernel::{Day, ErrorKind, Permission};
use parvis_ui::{Block, Cell, Field, Form, Link, Table};

use super::compare::segment;
use super::{extras, frame_of, picture, words};
use crate::links;
use crate::model::Button;
use crate::score::{self, Counts};
use crate::service::forms::{self, Held};
use crate::service::reading::{Figures, Period, figures};
use crate::service::{alerts, follow};
use crate::shape::{Shape, Template};
use crate::store::counts::Filter;
use crate::survey::{Channel, Contact, Face, Helper, Mark, Step, Tongue};

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
        version: cx.query.get("version").and_then(|n| n.parse().ok()),
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
    let (held, figures, buttons, waiting, unread) = cx.read(|db| {
        let (held, figures) = figures(db, &cx.by, id, period, &filter)?;
        let (_, buttons) = forms::buttons(db, &cx.by, id)?;
        let (waiting, unread) = (follow::waiting(db, id)?, alerts::unread(db, id)?);
        Ok::<_, AccountsError>((held, figures, buttons, waiting, unread))
    })?;
    let mut blocks = vec![
        steps(cx, &held, waiting, unread),
        Block::Form(extras::versions(
            cx,
            search(cx, links::FORM, &held, period, &filter, &buttons),
            &figures.known,
            &filter,
        )),
    ];
    blocks.push(Block::Facts(vec![
        fact(cx, "reviews-opinions", figures.now.opinions()),
        fact(cx, "reviews-opinions-before", figures.before.opinions()),
        fact(cx, "reviews-aside-count", figures.now.get("aside")),
    ]));
    let template = held.form.template;
    match template {
        Template::National => {
            blocks.extend(extras::altered(cx, &figures.known, &filter));
            blocks.push(Block::Table(indicators(cx, &figures)));
        }
        Template::Usability => blocks.push(Block::Table(extras::usability(cx, &figures))),
        Template::Problem | Template::Page => {}
    }
    blocks.push(Block::Table(stops(cx, &figures)));
    blocks.extend(faces(cx, &figures.now, template));
    blocks.extend(distributions(cx, &figures.now, &figures.known.shape).into_iter().map(Block::Table));
    blocks.extend(extras::distributions(cx, &figures.now, &figures.known).into_iter().map(Block::Table));
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

fn steps(cx: &Cx<'_>, held: &Held, waiting: i64, unread: i64) -> Block {
    let id = held.form.id.to_string();
    let mut all = vec![Link::new(cx.t("reviews-read"), links::OPINIONS.to(cx.locale(), &[&id]))];
    if cx.by.actor.may(Permission::ReviewAnswer, &held.about.place, cx.now()) {
        let label = cx.words.a("reviews-waiting-n", "n", waiting);
        all.push(Link::new(label, links::WAITING.to(cx.locale(), &[&id])));
    }
    let alerts = cx.words.a("reviews-alerts-n", "n", unread);
    all.push(Link::new(alerts, links::ALERTS.to(cx.locale(), &[&id])));
    all.push(Link::new(cx.t("reviews-compare"), links::COMPARE.to(cx.locale(), &[&id])));
    all.push(Link::new(cx.t("reviews-topics"), links::TOPICS.to(cx.locale(), &[&id])));
    all.push(Link::new(cx.t("reviews-quotes"), links::QUOTES.to(cx.locale(), &[&id])));
    all.push(Link::new(cx.t("reviews-versions"), links::VERSIONS.to(cx.locale(), &[&id])));
    if cx.by.actor.may(Permission::ReviewManage, &held.about.place, cx.now()) {
        all.push(Link::new(cx.t("reviews-settings"), links::SETTINGS.to(cx.locale(), &[&id])));
        all.push(Link::new(cx.t("reviews-hooks-title"), links::HOOKS.to(cx.locale(), &[&id])));
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
        let [now, before] = figures.measured.each_ref().map(formula);
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
fn faces(cx: &Cx<'_>, counts: &Counts, template: Template) -> Option<Block> {
    let named = |face: &Face| {
        let label = words::face_label(cx, template, *face);
        Segment { label, ..segment(cx, *face, counts) }
    };
    let bar = GradeBar {
        id: "repartition".into(),
        title: cx.t("reviews-step-satisfaction"),
        desc: cx.words.a("reviews-faces-desc", "n", integer(cx, counts.opinions())),
        segments: Face::ALL.iter().rev().map(named).collect(),
        goal: None,
    };
    (counts.opinions() > 0).then(|| picture(&bar.svg(), &bar.svg_compact()))
}

/// How many of those who began answered each question.
fn stops(cx: &Cx<'_>, figures: &Figures) -> Table {
    let (counts, shape) = (&figures.now, &figures.known.shape);
    let all = counts.opinions();
    let clarity: u64 = Mark::ALL.iter().map(|mark| counts.get(&format!("clarity.{mark}"))).sum();
    let row = |(name, n): (String, u64)| {
        vec![Cell::text(name), Cell::text(integer(cx, n)), Cell::text(share(cx, n, all))]
    };
    let steps = [
        (Step::Satisfaction, all),
        (Step::Clarity, clarity),
        (Step::Help, counts.get("help")),
        (Step::Comment, counts.get("comment")),
    ];
    // A question that is not asked any more is told of while somebody has answered it.
    let asked = steps.into_iter().filter(|(step, n)| *n > 0 || !shape.hides(*step));
    let mut rows: Vec<(String, u64)> =
        asked.map(|(step, n)| (cx.t(&format!("reviews-step-{step}")), n)).collect();
    let own = extras::shown(counts, &figures.known).into_iter();
    let own = own.map(|extra| (extras::named(cx, extra), counts.get(&format!("extra.{}", extra.id))));
    let end = if shape.hides(Step::Comment) { rows.len() } else { rows.len() - 1 };
    rows.splice(end..end, own);
    let columns = ["reviews-step", "reviews-answers", "reviews-share"];
    table(cx, "etapes", "reviews-stops", &columns, rows.into_iter().map(row).collect())
}

pub(super) fn share(cx: &Cx<'_>, part: u64, whole: u64) -> String {
    if whole == 0 { String::new() } else { cx.words.percent(part as f64 * 100.0 / whole as f64, 0) }
}

/// How many chose each answer of each question.
fn distributions(cx: &Cx<'_>, counts: &Counts, shape: &Shape) -> Vec<Table> {
    let of = |id: &str, caption: &str, options: Vec<(String, String)>, whole: u64| {
        let row = |(option, label): (String, String)| {
            let n = counts.get(&option);
            vec![Cell::text(label), Cell::text(integer(cx, n)), Cell::text(share(cx, n, whole))]
        };
        let columns = ["reviews-answer", "reviews-answers", "reviews-share"];
        table(cx, id, caption, &columns, options.into_iter().map(row).collect())
    };
    let faces = Face::ALL.iter().rev();
    let label = |face: Face| words::face_label(cx, shape.template, face);
    let faces = faces.map(|f| (format!("satisfaction.{f}"), label(*f))).collect();
    let mark = |mark: &Mark| cx.t(&format!("reviews-mark-{}", mark.as_str().replace('_', "-")));
    let marks: Vec<_> = Mark::ALL.iter().rev().map(|m| (format!("clarity.{m}"), mark(m))).collect();
    let clarity: u64 = marks.iter().map(|(option, _)| counts.get(option)).sum();
    let named = |name: &str| (format!("help.{name}"), cx.t(&format!("reviews-help-{name}")));
    let help = std::iter::once("none")
        .chain(Contact::ALL.iter().map(|one| one.as_str()))
        .chain(Helper::ALL.iter().map(|one| one.as_str()));
    let help = help.map(named).collect();
    let mut all = vec![of("satisfaction", "reviews-step-satisfaction", faces, counts.opinions())];
    if clarity > 0 || !shape.hides(Step::Clarity) {
        all.push(of("clarte", "reviews-step-clarity", marks, clarity));
    }
    if counts.get("help") > 0 || !shape.hides(Step::Help) {
        all.push(of("aide", "reviews-step-help", help, counts.get("help")));
    }
    all
}
