use askama::Template;
use parvis_catalog::{Kind, Procedure, State, Territory};
use parvis_i18n::Words;
use parvis_kernel::{Day, Locale, Timestamp};
use parvis_measures::{Direction, Gap, Indicator, Indicators, Level, Reading, Unit};
use parvis_ui::{Address, Frame, Site};

use super::edition::{ErratumView, group_name};
use super::series::Series;
use super::{CellView, Picture};
use crate::browse::Row;
use crate::edition::{Cell, Dimension, Edition};
use crate::{format, links};

/// Everything known of one procedure.
#[derive(Template)]
#[template(path = "procedure.html")]
pub(crate) struct ProcedurePage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub name: String,
    pub is_french_page: bool,
    pub lead: String,
    /// Why it is no longer in the list, and what took over.
    pub notice: Option<String>,
    pub successors: Vec<(String, String)>,
    pub facts: Vec<Fact>,
    pub sections: Vec<Section>,
    pub unmeasured: Vec<(String, String, String)>,
    pub changes: Vec<(String, String)>,
    pub errata: Vec<ErratumView>,
    /// Pages of others about it: words and address.
    pub elsewhere: Vec<(String, String)>,
    pub machine: String,
}

/// What the page is made from.
pub(crate) struct Known<'k> {
    pub edition: &'k Edition,
    pub procedure: &'k Procedure,
    /// Its row in the edition; `None` when it is not in.
    pub row: Option<&'k Row>,
    pub readings: &'k [Reading],
    pub gaps: &'k [Gap],
    pub errata: Vec<ErratumView>,
    pub elsewhere: Vec<(String, String)>,
    pub now: Timestamp,
}

/// One line of the facts.
pub(crate) struct Fact {
    pub label: String,
    /// Text and, when it leads somewhere, address.
    pub values: Vec<(String, Option<String>)>,
    pub is_french: bool,
}

/// One indicator.
pub(crate) struct Section {
    pub slug: String,
    pub name: String,
    pub question: String,
    pub href: String,
    pub chip: CellView,
    /// The value, its interval and what they rest on, in sentences.
    pub sentences: Vec<String>,
    pub next: Option<Vec<String>>,
    pub facts: Vec<(String, String)>,
    pub picture: Option<Picture>,
    pub breaks: Vec<(String, String)>,
    pub history: Vec<HistoryRow>,
    pub badge: String,
    pub badge_code: String,
}

pub(crate) struct HistoryRow {
    pub month: String,
    pub value: String,
    pub n: String,
    pub interval: String,
    pub class: String,
    pub level: String,
    pub method: String,
}

impl<'p> ProcedurePage<'p> {
    pub fn new(site: &Site, words: &'p Words, known: Known<'_>) -> Self {
        let Known { edition, procedure, row, readings, gaps, errata, elsewhere, now } = known;
        let locale = words.locale();
        let snapshot = procedure.at(now.day(), now);
        let name = snapshot.as_ref().map_or_else(|| procedure.slug.clone(), |s| s.name.clone());
        let state = snapshot.as_ref().map_or(State::Listed, |s| s.state);
        let frame =
            Frame::new(site, words, name.clone(), Address::of(|l| links::procedure(l, &procedure.slug)))
                .described(words.a("procedure-description", "name", &name))
                .under(words.month(edition.month()), links::edition(locale, &edition.slug))
                .under(name.clone(), "");
        let (mut sections, mut unmeasured) = (Vec::new(), Vec::new());
        for (at, indicator) in Indicators::standard().public().enumerate() {
            let cell = row.and_then(|r| r.cells.get(at)).and_then(Option::as_ref);
            let series = Series::new(words, indicator, procedure, readings, gaps);
            match cell {
                Some(cell) => sections.push(Section::new(site, words, procedure, indicator, cell, &series)),
                None => unmeasured.push((
                    indicator.name.get(locale).to_owned(),
                    links::indicator(locale, &indicator.slug),
                    indicator.question.get(locale).to_owned(),
                )),
            }
        }
        Self {
            lead: words.with(
                "procedure-lead",
                &[("month", words.month(edition.month()).into()), ("n", sections.len().into())],
            ),
            is_french_page: locale == Locale::Fr,
            notice: (state != State::Listed).then(|| {
                let key = format!("procedure-{}", state.as_str());
                words.a(&key, "reason", snapshot.as_ref().and_then(|s| s.reason.clone()).unwrap_or_default())
            }),
            successors: snapshot
                .iter()
                .flat_map(|s| &s.successors)
                .map(|slug| (slug.clone(), links::procedure(locale, slug)))
                .collect(),
            facts: facts(words, procedure, snapshot.as_ref()),
            changes: changes(words, procedure),
            machine: format!("/api/v1/procedures/{}", procedure.slug),
            sections,
            unmeasured,
            errata,
            elsewhere,
            w: words,
            name,
            frame,
        }
    }
}

