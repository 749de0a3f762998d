//! The sheet a chart draws on: SVG elements with classes, default colours and short numbers.

use std::fmt::Write as _;

use crate::Tone;
use crate::axis::thinning;
use crate::text::{self, escape, fit, safe_id};

/// Size of ordinary letters, in units.
pub(crate) const LETTER: f64 = 14.0;
/// Size of the letters of axes and keys.
pub(crate) const SMALL: f64 = 13.0;

/// Which of the two drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    Wide,
    Compact,
}

impl Size {
    pub(crate) fn width(self) -> f64 {
        match self {
            Size::Wide => 720.0,
            Size::Compact => 320.0,
        }
    }

    pub(crate) fn pick<T>(self, wide: T, compact: T) -> T {
        match self {
            Size::Wide => wide,
            Size::Compact => compact,
        }
    }
}

/// Where a text stands from its x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Type {
    pub size: f64,
    pub bold: bool,
    pub class: &'static str,
    pub fill: &'static str,
    /// A white edge, for a text that may cross a line.
    pub halo: bool,
}

impl Type {
    pub(crate) const BODY: Type =
        Type { size: LETTER, bold: false, class: "pv-text", fill: "#1b1f24", halo: false };
    pub(crate) const BOLD: Type = Type { bold: true, ..Type::BODY };
    pub(crate) const AXIS: Type =
        Type { size: SMALL, bold: false, class: "pv-text--axis", fill: "#4a5560", halo: false };
    pub(crate) const KEY: Type = Type { size: SMALL, ..Type::BODY };

    pub(crate) fn with_halo(self) -> Type {
        Type { halo: true, ..self }
    }

    pub(crate) fn bold(self) -> Type {
        Type { bold: true, ..self }
    }

    pub(crate) fn inked(self, tone: Tone) -> Type {
        Type { class: tone_text_class(tone), fill: tone.ink(), ..self }
    }

    /// About how wide a text is in this type; bold letters are some 8 % wider.
    pub(crate) fn width(self, text: &str) -> f64 {
        text::width(text, self.size) * if self.bold { 1.08 } else { 1.0 }
    }
}

/// A line: class, default colour, width and dashes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stroke {
    pub class: &'static str,
    pub colour: &'static str,
    pub width: f64,
    pub dash: &'static str,
}

impl Stroke {
    pub(crate) const GRID: Stroke = Stroke { class: "pv-grid", colour: "#e1e5ea", width: 1.0, dash: "" };
    pub(crate) const AXIS: Stroke = Stroke { class: "pv-axis", colour: "#4a5560", width: 1.0, dash: "" };
    pub(crate) const BREAK: Stroke = Stroke { class: "pv-break", colour: "#4a5560", width: 1.2, dash: "4 4" };
    pub(crate) const GOAL: Stroke = Stroke { class: "pv-goal", colour: "#1b1f24", width: 2.0, dash: "" };
    pub(crate) const HALO: Stroke = Stroke { class: "pv-halo", colour: "#fff", width: 5.0, dash: "" };

    pub(crate) fn limit(tone: Tone) -> Stroke {
        Stroke { class: tone_limit_class(tone), colour: tone.ink(), width: 1.4, dash: "7 4" }
    }
}

/// Fill of an area with a tone, or of the hatching that says "no reading".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Area {
    Tone(Tone),
    Gap,
}

/// A drawing under way. Elements appear in the order they are added; the height is told at the end.
pub(crate) struct Canvas {
    id: String,
    size: Size,
    body: String,
    areas: Vec<Area>,
}

impl Canvas {
    pub(crate) fn new(id: &str, size: Size) -> Canvas {
        let id = format!("{}{}", safe_id(id), size.pick("", "-compact"));
        Canvas { id, size, body: String::with_capacity(4096), areas: Vec::new() }
    }

    /// Adds ready-made markup.
    pub(crate) fn raw(&mut self, markup: &str) {
        self.body.push_str(markup);
    }

