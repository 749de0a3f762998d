//! Choices and values in the reader's words.

use parvis_accounts::http::Cx;
use parvis_accounts::model::{Organisation, Space};
use parvis_catalog::{Audience, Kind, State, Territory};
use parvis_kernel::Timestamp;
use parvis_measures::{Indicator, Unit, Value};
use parvis_ui::{Cell, Field, Tone};

type Choices = Vec<(String, String)>;

pub fn kind(cx: &Cx<'_>, kind: Kind) -> String {
    cx.t(&format!("proc-kind-{}", kind.as_str().replace('_', "-")))
}

pub fn state(cx: &Cx<'_>, state: State) -> Cell {
    let tone = if state == State::Listed { Tone::Success } else { Tone::Warning };
    Cell::Badge(tone, cx.t(&format!("proc-state-{state}")))
}

pub fn states(cx: &Cx<'_>) -> Choices {
    let all = State::ALL.iter().map(|state| (state.to_string(), cx.t(&format!("proc-state-{state}"))));
    any(cx).into_iter().chain(all).collect()
}

/// The first choice of a filter.
pub fn any(cx: &Cx<'_>) -> Choices {
    vec![(String::new(), cx.t("proc-any"))]
}

pub fn spaces(all: &[Space]) -> Choices {
    all.iter().map(|space| (space.id.to_string(), space.name.clone())).collect()
}

pub fn organisations(cx: &Cx<'_>, all: &[Organisation]) -> Choices {
    let open = all.iter().filter(|one| one.closed_at.is_none());
    any(cx).into_iter().chain(open.map(|one| (one.id.to_string(), one.name.clone()))).collect()
}

/// A fact's value as people read it.
pub fn fact(cx: &Cx<'_>, kind: Kind, value: &str) -> Cell {
    let key = |start: &str, value: &str| format!("{start}-{value}");
    match kind {
        _ if value.is_empty() => Cell::text(cx.t("proc-none")),
        Kind::State => {
            Cell::text(State::parse(value).map_or_else(String::new, |s| cx.t(&key("proc-state", s.as_str()))))
        }
        Kind::FinancialRight => Cell::text(cx.t(if value == "yes" { "proc-yes" } else { "proc-no" })),
        Kind::Audience | Kind::Successor => Cell::text(value.replace('|', ", ")),
        Kind::Territory => Cell::text(Territory::find(value).map_or(value, |found| found.name)),
        Kind::Volume => {
            Cell::text(value.parse::<i64>().map_or_else(|_| value.to_owned(), |n| cx.words.integer(n)))
        }
        _ => Cell::text(value),
    }
}

/// The field in which a fact is told.
pub fn field(cx: &Cx<'_>, name: &str, of: Kind) -> Field {
    let label = kind(cx, of);
    let hint = cx.t(&format!("proc-hint-{}", of.as_str().replace('_', "-")));
    let field = match of {
        Kind::Audience => {
            let all = Audience::ALL.iter().map(|one| (one.to_string(), one.to_string())).collect();
            Field::boxes(name, label, all)
        }
        Kind::FinancialRight => {
            let yes_no = [("yes", "proc-yes"), ("no", "proc-no")].map(|(v, key)| (v.to_owned(), cx.t(key)));
            Field::radios(name, label, yes_no.to_vec())
        }
        Kind::Address => Field::new(name, label, parvis_ui::Input::Line { kind: "url", autocomplete: "off" }),
        _ => Field::line(name, label),
    };
    let field = if matches!(of, Kind::Name | Kind::Number) { field } else { field.optional() };
    field.hinted(hint)
}

/// What was typed in a field of [`field`], as the catalogue writes it.
pub fn told(cx: &Cx<'_>, name: &str, of: Kind) -> String {
    match of {
        Kind::Audience => cx.fields.all(name).collect::<Vec<_>>().join("|"),
        Kind::Volume => cx.fields.get(name).replace([' ', '\u{a0}', '\u{202f}'], ""),
        _ => cx.fields.get(name).to_owned(),
    }
}

/// An instant as people read it, in UTC, said as such.
pub fn instant(cx: &Cx<'_>, at: Timestamp) -> String {
    let text = at.to_string();
    format!("{} {} UTC", cx.words.date(at), text.get(11..16).unwrap_or(""))
}

/// The fields that every dated change has.
pub fn dated(cx: &Cx<'_>, form: parvis_ui::Form) -> parvis_ui::Form {
    let today = cx.now().day().to_string();
    form.field(Field::day("day", cx.t("proc-day")).hinted(cx.t("proc-day-hint")).filled(today))
        .field(Field::line("reason", cx.t("proc-why")).hinted(cx.t("proc-why-hint")))
}

/// A value as it was read, never rounded to where it would say something else: up to six decimals.
pub fn value(cx: &Cx<'_>, indicator: &Indicator, value: &Value) -> String {
    let number = match value {
        Value::NotApplicable => return cx.t("crit-not-applicable"),
        Value::Choice(slug) => {
            return indicator
                .choice(slug)
                .map_or(slug.clone(), |choice| choice.name.get(cx.locale()).to_owned());
        }
        Value::Number(number) => *number,
    };
    let shown = if indicator.unit == Unit::Share { number * 100.0 } else { number };
    let written = format!("{shown:.6}");
    let digits = written.trim_end_matches('0').split_once('.').map_or(0, |(_, decimals)| decimals.len());
    match indicator.unit {
        Unit::Share | Unit::Percent => cx.words.percent(shown, digits),
        Unit::Millis => cx.words.a("meas-millis", "n", cx.words.decimal(shown, digits)),
        _ => cx.words.decimal(shown, digits),
    }
}
