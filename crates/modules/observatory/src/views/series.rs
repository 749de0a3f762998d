//! The history of one indicator of one procedure: runs of comparable readings, breaks with their reason, gaps.

use parvis_catalog::{Kind, Procedure};
use parvis_charts::{History, Limit, Mark, Point, Run, Span, Tone, XTick};
use parvis_i18n::Words;
use parvis_kernel::Month;
use parvis_measures::{Assessment, Gap, Indicator, Level, Reading, Unit, Value, assess};

use super::{Picture, tone};
use crate::format;

/// The months drawn at most: three years.
const MONTHS: i32 = 36;

/// One reading with what it said at the end of its own month.
pub(crate) struct Step<'r> {
    pub month: Month,
    pub reading: &'r Reading,
    pub value: Option<f64>,
    pub assessment: Assessment,
}

/// A cut: values before and after are not compared.
pub(crate) struct Break {
    pub month: Month,
    pub reason: String,
}

pub(crate) struct Series<'r> {
    pub steps: Vec<Step<'r>>,
    pub breaks: Vec<Break>,
    /// First and last month of each gap of the collector.
    pub gaps: Vec<(Month, Month)>,
}

impl<'r> Series<'r> {
    /// The last three years of an indicator, by month. `readings` are those of one procedure, in force, oldest
    /// first.
    pub fn new(
        words: &Words,
        indicator: &Indicator,
        procedure: &Procedure,
        readings: &'r [Reading],
        gaps: &[Gap],
    ) -> Self {
        let mut steps: Vec<Step<'r>> = Vec::new();
        for reading in
            readings.iter().filter(|r| r.indicator == indicator.slug && r.window == indicator.window())
        {
            let month = reading.as_of.month();
            let value = match reading.value {
                Value::Number(value) => Some(value),
                _ => None,
            };
            let step = Step { month, reading, value, assessment: assess(indicator, Some(reading), month) };
            // Several readings of one month: the last is the month's.
            match steps.last_mut() {
                Some(last) if last.month == month => *last = step,
                _ => steps.push(step),
            }
        }
        let end = steps.last().map_or(0, |s| s.month.index());
        steps.retain(|s| end - s.month.index() < MONTHS);
        let gaps = gaps
            .iter()
            .filter(|g| g.indicator == indicator.slug && g.period == indicator.window().as_str())
            .map(|g| (g.first_day.month(), g.last_day.month()))
            .collect();
        let breaks = breaks(words, indicator, procedure, &steps);
        Self { steps, breaks, gaps }
    }

    /// Since when the procedure has had its present level: the first month of the unbroken succession of readings
    /// with that level and that method.
    pub fn since(&self) -> Option<Month> {
        let last = self.steps.last()?;
        let same = |s: &&Step<'_>| {
            s.assessment.level == last.assessment.level && s.reading.method == last.reading.method
        };
        self.steps.iter().rev().take_while(same).last().map(|s| s.month)
    }

    /// Whether there is something to draw.
    pub fn is_drawn(&self) -> bool {
        self.steps.iter().filter(|s| s.value.is_some()).count() > 1
    }

    /// The curve.
    pub fn picture(&self, words: &Words, indicator: &Indicator, title: &str) -> Picture {
        let numbers = || self.steps.iter().filter_map(|s| s.value);
        let (low, high) = scale(indicator, numbers());
        let month_at = |index: i32| Month::from_index(index);
        let (first, last) = match (self.steps.first(), self.steps.last()) {
            (Some(a), Some(b)) => (a.month.index(), b.month.index()),
            _ => (0, 0),
        };
        let x_labels = (first..=last)
            .filter(|x| (last - x) % 6 == 0)
            .filter_map(|x| Some(XTick { x, label: words.month_short(month_at(x)?) }));
        let tick = |v: f64| (v, format::number(words, indicator, v));
        let limits =
            [(indicator.green, Tone::Green, "limit-green"), (indicator.amber, Tone::Amber, "limit-amber")];
        let limits = limits.into_iter().filter_map(|(limit, tone, key)| {
            let at = limit.filter(|l| (low..=high).contains(l))?;
            Some(Limit { at, label: words.a(key, "limit", format::number(words, indicator, at)), tone })
        });
        let desc = match (self.steps.first(), self.steps.last()) {
            (Some(a), Some(b)) => words.with(
                "history-desc",
                &[
                    ("from", words.month(a.month).into()),
                    ("to", words.month(b.month).into()),
                    (
                        "first",
                        a.value.map_or_else(String::new, |v| format::number(words, indicator, v)).into(),
                    ),
                    (
                        "last",
                        b.value.map_or_else(String::new, |v| format::number(words, indicator, v)).into(),
                    ),
                ],
            ),
            _ => String::new(),
        };
        let mut tones: Vec<Level> = self.steps.iter().map(|s| s.assessment.level).collect();
        tones.sort_unstable();
        tones.dedup();
        let history = History {
            id: format!("history-{}", indicator.slug),
            title: title.to_owned(),
            desc,
            x_labels: x_labels.collect(),
            x_min: first,
            x_max: last,
            y_min: low,
            y_max: high,
            y_ticks: vec![tick(low), tick(f64::midpoint(low, high)), tick(high)],
            limits: limits.collect(),
            runs: self.runs(),
            breaks: self
                .breaks
                .iter()
                .map(|b| Mark { x: b.month.index(), label: b.reason.clone() })
                .collect(),
            gaps: self
                .gaps
                .iter()
                .filter(|(from, to)| to.index() > first && from.index() < last)
                .map(|(from, to)| Span { from: from.index(), to: to.index(), label: words.t("gap") })
                .collect(),
            legend: tones.iter().map(|l| (tone(*l), format::level(words, *l))).collect(),
        };
        Picture { wide: history.svg(), compact: history.svg_compact() }
    }

    /// Runs of readings in consecutive months, cut at each break.
    fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut before: Option<i32> = None;
        for step in &self.steps {
            let Some(y) = step.value else { continue };
            let x = step.month.index();
            let is_cut = self.breaks.iter().any(|b| b.month.index() == x);
            let point = Point {
                x,
                y,
                low: step.assessment.interval.map(|i| i.low),
                high: step.assessment.interval.map(|i| i.high),
                tone: tone(step.assessment.level),
            };
            match runs.last_mut() {
                Some(run) if before == Some(x - 1) && !is_cut => run.points.push(point),
                _ => runs.push(Run { points: vec![point] }),
            }
            before = Some(x);
        }
        runs
    }
}

