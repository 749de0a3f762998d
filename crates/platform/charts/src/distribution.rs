//! How many procedures stand at each value: a histogram.

use crate::axis::{self, Scale};
use crate::canvas::{Anchor, Area, Canvas, SMALL, Size, Stroke, Type};
use crate::text::{fit, grouped};
use crate::{Limit, Tone};

/// One bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Lower edge, included.
    pub from: f64,
    /// Upper edge. A bin with `to` not above `from`, or an edge not finite, is left out.
    pub to: f64,
    /// Height of the bar; bins are meant to be equally wide.
    pub count: u32,
    /// Grade of the values within.
    pub tone: Tone,
}

/// A histogram; its value axis spans the bins, limits and ticks.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    /// Prefix of the ids, unique in its page.
    pub id: String,
    /// Accessible name.
    pub title: String,
    /// What the picture shows, in a sentence or two.
    pub desc: String,
    /// The bars.
    pub bins: Vec<Bin>,
    /// Thresholds on the value axis: dashed vertical lines, labelled above.
    pub limits: Vec<Limit>,
    /// Labels under the value axis, from left to right; thinned out when they would touch.
    pub x_ticks: Vec<(f64, String)>,
    /// What is counted ("Nombre de démarches"), written over the count axis.
    pub y_label: String,
}

impl Distribution {
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
        let bins: Vec<&Bin> =
            self.bins.iter().filter(|b| b.from.is_finite() && b.to.is_finite() && b.from < b.to).collect();
        let tallest = bins.iter().map(|b| u64::from(b.count)).max().unwrap_or(0);
        let step = axis::whole_step(tallest);
        let ceiling = tallest.div_ceil(step).max(1) * step;

        let left = Type::AXIS.width(&grouped(ceiling)) + 12.0;
        let right = size.width() - 8.0;
        let (from, to) = self.span(&bins);
        let x = Scale::new(from, to, left, right);

        let mut top = 4.0;
        if !self.y_label.trim().is_empty() {
            canvas.text(1.0, 15.0, Anchor::Start, Type::AXIS, &fit(&self.y_label, SMALL, right));
            top += 24.0;
        }
        let placed = self.place_limits(x, left, right);
        let lanes = placed.iter().map(|p| p.lane + 1).max().unwrap_or(0);
        let labels_top = top;
        top += lanes as f64 * 19.0 + 10.0;
        let bottom = top + size.pick(220.0, 180.0);
        let y = Scale::new(0.0, ceiling as f64, bottom, top);

        for count in (0..=ceiling / step).map(|k| k * step) {
            let at = y.at(count as f64);
            canvas.line(left, at, right, at, Stroke::GRID);
            canvas.text(left - 8.0, at + 4.5, Anchor::End, Type::AXIS, &grouped(count));
        }
        draw_bars(&mut canvas, &bins, x, y, bottom);
        canvas.line(left, bottom, right, bottom, Stroke::AXIS);

        let ticks: Vec<(f64, &str)> = self
            .x_ticks
            .iter()
            .filter(|(v, _)| x.holds(*v))
            .map(|(v, label)| (x.at(*v), label.as_str()))
            .collect();
        for (at, _) in &ticks {
            canvas.line(*at, bottom, *at, bottom + 5.0, Stroke::AXIS);
        }
        canvas.text_row(bottom + 20.0, Type::AXIS, 10.0, &ticks);

        for Placed { limit, x, lane, .. } in &placed {
            let baseline = labels_top + *lane as f64 * 19.0 + 14.0;
            canvas.line(*x, baseline + 4.0, *x, bottom, Stroke { width: 4.0, ..Stroke::HALO });
            canvas.line(*x, baseline + 4.0, *x, bottom, Stroke::limit(limit.tone));
        }
        for Placed { limit, x, lane, anchor, label } in &placed {
            let baseline = labels_top + *lane as f64 * 19.0 + 14.0;
            canvas.text(*x, baseline, *anchor, Type::KEY.inked(limit.tone).with_halo(), label);
        }
        canvas.finish("distribution", &self.title, &self.desc, bottom + 30.0)
    }

    fn span(&self, bins: &[&Bin]) -> (f64, f64) {
        let values = bins
            .iter()
            .flat_map(|b| [b.from, b.to])
            .chain(self.limits.iter().map(|l| l.at))
            .chain(self.x_ticks.iter().map(|(v, _)| *v))
            .filter(|v| v.is_finite());
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
    }

    /// Gives each label a lane over the plot where it touches no other.
    fn place_limits(&self, x: Scale, left: f64, right: f64) -> Vec<Placed<'_>> {
        let mut limits: Vec<&Limit> = self.limits.iter().filter(|l| l.at.is_finite()).collect();
        limits.sort_by(|a, b| a.at.total_cmp(&b.at));
        let mut lane_ends: Vec<f64> = Vec::new();
        let mut placed = Vec::with_capacity(limits.len());
        for limit in limits {
            let at = x.at(limit.at);
            let label = fit(&limit.label, SMALL, right - left);
            let width = Type::KEY.width(&label);
            let (anchor, start) = if at + width / 2.0 > right + 6.0 {
                (Anchor::End, at - width)
            } else if at - width / 2.0 < 2.0 {
                (Anchor::Start, at)
            } else {
                (Anchor::Middle, at - width / 2.0)
            };
            let lane = lane_ends.iter().position(|end| end + 10.0 <= start).unwrap_or(lane_ends.len());
            if lane == lane_ends.len() {
                lane_ends.push(start + width);
            } else {
                lane_ends[lane] = start + width;
            }
            placed.push(Placed { limit, x: at, lane, anchor, label });
        }
        placed
    }
}

struct Placed<'a> {
    limit: &'a Limit,
    x: f64,
    lane: usize,
    anchor: Anchor,
    label: String,
}

/// The counts are written over the bars when every one of them has room.
fn draw_bars(canvas: &mut Canvas, bins: &[&Bin], x: Scale, y: Scale, bottom: f64) {
    let width = |b: &Bin| x.at(b.to) - x.at(b.from);
    let roomy = bins.iter().all(|b| Type::KEY.width(&grouped(b.count.into())) + 4.0 <= width(b));
    for bin in bins.iter().filter(|b| b.count > 0) {
        let (start, head) = (x.at(bin.from), y.at(bin.count.into()).min(bottom - 1.0));
        let gap = (width(bin) * 0.2).min(2.0);
        canvas.area(start + gap / 2.0, head, width(bin) - gap, bottom - head, Area::Tone(bin.tone));
        if roomy {
            let count = grouped(bin.count.into());
            let middle = start + width(bin) / 2.0;
            canvas.text(middle, head - 5.0, Anchor::Middle, Type::KEY.with_halo(), &count);
        }
    }
}
