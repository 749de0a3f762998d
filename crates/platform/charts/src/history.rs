//! One indicator of one procedure over the months: a curve with its interval.

use crate::axis::Scale;
use crate::canvas::{Anchor, Area, Canvas, SMALL, Size, Stroke, Type, n};
use crate::key::{self, Sign};
use crate::text::fit;
use crate::{Limit, Tone};

/// A label under the time axis.
#[derive(Clone, Debug, PartialEq)]
pub struct XTick {
    /// Month number.
    pub x: i32,
    /// What to write ("2026").
    pub label: String,
}

/// A reading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Month number; outside the axis, the point is left out.
    pub x: i32,
    /// Value, in the unit of the axis; held within it. Not finite: the run is cut there.
    pub y: f64,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
    /// Grade of the reading.
    pub tone: Tone,
}

/// An unbroken piece of curve, in the order of months; no line joins two runs.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Run {
    /// Its readings.
    pub points: Vec<Point>,
}

/// Something that happened: a dashed line, lettered A, B… and told in words below.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Month number.
    pub x: i32,
    /// What happened ("Refonte de la démarche").
    pub label: String,
}

/// Months without reading, hatched.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// First month number.
    pub from: i32,
    /// Last month number.
    pub to: i32,
    /// Why ("Pas de mesure"); written in the area when there is room, else below, with a
    /// number when there are several.
    pub label: String,
}

/// A curve over months. Month numbers are any count of months (for instance year × 12 + month).
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// Prefix of the ids, unique in its page.
    pub id: String,
    /// Accessible name.
    pub title: String,
    /// What the picture shows, in a sentence or two.
    pub desc: String,
    /// Labels under the time axis, from left to right; thinned out when they would touch.
    pub x_labels: Vec<XTick>,
    /// First month number of the axis.
    pub x_min: i32,
    /// Last month number of the axis.
    pub x_max: i32,
    /// Lowest value of the axis.
    pub y_min: f64,
    /// Highest value of the axis.
    pub y_max: f64,
    /// Values to rule and label on the left.
    pub y_ticks: Vec<(f64, String)>,
    /// Thresholds of the grades.
    pub limits: Vec<Limit>,
    /// The curve.
    pub runs: Vec<Run>,
    /// What happened on the way.
    pub breaks: Vec<Mark>,
    /// Months without reading.
    pub gaps: Vec<Span>,
    /// What the shapes of the points mean; may be empty.
    pub legend: Vec<(Tone, String)>,
}

/// Where the curve is drawn.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    x: Scale,
    y: Scale,
}

impl History {
    /// The drawing for a column of 500 CSS pixels or more.
    pub fn svg(&self) -> String {
        self.draw(Size::Wide)
    }

    /// The drawing for a phone.
    pub fn svg_compact(&self) -> String {
        self.draw(Size::Compact)
    }

    fn draw(&self, size: Size) -> String {
        let mut canvas = Canvas::new(&self.id, size);
        let plot = self.plot(size);

        self.draw_grid(&mut canvas, &plot);
        let unlabelled = self.draw_gaps(&mut canvas, &plot);
        let notes = self.draw_breaks(&mut canvas, &plot);
        for limit in self.limits.iter().filter(|l| plot.y.holds(l.at)) {
            let y = plot.y.at(limit.at);
            canvas.line(plot.left, y, plot.right, y, Stroke::limit(limit.tone));
        }
        let radius = self.radius(&plot);
        for run in &self.runs {
            draw_run(&mut canvas, &plot, &self.seen(run), radius);
        }
        self.label_limits(&mut canvas, &plot, size);

        let ticks: Vec<(f64, &str)> = self
            .x_labels
            .iter()
            .filter(|t| plot.x.holds(t.x.into()))
            .map(|t| (plot.x.at(t.x.into()), t.label.as_str()))
            .collect();
        canvas.text_row(plot.bottom + 20.0, Type::AXIS, 10.0, &ticks);

        let mut items: Vec<(Sign, String, String)> =
            self.legend.iter().map(|(t, l)| (Sign::Point(*t), l.clone(), String::new())).collect();
        let several = unlabelled.len() > 1;
        items.extend(unlabelled.into_iter().zip(1..).map(|(label, rank)| {
            let number = if several { rank.to_string() } else { String::new() };
            (Sign::Area(Area::Gap), label.to_owned(), number)
        }));
        let y = key::legend(&mut canvas, size, plot.bottom + 34.0, &items);
        let y = key::letters(&mut canvas, size, y, &notes);
        canvas.finish("history", &self.title, &self.desc, y + 2.0)
    }

