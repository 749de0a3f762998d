use askama::Template;
use parvis_charts::{Bin, Column, Distribution, Evolution, Limit, Segment, Tone};
use parvis_i18n::Words;
use parvis_measures::{Direction, Indicator, Indicators, Level, Unit};
use parvis_ui::{Address, Frame, Site};

use super::home::{IndicatorBar, levels, reached_sentence};
use super::{Picture, tone};
use crate::browse::Book;
use crate::edition::{Edition, Tally};
use crate::shelf::Published;
use crate::{format, links};

/// One indicator: what it asks, how it is graded and measured, how procedures stand.
#[derive(Template)]
#[template(path = "indicator.html")]
pub(crate) struct IndicatorPage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub name: String,
    pub question: String,
    pub sentence: String,
    pub facts: Vec<(String, String)>,
    pub choices: Vec<(String, String, String)>,
    pub methods: Vec<MethodView>,
    pub levels: Vec<(String, u32, String)>,
    pub median: Option<String>,
    pub rounding: Option<String>,
    pub distribution: Option<Picture>,
    pub bins: Vec<(String, u32)>,
    pub evolution: Option<Picture>,
    pub editions: Vec<EditionRow>,
    pub columns: Vec<String>,
}

pub(crate) struct MethodView {
    pub version: String,
    pub since: String,
    pub how: String,
    pub reason: String,
}

pub(crate) struct EditionRow {
    pub title: String,
    pub href: String,
    pub counts: Vec<u32>,
    pub share: String,
    pub note: Option<String>,
}

/// The grades whose counts are compared between editions.
const GRADES: [Level; 4] = [Level::Blue, Level::Green, Level::Amber, Level::Red];

impl<'p> IndicatorPage<'p> {
    pub fn new(
        site: &Site,
        words: &'p Words,
        indicator: &Indicator,
        published: &Published,
        edition: &Edition,
        book: &Book,
    ) -> Self {
        let locale = words.locale();
        let name = indicator.name.get(locale).to_owned();
        let stat = edition.summary.indicators.get(&indicator.slug).cloned().unwrap_or_default();
        let frame =
            Frame::new(site, words, name.clone(), Address::of(|l| links::indicator(l, &indicator.slug)))
                .described(format!("{} {}", indicator.question.get(locale), indicator.goal.get(locale)))
                .under(words.t("menu-indicators"), links::indicators(locale))
                .under(name.clone(), "");
        let (distribution, bins) = distribution(words, indicator, book);
        let grades: Vec<Level> = GRADES
            .into_iter()
            .filter(|l| published.editions.iter().any(|e| tally(e, indicator).get(*l) > 0))
            .collect();
        let view = |level: &Level| {
            let query = [("indicator", indicator.slug.as_str()), ("grade", level.as_str())];
            format!("{}{}", links::edition(locale, &edition.slug), parvis_web::Query::write(query))
        };
        let occurring = Level::ALL.iter().filter(|l| stat.tally.get(**l) > 0);
        Self {
            frame,
            w: words,
            question: indicator.question.get(locale).to_owned(),
            sentence: reached_sentence(words, indicator, stat.tally),
            facts: facts(words, indicator),
            choices: indicator
                .choices
                .iter()
                .map(|c| {
                    let level = c.level();
                    (c.name.get(locale).to_owned(), format::level_class(level), format::level(words, level))
                })
                .collect(),
            methods: indicator
                .methods
                .iter()
                .rev()
                .map(|m| MethodView {
                    version: m.version.clone(),
                    since: m.since.parse().map_or_else(|_| m.since.clone(), |month| words.month(month)),
                    how: m.how.get(locale).to_owned(),
                    reason: m.reason.get(locale).to_owned(),
                })
                .collect(),
            levels: occurring.map(|l| (format::level(words, *l), stat.tally.get(*l), view(l))).collect(),
            median: stat.median.map(|m| format::number(words, indicator, m)),
            rounding: stat
                .green_if_rounded
                .and_then(|rounded| rounded.checked_sub(stat.tally.green))
                .filter(|promoted| *promoted > 0)
                .map(|promoted| {
                    words.with(
                        "indicator-rounding",
                        &[
                            ("promoted", promoted.into()),
                            ("n", (stat.tally.green + promoted).into()),
                            ("right", stat.tally.green.into()),
                        ],
                    )
                }),
            distribution,
            bins,
            evolution: evolution(words, indicator, published, &grades),
            editions: published
                .editions
                .iter()
                .map(|e| edition_row(words, indicator, published, e, &grades))
                .collect(),
            columns: grades.iter().map(|l| format::level(words, *l)).collect(),
            name,
        }
    }
}

