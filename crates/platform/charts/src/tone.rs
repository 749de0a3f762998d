//! The grades as seen: colour, pattern, shape and icon, each enough on its own.

use std::fmt::Write as _;

use crate::canvas::n;

/// A grade, as drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Good: plain area, disc.
    Green,
    /// To improve: diagonal lines, triangle.
    Amber,
    /// Bad: cross-hatch, square.
    Red,
    /// Apart from the scale (for instance "in progress"): dots, diamond.
    Blue,
    /// A value without a grade: horizontal lines, small disc.
    Neutral,
    /// No value: light area with faint dots, hollow disc.
    Missing,
}

impl Tone {
    /// Every tone, in the order of a legend.
    pub const ALL: [Tone; 6] =
        [Tone::Green, Tone::Amber, Tone::Red, Tone::Blue, Tone::Neutral, Tone::Missing];

    /// The word used in class names and ids.
    pub fn name(self) -> &'static str {
        match self {
            Tone::Green => "green",
            Tone::Amber => "amber",
            Tone::Red => "red",
            Tone::Blue => "blue",
            Tone::Neutral => "neutral",
            Tone::Missing => "missing",
        }
    }

    /// Colour of areas: at least 3:1 on white, except `Missing`, which is told by its outline.
    pub(crate) fn fill(self) -> &'static str {
        match self {
            Tone::Green => "#2e8b57",
            Tone::Amber => "#bf800c",
            Tone::Red => "#c9483a",
            Tone::Blue => "#3f74c4",
            Tone::Neutral => "#7d8793",
            Tone::Missing => "#f3f4f6",
        }
    }

    /// Colour of texts, thin lines and points: at least 4.5:1 on white.
    pub(crate) fn ink(self) -> &'static str {
        match self {
            Tone::Green => "#18753c",
            Tone::Amber => "#8a5a00",
            Tone::Red => "#b3261e",
            Tone::Blue => "#1f5fbf",
            Tone::Neutral => "#4a5560",
            Tone::Missing => "#5c6670",
        }
    }

    /// The `<pattern>` that fills areas of this tone, with the given id.
    pub(crate) fn pattern(self, id: &str) -> String {
        let (side, turn, strokes) = match self {
            Tone::Green => (8, "", ""),
            Tone::Amber => (7, r#" patternTransform="rotate(45)""#, "M0 0V7"),
            Tone::Red => (6, r#" patternTransform="rotate(45)""#, "M0 0V6M0 0H6"),
            Tone::Blue => (6, "", ""),
            Tone::Neutral => (6, "", "M0 3H6"),
            Tone::Missing => (7, "", ""),
        };
        let mut out = format!(
            r#"<pattern id="{id}" width="{side}" height="{side}" patternUnits="userSpaceOnUse"{turn}><rect class="pv-fill--{name}" width="{side}" height="{side}" fill="{fill}"/>"#,
            name = self.name(),
            fill = self.fill()
        );
        match self {
            Tone::Blue => out.push_str(r##"<circle class="pv-dot" cx="3" cy="3" r="1.2" fill="#fff"/>"##),
            Tone::Missing => {
                out.push_str(
                    r##"<circle class="pv-dot--missing" cx="3.5" cy="3.5" r=".9" fill="#8b95a1"/>"##,
                );
            }
            _ if strokes.is_empty() => {}
            _ => {
                // A line on the edge of the tile shows half its width: 3 there is 1.5 seen.
                let width = if self == Tone::Neutral { "1.2" } else { "2.8" };
                let _ = write!(
                    out,
                    r##"<path class="pv-hatch" d="{strokes}" stroke="#fff" stroke-width="{width}" stroke-opacity=".6"/>"##
                );
            }
        }
        out.push_str("</pattern>");
        out
    }

    /// The shape of a point of this tone, centred on (x, y), `r` about half its height.
    pub(crate) fn mark(self, x: f64, y: f64, r: f64) -> String {
        let path = match self {
            Tone::Green | Tone::Neutral | Tone::Missing => None,
            Tone::Amber => {
                let (w, up, down) = (r * 1.25, r * 1.3, r * 0.95);
                Some(format!("M{} {}L{} {}H{}z", n(x), n(y - up), n(x + w), n(y + down), n(x - w)))
            }
            Tone::Red => {
                let s = r * 0.95;
                Some(format!("M{} {}H{}V{}H{}z", n(x - s), n(y - s), n(x + s), n(y + s), n(x - s)))
            }
            Tone::Blue => Some(diamond(x, y, r * 1.3)),
        };
        let (name, ink) = (self.name(), self.ink());
        // Small points close together would be all edge.
        let edge = if r < 3.0 { "" } else { r##" stroke="#fff""## };
        match path {
            Some(d) => format!(r##"<path class="pv-mark--{name}" d="{d}" fill="{ink}"{edge}/>"##),
            None if self == Tone::Missing => format!(
                r##"<circle class="pv-mark--{name}" cx="{}" cy="{}" r="{}" fill="#fff" stroke="{ink}" stroke-width="1.5"/>"##,
                n(x),
                n(y),
                n(r * 0.9)
            ),
            None => format!(
                r##"<circle class="pv-mark--{name}" cx="{}" cy="{}" r="{}" fill="{ink}"{edge}/>"##,
                n(x),
                n(y),
                n(if self == Tone::Neutral { r * 0.8 } else { r })
            ),
        }
    }
}

/// Path of a diamond centred on (x, y).
pub(crate) fn diamond(x: f64, y: f64, r: f64) -> String {
    format!("M{} {}L{} {}L{} {}L{} {}z", n(x), n(y - r), n(x + r), n(y), n(x), n(y + r), n(x - r), n(y))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Contrast of two colours, from 1 to 21: WCAG 2.2, "relative luminance".
    pub(crate) fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |colour: &str| {
            let hex = match colour {
                "#fff" => "ffffff",
                other => &other[1..],
            };
            let channel = |at: usize| {
                let share = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
                if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
        };
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn inks_and_areas_stand_out_from_white() {
        for tone in Tone::ALL {
            let ink = contrast(tone.ink(), "#fff");
            assert!(ink >= 4.5, "{tone:?} ink {ink:.2}");
            let fill = contrast(tone.fill(), "#fff");
            assert!(fill >= 3.0 || tone == Tone::Missing, "{tone:?} fill {fill:.2}");
        }
    }
}
