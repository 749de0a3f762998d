//! One measurement: everything that was ever recorded of it, and its correction.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::{Id, Permission};
use parvis_measures::{Indicator, Reading, Unit};
use parvis_ui::{Block, Cell, Field, Form};

use super::{frame_of, measures, table};
use crate::service::assess;
use crate::service::correct::{self, Correction, Maker, Name, Trace};
use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    routes.page(links::READING, Policy::Needs(Permission::MeasureRead), show).act(
        links::READING,
        Policy::Needs(Permission::MeasureCorrect),
        correct,
    )
}

fn name(cx: &Cx<'_>) -> Result<Name, Refusal> {
    Name::parse(cx.part("reading")).ok_or(Refusal::not_found())
}

fn form(cx: &Cx<'_>, indicator: &Indicator, last: &Reading, to: String) -> Form {
    let now = assess::text(&last.value);
    let label = cx.t("meas-right-value");
    let field = if indicator.unit == Unit::Choice {
        let own = indicator.choices.iter().map(|c| (c.slug.clone(), c.name.get(cx.locale()).to_owned()));
        let none = ("not_applicable".to_owned(), cx.t("crit-not-applicable"));
        Field::select("value", label, own.chain(std::iter::once(none)).collect())
    } else {
        let hint = match indicator.unit {
            Unit::Mark => "meas-hint-mark",
            Unit::Share => "meas-hint-share",
            Unit::Percent => "meas-hint-percent",
            Unit::Millis => "meas-hint-millis",
            _ => "meas-hint-number",
        };
        Field::line("value", label).hinted(cx.t(hint))
    };
    let n = last.n.map(|n| n.to_string()).unwrap_or_default();
    Form::new("corriger", to, cx.t("meas-correct"))
        .titled(cx.t("meas-correct-title"))
        .field(Field::hidden("seen", last.revision.to_string()))
        .field(field.filled(now))
        .field(Field::line("n", cx.t("meas-n")).hinted(cx.t("meas-n-hint")).optional().filled(n))
        .field(Field::area("reason", cx.t("proc-why")).hinted(cx.t("proc-why-hint")))
}

fn maker(cx: &Cx<'_>, trace: &Trace, maker: Maker) -> String {
    let who = |id: Id| trace.names.get(&id).cloned().unwrap_or_else(|| cx.t("proc-deleted-agent"));
    match maker {
        Maker::Source => cx.t("meas-by-source"),
        Maker::Corrected(None) => cx.t("meas-by-console"),
        Maker::Corrected(Some(id)) => who(id),
        Maker::Assessed(one, other) => {
            cx.words.with("meas-by-two", &[("one", who(one).into()), ("other", who(other).into())])
        }
    }
}

fn page(cx: &Cx<'_>, refused: Option<AccountsError>) -> Answer {
    let name = name(cx)?;
    let trace = cx.read(|db| correct::trace(db, &cx.by, cx.part("slug"), &name))?;
    let (about, slug) = (&trace.about, trace.about.shown.slug.as_str());
    let here = name.to_string();
    let Some((last, _)) = trace.revisions.first() else { return Err(Refusal::not_found()) };
    let columns = ["meas-revision", "proc-value", "meas-n", "proc-recorded", "meas-by", "proc-why"];
    let mut table = table(cx, "revisions", cx.t("meas-trace"), &columns, "meas-none");
    let row = |(reading, by): &(Reading, Maker)| {
        vec![
            Cell::text(reading.revision.to_string()),
            Cell::text(measures::value(cx, reading)),
            Cell::text(measures::n(cx, reading)),
            Cell::text(words::instant(cx, reading.recorded_at)),
            Cell::text(maker(cx, &trace, *by)),
            Cell::text(reading.reason.clone().unwrap_or_default()),
        ]
    };
    table.rows = trace.revisions.iter().map(row).collect();
    let facts = vec![
        (cx.t("meas-as-of"), Cell::text(cx.words.day(last.as_of))),
        (cx.t("meas-window"), Cell::text(measures::window(cx, last))),
        (cx.t("meas-source"), Cell::text(last.source.clone())),
        (cx.t("meas-method"), Cell::text(last.method.clone())),
        (cx.t("meas-collected"), Cell::text(words::instant(cx, last.collected_at))),
    ];
    let mut blocks = vec![Block::Facts(facts), Block::Table(table)];
    if cx.by.actor.may(Permission::MeasureCorrect, &about.place, cx.now()) {
        let form = form(cx, trace.indicator, last, links::READING.to(cx.locale(), &[slug, &here]));
        blocks.push(Block::Form(match refused {
            Some(error) => cx.again(form, error)?,
            None => form,
        }));
    }
    let title = cx.words.with(
        "meas-page-title",
        &[
            ("indicator", measures::indicator(cx, &name.indicator).into()),
            ("name", about.shown.name.as_str().into()),
        ],
    );
    let frame = frame_of(cx, about, &title, links::READING, &[slug, &here]);
    Ok(Reply::page(cx.page(frame, blocks).led(trace.indicator.question.get(cx.locale()))))
}

fn show(cx: &Cx<'_>) -> Answer {
    page(cx, None)
}

fn correct(cx: &Cx<'_>) -> Answer {
    let name = name(cx)?;
    let text = |field: &str| cx.fields.get(field).to_owned();
    let correction = Correction {
        value: text("value"),
        n: text("n"),
        reason: text("reason"),
        seen: text("seen").parse().unwrap_or(0),
    };
    match cx.write(|db| correct::correct(db, &cx.by, cx.part("slug"), &name, &correction)) {
        Ok(()) => {
            let to = links::READING.to(cx.locale(), &[cx.part("slug"), &name.to_string()]);
            Ok(cx.done(&to, "meas-corrected"))
        }
        Err(error @ (AccountsError::Invalid { .. } | AccountsError::Conflict(_))) => page(cx, Some(error)),
        Err(error) => Err(error.into()),
    }
}