    /// A text on its baseline `y`; nothing when it is blank.
    pub(crate) fn text(&mut self, x: f64, y: f64, anchor: Anchor, kind: Type, text: &str) {
        let text = escape(text);
        if text.trim().is_empty() {
            return;
        }
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let size = if (kind.size - LETTER).abs() < 0.01 {
            String::new()
        } else {
            format!(r#" font-size="{}""#, n(kind.size))
        };
        let bold = if kind.bold { r#" font-weight="600""# } else { "" };
        let halo = if kind.halo {
            r##" stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke""##
        } else {
            ""
        };
        let _ = write!(
            self.body,
            r#"<text class="{}" x="{}" y="{}"{anchor}{size}{bold}{halo} fill="{}">{text}</text>"#,
            kind.class,
            n(x),
            n(y),
            kind.fill
        );
    }

    /// A text centred on `x` as far as the sheet allows, cut when wider than the sheet.
    pub(crate) fn text_within(&mut self, x: f64, y: f64, kind: Type, text: &str) {
        let width = self.size.width();
        let text = fit(text, kind.size, width - 4.0);
        let half = kind.width(&text) / 2.0 + 1.0;
        // Anchored to the edge rather than moved: the real letters may be narrower than thought.
        if x < half {
            self.text(1.0, y, Anchor::Start, kind, &text);
        } else if x > width - half {
            self.text(width - 1.0, y, Anchor::End, kind, &text);
        } else {
            self.text(x, y, Anchor::Middle, kind, &text);
        }
    }

    /// Writes as many labels of a row as fit without touching. `labels` are (x, text), from left to right.
    pub(crate) fn text_row(&mut self, y: f64, kind: Type, gap: f64, labels: &[(f64, &str)]) {
        let sheet = self.size.width();
        let placed: Vec<(f64, f64)> = labels
            .iter()
            .map(|(x, text)| {
                let width = kind.width(text).min(sheet - 2.0);
                (x.clamp(width / 2.0 + 1.0, sheet - width / 2.0 - 1.0), width)
            })
            .collect();
        for (x, text) in labels.iter().rev().step_by(thinning(&placed, gap)) {
            self.text_within(*x, y, kind, text);
        }
    }

    pub(crate) fn line(&mut self, x1: f64, y1: f64, x2: f64, y2: f64, stroke: Stroke) {
        let dash = if stroke.dash.is_empty() {
            String::new()
        } else {
            format!(r#" stroke-dasharray="{}""#, stroke.dash)
        };
        let _ = write!(
            self.body,
            r#"<path class="{}" d="M{} {}L{} {}" stroke="{}" stroke-width="{}"{dash}/>"#,
            stroke.class,
            n(x1),
            n(y1),
            n(x2),
            n(y2),
            stroke.colour,
            n(stroke.width)
        );
    }

    /// A filled rectangle; nothing when it has no area.
    pub(crate) fn area(&mut self, x: f64, y: f64, width: f64, height: f64, area: Area) {
        if width <= 0.0 || height <= 0.0 {
            return;
        }
        if !self.areas.contains(&area) {
            self.areas.push(area);
        }
        // The palest areas need an edge to be seen on white.
        let edge = match area {
            Area::Tone(Tone::Missing) => r##" stroke="#8b95a1" stroke-width=".8""##,
            Area::Gap => r##" stroke="#d5dbe1" stroke-width=".8""##,
            Area::Tone(_) => "",
        };
        let _ = write!(
            self.body,
            r#"<rect class="pv-area" x="{}" y="{}" width="{}" height="{}" fill="url(#{}-{})"{edge}/>"#,
            n(x),
            n(y),
            n(width),
            n(height),
            self.id,
            area_name(area)
        );
    }

    /// A letter in a ring, as set at the top of a dashed line.
    pub(crate) fn ring(&mut self, x: f64, y: f64, letter: &str) {
        let _ = write!(
            self.body,
            r##"<circle class="pv-ring" cx="{}" cy="{}" r="9" fill="#fff" stroke="#4a5560"/>"##,
            n(x),
            n(y)
        );
        self.text(x, y + 4.2, Anchor::Middle, Type { size: 12.0, bold: true, ..Type::BODY }, letter);
    }

    /// The whole picture: `name` is the last part of the class `pv-chart--NAME`.
    pub(crate) fn finish(self, name: &str, title: &str, desc: &str, height: f64) -> String {
        let (id, width) = (&self.id, self.size.width());
        let mut out = String::with_capacity(self.body.len() + 2048);
        let _ = write!(
            out,
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="pv-chart pv-chart--{name} pv-chart--{size}" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{id}-title {id}-desc" font-family="system-ui, sans-serif" font-size="{letter}" fill="none"><title id="{id}-title">{title}</title><desc id="{id}-desc">{desc}</desc>"#,
            size = self.size.pick("wide", "compact"),
            w = n(width),
            h = n(height),
            letter = n(LETTER),
            title = escape(title),
            desc = escape(desc),
        );
        if !self.areas.is_empty() {
            out.push_str("<defs>");
            for area in &self.areas {
                let id = format!("{id}-{}", area_name(*area));
                match area {
                    Area::Tone(tone) => out.push_str(&tone.pattern(&id)),
                    Area::Gap => {
                        let _ = write!(
                            out,
                            r##"<pattern id="{id}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="pv-gap" width="7" height="7" fill="#fafbfc"/><path class="pv-gap-line" d="M0 0V7" stroke="#c3cad2" stroke-width="2"/></pattern>"##
                        );
                    }
                }
            }
            out.push_str("</defs>");
        }
        let _ = write!(
            out,
            r##"<rect class="pv-paper" width="{}" height="{}" fill="#fff"/>"##,
            n(width),
            n(height)
        );
        out.push_str(&self.body);
        out.push_str("</svg>");
        out
    }
}

/// A coordinate in at most one decimal; what is not finite, which callers keep out, would be 0.
pub(crate) fn n(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.1}");
    match text.strip_suffix(".0").unwrap_or(&text) {
        "-0" => "0".to_owned(),
        short => short.to_owned(),
    }
}

fn area_name(area: Area) -> &'static str {
    match area {
        Area::Tone(tone) => tone.name(),
        Area::Gap => "gap",
    }
}

fn tone_text_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Green => "pv-text--green",
        Tone::Amber => "pv-text--amber",
        Tone::Red => "pv-text--red",
        Tone::Blue => "pv-text--blue",
        Tone::Neutral => "pv-text--neutral",
        Tone::Missing => "pv-text--missing",
    }
}

fn tone_limit_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Green => "pv-limit--green",
        Tone::Amber => "pv-limit--amber",
        Tone::Red => "pv-limit--red",
        Tone::Blue => "pv-limit--blue",
        Tone::Neutral => "pv-limit--neutral",
        Tone::Missing => "pv-limit--missing",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tone::tests::contrast;

    #[test]
    fn numbers_are_short_and_always_numbers() {
        for (value, wanted) in [
            (1.0, "1"),
            (1.26, "1.3"),
            (-0.04, "0"),
            (0.0, "0"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
            (-2.5, "-2.5"),
        ] {
            assert_eq!(n(value), wanted);
        }
    }

    #[test]
    fn texts_can_be_read_on_white() {
        for kind in [Type::BODY, Type::BOLD, Type::AXIS, Type::KEY] {
            assert!(contrast(kind.fill, "#fff") >= 4.5, "{kind:?}");
        }
    }
}
