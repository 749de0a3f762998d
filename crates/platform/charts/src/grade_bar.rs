//! How many things bear each grade: one stacked bar.

use crate::axis::Scale;
use crate::canvas::{Anchor, Area, Canvas, Size, Stroke, Type};
use crate::key::{self, Sign};
use crate::text::grouped;
use crate::{Goal, Segment, Tone};

/// One horizontal bar, its segments from left to right. Counts stand over the segments wide enough, and
/// all of them in the legend below.
#[derive(Clone, Debug, PartialEq)]
pub struct GradeBar {
    /// Prefix of the ids, unique in its page.
    pub id: String,
    /// Accessible name.
    pub title: String,
    /// What the picture shows, in a sentence or two.
    pub desc: String,
    /// From left to right; those that count 0 appear in the legend only.
    pub segments: Vec<Segment>,
    /// A line at this share of the whole bar.
    pub goal: Option<Goal>,
}

impl GradeBar {
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
        let (left, right, top, height) = (2.0, size.width() - 2.0, 24.0, 36.0);
        let bottom = top + height;
        let total: u64 = self.segments.iter().map(|s| u64::from(s.count)).sum();
        let scale = Scale::new(0.0, total as f64, left, right);

        if total == 0 {
            canvas.area(left, top, right - left, height, Area::Tone(Tone::Missing));
        }
        let mut before = 0;
        for segment in self.segments.iter().filter(|s| s.count > 0) {
            let x = scale.at(before as f64);
            before += u64::from(segment.count);
            let width = scale.at(before as f64) - x;
            // A white gap parts neighbours, but never eats a sliver.
            let gap = if before == total { 0.0 } else { (width * 0.3).min(2.0) };
            canvas.area(x, top, width - gap, height, Area::Tone(segment.tone));
            let count = grouped(segment.count.into());
            if Type::BOLD.width(&count) + 6.0 <= width {
                canvas.text(x + width / 2.0, top - 8.0, Anchor::Middle, Type::BOLD, &count);
            }
        }

        let mut y = bottom + 10.0;
        if let Some(goal) = self.goal.as_ref().filter(|g| g.share.is_finite()) {
            let x = Scale::new(0.0, 1.0, left + 1.0, right - 1.0).at(goal.share);
            canvas.line(x, top - 3.0, x, bottom + 9.0, Stroke::HALO);
            canvas.line(x, top - 3.0, x, bottom + 9.0, Stroke::GOAL);
            canvas.text_within(x, bottom + 24.0, Type::KEY, &goal.label);
            y = bottom + 36.0;
        }
        let items: Vec<_> = self
            .segments
            .iter()
            .map(|s| (Sign::Area(Area::Tone(s.tone)), s.label.clone(), grouped(s.count.into())))
            .collect();
        let y = key::legend(&mut canvas, size, y, &items);
        canvas.finish("grades", &self.title, &self.desc, y + 2.0)
    }
}