fn facts(words: &Words, procedure: &Procedure, s: Option<&parvis_catalog::Snapshot>) -> Vec<Fact> {
    let locale = words.locale();
    let Some(s) = s else { return Vec::new() };
    let group = |dimension: Dimension, name: &str| {
        let key = parvis_kernel::slug(name);
        (group_name(words, dimension, name), Some(links::group(locale, dimension, &key)))
    };
    let mut facts = Vec::new();
    let mut add = |key: &str, values: Vec<(String, Option<String>)>, is_french: bool| {
        if !values.is_empty() {
            facts.push(Fact { label: words.t(key), values, is_french: is_french && locale != Locale::Fr });
        }
    };
    let one = |dimension, name: &Option<String>| name.iter().map(|n| group(dimension, n)).collect::<Vec<_>>();
    add("dimension-organisation", one(Dimension::Organisation, &s.administration), true);
    add("dimension-ministry", one(Dimension::Ministry, &s.ministry), true);
    add("dimension-department", one(Dimension::Department, &s.department), true);
    add("dimension-audience", s.audiences.iter().map(|a| group(Dimension::Audience, a)).collect(), false);
    add("dimension-theme", one(Dimension::Theme, &s.theme), true);
    add("dimension-life-event", one(Dimension::LifeEvent, &s.life_event), true);
    let territory = s.territory.as_deref().and_then(Territory::find);
    add("dimension-territory", territory.iter().map(|t| (t.name.to_owned(), None)).collect(), true);
    add(
        "fact-address",
        s.address.iter().map(|a| (words.a("fact-open", "host", host(a)), Some(a.clone()))).collect(),
        false,
    );
    add("fact-volume", s.volume.iter().map(|v| (words.integer(*v), None)).collect(), false);
    let rule = s.entry_rule.map(|r| words.t(&format!("entry-{}", r.as_str().replace('_', "-"))));
    add("fact-entry", rule.into_iter().map(|r| (r, None)).collect(), false);
    add("fact-number", s.number.iter().map(|n| (n.clone(), None)).collect(), false);
    if s.name_source.as_deref() == Some("inferred-from-address") {
        add("fact-name-source", vec![(words.t("fact-name-inferred"), None)], false);
    }
    add("fact-id", vec![(procedure.slug.clone(), None)], false);
    facts
}

/// What changed in its life, newest first.
fn changes(words: &Words, procedure: &Procedure) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for kind in [Kind::Name, Kind::Administration, Kind::Ministry, Kind::Address, Kind::Number, Kind::State] {
        for fact in procedure.history(kind).into_iter().skip(1) {
            let key = format!("changed-{}", kind.as_str());
            let value = match State::parse(&fact.value) {
                Some(state) if kind == Kind::State => words.t(&format!("state-{}", state.as_str())),
                _ => fact.value.clone(),
            };
            all.push((fact.valid_from, words.a(&key, "value", value)));
        }
    }
    all.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    all.into_iter().map(|(day, text)| (words.day(day), text)).collect()
}

impl Section {
    fn new(
        site: &Site,
        words: &Words,
        procedure: &Procedure,
        indicator: &Indicator,
        cell: &Cell,
        series: &Series<'_>,
    ) -> Self {
        let locale = words.locale();
        let name = indicator.name.get(locale).to_owned();
        let badge = links::badge(locale, &procedure.slug, &indicator.slug);
        let page = site.absolute(&links::procedure(locale, &procedure.slug));
        let picture = series
            .is_drawn()
            .then(|| series.picture(words, indicator, &words.a("history-title", "indicator", &name)));
        Self {
            question: indicator.question.get(locale).to_owned(),
            href: links::indicator(locale, &indicator.slug),
            chip: CellView::new(words, indicator, Some(cell)),
            sentences: sentences(words, indicator, cell, series),
            next: next(words, indicator, cell),
            facts: evidence(words, indicator, cell),
            picture,
            breaks: series.breaks.iter().map(|b| (words.month(b.month), b.reason.clone())).collect(),
            history: history(words, indicator, series),
            badge_code: format!(
                "<a href=\"{page}\"><img src=\"{}\" alt=\"{name}\" height=\"28\"></a>",
                site.absolute(&badge)
            ),
            badge,
            slug: indicator.slug.clone(),
            name,
        }
    }
}

