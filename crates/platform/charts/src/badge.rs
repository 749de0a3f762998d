//! A small label to show elsewhere, by `<img>`: what is measured, and its grade.

use std::fmt::Write as _;

use crate::Tone;
use crate::canvas::n;
use crate::text::{escape, fit, safe_id, width};

/// Two parts side by side, 28 CSS pixels high: a name, and a value with the icon of its grade.
#[derive(Clone, Debug, PartialEq)]
pub struct Badge {
    /// Prefix of the ids.
    pub id: String,
    /// What is measured ("Satisfaction"); cut beyond about 40 letters.
    pub label: String,
    /// The value ("8,4 / 10"); cut beyond about 40 letters.
    pub value: String,
    /// The grade.
    pub tone: Tone,
    /// What it says in a sentence; the accessible name is "label – value".
    pub desc: String,
}

const LETTER: f64 = 13.0;
const WIDEST: f64 = 320.0;
const ICON: f64 = 24.0;
const PAD: f64 = 10.0;

impl Badge {
    /// The badge. Its width is computed from the text; `textLength` makes any font keep to it.
    pub fn svg(&self) -> String {
        let id = safe_id(&self.id);
        let (label, value) = (fit(&self.label, LETTER, WIDEST), fit(&self.value, LETTER, WIDEST));
        let (label_width, value_width) = (width(&label, LETTER), width(&value, LETTER));
        let split = (label_width + 2.0 * PAD).round();
        let total = (split + ICON + value_width + 2.0 * PAD - 2.0).round();
        let (fill, ink) = colours(self.tone);
        let mut out = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="pv-badge pv-badge--{tone}" width="{w}" height="28" viewBox="0 0 {w} 28" role="img" aria-labelledby="{id}-title {id}-desc" font-family="system-ui, sans-serif" font-size="{LETTER}"><title id="{id}-title">{title}</title><desc id="{id}-desc">{desc}</desc>"#,
            tone = self.tone.name(),
            w = n(total),
            title = escape(&format!("{} – {}", self.label.trim(), self.value.trim())),
            desc = escape(&self.desc),
        );
        let _ = write!(
            out,
            r##"<path class="pv-badge-name" d="M4 0H{s}V28H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z" fill="#2b323a"/><path class="pv-badge-value" d="M{s} 0H{e}a4 4 0 0 1 4 4V24a4 4 0 0 1-4 4H{s}z" fill="{fill}"/>"##,
            s = n(split),
            e = n(total - 4.0),
        );
        if self.tone == Tone::Missing {
            let _ = write!(
                out,
                r##"<path d="M{s} .5H{e}a3.5 3.5 0 0 1 3.5 3.5V24a3.5 3.5 0 0 1-3.5 3.5H{s}" fill="none" stroke="#8b95a1"/>"##,
                s = n(split),
                e = n(total - 4.0),
            );
        }
        out.push_str(&icon(self.tone, split + PAD - 1.0, ink));
        write_text(&mut out, PAD, label_width, "#fff", "", &label);
        write_text(&mut out, split + PAD + ICON - 2.0, value_width, ink, r#" font-weight="600""#, &value);
        out.push_str("</svg>");
        out
    }
}

fn write_text(out: &mut String, x: f64, width: f64, fill: &str, weight: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    let _ = write!(
        out,
        r#"<text x="{}" y="18.5" textLength="{}" lengthAdjust="spacingAndGlyphs"{weight} fill="{fill}">{}</text>"#,
        n(x),
        n(width),
        escape(text)
    );
}

/// Ground and ink of the value: at least 4.5:1 to each other.
fn colours(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Green => ("#18753c", "#fff"),
        Tone::Amber => ("#ffca5f", "#1b1f24"),
        Tone::Red => ("#b3261e", "#fff"),
        Tone::Blue => ("#1f5fbf", "#fff"),
        Tone::Neutral => ("#5c6670", "#fff"),
        Tone::Missing => ("#f3f4f6", "#1b1f24"),
    }
}

/// 16 units wide, in the middle of the height: tick, exclamation mark in a triangle, cross, i, dash, question.
fn icon(tone: Tone, x: f64, ink: &str) -> String {
    let d = match tone {
        Tone::Green => "M2.5 8.5L6.5 12.5L14 4",
        Tone::Amber => "M8 2L15 14H1zM8 6.3V9.6M8 11.6V12",
        Tone::Red => "M3.5 3.5L12.5 12.5M12.5 3.5L3.5 12.5",
        Tone::Blue => "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13M8 7.2V11.5M8 4.4V4.8",
        Tone::Neutral => "M3 8H13",
        Tone::Missing => "M4.8 5.4a3.2 3.2 0 1 1 4.9 2.7C8.6 8.8 8 9.3 8 10.6M8 13.4V13.8",
    };
    let width = if matches!(tone, Tone::Amber | Tone::Blue) { "1.6" } else { "2.2" };
    format!(
        r#"<path class="pv-badge-icon" transform="translate({} 6)" d="{d}" fill="none" stroke="{ink}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>"#,
        n(x)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tone::tests::contrast;

    #[test]
    fn values_can_be_read_on_their_ground() {
        for tone in Tone::ALL {
            let (ground, ink) = colours(tone);
            assert!(contrast(ground, ink) >= 4.5, "{tone:?}");
        }
    }
}