fn tally(edition: &Edition, indicator: &Indicator) -> Tally {
    edition.summary.indicators.get(&indicator.slug).map(|s| s.tally).unwrap_or_default()
}

fn facts(words: &Words, indicator: &Indicator) -> Vec<(String, String)> {
    let locale = words.locale();
    let number = |v: f64| format::number(words, indicator, v);
    let mut facts = vec![(words.t("indicator-goal"), indicator.goal.get(locale).to_owned())];
    if let (Some(green), Some(amber)) = (indicator.green, indicator.amber) {
        let key = match indicator.direction {
            Direction::Higher => "limits-higher",
            Direction::Lower => "limits-lower",
        };
        let text = words.with(key, &[("green", number(green).into()), ("amber", number(amber).into())]);
        facts.push((words.t("indicator-limits"), text));
    }
    if !indicator.is_graded() {
        facts.push((words.t("indicator-limits"), words.t("limits-none")));
    }
    facts.push((words.t("evidence-window"), words.t(&format!("window-{}", indicator.window().as_str()))));
    if indicator.minimum_n > 0 {
        facts.push((
            words.t("indicator-minimum"),
            words.a("indicator-minimum-text", "n", indicator.minimum_n),
        ));
    }
    facts.push((words.t("indicator-life"), words.a("indicator-life-text", "n", indicator.life_months)));
    let interval = match indicator.unit {
        Unit::Mark => "indicator-interval-mark",
        Unit::Share | Unit::Percent => "indicator-interval-share",
        _ => "indicator-interval-none",
    };
    facts.push((words.t("indicator-interval"), words.t(interval)));
    facts
}

/// How many procedures have each value; only those that are graded or shown without a grade.
fn distribution(words: &Words, indicator: &Indicator, book: &Book) -> (Option<Picture>, Vec<(String, u32)>) {
    let Some(at) = Indicators::standard().public().position(|i| i.slug == indicator.slug) else {
        return (None, Vec::new());
    };
    let values = book.values(at);
    let (Some(low), Some(width), Some(count)) = bins_of(indicator, values) else {
        return (None, Vec::new());
    };
    let number = |v: f64| format::number(words, indicator, v);
    let bins: Vec<Bin> = (0..count)
        .map(|i| {
            let (from, to) = (low + width * f64::from(i), low + width * f64::from(i + 1));
            let below = |limit: f64| values.partition_point(|v| *v < limit);
            let members = if i + 1 == count { values.len() } else { below(to) } - below(from);
            Bin {
                from,
                to,
                count: u32::try_from(members).unwrap_or(u32::MAX),
                tone: bin_tone(indicator, from),
            }
        })
        .collect();
    let limits =
        [(indicator.green, Tone::Green, "limit-green"), (indicator.amber, Tone::Amber, "limit-amber")];
    let end = low + width * f64::from(count);
    let limits = limits.into_iter().filter_map(|(limit, tone, key)| {
        let at = limit.filter(|l| (low..=end).contains(l))?;
        Some(Limit { at, label: words.a(key, "limit", number(at)), tone })
    });
    let every = if count > 12 { count / 5 } else { 2 };
    let x_ticks = (0..=count).filter(|i| i % every.max(1) == 0).map(|i| low + width * f64::from(i));
    let chart = Distribution {
        id: "distribution".into(),
        title: words.a("distribution-title", "indicator", indicator.name.get(words.locale())),
        desc: words.a("distribution-desc", "n", values.len()),
        limits: limits.collect(),
        x_ticks: x_ticks.map(|v| (v, number(v))).collect(),
        y_label: words.t("menu-procedures"),
        bins: bins.clone(),
    };
    let rows = bins.iter().enumerate().map(|(i, b)| {
        let key = if i + 1 == bins.len() { "bin-last" } else { "bin" };
        let text = words.with(key, &[("from", number(b.from).into()), ("to", number(b.to).into())]);
        (text, b.count)
    });
    (Some(Picture { wide: chart.svg(), compact: chart.svg_compact() }), rows.collect())
}

/// Lower end, width and number of bins for values in ascending order.
fn bins_of(indicator: &Indicator, values: &[f64]) -> (Option<f64>, Option<f64>, Option<u32>) {
    let &[min, .., max] = values else { return (None, None, None) };
    let bins = |low: f64, width: f64, count: u32| (Some(low), Some(width), Some(count));
    match indicator.unit {
        Unit::Mark => bins(0.0, 0.5, 20),
        Unit::Share => bins(0.0, 0.05, 20),
        // Nearly all availabilities lie between 98 and 100.
        Unit::Percent if indicator.amber.is_some_and(|a| a > 90.0) => {
            if min >= 97.0 {
                bins(97.0, 0.1, 30)
            } else {
                bins(90.0, 0.5, 20)
            }
        }
        Unit::Percent => bins(0.0, 5.0, 20),
        Unit::Millis => {
            let width = [50.0, 100.0, 200.0, 400.0, 800.0, 1600.0].into_iter().find(|w| max / w <= 30.0);
            let width = width.unwrap_or(max / 30.0);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 31 bins")]
            let count = (max / width).floor() as u32 + 1;
            bins(0.0, width, count)
        }
        Unit::Count | Unit::Index | Unit::Choice => (None, None, None),
    }
}