fn sentences(words: &Words, indicator: &Indicator, cell: &Cell, series: &Series<'_>) -> Vec<String> {
    let mut all = Vec::new();
    let value = format::value(words, indicator, cell);
    match (cell.level, &value) {
        (Level::TooFew, Some(value)) => {
            let minimum = words.integer(indicator.minimum_n);
            match cell.n {
                Some(n) => all.push(words.with(
                    "say-too-few",
                    &[("n", n.into()), ("minimum", minimum.into()), ("value", value.into())],
                )),
                None => all.push(
                    words.with("say-unknown-n", &[("minimum", minimum.into()), ("value", value.into())]),
                ),
            }
        }
        (Level::Stale, Some(value)) => all.push(words.with(
            "say-stale",
            &[
                ("value", value.into()),
                ("month", words.month(cell.as_of.month()).into()),
                ("life", indicator.life_months.into()),
            ],
        )),
        (_, Some(value)) => match cell.n {
            Some(n) => {
                let key = if indicator.minimum_n > 0 { "say-value-answers" } else { "say-value-tries" };
                all.push(words.with(key, &[("value", value.into()), ("n", n.into())]));
            }
            None => all.push(words.a("say-value", "value", value)),
        },
        (_, None) => {}
    }
    if let (Some(low), Some(high), Some(basis)) = (cell.low, cell.high, cell.basis) {
        let interval = format::interval(words, indicator, low, high);
        let how = format::basis(words, basis);
        all.push(words.with("say-interval", &[("interval", interval.into()), ("how", how.into())]));
    }
    if cell.too_close {
        all.push(words.t("say-too-close"));
    }
    if cell.suspect {
        all.push(words.t("say-suspect"));
    }
    if let Some(since) = series.since()
        && cell.level.is_counted()
    {
        let level = format::level(words, cell.level);
        all.push(words.with("say-since", &[("level", level.into()), ("month", words.month(since).into())]));
    }
    all
}

/// What would turn it green: how far it is, then what usually helps.
fn next(words: &Words, indicator: &Indicator, cell: &Cell) -> Option<Vec<String>> {
    if !matches!(cell.level, Level::Amber | Level::Red) {
        return None;
    }
    let mut all = vec![words.a("next-goal", "goal", indicator.goal.get(words.locale()))];
    if let (Some(value), Some(green)) = (cell.value, indicator.green) {
        all.extend(distance(words, indicator, value, green, cell.n));
    }
    all.push(indicator.advice.get(words.locale()).to_owned());
    Some(all)
}

/// How far a value is from green, in something one can picture.
fn distance(words: &Words, indicator: &Indicator, value: f64, green: f64, n: Option<u32>) -> Option<String> {
    #[expect(clippy::cast_possible_truncation, reason = "counts of answers are far below 2^63")]
    let ceil = |x: f64| x.ceil() as i64;
    let text = |v: f64| format::number(words, indicator, v);
    match (indicator.unit, indicator.direction, n) {
        // Each medium opinion (5) that becomes a good one (10) brings 5 points.
        (Unit::Mark, Direction::Higher, Some(n)) if indicator.slug == "satisfaction" => {
            Some(words.a("next-opinions", "n", ceil((green - value) * f64::from(n) / 5.0)))
        }
        (Unit::Share, Direction::Higher, Some(n)) => {
            Some(words.a("next-answers", "n", ceil((green - value) * f64::from(n))))
        }
        (Unit::Millis, _, _) => Some(words.a("next-millis", "gap", text(value - green))),
        (Unit::Count, _, _) => Some(words.a("next-items", "n", ceil(value - green) + 1)),
        _ => Some(words.a("next-gap", "gap", words.decimal(green - value, 2))),
    }
}

fn evidence(words: &Words, indicator: &Indicator, cell: &Cell) -> Vec<(String, String)> {
    let mut all = vec![
        (words.t("evidence-as-of"), described(words, cell.as_of)),
        (words.t("evidence-window"), words.t(&format!("window-{}", cell.window.as_str()))),
        (words.t("evidence-source"), source(words, &cell.source)),
        (words.t("evidence-collected"), words.date(cell.collected_at)),
    ];
    if let Some(method) = indicator.method(&cell.method) {
        let how = words.with(
            "evidence-method-text",
            &[("version", (&method.version).into()), ("how", method.how.get(words.locale()).into())],
        );
        all.push((words.t("evidence-method"), how));
    }
    if cell.revision > 1 {
        all.push((words.t("evidence-revision"), words.integer(cell.revision)));
    }
    all
}

/// What a reading describes: a whole month when it ends with one, else that day.
fn described(words: &Words, day: Day) -> String {
    if day == day.month().last_day() { words.month(day.month()) } else { words.day(day) }
}

/// The name of a source that readers know, else the short name itself.
fn source(words: &Words, short: &str) -> String {
    let key = format!("source-{short}");
    if words.has(&key) { words.t(&key) } else { short.to_owned() }
}

fn history(words: &Words, indicator: &Indicator, series: &Series<'_>) -> Vec<HistoryRow> {
    let dash = || String::from("–");
    let row = |step: &super::series::Step<'_>| HistoryRow {
        month: words.month(step.month),
        value: step.value.map_or_else(dash, |v| format::number(words, indicator, v)),
        n: step.reading.n.map_or_else(dash, |n| words.integer(n)),
        interval: step
            .assessment
            .interval
            .map_or_else(dash, |i| format::interval(words, indicator, i.low, i.high)),
        class: format::level_class(step.assessment.level),
        level: format::level(words, step.assessment.level),
        method: step.reading.method.clone(),
    };
    series.steps.iter().rev().map(row).collect()
}

/// The host of an address, which people know a service by; the whole when it has none.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty()).unwrap_or(address)
}