    fn plot(&self, size: Size) -> Plot {
        let ticks = self.y_ticks.iter().map(|(_, t)| Type::AXIS.width(t)).fold(0.0, f64::max);
        let left = (ticks + 10.0).clamp(8.0, size.width() / 4.0);
        let margin = size.pick(self.limits_width(), 0.0);
        let right = size.width() - if margin > 0.0 { margin + 14.0 } else { 8.0 };
        let top = if self.breaks.is_empty() { 14.0 } else { 32.0 };
        let bottom = top + size.pick(260.0, 200.0);
        // Half a month of air on both sides, so that the first and last points stand off the edges.
        let (first, last) = (f64::from(self.x_min.min(self.x_max)), f64::from(self.x_max.max(self.x_min)));
        Plot {
            left,
            right,
            top,
            bottom,
            x: Scale::new(first - 0.5, last + 0.5, left, right),
            y: Scale::new(self.y_min, self.y_max, bottom, top),
        }
    }

    /// Room that the labels of limits take in the right margin of the wide drawing.
    fn limits_width(&self) -> f64 {
        self.limits
            .iter()
            .filter(|l| l.at.is_finite())
            .map(|l| Type::KEY.width(&l.label))
            .fold(0.0, f64::max)
            .min(180.0)
    }

    fn draw_grid(&self, canvas: &mut Canvas, plot: &Plot) {
        let mut last = f64::INFINITY;
        let mut ticks: Vec<&(f64, String)> = self.y_ticks.iter().filter(|(v, _)| plot.y.holds(*v)).collect();
        ticks.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (value, label) in ticks {
            let y = plot.y.at(*value);
            canvas.line(plot.left, y, plot.right, y, Stroke::GRID);
            if last - y >= SMALL + 2.0 {
                let label = fit(label, SMALL, plot.left - 8.0);
                canvas.text(plot.left - 8.0, y + 4.5, Anchor::End, Type::AXIS, &label);
                last = y;
            }
        }
        canvas.line(plot.left, plot.bottom, plot.right, plot.bottom, Stroke::AXIS);
        for tick in self.x_labels.iter().filter(|t| plot.x.holds(t.x.into())) {
            let x = plot.x.at(tick.x.into());
            canvas.line(x, plot.bottom, x, plot.bottom + 5.0, Stroke::AXIS);
        }
    }

    /// Hatches the gaps; returns the labels that found no room there, each once. When they are several, each
    /// gap bears the number of its own.
    fn draw_gaps(&self, canvas: &mut Canvas, plot: &Plot) -> Vec<&str> {
        let (first, last) = (self.x_min.min(self.x_max), self.x_max.max(self.x_min));
        let seen: Vec<(f64, f64, &str)> = self
            .gaps
            .iter()
            .map(|gap| (gap.from.min(gap.to), gap.to.max(gap.from), gap.label.as_str()))
            .filter(|(from, to, _)| *from <= last && *to >= first)
            .map(|(from, to, label)| {
                (plot.x.at(f64::from(from) - 0.5), plot.x.at(f64::from(to) + 0.5), label)
            })
            .collect();
        let mut unlabelled: Vec<&str> = Vec::new();
        for (from, to, label) in &seen {
            if Type::KEY.width(label) + 16.0 > to - from && !unlabelled.contains(label) {
                unlabelled.push(label);
            }
        }
        for (from, to, label) in seen {
            canvas.area(from, plot.top, to - from, plot.bottom - plot.top, Area::Gap);
            let number = unlabelled.iter().position(|l| *l == label).map(|rank| (rank + 1).to_string());
            let (kind, text) = match &number {
                None => (Type::KEY, label),
                Some(number) if unlabelled.len() > 1 => (Type::KEY.bold(), number.as_str()),
                Some(_) => continue,
            };
            let (middle, width, y) = ((from + to) / 2.0, kind.width(text), plot.bottom - 14.0);
            canvas.raw(&format!(
                r##"<rect class="pv-paper" x="{}" y="{}" width="{}" height="20" fill="#fff"/>"##,
                n(middle - width / 2.0 - 3.0),
                n(y - 14.5),
                n(width + 6.0)
            ));
            canvas.text(middle, y, Anchor::Middle, kind, text);
        }
        unlabelled
    }

    fn draw_breaks(&self, canvas: &mut Canvas, plot: &Plot) -> Vec<(String, &str)> {
        let mut notes: Vec<(String, &str)> = Vec::new();
        for mark in self.breaks.iter().filter(|m| plot.x.holds(m.x.into())) {
            let x = plot.x.at(mark.x.into());
            let letter = key::letter(notes.len());
            canvas.line(x, 20.0, x, plot.bottom, Stroke::BREAK);
            canvas.ring(x, 11.0, &letter);
            notes.push((letter, mark.label.as_str()));
        }
        notes
    }