/// Where values stop being comparable: the method, the address (for what a probe measures) or the number under
/// which readings arrive has changed.
fn breaks(words: &Words, indicator: &Indicator, procedure: &Procedure, steps: &[Step<'_>]) -> Vec<Break> {
    let mut breaks = Vec::new();
    for pair in steps.windows(2) {
        let [a, b] = pair else { continue };
        if a.reading.method != b.reading.method {
            let method = indicator.method(&b.reading.method);
            let reason = method.map_or("", |m| m.reason.get(words.locale()));
            let reason = if reason.is_empty() { words.t("break-method") } else { reason.to_owned() };
            breaks.push(Break { month: b.month, reason });
        }
    }
    let probed =
        matches!(indicator.slug.as_str(), "availability" | "response_time" | "total_time" | "accessibility");
    let kinds = [(Kind::Number, "break-number"), (Kind::Address, "break-address")];
    for (kind, key) in kinds.into_iter().filter(|(kind, _)| probed || *kind == Kind::Number) {
        for fact in procedure.history(kind).into_iter().skip(1) {
            let month = fact.valid_from.month();
            let Some(step) = steps.iter().find(|s| s.month >= month) else { continue };
            if steps.first().is_some_and(|first| first.month < step.month) {
                breaks.push(Break { month: step.month, reason: words.t(key) });
            }
        }
    }
    breaks.sort_by_key(|b| b.month);
    breaks
}

/// The ends of the vertical axis: the whole scale for marks and shares, what is needed for the others.
fn scale(indicator: &Indicator, values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (mut low, mut high) = values.fold((f64::MAX, f64::MIN), |(a, b), v| (a.min(v), b.max(v)));
    if low > high {
        (low, high) = (0.0, 1.0);
    }
    match indicator.unit {
        Unit::Mark => (0.0, 10.0),
        Unit::Share | Unit::Index => (0.0, 1.0),
        Unit::Percent => {
            let low = low.min(indicator.amber.unwrap_or(low));
            // Availabilities lie between 98 and 100: a scale from 0 would show a flat line.
            let floor = [98.0, 95.0, 90.0, 50.0].into_iter().find(|f| low >= *f).unwrap_or(0.0);
            (floor, 100.0)
        }
        Unit::Count | Unit::Millis | Unit::Choice => {
            let top = high.max(indicator.amber.unwrap_or(high)) * 1.1;
            let step = 10_f64.powf(top.max(1.0).log10().floor()) / 2.0;
            (0.0, (top / step).ceil() * step)
        }
    }
}
