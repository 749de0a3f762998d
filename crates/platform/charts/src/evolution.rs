//! How the grades were shared out, edition after edition: stacked columns of 100 %.

use crate::axis::Scale;
use crate::canvas::{Area, Canvas, Size, Stroke, Type};
use crate::key::{self, Sign};
use crate::{Segment, Tone};

/// One edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name ("T3 2026"); written under as many columns as there is room for, the last always.
    pub label: String,
    /// From the bottom up.
    pub segments: Vec<Segment>,
    /// The share of green, as the caller words and rounds it ("87 %", or "87" when there are many columns);
    /// written over as many columns as there is room for, the last always.
    pub share_text: String,
    /// Why this edition cannot be compared with the one before ("Nouvelle méthode de calcul").
    pub broken_before: Option<String>,
}

/// Columns of equal height, from left to right; readable from 1 to about 40.
#[derive(Clone, Debug, PartialEq)]
pub struct Evolution {
    /// Prefix of the ids, unique in its page.
    pub id: String,
    /// Accessible name.
    pub title: String,
    /// What the picture shows, in a sentence or two.
    pub desc: String,
    /// What the figures over the columns are ("Part de vert, en %"); may be empty.
    pub share_label: String,
    /// From the oldest to the newest.
    pub columns: Vec<Column>,
    /// Whether to say below what the patterns mean.
    pub legend: bool,
}

impl Evolution {
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
        let (left, right) = (2.0, size.width() - 2.0);
        let mut y = 2.0;
        if !self.share_label.trim().is_empty() {
            canvas.text_within(0.0, y + 14.0, Type::AXIS, &self.share_label);
            y += 24.0;
        }
        let broken = self.columns.iter().any(|c| c.broken_before.is_some());
        let rings = y + 10.0;
        if broken {
            y += 24.0;
        }
        let top = y + 22.0;
        let bottom = top + size.pick(240.0, 180.0);
        let pitch = (right - left) / self.columns.len().max(1) as f64;
        let bar = (pitch * 0.76).min(72.0);
        let centre = |rank: usize| left + pitch * (rank as f64 + 0.5);

        for (rank, column) in self.columns.iter().enumerate() {
            draw_column(&mut canvas, column, centre(rank) - bar / 2.0, bar, top, bottom);
        }
        canvas.line(left, bottom, right, bottom, Stroke::AXIS);

        let mut notes: Vec<(String, &str)> = Vec::new();
        for (rank, column) in self.columns.iter().enumerate() {
            let Some(why) = &column.broken_before else { continue };
            let x = left + pitch * rank as f64;
            canvas.line(x, top, x, bottom, Stroke { width: 3.5, ..Stroke::HALO });
            canvas.line(x, rings, x, bottom, Stroke::BREAK);
            let letter = key::letter(notes.len());
            canvas.ring(x.clamp(10.0, right - 8.0), rings, &letter);
            notes.push((letter, why));
        }

        let shares = Type { size: 13.0, ..Type::BOLD }.with_halo();
        let row = |text: fn(&Column) -> &str| -> Vec<(f64, &str)> {
            self.columns.iter().enumerate().map(|(rank, c)| (centre(rank), text(c))).collect()
        };
        canvas.text_row(top - 7.0, shares, 4.0, &row(|c| &c.share_text));
        canvas.text_row(bottom + 18.0, Type::AXIS, 6.0, &row(|c| &c.label));

        let mut y = bottom + 32.0;
        if self.legend {
            y = key::legend(&mut canvas, size, y, &self.legend_items());
        }
        let y = key::letters(&mut canvas, size, y, &notes);
        canvas.finish("evolution", &self.title, &self.desc, y + 2.0)
    }

    /// Each tone and label met, once, in the order met.
    fn legend_items(&self) -> Vec<(Sign, String, String)> {
        let mut seen: Vec<(Tone, &str)> = Vec::new();
        for segment in self.columns.iter().flat_map(|c| &c.segments).filter(|s| s.count > 0) {
            if !seen.contains(&(segment.tone, &segment.label)) {
                seen.push((segment.tone, &segment.label));
            }
        }
        seen.into_iter().map(|(t, l)| (Sign::Area(Area::Tone(t)), l.to_owned(), String::new())).collect()
    }
}

fn draw_column(canvas: &mut Canvas, column: &Column, x: f64, width: f64, top: f64, bottom: f64) {
    let total: u64 = column.segments.iter().map(|s| u64::from(s.count)).sum();
    if total == 0 {
        canvas.area(x, top, width, bottom - top, Area::Tone(Tone::Missing));
        return;
    }
    let scale = Scale::new(0.0, total as f64, bottom, top);
    let mut below = 0;
    for segment in column.segments.iter().filter(|s| s.count > 0) {
        let foot = scale.at(below as f64);
        below += u64::from(segment.count);
        let head = scale.at(below as f64);
        let gap = if below == total { 0.0 } else { ((foot - head) * 0.3).min(1.5) };
        canvas.area(x, head + gap, width, foot - head - gap, Area::Tone(segment.tone));
    }
}