    /// In the right margin when wide, along the line when compact.
    fn label_limits(&self, canvas: &mut Canvas, plot: &Plot, size: Size) {
        let mut limits: Vec<&Limit> = self.limits.iter().filter(|l| plot.y.holds(l.at)).collect();
        limits.sort_by(|a, b| b.at.total_cmp(&a.at));
        let (mut line_above, mut label_above) = (plot.top, f64::NEG_INFINITY);
        for limit in limits {
            let kind = Type::KEY.inked(limit.tone).with_halo();
            let y = plot.y.at(limit.at);
            let room = size.pick(184.0, plot.right - plot.left - 8.0);
            let label = fit(&limit.label, SMALL, room);
            // Over its line when there is room before the line above, else under it.
            let beside = if y - line_above < 18.0 { y + 15.0 } else { y - 5.0 };
            let baseline = size.pick(y + 4.5, beside).max(label_above + SMALL + 3.0);
            let (x, anchor) = match size {
                Size::Wide => (plot.right + 10.0, Anchor::Start),
                Size::Compact => self.quiet_end(plot, baseline, kind.width(&label)),
            };
            canvas.text(x, baseline, anchor, kind, &label);
            (line_above, label_above) = (y, baseline);
        }
    }

    /// The end of the plot, left or right, where a label of this width hides fewer points.
    fn quiet_end(&self, plot: &Plot, baseline: f64, width: f64) -> (f64, Anchor) {
        let hidden = |from: f64, to: f64| {
            let points = self.runs.iter().flat_map(|r| self.seen(r)).flatten();
            points
                .filter(|p| {
                    let (x, y) = (plot.x.at(p.x.into()), plot.y.at(p.y));
                    x > from && x < to && y > baseline - 18.0 && y < baseline + 6.0
                })
                .count()
        };
        let (left, right) = (plot.left + 4.0, plot.right - 4.0);
        if hidden(left, left + width + 6.0) <= hidden(right - width - 6.0, right) {
            (left, Anchor::Start)
        } else {
            (right, Anchor::End)
        }
    }

    /// Points shrink when months are many.
    fn radius(&self, plot: &Plot) -> f64 {
        let months = f64::from(self.x_max) - f64::from(self.x_min);
        ((plot.right - plot.left) / (months.abs() + 1.0) * 0.34).clamp(2.2, 5.0)
    }

    /// The pieces of a run that can be drawn.
    fn seen<'a>(&self, run: &'a Run) -> Vec<&'a [Point]> {
        let (first, last) = (self.x_min.min(self.x_max), self.x_max.max(self.x_min));
        run.points
            .split(|p| !p.y.is_finite() || p.x < first || p.x > last)
            .filter(|piece| !piece.is_empty())
            .collect()
    }
}

fn draw_run(canvas: &mut Canvas, plot: &Plot, pieces: &[&[Point]], radius: f64) {
    for piece in pieces {
        for banded in piece.chunk_by(|a, b| interval(a).is_some() && interval(b).is_some()) {
            draw_interval(canvas, plot, banded);
        }
        if piece.len() > 1 {
            let d = path(plot, piece.iter().map(|p| (p.x, p.y)));
            canvas.raw(&format!(
                r##"<path class="pv-curve" d="{d}" stroke="#33475b" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>"##
            ));
        }
        let radius = if piece.len() == 1 { radius.max(3.5) } else { radius };
        for point in *piece {
            canvas.raw(&point.tone.mark(plot.x.at(point.x.into()), plot.y.at(point.y), radius));
        }
    }
}

/// A band through neighbouring intervals, a whisker for a lone one.
fn draw_interval(canvas: &mut Canvas, plot: &Plot, points: &[Point]) {
    let ends: Vec<(i32, f64, f64)> =
        points.iter().filter_map(|p| interval(p).map(|(low, high)| (p.x, low, high))).collect();
    match ends.as_slice() {
        [] => {}
        [(x, low, high)] => {
            let (x, low, high) = (plot.x.at(f64::from(*x)), plot.y.at(*low), plot.y.at(*high));
            canvas.raw(&format!(
                r##"<path class="pv-whisker" d="M{} {}V{}M{} {}h8M{} {}h8" stroke="#6b7a8a" stroke-width="1.5"/>"##,
                n(x),
                n(low),
                n(high),
                n(x - 4.0),
                n(low),
                n(x - 4.0),
                n(high)
            ));
        }
        many => {
            let there = many.iter().map(|(x, _, high)| (*x, *high));
            let back = many.iter().rev().map(|(x, low, _)| (*x, *low));
            let d = path(plot, there.chain(back));
            canvas.raw(&format!(r##"<path class="pv-band" d="{d}z" fill="#6f8fb3" fill-opacity=".22"/>"##));
        }
    }
}

fn interval(point: &Point) -> Option<(f64, f64)> {
    let (low, high) = (point.low?, point.high?);
    (low.is_finite() && high.is_finite()).then_some((low.min(high), high.max(low)))
}

fn path(plot: &Plot, points: impl Iterator<Item = (i32, f64)>) -> String {
    let mut d = String::new();
    for (x, y) in points {
        d.push(if d.is_empty() { 'M' } else { 'L' });
        d.push_str(&n(plot.x.at(x.into())));
        d.push(' ');
        d.push_str(&n(plot.y.at(y)));
    }
    d
}