fn bin_tone(indicator: &Indicator, from: f64) -> Tone {
    let (Some(green), Some(amber)) = (indicator.green, indicator.amber) else { return Tone::Neutral };
    // A bin's edge is a sum of floats: allow for it.
    let reaches = |limit: f64| match indicator.direction {
        Direction::Higher => from >= limit - 1e-9,
        Direction::Lower => from < limit - 1e-9,
    };
    if reaches(green) {
        Tone::Green
    } else if reaches(amber) {
        Tone::Amber
    } else {
        Tone::Red
    }
}

fn evolution(
    words: &Words,
    indicator: &Indicator,
    published: &Published,
    grades: &[Level],
) -> Option<Picture> {
    let mut columns = Vec::new();
    for edition in published.editions.iter().rev() {
        let tally = tally(edition, indicator);
        let share = tally.share();
        let segments = grades.iter().map(|l| Segment {
            tone: tone(*l),
            label: format::level(words, *l),
            count: tally.get(*l),
        });
        columns.push(Column {
            label: words.month_short(edition.month()),
            segments: segments.collect(),
            share_text: share.map_or_else(String::new, |s| format!("{:.0}", (s * 100.0).round())),
            broken_before: broken(words, indicator, published, edition),
        });
    }
    if columns.iter().all(|c| c.segments.iter().all(|s| s.count == 0)) {
        return None;
    }
    let chart = Evolution {
        id: "evolution".into(),
        title: words.a("evolution-title", "indicator", indicator.name.get(words.locale())),
        desc: words.a("evolution-desc", "n", columns.len()),
        share_label: words.t("evolution-share"),
        columns,
        legend: true,
    };
    Some(Picture { wide: chart.svg(), compact: chart.svg_compact() })
}

/// Why an edition cannot be compared with the one before it: the method in force changed.
fn broken(words: &Words, indicator: &Indicator, published: &Published, edition: &Edition) -> Option<String> {
    let before = published.before(edition)?;
    let method = indicator.method_at(edition.month());
    (method.version != indicator.method_at(before.month()).version)
        .then(|| method.reason.get(words.locale()).to_owned())
}

fn edition_row(
    words: &Words,
    indicator: &Indicator,
    published: &Published,
    edition: &Edition,
    grades: &[Level],
) -> EditionRow {
    let tally = tally(edition, indicator);
    EditionRow {
        title: words.month(edition.month()),
        href: links::edition(words.locale(), &edition.slug),
        counts: grades.iter().map(|l| tally.get(*l)).collect(),
        share: tally.share().map_or_else(|| words.t("no-grade"), |s| format::share(words, s)),
        note: broken(words, indicator, published, edition),
    }
}

/// All indicators.
#[derive(Template)]
#[template(path = "indicators.html")]
pub(crate) struct IndicatorsPage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub measured: Vec<IndicatorBar>,
    pub others: Vec<(String, String, String, String)>,
}

impl<'p> IndicatorsPage<'p> {
    pub fn new(site: &Site, words: &'p Words, edition: &Edition) -> Self {
        let locale = words.locale();
        let is_measured =
            |i: &&Indicator| edition.summary.indicators.get(&i.slug).is_some_and(|s| s.tally.counted() > 0);
        let (measured, others): (Vec<&Indicator>, Vec<&Indicator>) =
            Indicators::standard().public().partition(is_measured);
        let other = |i: &&Indicator| {
            let tally = edition.summary.indicators.get(&i.slug).map(|s| s.tally).unwrap_or_default();
            let state = levels(words, tally).into_iter().max_by_key(|(_, n)| *n).map(|(level, _)| level);
            (
                i.name.get(locale).to_owned(),
                links::indicator(locale, &i.slug),
                i.question.get(locale).to_owned(),
                state.unwrap_or_default(),
            )
        };
        let frame = Frame::new(site, words, words.t("indicators-title"), Address::of(links::indicators))
            .described(words.t("indicators-lead"))
            .under(words.t("menu-indicators"), "");
        Self {
            frame,
            w: words,
            measured: measured.iter().map(|i| IndicatorBar::new(words, i, edition)).collect(),
            others: others.iter().map(other).collect(),
        }
    }
}
