//! One place beside two others, indicator by indicator: a dot plot from 0 to 100 %.

use crate::Goal;
use crate::axis::Scale;
use crate::canvas::{Anchor, Canvas, LETTER, SMALL, Size, Stroke, Type, n};
use crate::text::{fit, wrap};
use crate::tone::diamond;

/// One indicator. A share that is absent or not finite has no mark, but its text is written.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ComparisonRow {
    /// What is compared ("Accessibilité").
    pub label: String,
    /// Share here, from 0 to 1: a disc.
    pub here: Option<f64>,
    /// Share of all, from 0 to 1: a tick.
    pub all: Option<f64>,
    /// Share of another, from 0 to 1: a diamond.
    pub other: Option<f64>,
    /// The same in words ("87 %", "non mesuré").
    pub here_text: String,
    /// The same in words.
    pub all_text: String,
    /// The same in words.
    pub other_text: String,
}

/// Rows one under the other, label and figures over each axis, so that it fits a phone.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Prefix of the ids, unique in its page.
    pub id: String,
    /// Accessible name.
    pub title: String,
    /// What the picture shows, in a sentence or two.
    pub desc: String,
    /// From top to bottom.
    pub rows: Vec<ComparisonRow>,
    /// A short line across the axis of every row.
    pub goal: Option<Goal>,
    /// Names of `here`, `all` and `other`; an empty one is left out, with its marks' key.
    pub legend: [String; 3],
}

#[derive(Clone, Copy)]
enum Shape {
    Disc,
    Tick,
    Diamond,
}

const SHAPES: [Shape; 3] = [Shape::Disc, Shape::Tick, Shape::Diamond];

impl Comparison {
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
        let (left, right) = (9.0, size.width() - 9.0);
        let scale = Scale::new(0.0, 1.0, left, right);
        let goal = self.goal.as_ref().filter(|g| g.share.is_finite());
        let mut y = self.draw_legend(&mut canvas, size, goal);
        for row in &self.rows {
            let lines = label_lines(row, size);
            let axis = y + lines.len().max(1) as f64 * 18.0 + size.pick(18.0, 40.0);
            write_row(&mut canvas, row, &lines, size, y);
            draw_axis(&mut canvas, scale, axis);
            if let Some(goal) = goal {
                let x = scale.at(goal.share);
                canvas.line(x, axis - 11.0, x, axis + 11.0, GOAL);
            }
            // The disc last: where marks meet, the one that matters stays whole.
            for (shape, share) in SHAPES.into_iter().zip([row.here, row.all, row.other]).rev() {
                if let Some(share) = share.filter(|s| s.is_finite()) {
                    draw_shape(&mut canvas, shape, scale.at(share), axis);
                }
            }
            y = axis + 26.0;
        }
        canvas.finish("comparison", &self.title, &self.desc, y.max(8.0))
    }

    fn draw_legend(&self, canvas: &mut Canvas, size: Size, goal: Option<&Goal>) -> f64 {
        let (mut x, mut y) = (2.0, 2.0);
        let names = SHAPES.into_iter().map(Some).zip(self.legend.iter().map(String::as_str));
        let goal = goal.map(|g| (None, g.label.as_str()));
        let mut any = false;
        for (shape, name) in names.chain(goal).filter(|(_, name)| !name.trim().is_empty()) {
            let name = fit(name, SMALL, size.width() - 26.0);
            let width = 20.0 + Type::KEY.width(&name);
            if x > 2.0 && x + width > size.width() - 2.0 {
                x = 2.0;
                y += 22.0;
            }
            match shape {
                Some(shape) => draw_shape(canvas, shape, x + 7.0, y + 10.0),
                None => canvas.line(x + 7.0, y, x + 7.0, y + 20.0, GOAL),
            }
            canvas.text(x + 20.0, y + 14.5, Anchor::Start, Type::KEY, &name);
            x += width + 20.0;
            any = true;
        }
        if any { y + 32.0 } else { 2.0 }
    }
}

const GOAL: Stroke = Stroke { width: 1.6, dash: "3 2.5", ..Stroke::GOAL };

/// Width of a column of figures in the wide drawing.
const FIGURE: f64 = 112.0;

fn label_lines(row: &ComparisonRow, size: Size) -> Vec<String> {
    let room = size.pick(size.width() - 3.0 * FIGURE - 16.0, size.width() - 4.0);
    wrap(&row.label, LETTER * 1.08, room, 2)
}

/// The row's name and figures: side by side when wide, one under the other when compact.
fn write_row(canvas: &mut Canvas, row: &ComparisonRow, lines: &[String], size: Size, top: f64) {
    for (rank, line) in lines.iter().enumerate() {
        canvas.text(2.0, top + 15.0 + rank as f64 * 18.0, Anchor::Start, Type::BOLD, line);
    }
    let (column, first, baseline) = match size {
        Size::Wide => (FIGURE, size.width() - 3.0 * FIGURE, top + 15.0),
        Size::Compact => (106.0, 2.0, top + 18.0 + lines.len().max(1) as f64 * 18.0),
    };
    let figures = [&row.here_text, &row.all_text, &row.other_text];
    for (rank, (shape, text)) in SHAPES.into_iter().zip(figures).enumerate() {
        if text.trim().is_empty() {
            continue;
        }
        let x = first + rank as f64 * column;
        let kind = if rank == 0 { Type::KEY.bold() } else { Type::KEY };
        draw_shape(canvas, shape, x + 7.0, baseline - 4.5);
        canvas.text(x + 20.0, baseline, Anchor::Start, kind, &fit(text, SMALL * 1.08, column - 22.0));
    }
}

fn draw_axis(canvas: &mut Canvas, scale: Scale, y: f64) {
    canvas.line(scale.at(0.0), y, scale.at(1.0), y, Stroke { width: 2.0, ..Stroke::GRID });
    for quarter in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let x = scale.at(quarter);
        canvas.line(x, y - 4.0, x, y + 4.0, Stroke { colour: "#c3cad2", ..Stroke::GRID });
    }
}

fn draw_shape(canvas: &mut Canvas, shape: Shape, x: f64, y: f64) {
    canvas.raw(&match shape {
        Shape::Disc => format!(
            r##"<circle class="pv-here" cx="{}" cy="{}" r="6.5" fill="#1f3a5f" stroke="#fff" stroke-width="1.5"/>"##,
            n(x),
            n(y)
        ),
        Shape::Tick => format!(
            r##"<rect class="pv-all" x="{}" y="{}" width="4" height="18" fill="#4a5560" stroke="#fff"/>"##,
            n(x - 2.0),
            n(y - 9.0)
        ),
        Shape::Diamond => format!(
            r##"<path class="pv-other" d="{}" fill="#fff" stroke="#8a5a00" stroke-width="2"/>"##,
            diamond(x, y, 7.5)
        ),
    });
}
